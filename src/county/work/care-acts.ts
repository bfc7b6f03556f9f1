import { ageOn, birthday, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { LegalStatus as Code, PlacementChangeReason, ReasonCareEnded } from '../../journey/index.ts'
import { chooseFrom, chooseWeighted } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { disabilitiesOf, familyBackground, familyName, givenName, placementPostcode } from '../people/index.ts'
import type { LegalStatus } from '../controls/index.ts'
import type { Care, CareLeaver } from '../journeys/index.ts'
import { on, ranks, workingDayFrom } from './act.ts'
import type { Act, Making } from './act.ts'
import { entitlementActs } from './leaving-care-acts.ts'
import type { Placement } from './placements.ts'

const statuses: Readonly<Record<LegalStatus, Code>> = {
  section20: 'V2',
  interimCareOrder: 'C1',
  emergencyProtectionOrder: 'L2',
  policeProtection: 'L1',
  remand: 'J1',
}

const homes = [
  'Beech House',
  'Fairlawn',
  'The Laurels',
  'Oakdene',
  'Riverside House',
  'Holmwood Lodge',
  'Number Nine',
  'Ridgeway House',
]

const whereOf = (stream: Stream, { type }: Placement): string => {
  if (type === 'P1') return 'With a parent'
  if (!type.startsWith('U') && !type.startsWith('A')) return chooseFrom(stream, homes)
  const background = familyBackground(stream)
  const given = () => givenName(stream, background.mother, stream.happens(0.7) ? 'female' : 'male', new Set()).given
  const carer = stream.happens(0.4) ? given() : `${given()} and ${given()}`
  return `${carer} ${familyName(stream, background.father)}`
}

/** The answers that a placement gives. Two homes in a row are never as far as each other: a move is to another place. */
const placementFacts = (stream: Stream, placement: Placement, milesBefore: number | undefined) => {
  let miles = placement.far ? stream.whole(21, 110) : stream.whole(1, 19)
  if (miles === milesBefore) miles += placement.far ? 1 : miles === 19 ? -1 : 1
  if (placement.type === 'P1') miles = milesBefore === 0 ? 1 : 0
  return {
    placementType: placement.type,
    provider: placement.provider,
    where: whereOf(stream, placement),
    postcode: placementPostcode(stream, placement.far),
    milesFromHome: miles,
    outsideCounty: placement.far || (miles > 12 && stream.happens(0.4)),
    ...(placement.longTerm ? { longTerm: true } : {}),
  }
}

const changeReasons = {
  CARPL: 46,
  CREQB: 16,
  CREQO: 14,
  CHILD: 8,
  LAREQ: 8,
  STAND: 2,
  ALLEG: 2,
  CLOSE: 2,
  OTHER: 2,
} as const

const ended = (stream: Stream, care: Care): ReasonCareEnded => {
  switch (care.endReason) {
    case 'returnedHome':
      return stream.happens(0.7) ? 'E4A' : 'E4B'
    case 'adopted':
      return stream.happens(0.3) ? 'E11' : 'E12'
    case 'specialGuardianship':
      return chooseFrom(stream, ['E45', 'E46', 'E47'] as const)
    case 'otherCarer':
      return stream.happens(0.6) ? 'E13' : 'E41'
    case 'transferred':
      return 'E3'
    case 'turned18':
      return chooseWeighted(stream, { E17: 30, E5: 45, E6: 10, E7: 5, E8: 10 })
    case null:
      return 'E8'
  }
}

/** How the legal status goes on from where it began, with the day of each change. */
const legalPath = (
  { stream, child }: Making,
  care: Care,
): readonly { readonly day: DayNumber; readonly status: Code }[] => {
  const path: { day: DayNumber; status: Code }[] = []
  let status = statuses[care.legalStatus]
  let day = care.startedOn
  const end = care.endedOn ?? Infinity
  // No care order can be made once the child is 17.
  const lastOrder = dayNumber(birthday(on(child.bornOn), 17)) - 1
  const change = (days: number, to: Code): boolean => {
    const then = day + days
    if (then >= end || ((to === 'C1' || to === 'C2') && then > lastOrder)) return false
    day = then
    status = to
    path.push({ day, status })
    return true
  }
  if (status === 'L1') change(stream.whole(1, 3), stream.happens(0.45) && day + 3 <= lastOrder ? 'C1' : 'V2')
  if (status === 'L2') change(stream.whole(5, 8), day + 8 <= lastOrder ? 'C1' : 'V2')
  if (status === 'V2' && !care.isUasc && ageOn(on(child.bornOn), on(day)) < 16 && stream.happens(0.3))
    change(stream.whole(40, 120), 'C1')
  if (status === 'C1' && stream.happens(0.8)) change(stream.whole(150, 240), 'C2')
  if (status === 'C2' && care.endReason === 'adopted' && end - day > 200)
    change(end - day - stream.whole(150, 190), 'E1')
  // Emergencies wait for no working day; courts do.
  return path.map(step => ({
    ...step,
    day: step.day - care.startedOn < 10 ? step.day : Math.min(workingDayFrom(step.day), end - 1),
  }))
}

/** Those who come later have theirs asked for by the record. */
const carePlansAskedFrom = dayNumber('2020-12-01')

/** The care plan of a child who is in care when the records end, agreed soon after the start or written anew in the last year. */
const carePlanActs = ({ index, lastDay }: Making, event: Care): readonly Act[] => {
  const day = workingDayFrom(Math.max(event.startedOn + 4, lastDay - 300 + ((event.id * 7) % 110)))
  if ((event.endedOn !== null && event.endedOn <= lastDay) || event.startedOn >= carePlansAskedFrom || day > lastDay)
    return []
  return [
    {
      child: index,
      hand: 'socialWorker',
      day,
      completed: day,
      rank: ranks.meeting,
      step: 'carePlan',
      outcome: 'agreed',
      share: `care plan ${event.id}`,
      facts: { agreedOn: on(day) },
      follows: `${event.id}`,
    },
  ]
}

/** A period of being looked after: its beginning, moves, changes of legal status, and end. */
export const careActs = (making: Making, event: Care): readonly Act[] => {
  const { child, index, stream, seed, lastDay, placements } = making
  const [first, ...moves] = placements.get(event.id) ?? []
  if (first === undefined) return []
  const need = child.events.find(each => each.kind === 'inNeed' && each.id === event.need)
  const disabled = disabilitiesOf(seed, child.id).specialist
  const base = { child: index, hand: 'socialWorker', follows: `${event.id}` } as const
  const facts = placementFacts(stream, first, undefined)
  const acts: Act[] = [
    {
      child: index,
      hand: 'socialWorker',
      day: event.startedOn,
      completed: event.startedOn,
      rank: ranks.becomingLookedAfter,
      step: 'becomingLookedAfter',
      outcome: 'started',
      share: `care ${event.id}`,
      facts: {
        startedOn: on(event.startedOn),
        legalStatus: statuses[event.legalStatus],
        needCode: event.isUasc
          ? 'N8'
          : disabled
            ? 'N2'
            : chooseWeighted(stream, { N1: 66, N4: 12, N5: 14, N6: 5, N3: 3 }),
        unaccompanied: event.isUasc,
        ...facts,
      },
      mark: `${event.id}`,
      ...(need?.kind === 'inNeed' ? { follows: `${need.referral}` } : {}),
    },
  ]
  let miles = facts.milesFromHome
  for (const move of moves) {
    const to = placementFacts(stream, move, miles)
    miles = to.milesFromHome
    if (move.from > lastDay) continue
    acts.push({
      ...base,
      day: move.from,
      completed: move.from,
      rank: ranks.change,
      step: 'placementChange',
      outcome: 'moved',
      share: `move ${event.id} ${move.from}`,
      facts: {
        movedOn: on(move.from),
        reasonForChange: chooseWeighted(stream, changeReasons) satisfies PlacementChangeReason,
        ...to,
      },
    })
  }
  for (const { day, status } of legalPath(making, event)) {
    if (day > lastDay || day <= event.startedOn) continue
    acts.push({
      ...base,
      day,
      completed: day,
      rank: ranks.change,
      step: 'legalStatusChange',
      outcome: 'changed',
      share: `legal status ${event.id} ${day}`,
      facts: { changedOn: on(day), legalStatus: status },
    })
  }
  acts.push(...carePlanActs(making, event))
  if (event.endedOn !== null && event.endedOn <= lastDay)
    acts.push({
      ...base,
      day: event.endedOn,
      completed: event.endedOn,
      rank: ranks.ceasing,
      step: 'ceasingToBeLookedAfter',
      outcome: event.endReason === 'turned18' ? 'ceasedAt18' : 'ceased',
      share: `ceasing ${event.id}`,
      facts: { ceasedOn: on(event.endedOn), reason: ended(stream, event) },
    })
  return acts
}

const leftBecause = ({ child }: Making, day: DayNumber): string => {
  const age = ageOn(on(child.bornOn), on(day))
  return age >= 25 ? 'turned25' : age >= 21 ? 'turned21' : 'noLongerWanted'
}

/** Leaving care: entitled on the 18th birthday, or already while in care, until support ends. */
export const careLeaverActs = (making: Making, event: CareLeaver): readonly Act[] => {
  const { index, lastDay, child } = making
  const inCare = child.events.findLast(each => each.kind === 'care' && each.startedOn < event.startedOn)
  const sixteen = dayNumber(birthday(on(child.bornOn), 16))
  const eligible =
    inCare === undefined || inCare.kind !== 'care' ? Infinity : Math.max(sixteen, inCare.startedOn + 92) + 4
  const wasEligible = eligible < event.startedOn && eligible >= making.recordsFrom
  const base = { child: index, rank: ranks.eligibility, step: 'eligibility', hand: 'socialWorker' } as const
  const acts: Act[] = []
  if (wasEligible)
    acts.push({
      ...base,
      day: workingDayFrom(eligible),
      completed: workingDayFrom(eligible),
      outcome: 'entitled',
      share: `eligible ${event.id}`,
      facts: { decidedOn: on(workingDayFrom(eligible)), category: 'eligible' },
      mark: `eligible ${event.id}`,
    })
  acts.push({
    ...base,
    day: event.startedOn,
    completed: event.startedOn,
    outcome: wasEligible ? 'categoryChanged' : 'entitled',
    share: `leaver ${event.id}`,
    facts: { decidedOn: on(event.startedOn), category: 'formerRelevant' },
    mark: `${event.id}`,
    ...(wasEligible ? { follows: `eligible ${event.id}` } : {}),
  })
  if (event.endedOn !== null && event.endedOn <= lastDay)
    acts.push({
      child: index,
      day: event.endedOn,
      completed: event.endedOn,
      rank: ranks.ending,
      step: 'leavingCareClosure',
      outcome: 'closed',
      share: `left ${event.id}`,
      facts: { closedOn: on(event.endedOn), reason: leftBecause(making, event.endedOn) },
      hand: 'adviser',
      follows: `${event.id}`,
    })
  return [...acts, ...entitlementActs(making, event)]
}
