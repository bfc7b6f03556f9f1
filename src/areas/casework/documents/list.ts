import { documentKinds, documentsAbout, mayAddDocuments } from '../../../documents/index.ts'
import type { Document } from '../../../documents/index.ts'
import { dateAt, inWords } from '../../../calendar/index.ts'
import { instantInWords, page } from '../../../web/index.ts'
import type { Answer, AskedAboutChild } from '../../../web/index.ts'
import { filteredBy, filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { letterNamed, lettersFor } from '../letters/index.ts'
import { lettersBegun } from '../letters/writing/drafts.ts'
import { paths } from '../paths.ts'
import { namesOfPeople } from './about.ts'
import { typeInWords } from './type-in-words.ts'

const columnsOf = (child: number, names: ReadonlyMap<number, string>): readonly Column<Document>[] => [
  {
    name: 'title',
    heading: 'Document',
    order: ({ title }) => title,
    cell: ({ document, title, about }) => {
      const others = about.filter(identity => identity !== child).flatMap(identity => names.get(identity) ?? [])
      return {
        text: title,
        link: paths.document({ child, document }),
        ...(about.length > 1 && others.length > 0 ? { note: `Also about ${others.join(', ')}` } : {}),
      }
    },
  },
  {
    name: 'kind',
    heading: 'What it is',
    order: ({ kind }) => documentKinds[kind],
    cell: ({ kind }) => documentKinds[kind],
  },
  { name: 'type', heading: 'File', order: ({ size }) => size, cell: typeInWords },
  { name: 'by', heading: 'Added by', order: ({ addedByName }) => addedByName, cell: ({ addedByName }) => addedByName },
  { name: 'on', heading: 'Added', order: ({ addedAt }) => addedAt, cell: ({ addedAt }) => inWords(dateAt(addedAt)) },
]

/** The documents of a child: a list to filter by kind, those removed with their reasons, and what can be written here. */
export const showDocuments = async (asked: AskedAboutChild): Promise<Answer> => {
  const { rules, context, database, child, query } = asked
  const may = mayAddDocuments(context)
  const [record, found, begun] = await Promise.all([
    childRecord(asked),
    documentsAbout(database.sql, context, child),
    may ? lettersBegun(database.sql, context, context.worker, child) : [],
  ])
  const kept = found.filter(({ removed }) => removed === undefined)
  const kinds = Object.fromEntries(
    Object.entries(documentKinds).filter(([kind]) => kept.some(document => document.kind === kind)),
  )
  const filters = [{ name: 'kind', label: 'What it is', options: kinds }]
  const chosen = filteredBy(query, filters)
  const names = await namesOfPeople(
    database.sql,
    kept.filter(({ about }) => about.length > 1).flatMap(({ about }) => about),
  )
  return page('areas/casework/documents/list.njk', {
    title: 'Documents of a child',
    frame: frameOf(rules, context, record, 'documents'),
    filters: kept.length > 1 ? filterView(paths.documents({ child }), filters, chosen) : undefined,
    table: tableView({
      caption: 'Documents',
      of: ['document', 'documents'],
      columns: columnsOf(child, names),
      rows: kept.filter(({ kind }) => chosen.kind === undefined || kind === chosen.kind),
      listing: listingIn(query, ['title', 'kind', 'type', 'by', 'on'], { by: 'on', descending: true }),
      address: values => paths.documents({ child }, { ...chosen, ...values }),
      empty:
        chosen.kind === undefined
          ? 'No document yet. Reports, letters, photographs and what the child has written or drawn stand here, with who added each and when.'
          : 'No document of this kind.',
    }),
    removed: found.flatMap(({ title, kind, removed }) =>
      removed === undefined
        ? []
        : [
            {
              title,
              kind: documentKinds[kind],
              by: removed.by,
              at: instantInWords(removed.at),
              reason: removed.reason,
            },
          ],
    ),
    begun: begun.map(({ draft, letter, savedAt }) => ({
      title: letterNamed(letter)?.title ?? letter,
      savedAt,
      href: paths.letterDraft({ child, letter, draft }),
    })),
    add: may ? paths.addDocument({ child }) : undefined,
    letters: may
      ? lettersFor(context).map(({ name, letter }) => ({
          title: letter.title,
          about: letter.about,
          href: paths.letter({ child, letter: name }),
        }))
      : [],
  })
}
