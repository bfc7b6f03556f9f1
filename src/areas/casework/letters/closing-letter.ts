import { inWords } from '../../../calendar/index.ts'
import { howToReachUs, isOpen, latest, said, saidOn } from './from-record.ts'
import { letter, paragraphs } from './letter.ts'
import type { LetterFacts } from './letter.ts'

const closed = (facts: LetterFacts) => latest(facts, 'closure', 'earlyHelpClosure', 'leavingCareClosure')

export const closingLetter = letter({
  title: 'Closing letter',
  about: 'Tells the family that our work with them ends, what was achieved, and where help is.',
  readers: 'family',
  kind: 'letter',
  form: 'letter',
  lacks: facts =>
    closed(facts) === undefined
      ? { words: 'Our work with the child has not been closed in the record yet.', step: 'closure' }
      : undefined,
  heading: ({ inFamily }) => `The end of our work with ${inFamily}`,
  write: facts => {
    const entry = closed(facts)
    const on = saidOn(entry, 'closedOn') ?? entry?.happenedOn
    const stepsDown = entry?.outcome === 'stepDown' || isOpen(facts, 'earlyHelp')
    return [
      {
        name: 'end',
        words: paragraphs(
          `Our work with ${facts.inFamily} ${on === undefined ? 'ends' : `ended on ${inWords(on)}`}. Thank you for working with us.`,
        ),
      },
      {
        name: 'achieved',
        heading: 'What has been achieved',
        words: said(entry, 'summary'),
      },
      {
        name: 'help',
        heading: 'Help from now on',
        words: paragraphs(
          stepsDown ? 'The early help service will offer you support, and will be in touch with you.' : undefined,
          'School or nursery, your health visitor and your GP are there for you as before, and can ask for more help with you.',
        ),
      },
      {
        name: 'again',
        heading: 'If you need us again',
        words: paragraphs(
          `Things can change. You may ask for help at any time. ${howToReachUs(facts)}`,
          'What we wrote down is kept safely. You may ask to see it.',
        ),
      },
    ]
  },
})
