import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { mayKnowOf, mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { startOfDay } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { isMeetingKind, meetingKinds } from '../../../journey/meetings.ts'
import type { MeetingKindName } from '../../../journey/meetings.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { nameInQuery } from '../../../people/index.ts'

const kindsWithMinutes = Object.entries(meetingKinds).flatMap(([name, kind]) => (kind.hasMinutes ? [name] : []))
const kindNames = Object.keys(meetingKinds)
/** What is written after a meeting. */
// Told in the query itself, which is planned once: how few they are depends on which.
const stepsOfWriting = sql.join(['meetingMinutes', 'decisionRecord', 'reviewDecisions'].map(step => sql.lit(step)))

const numbersOf = async (queries: Queries, query: RawBuilder<{ meeting: number }>): Promise<readonly number[]> =>
  (await query.execute(queries)).rows.map(({ meeting }) => meeting)

/** Whose meetings a diary shows: one worker's own (chaired, written or come to), or those that some teams serve. */
export type Whose = { readonly worker: number } | { readonly teams: readonly string[] }

/** The meetings of some days, as numbers in the order of their time; cancelled ones left out. */
export const meetingsBetween = (
  queries: Queries,
  whose: Whose,
  { from, before }: { readonly from: CivilDate; readonly before: CivilDate },
): Promise<readonly number[]> =>
  numbersOf(
    queries,
    sql<{ meeting: number }>`
      select meeting.meeting from meeting
      where meeting.starts_at >= ${startOfDay(from)}::timestamptz and meeting.starts_at < ${startOfDay(before)}::timestamptz
        and meeting.cancelled_at is null and ${
          'worker' in whose
            ? sql`(meeting.chair = ${whose.worker} or meeting.minute_taker = ${whose.worker} or exists (
                select 1 from meeting_invitee invitee where invitee.meeting = meeting.meeting and invitee.worker = ${whose.worker}))`
            : sql`meeting.team = any (${[...whose.teams]}::text[])`
        }
      order by meeting.starts_at, meeting.meeting`,
  )

/** A meeting whose minutes or decision record are still to be done; or an entry of which no meeting was planned. */
export type ToWrite = {
  readonly meeting: number | null
  readonly entry: number | null
  readonly kind: MeetingKindName
  readonly heldOn: CivilDate
  readonly children: readonly { readonly identity: number; readonly name: string }[]
  readonly chairName: string | null
  readonly minuteTaker: number | null
  readonly minuteTakerName: string | null
  readonly standing: 'writing' | 'withChair' | 'sentBack' | null
  readonly decisionsDueOn: CivilDate | null
  readonly minutesDueOn: CivilDate | null
}

type ToWriteRow = Omit<ToWrite, 'kind'> & { readonly kind: string }

const isOpenDuty = sql`duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'`

const childrenAsJson = (from: RawBuilder<unknown>) => sql`(
  select json_agg(json_build_object('identity', version.identity, 'name', ${nameInQuery('version')}) order by version.born_on, version.identity)
  from identity_version version where version.known_to = 'infinity' and version.identity in (${from}))`

/** Whose writing a list is about: a chair's own, that of the teams business support serves, or all that opens. */
const ofWriter = (context: Context): RawBuilder<boolean> => {
  if (context.role === 'conferenceChair') return sql<boolean>`meeting.chair = ${context.worker}`
  if (context.role === 'businessSupport')
    return sql<boolean>`(meeting.team = any (${[...context.teams]}::text[]) or meeting.minute_taker = ${context.worker})`
  return sql<boolean>`true`
}

const ofAuthor = (context: Context): RawBuilder<boolean> => {
  if (context.role === 'conferenceChair') return sql<boolean>`entry.author = ${context.worker}`
  return context.role === 'businessSupport'
    ? sql<boolean>`entry.team = any (${[...context.teams]}::text[])`
    : sql<boolean>`true`
}

/** Whoever chairs or writes for a meeting opens its children by that, unless one is restricted: that alone is left to ask. */
const opensToWriter = (context: Context, identity: string): RawBuilder<boolean> =>
  context.role === 'conferenceChair' || context.role === 'businessSupport'
    ? mayKnowOf(context, identity)
    : mayOpen(context, identity, 'many')

/** Meetings that were held and whose minutes are not approved yet, with those of their children who open to the reader. */
const heldMeetings = () => sql`
  select meeting.meeting, null::bigint as entry, meeting.kind, (meeting.starts_at at time zone 'Europe/London')::date as "heldOn",
    ${childrenAsJson(sql`select open_child.identity from open_child where open_child.meeting = meeting.meeting`)} as children,
    chair.given || ' ' || chair.family as "chairName", meeting.minute_taker as "minuteTaker",
    taker.given || ' ' || taker.family as "minuteTakerName", minutes.standing,
    due.decisions as "decisionsDueOn", due.minutes as "minutesDueOn"
  from held_meeting meeting left join worker chair on chair.worker = meeting.chair
    left join worker taker on taker.worker = meeting.minute_taker
    left join meeting_minutes minutes on minutes.meeting = meeting.meeting
    left join lateral (
      select min(duty.due_on) filter (where duty.step = 'meetingMinutes') as minutes,
        min(duty.due_on) filter (where duty.step <> 'meetingMinutes') as decisions
      from meeting_child child left join draft on draft.draft = child.draft
        join duty on duty.identity = child.identity and duty.anchor = coalesce(child.entry, draft.completed_as)
          and duty.step in (${stepsOfWriting}) and ${isOpenDuty}
      where child.meeting = meeting.meeting) due on true`

/** Entries whose minutes are due and of which there is no meeting, where a child opens to the reader. */
const entriesWithoutMeeting = (context: Context) => sql`
  select null::bigint as meeting, entry.lineage as entry, entry.step as kind, entry.happened_on as "heldOn",
    ${childrenAsJson(sql`select unnest(waiting.identities)`)} as children,
    author.given || ' ' || author.family as "chairName", null::bigint as "minuteTaker", null as "minuteTakerName",
    null as standing, waiting.decisions as "decisionsDueOn", waiting.minutes as "minutesDueOn"
  from (
    select unplanned.anchor, array_agg(distinct unplanned.identity) as identities,
      min(unplanned.due_on) filter (where unplanned.step = 'meetingMinutes') as minutes,
      min(unplanned.due_on) filter (where unplanned.step <> 'meetingMinutes') as decisions
    from unplanned where ${opensToWriter(context, 'unplanned.identity')}
    group by unplanned.anchor) waiting
  join entry on entry.lineage = waiting.anchor and entry.superseded_at = 'infinity'
  left join worker author on author.worker = entry.author`

/** All that is to be written of meetings that were held, whichever is due first first. */
export const toWrite = async (queries: Queries, context: Context): Promise<readonly ToWrite[]> => {
  const { rows } = await sql<ToWriteRow>`
    with held_meeting as materialized (
      select meeting.* from meeting where meeting.closed_at is null and meeting.held_at is not null
        and not exists (select 1 from meeting_minutes written where written.meeting = meeting.meeting
          and written.standing = 'approved')
        and meeting.kind = any (${kindsWithMinutes}::text[]) and ${ofWriter(context)}
    ), open_child as materialized (
      select child.meeting, child.identity from held_meeting join meeting_child child on child.meeting = held_meeting.meeting
      where ${opensToWriter(context, 'child.identity')}
    ), unplanned as materialized (
      select duty.identity, duty.anchor, duty.step, duty.due_on from duty
        join entry on entry.lineage = duty.anchor and entry.superseded_at = 'infinity' and ${ofAuthor(context)}
      where duty.step in (${stepsOfWriting}) and ${isOpenDuty}
        and not exists (select 1 from meeting_child child where child.entry = duty.anchor)
        and not exists (select 1 from draft join meeting_child child on child.draft = draft.draft
          where draft.completed_as = duty.anchor)
    )
    select * from (${heldMeetings()} union all ${entriesWithoutMeeting(context)}) waiting
    where waiting.children is not null
    order by least(waiting."decisionsDueOn", waiting."minutesDueOn") nulls last, waiting."heldOn"`.execute(queries)
  return rows.flatMap(({ kind, ...row }) => (isMeetingKind(kind) ? [{ ...row, kind }] : []))
}

/** A meeting that law or practice asks for and that nobody has planned. */
export type ToPlan = {
  readonly identity: number
  readonly kind: MeetingKindName
  readonly dueOn: CivilDate | null
  readonly children: readonly { readonly identity: number; readonly name: string }[]
}

/** A page of what is planned and a page of what is due and not planned, of children who open to the reader. */
export type Managed = {
  readonly planned: readonly number[]
  readonly plannedTotal: number
  readonly toPlan: readonly ToPlan[]
  readonly toPlanTotal: number
}

/** What of meetings is asked for: until when they are planned or due, of which kind, and which page of each list. */
export type ManagedAsked = {
  readonly plannedBefore: CivilDate
  readonly dueBefore: CivilDate
  readonly kind?: MeetingKindName
  readonly plannedPage: number
  readonly duePage: number
  readonly perPage: number
}

type ManagedRow = Omit<Managed, 'toPlan'> & {
  readonly toPlan: readonly (Omit<ToPlan, 'kind'> & { readonly kind: string })[]
}

/**
 * Meetings that are planned, and those that law or practice asks for and that nobody has planned, siblings of one entry
 * together. Whose records open is found once for both.
 */
export const managedMeetings = async (
  queries: Queries,
  context: Context,
  { plannedBefore, dueBefore, kind, plannedPage, duePage, perPage }: ManagedAsked,
): Promise<Managed> => {
  const kinds = kind === undefined ? kindNames : [kind]
  const { rows } = await sql<ManagedRow>`
    with coming as materialized (
      select meeting.meeting, meeting.starts_at from meeting
      where meeting.held_at is null and meeting.cancelled_at is null and meeting.kind = any (${kinds}::text[])
        and meeting.starts_at < ${startOfDay(plannedBefore)}::timestamptz
    ), due as materialized (
      select duty.identity, duty.step, duty.anchor, duty.due_on from duty
      where duty.step = any (${kinds}::text[]) and ${isOpenDuty} and duty.due_on < ${dueBefore}::date
        and not exists (select 1 from meeting_child child join meeting on meeting.meeting = child.meeting
          where child.identity = duty.identity and meeting.kind = duty.step and meeting.cancelled_at is null
            and meeting.held_at is null)
    ), concerned as materialized (
      select due.identity from due union
      select child.identity from coming join meeting_child child on child.meeting = coming.meeting
    ), open_child as materialized (
      select concerned.identity from concerned where ${mayOpen(context, 'concerned.identity', 'many')}
    ), planned as materialized (
      select coming.meeting, row_number() over (order by coming.starts_at, coming.meeting) as place from coming
      where exists (select 1 from meeting_child child join open_child on open_child.identity = child.identity
        where child.meeting = coming.meeting)
    ), waiting as materialized (
      select due.step, due.anchor, min(due.due_on) as due_on, array_agg(distinct due.identity) as identities,
        row_number() over (order by min(due.due_on), due.anchor, due.step) as place
      from due join open_child on open_child.identity = due.identity group by due.step, due.anchor
    )
    select array(select planned.meeting from planned where planned.place > ${(plannedPage - 1) * perPage}
        and planned.place <= ${plannedPage * perPage} order by planned.place) as planned,
      (select count(*) from planned) as "plannedTotal",
      (select coalesce(json_agg(line order by line.place), '[]') from (
        select waiting.place, waiting.identities[1] as identity, waiting.step as kind, waiting.due_on as "dueOn",
          ${childrenAsJson(sql`select unnest(waiting.identities)`)} as children
        from waiting where waiting.place > ${(duePage - 1) * perPage} and waiting.place <= ${duePage * perPage}) line) as "toPlan",
      (select count(*) from waiting) as "toPlanTotal"`.execute(queries)
  const found = rows[0] ?? { planned: [], plannedTotal: 0, toPlan: [], toPlanTotal: 0 }
  return {
    ...found,
    toPlan: found.toPlan.flatMap(({ kind: of, ...row }) => (isMeetingKind(of) ? [{ ...row, kind: of }] : [])),
  }
}

/** Every meeting about a child, the latest first. */
export const meetingsAbout = (queries: Queries, child: number): Promise<readonly number[]> =>
  numbersOf(
    queries,
    sql<{ meeting: number }>`
      select distinct meeting.meeting, meeting.starts_at from person self join person same on same.person = self.person
        join meeting_child child on child.identity = same.identity join meeting on meeting.meeting = child.meeting
      where self.identity = ${child} order by meeting.starts_at desc`,
  )
