import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { allocatedTo, mayKnowOf } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { addDays } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { teamBegunBy, teamNameOn } from '../../../council/organisation.ts'
import type { CarePeriod } from '../../../journey/leaving-care/index.ts'
import { nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'

/** Whose young people: a personal adviser's own, a team's, a service's, or all whom the part may know of. */
export type LeavingCareScope = 'mine' | 'team' | 'service' | 'county'

/** Whom a list is of: those with support now, those whose support ended and may come back, those in care who will be entitled. */
export type Standing = 'now' | 'ended' | 'soon'

/** A contact as its entry has it. */
export type ContactRow = {
  readonly entry: number
  readonly on: CivilDate
  readonly inTouch: string
  readonly means: string | null
  readonly accommodation: string | null
  readonly suitable: boolean | null
  readonly activity: string | null
}

/** Where an entitlement stands: what was said of it last. */
export type EntitlementRow = {
  readonly entry: number
  readonly entitlement: string
  readonly standing: string
  readonly on: CivilDate
  readonly details: string | null
}

type OwedRow = { readonly rule: string; readonly dueOn: CivilDate | null }

/** A care leaver as the record has it, from which all that a list says is worked out. */
export type YoungPerson = {
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly category: string | null
  readonly since: CivilDate
  readonly endedOn: CivilDate | null
  readonly adviser: number | null
  readonly adviserName: string | null
  readonly team: string | null
  readonly teamName: string | null
  readonly care: readonly CarePeriod[]
  /** Latest first: enough of them for the months around any birthday of the last year. */
  readonly contacts: readonly ContactRow[]
  /** Whether any entitlement has been gone through. */
  readonly hasEntitlements: boolean
  readonly owed: readonly OwedRow[]
}

const teamsOf = ({ services, today }: Context) => sql`array(select team.team from team
  where team.service = any (${[...services]}::text[]) and ${teamBegunBy('team', today)})`

const inScope = (scope: LeavingCareScope, context: Context, alias: string): RawBuilder<unknown> => {
  const detail = sql.ref(`${alias}.detail`)
  switch (scope) {
    case 'county':
      return sql`true`
    case 'mine':
      return sql`${detail} ? 'worker' and ${detail} ->> 'worker' = ${String(context.worker)}`
    case 'team':
      return sql`${detail} ? 'team' and ${detail} ->> 'team' = any (${[...context.teams]}::text[])`
    case 'service':
      return sql`${detail} ? 'team' and ${detail} ->> 'team' = any (${teamsOf(context)})`
  }
}

const current = sql`known_to = 'infinity'`

/** The periods of support, latest first of each person, with whoever is or was the adviser. */
const supported = (scope: LeavingCareScope, standing: Standing, context: Context) => {
  const isNow = standing === 'now'
  const held = isNow ? sql`held.ended_on is null` : sql`true`
  // Whom nobody advises is seen by whoever answers for a service or the county.
  const join = scope === 'county' || (scope === 'service' && isNow) ? sql`left join` : sql`join`
  const adviser = sql`lateral (
    select held.worker, held.detail ->> 'team' as team, held.detail from episode held
    where held.identity = stay.identity and held.kind = 'personalAdviserAllocation' and held.${current} and ${held}
    order by held.started_on desc, held.id desc limit 1) adviser on true`
  const scoped =
    scope === 'service' && isNow
      ? sql`(adviser.worker is null or ${inScope(scope, context, 'adviser')})`
      : inScope(scope, context, 'adviser')
  const ending = isNow
    ? sql`stay.ended_on is null`
    : sql`stay.ended_on is not null and not exists (select from episode again where again.identity = stay.identity
        and again.kind = 'careLeaver' and again.${current} and again.ended_on is null)`
  return sql`select distinct on (person.person) person.person, stay.identity, stay.detail ->> 'category' as category,
      stay.started_on as since, stay.ended_on, adviser.worker, adviser.team
    from episode stay
    join person on person.identity = stay.identity
    ${join} ${adviser}
    where stay.kind = 'careLeaver' and stay.${current} and ${ending} and ${scoped}
      ${isNow && scope === 'mine' ? sql`and stay.identity in (${allocatedTo([context.worker])})` : sql``}
      and ${mayKnowOf(context, 'stay.identity')}
    order by person.person, stay.started_on desc`
}

/** Of 16 or 17, in care, and no decision yet about the support of a care leaver. */
const awaited = (scope: LeavingCareScope, context: Context) => sql`
  select distinct on (person.person) person.person, stay.identity, null::text as category, stay.started_on as since,
    null::date as ended_on, holder.worker, holder.team
  from episode stay
  join person on person.identity = stay.identity
  join identity_version born on born.identity = stay.identity and born.${current}
    and born.born_on <= (${context.today}::date - interval '16 years')::date
    and born.born_on > (${context.today}::date - interval '18 years')::date
  left join lateral (
    select held.worker, held.detail ->> 'team' as team, held.detail from episode held
    where held.identity = stay.identity and held.kind = 'socialWorkerAllocation' and held.${current}
      and held.ended_on is null limit 1) holder on true
  where stay.kind = 'lookedAfter' and stay.${current} and stay.ended_on is null
    and ${scope === 'service' ? sql`true` : inScope(scope, context, 'holder')}
    and not exists (select from episode leaver where leaver.identity = stay.identity and leaver.kind = 'careLeaver'
      and leaver.${current})
    and ${mayKnowOf(context, 'stay.identity')}
  order by person.person, stay.started_on desc`

/** Contacts of so many days are told: of one who was last in touch before, that there was none in this time. */
export const daysTold = 400

/** What was said of each: the contacts, and that entitlements were gone through. Read once, by their own index. */
const told = ({
  today,
}: Context) => sql`entry.step in ('keepingInTouch', 'entitlement') and entry.superseded_at = 'infinity'
  and not entry.withdrawn and (entry.step = 'entitlement' or entry.happened_on > ${addDays(today, -daysTold)}::date)`

/** For the young people of many advisers what was said of any is read first; for few, what was said of each. */
const saidOf = (scope: LeavingCareScope, context: Context) =>
  scope === 'mine' || scope === 'team'
    ? sql`select who.identity, told.* from who cross join lateral (
          select entry.lineage, entry.step, entry.happened_on, entry.answers
          from entry_subject join entry on entry.lineage = entry_subject.lineage
          where entry_subject.identity = who.identity and ${told(context)} offset 0) told`
    : sql`select who.identity, told.* from (select entry.lineage, entry.step, entry.happened_on, entry.answers
          from entry where ${told(context)} offset 0) told
        join entry_subject on entry_subject.lineage = told.lineage join who on who.identity = entry_subject.identity`

/** Contacts as lists of values, by their place: many more bytes would go by the wire for names. */
const said = (scope: LeavingCareScope, context: Context) => sql`said as materialized (
  ${saidOf(scope, context)}
), contact as materialized (
  select identity, json_agg(json_build_array(lineage, happened_on, answers ->> 'inTouch', answers ->> 'means',
    answers ->> 'accommodation', answers -> 'suitable', answers ->> 'activity')
    order by happened_on desc, lineage desc) as list
  from said where step = 'keepingInTouch' group by identity
), gone_through as materialized (select distinct identity from said where step = 'entitlement')`

/** All open work and all care of that kind are few: they are read once and looked up, whoever is asked for. */
const caredAndOwed = sql`care_of as materialized (
  select of_care.person, json_agg(json_build_object('startedOn', care.started_on, 'endedOn', care.ended_on)) as list
  from (select identity, started_on, ended_on from episode where kind = 'lookedAfter' and ${current} offset 0) care
  join person of_care on of_care.identity = care.identity
  where of_care.person = any (array(select who.person from who)) group by of_care.person
), owed as materialized (
  select duty.identity, json_agg(json_build_object('rule', duty.rule, 'dueOn', duty.due_on)) as list
  from duty where duty.step in ('keepingInTouch', 'pathwayPlan', 'pathwayPlanReview') and duty.met_on is null
    and duty.lapsed_on is null and duty.known_to = 'infinity' group by duty.identity
)`

type ContactAsList = readonly [
  entry: number,
  on: CivilDate,
  inTouch: string,
  means: string | null,
  accommodation: string | null,
  suitable: boolean | null,
  activity: string | null,
]

const contactOf = ([entry, on, inTouch, means, accommodation, suitable, activity]: ContactAsList): ContactRow => ({
  entry,
  on,
  inTouch,
  means,
  accommodation,
  suitable,
  activity,
})

type Row = Omit<YoungPerson, 'contacts'> & { readonly contacts: readonly ContactAsList[] }

/** The young people of a scope, by name: all that their list, and what needs attention first, is worked out from. */
export const youngPeople = async (
  database: Kysely<Tables>,
  context: Context,
  { scope, standing }: { readonly scope: LeavingCareScope; readonly standing: Standing },
): Promise<readonly YoungPerson[]> => {
  const whom = standing === 'soon' ? awaited(scope, context) : supported(scope, standing, context)
  const { rows } = await sql<Row>`
    with who as materialized (${whom}), ${said(scope, context)}, ${caredAndOwed}
    select who.person as identity, ${nameInQuery('version')} as name, version.born_on as "bornOn", who.category, who.since,
      who.ended_on as "endedOn", who.worker as adviser, worker.given || ' ' || worker.family as "adviserName", who.team,
      ${teamNameOn(sql`who.team`, context.today)} as "teamName",
      coalesce(care_of.list, '[]') as care, coalesce(contact.list, '[]') as contacts, gone_through.identity is not null as "hasEntitlements", coalesce(owed.list, '[]') as owed
    from who
    join identity_version version on version.identity = who.identity and version.${current}
    left join worker on worker.worker = who.worker
    left join contact on contact.identity = who.identity
    left join gone_through on gone_through.identity = who.identity
    left join care_of on care_of.person = who.person
    left join owed on owed.identity = who.identity
    where ${standing === 'ended' ? sql`version.born_on > (${context.today}::date - interval '25 years')::date` : sql`true`}
    order by lower(version.family) nulls last, lower(version.given), who.person`.execute(database)
  return rows.map(row => ({ ...row, contacts: row.contacts.map(contactOf) }))
}
