import { sql } from 'kysely'
import type { Expression, Kysely, RawBuilder } from 'kysely'
import { addHours } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { AccessAnswer, Context } from './context.ts'
import { roleMatrix } from './role-matrix.ts'

/**
 * An identity in a query: a column by table and name (`episode.identity`), a number, or any expression of one. Every
 * identity has a row in `person`; one without it opens to nobody who is not let into the whole county.
 */
export type IdentityReference = string | number | Expression<number>

type Condition = RawBuilder<boolean>

const reference = (identity: IdentityReference): Expression<number> => {
  if (typeof identity === 'number') return sql<number>`${identity}::bigint`
  if (typeof identity !== 'string') return identity
  // Without its table's name a column would be taken for one of the subquery's own.
  if (!identity.includes('.')) throw new RangeError(`The column '${identity}' must be named with its table.`)
  return sql.ref<number>(identity)
}

/** The kinds of episode that say who works with a child. */
export const allocationKinds = [
  'socialWorkerAllocation',
  'personalAdviserAllocation',
  'earlyHelpAllocation',
  'reviewingOfficerAllocation',
] as const

/** Relationships, from either end, that make somebody's record part of a child's own. */
const nearFamily = ['sibling', 'halfSibling', 'stepSibling', 'parent', 'stepParent', 'carer'] as const

/*
 * Conditions below are EXISTS over flat joins whose only tie to the outside is one equality: PostgreSQL then chooses by
 * itself between looking up one person and hashing the whole set once for a long list.
 */

/** `access_work`, an episode, is current. */
const current = (context: Context) => sql<boolean>`access_work.known_to = 'infinity'
  and access_work.started_on <= ${context.today}::date
  and (access_work.ended_on is null or access_work.ended_on > ${context.today}::date)`

const isAllocation = sql<boolean>`access_work.kind in (${sql.join(allocationKinds.map(kind => sql.lit(kind)))})`

const isMine = (context: Context) =>
  sql<boolean>`(access_work.detail ? 'worker' and access_work.detail ->> 'worker' = ${String(context.worker)})`

const isOfTeams = (teams: RawBuilder<readonly string[]>) =>
  sql<boolean>`(access_work.detail ? 'team' and access_work.detail ->> 'team' = any (${teams}))`

const ownTeams = (context: Context) => sql<readonly string[]>`${[...context.teams]}::text[]`

const teamsOfServices = (context: Context) =>
  sql<readonly string[]>`array(
    select team.team from team where team.service = any (${[...context.services]}::text[]) and team.known_to = 'infinity'
  )`

/** Which episodes (`access_work`) give the part its children; undefined where none do. */
const work = (context: Context): Condition | undefined => {
  const allocatedTo = (whose: Condition) => sql<boolean>`${isAllocation} and ${whose} and ${current(context)}`
  switch (roleMatrix[context.role].opens) {
    case 'county':
    case 'none':
      return undefined
    case 'team':
      return allocatedTo(sql<boolean>`(${isMine(context)} or ${isOfTeams(ownTeams(context))})`)
    case 'service':
      return allocatedTo(sql<boolean>`(${isMine(context)} or ${isOfTeams(teamsOfServices(context))})`)
    case 'plansAndCare':
      return sql<boolean>`(access_work.kind in ('childProtectionPlan', 'lookedAfter')
        or (${isAllocation} and ${isMine(context)})) and ${current(context)}`
  }
}

/** Joins an identity to the others that are the same person. */
const samePerson = sql`person access_self join person access_same on access_same.person = access_self.person`

const isThePerson = (who: Expression<number>, condition: Condition): Condition => sql<boolean>`exists (
  select 1 from ${samePerson} join episode access_work on access_work.identity = access_same.identity
  where access_self.identity = ${who} and ${condition})`

const currentBond = (bond: 'access_bond' | 'access_home' | 'access_other_home', context: Context) => {
  const column = (name: string) => sql.ref(`${bond}.${name}`)
  return sql<boolean>`${column('known_to')} = 'infinity' and (${column('ended_on')} is null or ${column('ended_on')} > ${context.today}::date)`
}

const relativesOfThePerson = sql`person access_relative join person access_same on access_same.person = access_relative.person
  join episode access_work on access_work.identity = access_same.identity`

const isRelated = (
  who: Expression<number>,
  from: 'one' | 'other',
  context: Context,
  condition: Condition,
) => sql<boolean>`exists (
  select 1 from person access_self join person access_linked on access_linked.person = access_self.person
    join relationship access_bond on access_bond.${sql.ref(from)} = access_linked.identity
    join (${relativesOfThePerson}) on access_relative.identity = access_bond.${sql.ref(from === 'one' ? 'other' : 'one')}
  where access_self.identity = ${who} and access_bond.kind in (${sql.join(nearFamily.map(kind => sql.lit(kind)))})
    and ${currentBond('access_bond', context)} and ${condition})`

