import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { addDays, startOfDay } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { AccessAnswer, Context } from './context.ts'
import { roleMatrix } from './role-matrix.ts'
import { answerFor, mayKnowOf } from './visibility.ts'

/** What somebody did or tried: `act` is a word of the page or command (`child`, `story`, `search`, `record`). */
export type Look = {
  readonly act: string
  readonly answer: AccessAnswer | 'allowed' | 'refused'
  readonly identity?: number
  readonly entry?: number
  /** The request to the door that was looked at. */
  readonly request?: number
  readonly reason?: string
}

/** Adds a line to the access log, or several at once. Nothing takes a line out again. */
export const note = async (
  database: Kysely<Tables>,
  context: Context,
  looks: Look | readonly Look[],
): Promise<void> => {
  const list = 'act' in looks ? [looks] : looks
  if (list.length === 0) return
  await database
    .insertInto('access_log')
    .values(
      list.map(({ act, answer, identity, entry, request, reason }) => ({
        at: context.now,
        worker: context.worker,
        role: context.role,
        act,
        answer,
        identity: identity ?? null,
        entry: entry ?? null,
        request: request ?? null,
        reason: reason ?? context.reason ?? null,
      })),
    )
    .execute()
}

/** Asks for the record of an identity and notes the answer, whatever it is; which entry of it was meant, where one was. */
export const look = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
  act: string,
  entry?: number,
): Promise<AccessAnswer> => {
  const answer = await answerFor(database, context, identity)
  await note(database, context, { act, answer, identity, ...(entry === undefined ? {} : { entry }) })
  return answer
}

/**
 * Opens a known child for a day to a part that may, because the worker says why. Answers what is then so: the reason is
 * kept in the log, and where the part may not, or there is nothing to open, so is the refusal.
 */
export const openWithReason = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
  reason: string,
): Promise<AccessAnswer> => {
  const before = await answerFor(database, context, identity)
  const may = before === 'known' && roleMatrix[context.role].opensWithReason && reason.trim() !== ''
  const answer = may ? 'open' : before
  await note(database, context, { act: 'openWithReason', answer, identity, reason: reason.trim() })
  return answer
}

export type LoggedLook = {
  readonly id: number
  readonly at: Instant
  /** Null where somebody of another organisation looked, whose name and organisation then stand in `name`. */
  readonly worker: number | null
  readonly name: string
  readonly role: string
  readonly act: string
  readonly answer: string
  readonly identity: number | null
  readonly entry: number | null
  readonly reason: string | null
}

export type LookPage = { readonly looks: readonly LoggedLook[]; readonly total: number }

type Asked = {
  readonly identity?: number
  readonly worker?: number
  readonly refusalsOnly?: boolean
  readonly act?: string
  readonly answer?: string
  /** From the first of these days until the last, both included. */
  readonly from?: CivilDate
  readonly until?: CivilDate
  readonly page?: number
  readonly perPage?: number
}

/** What a line says of its child: nothing where the child is restricted and whoever reads is not its keeper. */
const toldOf = <Value>(context: Context, column: 'identity' | 'entry' | 'reason') =>
  sql<Value | null>`case when access_log.identity is null or ${mayKnowOf(context, 'access_log.identity')} then ${sql.ref(`access_log.${column}`)} end`

/** Lines of the log, newest first, by child (every linked record of it), by worker, or all; pages count from 1. */
const readLog = async (database: Kysely<Tables>, context: Context, asked: Asked): Promise<LookPage> => {
  const { identity, worker, refusalsOnly = false, act, answer, from, until, page = 1, perPage = 50 } = asked
  let query = database.selectFrom('access_log')
  if (identity !== undefined)
    query = query.where(
      sql<boolean>`access_log.identity = any (array(
        select same.identity from person self join person same on same.person = self.person
        where self.identity = ${identity} union select ${identity}::bigint))`,
    )
  if (worker !== undefined) query = query.where('access_log.worker', '=', worker)
  if (act !== undefined) query = query.where('access_log.act', '=', act)
  if (answer !== undefined) query = query.where(sql<string>`access_log.answer`, '=', answer)
  if (from !== undefined) query = query.where('access_log.at', '>=', startOfDay(from))
  if (until !== undefined) query = query.where('access_log.at', '<', startOfDay(addDays(until, 1)))
  if (refusalsOnly) query = query.where('access_log.answer', 'in', ['known', 'nothing', 'refused'])
  const [looks, count] = await Promise.all([
    query
      .leftJoin('worker', 'worker.worker', 'access_log.worker')
      .leftJoin('partner_person', 'partner_person.person', 'access_log.partner_person')
      .leftJoin('partner', 'partner.partner', 'partner_person.partner')
      .select([
        'access_log.id',
        'access_log.at',
        'access_log.worker',
        sql<string>`coalesce(worker.given || ' ' || worker.family,
          partner_person.given || ' ' || partner_person.family || ', ' || partner.name)`.as('name'),
        'access_log.role',
        'access_log.act',
        'access_log.answer',
        toldOf<number>(context, 'identity').as('identity'),
        toldOf<number>(context, 'entry').as('entry'),
        toldOf<string>(context, 'reason').as('reason'),
      ])
      .orderBy('access_log.id', 'desc')
      .limit(perPage)
      .offset((page - 1) * perPage)
      .execute(),
    query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { looks, total: count.total }
}

/** Who has looked at a child, for a part that may read it and may open the child; undefined for any other. */
export const whoHasLooked = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
  paging: Pick<Asked, 'page' | 'perPage'> = {},
): Promise<LookPage | undefined> => {
  const row = roleMatrix[context.role]
  if (!row.readsWhoLooked && !row.readsAccessLog) return undefined
  if ((await answerFor(database, context, identity)) !== 'open') return undefined
  return readLog(database, context, { identity, ...paging })
}

/**
 * The access log, for a part that reads it; undefined for any other. Looks at a restricted child keep their line and
 * lose their child, with the entry and the reason that would tell of it, unless the reader is its keeper.
 */
export const accessLog = async (
  database: Kysely<Tables>,
  context: Context,
  asked: Asked = {},
): Promise<LookPage | undefined> => {
  if (!roleMatrix[context.role].readsAccessLog) return undefined
  if (asked.identity !== undefined && (await answerFor(database, context, asked.identity)) === 'nothing')
    return { looks: [], total: 0 }
  return readLog(database, context, asked)
}
