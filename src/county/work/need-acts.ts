import { addWorkingDaysTo } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { ClosureReason } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import type { Assessment, ChildInNeedPlan, InNeed, JourneyEvent } from '../journeys/index.ts'
import { on, ranks, runsIntoRecords, workingDayFrom } from './act.ts'
import type { Act, Making } from './act.ts'

const isOpenOn = (
  events: readonly JourneyEvent[],
  kind: 'protectionPlan' | 'childInNeedPlan' | 'care',
  day: DayNumber,
) =>
  events.some(
    event =>
      event.kind === kind &&
      'startedOn' in event &&
      event.startedOn < day &&
      (!('endedOn' in event) || event.endedOn === null || event.endedOn > day),
  )

const assessmentOutcome = (making: Making, event: Assessment, completed: DayNumber): string => {
  const { events } = making.child
  const hasPlan =
    isOpenOn(events, 'protectionPlan', completed) ||
    isOpenOn(events, 'childInNeedPlan', completed) ||
    isOpenOn(events, 'care', completed)
  const enquiry = events.some(
    each =>
      each.kind === 'enquiry' && each.strategyDiscussionOn > completed && each.strategyDiscussionOn <= completed + 5,
  )
  switch (event.outcome) {
    case 'noFurtherAction':
      return hasPlan ? 'continues' : 'noFurtherAction'
    case 'earlyHelp':
      return hasPlan ? 'continues' : 'stepDown'
    case 'lookedAfter':
      return isOpenOn(events, 'care', completed) ? 'continues' : 'lookedAfter'
    case 'childProtection':
      return enquiry ? 'strategyDiscussion' : 'continues'
    case 'childInNeedPlan':
    case null:
      return hasPlan
        ? 'continues'
        : events.some(
              each => each.kind === 'childInNeedPlan' && each.startedOn >= completed && runsIntoRecords(making, each),
            )
          ? 'childInNeedPlan'
          : 'continues'
  }
}

/** An assessment; for a repeat the manager's decision that started its clock as well. */
export const assessmentActs = (making: Making, event: Assessment): readonly Act[] => {
  const { child, index, lastDay } = making
  const acts: Act[] = []
  if (event.isRepeat)
    acts.push({
      day: event.startedOn,
      completed: event.startedOn,
      rank: ranks.managementOversight,
      step: 'managementOversight',
      outcome: 'reassess',
      child: index,
      share: `reassess ${event.group}`,
      facts: { heldOn: on(event.startedOn) },
      hand: 'manager',
      mark: `decision ${event.id}`,
      follows: `${event.referral}`,
    })
  const { completedOn } = event
  if (completedOn === null || completedOn > lastDay) return acts
  const seenOn = Math.min(completedOn, workingDayFrom(event.startedOn + 1 + (event.group % 8)))
  acts.push({
    day: completedOn,
    completed: completedOn,
    rank: ranks.assessment,
    step: 'childAndFamilyAssessment',
    outcome: assessmentOutcome(making, event, completedOn),
    child: index,
    share: `assessment ${event.group} ${event.startedOn}`,
    facts: {
      startedOn: on(event.startedOn),
      completedOn: on(completedOn),
      ...(child.bornOn <= seenOn ? { seenOn: on(seenOn) } : {}),
      ...(event.isLate === true ? { reasonLate: 'More time was needed to hear from everybody the child trusts.' } : {}),
    },
    hand: 'socialWorker',
    mark: `${event.id}`,
    follows: event.isRepeat ? `decision ${event.id}` : `${event.referral}`,
  })
  return acts
}

const reasons: Readonly<Record<NonNullable<InNeed['endReason']>, ClosureReason>> = {
  needsMet: 'RC7',
  steppedDownToEarlyHelp: 'RC7',
  movedAway: 'RC5',
  assessedNoNeed: 'RC8',
  turned18: 'RC7',
  adopted: 'RC1',
}

/** Days of work that managers and workers note while a case is open, the same for siblings who came in together. */
const notedDays = (
  making: Making,
  event: InNeed,
  purpose: string,
  least: number,
  most: number,
): readonly DayNumber[] => {
  const stream = streamOf(making.seed, purpose, event.group)
  const end = Math.min(event.endedOn ?? Infinity, making.lastDay + 1)
  const days: DayNumber[] = []
  let day = event.startedOn + stream.whole(5, most)
  while (day < end) {
    const worked = workingDayFrom(day)
    if (worked >= making.recordsFrom && worked < end) days.push(worked)
    day += stream.whole(least, most)
  }
  return days
}

