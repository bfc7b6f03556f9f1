import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { Context } from './context.ts'
import { keepsAt } from './keepers.ts'
import { note } from './log.ts'
import { mayOpen } from './visibility.ts'
import { restricts } from './restrictions.ts'
import type { RestrictionKind } from './restrictions.ts'

/** Why nothing was done about a restriction. */
export type NotDone = 'mayNot' | 'noSuchChild' | 'alreadyRestricted' | 'noKeeper' | 'oneself' | 'lastKeeper'

const locked = <Result>(
  database: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> =>
  database.transaction().execute(async transaction => {
    await sql`select pg_advisory_xact_lock(hashtext('righthelp restrictions'))`.execute(transaction)
    return work(transaction)
  })

const inForce = (database: Kysely<Tables>, restriction: number, { now }: Context) =>
  database
    .selectFrom('restriction')
    .select(['identity'])
    .where('id', '=', restriction)
    .where('ended_at', '>', now)
    .executeTakeFirst()

const isRestricted = async (database: Kysely<Tables>, identity: number, { now }: Context): Promise<boolean> =>
  (await database
    .selectFrom('restriction')
    .select('id')
    .where('identity', '=', identity)
    .where('ended_at', '>', now)
    .executeTakeFirst()) !== undefined

/**
 * Restricts a child that whoever asks may open: from now on it exists for its keepers and for nobody else. Nobody names
 * oneself, so that no one person can hide a child.
 */
export const restrict = (
  database: Kysely<Tables>,
  context: Context,
  asked: {
    readonly identity: number
    readonly kind: RestrictionKind
    readonly reason: string
    readonly keepers: readonly number[]
  },
): Promise<number | NotDone> =>
  locked(database, async transaction => {
    const { identity, kind, reason, keepers } = asked
    if (!restricts(context)) return 'mayNot'
    if (keepers.length === 0) return 'noKeeper'
    if (keepers.includes(context.worker)) return 'oneself'
    const child = await transaction
      .selectFrom('identity')
      .select('identity.identity')
      .where('identity.identity', '=', identity)
      .where(mayOpen(context, 'identity.identity', 'few'))
      .executeTakeFirst()
    if (child === undefined) return 'noSuchChild'
    if (await isRestricted(transaction, identity, context)) return 'alreadyRestricted'
    const { id } = await transaction
      .insertInto('restriction')
      .values({ identity, kind, reason, placed_by: context.worker, started_at: context.now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction
      .insertInto('keeper')
      .values(keepers.map(worker => ({ identity, worker, named_by: context.worker, started_at: context.now })))
      .execute()
    await note(transaction, context, { act: 'restrict', answer: 'allowed', identity })
    return id
  })

/** Changes a restriction that is in force, and notes it where it was done. */
const change = (
  database: Kysely<Tables>,
  context: Context,
  restriction: number,
  act: string,
  work: (transaction: Transaction<Tables>, identity: number) => Promise<'done' | NotDone>,
): Promise<'done' | NotDone> =>
  locked(database, async transaction => {
    if (!restricts(context)) return 'mayNot'
    const found = await inForce(transaction, restriction, context)
    if (found === undefined) return 'noSuchChild'
    const { identity } = found
    const done = await work(transaction, identity)
    if (done === 'done') await note(transaction, context, { act, answer: 'allowed', identity })
    return done
  })

const keepersNow = async (database: Kysely<Tables>, identity: number, { now }: Context): Promise<readonly number[]> => {
  const rows = await database
    .selectFrom('keeper')
    .select('worker')
    .where('identity', '=', identity)
    .where('ended_at', '>', now)
    .execute()
  return rows.map(({ worker }) => worker)
}

const endKeepers = async (
  database: Kysely<Tables>,
  { now, worker: by }: Context,
  identity: number,
  keepers: readonly number[],
): Promise<void> => {
  await database
    .updateTable('keeper')
    .set({ ended_at: now, ended_by: by })
    .where('identity', '=', identity)
    .where('worker', 'in', [...keepers])
    .where('ended_at', '>', now)
    .execute()
}

/** Names one more keeper. */
export const nameKeeper = (
  database: Kysely<Tables>,
  context: Context,
  restriction: number,
  worker: number,
): Promise<'done' | NotDone> =>
  change(database, context, restriction, 'name a keeper', async (transaction, identity) => {
    if (worker === context.worker) return 'oneself'
    if ((await keepersNow(transaction, identity, context)).includes(worker)) return 'done'
    await transaction
      .insertInto('keeper')
      .values({ identity, worker, named_by: context.worker, started_at: context.now })
      .onConflict(clash =>
        clash.columns(['identity', 'worker', 'started_at']).doUpdateSet({ ended_at: 'infinity', ended_by: null }),
      )
      .execute()
    return 'done'
  })

/** Whether somebody keeps and everybody else who is named has left. */
const isOnlyOneHere = async (database: Kysely<Tables>, { now }: Context, identity: number, worker: number) => {
  const here = await database
    .selectFrom('keeper')
    .select('worker')
    .where('identity', '=', identity)
    .where(keepsAt('keeper', now))
    .execute()
  return here.length > 0 && here.every(each => each.worker === worker)
}

/** Ends what somebody keeps; the last keeper who is here stays, or the child would exist for nobody. */
export const endKeeper = (
  database: Kysely<Tables>,
  context: Context,
  restriction: number,
  worker: number,
): Promise<'done' | NotDone> =>
  change(database, context, restriction, 'end a keeper', async (transaction, identity) => {
    const keepers = await keepersNow(transaction, identity, context)
    if (!keepers.includes(worker)) return 'noKeeper'
    if (keepers.length === 1 || (await isOnlyOneHere(transaction, context, identity, worker))) return 'lastKeeper'
    await endKeepers(transaction, context, identity, [worker])
    return 'done'
  })

/** Ends a restriction, saying why: the child exists again for all whom the role matrix lets see it. */
export const endRestriction = (
  database: Kysely<Tables>,
  context: Context,
  restriction: number,
  ending: string,
): Promise<'done' | NotDone> =>
  change(database, context, restriction, 'end a restriction', async (transaction, identity) => {
    await transaction
      .updateTable('restriction')
      .set({ ended_at: context.now, ended_by: context.worker, ending })
      .where('id', '=', restriction)
      .execute()
    const keepers = await keepersNow(transaction, identity, context)
    if (keepers.length > 0) await endKeepers(transaction, context, identity, keepers)
    return 'done'
  })
