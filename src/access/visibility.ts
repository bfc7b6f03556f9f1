import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { AccessAnswer, Context } from './context.ts'
import { roleMatrix } from './role-matrix.ts'
import { opensByRole } from './visibility/by-role.ts'
import { isAmong, samePeople } from './visibility/reach.ts'
import type { Asked, Breadth, Condition, IdentityReference } from './visibility/reach.ts'

export { allocationKinds, workersFor, workingKinds } from './visibility/allocated.ts'
export { answersTransfer, transferStands } from './visibility/asked.ts'
export { nearFamily } from './visibility/reach.ts'
export { isForOurWorkers } from './visibility/waiting.ts'
export type { Breadth, IdentityReference } from './visibility/reach.ts'

const inForce = (context: Context) =>
  sql<boolean>`access_row.started_at <= ${context.now}::timestamptz and access_row.ended_at > ${context.now}::timestamptz`

const isRestricted = (identity: Asked, context: Context) =>
  isAmong(identity, { table: sql`restriction`, rows: inForce(context) }, samePeople)

const isKeeper = (identity: Asked, context: Context) =>
  isAmong(
    identity,
    { table: sql`keeper`, rows: sql<boolean>`access_row.worker = ${context.worker} and ${inForce(context)}` },
    samePeople,
  )

const opensToKeepers = (context: Context) => roleMatrix[context.role].opens !== 'none'

/** Whether the record of an identity, and so of the person it is one of, opens to whoever asks: a condition in SQL. */
export const mayOpen = (context: Context, identity: IdentityReference, breadth: Breadth = 'many'): Condition => {
  const asked = { identity, breadth }
  return opensToKeepers(context)
    ? sql<boolean>`(case when ${isRestricted(asked, context)} then ${isKeeper(asked, context)}
        else ${opensByRole(asked, context)} end)`
    : sql<boolean>`false`
}

/** Whether whoever asks may learn at least that there is such a person (name, age, whom to ask): a condition in SQL. */
export const mayKnowOf = (context: Context, identity: IdentityReference, breadth: Breadth = 'many'): Condition => {
  if (roleMatrix[context.role].others === 'nothing') return mayOpen(context, identity, breadth)
  const asked = { identity, breadth }
  const keeps = opensToKeepers(context) ? isKeeper(asked, context) : sql<boolean>`false`
  return sql<boolean>`(not ${isRestricted(asked, context)} or ${keeps})`
}

/** One of the three answers, for an identity that exists: an expression in SQL. */
export const accessAnswer = (
  context: Context,
  identity: IdentityReference,
  breadth: Breadth = 'many',
): RawBuilder<AccessAnswer> => {
  const asked = { identity, breadth }
  const otherwise = sql.lit(roleMatrix[context.role].others)
  const restricted = isRestricted(asked, context)
  return opensToKeepers(context)
    ? sql<AccessAnswer>`(case
        when ${restricted} then case when ${isKeeper(asked, context)} then 'open' else 'nothing' end
        when ${opensByRole(asked, context)} then 'open' else ${otherwise} end)`
    : sql<AccessAnswer>`(case when ${restricted} then 'nothing' else ${otherwise} end)`
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
