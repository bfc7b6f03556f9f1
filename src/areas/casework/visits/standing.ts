import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { mayKnowOf } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { teamBegunBy, teamNameOn } from '../../../council/organisation.ts'
import { allocationKinds } from '../../../journey/allocation-parts.ts'
import { adulthood, lastYearOfChildhood } from '../../../journey/law.ts'
import { delayAsJson, delaysInQuery } from '../../../ledger/delays.ts'
import { maybeSettledSince } from '../../../ledger/known.ts'
import { linkedRecords, nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'
import { insteadOfInNeed, visitGroupNames, visitGroups, visitSteps } from './kinds.ts'
import type { VisitsAsked, VisitsFound } from './standing-asked.ts'

const listOf = (names: readonly string[]) => sql.join(names.map(name => sql.lit(name)))
const rules = visitGroupNames.map(group => visitGroups[group].rule)
const instead = listOf(insteadOfInNeed)

/** Whether a period lasted on the day. What is open today is found by its own index. */
const lasted = (alias: string, { on }: VisitsAsked, today: string) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return on === today
    ? sql`${column('known_to')} = 'infinity' and ${column('ended_on')} is null and ${column('started_on')} <= ${on}::date`
    : sql`${column('known_to')} = 'infinity' and ${column('started_on')} <= ${on}::date
        and (${column('ended_on')} is null or ${column('ended_on')} > ${on}::date)`
}

const wasOpen = ({ on }: VisitsAsked, today: string) =>
  on === today
    ? sql`duty.known_to = 'infinity' and duty.met_on is null and duty.lapsed_on is null`
    : sql`duty.known_to = 'infinity' and duty.anchored_on <= ${on}::date
        and ${maybeSettledSince('duty', sql`${on}::date`, { known: 'infinity' })} and coalesce(duty.met_on, duty.lapsed_on, 'infinity') > ${on}::date`

/** What is quick for the children of a team is slow for those of many, and the other way round. */
const isFew = ({ scope }: VisitsAsked): boolean => scope === 'mine' || scope === 'team'

const isOfTeams = (asked: VisitsAsked, context: Context) =>
  asked.scope === 'team'
    ? sql`= any (${[...context.teams]}::text[])`
    : sql`= any (array(select team.team from team where team.service = any (${[...context.services]}::text[])
        and ${teamBegunBy('team', context.today)}))`

/** Who holds the children of the scope: identity, worker, team. Whom nobody holds is in the county alone. */
const holders = (asked: VisitsAsked, context: Context) => {
  const holder = sql`select holder.identity, holder.worker, holder.detail ->> 'team' as team from episode holder
    where holder.kind = 'socialWorkerAllocation' and ${lasted('holder', asked, context.today)}`
  if (asked.scope === 'county') return holder
  if (asked.scope !== 'mine')
    return sql`${holder} and holder.detail ? 'team' and holder.detail ->> 'team' ${isOfTeams(asked, context)}`
  return sql`${holder} and holder.identity in (select mine.identity from episode mine
    where mine.kind in (${listOf(allocationKinds)}) and ${lasted('mine', asked, context.today)}
      and mine.detail ? 'worker' and mine.detail ->> 'worker' = ${String(context.worker)})`
}

const ruleOf = (kind: RawBuilder<unknown>) =>
  sql`case ${kind} ${sql.join(
    visitGroupNames.map(group => sql`when ${sql.lit(group)} then ${sql.lit(visitGroups[group].rule)}`),
    sql` `,
  )} end`

/**
 * How every child of the scope who is visited stands on the day, one row a child and group. Seen in time is counted as the
 * measures count it: a visit is owed, its day has not passed, and the clock runs from a visit face to face or from none. To
 * one who turns 18 before the next would be due none is owed: such a child stands by the last, until the birthday. Whose
 * period goes on after it stands out: nobody is visited by it any more, and it should have been ended.
 */
