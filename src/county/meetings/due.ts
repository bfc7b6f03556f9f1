import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { addDays, dateAt } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { isMeetingKind, meetingKinds } from '../../journey/index.ts'
import type { MeetingKindName } from '../../journey/index.ts'
import type { Tables } from '../../store/index.ts'

/** A meeting that is due, or was held: which children it is about, and what it follows from. */
export type Meant = {
  readonly kind: MeetingKindName
  readonly anchor: number
  readonly on: CivilDate
  readonly children: readonly number[]
}

/** What the county knows of a child when a meeting about it is planned. */
export type Known = {
  readonly identity: number
  readonly bornOn: CivilDate | null
  readonly socialWorker: number | null
  readonly team: string | null
  readonly reviewingOfficer: number | null
  readonly lastChair: number | null
  readonly adults: readonly { readonly identity: number; readonly part: string; readonly interpreter: string | null }[]
}

const named = (rows: readonly (Omit<Meant, 'kind'> & { readonly kind: string })[]): readonly Meant[] =>
  rows.flatMap(({ kind, ...row }) => (isMeetingKind(kind) ? [{ ...row, kind }] : []))

/** The meetings that are due soon after the clock, siblings of one entry together; core groups and the like a shorter time ahead. */
export const meetingsDue = async (queries: Kysely<Tables>, opens: Instant): Promise<readonly Meant[]> => {
  const today = dateAt(opens)
  const long = ['initialConference', 'reviewConference', 'lookedAfterReview']
  const { rows } = await sql<Meant>`
    select duty.step as kind, duty.anchor, min(duty.due_on) as "on", array_agg(duty.identity order by duty.identity) as children
    from duty where duty.step = any (${Object.keys(meetingKinds)}::text[]) and duty.met_on is null
      and duty.lapsed_on is null and duty.known_to = 'infinity' and duty.due_on >= ${addDays(today, -7)}::date
      and duty.due_on < case when duty.step = any (${long}::text[]) then ${addDays(today, 35)}::date else ${addDays(today, 14)}::date end
    group by duty.step, duty.anchor order by min(duty.due_on), duty.step, duty.anchor`.execute(queries)
  return named(rows)
}

/** The conferences and reviews of the last days of which minutes are asked for. */
export const meetingsHeld = async (queries: Kysely<Tables>, since: CivilDate): Promise<readonly Meant[]> => {
  const { rows } = await sql<Meant>`
    select entry.step as kind, entry.lineage as anchor, entry.happened_on as "on",
      array_agg(subject.identity order by subject.identity) as children
    from entry join entry_subject subject on subject.lineage = entry.lineage
    where entry.step in ('initialConference', 'reviewConference', 'lookedAfterReview') and not entry.withdrawn
      and entry.superseded_at = 'infinity' and entry.happened_on >= ${since}::date
    group by entry.step, entry.lineage, entry.happened_on order by entry.happened_on, entry.lineage`.execute(queries)
  return named(rows)
}

/** What is known of the children of some meetings, by number. */
export const knownOf = async (
  queries: Kysely<Tables>,
  children: readonly number[],
): Promise<ReadonlyMap<number, Known>> => {
  const { rows } = await sql<Known>`
    with child as materialized (select distinct unnest(${[...children]}::bigint[]) as identity)
    select child.identity, version.born_on as "bornOn", (social.detail ->> 'worker')::bigint as "socialWorker",
      social.detail ->> 'team' as team, (officer.detail ->> 'worker')::bigint as "reviewingOfficer",
      (select entry.author from entry_subject subject join entry on entry.lineage = subject.lineage
        where subject.identity = child.identity and entry.step in ('initialConference', 'reviewConference')
        order by entry.happened_on desc, entry.lineage desc limit 1) as "lastChair",
      coalesce((select json_agg(json_build_object('identity', adult.identity, 'part', bond.kind, 'interpreter',
          case when adult.interpreter then coalesce(adult.language, '') end) order by adult.identity)
        from relationship bond join identity_version adult on adult.identity = bond.one and adult.known_to = 'infinity'
        where bond.other = child.identity and bond.kind in ('mother', 'father') and bond.known_to = 'infinity'
          and bond.ended_on is null), '[]') as adults
    from child join identity_version version on version.identity = child.identity and version.known_to = 'infinity'
      left join lateral (select episode.detail from episode where episode.identity = child.identity
        and episode.kind = 'socialWorkerAllocation' and episode.ended_on is null and episode.known_to = 'infinity' limit 1) social on true
      left join lateral (select episode.detail from episode where episode.identity = child.identity
        and episode.kind = 'reviewingOfficerAllocation' and episode.ended_on is null and episode.known_to = 'infinity' limit 1) officer on true`.execute(
    queries,
  )
  return new Map(rows.map(row => [row.identity, row]))
}

/** How far the minutes of a meeting that was held have come, by the entry of the meeting. */
export const minutesOf = async (
  queries: Kysely<Tables>,
  entries: readonly number[],
): Promise<ReadonlyMap<number, { readonly words: string; readonly author: number; readonly at: Instant }>> => {
  const { rows } = await sql<{ follows: number; words: string; author: number; at: Instant }>`
    select follows, answers ->> 'minutes' as words, author, recorded_at as at from entry
    where step = 'meetingMinutes' and follows = any (${[...entries]}::bigint[]) and superseded_at = 'infinity'`.execute(
    queries,
  )
  return new Map(rows.map(({ follows, ...row }) => [follows, row]))
}
