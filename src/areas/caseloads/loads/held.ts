import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { WorkKind } from '../../../council/index.ts'
import { remembered } from '../../../store/remember.ts'
import type { Tables } from '../../../store/index.ts'
import { kindsInQuery, partInQuery, periodsFlagged, workKindOf, workPeriodsInQuery } from './parts.ts'
import type { Part } from './parts.ts'
import { inStock } from './stock.ts'
import type { AsAt } from './stock.ts'

/** How many children a worker holds in one part and kind of work, and how many of them have an open episode of need. */
export type Held = {
  readonly worker: number
  readonly part: Part
  readonly kind: WorkKind
  readonly children: number
  readonly inNeed: number
}

const count = async (database: Kysely<Tables>, asAt: AsAt): Promise<readonly Held[]> => {
  const { rows } = await sql<Held>`
    with held as (
      select held.identity, held.worker, held.kind from episode held
      where held.kind in (${kindsInQuery}) and held.worker is not null and ${inStock('held', asAt)}
    ),
    work as (
      select each.identity, ${periodsFlagged('each')} from episode each
      where each.kind in (${workPeriodsInQuery}) and ${inStock('each', asAt)} group by each.identity
    )
    select held.worker, ${partInQuery('held')} as part, ${workKindOf('held', 'work')} as kind, count(*) as children,
      count(*) filter (where work."inNeed") as "inNeed"
    from held left join work on work.identity = held.identity
    group by 1, 2, 3 order by 1`.execute(database)
  return rows
}

/** What every worker held on a day, as known: counted once, until anything more is recorded. */
export const heldByWorkers = (database: Kysely<Tables>, asAt: AsAt): Promise<readonly Held[]> =>
  database.isTransaction
    ? count(database, asAt)
    : remembered(database, `caseloads ${asAt.on} ${asAt.knownOn ?? 'now'}`, () => count(database, asAt))
