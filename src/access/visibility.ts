import { sql } from 'kysely'
import type { Expression, Kysely, RawBuilder } from 'kysely'
import { addHours } from '../calendar/index.ts'
import { awayOnDay } from '../council/absences.ts'
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

/** The kinds of episode that say who is responsible for work with a child. */
export const allocationKinds = [
  'socialWorkerAllocation',
  'personalAdviserAllocation',
  'earlyHelpAllocation',
  'reviewingOfficerAllocation',
] as const

/** The same, and who works with a child beside them: a co-worker is in no caseload, and makes nobody allocated. */
export const workingKinds = [...allocationKinds, 'coWorkerAllocation'] as const

/** Relationships, from either end, that make somebody's record part of a child's own. */
export const nearFamily = [
  'sibling',
  'halfSibling',
  'stepSibling',
  'mother',
  'father',
  'parent',
  'adoptiveParent',
  'stepmother',
  'stepfather',
  'stepParent',
  'guardian',
  'carer',
] as const

/** Rows that say something of an identity: a table under the name `access_row`, and which of its rows. */
type Source = { readonly table: RawBuilder<unknown>; readonly rows: Condition }

/**
 * These identities and those that are the same person. Hardly anybody has two records, so the linked ones are asked for
 * alone: a person's own number is that of its first record.
 */
const samePeople = (seed: RawBuilder<unknown>) => sql`
  with access_seed (identity) as materialized (${seed})
  select access_seed.identity from access_seed
  union select access_same.identity from person access_self join person access_same on access_same.person = access_self.person
    where access_self.person <> access_self.identity and access_self.identity in (select access_seed.identity from access_seed)
  union select access_same.identity from person access_same
    where access_same.person <> access_same.identity and access_same.person in (select access_seed.identity from access_seed)`

const lasts = (bond: string, context: Context) => sql<boolean>`${sql.ref(`${bond}.known_to`)} = 'infinity'
  and (${sql.ref(`${bond}.ended_on`)} is null or ${sql.ref(`${bond}.ended_on`)} > ${context.today}::date)`

/** The same with their near family and households. Whoever is kin to a child has the child for kin. */
const kin = (seed: RawBuilder<unknown>, context: Context) => {
  const bonds = (from: string, to: string) => sql`
    select ${sql.ref(`access_bond.${to}`)} from relationship access_bond
    where ${sql.ref(`access_bond.${from}`)} in (select access_case.identity from access_case)
      and access_bond.kind in (${sql.join(nearFamily.map(kind => sql.lit(kind)))}) and ${lasts('access_bond', context)}`
  return samePeople(sql`
    with access_case as materialized (${samePeople(seed)})
    select access_case.identity from access_case
    union ${bonds('one', 'other')} union ${bonds('other', 'one')}
    union select access_other_home.identity from residence access_home
      join residence access_other_home on access_other_home.household = access_home.household
      where access_home.identity in (select access_case.identity from access_case)
        and ${lasts('access_home', context)} and ${lasts('access_other_home', context)}`)
}

type Reach = (seed: RawBuilder<unknown>) => RawBuilder<unknown>

/** How many lines a query asks about: what is quick for a page of them is slow for all children, and the other way round. */
export type Breadth = 'few' | 'many'

type Asked = { readonly identity: IdentityReference; readonly breadth: Breadth }

/**
 * Whether a source says something of an identity or of those within its reach. For few, the reach of each is asked for;
 * for many, the reach of all the source's rows is found once, and each line is looked up in it.
 */
const isAmong = ({ identity, breadth }: Asked, { table, rows }: Source, reach: Reach): Condition => {
  const who = reference(identity)
  return breadth === 'few' || typeof identity === 'number'
    ? sql<boolean>`exists (select 1 from ${table} access_row
        where ${rows} and access_row.identity = any (array(${reach(sql`select ${who}`)})))`
    : sql<boolean>`${who} in (${reach(sql`select access_row.identity from ${table} access_row where ${rows}`)})`
}

