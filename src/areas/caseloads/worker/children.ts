import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayKnowOf } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { WorkKind } from '../../../council/index.ts'
import { nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/index.ts'
import { kindsInQuery, partInQuery, periodsFlagged, workKindOf, workPeriodsInQuery } from '../loads/parts.ts'
import type { Part } from '../loads/parts.ts'
import { inStock } from '../loads/stock.ts'
import type { AsAt } from '../loads/stock.ts'

/** A child in a worker's caseload, in one part. */
export type ChildHeld = {
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  /** Null for a child with whom the worker works as the second. */
  readonly part: Part | null
  readonly kind: WorkKind | null
  readonly heldBy: number
  readonly team: string | null
  readonly since: CivilDate
  readonly nextDue: CivilDate | null
  /** Whether a transfer has been asked for and waits. */
  readonly transferAsked: boolean
}

/** The children whom a worker held on a day, and those co-worked, as far as whoever asks may know of them; by name. */
export const childrenHeld = async (
  database: Kysely<Tables>,
  context: Context,
  worker: number,
  asAt: AsAt,
): Promise<readonly ChildHeld[]> => {
  const { rows } = await sql<ChildHeld>`
    with held as materialized (
      select held.* from episode held
      where held.detail ? 'worker' and held.detail ->> 'worker' = ${String(worker)}
        and held.kind in (${kindsInQuery}, 'coWorkerAllocation') and ${inStock('held', asAt)}
    ),
    work as materialized (
      select each.identity, ${periodsFlagged('each')} from episode each
      where each.identity in (select held.identity from held) and each.kind in (${workPeriodsInQuery}) and ${inStock('each', asAt)}
      group by each.identity
    )
    select held.identity, ${nameInQuery('version')} as name, version.born_on as "bornOn", ${partInQuery('held')} as part,
      case when held.kind <> 'coWorkerAllocation' then ${workKindOf('held', 'work')} end as kind,
      held.opened_by as "heldBy", held.detail ->> 'team' as team, held.started_on as since,
      (select min(duty.due_on) from duty where duty.identity = held.identity and duty.met_on is null
        and duty.lapsed_on is null and duty.known_to = 'infinity') as "nextDue",
      exists (select 1 from transfer_request where transfer_request.identity = held.identity
        and transfer_request.held_by = held.opened_by and transfer_request.answer is null) as "transferAsked"
    from held left join work on work.identity = held.identity
    join identity_version version on version.identity = held.identity and version.known_to = 'infinity'
    where ${mayKnowOf(context, 'held.identity')}
    order by lower(version.family) nulls last, lower(version.given), held.identity`.execute(database)
  return rows
}
