import { inWords } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Entry } from '../../../ledger/read.ts'
import { storyOf, writtenAndAuthorised } from '../story/story.ts'
import { letter, paragraphs } from './letter.ts'
import type { LetterFacts, Section } from './letter.ts'

/** Who works with a child is told to others; how that worker is managed is not. */
const allocations: readonly string[] = ['allocation', 'allocationEnd', 'transfer']

/** The entries about the child, and not about how the work is managed. */
export const ofTheChild = ({ pathway }: Rules, entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ step }) => pathway.steps[step]?.family !== 'oversight' || allocations.includes(step))

/** The significant events of the record, oldest first, as a table from which lines may be left out. */
export const chronologyTable = ({ rules, record }: LetterFacts): Section => ({
  name: 'events',
  heading: 'Significant events',
  head: ['Date', 'What happened', 'Recorded by'],
  rows: storyOf(rules, ofTheChild(rules, record.entries), { significantOnly: true, oldestFirst: true }).map(event => ({
    key: String(event.entry),
    cells: [inWords(event.on), event.sentence, writtenAndAuthorised(event)],
  })),
})

export const chronology = letter({
  title: 'Chronology',
  about: 'The significant events in order, for a conference, a court or another council.',
  readers: 'others',
  kind: 'summary',
  form: 'paper',
  heading: ({ toOthers }) => `Chronology of ${toOthers}`,
  write: facts => [
    {
      name: 'purpose',
      words: paragraphs(
        `Taken from the record of ${facts.sender.council} on ${inWords(facts.today)}. Each line is one entry of the record, which says more.`,
      ),
    },
    chronologyTable(facts),
  ],
})
