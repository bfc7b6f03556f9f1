import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import type { Child } from './child.ts'
import { siblingsOf } from './families.ts'
import { paceOf } from './pace.ts'
import { beginAssessment } from './record.ts'
import { daysToAdulthood } from './referrals.ts'
import type { CountyState, WorkingDay } from './state.ts'

const fits = (child: Child, day: DayNumber, rest: number): boolean =>
  child.need !== null &&
  child.assessment === null &&
  child.care === null &&
  child.acceptedOn < day &&
  child.lastAssessedOn <= day - rest &&
  child.adultOn >= day + daysToAdulthood

/** Begins a month's repeat assessments, of children in need whose last was completed a while ago. */
export const repeatAssessmentsOf = (
  state: CountyState,
  month: Month,
): { readonly onDay: (day: WorkingDay) => void } => {
  const chance = state.chance('repeat assessments')
  const pace = paceOf(state.plan.flows.repeatAssessments[month.index] ?? 0, month.workingDays.length, chance)
  return {
    onDay: ({ day, place }) => {
      while (pace.due(place) > 0) {
        const child =
          state.pools.assessable.pick(chance, one => fits(one, day, 90)) ??
          state.pools.assessable.pick(chance, one => fits(one, day, 5))
        if (child === null)
          throw new ControlCannotBeMet('repeatAssessments', month.key, 'nobody is left to be assessed again.')
        const begun = { group: state.nextGroup(), startedOn: day, isRepeat: true }
        beginAssessment(state, child, begun)
        pace.take()
        for (const sibling of siblingsOf(child))
          if (pace.rest() > 0 && fits(sibling, day, 60) && chance.happens(0.6)) {
            beginAssessment(state, sibling, begun)
            pace.take()
          }
      }
    },
  }
}
