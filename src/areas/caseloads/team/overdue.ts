import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../../../access/context.ts'
import type { Tables } from '../../../store/index.ts'
import { kindsInQuery } from '../loads/parts.ts'

/** How much work is late of the children that each of some workers holds now. */
export const overdueOf = async (
  database: Kysely<Tables>,
  { today, now }: Pick<Context, 'today' | 'now'>,
  workers: readonly number[],
): Promise<ReadonlyMap<number, number>> => {
  const { rows } = await sql<{ readonly worker: number; readonly late: number }>`
    with held as materialized (
      select distinct held.worker, held.identity from episode held
      where held.detail ? 'worker' and held.detail ->> 'worker' = any (${workers.map(String)}::text[])
        and held.kind in (${kindsInQuery}) and held.ended_on is null and held.known_to = 'infinity'
    )
    select held.worker, count(*) as late
    from held join duty on duty.identity = held.identity
    where duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
      and (duty.due_on < ${today}::date or duty.due_at < ${now}::timestamptz)
    group by held.worker`.execute(database)
  return new Map(rows.map(({ worker, late }) => [worker, late]))
}
