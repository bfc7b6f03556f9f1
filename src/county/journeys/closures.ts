import { dateOf } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import type { InNeed } from './events.ts'
import type { Child } from './child.ts'
import { siblingsOf } from './families.ts'
import { paceOf } from './pace.ts'
import { endNeed } from './record.ts'
import type { CountyState, WorkingDay } from './state.ts'

/** The share of completed assessments after which the case is likely to close. */
const shareClosingAfterAssessment = 0.5

/** Marks a child whose assessment is completed as one whose case may close, as chance has it. */
export const considerClosing = (state: CountyState, child: Child): void => {
  if (child.plan !== null || child.care !== null) return
  if (state.chance('closures: after assessment').happens(shareClosingAfterAssessment)) state.likelyToClose.push(child)
}

/** Closes a month's cases: as many as planned less the 18th birthdays that will close a case anyway. */
export const closuresOf = (state: CountyState, month: Month): { readonly onDay: (day: WorkingDay) => void } => {
  const chance = state.chance('closures')
  let comingOfAge = 0
  for (let day = month.firstDay; day <= month.lastDay; day += 1)
    comingOfAge += (state.comingOfAge.get(day) ?? []).filter(child => child.need !== null).length
  const planned = state.plan.needEnds[month.index] ?? 0
  if (comingOfAge > planned)
    throw new ControlCannotBeMet('inNeed', month.key, `${planned} may end, and ${comingOfAge} come of age.`)
  const pace = paceOf(planned - comingOfAge, month.workingDays.length, chance)
  const may = (child: Child, day: DayNumber) =>
    child.need !== null &&
    child.plan === null &&
    child.care === null &&
    child.assessment === null &&
    child.heldUntil < day &&
    child.need.startedOn <= day - 4 &&
    child.acceptedOn < day &&
    child.adultOn > month.lastDay
  /** One of those likely to close, of the earliest forty. */
  const likely = (day: DayNumber): Child | null => {
    const queue = state.likelyToClose
    while (queue.length > 0) {
      const place = chance.whole(0, Math.min(queue.length, 40) - 1)
      const child = queue.splice(place, 1)[0]
      if (child !== undefined && may(child, day) && child.lastAssessedOn > day - 75) return child
    }
    return null
  }
  const close = (child: Child, day: DayNumber) => {
    endNeed(state, child, day, reasonFor(state, child, day))
    pace.take()
  }
  return {
    onDay: ({ day, place }) => {
      while (pace.due(place) > 0) {
        const child =
          (chance.happens(0.62) ? likely(day) : null) ??
          state.pools.closable.pick(
            chance,
            one => may(one, day) && (one.lastAssessedOn < day - 60 || chance.happens(0.25)),
          )
        if (child === null)
          throw new ControlCannotBeMet('inNeed', month.key, `no case is left to close on ${dateOf(day)}.`)
        close(child, day)
        for (const sibling of siblingsOf(child))
          if (pace.rest() > 0 && may(sibling, day) && chance.happens(0.85)) close(sibling, day)
      }
    },
  }
}

const reasonFor = (state: CountyState, child: Child, day: DayNumber): NonNullable<InNeed['endReason']> => {
  const chance = state.chance('closures: reason')
  const wasAdopted = child.events.some(event => event.kind === 'care' && event.endReason === 'adopted')
  if (wasAdopted) return 'adopted'
  if (chance.happens(state.controls.hazards.stepDownShare)) return 'steppedDownToEarlyHelp'
  if (child.lastAssessedOn > day - 25) return 'assessedNoNeed'
  return chance.happens(0.08) ? 'movedAway' : 'needsMet'
}
