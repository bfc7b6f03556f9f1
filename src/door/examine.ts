import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { markOfKeepers, mayKeepAt, workersTold } from '../access/keepers.ts'
import { dateAt } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { noteEvent } from './history.ts'
import { firstPriority } from './priorities.ts'
import { keepersOfLike } from './restricted.ts'
import { waits } from './standing.ts'

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

/** Adds keepers to a request; answers whether any is new to it. */
const addKeepers = async (queries: Queries, request: number, keepers: readonly number[]): Promise<boolean> => {
  if (keepers.length === 0) return false
  const added = await queries
    .insertInto('request_keeper')
    .values(keepers.map(worker => ({ request, worker })))
    .onConflict(conflict => conflict.doNothing())
    .returning('worker')
    .execute()
  return added.length > 0
}

/** Whoever had a request in hand and is not among these has it no longer, and its history says that it was passed on. */
const notePassing = async (
  queries: Queries,
  request: number,
  keepers: readonly number[],
  at: Instant,
): Promise<void> => {
  await queries
    .updateTable('request_standing')
    .set({ claimed_by: null, claimed_at: null })
    .where('request', '=', request)
    .where(sql<boolean>`claimed_by is not null and not (claimed_by = any (${keepers}::bigint[]))`)
    .execute()
  await noteEvent(queries, { now: at }, request, 'passedOn')
}

/**
 * Gives a request to the keepers of a restricted child whom it may be about, and to nobody else from then on. Answers whether
 * it did. Whoever had it in hand has it no longer.
 */
export const passToKeepers = async (queries: Queries, request: number, at: Instant): Promise<boolean> => {
  const keepers = await keepersOfLike(queries, request, at)
  const passed = await addKeepers(queries, request, keepers)
  if (passed) await notePassing(queries, request, keepers, at)
  return passed
}

/** Whether any of those whose alone a request is has a post in which it can be read. */
const isInGoodHands = async (queries: Queries, request: number, at: Instant): Promise<boolean> =>
  (await queries
    .selectFrom('request_keeper as kept')
    .select('kept.worker')
    .where('kept.request', '=', request)
    .where(mayKeepAt('kept.worker', at))
    .executeTakeFirst()) !== undefined

/** Whose alone a request is by who keeps whom today; where that is nobody's, whose it was, or whoever answers where they have left. */
const keepersToday = async (queries: Queries, request: number, at: Instant): Promise<readonly number[]> => {
  const keepers = await keepersOfLike(queries, request, at)
  if (keepers.length > 0) return keepers
  const isKept = await queries
    .selectFrom('request_keeper')
    .select('worker')
    .where('request', '=', request)
    .executeTakeFirst()
  if (isKept === undefined || (await isInGoodHands(queries, request, at))) return []
  return workersTold(queries, [null], at)
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
      kept_as: markOfKeepers(at),
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('request')
    .executeTakeFirst()
  if (made !== undefined) await passToKeepers(queries, request, at)
}

/**
 * Looks again at a request that waits, since a child was restricted after it came or somebody else keeps the child: it is
 * theirs who keep now, and no longer theirs who did.
 */
const examineAgain = async (queries: Queries, request: number, at: Instant): Promise<void> => {
  await queries
    .updateTable('request_standing')
    .set({ examined_for: lastRestriction, kept_as: markOfKeepers(at) })
    .where('request', '=', request)
    .execute()
  const keepers = await keepersToday(queries, request, at)
  if (keepers.length === 0) return
  const ended = await queries
    .deleteFrom('request_keeper')
    .where('request', '=', request)
    .where('worker', 'not in', [...keepers])
    .returning('worker')
    .execute()
  const passed = await addKeepers(queries, request, keepers)
  if (passed || ended.length > 0) await notePassing(queries, request, keepers, at)
}

/**
 * Requests that wait and came before the last restriction, or are keepers' alone where others keep now than did, or all have
 * left and nobody would see them.
 */
const toExamineAgain = (queries: Queries, at: Instant) =>
  queries
    .selectFrom('request_standing as standing')
    .select('standing.request')
    .where(waits('standing'))
    .where(
      sql<boolean>`(standing.examined_for < ${lastRestriction}
        or exists (select 1 from request_keeper kept where kept.request = standing.request)
          and (standing.kept_as is distinct from ${markOfKeepers(at)}
            or not exists (select 1 from request_keeper kept
              where kept.request = standing.request and ${mayKeepAt('kept.worker', at)})))`,
    )
    .orderBy('standing.request')
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
 * wait where a child was restricted since, or where others keep it than did. Called before requests are listed or opened;
 * there is hardly ever one to look at.
 */
export const examineNew = async (database: Pick<Database, 'sql'>, at: Instant): Promise<void> => {
  const each = (work: typeof examine, request: number) =>
    inTransaction(database, queries => work(queries, request, at), { isolation: 'read committed' })
  for (const { request } of await unseen(database.sql)) await each(examine, request)
  for (const { request } of await toExamineAgain(database.sql, at)) await each(examineAgain, request)
}

/**
 * The same once somebody has been named or ended as a keeper, so that the new one finds the request at once. What goes wrong
 * here undoes nothing of that: the board looks again and says what is wrong.
 */
export const examineOnceKeepersChanged = async (database: Pick<Database, 'sql'>, at: Instant): Promise<void> => {
  try {
    await examineNew(database, at)
  } catch {
    return
  }
}
