import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { Context } from './context.ts'
import { roleMatrix } from './role-matrix.ts'
import { answerFor } from './visibility.ts'

/** On one day, somebody in a part (or of another organisation) opened a record or was refused it, so many times. */
export type DayOfLooks = {
  readonly on: CivilDate
  readonly role: string
  /** The organisation, where it is another than the council. */
  readonly partner: string | null
  /** The names, for whoever asked for them. */
  readonly names: readonly string[]
  readonly opened: number
  readonly refused: number
  readonly reasons: readonly string[]
}

/**
 * Who has looked at a person's record, by day and part, for the answer to that person's own request; undefined for a part
 * that does not read the access log, or to whom the record does not open. Every linked record is in it.
 */
export const whoLookedByDay = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
): Promise<readonly DayOfLooks[] | undefined> => {
  if (!roleMatrix[context.role].readsAccessLog) return undefined
  if ((await answerFor(database, context, identity)) !== 'open') return undefined
  const { rows } = await sql<DayOfLooks>`
    select (look.at at time zone 'Europe/London')::date as on, look.role, partner.name as partner,
      array_agg(distinct coalesce(worker.given || ' ' || worker.family, partner_person.given || ' ' || partner_person.family)) as names,
      (count(*) filter (where look.answer in ('open', 'allowed')))::int as opened,
      (count(*) filter (where look.answer not in ('open', 'allowed')))::int as refused,
      coalesce(array_agg(distinct look.reason) filter (where look.act = 'openWithReason' and look.answer = 'open'), '{}') as reasons
    from access_log look
    left join worker on worker.worker = look.worker
    left join partner_person on partner_person.person = look.partner_person
    left join partner on partner.partner = partner_person.partner
    where look.identity = any (array(
      select same.identity from person self join person same on same.person = self.person
      where self.identity = ${identity} union select ${identity}::bigint))
    group by 1, 2, 3 order by 1 desc, 2`.execute(database)
  return rows
}
