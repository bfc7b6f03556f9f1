import { sql } from 'kysely'
import { mayKnowOf, mayOpen } from '../../../access/visibility.ts'
import type { Context } from '../../../access/context.ts'
import { isMeetingKind, isOwnWay } from '../../../journey/meetings.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { nameInQuery } from '../../../people/index.ts'
import type { Change, Decision, Invitee, Meeting, MeetingChild, Minutes, Report } from './meeting.ts'

type Of<Row> = Row & { readonly meeting: number }
type HeadRow = Omit<Meeting, 'kind' | 'children' | 'invitees' | 'reports' | 'decisions' | 'minutes'> & {
  readonly kind: string
}

const named = (worker: string) => sql`${sql.ref(`${worker}.given`)} || ' ' || ${sql.ref(`${worker}.family`)}`

const heads = async (queries: Queries, numbers: readonly number[]) => {
  const { rows } = await sql<HeadRow>`
    select meeting.meeting, meeting.kind, meeting.starts_at as "startsAt", meeting.minutes as length, meeting.manner,
      meeting.place, meeting.chair, ${named('chair')} as "chairName", meeting.minute_taker as "minuteTaker",
      ${named('taker')} as "minuteTakerName", meeting.team, meeting.family_told as "familyTold",
      meeting.due_on as "dueOn", ${named('caller')} as "calledBy", meeting.version, meeting.quorate,
      meeting.quorum_words as "quorumWords", meeting.held_at as "heldAt", meeting.cancelled_at as "cancelledAt",
      meeting.cancelled_reason as "cancelledReason", meeting.closed_at as "closedAt"
    from meeting left join worker chair on chair.worker = meeting.chair
      left join worker taker on taker.worker = meeting.minute_taker
      left join worker caller on caller.worker = meeting.called_by
    where meeting.meeting = any (${[...numbers]}::bigint[])
    order by meeting.starts_at, meeting.meeting`.execute(queries)
  return rows
}

const childrenOf = async (queries: Queries, context: Context, numbers: readonly number[]) => {
  const { rows } = await sql<Of<Omit<MeetingChild, 'ownWay'>> & { readonly ownWay: string | null }>`
    select child.meeting, child.identity, ${nameInQuery('version')} as name, version.born_on as "bornOn",
      child.own_way as "ownWay", child.took_part as "tookPart", child.paragraph, child.outcome, draft.draft,
      coalesce(child.entry, draft.completed_as) as entry
    from meeting_child child
      join identity_version version on version.identity = child.identity and version.known_to = 'infinity'
      left join draft on draft.draft = child.draft
    where child.meeting = any (${[...numbers]}::bigint[]) and ${mayOpen(context, 'child.identity', 'few')}
    order by version.born_on nulls last, child.identity`.execute(queries)
  return rows.map(row => ({ ...row, ownWay: isOwnWay(row.ownWay) ? row.ownWay : ('notAsked' as const) }))
}

const inviteesOf = async (queries: Queries, context: Context, numbers: readonly number[]) => {
  const { rows } = await sql<Of<Invitee>>`
    select invitee.meeting, invitee.invitee,
      case when invitee.identity is not null then 'family' when invitee.worker is not null then 'worker' else 'agency' end as kind,
      invitee.identity, invitee.worker,
      coalesce(case when invitee.identity is not null then ${nameInQuery('version')} end, ${named('worker')}, invitee.name, invitee.agency) as name,
      invitee.part, invitee.agency, invitee.interpreter, invitee.interpreter_booked as "interpreterBooked",
      invitee.separate_time as "separateTime", invitee.advocate, invitee.needs, invitee.uninvited,
      invitee.invited_at as "invitedAt", invitee.attendance, invitee.view, invitee.dissents,
      invitee.dissent_reason as "dissentReason"
    from meeting_invitee invitee
      left join identity_version version on version.identity = invitee.identity and version.known_to = 'infinity'
      left join worker on worker.worker = invitee.worker
    where invitee.meeting = any (${[...numbers]}::bigint[])
      and (invitee.identity is null or ${mayKnowOf(context, 'invitee.identity', 'few')})
    order by invitee.invitee`.execute(queries)
  return rows
}

