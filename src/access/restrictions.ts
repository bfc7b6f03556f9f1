import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { Context } from './context.ts'
import { roleMatrix } from './role-matrix.ts'
import { mayOpen } from './visibility.ts'

/** Why a child does not exist for others, as the policy's headings have it. */
export const restrictionKinds = {
  staffFamily: 'The family of somebody who works here',
  adoption: 'Adoption',
  witnessProtection: 'Protection of a witness',
  other: 'Another reason',
} as const

export type RestrictionKind = keyof typeof restrictionKinds

/** Whether a code is that of a reason to restrict. */
export const isRestrictionKind = (code: string): code is RestrictionKind => Object.hasOwn(restrictionKinds, code)

export type Keeper = {
  readonly worker: number
  readonly name: string
  readonly since: Instant
  readonly until: Instant | null
  readonly namedBy: string | null
}

export type Restriction = {
  readonly restriction: number
  readonly kind: RestrictionKind
  readonly since: Instant
  readonly until: Instant | null
  readonly placedBy: string | null
  readonly endedBy: string | null
  readonly ending: string | null
  readonly keepers: readonly Keeper[]
  /** The child and what was written of why: for its keepers alone, whoever asks. */
  readonly child: { readonly identity: number; readonly reason: string } | null
}

/** Whether somebody restricts children and names their keepers. */
export const restricts = ({ role }: Pick<Context, 'role'>): boolean => roleMatrix[role].readsAccessLog

type Row = Omit<Restriction, 'child' | 'keepers'> & {
  readonly identity: number
  readonly reason: string
  readonly opens: boolean
}

const nameOf = (column: string) =>
  sql<string | null>`(select worker.given || ' ' || worker.family from worker where worker.worker = ${sql.ref(column)})`

const untilOf = (column: string) => sql<Instant | null>`nullif(${sql.ref(column)}, 'infinity')`

const keepersOf = (database: Kysely<Tables>, { identity, since, until }: Row): Promise<readonly Keeper[]> =>
  database
    .selectFrom('keeper')
    .innerJoin('worker', 'worker.worker', 'keeper.worker')
    .select([
      'keeper.worker',
      sql<string>`worker.given || ' ' || worker.family`.as('name'),
      'keeper.started_at as since',
      untilOf('keeper.ended_at').as('until'),
      nameOf('keeper.named_by').as('namedBy'),
    ])
    .where('keeper.identity', '=', identity)
    .where('keeper.ended_at', '>', since)
    .where('keeper.started_at', '<=', until ?? sql<Instant>`'infinity'`)
    .orderBy('keeper.started_at')
    .orderBy('name')
    .execute()

/** Every restriction with its keepers, those in force first; one alone where it is named. None to a part that restricts nobody. */
export const restrictions = async (
  database: Kysely<Tables>,
  context: Context,
  only?: number,
): Promise<readonly Restriction[]> => {
  if (!restricts(context)) return []
  let query = database
    .selectFrom('restriction')
    .select([
      'restriction.id as restriction',
      'restriction.identity',
      'restriction.kind',
      'restriction.reason',
      'restriction.started_at as since',
      untilOf('restriction.ended_at').as('until'),
      nameOf('restriction.placed_by').as('placedBy'),
      nameOf('restriction.ended_by').as('endedBy'),
      'restriction.ending',
      mayOpen(context, 'restriction.identity', 'few').as('opens'),
    ])
    .orderBy(sql`restriction.ended_at`, 'desc')
    .orderBy('restriction.started_at', 'desc')
  if (only !== undefined) query = query.where('restriction.id', '=', only)
  const rows: readonly Row[] = await query.execute()
  return Promise.all(
    rows.map(async row => {
      const { identity, reason, opens, ...rest } = row
      return { ...rest, keepers: await keepersOf(database, row), child: opens ? { identity, reason } : null }
    }),
  )
}
