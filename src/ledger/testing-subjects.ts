import { sql } from 'kysely'
import type { Database } from '../store/index.ts'

/** The entries of which a version says itself another about whom it is than the rows about each child do. */
export const entriesAboutOthers = async ({ sql: queries }: Pick<Database, 'sql'>): Promise<readonly number[]> => {
  const { rows } = await sql<{ lineage: number }>`
    select distinct entry.lineage from entry
    left join (select lineage, array_agg(identity order by identity) as subjects from entry_subject group by lineage) about
      on about.lineage = entry.lineage
    where entry.subjects is distinct from coalesce(about.subjects, '{}')`.execute(queries)
  return rows.map(({ lineage }) => lineage)
}
