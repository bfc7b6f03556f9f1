import type { Month } from '../plan/index.ts'
import type { Child } from './child.ts'
import { careEnds } from './care-ends.ts'
import { beginCare, careEntryOf, foreseenUntil } from './care-entry.ts'
import type { PlanEndsLeft } from './care-entry.ts'
import { leaveCare } from './care-leaving.ts'
import { planCareSlots, slotsOf } from './care-slots.ts'
import { beginCareYear } from './care-year.ts'
import type { CareYear } from './care-year.ts'
import { newFamily } from './families.ts'
import { paceOf } from './pace.ts'
import { endCare } from './record.ts'
import type { ReferralsOfMonth } from './referrals.ts'
import { planReturns } from './returns.ts'
import type { CountyState, WorkingDay } from './state.ts'
import { assignUascBirth, releaseBirthday } from './uasc.ts'
import type { UascBirthdays } from './uasc.ts'

/** A month's becoming and ceasing to be looked after. */
export type CareOfMonth = {
  /** Unaccompanied children who arrive, before the other referrals of the day. */
  readonly arrivals: (day: WorkingDay) => void
  readonly onDay: (day: WorkingDay) => void
}

/** Becoming and ceasing to be looked after, month by month. */
export const careRun = (state: CountyState, birthdays: UascBirthdays) => {
  const chance = state.chance('care')
  const { pools, plan } = state
  const table = planCareSlots(state)
  const returns = planReturns(state)
  let year: CareYear | null = null

  const leavesEarly = (child: Child) =>
    year !== null && [...year.leaveEarly.values()].some(those => those.includes(child))
  const earlyIn = (month: Month) =>
    [...(year?.leaveEarly ?? [])]
      .filter(([day]) => day >= month.firstDay && day <= month.lastDay)
      .reduce((sum, [, those]) => sum + those.length, 0)
  const uascEnds = careEnds(state, 'lookedAfterUasc', plan.careSegments.uasc, pools.uascInCare, chance, {
    foreseen: () => 0,
    scheduled: () => 0,
    leavesBefore: () => false,
  })
  const otherEnds = careEnds(state, 'lookedAfter', plan.careSegments.others, pools.othersInCare, chance, {
    // Who comes of age in the year and has yet to come in does so in the period that ends with the year.
    foreseen: segment => (plan.months[segment.to]?.lastDay === year?.lastDay ? (year?.stillToEnter ?? 0) : 0),
    scheduled: month => returns.exitsIn(month) + earlyIn(month),
    leavesBefore: leavesEarly,
  })

  return (month: Month, referrals: ReferralsOfMonth, planEnds: PlanEndsLeft): CareOfMonth => {
    if (month.season === 0 || year === null) year = beginCareYear(state, month)
    const thisYear = year
    const days = month.workingDays.length
    const arriving = paceOf(plan.flows.careStartsUasc[month.index] ?? 0, days, chance)
    const uasc = { isUasc: true, pace: paceOf(uascEnds.ofMonth(month), days, chance), ends: uascEnds }
    const unfixed = otherEnds.ofMonth(month) - returns.exitsIn(month) - earlyIn(month)
    const others = { isUasc: false, pace: paceOf(unfixed, days, chance), ends: otherEnds }
    const entry = careEntryOf(state, month, {
      year: thisYear,
      ends: otherEnds,
      returns,
      planEnds,
      slots: slotsOf(table, month),
    })
    const goHome = (child: Child, { day }: WorkingDay) => endCare(state, child, day, month.yearEnding, 'returnedHome')
    return {
      arrivals: day => {
        while (arriving.due(day.place) > 0) {
          const after = foreseenUntil(thisYear, uascEnds)
          const bornOn = assignUascBirth(state, birthdays, day.day, after, day.day)
          const child = newFamily(state, day.day, { bornOn, isUasc: true })
          referrals.forUasc(child, day)
          beginCare(state, child, day, state.nextGroup(), 'section20')
          arriving.take()
        }
      },
      onDay: day => {
        entry.onDay(day)
        for (const child of returns.returning.get(day.day) ?? []) {
          child.heldUntil = day.day - 1
          beginCare(state, child, day, state.nextGroup(), 'section20')
        }
        for (const child of returns.leaving.get(day.day) ?? []) {
          goHome(child, day)
          child.heldUntil = thisYear.lastDay
        }
        for (const child of thisYear.leaveEarly.get(day.day) ?? []) goHome(child, day)
        leaveCare(state, day, {
          ...uasc,
          year: thisYear,
          onLeaving: child => releaseBirthday(birthdays, child.adultOn),
        })
        leaveCare(state, day, { ...others, year: thisYear, onLeaving: () => undefined })
      },
    }
  }
}