const sharesHousehold = (who: Expression<number>, context: Context, condition: Condition) => sql<boolean>`exists (
  select 1 from person access_self join person access_linked on access_linked.person = access_self.person
    join residence access_home on access_home.identity = access_linked.identity
    join residence access_other_home on access_other_home.household = access_home.household
    join (${relativesOfThePerson}) on access_relative.identity = access_other_home.identity
  where access_self.identity = ${who} and ${currentBond('access_home', context)}
    and ${currentBond('access_other_home', context)} and ${condition})`

const hasOpenDuty = (who: Expression<number>, step?: string) => sql<boolean>`exists (
  select 1 from ${samePerson} join duty access_duty on access_duty.identity = access_same.identity
  where access_self.identity = ${who} and access_duty.met_on is null and access_duty.lapsed_on is null
    and access_duty.known_to = 'infinity' ${step === undefined ? sql`` : sql`and access_duty.step = ${step}`})`

/** How long after saying why a record stays open to the worker who said it. */
const hoursOpenWithReason = 24

const openedWithReason = (who: Expression<number>, context: Context) => sql<boolean>`exists (
  select 1 from ${samePerson} join access_log access_reason on access_reason.identity = access_same.identity
  where access_self.identity = ${who} and access_reason.worker = ${context.worker}
    and access_reason.act = 'openWithReason' and access_reason.answer = 'open'
    and access_reason.at > ${addHours(context.now, -hoursOpenWithReason)})`

/** Opens by the role matrix, restrictions left aside. */
const opensByRole = (who: Expression<number>, context: Context): Condition => {
  const row = roleMatrix[context.role]
  if (row.opens === 'county') return sql<boolean>`true`
  const condition = work(context)
  const ways: Condition[] = []
  if (condition !== undefined) {
    ways.push(isThePerson(who, condition))
    if (row.families)
      ways.push(
        isRelated(who, 'one', context, condition),
        isRelated(who, 'other', context, condition),
        sharesHousehold(who, context, condition),
      )
  }
  if (row.opens === 'plansAndCare') ways.push(hasOpenDuty(who, 'initialConference'))
  if (row.unallocated)
    ways.push(
      sql<boolean>`(${hasOpenDuty(who)} and not ${isThePerson(who, sql<boolean>`${isAllocation} and ${current(context)}`)})`,
    )
  if (row.opensWithReason) ways.push(openedWithReason(who, context))
  return ways.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(ways, sql` or `)})`
}

const inForce = (table: 'access_restriction' | 'access_keeper', context: Context) =>
  sql<boolean>`${sql.ref(`${table}.started_at`)} <= ${context.now}::timestamptz and ${sql.ref(`${table}.ended_at`)} > ${context.now}::timestamptz`

const clusterOf = (table: 'access_restriction' | 'access_keeper') => sql`
  left join person access_self on access_self.identity = ${sql.ref(`${table}.identity`)}
  left join person access_same on access_same.person = access_self.person`

const isRestricted = (who: Expression<number>, context: Context) => sql<boolean>`exists (
  select 1 from restriction access_restriction ${clusterOf('access_restriction')}
  where coalesce(access_same.identity, access_restriction.identity) = ${who} and ${inForce('access_restriction', context)})`

const isKeeper = (who: Expression<number>, context: Context) => sql<boolean>`exists (
  select 1 from keeper access_keeper ${clusterOf('access_keeper')}
  where coalesce(access_same.identity, access_keeper.identity) = ${who} and access_keeper.worker = ${context.worker}
    and ${inForce('access_keeper', context)})`

const opensToKeepers = (context: Context) => roleMatrix[context.role].opens !== 'none'

/** Whether the record of an identity, and so of the person it is one of, opens to whoever asks: a condition in SQL. */
export const mayOpen = (context: Context, identity: IdentityReference): Condition => {
  const who = reference(identity)
  if (!opensToKeepers(context)) return sql<boolean>`false`
  return sql<boolean>`(case when ${isRestricted(who, context)} then ${isKeeper(who, context)} else ${opensByRole(who, context)} end)`
}

/** Whether whoever asks may learn at least that there is such a person (name, age, whom to ask): a condition in SQL. */
export const mayKnowOf = (context: Context, identity: IdentityReference): Condition => {
  const who = reference(identity)
  if (roleMatrix[context.role].others === 'nothing') return mayOpen(context, identity)
  const keeps = opensToKeepers(context) ? isKeeper(who, context) : sql<boolean>`false`
  return sql<boolean>`(not ${isRestricted(who, context)} or ${keeps})`
}

/** One of the three answers, for an identity that exists: an expression in SQL. */
export const accessAnswer = (context: Context, identity: IdentityReference): RawBuilder<AccessAnswer> =>
  sql<AccessAnswer>`(case when ${mayOpen(context, identity)} then 'open'
    when ${mayKnowOf(context, identity)} then 'known' else 'nothing' end)`

/** The answer for one identity; nothing where there is no such identity. */
export const answerFor = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
): Promise<AccessAnswer> => {
  const row = await database
    .selectFrom('identity')
    .select(accessAnswer(context, 'identity.identity').as('answer'))
    .where('identity.identity', '=', identity)
    .executeTakeFirst()
  return row?.answer ?? 'nothing'
}
