import { addWorkingDaysTo } from '../../calendar/index.ts'
import { chooseFrom, streamOf } from '../chance/random.ts'
import { on, ranks, workingDayFrom } from './act.ts'
import type { Act, Making } from './act.ts'

const worries = [
  'The child has not been seen alone for two months.',
  'The plan agreed at the last review has not been started.',
  'The child still waits for a school place.',
  'The core group has not met since the conference.',
  'Family time was cut without a review.',
]
const wants = [
  'A visit this week, and the child seen alone.',
  'A date by which each action of the plan begins.',
  'A meeting with education within ten days.',
]

/** In the last weeks of the records a chair is worried about a few of the children on plans or in care, and says so. */
export const escalationActs = ({ child, index, seed, lastDay }: Making): readonly Act[] => {
  const stream = streamOf(seed, 'escalation', child.id)
  const day = workingDayFrom(lastDay - stream.whole(3, 33))
  const lasts = child.events.some(
    event =>
      (event.kind === 'care' || event.kind === 'protectionPlan') &&
      event.startedOn < day - 30 &&
      (event.endedOn === null || event.endedOn > lastDay),
  )
  if (!lasts || day > lastDay || !stream.happens(0.025)) return []
  const mark = `escalation ${child.id}`
  const common = { child: index, hand: 'chair' as const, rank: ranks.earlyHelp + 6 }
  const raised: Act = {
    ...common,
    day,
    completed: day,
    step: 'escalation',
    outcome: 'raised',
    share: mark,
    facts: {
      raisedOn: on(day),
      stage: stream.happens(0.75) ? 'informal' : 'teamManager',
      chairsWorry: chooseFrom(stream, worries),
      wanted: chooseFrom(stream, wants),
    },
    mark,
  }
  const end = addWorkingDaysTo(day, stream.whole(8, 14))
  if (end > lastDay || !stream.happens(0.5)) return [raised]
  return [
    raised,
    {
      ...common,
      day: end,
      completed: end,
      step: 'escalationEnd',
      outcome: 'resolved',
      share: `${mark} ends`,
      facts: { endedOn: on(end), changed: 'What was asked for has been done, and the child was seen.' },
      follows: mark,
    },
  ]
}
