import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { AccessAnswer, Context } from './context.ts'
import { roleMatrix } from './role-matrix.ts'
import { opensByRole } from './visibility/by-role.ts'
import { withReach } from './visibility/reach.ts'
import type { Breadth, Condition, IdentityReference, Reach } from './visibility/reach.ts'

export { allocatedTo, workersFor } from './visibility/allocated.ts'
export { answersTransfer, transferStands } from './visibility/asked.ts'
export { nearFamily } from './visibility/reach.ts'
export { isForOurWorkers, stillWaits } from './visibility/waiting.ts'
export type { Breadth, IdentityReference } from './visibility/reach.ts'

const inForce = (context: Context) =>
  sql<boolean>`access_row.started_at <= ${context.now}::timestamptz and access_row.ended_at > ${context.now}::timestamptz`

const isRestricted = ({ same }: Reach, context: Context) => same([{ table: 'restriction', rows: inForce(context) }])

const isKeeper = ({ same }: Reach, context: Context) =>
  same([{ table: 'keeper', rows: sql<boolean>`access_row.worker = ${context.worker} and ${inForce(context)}` }])

const opensToKeepers = (context: Context) => roleMatrix[context.role].opens !== 'none'

/** Whether the record of an identity, and so of the person it is one of, opens to whoever asks: a condition in SQL. */
export const mayOpen = (context: Context, identity: IdentityReference, breadth: Breadth = 'many'): Condition =>
  opensToKeepers(context)
    ? withReach(
        identity,
        breadth,
        reach => sql<boolean>`(case when ${isRestricted(reach, context)} then ${isKeeper(reach, context)}
          else ${opensByRole(reach, context)} end)`,
      )
    : sql<boolean>`false`

/** Whether whoever asks may learn at least that there is such a person (name, age, whom to ask): a condition in SQL. */
export const mayKnowOf = (context: Context, identity: IdentityReference, breadth: Breadth = 'many'): Condition =>
  roleMatrix[context.role].others === 'nothing'
    ? mayOpen(context, identity, breadth)
    : withReach(
        identity,
        breadth,
        reach =>
          sql<boolean>`(not ${isRestricted(reach, context)} or ${
            opensToKeepers(context) ? isKeeper(reach, context) : sql<boolean>`false`
          })`,
      )

/** One of the three answers, for an identity that exists: an expression in SQL. */
export const accessAnswer = (
  context: Context,
  identity: IdentityReference,
  breadth: Breadth = 'many',
): RawBuilder<AccessAnswer> => {
  const otherwise = sql.lit(roleMatrix[context.role].others)
  return withReach(identity, breadth, reach =>
    opensToKeepers(context)
      ? sql<AccessAnswer>`(case
          when ${isRestricted(reach, context)} then case when ${isKeeper(reach, context)} then 'open' else 'nothing' end
          when ${opensByRole(reach, context)} then 'open' else ${otherwise} end)`
      : sql<AccessAnswer>`(case when ${isRestricted(reach, context)} then 'nothing' else ${otherwise} end)`,
  )
}

/** The answer for one identity; nothing where there is no such identity. */
export const answerFor = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
): Promise<AccessAnswer> => {
  const row = await database
    .selectFrom('identity')
    .select(accessAnswer(context, identity).as('answer'))
    .where('identity.identity', '=', identity)
    .executeTakeFirst()
  return row?.answer ?? 'nothing'
}
