import { addMonths, addWorkingDaysTo, dateOf, endOfMonth, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Stream } from '../chance/random.ts'
import { workingDaysWithin } from '../plan/months.ts'
import type { CountyState } from './state.ts'

export type ConferenceResult = 'firstPlan' | 'laterPlan' | 'noPlan'

/** A conference planned for brothers and sisters, with the strategy discussion that is to lead to it. */
export type ConferenceSlot = {
  readonly enquiryOn: DayNumber
  readonly heldOn: DayNumber
  readonly children: number
  readonly result: ConferenceResult
}

/** An initial conference is due within 15 working days of the strategy discussion (Working Together to Safeguard Children). */
const inTimeAfter = (chance: Stream) => (chance.happens(0.75) ? chance.whole(10, 15) : chance.whole(5, 9))
const lateAfter = (chance: Stream) => (chance.happens(0.8) ? chance.whole(16, 22) : chance.whole(23, 37))

type Quota = {
  readonly inTime: number
  readonly late: number
  readonly results: Readonly<Record<ConferenceResult, number>>
}

const slotsOfMonth = (chance: Stream, workingDays: readonly DayNumber[], quota: Quota): ConferenceSlot[] => {
  const slots: ConferenceSlot[] = []
  const left = { ...quota.results }
  let { inTime, late } = quota
  while (inTime + late > 0) {
    const results = (Object.keys(left) as ConferenceResult[]).filter(result => left[result] > 0)
    let at = chance.whole(1, inTime + late)
    const result = results.find(one => (at -= left[one]) <= 0) ?? 'noPlan'
    const isInTime = chance.whole(1, inTime + late) <= inTime
    const size = chance.happens(0.45) ? 1 : chance.happens(0.6) ? 2 : chance.whole(3, 4)
    const children = Math.min(size, left[result], isInTime ? inTime : late)
    const heldOn = workingDays[chance.whole(0, workingDays.length - 1)] ?? 0
    slots.push({
      heldOn,
      enquiryOn: addWorkingDaysTo(heldOn, -(isInTime ? inTimeAfter(chance) : lateAfter(chance))),
      children,
      result,
    })
    left[result] -= children
    if (isInTime) inTime -= children
    else late -= children
  }
  return slots
}

/**
 * Every conference of the history, and of the two months after it, whose enquiries are already under way on the last day.
 */
export const planConferences = (state: CountyState): readonly ConferenceSlot[] => {
  const chance = state.chance('conferences')
  const { months, flows } = state.plan
  const quotaOf = (index: number): Quota => {
    const conferences = flows.conferences[index] ?? 0
    const [inTime, plans, second] = [
      flows.conferencesInTime[index] ?? 0,
      flows.plans[index] ?? 0,
      flows.secondPlans[index] ?? 0,
    ]
    return {
      inTime,
      late: conferences - inTime,
      results: { firstPlan: plans - second, laterPlan: second, noPlan: conferences - plans },
    }
  }
  const within = months.flatMap(month => slotsOfMonth(chance, month.workingDays, quotaOf(month.index)))
  const lastWhole = months.findLast(month => month.part === 1)
  if (lastWhole === undefined) return within
  const monthEnd = endOfMonth(dateOf(state.lastDay))
  const ahead = [0, 1, 2].flatMap(later => {
    const from = later === 0 ? state.lastDay + 1 : dayNumber(monthEnd) + 1 + (later - 1) * 28
    const to = later === 0 ? dayNumber(monthEnd) : dayNumber(endOfMonth(addMonths(`${monthEnd.slice(0, 7)}-01`, later)))
    const workingDays = workingDaysWithin(from, to)
    const share = Math.min(1, workingDays.length / lastWhole.workingDays.length)
    const quota = quotaOf(lastWhole.index)
    const part = (count: number) => Math.round(count * share)
    const results = {
      firstPlan: part(quota.results.firstPlan),
      laterPlan: part(quota.results.laterPlan),
      noPlan: part(quota.results.noPlan),
    }
    const conferences = results.firstPlan + results.laterPlan + results.noPlan
    const inTime = Math.min(conferences, part(quota.inTime))
    return workingDays.length === 0
      ? []
      : slotsOfMonth(chance, workingDays, { inTime, late: conferences - inTime, results })
  })
  return [...within, ...withRoom(state, within, ahead)]
}

/** Of the conferences after the history, those whose enquiries leave most of a month's enquiries to lead elsewhere. */
const withRoom = (
  { plan, lastDay }: CountyState,
  within: readonly ConferenceSlot[],
  ahead: readonly ConferenceSlot[],
): readonly ConferenceSlot[] => {
  const monthOf = (day: DayNumber) => plan.months.findLast(({ firstDay }) => firstDay <= day)?.index ?? -1
  const led = new Map<number, number>()
  const count = ({ enquiryOn, children }: ConferenceSlot) => {
    const sum = (led.get(monthOf(enquiryOn)) ?? 0) + children
    led.set(monthOf(enquiryOn), sum)
    return sum
  }
  for (const slot of within) count(slot)
  return ahead.filter(
    slot => slot.enquiryOn <= lastDay && count(slot) <= 0.6 * (plan.flows.enquiries[monthOf(slot.enquiryOn)] ?? 0),
  )
}
