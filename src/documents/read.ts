import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { Context } from '../access/context.ts'
import { mayOpen } from '../access/visibility.ts'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { DocumentKind } from './kinds.ts'
import { isDocumentKind } from './kinds.ts'
import { isMediaType, mediaTypes } from './media-types.ts'

/** A document as a reader sees it, without its bytes. */
export type Document = {
  readonly document: number
  readonly title: string
  readonly kind: DocumentKind
  readonly sentAs: string | null
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly scannedBy: string | null
  readonly notices: readonly string[]
  /** The entry that it belongs to, or that its draft has become. */
  readonly entry: number | null
  readonly draft: number | null
  readonly letter: Readonly<Record<string, unknown>> | null
  readonly addedBy: number
  readonly addedByName: string
  readonly addedAt: Instant
  readonly removed: { readonly by: string; readonly at: Instant; readonly reason: string } | undefined
  /** Everybody it is about. */
  readonly about: readonly number[]
}

/** Whether a document opens: only to one to whom everybody it is about opens. */
const opens = (context: Context): RawBuilder<boolean> => sql<boolean>`not exists (
  select 1 from document_subject subject
  where subject.document = document.document and not ${mayOpen(context, 'subject.identity', 'few')})`

const isAbout = (identity: number): RawBuilder<boolean> => sql<boolean>`document.document in (
  select subject.document from person self join person mate on mate.person = self.person
    join document_subject subject on subject.identity = mate.identity
  where self.identity = ${identity})`

type Row = Omit<Document, 'kind' | 'removed'> & {
  readonly kind: string
  readonly removedBy: string | null
  readonly removedAt: Instant | null
  readonly removedReason: string | null
}

const asDocument = ({ kind, removedBy, removedAt, removedReason, ...row }: Row): Document => ({
  ...row,
  kind: isDocumentKind(kind) ? kind : 'other',
  removed: removedAt === null ? undefined : { by: removedBy ?? '', at: removedAt, reason: removedReason ?? '' },
})

const documents = async (
  queries: Kysely<Tables>,
  context: Context,
  which: RawBuilder<boolean>,
): Promise<readonly Document[]> => {
  const { rows } = await sql<Row>`
    select document.document, document.title, document.kind, document.sent_as as "sentAs",
      document.media_type as "mediaType", document.size, document.sha256, document.scanned_by as "scannedBy",
      document.notices, coalesce(document.entry, draft.completed_as) as entry, document.draft, document.letter,
      document.added_by as "addedBy", adder.given || ' ' || adder.family as "addedByName",
      document.added_at as "addedAt", remover.given || ' ' || remover.family as "removedBy",
      document.removed_at as "removedAt", document.removed_reason as "removedReason",
      array(select about.identity from document_subject about where about.document = document.document
        order by about.identity) as about
    from document join worker adder on adder.worker = document.added_by
      left join worker remover on remover.worker = document.removed_by
      left join draft on draft.draft = document.draft
    where ${which} and ${opens(context)}
    order by document.added_at desc, document.document desc`.execute(queries)
  return rows.map(asDocument)
}

/** Whether there is any document about a child: most have none, and need no further question. */
const isAnyAbout = async (queries: Kysely<Tables>, identity: number): Promise<boolean> => {
  const { rows } = await sql<{ readonly any: boolean }>`
    select exists (
      select 1 from person self join person mate on mate.person = self.person
        join document_subject subject on subject.identity = mate.identity
      where self.identity = ${identity}) as any`.execute(queries)
  return rows[0]?.any === true
}

/** The documents about a child and all of the child's records, newest first: those that open to whoever asks, removed ones too. */
export const documentsAbout = async (
  queries: Kysely<Tables>,
  context: Context,
  identity: number,
): Promise<readonly Document[]> =>
  (await isAnyAbout(queries, identity)) ? documents(queries, context, isAbout(identity)) : []

/** The documents about a child that belong to an entry, or were added to a draft; removed ones left out. */
export const documentsWith = async (
  queries: Kysely<Tables>,
  context: Context,
  identity: number,
  what: { readonly entry: number } | { readonly draft: number },
): Promise<readonly Document[]> => {
  if (!(await isAnyAbout(queries, identity))) return []
  const which =
    'entry' in what
      ? sql<boolean>`(document.entry = ${what.entry} or document.draft in (
          select made.draft from draft made join entry on entry.draft = made.draft where entry.lineage = ${what.entry}))`
      : sql<boolean>`document.draft = ${what.draft}`
  return documents(queries, context, sql<boolean>`${isAbout(identity)} and document.removed_at is null and ${which}`)
}

/** One document about a child, where it opens to whoever asks. */
export const documentAbout = async (
  queries: Kysely<Tables>,
  context: Context,
  identity: number,
  document: number,
): Promise<Document | undefined> => {
  const [found] = await documents(
    queries,
    context,
    sql<boolean>`document.document = ${document} and ${isAbout(identity)}`,
  )
  return found
}

/** The bytes of a document, which has been opened, a chunk at a time. */
export async function* bytesOf(queries: Kysely<Tables>, document: number): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const row = await queries
      .selectFrom('document_chunk')
      .select('bytes')
      .where('document', '=', document)
      .where('position', '=', position)
      .executeTakeFirst()
    if (row === undefined) return
    yield row.bytes
  }
}

const notInNames = /[\u0000-\u001f\u007f"*/:<>?\\|]+/g

/** The name under which a document is handed out: its title, with the ending of what it is. */
export const fileNameOf = ({ title, mediaType }: Pick<Document, 'title' | 'mediaType'>): string => {
  const ending = isMediaType(mediaType) ? mediaTypes[mediaType].ending : 'bin'
  const name = title
    .replaceAll(notInNames, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/[. ]+$/, '')
    .trim()
    .slice(0, 120)
  return `${name === '' ? 'Document' : name}.${ending}`
}

/** How large a document is, in words. */
export const sizeInWords = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} bytes`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`
