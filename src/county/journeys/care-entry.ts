import { dateOf } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { LegalStatus } from '../controls/index.ts'
import { ageBands, ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import type { CareEnds } from './care-ends.ts'
import type { CareSlot } from './care-slots.ts'
import { daysInCareAtLeast } from './care-year.ts'
import type { CareYear } from './care-year.ts'
import type { Child } from './child.ts'
import { ageBandOn, siblingsOf } from './families.ts'
import { paceOf } from './pace.ts'
import { endPlan, record } from './record.ts'
import type { Returns } from './returns.ts'
import { settle } from './state.ts'
import type { CountyState, WorkingDay } from './state.ts'

/** A month's plan ends, of which a child who goes from a plan into care uses one. */
export type PlanEndsLeft = { readonly left: () => number; readonly take: () => void }

export const beginCare = (
  state: CountyState,
  child: Child,
  { day, month }: WorkingDay,
  group: number,
  legalStatus: LegalStatus,
): void => {
  child.care = record<'care'>(state, child, day, {
    kind: 'care',
    group,
    need: child.need?.id ?? 0,
    startedOn: day,
    legalStatus,
    isUasc: child.isUasc,
    isReturn: child.caresBefore > 0,
    endedOn: null,
    endReason: null,
  })
  child.careStartYear = month.yearEnding
  settle(state, child)
}

type Terms = {
  readonly year: CareYear
  readonly ends: CareEnds
  readonly returns: Returns
  readonly planEnds: PlanEndsLeft
  readonly slots: CareSlot[]
}

const anyAge = (slot: CareSlot): CareSlot => (slot.isCounted ? slot : { ...slot, bands: ageBands })

/** The last day until which those who come of age in care are foreseen, so that nobody else may be among them. */
export const foreseenUntil = (year: CareYear, ends: CareEnds): DayNumber =>
  Math.max(ends.periodEnd(), year.isForeseen ? year.lastDay : 0)

/** Fills a month's care slots day by day, with children in need and their brothers and sisters. */
export const careEntryOf = (
  state: CountyState,
  month: Month,
  { year, ends, returns, planEnds, slots }: Terms,
): { readonly onDay: (day: WorkingDay) => void } => {
  const chance = state.chance('care: entry')
  const { pools } = state
  const starts = paceOf(slots.length, month.workingDays.length, chance)
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
  const fits = (child: Child, slot: CareSlot, day: DayNumber) => {
    if (!mayEnter(child, day) || child.adultOn <= foreseenUntil(year, ends)) return false
    // One who is to go home and come back within the year still has 13 weeks in care before the 18th birthday.
    if (returns.leftIn(month) > 0 && child.adultOn <= year.lastDay + daysInCareAtLeast) return false
    const band = ageBandOn(child, day)
    const isCrowding = ends.isInNext(child.adultOn) && ends.roomInNext() < 1
    return band !== null && slot.bands.includes(band) && !isCrowding
  }
  const enter = (child: Child, slot: CareSlot, day: WorkingDay, group: number): void => {
    if (child.plan !== null) {
      endPlan(state, child, day.day, 'lookedAfter')
      planEnds.take()
    }
    beginCare(state, child, day, group, slot.legalStatus)
    starts.take()
  }

  const isDueToComeOfAge = (day: DayNumber) =>
    year.stillToEnter > 0 && day >= (year.enterBy[year.enterBy.length - year.stillToEnter] ?? 0)
  /** Takes in one of those who are still to become looked after and come of age in the year. */
  const enterToComeOfAge = (day: WorkingDay): boolean => {
    const slot = slots.find(({ bands }) => bands.includes('from16')) ?? slots.find(({ isCounted }) => !isCounted)
    const isOne = (child: Child) =>
      mayEnter(child, day.day) &&
      child.adultOn <= year.lastDay &&
      (year.lastDay <= ends.periodEnd() || child.adultOn > ends.periodEnd())
    const child = slot === undefined ? null : pools.open.pick(chance, isOne)
    if (slot === undefined || child === null) return false
    slots.splice(slots.indexOf(slot), 1)
    enter(child, slot, day, state.nextGroup())
    year.stillToEnter -= 1
    return true
  }

  const somebody = (slot: CareSlot, day: DayNumber): Child => {
    const onPlanFirst = planEnds.left() > 0 && chance.happens(0.35)
    const child =
      (onPlanFirst ? pools.onPlan.pick(chance, one => fits(one, slot, day)) : null) ??
      pools.open.pick(chance, one => one.plan === null && fits(one, slot, day)) ??
      pools.open.pick(chance, one => fits(one, anyAge(slot), day))
    if (child !== null) return child
    throw new ControlCannotBeMet(
      'careStarts',
      month.key,
      `no child in need fits who is to become looked after on ${dateOf(day)}.`,
    )
  }
  const enterFamily = (day: WorkingDay): void => {
    const slot = slots.shift()
    if (slot === undefined) return
    const child = somebody(slot, day.day)
    const group = state.nextGroup()
    enter(child, slot, day, group)
    if (returns.begin(month, child)) {
      child.staysUntil = year.lastDay
      return
    }
    for (const sibling of siblingsOf(child)) {
      const other = slots.find(one => one.legalStatus === slot.legalStatus && fits(sibling, anyAge(one), day.day))
      if (other === undefined || slots.length <= returns.leftIn(month) || !chance.happens(0.5)) continue
      slots.splice(slots.indexOf(other), 1)
      enter(sibling, other, day, group)
    }
  }

  return {
    onDay: day => {
      state.wanted = isDueToComeOfAge(day.day) ? { comingOfAgeBy: year.lastDay } : null
      while (isDueToComeOfAge(day.day) && slots.length > returns.leftIn(month) && enterToComeOfAge(day)) continue
      while (starts.due(day.place) > 0) enterFamily(day)
      // After February nobody could be in care for 13 weeks before the year ends.
      if (day.place === month.workingDays.length - 1 && month.season === 10 && year.stillToEnter > 0)
        throw new ControlCannotBeMet('careLeavers', month.key, `${year.stillToEnter} too few come of age in care.`)
    },
  }
}
