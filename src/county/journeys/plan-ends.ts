import { dateOf } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import type { Child } from './child.ts'
import { siblingsOf } from './families.ts'
import { paceOf } from './pace.ts'
import { endPlan } from './record.ts'
import type { CountyState, WorkingDay } from './state.ts'

export type PlanEndsOfMonth = {
  /** How many ends are left for children who go from a plan into care. */
  readonly left: () => number
  readonly take: () => void
  readonly onDay: (day: WorkingDay) => void
}

/** Ends a month's plans: those first whose 18th birthday is near, then families by how long the plan has lasted. */
export const planEndsOf = (state: CountyState, month: Month): PlanEndsOfMonth => {
  const chance = state.chance('plan ends')
  const pace = paceOf(state.plan.planEnds[month.index] ?? 0, month.workingDays.length, chance)
  const urgent = state.pools.onPlan
    .members()
    .filter(child => child.adultOn <= month.lastDay + 35)
    .sort((a, b) => a.adultOn - b.adultOn)
  const stillUrgent = () => urgent.filter(child => child.plan !== null).length
  const isSettled = (child: Child, day: number) =>
    child.plan !== null && child.plan.startedOn < day && child.heldUntil < day
  const likely = (child: Child, day: number) => {
    const days = day - (child.plan?.startedOn ?? day)
    // Plans end at review conferences: the first after three months, the others after half a year each.
    const chances = days < 60 ? 0.01 : days < 85 ? 0.08 : days < 120 ? 0.5 : days < 250 ? 0.25 : days < 330 ? 0.8 : 0.9
    return isSettled(child, day) && chance.happens(chances)
  }
  const end = (child: Child, day: number) => {
    endPlan(state, child, day, 'riskReduced')
    pace.take()
  }
  return {
    left: () => pace.rest() - stillUrgent(),
    take: pace.take,
    onDay: ({ day, place }) => {
      while (pace.due(place) > 0) {
        const near = urgent.find(child => child.plan !== null)
        const child =
          near ??
          state.pools.onPlan.pick(chance, one => likely(one, day)) ??
          state.pools.onPlan.pick(chance, one => isSettled(one, day)) ??
          state.pools.onPlan.pick(chance, one => one.plan !== null && one.plan.startedOn < day)
        if (child === null)
          throw new ControlCannotBeMet('onPlan', month.key, `no plan is left to end on ${dateOf(day)}.`)
        end(child, day)
        for (const sibling of siblingsOf(child))
          if (pace.rest() > stillUrgent() && isSettled(sibling, day) && chance.happens(0.85)) end(sibling, day)
      }
    },
  }
}