const ongoing = (context: Context) => sql<boolean>`access_row.known_to = 'infinity' and access_row.ended_on is null
  and access_row.started_on <= ${context.today}::date`

const kindIn = (kinds: readonly string[]) =>
  sql<boolean>`access_row.kind in (${sql.join(kinds.map(kind => sql.lit(kind)))})`

/** The worker and whoever is away today and is covered by the worker, as an allocation names them. */
export const workersFor = (context: Context): RawBuilder<readonly string[]> =>
  sql<readonly string[]>`array(
    select ${String(context.worker)}::text union all
    select absence.worker::text from absence where absence.cover = ${context.worker} and ${awayOnDay(context.today)}
  )`

const isMine = (context: Context) =>
  sql<boolean>`(access_row.detail ? 'worker' and access_row.detail ->> 'worker' = any (${workersFor(context)}))`

const isOfTeams = (teams: RawBuilder<readonly string[]>) =>
  sql<boolean>`(access_row.detail ? 'team' and access_row.detail ->> 'team' = any (${teams}))`

/** The teams that belong to the worker's services today. */
const teamsOfServices = (context: Context) =>
  sql<readonly string[]>`array(
    select team.team from team where team.service = any (${[...context.services]}::text[]) and team.known_to = 'infinity'
      and team.started_on <= ${context.today}::date and (team.ended_on is null or team.ended_on > ${context.today}::date)
  )`

const allocations = (context: Context, whose: Condition): Source => ({
  table: sql`episode`,
  rows: sql<boolean>`${kindIn(allocationKinds)} and ${ongoing(context)} and ${whose}`,
})

/** Children with whom the worker works as the second: the record opens to that worker, not to the worker's team. */
const coWorked = (context: Context): Source => ({
  table: sql`episode`,
  rows: sql<boolean>`access_row.kind = 'coWorkerAllocation' and ${ongoing(context)} and ${isMine(context)}`,
})

/**
 * Whether a request for a transfer, in a table of this name, is for whoever asks to answer: the receiving worker, or a
 * manager of the receiving team.
 */
export const answersTransfer = (context: Context, alias = 'transfer_request'): Condition => {
  const managed =
    context.role === 'teamManager'
      ? sql`${[...context.teams]}::text[]`
      : context.role === 'serviceManager'
        ? teamsOfServices(context)
        : sql`'{}'::text[]`
  return sql<boolean>`(${sql.ref(`${alias}.to_worker`)} = ${context.worker} or ${sql.ref(`${alias}.to_team`)} = any (${managed}))`
}

/** Whether the allocation that a request is about still stands; otherwise another has overtaken the request. */
export const transferStands = (alias = 'transfer_request'): Condition =>
  sql<boolean>`exists (select 1 from episode access_held where access_held.identity = ${sql.ref(`${alias}.identity`)}
    and access_held.opened_by = ${sql.ref(`${alias}.held_by`)} and access_held.ended_on is null
    and access_held.known_to = 'infinity')`

/** Children whose transfer waits for an answer of this worker, who reads the record before answering. */
const transfersAsked = (context: Context): Source => ({
  table: sql`transfer_request`,
  rows: sql<boolean>`access_row.answer is null and ${answersTransfer(context, 'access_row')} and ${transferStands('access_row')}`,
})

const ownTeams = (context: Context) => (context.role === 'businessSupport' ? [...context.teams] : [])

/**
 * Children of a meeting that the worker chairs, or whose minutes the worker or a team of theirs in business support
 * writes: from when it is planned until nothing more is to be done about it.
 */
const meetingsServed = (context: Context): Source => ({
  table: sql`meeting_child`,
  rows: sql<boolean>`access_row.meeting = any (array(select access_meeting.meeting from meeting access_meeting
    where access_meeting.closed_at is null and (access_meeting.chair = ${context.worker}
      or access_meeting.minute_taker = ${context.worker} or access_meeting.team = any (${ownTeams(context)}::text[]))))`,
})

