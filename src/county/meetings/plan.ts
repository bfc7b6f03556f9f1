import type { Kysely } from 'kysely'
import { addDays, addMinutes, addWorkingDays, ageOn, dateAt, instantOf } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { posts } from '../../council/index.ts'
import { meetingKindOf, reportDueOn } from '../../journey/index.ts'
import type { Role } from '../../journey/index.ts'
import type { Tables } from '../../store/index.ts'
import { chooseFrom, chooseWeighted, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { knownOf, meetingsDue, meetingsHeld, minutesOf } from './due.ts'
import type { Known, Meant } from './due.ts'
import { freeTime } from './time.ts'
import type { Diaries } from './time.ts'
import { noMeetings, writeMeetings } from './write.ts'
import type { MeetingRows } from './write.ts'

const chairTeam = 'quality-and-review'

/** Minutes are asked for of meetings from this day on. */
const minutesSince = '2020-12-01'

const rooms = [
  'Civic Centre, room 2',
  'Civic Centre, room 5',
  'The family centre',
  'The school',
  'Town hall, committee room',
]

/** Everybody and everything that meetings are planned with. */
type Planning = {
  readonly seed: number
  readonly opens: Instant
  readonly rows: MeetingRows
  readonly diaries: Diaries
  readonly chairs: readonly number[]
  readonly takers: readonly number[]
  readonly known: ReadonlyMap<number, Known>
}

const on = async (queries: Kysely<Tables>, day: CivilDate, role: Role): Promise<readonly number[]> =>
  (await posts(queries, { on: day }, { role })).filter(({ team }) => team === chairTeam).map(({ worker }) => worker)

const someone = (list: readonly number[], number: number): number | null =>
  list[number % Math.max(1, list.length)] ?? null

/** Who chairs: who has reviewed the child before, else one of the chairs; core groups and the like the social worker. */
const chairOf = ({ chairs }: Planning, { kind, anchor }: Meant, children: readonly Known[]): number | null => {
  if (!meetingKindOf(kind).chairedBy.includes('conferenceChair'))
    return children.find(({ socialWorker }) => socialWorker !== null)?.socialWorker ?? null
  const before = [children[0]?.reviewingOfficer, children[0]?.lastChair].find(
    worker => worker != null && chairs.includes(worker),
  )
  return before ?? someone(chairs, anchor)
}

const wayOf = (stream: Stream, { bornOn }: Known, today: CivilDate): string =>
  bornOn === null || ageOn(bornOn, today) < 4
    ? 'tooYoung'
    : chooseWeighted(stream, {
        notAsked: 30,
        comes: 18,
        comesForPart: 14,
        apart: 8,
        advocate: 8,
        writes: 10,
        throughWorker: 12,
      })

const agenciesOf = (children: readonly Known[], today: CivilDate): readonly string[] => [
  ...(children.some(({ bornOn }) => bornOn === null || ageOn(bornOn, today) < 5) ? ['Health visiting'] : []),
  ...(children.some(({ bornOn }) => bornOn !== null && ageOn(bornOn, today) >= 4) ? ['School', 'School nursing'] : []),
  'GP surgery',
]

/** Invites child, family, worker and agencies, and asks for the reports; what is soon has mostly been sent and has come. */
const invite = (
  planning: Planning,
  stream: Stream,
  meant: Meant,
  at: { meeting: number; startsAt: Instant; chair: number | null },
) => {
  const { rows, opens, known } = planning
  const { meeting, startsAt, chair } = at
  const today = dateAt(opens)
  const day = dateAt(startsAt)
  const kind = meetingKindOf(meant.kind)
  const children = meant.children.flatMap(identity => known.get(identity) ?? [])
  const sentAt = instantOf(
    `${addWorkingDays(today, -stream.whole(1, 5))}T${chooseFrom(stream, ['10:20', '11:45', '15:10'])}`,
  )
  const isSent = day <= addDays(today, 12) ? stream.happens(0.9) : stream.happens(0.3)
  const invited = isSent ? { invited_at: sentAt, invited_by: someone(planning.takers, meeting) } : {}
  const add = (row: Omit<MeetingRows['meeting_invitee'][number], 'invitee' | 'meeting'>): number => {
    const invitee = rows.meeting_invitee.length + 1
    rows.meeting_invitee.push({
      interpreter: null,
      interpreter_booked: false,
      separate_time: false,
      identity: null,
      worker: null,
      agency: null,
      invited_at: null,
      invited_by: null,
      ...row,
      ...invited,
      invitee,
      meeting,
    })
    return invitee
  }
  for (const child of children) {
    const own_way = wayOf(stream, child, today)
    rows.meeting_child.push({ meeting, identity: child.identity, own_way, entry: null })
    if (kind.withFamily && own_way !== 'tooYoung') add({ identity: child.identity, part: 'the child' })
  }
  const adults = new Map(children.flatMap(({ adults: of }) => of.map(adult => [adult.identity, adult] as const)))
  if (kind.withFamily)
    for (const { identity, part, interpreter } of adults.values())
      add({
        identity,
        part,
        interpreter,
        interpreter_booked: interpreter !== null && stream.happens(0.6),
        separate_time: stream.happens(0.08),
      })
  const socialWorker = children.find(({ socialWorker: of }) => of !== null)?.socialWorker ?? null
  const own =
    socialWorker === null || socialWorker === chair ? null : add({ worker: socialWorker, part: 'social worker' })
  const agencies = agenciesOf(children, today).map(agency => add({ agency, part: agency }))
  const report = (what: string, invitee: number | null, due_on: CivilDate) =>
    rows.meeting_report.push({
      meeting,
      what,
      invitee,
      due_on,
      came_on: due_on <= addDays(today, 1) && stream.happens(0.75) ? addWorkingDays(today, -stream.whole(0, 2)) : null,
    })
  for (const { what, from, before } of kind.reports)
    for (const invitee of from === 'socialWorker' ? [own] : agencies) report(what, invitee, reportDueOn(day, before))
}

const planOne = (planning: Planning, meant: Meant): void => {
  const { seed, opens, rows, diaries, takers, known } = planning
  const stream = streamOf(seed, `meeting ${meant.kind}`, meant.anchor)
  const kind = meetingKindOf(meant.kind)
  const children = meant.children.flatMap(identity => known.get(identity) ?? [])
  const chair = chairOf(planning, meant, children)
  // Some are due and nobody has planned them yet: the nearer the day, the fewer.
  const isNear = meant.on <= addDays(dateAt(opens), 10)
  if (chair === null || stream.happens(isNear ? 0.06 : 0.25)) return
  const startsAt = freeTime(diaries, chair, stream, { dueOn: meant.on, length: kind.usually, opens })
  if (startsAt === undefined) return
  const meeting = rows.meeting.length + 1
  const isChairs = kind.chairedBy.includes('conferenceChair')
  const manner = chooseWeighted(stream, { inPerson: 4, video: 4, both: 2 })
  rows.meeting.push({
    meeting,
    kind: meant.kind,
    starts_at: startsAt,
    minutes: kind.usually,
    manner,
    place: manner === 'video' ? 'Video meeting; the link is in the invitation' : chooseFrom(stream, rooms),
    chair,
    minute_taker: kind.hasMinutes && stream.happens(0.85) ? someone(takers, meeting) : null,
    team: isChairs ? chairTeam : (children[0]?.team ?? null),
    family_told: kind.tells === '' ? null : kind.tells,
    due_on: meant.on,
    called_by: children[0]?.socialWorker ?? chair,
    called_at: instantOf(`${addWorkingDays(dateAt(opens), -stream.whole(5, 12))}T11:00`),
    held_at: null,
    held_by: null,
    closed_at: null,
  })
  invite(planning, stream, meant, { meeting, startsAt, chair })
}

const begun = [
  'Those who were there introduced themselves. The chair said what the meeting is for.',
  'The social worker told what has happened since the last meeting. The family said what has helped.',
]

type Approved = { readonly words: string; readonly author: number; readonly at: Instant }

/** A meeting of the last days as its minute-taker finds it: not begun, being written, with the chair, sent back, or approved. */
const holdOne = (
  { seed, opens, rows, takers, chairs, known }: Planning,
  meant: Meant,
  approved: Approved | undefined,
): void => {
  const stream = streamOf(seed, 'minutes', meant.anchor)
  const kind = meetingKindOf(meant.kind)
  const meeting = rows.meeting.length + 1
  const startsAt = instantOf(`${meant.on}T${chooseFrom(stream, ['09:30', '11:00', '14:00'])}`)
  const chair = known.get(meant.children[0] ?? 0)
  const taker = stream.happens(0.85) || approved !== undefined ? someone(takers, meeting) : null
  const heldAt = addMinutes(startsAt, kind.usually)
  rows.meeting.push({
    meeting,
    kind: meant.kind,
    starts_at: startsAt,
    minutes: kind.usually,
    manner: 'inPerson',
    place: chooseFrom(stream, rooms),
    chair: [chair?.reviewingOfficer, chair?.lastChair].find(worker => worker != null) ?? someone(chairs, meant.anchor),
    minute_taker: taker,
    team: chairTeam,
    family_told: null,
    due_on: null,
    called_by: taker,
    called_at: addMinutes(startsAt, -60 * 240),
    held_at: heldAt,
    held_by: null,
    closed_at: approved?.at ?? null,
  })
  for (const identity of meant.children)
    rows.meeting_child.push({ meeting, identity, own_way: null, entry: meant.anchor })
  const standing =
    approved === undefined
      ? chooseWeighted(stream, { none: 50, writing: 25, withChair: 20, sentBack: 5 })
      : ('approved' as const)
  if (standing === 'none') return
  const writtenAt = instantOf(`${addWorkingDays(dateAt(opens), -1)}T${chooseFrom(stream, ['10:40', '14:15', '16:30'])}`)
  rows.meeting_minutes.push({
    meeting,
    words: approved?.words ?? begun.join('\n\n'),
    standing,
    written_by: taker,
    written_at: approved?.at ?? writtenAt,
    checked_by: approved?.author ?? (standing === 'sentBack' ? someone(chairs, meant.anchor) : null),
    checked_at: approved?.at ?? (standing === 'sentBack' ? writtenAt : null),
    chairs_words: standing === 'sentBack' ? 'Add what the child said, and who will tell the school.' : null,
  })
}

/**
 * Plans the meetings of the days after the county's clock from what is due, and takes up those of the last days whose
 * minutes are asked for, inside the transaction of the build.
 */
export const planMeetings = async (
  queries: Kysely<Tables>,
  { seed, opens }: { readonly seed: number; readonly opens: Instant },
): Promise<void> => {
  const today = dateAt(opens)
  const [due, held] = [await meetingsDue(queries, opens), await meetingsHeld(queries, minutesSince)]
  const planning: Planning = {
    seed,
    opens,
    rows: noMeetings(),
    diaries: new Map(),
    chairs: await on(queries, today, 'conferenceChair'),
    takers: await on(queries, today, 'businessSupport'),
    known: await knownOf(
      queries,
      [...due, ...held].flatMap(({ children }) => children),
    ),
  }
  const minutes = await minutesOf(
    queries,
    held.map(({ anchor }) => anchor),
  )
  for (const meant of held) holdOne(planning, meant, minutes.get(meant.anchor))
  for (const meant of due) planOne(planning, meant)
  await writeMeetings(queries, planning.rows)
}
