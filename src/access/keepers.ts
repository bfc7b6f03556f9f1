import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { dateAt } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { inPostOn } from '../council/organisation.ts'
import { roles } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'
import { roleMatrix } from './role-matrix.ts'

const partsThatOpen = Object.keys(roles).filter(role => roleMatrix[role as Role].opens !== 'none')

/** Whether a worker, a column by table and name, has a post on the day of an instant whose part opens children. */
export const mayKeepAt = (worker: string, at: Instant): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from post keeper_post where keeper_post.worker = ${sql.ref(worker)}
    and keeper_post.role = any (${partsThatOpen}::text[]) and ${inPostOn('keeper_post', dateAt(at))})`

/**
 * Whether somebody named a keeper, in a row of the table `keeper` under this name, keeps at an instant. Whoever has left
 * keeps nothing, whatever the row says.
 */
export const keepsAt = (keeper: string, at: Instant): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${keeper}.started_at`)} <= ${at}::timestamptz and ${sql.ref(`${keeper}.ended_at`)} > ${at}::timestamptz
    and ${mayKeepAt(`${keeper}.worker`, at)})`

/** Who keeps whom at an instant, as one mark of them all: another where anybody was named, ended, left or came back since. */
export const markOfKeepers = (at: Instant): RawBuilder<string> =>
  sql<string>`(select md5(coalesce(string_agg(marked.identity || ' ' || marked.worker, ',' order by marked.identity, marked.worker), ''))
    from keeper marked where ${keepsAt('marked', at)})`

/**
 * Who answers for a restricted child whom nobody keeps: whoever directs the service. Where nobody does, those who place
 * restrictions, then the managers, the highest first: a few people, and never everybody at the door.
 */
const answersWhereNobodyKeeps = [
  'director',
  'informationGovernance',
  'serviceManager',
  'teamManager',
] as const satisfies readonly Role[]

/**
 * Whoever has what is about restricted children, given the keepers of each, or null for a child that has none today. Never
 * empty where there is a child: where no one holds a post to whom it could go it fails, so that nobody else is shown it.
 */
export const workersTold = async (
  queries: Kysely<Tables>,
  keepers: readonly (number | null)[],
  at: Instant,
): Promise<readonly number[]> => {
  const told = new Set(keepers.flatMap(worker => worker ?? []))
  if (!keepers.includes(null)) return [...told]
  const ranks: readonly string[] = answersWhereNobodyKeeps
  const { rows } = await sql<{ worker: number; role: string }>`
    select distinct post.worker, post.role from post
    where post.role = any (${[...ranks]}::text[]) and ${inPostOn('post', dateAt(at))} order by post.worker`.execute(
    queries,
  )
  const first = ranks.find(rank => rows.some(({ role }) => role === rank))
  if (first === undefined)
    throw new Error(
      'Something is about a restricted child whom nobody keeps today, and no director, information governance officer or manager has a post: nobody may be shown it. What came is kept. Record who holds one of these posts, and it goes to them.',
    )
  return [...new Set([...told, ...rows.flatMap(({ worker, role }) => (role === first ? [worker] : []))])]
}
