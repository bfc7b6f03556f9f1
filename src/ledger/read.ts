import { sql } from 'kysely'
import { mayOpen } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import type { Instant } from '../calendar/index.ts'
import type { Queries } from './ledger.ts'
import { paragraphOfVersion } from './paragraphs.ts'

/** A manager who authorised an entry: by number and name, and which version. */
export type AuthorisedBy = { readonly worker: number; readonly by: string; readonly version: number }

/** An entry as a reader sees it. */
export type Entry = {
  readonly entry: number
  readonly version: number
  readonly step: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly outcome: string
  readonly happenedOn: string
  readonly completedOn: string
  readonly follows: number | null
  readonly author: number
  readonly authorName: string
  /** Who recorded it first, whoever has corrected it since. */
  readonly firstAuthorName: string
  readonly team: string | null
  readonly source: string
  readonly recordedAt: Instant
  readonly withdrawn: boolean
  readonly correctionReason: string | null
  readonly paragraph: string | null
  /** The manager who authorised it, and which version, this or one before it; read with all that is about a child. */
  readonly authorised?: AuthorisedBy | null
}

/** What to read: all that is known now, or all that was known at an instant. */
export type AsKnown = {
  readonly asKnown?: Instant
  /**
   * Access has been asked of this child in this request, and the record was open. A person's records open together, so
   * that asking again of each would only take time.
   */
  readonly opened?: boolean
}

/** Whether a record of the child opens, unless that has been asked already. */
const opens = (context: Context, { opened = false }: AsKnown, identity: string) =>
  opened ? sql<boolean>`true` : mayOpen(context, identity, 'few')

const entryColumns = [
  'entry.lineage as entry',
  'entry.version',
  'entry.step',
  'entry.answers',
  'entry.outcome',
  'entry.happened_on as happenedOn',
  'entry.completed_on as completedOn',
  'entry.follows',
  'entry.author',
  'entry.team',
  'entry.source',
  'entry.recorded_at as recordedAt',
  'entry.withdrawn',
  'entry.correction_reason as correctionReason',
] as const

const authorName = sql<string>`worker.given || ' ' || worker.family`.as('authorName')

const authorised = sql<AuthorisedBy | null>`(
  select json_build_object('worker', manager.worker, 'by', manager.given || ' ' || manager.family, 'version', given.version)
  from entry_authorisation given join worker manager on manager.worker = given.authoriser
  where given.lineage = entry.lineage and given.version <= entry.version
  order by given.version desc limit 1)`.as('authorised')

const firstAuthorName = sql<string>`case when entry.version = 1 then worker.given || ' ' || worker.family
  else (select author.given || ' ' || author.family from entry first_version
    join worker author on author.worker = first_version.author
    where first_version.lineage = entry.lineage and first_version.version = 1) end`.as('firstAuthorName')

/**
 * The entries about a child, the whole cluster of linked records, newest first. Withdrawn ones are left out. One who may
 * not open the child gets none.
 */
export const entriesAbout = (
  queries: Queries,
  context: Context,
  identity: number,
  reading: AsKnown = {},
): Promise<readonly Entry[]> => {
  const { asKnown } = reading
  return queries
    .selectFrom('person as child')
    .innerJoin('person as each', 'each.person', 'child.person')
    .innerJoin('entry_subject', 'entry_subject.identity', 'each.identity')
    .innerJoin('entry', 'entry.lineage', 'entry_subject.lineage')
    .innerJoin('worker', 'worker.worker', 'entry.author')
    .select([...entryColumns, authorName, firstAuthorName, paragraphOfVersion.as('paragraph'), authorised])
    .where('child.identity', '=', identity)
    .where('entry.withdrawn', '=', false)
    .where(opens(context, reading, 'each.identity'))
    .$if(asKnown === undefined, query => query.where('entry.superseded_at', '=', sql<string>`'infinity'`))
    .$if(asKnown !== undefined, query =>
      query.where('entry.recorded_at', '<=', asKnown ?? '').where('entry.superseded_at', '>', asKnown ?? ''),
    )
    .orderBy('entry.happened_on', 'desc')
    .orderBy('entry.lineage', 'desc')
    .execute()
}

