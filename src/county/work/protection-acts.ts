import type { AbuseCategory as Code } from '../../journey/index.ts'
import type { AbuseCategory } from '../controls/index.ts'
import type { Conference, Enquiry, ProtectionPlan } from '../journeys/index.ts'
import { on, ranks } from './act.ts'
import type { Act, Making } from './act.ts'

const categories: Readonly<Record<AbuseCategory, Code>> = {
  neglect: 'NEG',
  emotional: 'EMO',
  physical: 'PHY',
  sexual: 'SAB',
}

/** A strategy discussion that started an enquiry, and the enquiry. */
export const enquiryActs = ({ child, index, lastDay }: Making, event: Enquiry): readonly Act[] => {
  const need = child.events.find(each => each.kind === 'inNeed' && each.id === event.need)
  const conference = child.events.find(each => each.kind === 'conference' && each.enquiry === event.id)
  const heldOn = conference?.kind === 'conference' ? conference.heldOn : Infinity
  const acts: Act[] = [
    {
      day: event.strategyDiscussionOn,
      completed: event.strategyDiscussionOn,
      rank: ranks.strategyDiscussion,
      step: 'strategyDiscussion',
      outcome: 'section47',
      child: index,
      share: `strategy discussion ${event.group}`,
      facts: { heldOn: on(event.strategyDiscussionOn) },
      hand: 'manager',
      mark: `${event.id}`,
      ...(need?.kind === 'inNeed' ? { follows: `${need.referral}` } : {}),
    },
  ]
  const completed = Math.min(event.endedOn ?? Infinity, heldOn)
  if (completed > lastDay) return acts
  const leadsOn = event.outcome === 'continuingRisk' || conference !== undefined
  acts.push({
    day: completed,
    completed,
    rank: ranks.section47Enquiry,
    step: 'section47Enquiry',
    outcome: leadsOn ? 'conference' : 'noConference',
    child: index,
    share: `section 47 enquiry ${event.group} ${event.strategyDiscussionOn} ${leadsOn ? '' : (event.outcome ?? '')}`,
    facts: {
      startedOn: on(event.strategyDiscussionOn),
      completedOn: on(completed),
      ...(leadsOn
        ? {}
        : { conclusion: event.outcome === 'noContinuingRisk' ? 'noContinuingRisk' : 'notSubstantiated' }),
    },
    hand: 'socialWorker',
    mark: `section 47 ${event.id}`,
    follows: `${event.id}`,
  })
  return acts
}

/** An initial conference. Where it decides on a plan the category is the plan's. */
export const conferenceActs = ({ child, index, lastDay }: Making, event: Conference): readonly Act[] => {
  if (event.heldOn > lastDay) return []
  const plan = child.events.find(each => each.kind === 'protectionPlan' && each.conference === event.id)
  const category = plan?.kind === 'protectionPlan' ? categories[plan.category] : undefined
  const conference: Act = {
    day: event.heldOn,
    completed: event.heldOn,
    rank: ranks.initialConference,
    step: 'initialConference',
    outcome: event.outcome,
    child: index,
    share: `initial conference ${event.group} ${category ?? ''}`,
    facts: {
      heldOn: on(event.heldOn),
      ...(category === undefined ? {} : { category }),
      ...(event.workingDays > 15
        ? { reasonLate: 'A key person could not come sooner; a written agreement kept the child safe.' }
        : {}),
    },
    hand: 'chair',
    mark: `${event.id}`,
    follows: `section 47 ${event.enquiry}`,
  }
  const goesOn = child.events.some(
    each =>
      each.kind === 'childInNeedPlan' &&
      each.startedOn < event.heldOn &&
      (each.endedOn === null || each.endedOn > event.heldOn),
  )
  if (event.outcome === 'plan' || !goesOn) return [conference]
  // The child in need plan that runs already is agreed anew with what the conference asked for.
  return [
    conference,
    {
      day: event.heldOn,
      completed: event.heldOn,
      rank: ranks.childInNeedPlan,
      step: 'childInNeedPlan',
      outcome: 'agreed',
      child: index,
      share: `child in need plan after conference ${event.group}`,
      facts: { agreedOn: on(event.heldOn) },
      hand: 'socialWorker',
      follows: `${event.id}`,
    },
  ]
}

/** A plan of the earlier history with no conference of its own, and the review conference that ended a plan. */
export const protectionPlanActs = ({ child, index, lastDay }: Making, event: ProtectionPlan): readonly Act[] => {
  const acts: Act[] = []
  if (event.conference === null)
    acts.push({
      day: event.startedOn,
      completed: event.startedOn,
      rank: ranks.initialConference,
      step: 'initialConference',
      outcome: 'plan',
      child: index,
      share: `earlier plan ${event.group} ${event.category}`,
      facts: { heldOn: on(event.startedOn), category: categories[event.category] },
      hand: 'chair',
      mark: `plan ${event.id}`,
    })
  const { endedOn } = event
  if (endedOn === null || endedOn > lastDay) return acts
  const followedBy = child.events.some(
    each => each.kind === 'childInNeedPlan' && each.startedOn >= endedOn && each.startedOn <= endedOn + 7,
  )
  acts.push({
    day: endedOn,
    completed: endedOn,
    rank: ranks.reviewConference,
    step: 'reviewConference',
    outcome: followedBy ? 'ends' : 'endsAndCloses',
    child: index,
    share: `last conference ${event.group}`,
    facts: { heldOn: on(endedOn) },
    hand: 'chair',
    mark: `end ${event.id}`,
    follows: event.conference === null ? `plan ${event.id}` : `${event.conference}`,
  })
  return acts
}
