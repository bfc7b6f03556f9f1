import { isDeepStrictEqual } from 'node:util'
import type { Kysely } from 'kysely'
import { addMinutes, dateAt, inWords } from '../../../calendar/index.ts'
import type { Instant } from '../../../calendar/index.ts'
import { addDocument, mayAddDocuments, receivedFrom } from '../../../documents/index.ts'
import { roles } from '../../../journey/roles.ts'
import { entriesAbout } from '../../../ledger/read.ts'
import type { Tables } from '../../../store/index.ts'
import { counted, instantInWords, page, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { senderOf } from '../letters/writing/facts.ts'
import { wordDocument } from '../letters/writing/word-document.ts'
import type { Written } from '../letters/writing/written.ts'
import { paths } from '../paths.ts'
import type { StoryAsked } from './asked.ts'
import { carried } from './chosen.ts'
import { eventOf, writtenAndAuthorised } from './story.ts'
import type { StoryEvent } from './story.ts'

type ForChild = Asked & { readonly child: number }

/** A chronology of the events that somebody chose: what it says over its table, and the events, oldest first. */
type Chronology = {
  readonly record: ChildRecord
  readonly heading: string
  readonly events: readonly StoryEvent[]
  /** Whose it is, as known when, by whom and for whom, where it is made at an instant: paper says it for itself. */
  readonly about: (at: Instant) => readonly string[]
  readonly sender: Awaited<ReturnType<typeof senderOf>>
}

const longestHeading = 200

const headingOf = ({ form }: ForChild): string =>
  textOf(form.heading).replaceAll(/\s+/g, ' ').slice(0, longestHeading) || 'Chronology'

const chronologyOf = async (asked: ForChild, { chosen, asKnown, knownOn }: StoryAsked): Promise<Chronology> => {
  const { rules, context, database, child } = asked
  const [record, sender] = await Promise.all([childRecord(asked), senderOf(asked)])
  const entries =
    asKnown === undefined ? record.entries : await entriesAbout(database.sql, context, child, { asKnown, opened: true })
  const events = entries
    .filter(({ entry }) => chosen.has(entry))
    .map(entry => eventOf(rules, entry))
    .reverse()
  const born = record.facts.bornOn === null ? '' : `, born ${inWords(record.facts.bornOn)}`
  return {
    record,
    heading: headingOf(asked),
    events,
    sender,
    about: at => [
      `About ${record.facts.name}${born}: ${counted(events.length, 'event')} chosen from the record of ${sender.council}, oldest first.`,
      `As the record was known ${knownOn === undefined ? `on ${instantInWords(at)}` : `at the end of ${inWords(knownOn)}`}.`,
      `Made by ${context.name}, ${roles[context.role]}, on ${instantInWords(at)}.`,
    ],
  }
}

/** The chronology of the events that were chosen, as a page to print, to keep, or to go back from and choose others. */
export const showChronology = async (asked: ForChild, wanted: StoryAsked): Promise<Answer> => {
  const { rules, context, child } = asked
  const { record, heading, events, about } = await chronologyOf(asked, wanted)
  return page('areas/casework/story/chronology.njk', {
    title: 'A chronology to print',
    frame: frameOf(rules, context, record, 'story'),
    heading,
    events,
    about: about(context.now),
    chosen: carried(wanted.chosen),
    notKnown: wanted.chosen.size - events.length,
    asked: wanted,
    paths: {
      story: paths.story({ child }),
      keep: mayAddDocuments(context) ? paths.keepChronology({ child }) : undefined,
    },
  })
}

/** What is kept of a chronology that is made at an instant, word for word. */
const written = ({ heading, events, about, sender }: Chronology, at: Instant): Written => ({
  letter: 'chosenChronology',
  form: 'paper',
  on: dateAt(at),
  heading,
  greeting: '',
  to: { name: '', address: [] },
  sections: [
    { name: 'about', words: about(at).join('\n') },
    {
      name: 'events',
      heading: 'Events',
      head: ['Date', 'What happened', 'Recorded by'],
      rows: events.map(event => ({
        key: String(event.entry),
        cells: [inWords(event.on), event.sentence, writtenAndAuthorised(event)],
      })),
    },
  ],
  sender: { ...sender, address: [...sender.address] },
})

/** A page that is sent twice comes again within so many minutes. */
const minutesToSendAgain = 10

/** The same chronology, word for word but for the time at which it was made, where the same worker kept it just now. */
const keptJustNow = async (
  queries: Kysely<Tables>,
  { context, child }: Pick<ForChild, 'context' | 'child'>,
  made: Chronology,
): Promise<number | undefined> => {
  const recent = await queries
    .selectFrom('document')
    .innerJoin('document_subject', 'document_subject.document', 'document.document')
    .select(['document.document', 'document.letter', 'document.added_at'])
    .where('document_subject.identity', '=', child)
    .where('document.added_by', '=', context.worker)
    .where('document.title', '=', made.heading)
    .where('document.added_at', '>', addMinutes(context.now, -minutesToSendAgain))
    .where('document.removed_at', 'is', null)
    .execute()
  return recent.find(({ letter, added_at }) => isDeepStrictEqual(letter, written(made, added_at)))?.document
}

/**
 * Keeps a chronology with the child's documents, as letters are kept: word for word, and as a Word document. Sent a second
 * time it is the document that there is.
 */
export const keepChronology = async (asked: ForChild, wanted: StoryAsked): Promise<Answer> => {
  const made = await chronologyOf(asked, wanted)
  if (made.events.length === 0) return showChronology(asked, wanted)
  const { database, context, child } = asked
  const letter = written(made, context.now)
  const document = await addDocument(
    database,
    context,
    { title: made.heading, kind: 'summary', about: [child], letter },
    {
      // What is written here was not sent by anybody, and holds nothing to be scanned.
      file: await receivedFrom(await wordDocument(letter, 'Chronology')),
      scan: undefined,
      already: queries => keptJustNow(queries, asked, made),
    },
  )
  return redirect(paths.document({ child, document }, { added: 1 }))
}
