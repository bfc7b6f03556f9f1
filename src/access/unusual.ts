import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { addDays, startOfDay } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import { workingKinds } from '../journey/allocation-parts.ts'
import type { Tables } from '../store/tables.ts'
import type { Context } from './context.ts'
import { roleMatrix } from './role-matrix.ts'
import { mayKnowOf } from './visibility.ts'

/** What makes looks worth a question. None of it is wrong in itself. */
export const unusualKinds = {
  many: 'Many children that are not theirs in one day',
  sameName: 'A child with the same family name',
  withoutPost: 'On a day without a post here',
  outOfHours: 'At night or at a weekend',
} as const

export type UnusualKind = keyof typeof unusualKinds

/** What one worker did on one day that is worth a question, and how many looks or children that were. */
export type Unusual = {
  readonly kind: UnusualKind
  readonly worker: number
  readonly name: string
  readonly on: CivilDate
  readonly count: number
}

/** What is found of one kind, the latest first; `more` where there is more than is told. */
export type UnusualOfKind = {
  readonly kind: UnusualKind
  readonly found: readonly Unusual[]
  readonly more: boolean
}

const mostOfKind = 200

/** So many children, of whom none is allocated to the worker or to a team of theirs, in one day. */
export const manyChildren = 25

const dayOf = sql<CivilDate>`(look.at at time zone 'Europe/London')::date`

const theirs = sql`exists (
  select 1 from person of_look join person same on same.person = of_look.person
    join episode on episode.identity = same.identity
  where of_look.identity = look.identity and episode.known_to = 'infinity'
    and episode.kind in (${sql.join(workingKinds.map(kind => sql.lit(kind)))})
    and episode.started_on <= ${dayOf} and (episode.ended_on is null or episode.ended_on >= ${dayOf})
    and (episode.detail ->> 'worker' = look.worker::text or episode.detail ->> 'team' in (
      select post.team from post where post.worker = look.worker and post.known_to = 'infinity'
        and post.started_on <= ${dayOf} and (post.ended_on is null or post.ended_on > ${dayOf}))))`

const hasSameName = sql`exists (
  select 1 from identity_version version join worker on worker.worker = look.worker
  where version.identity = look.identity and version.known_to = 'infinity'
    and lower(version.family) = lower(worker.family))`

const hasPost = sql`exists (
  select 1 from post where post.worker = look.worker and post.known_to = 'infinity'
    and post.started_on <= ${dayOf} and (post.ended_on is null or post.ended_on > ${dayOf}))`

const isOutOfHours = sql`(extract(isodow from look.at at time zone 'Europe/London') > 5
  or extract(hour from look.at at time zone 'Europe/London') not between 7 and 19)`

type Kind = {
  readonly kind: UnusualKind
  readonly which: RawBuilder<unknown>
  readonly count: RawBuilder<unknown>
  readonly least: number
}

const looks = sql`count(*)`
const childrenLookedAt = sql`count(distinct look.identity)`

const kinds: readonly Kind[] = [
  { kind: 'withoutPost', which: sql`not ${hasPost}`, count: looks, least: 1 },
  { kind: 'sameName', which: hasSameName, count: childrenLookedAt, least: 1 },
  { kind: 'many', which: sql`not ${theirs}`, count: childrenLookedAt, least: manyChildren },
  // Whoever is on duty at night works then.
  { kind: 'outOfHours', which: sql`${isOutOfHours} and look.role <> 'dutyWorker'`, count: looks, least: 1 },
]

/**
 * Looks of the days from the first to the last that are worth a question, for a part that reads the access log; undefined
 * for any other. Looks at a restricted child count for its keepers alone.
 */
export const unusualLooks = async (
  database: Kysely<Tables>,
  context: Context,
  { from, until, most = mostOfKind }: { readonly from: CivilDate; readonly until: CivilDate; readonly most?: number },
): Promise<readonly UnusualOfKind[] | undefined> => {
  if (!roleMatrix[context.role].readsAccessLog) return undefined
  return Promise.all(
    kinds.map(async ({ kind, which, count, least }) => {
      const { rows } = await sql<Omit<Unusual, 'kind'>>`
        select look.worker, min(worker.given || ' ' || worker.family) as name, ${dayOf} as on, ${count}::int as count
        from access_log look join worker on worker.worker = look.worker
        where look.at >= ${startOfDay(from)} and look.at < ${startOfDay(addDays(until, 1))}
          and look.identity is not null and look.answer = 'open'
          and ${which} and ${mayKnowOf(context, 'look.identity')}
        group by look.worker, 3 having ${count} >= ${least} order by 3 desc, 4 desc limit ${most + 1}`.execute(database)
      return { kind, found: rows.slice(0, most).map(row => ({ kind, ...row })), more: rows.length > most }
    }),
  )
}
