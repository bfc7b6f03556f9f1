import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { mayKeepAt, workersTold } from '../access/keepers.ts'
import { dateAt } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { noteEvent } from './history.ts'
import { firstPriority } from './priorities.ts'
import { keepersOfLike } from './restricted.ts'

type Queries = Kysely<Tables>

/** A child of a request, in the words of whoever sent it. */
export type ChildSent = {
  readonly position: number
  readonly given: string | null
  readonly family: string | null
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly sex: string | null
  readonly answers: Readonly<Record<string, unknown>>
}

/** The children of a request as they were sent. */
export const childrenSent = (queries: Queries, request: number): Promise<readonly ChildSent[]> =>
  queries
    .selectFrom('request_child')
    .select(['position', 'given', 'family', 'born_on as bornOn', 'expected_on as expectedOn', 'sex', 'answers'])
    .where('request', '=', request)
    .orderBy('position')
    .execute()

const passTo = async (queries: Queries, request: number, keepers: readonly number[], at: Instant): Promise<boolean> => {
  if (keepers.length === 0) return false
  const added = await queries
    .insertInto('request_keeper')
    .values(keepers.map(worker => ({ request, worker })))
    .onConflict(conflict => conflict.doNothing())
    .returning('worker')
    .execute()
  if (added.length === 0) return false
  await queries
    .updateTable('request_standing')
    .set({ claimed_by: null, claimed_at: null })
    .where('request', '=', request)
    .where(sql<boolean>`claimed_by is not null and not (claimed_by = any (${keepers}::bigint[]))`)
    .execute()
  await noteEvent(queries, { now: at }, request, 'passedOn')
  return true
}

/**
 * Gives a request to the keepers of a restricted child whom it may be about, and to nobody else from then on. Answers whether
 * it did. Whoever had it in hand has it no longer.
 */
export const passToKeepers = async (queries: Queries, request: number, at: Instant): Promise<boolean> =>
  passTo(queries, request, await keepersOfLike(queries, request, at), at)

/** Gives a request that waits, and whose keepers have all left, to those who keep now, or to whoever answers instead. */
const passOn = async (queries: Queries, request: number, at: Instant): Promise<void> => {
  const keepers = await keepersOfLike(queries, request, at)
  await passTo(queries, request, keepers.length > 0 ? keepers : await workersTold(queries, [null], at), at)
}

/** Of the last restriction there is: what a request is examined for. */
const lastRestriction = sql<number>`coalesce((select max(restriction.id) from restriction), 0)`

/**
 * Looks at a request that has just come: how soon it must be seen, and whether it is about a restricted child and so for that
 * child's keepers alone. Until then nobody sees it; once done it is not done again.
 */
export const examine = async (queries: Queries, request: number, at: Instant): Promise<void> => {
  const sent = await queries
    .selectFrom('request')
    .select(['kind', 'alarms', 'received_at'])
    .where('request', '=', request)
    .executeTakeFirstOrThrow()
  const children = await childrenSent(queries, request)
  const { priority, why } = firstPriority({ ...sent, children, today: dateAt(sent.received_at) })
  const made = await queries
    .insertInto('request_standing')
    .values({
      request,
      claimed_by: null,
      claimed_at: null,
      priority,
      priority_why: why,
      decided_at: null,
      replied_at: null,
      examined_for: lastRestriction,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('request')
    .executeTakeFirst()
  if (made !== undefined) await passToKeepers(queries, request, at)
}

/** Looks again at a request that waits, since a child was restricted after it came. */
const examineAgain = async (queries: Queries, request: number, at: Instant): Promise<void> => {
  await queries
    .updateTable('request_standing')
    .set({ examined_for: lastRestriction })
    .where('request', '=', request)
    .execute()
  await passToKeepers(queries, request, at)
}

/** Requests that wait and came before the last restriction. */
const cameBefore = (queries: Queries) =>
  queries
    .selectFrom('request_standing')
    .select('request')
    .where('decided_at', 'is', null)
    .where('examined_for', '<', lastRestriction)
    .orderBy('request')
    .execute()

/** Requests that wait for keepers all of whom have left: nobody would see them. */
const leftByTheirKeepers = (queries: Queries, at: Instant) =>
  queries
    .selectFrom('request_standing')
    .select('request')
    .where('decided_at', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from request_keeper kept where kept.request = request_standing.request)
        and not exists (select 1 from request_keeper kept
          where kept.request = request_standing.request and ${mayKeepAt('kept.worker', at)})`,
    )
    .orderBy('request')
    .execute()

const unseen = (queries: Queries) =>
  queries
    .selectFrom('request')
    .select('request.request')
    .where(sql<boolean>`not exists (select 1 from request_standing where request_standing.request = request.request)`)
    .orderBy('request.request')
    .execute()

/**
 * Looks at every request that nobody has looked at, those whose examination failed when they came, and again at those that
 * wait where a child was restricted since, or where every keeper has left. Called before requests are listed or opened;
 * there is hardly ever one to look at.
 */
export const examineNew = async (database: Pick<Database, 'sql'>, at: Instant): Promise<void> => {
  const each = (work: typeof examine, request: number) =>
    inTransaction(database, queries => work(queries, request, at), { isolation: 'read committed' })
  for (const { request } of await unseen(database.sql)) await each(examine, request)
  for (const { request } of await cameBefore(database.sql)) await each(examineAgain, request)
  for (const { request } of await leftByTheirKeepers(database.sql, at)) await each(passOn, request)
}
