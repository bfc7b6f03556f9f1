import { addWorkingDaysTo, dateOf, workingDaysBetweenDays } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import { chooseWeighted, streamOf } from '../chance/random.ts'
import type { Enquiry } from './events.ts'
import type { Child, Draft } from './child.ts'
import type { ConferenceResult, ConferenceSlot } from './conference-slots.ts'
import { siblingsOf } from './families.ts'
import { paceOf } from './pace.ts'
import { record } from './record.ts'
import { settle } from './state.ts'
import type { CountyState, WorkingDay } from './state.ts'

/** A child held for a conference that is ahead. */
type Awaited = {
  readonly child: Child
  readonly enquiry: Draft<Enquiry>
  readonly slot: ConferenceSlot
  readonly group: number
  readonly planGroup: number
}

/** One on a plan should have months of it left before the 18th birthday. */
const daysToAdultAtConference = 180
const daysToAdultAtEnquiry = 60

const isFree = (child: Child, day: DayNumber) =>
  child.need !== null &&
  child.care === null &&
  child.acceptedOn <= day &&
  child.need.startedOn <= day &&
  child.heldUntil < day

const fitsSlot = (child: Child, slot: ConferenceSlot, day: DayNumber): boolean =>
  isFree(child, day) &&
  child.plan === null &&
  child.adultOn > slot.heldOn + daysToAdultAtConference &&
  (slot.result === 'noPlan' || child.plansBefore > 0 === (slot.result === 'laterPlan'))

/** Strategy discussions, section 47 enquiries, initial conferences and the plans that start there. */
export type Protection = {
  readonly month: (month: Month) => { readonly onDay: (day: WorkingDay) => void }
}

