import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { contextAt, mayKnowOf, mayOpen, workersFor } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import { inWords, localTime } from '../calendar/index.ts'
import type { CivilDate, Instant, LocalTime } from '../calendar/index.ts'
import { nextMoment } from '../council/clock.ts'
import { teamBegunBy, teamNameOn } from '../council/organisation.ts'
import { caseloadKinds } from '../journey/allocation-parts.ts'
import type { StoredAnswers } from '../journey/index.ts'
import { nameInQuery } from '../people/index.ts'
import { inTransaction } from '../store/index.ts'
import { demandOpen, lockSubjects } from './checks.ts'
import type { Ledger, Queries } from './ledger.ts'
import { recordWithin } from './record.ts'
import { refuse } from './refusal.ts'

/** What the duty team did about a child and the day team reads: a duty, and the entry that gave rise to it. */
export type Handover = {
  readonly child: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly entry: number
  readonly step: string
  readonly outcome: string
  /** When the call came or the visit began, on the clocks of England. */
  readonly at: LocalTime
  /** What was written; nothing where the record does not open to the reader. */
  readonly answers: StoredAnswers | null
  readonly by: string
  readonly dueAt: Instant
  readonly accepted: { readonly at: Instant; readonly by: string } | null
  /** Whose it is today: the child's worker and team; nobody's is the point of access's. */
  readonly worker: string | null
  readonly team: string | null
  readonly opens: boolean
}

/**
 * Whose handovers: of the children in one's own hands or those one covers, of one's teams, of one's service, of children in
 * nobody's hands, or all.
 */
export type HandoverScope = 'mine' | 'team' | 'service' | 'nobody' | 'all'

export type HandoversAsked = {
  readonly scope: HandoverScope
  /** Only those that nobody has accepted; else those that came to be due from an instant on. */
  readonly since?: Instant
  readonly most?: number
}

const kinds = sql`array[${sql.join(caseloadKinds.map(kind => sql.lit(kind)))}]::text[]`

/** Whether a child, held as in `held`, is of a scope. */
export const isOf = (context: Context, scope: HandoverScope): RawBuilder<boolean> => {
  switch (scope) {
    case 'mine':
      return sql<boolean>`held.worker = any (${workersFor(context)})`
    case 'team':
      return sql<boolean>`held.team = any (${[...context.teams]}::text[])`
    case 'service':
      return sql<boolean>`held.team in (select team.team from team where team.service = any (${[...context.services]}::text[])
        and ${teamBegunBy('team', context.today)})`
    case 'nobody':
      return sql<boolean>`held.worker is null`
    case 'all':
      return sql<boolean>`true`
  }
}

/** A handover that stands as believed now: not of a call that was withdrawn. */
const stands = sql<boolean>`duty.step = 'handoverAccepted' and duty.known_to = 'infinity' and duty.lapsed_on is null`

/** Whose a child is, for a row of the table `person`: the worker and the team who hold the case. */
export const held = sql`
  left join lateral (
    select episode.detail ->> 'worker' as worker, episode.detail ->> 'team' as team
    from person mate join episode on episode.identity = mate.identity
    where mate.person = person.person and episode.kind = any (${kinds}) and episode.ended_on is null
      and episode.known_to = 'infinity' and episode.detail ? 'worker'
    order by array_position(${kinds}, episode.kind) limit 1) held on true`

/**
 * The handovers of a scope, whoever may know of their children. On most days a team has none: then nothing more is asked, and
 * the long question of who may see whom is not even planned.
 */
const inScope = async (
  queries: Queries,
  context: Context,
  { scope, since }: HandoversAsked,
): Promise<readonly number[]> => {
  const { rows } = await sql<{ id: number }>`
    select duty.id from duty join person on person.identity = duty.identity ${held}
    where ${stands} and ${since === undefined ? sql`duty.met_on is null` : sql`duty.due_at >= ${since}::timestamptz`}
      and ${isOf(context, scope)}`.execute(queries)
  return rows.map(({ id }) => id)
}