const leadsToEarlyHelp = (making: Making, { endReason, endedOn }: InNeed): boolean =>
  endReason === 'steppedDownToEarlyHelp' &&
  making.child.events.some(
    event => event.kind === 'earlyHelp' && event.startedOn === endedOn && runsIntoRecords(making, event),
  )

/** What is settled of a period of need: its closure, the managers' oversight, notes, and discussions that led to no enquiry. */
export const needActs = (making: Making, event: InNeed): readonly Act[] => {
  const { index, seed, recordsFrom, lastDay, child } = making
  const acts: Act[] = []
  const base = { child: index, follows: `${event.referral}` }
  if (event.endedOn !== null && event.endedOn <= lastDay)
    acts.push({
      ...base,
      day: event.endedOn,
      completed: event.endedOn,
      rank: ranks.closure,
      step: 'closure',
      outcome: leadsToEarlyHelp(making, event) ? 'stepDown' : 'closed',
      share: `closure ${event.group}`,
      facts: { closedOn: on(event.endedOn), reason: reasons[event.endReason ?? 'needsMet'] },
      hand: 'socialWorker',
      mark: `close ${event.id}`,
    })
  for (const day of notedDays(making, event, 'oversight', 160, 320))
    acts.push({
      ...base,
      day,
      completed: day,
      rank: ranks.managementOversight,
      step: 'managementOversight',
      outcome: 'recorded',
      share: `oversight ${event.group}`,
      facts: { heldOn: on(day) },
      hand: 'manager',
    })
  for (const day of notedDays(making, event, 'notes', 250, 600))
    acts.push({
      ...base,
      day,
      completed: day,
      rank: ranks.meeting,
      step: 'caseNote',
      outcome: 'recorded',
      share: `note ${event.group}`,
      facts: { happenedOn: on(day) },
      hand: 'socialWorker',
    })
  const stream = streamOf(seed, 'discussions', event.group)
  const discussed = addWorkingDaysTo(event.startedOn, stream.whole(1, 60))
  const isFree = !child.events.some(
    each => each.kind === 'enquiry' && Math.abs(each.strategyDiscussionOn - discussed) < 30,
  )
  if (
    stream.happens(0.06) &&
    isFree &&
    discussed >= recordsFrom &&
    discussed < Math.min(event.endedOn ?? Infinity, lastDay + 1)
  )
    acts.push({
      ...base,
      day: discussed,
      completed: discussed,
      rank: ranks.strategyDiscussion,
      step: 'strategyDiscussion',
      outcome: stream.happens(0.7) ? 'noFurtherAction' : 'assessment',
      share: `discussion ${event.group}`,
      facts: { heldOn: on(discussed) },
      hand: 'manager',
    })
  return acts
}

/** A child in need plan and, where the family's needs were met, the review that ended it. */
export const childInNeedPlanActs = ({ index, lastDay, child }: Making, event: ChildInNeedPlan): readonly Act[] => {
  const need = child.events.find(each => each.kind === 'inNeed' && each.id === event.need)
  const assessment = child.events.findLast(
    each => each.kind === 'assessment' && each.completedOn !== null && each.completedOn <= event.startedOn,
  )
  const follows =
    assessment !== undefined ? `${assessment.id}` : need?.kind === 'inNeed' ? `${need.referral}` : undefined
  const acts: Act[] = [
    {
      day: event.startedOn,
      completed: event.startedOn,
      rank: ranks.childInNeedPlan,
      step: 'childInNeedPlan',
      outcome: 'agreed',
      child: index,
      share: `child in need plan ${event.group}`,
      facts: { agreedOn: on(event.startedOn) },
      hand: 'socialWorker',
      mark: `${event.id}`,
      ...(follows === undefined ? {} : { follows }),
    },
  ]
  const { endedOn } = event
  if (event.endReason === 'closed' && endedOn !== null && endedOn <= lastDay && endedOn - event.startedOn > 60)
    acts.push({
      day: endedOn,
      completed: endedOn,
      rank: ranks.ending,
      step: 'childInNeedReview',
      outcome: 'ends',
      child: index,
      share: `last review ${event.group}`,
      facts: { heldOn: on(endedOn) },
      hand: 'socialWorker',
      follows: `${event.id}`,
    })
  return acts
}
