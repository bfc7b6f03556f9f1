import { sql } from 'kysely'
import { keepsAt } from '../../../access/keepers.ts'
import { workingKinds } from '../../../journey/allocation-parts.ts'
import { counted } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'

type Counts = {
  readonly children: number
  readonly drafts: number
  readonly keptAlone: number
  readonly covers: number
  readonly toAuthorise: number
}

/**
 * What a worker has in hand that somebody else must take over, in words: how much, and never about whom. An administrator
 * opens no child.
 */
export const leftOpenBy = async ({ database, context }: Asked<unknown>, worker: number): Promise<readonly string[]> => {
  const { rows } = await sql<Counts>`
    select
      (select count(distinct identity)::int from episode where known_to = 'infinity' and ended_on is null
        and kind in (${sql.join(workingKinds.map(kind => sql.lit(kind)))}) and detail ->> 'worker' = ${String(worker)}::text) as children,
      (select count(*)::int from draft where author = ${worker} and completed_at is null) as drafts,
      (select count(*)::int from absence where cover = ${worker} and known_to = 'infinity'
        and (ended_on is null or ended_on > ${context.today}::date)) as covers,
      (select count(*)::int from authorisation_request where to_worker = ${worker} and answer is null) as "toAuthorise",
      (select count(*)::int from keeper own where own.worker = ${worker} and own.ended_at = 'infinity'
        and not exists (select 1 from keeper other where other.identity = own.identity and other.worker <> own.worker
          and ${keepsAt('other', context.now)})) as "keptAlone"`.execute(database.sql)
  const [counts] = rows
  if (counts === undefined) return []
  const { children, drafts, keptAlone, covers, toAuthorise } = counts
  return [
    ...(children === 0 ? [] : [`${counted(children, 'child', 'children')} allocated to them`]),
    ...(drafts === 0 ? [] : [`${counted(drafts, 'draft', 'drafts')} not finished`]),
    ...(covers === 0 ? [] : [`${counted(covers, 'absence', 'absences')} of others that they cover`]),
    ...(toAuthorise === 0
      ? []
      : [`${counted(toAuthorise, 'piece of work', 'pieces of work')} sent to them to authorise`]),
    ...(keptAlone === 0
      ? []
      : [
          `${counted(keptAlone, 'restricted record', 'restricted records')} of which they are the only keeper: name another keeper first, or nobody can open it`,
        ]),
  ]
}
