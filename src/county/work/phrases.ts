import { chooseFrom } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { fitting } from './fitting.ts'
import type { Youngest } from './fitting.ts'
import { feelings, partnersPresent, places } from './themes.ts'
import type { Theme } from './themes.ts'

/** What words are told about: the children of an entry by what they are called, and the family's theme. */
export type Telling = {
  readonly stream: Stream
  readonly theme: Theme
  /** The children's names, joined. */
  readonly child: string
  readonly parent: string
  /** Whether it is about one child alone. */
  readonly isOne: boolean
  readonly isBaby: boolean
  /** How old the youngest of them is: what is said fits all. */
  readonly youngest: Youngest
}

export type Words = Readonly<Record<string, unknown>>

/** A part of a phrase: what stands as it is or is a name, by turns; and what is said of one child and of several. */
type Part = string | { readonly one: string; readonly several: string }

const partsOf = new Map<string, readonly Part[]>()

const takenApart = (template: string): readonly Part[] => {
  const known = partsOf.get(template)
  if (known !== undefined) return known
  const parts = template.split(/[{}]/).map((part, index): Part => {
    const [one = '', several] = index % 2 === 0 ? [part] : part.split('|')
    return several === undefined ? part : { one, several }
  })
  partsOf.set(template, parts)
  return parts
}

/**
 * A phrase with the names filled in: {child} and {parent}, and {is|are} for one child or several. Phrases are taken apart
 * once.
 */
export const fill = ({ child, parent, isOne }: Telling, template: string): string => {
  let words = ''
  for (const [index, part] of takenApart(template).entries()) {
    if (typeof part !== 'string') words += isOne ? part.one : part.several
    else if (index % 2 === 0) words += part
    else words += part === 'child' ? child : parent
  }
  return words
}

/** One of some phrases, that fits the age of the children. */
export const choose = ({ stream, youngest }: Telling, phrases: readonly string[]): string =>
  fitting(youngest, phrases, chooseFrom(stream, phrases))

export const say = (telling: Telling, ...choices: readonly (readonly string[])[]): string => {
  let words = ''
  for (const each of choices) words += (words === '' ? '' : ' ') + fill(telling, choose(telling, each))
  return words
}

export const views = (telling: Telling, share: number): Words =>
  !telling.isBaby && telling.stream.happens(share) ? { childsView: choose(telling, feelings) } : {}

export const next = [
  'The worker will visit again as planned.',
  'The worker will speak to school.',
  'We agreed what to try before the next visit.',
  'The worker will chase the appointment.',
  'Nothing further today.',
]
export const rationales = [
  'The needs are more than one service can meet.',
  'The threshold document points to this level of help.',
  'What was shared calls for a closer look.',
  'The family agrees and asks for this help.',
  'There is no sign of harm, and the family has support.',
]
const homeSeen = [
  '{child} {was|were} settled and talked about the week.',
  '{child} showed the worker a drawing.',
  '{child} {was|were} quiet at first and then chatty.',
  '{child} {was|were} tired and well cared for.',
  '{child} {was|were} pleased to be visited and asked good questions.',
]
const atWork = [
  '{parent} was welcoming.',
  '{parent} was busy and answered what was asked.',
  '{parent} was worried and wanted to talk.',
]
export const decisions = [
  'All agreed.',
  'The parents did not agree with everything and were heard.',
  'Agreed by all who were there.',
]
export const actions = [
  'Social worker: visits. School: daily check-in. {parent}: appointments kept. All by the next meeting.',
  'Social worker: referral to the service named. Health visitor: weigh and measure. Review in the core group.',
  '{parent}: mornings and meals. School: breakfast club. Social worker: direct work with {child}.',
]

const notSeen: readonly Words[] = [
  {
    notes: 'Nobody answered the door.',
    missedBecause: 'nobodyIn',
    whyNotSeen: 'The family was out. A card was left and a new time agreed by text.',
  },
  {
    notes: 'Nobody answered the door.',
    missedBecause: 'rearranged',
    whyNotSeen: 'The family had gone to an appointment. A new time is agreed.',
  },
  {
    notes: 'The parent came to the door.',
    missedBecause: 'other',
    whyNotSeen: 'The child was unwell and asleep. The worker comes back this week.',
  },
  {
    notes: 'The parent came to the door.',
    missedBecause: 'childAway',
    whyNotSeen: 'The child was with a grandparent. The worker comes back on Thursday.',
  },
  {
    notes: 'The parent did not open the door and spoke through it.',
    missedBecause: 'refused',
    whyNotSeen: 'The parent wanted no visit today. The manager was told, and the worker goes back tomorrow.',
  },
]

const whereSeen = (where: string): Words => ({
  place: where === 'On a walk' ? 'elsewhere' : /school|nursery/i.test(where) ? 'school' : 'home',
  where,
})

export const visitWords = (telling: Telling, outcome: string): Words => {
  const { stream, isBaby } = telling
  if (outcome === 'notSeen') return chooseFrom(stream, notSeen)
  const spoken = !isBaby && stream.happens(0.35)
  return {
    notes: say(telling, homeSeen, stream.happens(0.6) ? telling.theme.progress : atWork, next),
    seenAlone: !isBaby && stream.happens(0.62),
    ...(spoken ? { childsWords: choose(telling, feelings) } : {}),
    ...(stream.happens(0.8) ? whereSeen(chooseFrom(stream, places)) : {}),
  }
}

export const present = ({ stream }: Telling): Words => ({ present: chooseFrom(stream, partnersPresent) })
export const progress = (telling: Telling): string => say(telling, telling.theme.progress, homeSeen)

const ofOneChild: Readonly<Record<string, readonly string[]>> = {
  visit: [
    '{child} was seen and spoken to.',
    '{child} wanted to show the worker something outside.',
    '{child} said little and listened.',
    '{child} was cheerful and at ease.',
    '{child} was worried about school and said so.',
  ],
  meeting: [
    'For {child} things go in the right direction.',
    'For {child} the main thing is school.',
    '{child} needs a little more time and attention than the others.',
    '{child}’s own part of the plan stays as it is.',
  ],
  finding: [
    '{child}’s needs are much the same as the others’.',
    '{child} is affected the most and has said so.',
    '{child} is doing well in spite of it.',
  ],
}

const paragraphKinds: Readonly<Record<string, string>> = {
  childInNeedVisit: 'visit',
  childProtectionVisit: 'visit',
  childInNeedReview: 'meeting',
  reviewConference: 'meeting',
  coreGroup: 'meeting',
  earlyHelpReview: 'meeting',
  childInNeedPlan: 'meeting',
  childAndFamilyAssessment: 'finding',
  earlyHelpAssessment: 'finding',
  section47Enquiry: 'finding',
  initialConference: 'finding',
  strategyDiscussion: 'finding',
}

/** What a shared entry of a step says of one child alone, where it has something to say. */
export const paragraphOf = (step: string, telling: Telling): string | null => {
  const phrases = ofOneChild[paragraphKinds[step] ?? '']
  return phrases === undefined ? null : say(telling, phrases)
}
