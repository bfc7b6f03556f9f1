import { date, optional, text } from '../../../journey/index.ts'
import { inWords } from '../../../calendar/index.ts'
import { dayTold, howToReachUs, interpreterFor, isOpen, lineTold } from './from-record.ts'
import { letter, paragraphs } from './letter.ts'
import type { LetterFacts } from './letter.ts'

const why = (facts: LetterFacts): string => {
  if (isOpen(facts, 'childProtectionPlan')) return 'This visit is part of the child protection plan.'
  if (isOpen(facts, 'lookedAfter')) return 'I visit every child in our care, to see how they are and to hear from them.'
  if (isOpen(facts, 'childInNeedPlan')) return 'This visit is part of the plan that we agreed with you.'
  return 'I want to understand how things are for you, and what would help.'
}

const lastSeen = ({ record, inFamily }: LetterFacts): string | undefined => {
  const seen = record.lastSeen.seen
  return seen === undefined ? undefined : `We last saw ${inFamily} on ${inWords(seen.on)}.`
}

export const visitLetter = letter({
  title: 'Letter about a visit',
  about: 'Tells the family when we come, why, and how to change it.',
  readers: 'family',
  kind: 'letter',
  form: 'letter',
  asks: {
    on: date('Date of the visit', { mayBeInFuture: true }),
    at: optional(text('Time', { hint: 'For example, 4pm, after school', longest: 60 })),
  },
  heading: ({ inFamily }) => `My visit to ${inFamily}`,
  write: (facts, { on, at }) => [
    {
      name: 'visit',
      words: paragraphs(
        `I would like to visit ${facts.inFamily} at home on ${dayTold(on)}${lineTold(at) === '' ? '' : `, ${lineTold(at)}`}.`,
        [why(facts), lastSeen(facts)].filter(Boolean).join(' '),
        `I would like to talk with you, and to spend some time with ${facts.inFamily}, alone for part of it. Tell me anything that you want us to talk about.`,
        interpreterFor(facts),
      ),
    },
    {
      name: 'change',
      heading: 'If the time does not suit you',
      words: `Please tell me as soon as you can, and we will find another. ${howToReachUs(facts)}`,
    },
  ],
})
