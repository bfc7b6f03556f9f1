import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import { DocumentRefused, receive as takeIn, scanned } from '../documents/index.ts'
import type { Scan } from '../documents/index.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'

/** Whoever holds files that are not sent yet: the key of their form. */
export type Holder = string

/** A file that came with a request, or is about to. */
export type RequestFile = {
  readonly file: number
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly scannedBy: string | null
  readonly notices: readonly string[]
}

/** As many files as one request may have. */
export const mostFiles = 10

const longestName = 150

/** A name without folders and control characters, its ending kept. */
const cleanName = (name: string): string => {
  const plain = (name.split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .toWellFormed()
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? ''
  return plain.length <= longestName
    ? plain === ''
      ? 'File'
      : plain
    : `${plain.slice(0, longestName - ending.length)}${ending}`
}

const columns = ['file', 'name', 'media_type as mediaType', 'size', 'scanned_by as scannedBy', 'notices'] as const

/** The files that somebody has added to a form and not sent yet. */
export const heldFiles = (queries: Kysely<Tables>, holder: Holder): Promise<readonly RequestFile[]> =>
  queries.selectFrom('request_file').select(columns).where('holder', '=', holder).orderBy('file').execute()

/** The files of a request. */
export const filesOfRequest = (queries: Kysely<Tables>, request: number): Promise<readonly RequestFile[]> =>
  queries.selectFrom('request_file').select(columns).where('request', '=', request).orderBy('file').execute()

/** The bytes of a file of a request, a chunk at a time. Whoever asks has been let into the request. */
export async function* bytesOfFile(queries: Kysely<Tables>, file: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const chunk = await queries
      .selectFrom('request_file_chunk')
      .select('bytes')
      .where('file', '=', file)
      .where('position', '=', position)
      .executeTakeFirst()
    if (chunk === undefined) return
    yield chunk.bytes
  }
}

/**
 * Takes in a file for a form that is being written: told by its content, scanned, and written whole or not at all.
 * Answers its number. Throws DocumentRefused.
 */
export const holdFile = async (
  database: Pick<Database, 'sql'>,
  holder: Holder,
  sent: { readonly name: string; readonly pieces: AsyncIterable<Uint8Array> },
  { now, scan }: { readonly now: Instant; readonly scan?: Scan | undefined },
): Promise<number> => {
  const before = await heldFiles(database.sql, holder)
  if (before.length >= mostFiles)
    throw new DocumentRefused('notKept', `${mostFiles} files are the most. Remove one to add another.`)
  const received = await takeIn(sent.pieces)
  const { mediaType, notices, scannedBy } = await scanned(received, scan)
  return inTransaction(
    database,
    async queries => {
      const { file } = await queries
        .insertInto('request_file')
        .values({
          holder,
          request: null,
          name: cleanName(sent.name),
          media_type: mediaType,
          size: received.size,
          sha256: received.sha256,
          scanned_by: scannedBy,
          notices: [...notices],
          received_at: now,
        })
        .returning('file')
        .executeTakeFirstOrThrow()
      for (const [position, bytes] of received.chunks.entries())
        await queries.insertInto('request_file_chunk').values({ file, position, bytes }).execute()
      return file
    },
    { isolation: 'read committed' },
  )
}

/** Takes a file that was not sent yet away again. */
export const letGo = async (queries: Kysely<Tables>, holder: Holder, file: number): Promise<void> => {
  await queries.deleteFrom('request_file').where('holder', '=', holder).where('file', '=', file).execute()
}

/** Files that were never sent go with the forms they stood in. */
export const letGoOfAll = async (queries: Kysely<Tables>, holders: readonly Holder[]): Promise<void> => {
  if (holders.length > 0)
    await queries
      .deleteFrom('request_file')
      .where('holder', 'in', [...holders])
      .execute()
}
