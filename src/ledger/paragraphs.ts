import { sql } from 'kysely'
import type { Queries } from './ledger.ts'

/** What is said of each child of an entry alone, by the child's number; nothing of one who is not named. */
export type Paragraphs = Readonly<Record<string, string>>

/**
 * Changes what an entry says of its children alone. The versions that there are keep it as it was; the next is to be
 * written after this.
 */
export const changeParagraphs = async (queries: Queries, entry: number, paragraphs: Paragraphs): Promise<void> => {
  const before = await queries
    .selectFrom('entry_subject')
    .select(['identity', 'paragraph'])
    .where('lineage', '=', entry)
    .execute()
  const saidOf = (identity: number): string | null => (paragraphs[identity] ?? '').trim() || null
  const changed = before.filter(({ identity, paragraph }) => paragraph !== saidOf(identity))
  if (changed.length === 0) return
  const kept = Object.fromEntries(
    before.flatMap(({ identity, paragraph }) => (paragraph === null ? [] : [[identity, paragraph]])),
  )
  await queries
    .updateTable('entry')
    .set({ paragraphs: JSON.stringify(kept) })
    .where('lineage', '=', entry)
    .where('paragraphs', 'is', null)
    .execute()
  for (const { identity } of changed)
    await queries
      .updateTable('entry_subject')
      .set({ paragraph: saidOf(identity) })
      .where('lineage', '=', entry)
      .where('identity', '=', identity)
      .execute()
}

/** What a version of an entry says of one of its children alone: `entry` and `entry_subject` of a query. */
export const paragraphOfVersion = sql<string | null>`case when entry.paragraphs is null then entry_subject.paragraph
  else entry.paragraphs ->> entry_subject.identity::text end`

/** What each version of an entry said of one child alone, whose record is open to the reader. */
export const paragraphsByVersion = async (
  queries: Queries,
  { entry, child }: { readonly entry: number; readonly child: number },
): Promise<ReadonlyMap<number, string>> => {
  const rows = await queries
    .selectFrom('entry')
    .innerJoin('entry_subject', 'entry_subject.lineage', 'entry.lineage')
    .select(['entry.version', paragraphOfVersion.as('paragraph')])
    .where('entry.lineage', '=', entry)
    .where('entry_subject.identity', '=', child)
    .execute()
  return new Map(rows.flatMap(({ version, paragraph }) => (paragraph === null ? [] : [[version, paragraph] as const])))
}
