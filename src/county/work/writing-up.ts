import { addWorkingDaysTo, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { DutyRow, StepName } from '../../journey/index.ts'
import { chooseFrom, chooseWeighted, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { on } from './act.ts'
import type { Hand } from './act.ts'

/** What is done after a meeting or an escalation, once for all whom the entry before it was about. */
export type WrittenUp = {
  readonly step: StepName
  readonly hand: Hand
  readonly day: DayNumber
  readonly outcome: string
  readonly facts: Readonly<Record<string, unknown>>
}

const decisions = [
  'Social worker: visits every week, by the next core group. School: a trusted adult each morning, from Monday.',
  'Parents: keep the agreement on safety. Social worker: parenting sessions arranged, within two weeks.',
  'Health visitor: weigh and measure each month. Social worker: family network meeting, before Christmas.',
  'Family time stays as it is. Social worker: health plan brought up to date, within a month.',
]
const sentTo = 'The family; school; health; the social worker'
const minutes = [
  'Those who were there said what they knew and what worried them. The family was heard first. The chair summed up strengths and worries, and what was decided stands in the record of decisions.',
  'The social worker went through the report, which the family had read. School and health spoke about the last months. The chair asked each what had changed for the children.',
]
const answers = {
  agreed: 'I agree. What the chair asks for will be done this week.',
  partly: 'I agree in part: the visit is arranged, the assessment waits for the report of the hospital.',
  notAgreed: 'I have looked at the record and think that the plan is being carried out in time.',
} as const

type Telling = Pick<WrittenUp, 'outcome' | 'facts'>

/** So many working days after: mostly within what is asked for, sometimes later. */
const after = (
  stream: Stream,
  from: DayNumber,
  [least, most]: readonly [number, number],
  late: { readonly share: number; readonly most: number },
): DayNumber =>
  addWorkingDaysTo(from, stream.happens(late.share) ? most + stream.whole(1, late.most) : stream.whole(least, most))

const sent = (stream: Stream, day: DayNumber): Telling => ({
  outcome: 'sent',
  facts: { sentOn: on(day), decisions: chooseFrom(stream, decisions), sentTo },
})

const ways: Readonly<
  Record<
    string,
    {
      readonly step: StepName
      readonly hand: Hand
      readonly dayOf: (stream: Stream, from: DayNumber) => DayNumber
      readonly tells: (stream: Stream, day: DayNumber) => Telling
    }
  >
> = {
  decisionRecord: {
    step: 'decisionRecord',
    hand: 'businessSupport',
    dayOf: (stream, from) => after(stream, from, [1, 1], { share: 0.16, most: 5 }),
    tells: sent,
  },
  reviewDecisions: {
    step: 'reviewDecisions',
    hand: 'chair',
    dayOf: (stream, from) => after(stream, from, [2, 5], { share: 0.12, most: 6 }),
    tells: sent,
  },
  meetingMinutes: {
    step: 'meetingMinutes',
    hand: 'chair',
    dayOf: (stream, from) => after(stream, from, [4, 20], { share: 0.1, most: 8 }),
    tells: (stream, day) => ({
      outcome: 'approved',
      facts: { approvedOn: on(day), minutes: chooseFrom(stream, minutes), sentTo },
    }),
  },
  escalationAnswer: {
    step: 'escalationAnswer',
    hand: 'manager',
    dayOf: (stream, from) => after(stream, from, [2, 5], { share: 0.3, most: 6 }),
    tells: (stream, day) => {
      const outcome = chooseWeighted(stream, { agreed: 6, partly: 3, notAgreed: 1 })
      return { outcome, facts: { answeredOn: on(day), answer: answers[outcome] } }
    },
  },
}

/** How the county does what a duty of this kind asks for; undefined where the duty is of another kind. */
export const writingUp = (seed: number, duty: DutyRow): WrittenUp | undefined => {
  const way = ways[duty.rule]
  if (way === undefined) return undefined
  const stream = streamOf(seed, `writing up ${duty.rule}`, duty.anchor)
  const day = way.dayOf(stream, dayNumber(duty.anchoredOn))
  return { step: way.step, hand: way.hand, day, ...way.tells(stream, day) }
}
