import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { mayKnowOf, mayOpen } from '../../../access/visibility.ts'
import { addDays, localTime } from '../../../calendar/index.ts'
import type { CivilDate, Instant, LocalTime } from '../../../calendar/index.ts'
import { stretchSince } from '../../../council/duty-hours.ts'
import type { Stretch } from '../../../council/duty-hours.ts'
import type { StoredAnswers } from '../../../journey/index.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { nameInQuery } from '../../../people/index.ts'

/** A child of an entry, and whether its record opens to the reader. */
export type ChildOfNight = {
  readonly child: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly opens: boolean
}

/**
 * A call, a visit or a request of a night. What was written is there only where the record of a child opens, or where the
 * manager of whoever wrote it reads.
 */
export type NightEntry = {
  readonly entry: number
  readonly step: 'dutyCall' | 'dutyVisit' | 'dutyRequest'
  readonly outcome: string
  readonly at: LocalTime
  readonly by: string
  readonly answers: StoredAnswers | null
  readonly children: readonly ChildOfNight[]
  /** Of a request: its answer, or by when one is due. */
  readonly answer: { readonly words: string; readonly outcome: string; readonly at: LocalTime } | null
  readonly answerDueAt: Instant | null
}

/** The working day that follows a stretch belongs to it until the evening, so that nothing falls between two. */
const upTo = ({ until }: Stretch): LocalTime => stretchSince(localTime(until).slice(0, 10)).from

const momentOf = sql`coalesce(entry.answers ->> 'calledAt', entry.answers ->> 'visitedAt', entry.answers ->> 'askedAt')`

const childrenOfEntry = (context: Context) => sql`(
  select json_agg(json_build_object('child', person.person, 'name', ${nameInQuery('version')}, 'bornOn', version.born_on,
    'opens', ${mayOpen(context, 'subject.identity', 'few')}) order by version.born_on, person.person)
  from entry_subject subject join person on person.identity = subject.identity
    join identity_version version on version.identity = person.person and version.known_to = 'infinity'
  where subject.lineage = entry.lineage and ${mayKnowOf(context, 'subject.identity', 'few')})`

/**
 * Whether a manager reads what their own team's workers wrote, this entry and not the record of the child: they answer for the
 * work of the night. Not where a child of it must not be known to them, for the words may tell of that child.
 */
const isOfOwnTeam = (context: Context) =>
  context.role === 'teamManager' && context.teams.length > 0
    ? sql<boolean>`(coalesce(entry.team = any (${[...context.teams]}::text[]), false)
        and not exists (select 1 from entry_subject hidden where hidden.lineage = entry.lineage
          and not ${mayKnowOf(context, 'hidden.identity', 'few')}))`
    : sql<boolean>`false`

const mostOfNight = 500

/**
 * What the duty team did in a stretch, as far as the reader may know of the children, in the order in which it came;
 * `more` where there is more than is told.
 */
export const nightOfBoard = async (
  queries: Queries,
  context: Context,
  stretch: Stretch,
  most = mostOfNight,
): Promise<{ readonly entries: readonly NightEntry[]; readonly more: boolean }> => {
  const [from, until] = [localTime(stretch.from), localTime(upTo(stretch))]
  const { rows } = await sql<
    Omit<NightEntry, 'children'> & { readonly children: readonly ChildOfNight[] | null; readonly isOfOwnTeam: boolean }
  >`
    select entry.lineage as entry, entry.step, entry.outcome, ${momentOf} as at, entry.answers,
      ${isOfOwnTeam(context)} as "isOfOwnTeam",
      worker.given || ' ' || worker.family as by, ${childrenOfEntry(context)} as children,
      (select json_build_object('words', answer.answers ->> 'answer', 'outcome', answer.outcome, 'at', answer.answers ->> 'answeredAt')
        from entry answer where answer.follows = entry.lineage and answer.step = 'dutyAnswer'
          and answer.superseded_at = 'infinity' and not answer.withdrawn order by answer.lineage limit 1) as answer,
      (select min(duty.due_at) from duty where duty.anchor = entry.lineage and duty.step = 'dutyAnswer'
        and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity') as "answerDueAt"
    from entry join worker on worker.worker = entry.author
    where entry.step in ('dutyCall', 'dutyVisit', 'dutyRequest') and entry.superseded_at = 'infinity' and not entry.withdrawn
      and entry.happened_on between ${from.slice(0, 10)}::date and ${until.slice(0, 10)}::date
      and ${momentOf} >= ${from} and ${momentOf} < ${until}
    order by at, entry.lineage limit ${most + 1}`.execute(queries)
  const entries = rows.slice(0, most).flatMap(({ children, isOfOwnTeam: isOwn, ...row }) => {
    if (children === null) return []
    if (isOwn || children.some(({ opens }) => opens)) return [{ ...row, children }]
    return [{ ...row, children, answers: null, answer: row.answer === null ? null : { ...row.answer, words: '' } }]
  })
  return { entries, more: rows.length > most }
}

/** A child of whom the day team told the duty team. */
export type Watched = ChildOfNight & {
  readonly entry: number
  readonly until: CivilDate
  readonly why: string | null
  readonly whatToDo: string | null
  readonly by: string
}

/** The children to watch on the night of a day, as far as the reader may know of them. */
export const watchedOn = async (queries: Queries, context: Context, night: CivilDate): Promise<readonly Watched[]> => {
  const { rows } = await sql<Watched>`
    with note as materialized (
      select entry.lineage, entry.author, entry.answers, subject.identity
      from entry join entry_subject subject on subject.lineage = entry.lineage
      where entry.step = 'dutyWatch' and entry.superseded_at = 'infinity' and not entry.withdrawn
        and entry.happened_on between ${addDays(night, -366)}::date and ${addDays(night, 1)}::date
        and entry.answers ->> 'until' >= ${night} and ${mayKnowOf(context, 'subject.identity', 'few')}
    ), opened as materialized (
      select note.*, ${mayOpen(context, 'note.identity', 'few')} as opens from note
    )
    select opened.lineage as entry, person.person as child, ${nameInQuery('version')} as name, version.born_on as "bornOn",
      opened.opens, (opened.answers ->> 'until')::date as until, worker.given || ' ' || worker.family as by,
      case when opened.opens then opened.answers ->> 'why' end as why,
      case when opened.opens then opened.answers ->> 'whatToDo' end as "whatToDo"
    from opened join person on person.identity = opened.identity join worker on worker.worker = opened.author
      join identity_version version on version.identity = person.person and version.known_to = 'infinity'
    order by lower(version.family), lower(version.given), person.person limit 200`.execute(queries)
  return rows
}
