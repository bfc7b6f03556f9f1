import { inWords } from '../../../calendar/index.ts'
import { howToReachUs, latest, saidOn } from './from-record.ts'
import { letter, paragraphs } from './letter.ts'
import type { LetterFacts } from './letter.ts'

/** The contact or referral that is answered: the latest. */
const answered = (facts: LetterFacts) => latest(facts, 'contact', 'referral')

/** What was decided, for professionals: they are told what comes next. */
const decisions: Readonly<Record<string, string>> = {
  'contact.informationAndAdvice': 'We have given information and advice. We do not plan to do more at present.',
  'contact.universalHelp': 'The family can be helped by the services that are there for everybody.',
  'contact.earlyHelp': 'We have asked the early help service to offer the family support.',
  'contact.multiAgencyPartnership': 'We are finding out more from others who know the family before we decide.',
  'contact.assessmentService': 'We have asked our assessment service to look at what help is needed.',
  'contact.dutyVisit': 'A social worker will visit the family.',
  'contact.learnersServices': 'We have asked the services for learners to help.',
  'contact.openTeam': 'A team works with the family already, and we have passed it on to them.',
  'referral.assessment': 'A social worker will carry out an assessment with the family.',
  'referral.noFurtherAction': 'We have looked at what you told us and do not plan to do more at present.',
  'referral.openTeam': 'A team works with the family already, and we have passed it on to them.',
  'referral.earlyHelp': 'We have asked the early help service to offer the family support.',
}

/** Those who are told in the course of their work. What is done for a family is nobody else's to know. */
const professionals: readonly unknown[] = [
  'police',
  'health',
  'schools',
  'educationServices',
  'localAuthority',
  'housing',
  'legalAgency',
]

const decisionOf = (facts: LetterFacts): string => {
  const entry = answered(facts)
  if (entry === undefined) return ''
  if (!professionals.includes(entry.answers.source))
    return 'We have looked at what you told us and have decided what should happen. What we do with a family is private, so I cannot tell you more than that.'
  const label = facts.rules.pathway.steps[entry.step]?.outcomes[entry.outcome]?.label
  const words = decisions[`${entry.step}.${entry.outcome}`] ?? (label === undefined ? '' : `We have decided: ${label}.`)
  return paragraphs(words, 'What a family tells us is private, so there may be things that we cannot share with you.')
}

export const outcomeOfContact = letter({
  title: 'Outcome of a contact',
  about: 'Tells whoever contacted us what we decided.',
  readers: 'referrer',
  kind: 'letter',
  form: 'letter',
  lacks: facts =>
    answered(facts) === undefined
      ? { words: 'There is no contact in the record whose outcome could be told.', step: 'contact' }
      : undefined,
  heading: ({ toOthers }) => `What you told us about ${toOthers}`,
  write: facts => {
    const entry = answered(facts)
    const [received, decided] = [saidOn(entry, 'receivedOn'), saidOn(entry, 'decidedOn')]
    return [
      {
        name: 'thanks',
        words: paragraphs(
          `Thank you for telling us about ${facts.toOthers}${received === undefined ? '' : ` on ${inWords(received)}`}. It helps us that people speak up.`,
        ),
      },
      {
        name: 'decision',
        heading: `What we decided${decided === undefined ? '' : ` on ${inWords(decided)}`}`,
        words: decisionOf(facts),
      },
      {
        name: 'worried',
        heading: 'If you are still worried, or things change',
        words: `Please tell us again, even if it seems small. You may also ask us to look at the decision again. ${howToReachUs(facts)}`,
      },
    ]
  },
})