/** Handovers as far as whoever asks may know of the children, those first that are due first. */
export const handovers = async (
  queries: Queries,
  context: Context,
  asked: HandoversAsked,
): Promise<readonly Handover[]> => {
  const duties = await inScope(queries, context, asked)
  if (duties.length === 0) return []
  const { rows } = await sql<
    Omit<Handover, 'accepted'> & { readonly acceptedAt: Instant | null; readonly acceptedBy: string | null }
  >`
    with chosen as materialized (
      select duty.identity, duty.anchor, duty.due_at, duty.met_by, person.person, held.worker, held.team
      from duty join person on person.identity = duty.identity ${held}
      where duty.id = any (${duties}::bigint[]) and ${mayKnowOf(context, 'duty.identity', 'few')}
      order by duty.due_at, duty.anchor, duty.identity limit ${asked.most ?? 200}
    ), opened as materialized (
      select chosen.*, ${mayOpen(context, 'chosen.identity', 'few')} as opens from chosen
    )
    select opened.person as child, ${nameInQuery('version')} as name, version.born_on as "bornOn", entry.lineage as entry,
      entry.step, entry.outcome, coalesce(entry.answers ->> 'calledAt', entry.answers ->> 'visitedAt') as at,
      case when opened.opens then entry.answers end as answers, author.given || ' ' || author.family as by,
      opened.due_at as "dueAt", opened.opens, accepting.recorded_at as "acceptedAt",
      accepter.given || ' ' || accepter.family as "acceptedBy", holder.given || ' ' || holder.family as worker,
      ${teamNameOn(sql`opened.team`, context.today)} as team
    from opened
      join entry on entry.lineage = opened.anchor and entry.superseded_at = 'infinity'
      join worker author on author.worker = entry.author
      join identity_version version on version.identity = opened.person and version.known_to = 'infinity'
      left join entry accepting on accepting.lineage = opened.met_by and accepting.version = 1
      left join worker accepter on accepter.worker = accepting.author
      left join worker holder on holder.worker = opened.worker::bigint
    order by opened.due_at, at, opened.anchor, opened.identity`.execute(queries)
  return rows.map(({ acceptedAt, acceptedBy, ...row }) => ({
    ...row,
    accepted: acceptedAt === null ? null : { at: acceptedAt, by: acceptedBy ?? '' },
  }))
}

/** How many handovers came to be due in a time, and how many of them were accepted by then. */
export type HandoverRate = { readonly due: number; readonly inTime: number; readonly waiting: number }

/** How the day teams have read what was handed over, by when it was due. */
export const handoverRate = async (
  queries: Queries,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<HandoverRate> => {
  const { rows } = await sql<HandoverRate>`
    select count(*)::int as due, (count(*) filter (where accepting.recorded_at <= duty.due_at))::int as "inTime",
      (count(*) filter (where duty.met_on is null))::int as waiting
    from duty left join entry accepting on accepting.lineage = duty.met_by and accepting.version = 1
    where ${stands} and duty.due_at >= ${from}::timestamptz and duty.due_at < ${until}::timestamptz`.execute(queries)
  return rows[0] ?? { due: 0, inTime: 0, waiting: 0 }
}

/** The handover of an entry about a child, locked by the caller: waiting, accepted by somebody, or none. */
const handoverNow = async (queries: Queries, child: number, entry: number) => {
  const { rows } = await sql<{ identity: number; by: string | null; on: CivilDate | null }>`
    select duty.identity, worker.given || ' ' || worker.family as by, duty.met_on as on
    from person self join person mate on mate.person = self.person join duty on duty.identity = mate.identity
      left join entry accepting on accepting.lineage = duty.met_by and accepting.version = 1
      left join worker on worker.worker = accepting.author
    where self.identity = ${child} and duty.anchor = ${entry} and ${stands}
    order by duty.met_on nulls first limit 1`.execute(queries)
  return rows[0]
}

/**
 * Accepts what was handed over of a child, by name: recorded as a step that follows the call or visit. Throws a Refusal
 * where there is no such handover, or where somebody has accepted it already.
 */
export const acceptHandover = (
  ledger: Ledger,
  context: Context,
  { child, entry, words }: { readonly child: number; readonly entry: number; readonly words?: string },
): Promise<number> =>
  inTransaction(
    ledger.database,
    async queries => {
      const found = await handoverNow(queries, child, entry)
      if (found === undefined) return refuse('notFound', 'Nothing of that was handed over.')
      await lockSubjects(queries, [found.identity])
      await demandOpen(queries, context, [found.identity])
      const standing = await handoverNow(queries, child, entry)
      if (standing?.by != null)
        return refuse(
          'alreadyCompleted',
          `${standing.by} accepted this${standing.on === null ? '' : ` on ${inWords(standing.on)}`}. Nothing was changed.`,
        )
      const now = contextAt(context, await nextMoment(queries))
      return recordWithin(
        queries,
        ledger,
        now,
        {
          step: 'handoverAccepted',
          subjects: [{ identity: found.identity }],
          answers: { acceptedAt: localTime(now.now), ...(words === undefined || words === '' ? {} : { words }) },
          outcome: 'accepted',
          follows: entry,
        },
        { opened: true },
      )
    },
    { isolation: 'read committed' },
  )
