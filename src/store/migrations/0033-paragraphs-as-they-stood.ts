import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * A correction may change what is said of one child alone. `entry_subject` has the paragraphs as they stand; a version
 * after which they changed keeps its own. Corrections that are being written become about all the children of their entry.
 */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table entry add column paragraphs jsonb;
    comment on column entry.paragraphs is 'Of a version after which paragraphs changed: what was said of each child alone, by its number. Null where it is what entry_subject says.';
    update draft set
      subjects = array(
        select identity from entry_subject where lineage = draft.corrects
        order by identity <> all (draft.subjects), identity),
      paragraphs = coalesce((
        select jsonb_object_agg(identity, paragraph) from entry_subject
        where lineage = draft.corrects and paragraph is not null), '{}')
    where corrects is not null and completed_at is null
      and exists (select 1 from entry_subject where lineage = draft.corrects);
  `.execute(database)
}
