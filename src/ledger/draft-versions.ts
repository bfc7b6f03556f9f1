import { sql } from 'kysely'
import type { Context } from '../access/index.ts'
import type { DraftForm } from './drafts.ts'
import type { Queries } from './ledger.ts'

/** How many saves by the same person in a row are kept before they are thinned to the last of them. */
const mostInARow = 100

const formOf = ({ subjects, typed, paragraphs }: DraftForm): string => JSON.stringify({ subjects, typed, paragraphs })

/** A save to be kept: the draft as it stands after it, and what the page had sent where that is something else. */
export type VersionToKeep = {
  readonly draft: number
  readonly version: number
  readonly kept: DraftForm
  readonly page?: string | undefined
  readonly sent?: DraftForm
  readonly setAside?: boolean
}

/** Keeps what a save held. */
export const keepVersion = async (
  queries: Queries,
  context: Context,
  { draft, version, kept, page, sent, setAside = false }: VersionToKeep,
): Promise<void> => {
  await queries
    .insertInto('draft_version')
    .values({
      draft,
      version,
      set_aside: setAside,
      page: page ?? null,
      kept: formOf(kept),
      sent: sent === undefined ? null : formOf(sent),
      author: context.worker,
      saved_at: context.now,
    })
    .execute()
  if (version % mostInARow === 0) await thinVersions(queries, draft, mostInARow)
}

/** Leaves of each person's saves in a row the last, except among the newest: what two people gave each other stays. */
export const thinVersions = async (queries: Queries, draft: number, newest: number): Promise<void> => {
  await sql`
    with placed as (
      select id, version, author, lead(author) over (order by id) as next_author, max(version) over () as last
      from draft_version where draft = ${draft} and not set_aside)
    delete from draft_version using placed
    where draft_version.id = placed.id and placed.author = placed.next_author and placed.version < placed.last - ${newest}
      and draft_version.sent is null`.execute(queries)
}

/** A save as it was kept. */
export type DraftVersion = {
  readonly version: number
  readonly setAside: boolean
  readonly author: number
  readonly authorName: string
  readonly savedAt: string
  readonly kept: DraftForm
  /** What the page had sent, where it is not what was kept. */
  readonly sent: DraftForm | undefined
}

/** Whether more than one save of a draft is kept, what was set aside among them: then there is something to look back at. */
export const hasEarlierSaves = async (queries: Queries, draft: number): Promise<boolean> =>
  (await queries.selectFrom('draft_version').select('id').where('draft', '=', draft).limit(2).execute()).length > 1

/** The saves of a draft that this person may read, the latest first. */
export const draftVersions = async (queries: Queries, draft: number, most = 200): Promise<readonly DraftVersion[]> => {
  const rows = await queries
    .selectFrom('draft_version')
    .innerJoin('worker', 'worker.worker', 'draft_version.author')
    .select([
      'draft_version.version',
      'draft_version.set_aside',
      'draft_version.author',
      sql<string>`worker.given || ' ' || worker.family`.as('name'),
      'draft_version.saved_at',
      'draft_version.kept',
      'draft_version.sent',
    ])
    .where('draft_version.draft', '=', draft)
    .orderBy('draft_version.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(row => ({
    version: row.version,
    setAside: row.set_aside,
    author: row.author,
    authorName: row.name,
    savedAt: row.saved_at,
    kept: row.kept as unknown as DraftForm,
    sent: row.sent === null ? undefined : (row.sent as unknown as DraftForm),
  }))
}

/** Whether anybody else has saved in a draft. */
export const othersIn = async (queries: Queries, context: Context, draft: number): Promise<string | undefined> => {
  const row = await queries
    .selectFrom('draft_version')
    .innerJoin('worker', 'worker.worker', 'draft_version.author')
    .select(sql<string>`worker.given || ' ' || worker.family`.as('name'))
    .where('draft_version.draft', '=', draft)
    .where('draft_version.author', '<>', context.worker)
    .orderBy('draft_version.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name
}