const reportsOf = async (queries: Queries, numbers: readonly number[]) => {
  const { rows } = await sql<Of<Report>>`
    select report.meeting, report.report, report.what, report.due_on as "dueOn", report.came_on as "cameOn",
      coalesce(${named('worker')}, concat_ws(', ', invitee.name, invitee.agency)) as "from"
    from meeting_report report left join meeting_invitee invitee on invitee.invitee = report.invitee
      left join worker on worker.worker = invitee.worker
    where report.meeting = any (${[...numbers]}::bigint[]) order by report.due_on, report.report`.execute(queries)
  return rows
}

const decisionsOf = async (queries: Queries, numbers: readonly number[]) => {
  const { rows } = await sql<Of<Decision>>`
    select meeting, position, words, by_whom as "byWhom", by_when as "byWhen", identity from meeting_decision
    where meeting = any (${[...numbers]}::bigint[]) order by position`.execute(queries)
  return rows
}

const minutesOf = async (queries: Queries, numbers: readonly number[]) => {
  const { rows } = await sql<Of<Minutes>>`
    select minutes.meeting, minutes.words, minutes.standing, minutes.version, ${named('writer')} as "writtenBy",
      minutes.written_at as "writtenAt", ${named('checker')} as "checkedBy", minutes.checked_at as "checkedAt",
      minutes.chairs_words as "chairsWords"
    from meeting_minutes minutes left join worker writer on writer.worker = minutes.written_by
      left join worker checker on checker.worker = minutes.checked_by
    where minutes.meeting = any (${[...numbers]}::bigint[])`.execute(queries)
  return rows
}

/** Of one meeting, what is only about children who open to the reader. */
const seenBy = <Row extends { readonly identity: number | null }>(
  rows: readonly Row[],
  about: ReadonlySet<number>,
): readonly Row[] => rows.filter(({ identity }) => identity === null || about.has(identity))

/** Of these meetings, those of which a child opens to the reader, in the same order: for a number of them. */
export const openOf = async (
  queries: Queries,
  context: Context,
  numbers: readonly number[],
): Promise<readonly number[]> => {
  if (numbers.length === 0) return []
  const rows = await queries
    .selectFrom('meeting_child')
    .select('meeting')
    .distinct()
    .where('meeting', 'in', numbers)
    .where(mayOpen(context, 'meeting_child.identity', 'few'))
    .execute()
  const open = new Set(rows.map(({ meeting }) => meeting))
  return numbers.filter(meeting => open.has(meeting))
}

/** Meetings by their numbers, in the order of their time; only those of which a child opens to the reader. */
export const readMeetings = async (
  queries: Queries,
  context: Context,
  numbers: readonly number[],
): Promise<readonly Meeting[]> => {
  if (numbers.length === 0) return []
  const [found, children, invitees, reports, decisions, minutes] = await Promise.all([
    heads(queries, numbers),
    childrenOf(queries, context, numbers),
    inviteesOf(queries, context, numbers),
    reportsOf(queries, numbers),
    decisionsOf(queries, numbers),
    minutesOf(queries, numbers),
  ])
  const of = <Row extends { readonly meeting: number }>(rows: readonly Row[]) =>
    Map.groupBy(rows, ({ meeting }) => meeting)
  const [byChildren, byInvitees, byReports, byDecisions] = [of(children), of(invitees), of(reports), of(decisions)]
  return found.flatMap(({ kind, ...head }) => {
    const about = byChildren.get(head.meeting) ?? []
    if (about.length === 0 || !isMeetingKind(kind)) return []
    return [
      {
        ...head,
        kind,
        children: about,
        invitees: byInvitees.get(head.meeting) ?? [],
        reports: byReports.get(head.meeting) ?? [],
        decisions: seenBy(byDecisions.get(head.meeting) ?? [], new Set(about.map(({ identity }) => identity))),
        minutes: minutes.find(({ meeting }) => meeting === head.meeting),
      },
    ]
  })
}

/** What was changed of a meeting after it was planned, newest first. */
export const changesOf = async (queries: Queries, meeting: number): Promise<readonly Change[]> => {
  const { rows } = await sql<Change>`
    select change.at, change.words, ${named('worker')} as by from meeting_change change
      left join worker on worker.worker = change.worker
    where change.meeting = ${meeting} order by change.id desc`.execute(queries)
  return rows
}