/** Children of whom the minutes are due of what the chair, or a chair of the team that business support serves, recorded. */
const minutesDue = (context: Context): readonly Source[] =>
  context.role !== 'conferenceChair' && context.role !== 'businessSupport'
    ? []
    : [
        {
          table: sql`duty`,
          rows: sql<boolean>`access_row.step in ('meetingMinutes', 'decisionRecord', 'reviewDecisions')
            and access_row.met_on is null and access_row.lapsed_on is null and access_row.known_to = 'infinity'
            and exists (select 1 from entry access_entry where access_entry.lineage = access_row.anchor
              and access_entry.superseded_at = 'infinity' and (access_entry.author = ${context.worker}
                or access_entry.team = any (${ownTeams(context)}::text[])))`,
        },
      ]

const openDuties = (step?: string): Source => ({
  table: sql`duty`,
  rows: sql<boolean>`access_row.met_on is null and access_row.lapsed_on is null and access_row.known_to = 'infinity'
    and ${step === undefined ? sql`true` : sql`access_row.step = ${step}`}`,
})

/** Whose children a part has: by allocation to the worker, to their teams, or to the teams of their services; or by episode. */
const work = (context: Context): readonly Source[] => {
  switch (roleMatrix[context.role].opens) {
    case 'county':
    case 'none':
      return []
    case 'team': {
      const teams = sql<readonly string[]>`${[...context.teams]}::text[]`
      return [allocations(context, sql<boolean>`(${isMine(context)} or ${isOfTeams(teams)})`)]
    }
    case 'service':
      return [allocations(context, sql<boolean>`(${isMine(context)} or ${isOfTeams(teamsOfServices(context))})`)]
    case 'plansAndCare':
      return [
        allocations(context, isMine(context)),
        {
          table: sql`episode`,
          rows: sql<boolean>`${kindIn(['childProtectionPlan', 'lookedAfter'])} and ${ongoing(context)}`,
        },
        openDuties('initialConference'),
      ]
  }
}

/** Work that is due for a child with whom nobody works. */
const waitingForAllocation = (): Source => {
  const { table, rows } = openDuties()
  return {
    table,
    rows: sql<boolean>`${rows} and not exists (
      select 1 from episode access_allocation where access_allocation.identity = access_row.identity
        and access_allocation.detail ? 'worker' and access_allocation.kind <> 'coWorkerAllocation'
        and access_allocation.ended_on is null
        and access_allocation.known_to = 'infinity')`,
  }
}

/** How long a record stays open to the worker who said why, or who began it. */
const hoursOpen = 24

/** Whoever has just begun somebody's record goes on with it: it is nobody's yet. */
const recordsBegun = (context: Context): Source => ({
  table: sql`identity_version`,
  rows: sql<boolean>`access_row.author = ${context.worker} and access_row.known_from > ${addHours(context.now, -hoursOpen)}`,
})

const reasonsGiven = (context: Context): Source => ({
  table: sql`access_log`,
  rows: sql<boolean>`access_row.worker = ${context.worker} and access_row.at > ${addHours(context.now, -hoursOpen)}
    and access_row.act = 'openWithReason' and access_row.answer = 'open'`,
})

/** Opens by the role matrix, restrictions left aside. */
const opensByRole = (identity: Asked, context: Context): Condition => {
  const row = roleMatrix[context.role]
  if (row.opens === 'county') return sql<boolean>`true`
  const sources = work(context)
  // What is one's own is asked first: in a list of one's own work the families are then never looked for.
  const ways = sources.map(source => isAmong(identity, source, samePeople))
  if (row.unallocated) ways.push(isAmong(identity, waitingForAllocation(), samePeople))
  if (row.opens !== 'none')
    for (const source of [
      recordsBegun(context),
      coWorked(context),
      transfersAsked(context),
      meetingsServed(context),
      ...minutesDue(context),
    ])
      ways.push(isAmong(identity, source, samePeople))
  if (row.opensWithReason) ways.push(isAmong(identity, reasonsGiven(context), samePeople))
  if (row.families) ways.push(...sources.map(source => isAmong(identity, source, seed => kin(seed, context))))
  return ways.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(ways, sql` or `)})`
}

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