export const protection = (state: CountyState, slots: readonly ConferenceSlot[]): Protection => {
  const chance = state.chance('enquiries')
  const firstDay = state.plan.months[0]?.workingDays[0] ?? 0
  const slotsByEnquiry = new Map<DayNumber, ConferenceSlot[]>()
  for (const slot of slots) {
    const day = Math.max(slot.enquiryOn, firstDay)
    slotsByEnquiry.set(day, [...(slotsByEnquiry.get(day) ?? []), slot])
  }
  const awaited = new Map<DayNumber, Awaited[]>()
  const newPerDay = Math.max(1, (state.plan.needStarts[0] ?? 0) / 28)

  const begin = (
    child: Child,
    group: number,
    day: DayNumber,
    endsOn: DayNumber,
    outcome: Enquiry['outcome'],
  ): Draft<Enquiry> => {
    const hasEnded = endsOn <= state.lastDay
    return record<'enquiry'>(state, child, day, {
      kind: 'enquiry',
      group,
      need: child.need?.id ?? 0,
      strategyDiscussionOn: day,
      startedOn: day,
      endedOn: hasEnded ? endsOn : null,
      outcome: hasEnded ? outcome : null,
    })
  }

  const likelyPool = (result: ConferenceResult) =>
    result === 'laterPlan'
      ? state.pools.onceOnPlan
      : result === 'firstPlan' || chance.happens(0.85)
        ? state.pools.neverOnPlan
        : state.pools.open

  /** One of those whose need began lately: the likeliest to be enquired about. */
  const somebody = (fits: (child: Child) => boolean, day: DayNumber): Child | null => {
    const within = chance.happens(0.18) ? 7 : chance.happens(0.45) ? 45 : 0
    for (let attempt = 0; within > 0 && attempt < 25 && state.newlyInNeed.length > 0; attempt += 1) {
      const back = Math.floor(chance.fraction() * Math.min(state.newlyInNeed.length, within * newPerDay))
      const child = state.newlyInNeed[state.newlyInNeed.length - 1 - back]
      if (child !== undefined && (child.need?.startedOn ?? 0) >= day - within && fits(child)) return child
    }
    return null
  }
  const holdForConference = (slot: ConferenceSlot, day: DayNumber): void => {
    let left = slot.children
    const enquiryOn = Math.min(slot.enquiryOn, day)
    while (left > 0) {
      const fits = (child: Child) => fitsSlot(child, slot, enquiryOn)
      const fitsWithSibling = (child: Child) => fits(child) && siblingsOf(child).some(fits)
      const first =
        (left > 1 ? (somebody(fitsWithSibling, day) ?? likelyPool(slot.result).pick(chance, fitsWithSibling)) : null) ??
        somebody(fits, day) ??
        likelyPool(slot.result).pick(chance, fits) ??
        state.pools.open.pick(chance, fits)
      if (first === null)
        throw new ControlCannotBeMet(
          slot.result === 'laterPlan' ? 'secondPlans' : 'conferences',
          dateOf(slot.heldOn).slice(0, 7),
          `no child in need fits a conference that is to follow an enquiry of ${dateOf(enquiryOn)}.`,
        )
      const [group, conferenceGroup, planGroup] = [state.nextGroup(), state.nextGroup(), state.nextGroup()]
      const together = [first, ...siblingsOf(first).filter(fits)].slice(0, left)
      const length = workingDaysBetweenDays(enquiryOn, slot.heldOn)
      const endsOn = addWorkingDaysTo(enquiryOn, Math.max(1, length - chance.whole(1, 4)))
      for (const child of together) {
        const enquiry = begin(child, group, enquiryOn, endsOn, 'continuingRisk')
        child.heldUntil = slot.heldOn
        const waiting = { child, enquiry, slot, group: conferenceGroup, planGroup }
        awaited.set(slot.heldOn, [...(awaited.get(slot.heldOn) ?? []), waiting])
      }
      left -= together.length
    }
  }

  const hold = ({ child, enquiry, slot, group, planGroup }: Awaited): void => {
    const conference = record<'conference'>(state, child, slot.heldOn, {
      kind: 'conference',
      group,
      enquiry: enquiry.id,
      heldOn: slot.heldOn,
      workingDays: workingDaysBetweenDays(enquiry.strategyDiscussionOn, slot.heldOn),
      outcome: slot.result === 'noPlan' ? 'noPlan' : 'plan',
    })
    if (slot.result === 'noPlan') return
    child.plan = record<'protectionPlan'>(state, child, slot.heldOn, {
      kind: 'protectionPlan',
      group: planGroup,
      conference: conference.id,
      category: chooseWeighted(streamOf(state.seed, 'category', planGroup), state.controls.hazards.abuseCategories),
      isSecondOrSubsequent: child.plansBefore > 0,
      startedOn: slot.heldOn,
      endedOn: null,
      endReason: null,
    })
    settle(state, child)
  }

  const enquireOnly = (day: DayNumber, rest: number): number => {
    const mayBe = (child: Child) => isFree(child, day) && child.adultOn > day + daysToAdultAtEnquiry
    const usually = (child: Child) => mayBe(child) && (child.plan === null || chance.happens(0.05))
    const first =
      somebody(usually, day) ?? state.pools.open.pick(chance, usually) ?? state.pools.open.pick(chance, mayBe)
    if (first === null) return 0
    const group = state.nextGroup()
    const endsOn = addWorkingDaysTo(day, chance.whole(3, 14))
    const outcome = chance.happens(0.45) ? 'notSubstantiated' : 'noContinuingRisk'
    const together = [
      first,
      ...siblingsOf(first).filter(one => mayBe(one) && one.plan === first.plan && chance.happens(0.7)),
    ]
    for (const child of together.slice(0, rest)) {
      begin(child, group, day, endsOn, outcome)
      child.heldUntil = endsOn
    }
    return Math.min(together.length, rest)
  }

  return {
    month: month => {
      const inSlots = month.workingDays.reduce(
        (sum, day) =>
          sum +
          (slotsByEnquiry.get(day) ?? [])
            .filter(slot => slot.enquiryOn === day)
            .reduce((n, slot) => n + slot.children, 0),
        0,
      )
      const total = state.plan.flows.enquiries[month.index] ?? 0
      if (inSlots > total)
        throw new ControlCannotBeMet(
          'enquiries',
          month.key,
          `${inSlots} lead to conferences, more than the ${total} there are.`,
        )
      const pace = paceOf(total - inSlots, month.workingDays.length, chance)
      return {
        onDay: ({ day, place }) => {
          for (const slot of slotsByEnquiry.get(day) ?? []) holdForConference(slot, day)
          while (pace.due(place) > 0) {
            const enquired = enquireOnly(day, pace.rest())
            if (enquired === 0)
              throw new ControlCannotBeMet('enquiries', month.key, `nobody is left to enquire about on ${dateOf(day)}.`)
            for (let one = 0; one < enquired; one += 1) pace.take()
          }
          for (const waiting of awaited.get(day) ?? []) hold(waiting)
          awaited.delete(day)
        },
      }
    },
  }
}
