import { date, text } from '../../../journey/index.ts'
import { inWords } from '../../../calendar/index.ts'
import { dayTold, dueBy, howToReachUs, interpreterFor, isOpen, latest, lineTold, said } from './from-record.ts'
import { bullets, letter, paragraphs } from './letter.ts'
import type { LetterFacts } from './letter.ts'

const isReview = (facts: LetterFacts): boolean => isOpen(facts, 'childProtectionPlan')

const why = (facts: LetterFacts): string => {
  if (!isReview(facts)) {
    const findings = said(latest(facts, 'section47Enquiry'), 'findings')
    return findings === ''
      ? 'We have been finding out whether your family needs more help for everybody to be safe. The conference looks at this with you.'
      : `We have been finding out whether your family needs more help for everybody to be safe. What we found is this:\n\n${findings}`
  }
  const last = latest(facts, 'reviewConference', 'initialConference')
  return paragraphs(
    `There is a child protection plan for ${facts.inFamily}${last === undefined ? '' : `, which the conference of ${inWords(last.happenedOn)} decided on`}. The conference asks what has changed, and whether the plan should go on, change or end.`,
  )
}

export const conferenceInvitation = letter({
  title: 'Invitation to a conference',
  about: 'Invites the family, or somebody who works with them, to a child protection conference.',
  readers: 'family',
  kind: 'letter',
  form: 'letter',
  asks: {
    on: date('Date of the conference', { mayBeInFuture: true }),
    at: text('Time', { hint: 'For example, 10am', longest: 60 }),
    where: text('Place, or how to join', { longest: 200 }),
  },
  heading: facts =>
    `${isReview(facts) ? 'Review child protection conference' : 'Child protection conference'} for ${facts.toOthers}`,
  write: (facts, { on, at, where }) => {
    const due = dueBy(facts, 'initialConference', 'reviewConference')
    return [
      {
        name: 'invitation',
        words: paragraphs(
          `I would like to invite you to a meeting about ${facts.inFamily}. It is called a child protection conference.`,
          bullets([`When: ${dayTold(on)}, ${lineTold(at)}`, `Where: ${lineTold(where)}`]),
          due === undefined ? undefined : `By the rules that we work to it is held by ${inWords(due)}.`,
        ),
      },
      { name: 'why', heading: 'Why it is held', words: why(facts) },
      {
        name: 'part',
        heading: 'Your part in it',
        words: paragraphs(
          'Somebody who has not worked with you leads the meeting. The people who know your family take part: you, those who care for the children, school or nursery, health, and others who help.',
          bullets([
            'You will read my report before the meeting, and can tell me what is wrong or missing in it.',
            'You may bring somebody who is on your side: a friend, a relative, or a solicitor.',
            `What ${facts.inFamily} thinks matters. We will talk about how it is heard.`,
          ]),
          interpreterFor(facts),
        ),
      },
      {
        name: 'reach',
        heading: 'If you cannot come, or have a question',
        words: `Tell me, so that your views are heard all the same. ${howToReachUs(facts)}`,
      },
    ]
  },
})
