import { dayNumber } from '../../calendar/index.ts'
import type { PlacementChangeReason, ReasonCareEnded } from '../../journey/index.ts'
import { chooseFrom, chooseWeighted } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { disabilitiesOf } from '../people/index.ts'
import type { Care } from '../journeys/index.ts'
import { on, ranks, workingDayFrom } from './act.ts'
import type { Act, Making } from './act.ts'
import { placementFacts } from './placement-facts.ts'
import type { PlacementFacts } from './placement-facts.ts'
import { statuses, legalPath } from './legal-path.ts'

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

/** The beginning of a period, in its first placement. */
const becomingLookedAfter = ({ child, index, stream, seed }: Making, event: Care, facts: PlacementFacts): Act => {
  const need = child.events.find(each => each.kind === 'inNeed' && each.id === event.need)
  const disabled = disabilitiesOf(seed, child.id).specialist
  return {
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
  }
}

/** A period of being looked after: its beginning, moves, changes of legal status, and end. */
export const careActs = (making: Making, event: Care): readonly Act[] => {
  const { index, stream, lastDay, placements } = making
  const [first, ...moves] = placements.get(event.id) ?? []
  if (first === undefined) return []
  const base = { child: index, hand: 'socialWorker', follows: `${event.id}` } as const
  const facts = placementFacts(stream, first, undefined)
  const acts: Act[] = [becomingLookedAfter(making, event, facts)]
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