/** Every version of one entry, newest first, for one who may open one of the children it is about. */
export const versionsOf = (queries: Queries, context: Context, entry: number): Promise<readonly Entry[]> =>
  queries
    .selectFrom('entry')
    .innerJoin('worker', 'worker.worker', 'entry.author')
    .select([...entryColumns, authorName, firstAuthorName, sql<null>`null`.as('paragraph')])
    .where('entry.lineage', '=', entry)
    .where(query =>
      query.exists(
        query
          .selectFrom('entry_subject')
          .select('entry_subject.identity')
          .whereRef('entry_subject.lineage', '=', 'entry.lineage')
          .where(mayOpen(context, 'entry_subject.identity', 'few')),
      ),
    )
    .orderBy('entry.version', 'desc')
    .execute()

/** The children an entry is about whom this person may open, each with its own paragraph. */
export const subjectsOf = (
  queries: Queries,
  context: Context,
  entry: number,
): Promise<readonly { readonly identity: number; readonly paragraph: string | null }[]> =>
  queries
    .selectFrom('entry_subject')
    .select(['identity', 'paragraph'])
    .where('lineage', '=', entry)
    .where(mayOpen(context, 'entry_subject.identity', 'few'))
    .orderBy('identity')
    .execute()

/** An episode as a reader sees it. */
export type Episode = {
  readonly kind: string
  readonly startedOn: string
  readonly endedOn: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly openedBy: number
  readonly closedBy: number | null
}

/** The episodes of a child, the whole cluster of linked records, latest first. */
export const episodesAbout = (
  queries: Queries,
  context: Context,
  identity: number,
  reading: AsKnown = {},
): Promise<readonly Episode[]> => {
  const { asKnown } = reading
  const settled = (column: 'ended_on' | 'closed_by') =>
    asKnown === undefined
      ? sql.ref(`episode.${column}`)
      : sql`case when episode.settled_known_from <= ${asKnown} then ${sql.ref(`episode.${column}`)} end`
  return queries
    .selectFrom('person as child')
    .innerJoin('person as each', 'each.person', 'child.person')
    .innerJoin('episode', 'episode.identity', 'each.identity')
    .select([
      'episode.kind',
      'episode.started_on as startedOn',
      sql<string | null>`${settled('ended_on')}`.as('endedOn'),
      'episode.detail',
      'episode.opened_by as openedBy',
      sql<number | null>`${settled('closed_by')}`.as('closedBy'),
    ])
    .where('child.identity', '=', identity)
    .where(opens(context, reading, 'each.identity'))
    .$if(asKnown === undefined, query => query.where('episode.known_to', '=', sql<string>`'infinity'`))
    .$if(asKnown !== undefined, query =>
      query.where('episode.known_from', '<=', asKnown ?? '').where('episode.known_to', '>', asKnown ?? ''),
    )
    .orderBy('episode.started_on', 'desc')
    .orderBy('episode.id', 'desc')
    .execute()
}

/** Work that is due, for a list: what, for which child, by which rule, when, and in whose hands the child is. */
export type Duty = {
  readonly identity: number
  readonly rule: string
  readonly step: string
  readonly anchor: number
  readonly anchoredOn: string
  /** 0 for the first of a rhythm, 1 for the second, and so on. */
  readonly nth: number
  readonly dueOn: string | null
  readonly dueAt: string | null
  /** The day of what began since and has made it due sooner, where something has. */
  readonly soonerSince: string | null
}

/** The open duties of a child, soonest first; those without a date last. */
export const dutiesAbout = (
  queries: Queries,
  context: Context,
  identity: number,
  reading: Pick<AsKnown, 'opened'> = {},
): Promise<readonly Duty[]> =>
  queries
    .selectFrom('person as child')
    .innerJoin('person as each', 'each.person', 'child.person')
    .innerJoin('duty', 'duty.identity', 'each.identity')
    .select([
      'duty.identity',
      'duty.rule',
      'duty.step',
      'duty.anchor',
      'duty.anchored_on as anchoredOn',
      'duty.nth',
      'duty.due_on as dueOn',
      'duty.due_at as dueAt',
      'duty.sooner_since as soonerSince',
    ])
    .where('child.identity', '=', identity)
    .where('duty.known_to', '=', sql<string>`'infinity'`)
    .where('duty.met_on', 'is', null)
    .where('duty.lapsed_on', 'is', null)
    .where(opens(context, reading, 'each.identity'))
    .orderBy('duty.due_on', order => order.asc().nullsLast())
    .execute()
