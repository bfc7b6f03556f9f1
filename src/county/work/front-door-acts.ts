import { addWorkingDaysTo, dateOf, dayNumber, firstOfMonth } from '../../calendar/index.ts'
import type { Source } from '../../journey/index.ts'
import { comesToPlan } from '../allocation/index.ts'
import type { ContactSource } from '../controls/index.ts'
import type { Contact, EarlyHelp, Referral } from '../journeys/index.ts'
import { on, ranks, workingDayBy, workingDayFrom } from './act.ts'
import type { Act, Making } from './act.ts'

const sources: Readonly<Record<ContactSource, Source>> = {
  police: 'police',
  health: 'health',
  schools: 'schools',
  family: 'individual',
  localAuthority: 'localAuthority',
  housing: 'housing',
  otherAgency: 'other',
  anonymous: 'anonymous',
}

/**
 * The days of a contact. It counts on the day it was received, and the month table counts it on the day of its decision:
 * where a month lies between, it is received on the first working day of the later one, with as many days to the decision.
 */
const daysOf = ({ receivedOn, decidedOn, workingDays, outcome }: Contact) => {
  const first = dayNumber(firstOfMonth(dateOf(decidedOn)))
  if (receivedOn >= first) return { receivedOn, decidedOn }
  const received = workingDayFrom(first)
  return outcome === 'informationAndAdvice' || outcome === 'earlyHelp'
    ? { receivedOn: received, decidedOn: addWorkingDaysTo(received, workingDays) }
    : { receivedOn: Math.min(received, decidedOn), decidedOn }
}

/** A contact, and the multi-agency enquiry that it led to. */
export const contactActs = ({ index, lastDay }: Making, event: Contact): readonly Act[] => {
  const { mapTeam } = event
  const { receivedOn, decidedOn } = daysOf(event)
  const contact: Act = {
    day: receivedOn,
    completed: decidedOn,
    rank: ranks.contact,
    step: 'contact',
    outcome: event.outcome === 'mapTeam' ? 'multiAgencyPartnership' : event.outcome,
    child: index,
    share: `contact ${event.group}`,
    facts: { receivedOn: on(receivedOn), source: sources[event.source], decidedOn: on(decidedOn) },
    hand: 'pointOfAccess',
    mark: `${event.id}`,
  }
  if (mapTeam === null || mapTeam.decidedOn > lastDay) return [contact]
  return [
    contact,
    {
      day: mapTeam.decidedOn,
      completed: mapTeam.decidedOn,
      rank: ranks.multiAgencyEnquiry,
      step: 'multiAgencyEnquiry',
      outcome: 'assessmentService',
      child: index,
      share: `enquiry of ${event.group}`,
      facts: { completedOn: on(mapTeam.decidedOn) },
      hand: 'partnership',
      mark: `map ${event.id}`,
      follows: `${event.id}`,
    },
  ]
}

/** What led to a step at the front door: the partnership team's enquiry where there was one, else the contact. */
const ledBy = (making: Making, contact: number | null): { readonly follows?: string } => {
  if (contact === null) return {}
  const from = making.child.events.find(event => event.kind === 'contact' && event.id === contact)
  return { follows: from?.kind === 'contact' && from.mapTeam !== null ? `map ${contact}` : `${contact}` }
}

export const referralActs = (making: Making, event: Referral): readonly Act[] => [
  {
    day: event.receivedOn,
    completed: event.decidedOn,
    rank: ranks.referral,
    step: 'referral',
    outcome: event.outcome,
    child: making.index,
    share: `referral ${event.group}`,
    facts: { receivedOn: on(event.receivedOn), source: sources[event.source], decidedOn: on(event.decidedOn) },
    hand: 'pointOfAccess',
    mark: `${event.id}`,
    ...ledBy(making, event.contact),
  },
]

const closureReasons = {
  needsMet: 'needsMet',
  disengaged: 'disengaged',
  steppedUp: 'steppedUp',
  turned18: 'turned18',
} as const

/** The day on which siblings' early help assessment is completed: the same for all of a group. */
const assessedOn = ({ group, startedOn, endedOn }: EarlyHelp): number => {
  const day = workingDayFrom(startedOn + 6 + (group % 17))
  return endedOn !== null && day > endedOn ? Math.max(startedOn, workingDayBy(endedOn)) : day
}

/** Early help: the assessment, the plan or none where it ended soon, and the closure. Reviews follow from the rhythm. */
export const earlyHelpActs = (making: Making, event: EarlyHelp): readonly Act[] => {
  const { index, lastDay, child } = making
  const { group, endedOn } = event
  const assessed = assessedOn(event)
  if (assessed > lastDay) return []
  const isPlanned = comesToPlan(event)
  const closed = child.events.find(
    each => each.kind === 'inNeed' && each.endReason === 'steppedDownToEarlyHelp' && each.endedOn === event.startedOn,
  )
  const led =
    event.contact === null
      ? closed === undefined
        ? {}
        : { follows: `close ${closed.id}` }
      : ledBy(making, event.contact)
  const base = { child: index, hand: 'earlyHelp' } as const
  const acts: Act[] = [
    {
      ...base,
      day: assessed,
      completed: assessed,
      rank: ranks.earlyHelp,
      step: 'earlyHelpAssessment',
      outcome: isPlanned ? 'plan' : 'noFurtherAction',
      share: `early help assessment ${group}`,
      facts: { completedOn: on(assessed) },
      mark: `${event.id}`,
      ...led,
    },
  ]
  if (!isPlanned) return acts
  const agreed = addWorkingDaysTo(assessed, 2 + (group % 9))
  if (agreed <= lastDay && (endedOn === null || agreed < endedOn))
    acts.push({
      ...base,
      day: agreed,
      completed: agreed,
      rank: ranks.earlyHelp + 1,
      step: 'earlyHelpPlan',
      outcome: 'agreed',
      share: `early help plan ${group}`,
      facts: { agreedOn: on(agreed) },
      follows: `${event.id}`,
    })
  if (endedOn !== null && endedOn <= lastDay)
    acts.push({
      ...base,
      day: endedOn,
      completed: endedOn,
      rank: ranks.earlyHelp + 2,
      step: 'earlyHelpClosure',
      outcome: 'closed',
      share: `early help closure ${group}`,
      facts: { closedOn: on(endedOn), reason: closureReasons[event.endReason ?? 'needsMet'] },
      follows: `${event.id}`,
    })
  return acts
}
