import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import { inPostOn } from '../council/organisation.ts'
import { allocationKinds } from '../journey/allocation-parts.ts'
import type { Tables } from '../store/tables.ts'
import type { Context } from './context.ts'
import { roleMatrix } from './role-matrix.ts'
import { mayKnowOf } from './visibility.ts'

/** What a manager says of a record that was opened with a reason. */
export const verdicts = {
  right: 'It was right to open the record',
  question: 'I ask about it',
} as const

export type ReasonVerdict = keyof typeof verdicts

/** Whether a code is that of a verdict. */
export const isReasonVerdict = (code: string): code is ReasonVerdict => Object.hasOwn(verdicts, code)

/** A record that was opened by saying why, and what has been said of that. */
export type OpenedWithReason = {
  readonly look: number
  readonly at: Instant
  readonly worker: number
  readonly who: string
  readonly role: string
  readonly identity: number
  readonly reason: string
  readonly verdict: ReasonVerdict | null
  readonly words: string | null
  readonly reviewedBy: string | null
  readonly reviewedAt: Instant | null
}

/** Whether somebody answers for records that are opened with a reason: the managers of teams, and information governance. */
export const answersForReasons = ({ role }: Pick<Context, 'role'>): boolean =>
  role === 'teamManager' || roleMatrix[role].readsAccessLog

/** The teams that have the child whose record was opened, today. */
const teamsOfChild = sql`
  select episode.detail ->> 'team' from person of_look join person same on same.person = of_look.person
    join episode on episode.identity = same.identity
  where of_look.identity = access_log.identity and episode.ended_on is null and episode.known_to = 'infinity'
    and episode.kind in (${sql.join(allocationKinds.map(kind => sql.lit(kind)))}) and episode.detail ? 'team'`

/** Teams with a manager today; what was opened of a child whose teams have none is for information governance. */
const managed = ({ today }: Context) => sql`
  select post.team from post where post.role = 'teamManager' and ${inPostOn('post', today)}
    and post.team is not null`

/** Whose answer it is, of looks under the name `access_log`; nobody answers for what they opened themself. */
const isMine = (context: Context): RawBuilder<boolean> =>
  context.role === 'teamManager'
    ? sql<boolean>`exists (${teamsOfChild} and episode.detail ->> 'team' = any (${[...context.teams]}::text[]))`
    : sql<boolean>`not exists (${teamsOfChild} and episode.detail ->> 'team' in (${managed(context)}))`

const opened = (database: Kysely<Tables>, context: Context, mine: boolean) => {
  const query = database
    .selectFrom('access_log')
    .leftJoin('reason_review', 'reason_review.look', 'access_log.id')
    // Told in the query itself: few looks are such, and an index has them alone.
    .where(sql<boolean>`access_log.act = 'openWithReason' and access_log.answer = 'open'`)
    .where('access_log.worker', '<>', context.worker)
    .where(mayKnowOf(context, 'access_log.identity', 'few'))
  return mine ? query.where(isMine(context)) : query
}

/** How many records opened with a reason wait for the words of whoever asks. */
export const reasonsWaiting = async (database: Kysely<Tables>, context: Context): Promise<number> => {
  if (!answersForReasons(context)) return 0
  const { count } = await opened(database, context, true)
    .where('reason_review.look', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export type ReasonPage = { readonly reasons: readonly OpenedWithReason[]; readonly total: number }

/**
 * Records opened with a reason: those that whoever asks answers for, the unanswered first; or, for information governance,
 * everybody's. Pages count from 1.
 */
export const openedWithReason = async (
  database: Kysely<Tables>,
  context: Context,
  asked: { readonly everybodys?: boolean; readonly look?: number; readonly page?: number; readonly perPage?: number },
): Promise<ReasonPage> => {
  const { everybodys = false, look, page = 1, perPage = 25 } = asked
  if (!answersForReasons(context)) return { reasons: [], total: 0 }
  let query = opened(database, context, !(everybodys && roleMatrix[context.role].readsAccessLog))
  if (look !== undefined) query = query.where('access_log.id', '=', look)
  const [reasons, { total }] = await Promise.all([
    query
      .innerJoin('worker', 'worker.worker', 'access_log.worker')
      .leftJoin('worker as reviewer', 'reviewer.worker', 'reason_review.reviewed_by')
      .select([
        'access_log.id as look',
        'access_log.at',
        'worker.worker',
        sql<string>`worker.given || ' ' || worker.family`.as('who'),
        'access_log.role',
        sql<number>`access_log.identity`.as('identity'),
        sql<string>`coalesce(access_log.reason, '')`.as('reason'),
        'reason_review.verdict',
        'reason_review.words',
        sql<string | null>`reviewer.given || ' ' || reviewer.family`.as('reviewedBy'),
        'reason_review.reviewed_at as reviewedAt',
      ])
      .orderBy(sql`reason_review.look is not null`)
      .orderBy('access_log.id', 'desc')
      .limit(perPage)
      .offset((page - 1) * perPage)
      .execute(),
    query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { reasons, total }
}

/** Keeps what somebody says of a look they answer for; the first who says something has said it. Answers whether it was kept. */
export const reviewReason = async (
  database: Kysely<Tables>,
  context: Context,
  { look, verdict, words }: { readonly look: number; readonly verdict: ReasonVerdict; readonly words: string },
): Promise<boolean> => {
  const { reasons } = await openedWithReason(database, context, { look, everybodys: true })
  if (reasons.length === 0) return false
  const kept = await database
    .insertInto('reason_review')
    .values({ look, verdict, words, reviewed_by: context.worker, reviewed_at: context.now })
    .onConflict(clash => clash.column('look').doNothing())
    .returning('look')
    .executeTakeFirst()
  return kept !== undefined
}
