import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { addDays, startOfDay } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { isMeetingKind, meetingKinds } from '../../../journey/meetings.ts'
import type { MeetingKindName } from '../../../journey/meetings.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { nameInQuery } from '../../../people/index.ts'

const kindsWithMinutes = Object.entries(meetingKinds).flatMap(([name, kind]) => (kind.hasMinutes ? [name] : []))
const kindNames = Object.keys(meetingKinds)

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

/** Meetings that were held and whose minutes are not approved yet, of which a child opens to the reader. */
const heldMeetings = (context: Context) => sql`
  select meeting.meeting, null::bigint as entry, meeting.kind, (meeting.starts_at at time zone 'Europe/London')::date as "heldOn",
    ${childrenAsJson(sql`select child.identity from meeting_child child where child.meeting = meeting.meeting
      and ${mayOpen(context, 'child.identity', 'few')}`)} as children,
    chair.given || ' ' || chair.family as "chairName", meeting.minute_taker as "minuteTaker",
    taker.given || ' ' || taker.family as "minuteTakerName", minutes.standing,
    due.decisions as "decisionsDueOn", due.minutes as "minutesDueOn"
  from meeting left join worker chair on chair.worker = meeting.chair
    left join worker taker on taker.worker = meeting.minute_taker
    left join meeting_minutes minutes on minutes.meeting = meeting.meeting
    left join lateral (
      select min(duty.due_on) filter (where duty.step = 'meetingMinutes') as minutes,
        min(duty.due_on) filter (where duty.step <> 'meetingMinutes') as decisions
      from meeting_child child left join draft on draft.draft = child.draft
        join duty on duty.identity = child.identity and duty.anchor = coalesce(child.entry, draft.completed_as)
          and duty.step in ('meetingMinutes', 'decisionRecord', 'reviewDecisions') and ${isOpenDuty}
      where child.meeting = meeting.meeting) due on true
  where meeting.closed_at is null and meeting.held_at is not null
    and meeting.kind = any (${kindsWithMinutes}::text[])`

/** Entries whose minutes are due and of which there is no meeting, where a child opens to the reader. */
const entriesWithoutMeeting = (context: Context) => sql`
  select null::bigint as meeting, waiting.anchor as entry, entry.step as kind, entry.happened_on as "heldOn",
    ${childrenAsJson(sql`select unnest(waiting.identities)`)} as children,
    author.given || ' ' || author.family as "chairName", null::bigint as "minuteTaker", null as "minuteTakerName",
    null as standing, waiting.decisions as "decisionsDueOn", waiting.minutes as "minutesDueOn"
  from (
    select duty.anchor, array_agg(distinct duty.identity) as identities,
      min(duty.due_on) filter (where duty.step = 'meetingMinutes') as minutes,
      min(duty.due_on) filter (where duty.step <> 'meetingMinutes') as decisions
    from duty where duty.step in ('meetingMinutes', 'decisionRecord', 'reviewDecisions') and ${isOpenDuty}
      and ${mayOpen(context, 'duty.identity', 'many')}
    group by duty.anchor) waiting
  join entry on entry.lineage = waiting.anchor and entry.superseded_at = 'infinity'
  left join worker author on author.worker = entry.author
  where not exists (select 1 from meeting_child child left join draft on draft.draft = child.draft
    where coalesce(child.entry, draft.completed_as) = waiting.anchor)`

/** All that is to be written of meetings that were held, whichever is due first first. */
export const toWrite = async (queries: Queries, context: Context): Promise<readonly ToWrite[]> => {
  const { rows } = await sql<ToWriteRow>`
    select * from (${heldMeetings(context)} union all ${entriesWithoutMeeting(context)}) waiting
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
  readonly total: number
}

/** Meetings due by a day for children who open to the reader and that are not planned, siblings of one entry together. */
export const toPlan = async (
  queries: Queries,
  context: Context,
  asked: {
    readonly before: CivilDate
    readonly kind?: MeetingKindName
    readonly page: number
    readonly perPage: number
  },
): Promise<readonly ToPlan[]> => {
  const { rows } = await sql<Omit<ToPlan, 'kind'> & { readonly kind: string }>`
    with waiting as materialized (
      select duty.step, duty.anchor, min(duty.due_on) as due_on, array_agg(distinct duty.identity) as identities
      from duty where duty.step = any (${asked.kind === undefined ? kindNames : [asked.kind]}::text[]) and ${isOpenDuty}
        and duty.due_on < ${asked.before}::date
        and not exists (select 1 from meeting_child child join meeting on meeting.meeting = child.meeting
          where child.identity = duty.identity and meeting.kind = duty.step and meeting.cancelled_at is null
            and meeting.held_at is null)
        and ${mayOpen(context, 'duty.identity', 'many')}
      group by duty.step, duty.anchor
    )
    select waiting.identities[1] as identity, waiting.step as kind, waiting.due_on as "dueOn",
      ${childrenAsJson(sql`select unnest(waiting.identities)`)} as children, count(*) over () as total
    from waiting order by waiting.due_on, waiting.anchor
    limit ${asked.perPage} offset ${(asked.page - 1) * asked.perPage}`.execute(queries)
  return rows.flatMap(({ kind, ...row }) => (isMeetingKind(kind) ? [{ ...row, kind }] : []))
}

/** Planned meetings of some days about children who open to the reader: a page of numbers, and how many there are. */
export const planned = async (
  queries: Queries,
  context: Context,
  asked: {
    readonly today: CivilDate
    readonly days: number
    readonly kind?: MeetingKindName
    readonly page: number
    readonly perPage: number
  },
): Promise<{ readonly numbers: readonly number[]; readonly total: number }> => {
  const { rows } = await sql<{ meeting: number; total: number }>`
    select meeting.meeting, count(*) over () as total from meeting
    where meeting.held_at is null and meeting.cancelled_at is null
      and meeting.starts_at < ${startOfDay(addDays(asked.today, asked.days))}::timestamptz
      and ${asked.kind === undefined ? sql`true` : sql`meeting.kind = ${asked.kind}`}
      and exists (select 1 from meeting_child child where child.meeting = meeting.meeting
        and ${mayOpen(context, 'child.identity', 'many')})
    order by meeting.starts_at, meeting.meeting limit ${asked.perPage} offset ${(asked.page - 1) * asked.perPage}`.execute(
    queries,
  )
  return { numbers: rows.map(({ meeting }) => meeting), total: rows[0]?.total ?? 0 }
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
