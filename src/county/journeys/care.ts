import { dateOf } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { LegalStatus } from '../controls/index.ts'
import { ageBands, ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import type { Care } from './events.ts'
import type { Child } from './child.ts'
import { careEnds } from './care-ends.ts'
import { planCareSlots, slotsOf } from './care-slots.ts'
import type { CareSlot } from './care-slots.ts'
import { beginCareYear, daysInCareAtLeast } from './care-year.ts'
import type { CareYear } from './care-year.ts'
import { ageBandOn, newFamily, siblingsOf } from './families.ts'
import { paceOf } from './pace.ts'
import type { Pace } from './pace.ts'
import { endCare, endPlan, record } from './record.ts'
import type { ReferralsOfMonth } from './referrals.ts'
import { planReturns } from './returns.ts'
import { settle } from './state.ts'
import type { CountyState, WorkingDay } from './state.ts'
import { assignUascBirth, releaseBirthday } from './uasc.ts'
import type { UascBirthdays } from './uasc.ts'

export type CareOfMonth = {
  /** Unaccompanied children who arrive, before the other referrals of the day. */
  readonly arrivals: (day: WorkingDay) => void
  readonly onDay: (day: WorkingDay) => void
}

/** Becoming and ceasing to be looked after. `planEndsLeft` is a plan's way into care: it uses one of the month's plan ends. */
export type CareRun = {
  readonly month: (
    month: Month,
    referrals: ReferralsOfMonth,
    planEnds: { readonly left: () => number; readonly take: () => void },
  ) => CareOfMonth
}

export const careRun = (state: CountyState, birthdays: UascBirthdays): CareRun => {
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

  const begin = (child: Child, day: WorkingDay, group: number, legalStatus: LegalStatus): void => {
    child.care = record<'care'>(state, child, day.day, {
      kind: 'care',
      group,
      need: child.need?.id ?? 0,
      startedOn: day.day,
      legalStatus,
      isUasc: child.isUasc,
      isReturn: child.caresBefore > 0,
      endedOn: null,
      endReason: null,
    })
    child.careStartYear = day.month.yearEnding
    settle(state, child)
  }

  return {
    month: (month, referrals, planEnds) => {
      if (month.season === 0 || year === null) year = beginCareYear(state, month)
      const thisYear = year
      const uascToEnd = uascEnds.ofMonth(month)
      const othersToEnd = otherEnds.ofMonth(month)
      const days = month.workingDays.length
      const uascArrivals = paceOf(plan.flows.careStartsUasc[month.index] ?? 0, days, chance)
      const uascLeaving = paceOf(uascToEnd, days, chance)
      const leaving = paceOf(othersToEnd - returns.exitsIn(month) - earlyIn(month), days, chance)
      const slots = slotsOf(table, month)
      const starts = paceOf(slots.length, days, chance)

      /** Who comes of age before this day does so by plan only. */
      const foreseenUntil = Math.max(otherEnds.periodEnd(), thisYear.isForeseen ? thisYear.lastDay : 0)
      const mayEnter = (child: Child, day: DayNumber) =>
        child.need !== null &&
        child.care === null &&
        !child.isUasc &&
        child.bornOn <= day &&
        child.acceptedOn <= day &&
        child.heldUntil < day &&
        child.careStartYear !== month.yearEnding &&
        child.careEndYear !== month.yearEnding &&
        child.adultOn > day + daysInCareAtLeast &&
        (child.plan === null || (child.plan.startedOn < day && planEnds.left() > 0))
      const entersByPlan = (child: Child, day: DayNumber) =>
        mayEnter(child, day) &&
        child.adultOn <= thisYear.lastDay &&
        (thisYear.lastDay <= otherEnds.periodEnd() || child.adultOn > otherEnds.periodEnd())
      const isCrowding = (child: Child) => otherEnds.isInNext(child.adultOn) && otherEnds.roomInNext() < 1
      const fits = (child: Child, slot: CareSlot, day: DayNumber) => {
        if (!mayEnter(child, day) || child.adultOn <= foreseenUntil) return false
        const band = ageBandOn(child, day)
        return band !== null && slot.bands.includes(band) && !isCrowding(child)
      }

      const enter = (child: Child, slot: CareSlot, day: WorkingDay, group: number): void => {
        if (child.plan !== null) {
          endPlan(state, child, day.day, 'lookedAfter')
          planEnds.take()
        }
        begin(child, day, group, slot.legalStatus)
        starts.take()
      }
      const enterByPlan = (day: WorkingDay): boolean => {
        const at = slots.findIndex(slot => slot.bands.includes('from16'))
        const slot = slots[at] ?? slots.find(one => !one.isCounted)
        const child = slot === undefined ? null : pools.open.pick(chance, one => entersByPlan(one, day.day))
        if (slot === undefined || child === null) return false
        slots.splice(slots.indexOf(slot), 1)
        enter(child, slot, day, state.nextGroup())
        thisYear.stillToEnter -= 1
        return true
      }
      const isDueByPlan = (day: DayNumber) =>
        thisYear.stillToEnter > 0 && day >= (thisYear.enterBy[thisYear.enterBy.length - thisYear.stillToEnter] ?? 0)

      const enterFamily = (day: WorkingDay): void => {
        const slot = slots.shift()
        if (slot === undefined) return
        const onPlanFirst = planEnds.left() > 0 && chance.happens(0.35)
        const fitting = (child: Child) => fits(child, slot, day.day)
        const child =
          (onPlanFirst ? pools.onPlan.pick(chance, fitting) : null) ??
          pools.open.pick(chance, one => fitting(one) && one.plan === null) ??
          pools.open.pick(chance, one => fits(one, slot.isCounted ? slot : anyAge(slot), day.day))
        if (child === null)
          throw new ControlCannotBeMet(
            'careStarts',
            month.key,
            `no child in need fits who is to become looked after on ${dateOf(day.day)}.`,
          )
        const group = state.nextGroup()
        enter(child, slot, day, group)
        const returning = returns.beginIn(month)
        if (returning !== null) {
          schedule(returns.leaving, returning.exitOn, child)
          schedule(returns.returning, returning.returnOn, child)
          child.staysUntil = thisYear.lastDay
          return
        }
        for (const sibling of siblingsOf(child)) {
          const at = slots.findIndex(
            one => one.legalStatus === slot.legalStatus && fits(sibling, one.isCounted ? one : anyAge(one), day.day),
          )
          const other = slots[at]
          if (other === undefined || slots.length <= returns.leftIn(month) || !chance.happens(0.5)) continue
          slots.splice(at, 1)
          enter(sibling, other, day, group)
        }
      }

      return {
        arrivals: day => {
          while (uascArrivals.due(day.place) > 0) {
            const after = Math.max(uascEnds.periodEnd(), thisYear.isForeseen ? thisYear.lastDay : 0)
            const child = newFamily(state, day.day, {
              bornOn: assignUascBirth(state, birthdays, day.day, after, day.day),
              isUasc: true,
            })
            referrals.forUasc(child, day)
            begin(child, day, state.nextGroup(), 'section20')
            uascArrivals.take()
          }
        },
        onDay: day => {
          const isLastDay = day.place === days - 1
          state.wanted = isDueByPlan(day.day) ? { comingOfAgeBy: thisYear.lastDay } : null
          while (starts.rest() > 0 && isDueByPlan(day.day) && slots.length > returns.leftIn(month) && enterByPlan(day))
            continue
          while (starts.due(day.place) > 0) enterFamily(day)
          if (isLastDay && month.season === 10 && thisYear.stillToEnter > 0)
            throw new ControlCannotBeMet(
              'careLeavers',
              month.key,
              `${thisYear.stillToEnter} too few come of age in care.`,
            )
          for (const child of returns.returning.get(day.day) ?? []) {
            child.heldUntil = day.day - 1
            begin(child, day, state.nextGroup(), 'section20')
          }
          leave(day, uascLeaving, true)
          for (const child of returns.leaving.get(day.day) ?? []) {
            endCare(state, child, day.day, month.yearEnding, 'returnedHome')
            child.heldUntil = thisYear.lastDay
          }
          for (const child of thisYear.leaveEarly.get(day.day) ?? [])
            endCare(state, child, day.day, month.yearEnding, 'returnedHome')
          leave(day, leaving, false)
        },
      }

      function leave({ day, place }: WorkingDay, pace: Pace, isUasc: boolean): void {
        const pool = isUasc ? pools.uascInCare : pools.othersInCare
        if (pace.due(place) <= 0) return
        const isCrowded = !isUasc && otherEnds.roomInNext() < 0
        const stayers = isUasc
          ? Math.max(uascEnds.periodEnd(), thisYear.isForeseen ? thisYear.lastDay : 0)
          : foreseenUntil
        const may = (child: Child) =>
          child.adultOn > stayers &&
          child.staysUntil < day &&
          child.careEndYear !== month.yearEnding &&
          (child.care?.startedOn ?? day) < day
        const likely = (child: Child) =>
          may(child) && !thisYear.areNeeded(child) && chance.happens(likelihood(day - (child.care?.startedOn ?? day)))
        const crowds = (child: Child) => otherEnds.isInNext(child.adultOn) && may(child)
        while (pace.due(place) > 0) {
          const child =
            (isCrowded ? pool.pick(chance, crowds) : null) ?? pool.pick(chance, likely) ?? pool.pick(chance, may)
          if (child === null)
            throw new ControlCannotBeMet(
              isUasc ? 'lookedAfterUasc' : 'lookedAfter',
              month.key,
              `nobody is left to cease on ${dateOf(day)}.`,
            )
          const reason = reasonFor(state, child, day)
          endCare(state, child, day, month.yearEnding, reason)
          if (isUasc) releaseBirthday(birthdays, child.adultOn)
          if (reason !== 'returnedHome') state.likelyToClose.push(child)
          pace.take()
        }
      }
    },
  }
}

const anyAge = (slot: CareSlot): CareSlot => ({ ...slot, bands: ageBands })

const schedule = (days: Map<DayNumber, Child[]>, day: DayNumber, child: Child): void => {
  days.set(day, [...(days.get(day) ?? []), child])
}

/** How likely a child is to leave care, by the days looked after: many in the first half year, few between, more after a year. */
const likelihood = (days: number): number =>
  days < 7 ? 0.02 : days < 180 ? 0.9 : days < 365 ? 0.5 : days < 1_100 ? 0.6 : 0.3

const reasonFor = (state: CountyState, child: Child, day: DayNumber): NonNullable<Care['endReason']> => {
  const chance = state.chance('care: reason')
  if (child.isUasc) return chance.happens(0.75) ? 'transferred' : 'otherCarer'
  const days = day - (child.care?.startedOn ?? day)
  const age = (day - child.bornOn) / 365.25
  if (days > 300 && age < 7 && child.care?.legalStatus !== 'section20' && chance.happens(0.7)) return 'adopted'
  if (days > 250 && age < 14 && chance.happens(0.4)) return 'specialGuardianship'
  return chance.happens(0.8) ? 'returnedHome' : 'otherCarer'
}