const standings = (asked: VisitsAsked, context: Context) => {
  const join = asked.scope === 'county' ? sql`left join` : sql`join`
  const few = isFew(asked) ? sql`and stay.identity = any (array(select holder.identity from holder))` : sql``
  return sql`holder as materialized (${holders(asked, context)}),
  linked as materialized ${linkedRecords},
  held as materialized (
    select stay.identity, coalesce(linked.person, stay.identity) as person, stay.kind, stay.started_on as since,
      holder.worker, holder.team
    from episode stay
    ${join} holder on holder.identity = stay.identity
    left join linked on linked.identity = stay.identity
    where stay.kind in (${listOf(visitGroupNames)}) and ${lasted('stay', asked, context.today)} ${few}
  ),
  stood as materialized (
    select distinct on (held.person, held.kind) held.* from held
    where (held.kind <> 'childInNeedPlan' or held.person not in (select each.person from held each where each.kind in (${instead})))
      and ${mayKnowOf(context, 'held.identity')}
    order by held.person, held.kind, held.since
  ),
  asked_for as materialized (
    select duty.identity, duty.rule, duty.step, duty.due_on, duty.anchor, duty.anchored_on, duty.nth, duty.sooner_since
    from duty where duty.step in (${listOf(visitSteps)}) and duty.rule in (${listOf(rules)})
      and ${wasOpen(asked, context.today)}
      ${isFew(asked) ? sql`and duty.identity = any (array(select stood.identity from stood))` : sql``}
  ),
  owed as materialized (
    select * from asked_for
    union all
    select stood.identity, ${ruleOf(sql`stood.kind`)}, last.step, null, last.met_by, last.met_on, coalesce(last.nth + 1, 0), null
    from stood
    join identity_version born on born.identity = stood.identity and born.known_to = 'infinity'
      and born.born_on <= (${asked.on}::date - make_interval(years => ${sql.lit(lastYearOfChildhood)}))::date
      and born.born_on > (${asked.on}::date - make_interval(years => ${sql.lit(adulthood.age)}))::date
    join episode stay on stay.identity = stood.identity and ${lasted('stay', asked, context.today)}
      and stay.kind = split_part(${ruleOf(sql`stood.kind`)}, '.', 1)
    left join lateral (
      select duty.step, duty.met_by, duty.met_on, duty.nth from duty
      where duty.identity = stay.identity and duty.rule = ${ruleOf(sql`stood.kind`)} and duty.episode = stay.opened_by
        and duty.known_to = 'infinity' and duty.anchored_on <= ${asked.on}::date
      order by duty.nth desc limit 1
    ) last on true
    where (last.step is null or last.met_on <= ${asked.on}::date)
      and not exists (select from asked_for each where each.identity = stood.identity and each.rule = ${ruleOf(sql`stood.kind`)})
  ),
  apart as materialized (
    select visit.lineage from entry visit where visit.answers ->> 'mode' <> 'faceToFace'
      and visit.superseded_at = 'infinity' and not visit.withdrawn
      ${isFew(asked) ? sql`and visit.lineage = any (array(select owed.anchor from owed))` : sql``}
  ),
  found_alone as materialized (
    select visit.lineage from entry visit
    where visit.lineage = any (array(select owed.anchor from owed)) and visit.answers ->> 'seenAlone' = 'true'
      and visit.superseded_at = 'infinity' and not visit.withdrawn
  ),
  stands as materialized (
    select stood.*, owed.rule, owed.step, owed.due_on, owed.anchor, owed.anchored_on, owed.nth, owed.sooner_since,
      apart.lineage is not null as virtual, found_alone.lineage is not null as alone,
      case when owed.due_on < ${asked.on}::date or owed.rule is null then 'late'
        when apart.lineage is not null then 'virtual' else 'inTime' end as standing
    from stood
    left join owed on owed.identity = stood.identity and owed.rule = ${ruleOf(sql`stood.kind`)}
    left join apart on apart.lineage = owed.anchor
    left join found_alone on found_alone.lineage = owed.anchor
  )`
}

const counts = sql`count(*) as children, count(*) filter (where standing = 'inTime') as "inTime",
  count(*) filter (where standing = 'virtual') as virtual, count(*) filter (where standing = 'late') as late,
  count(*) filter (where nth > 0) as visited, count(*) filter (where nth > 0 and alone) as alone`

/** A team alone is told by its workers; several are told by team. */
const partsAsJson = (asked: VisitsAsked, today: CivilDate) => {
  const byWorker = asked.scope === 'mine' || asked.team !== undefined || asked.scope === 'team'
  return sql`select coalesce(json_agg(part), '[]') from (
    select counted.*, worker.given || ' ' || worker.family as "workerName",
      ${teamNameOn(sql`counted.team`, today)} as "teamName"
    from (
      select kind as group, team, ${byWorker ? sql`worker` : sql`null::bigint as worker`}, ${counts} from stands
      where ${asked.team === undefined ? sql`true` : sql`team = ${asked.team}`}
      group by kind, team ${byWorker ? sql`, worker` : sql``}
    ) counted left join worker on worker.worker = counted.worker) part`
}

/** Of the part that was chosen: a team, a worker. */
const ofPart = (asked: VisitsAsked) =>
  sql.join(
    [
      sql`true`,
      ...(asked.team === undefined ? [] : [sql`stands.team = ${asked.team}`]),
      ...(asked.worker === undefined ? [] : [sql`stands.worker = ${asked.worker}`]),
    ],
    sql` and `,
  )

const chosen = (asked: VisitsAsked) =>
  sql.join(
    [
      ofPart(asked),
      ...(asked.group === undefined ? [] : [sql`stands.kind = ${asked.group}`]),
      ...(asked.standing === undefined ? [] : [sql`stands.standing = ${asked.standing}`]),
    ],
    sql` and `,
  )

