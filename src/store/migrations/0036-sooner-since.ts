import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Work that something has made due sooner, as a care order does a visit, is told by that: the day on which it began. */
export const up = async (database: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table duty add column sooner_since date;
    comment on column duty.sooner_since is 'The day of what began since it was last done and gives the day on which it is due. Null where the usual rule or the child''s own plan does.';
  `.execute(database)
}
