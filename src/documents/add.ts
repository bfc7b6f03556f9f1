import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import { note } from '../access/log.ts'
import { mayOpen } from '../access/visibility.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import type { DocumentKind } from './kinds.ts'
import type { Received } from './received.ts'
import { DocumentRefused } from './refusal.ts'
import { scanned } from './scan.ts'
import type { Scan } from './scan.ts'

/** What is said of a document that is added. */
export type NewDocument = {
  readonly title: string
  readonly kind: DocumentKind
  /** The name of the file that was sent; none where it was written here. */
  readonly sentAs?: string
  /** Everybody it is about, one at least. */
  readonly about: readonly number[]
  /** The entry that it belongs to, by its lineage. */
  readonly entry?: number
  /** The draft that it was added to. */
  readonly draft?: number
  /** What a letter written here says. */
  readonly letter?: Readonly<Record<string, unknown>>
}

const mustOpenAll = async (queries: Kysely<Tables>, context: Context, about: readonly number[]): Promise<void> => {
  const opened = await queries
    .selectFrom('identity')
    .select('identity.identity')
    .where(sql<boolean>`identity.identity = any (${[...about]}::bigint[])`)
    .where(mayOpen(context, 'identity.identity', 'few'))
    .execute()
  if (about.length === 0 || opened.length < new Set(about).size)
    throw new DocumentRefused('notOpen', 'It is about somebody whose record does not open to you.')
}

const write = async (
  queries: Kysely<Tables>,
  context: Context,
  document: NewDocument,
  file: Received,
  found: object,
) => {
  const { number } = await queries
    .insertInto('document')
    .values({
      title: document.title,
      kind: document.kind,
      sent_as: document.sentAs ?? null,
      size: file.size,
      sha256: file.sha256,
      entry: document.entry ?? null,
      draft: document.draft ?? null,
      letter: document.letter === undefined ? null : JSON.stringify(document.letter),
      added_by: context.worker,
      added_at: context.now,
      ...(found as { media_type: string; notices: string[]; scanned_by: string | null }),
    })
    .returning('document.document as number')
    .executeTakeFirstOrThrow()
  await queries
    .insertInto('document_subject')
    .values([...new Set(document.about)].map(identity => ({ document: number, identity })))
    .execute()
  for (const [position, bytes] of file.chunks.entries())
    await queries.insertInto('document_chunk').values({ document: number, position, bytes }).execute()
  return number
}

/** One document of a worker at a time, where it is asked first whether it is there already. */
const takeTurn = (queries: Kysely<Tables>, { worker }: Context) =>
  sql`select pg_advisory_xact_lock(hashtext('righthelp document'), ${worker}::int)`.execute(queries)

/**
 * Keeps a document about people all of whom open to whoever adds it: it is scanned, then written whole, in one
 * transaction, or not at all. Answers its number, or that of the same one where `already` finds it. Throws DocumentRefused.
 */
export const addDocument = async (
  database: Pick<Database, 'sql'>,
  context: Context,
  document: NewDocument,
  {
    file,
    scan,
    already,
  }: {
    readonly file: Received
    readonly scan: Scan | undefined
    readonly already?: (queries: Kysely<Tables>) => Promise<number | undefined>
  },
): Promise<number> => {
  await mustOpenAll(database.sql, context, document.about)
  const { mediaType, notices, scannedBy } = await scanned(file, scan)
  const found = { media_type: mediaType, notices: [...notices], scanned_by: scannedBy }
  return inTransaction(
    database,
    async queries => {
      await mustOpenAll(queries, context, document.about)
      if (already !== undefined) {
        await takeTurn(queries, context)
        const same = await already(queries)
        if (same !== undefined) return same
      }
      const number = await write(queries, context, document, file, found)
      const noted = { act: 'add a document', answer: 'allowed' as const }
      await note(
        queries,
        context,
        document.about.map(identity => ({ ...noted, identity })),
      )
      return number
    },
    { isolation: 'read committed' },
  )
}

/** Removes a document with a reason. It stays in the record and opens to nobody. Throws DocumentRefused. */
export const removeDocument = async (
  queries: Kysely<Tables>,
  context: Context,
  document: number,
  reason: string,
): Promise<void> => {
  const removed = await queries
    .updateTable('document')
    .set({ removed_by: context.worker, removed_at: context.now, removed_reason: reason })
    .where('document', '=', document)
    .where('removed_at', 'is', null)
    .returning(sql<number>`document`.as('number'))
    .executeTakeFirst()
  if (removed === undefined) throw new DocumentRefused('removed', 'This document has been removed already.')
}
