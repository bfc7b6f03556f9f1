import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { Tables } from '../store/tables.ts'

/**
 * The files of a request become documents of the children that it was decided about, with the contact. They were scanned
 * when they came in, and are copied as they are. Where brothers and sisters are decided apart, each has the files.
 */
export const filesToRecord = async (
  queries: Kysely<Tables>,
  context: Context,
  request: number,
  { entry, about }: { readonly entry: number; readonly about: readonly number[] },
): Promise<void> => {
  const files = await queries
    .selectFrom('request_file')
    .select(['file', 'name', 'media_type', 'size', 'sha256', 'scanned_by', 'notices'])
    .where('request', '=', request)
    .orderBy('file')
    .execute()
  for (const { file, name, ...kept } of files) {
    const { document } = await queries
      .insertInto('document')
      .values({
        title: name,
        kind: 'other',
        sent_as: name,
        ...kept,
        entry,
        draft: null,
        letter: null,
        added_by: context.worker,
        added_at: context.now,
      })
      .returning('document')
      .executeTakeFirstOrThrow()
    await queries
      .insertInto('document_subject')
      .values(about.map(identity => ({ document, identity })))
      .execute()
    await sql`insert into document_chunk (document, position, bytes)
      select ${document}, position, bytes from request_file_chunk where file = ${file}`.execute(queries)
  }
}