const orderOf = ({ order, descending }: VisitsAsked) => {
  const way = descending ? sql`desc nulls last` : sql`asc nulls last`
  const latest = sql`array_position(array['late', 'virtual', 'inTime'], stands.standing), stands.due_on nulls first, stands.identity`
  switch (order) {
    case 'standing':
      return {
        join: sql``,
        by: descending ? sql`stands.due_on desc nulls last, stands.identity` : latest,
      }
    case 'seen':
      return { join: sql``, by: sql`case when stands.nth > 0 then stands.anchored_on end ${way}, ${latest}` }
    case 'child':
      return {
        join: sql`join identity_version named on named.identity = stands.identity and named.known_to = 'infinity'`,
        by: sql`lower(named.family) ${way}, lower(named.given) ${way}, stands.identity`,
      }
    case 'worker':
      return {
        join: sql`left join worker named on named.worker = stands.worker`,
        by: sql`lower(named.family) ${way}, lower(named.given) ${way}, ${latest}`,
      }
  }
}

const missedSince = ({ on }: VisitsAsked) => sql`
  select count(*) as times, max(missed.happened_on) as last,
    (array_agg(missed.answers ->> 'missedBecause' order by missed.happened_on desc, missed.lineage desc))[1] as because,
    (array_agg(missed.answers ->> 'whyNotSeen' order by missed.happened_on desc, missed.lineage desc))[1] as words
  from entry_subject join entry missed on missed.lineage = entry_subject.lineage
  where entry_subject.identity = shown.identity and missed.step = shown.step and missed.outcome = 'notSeen'
    and missed.superseded_at = 'infinity' and not missed.withdrawn
    and missed.happened_on >= shown.anchored_on and missed.happened_on <= ${on}::date`

const rowsAsJson = (
  asked: VisitsAsked,
  today: CivilDate,
) => sql`select coalesce(json_agg(line order by line.place), '[]') from (
  select shown.place, shown.person as identity, ${nameInQuery('version')} as name, version.born_on as "bornOn", shown.kind as group,
    shown.since, shown.standing, shown.rule, shown.step, shown.anchored_on as "anchoredOn", anchor.step as "anchorStep",
    shown.due_on as "dueOn", shown.sooner_since as "soonerSince", shown.nth, shown.virtual, case when shown.nth > 0 then shown.alone end as alone, shown.worker,
    worker.given || ' ' || worker.family as "workerName",
    ${teamNameOn(sql`shown.team`, today)} as "teamName",
    missed.times as missed, missed.last as "missedOn", missed.because as "missedBecause", missed.words as "missedWords",
    ${delayAsJson('delay')} as delay
  from shown
  join identity_version version on version.identity = shown.identity and version.known_to = 'infinity'
  left join worker on worker.worker = shown.worker
  left join entry anchor on anchor.lineage = shown.anchor and anchor.superseded_at = 'infinity'
  left join delay on delay.person = shown.person and delay.rule = shown.rule and delay.anchor = shown.anchor
  left join lateral (${missedSince(asked)}) missed on true) line`

const groupsAsJson = (asked: VisitsAsked) => sql`select coalesce(json_agg(each), '[]') from (
  select kind as group, ${counts} from stands where ${ofPart(asked)} group by kind) each`

const teamsAsJson = (today: CivilDate) => sql`select coalesce(json_agg(each order by each.name), '[]') from (
  select distinct on (team.team) team.team, team.name from team
  where team.team in (select stands.team from stands) and ${teamBegunBy('team', today)}
  order by team.team, team.started_on desc) each`

const nothing: VisitsFound = { groups: [], teams: [], parts: [], rows: [], total: 0 }

/** The visits of a scope on a day: the rate of each group, their parts, and a page of the children behind them. */
export const visitsOf = async (
  database: Kysely<Tables>,
  context: Context,
  asked: VisitsAsked,
): Promise<VisitsFound> => {
  const { join, by } = orderOf(asked)
  const { rows } = await sql<VisitsFound>`with ${standings(asked, context)},
    delay as materialized (${delaysInQuery}),
    shown as materialized (
      select stands.*, row_number() over (order by ${by}) as place from stands ${join} where ${chosen(asked)}
      order by ${by} limit ${asked.perPage} offset ${(asked.page - 1) * asked.perPage}
    )
    select (${groupsAsJson(asked)}) as groups, (${teamsAsJson(context.today)}) as teams, (${partsAsJson(asked, context.today)}) as parts, (${rowsAsJson(asked, context.today)}) as rows,
      (select count(*)::int from stands where ${chosen(asked)}) as total`.execute(database)
  return rows[0] ?? nothing
}
