import type { Kysely } from 'kysely'
import { addDays, addWorkingDays, dateAt, instantOf } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { posts } from '../../council/index.ts'
import { meetingKindOf } from '../../journey/index.ts'
import type { Role } from '../../journey/index.ts'
import type { Tables } from '../../store/index.ts'
import { chooseFrom, chooseWeighted, streamOf } from '../chance/random.ts'
import { knownOf, meetingsDue, meetingsHeld, minutesOf } from './due.ts'
import type { Known, Meant } from './due.ts'
import { freeTime } from './time.ts'
import { noMeetings, writeMeetings } from './write.ts'
import { rooms, chairTeam, someone } from './planning.ts'
import type { Planning } from './planning.ts'
import { invite } from './invite.ts'
import { holdOne } from './held.ts'

/** Minutes are asked for of meetings from this day on. */
const minutesSince = '2020-12-01'

const on = async (queries: Kysely<Tables>, day: CivilDate, role: Role): Promise<readonly number[]> =>
  (await posts(queries, { on: day }, { role })).filter(({ team }) => team === chairTeam).map(({ worker }) => worker)

/** Who chairs: who has reviewed the child before, else one of the chairs; core groups and the like the social worker. */
const chairOf = ({ chairs }: Planning, { kind, anchor }: Meant, children: readonly Known[]): number | null => {
  if (!meetingKindOf(kind).chairedBy.includes('conferenceChair'))
    return children.find(({ socialWorker }) => socialWorker !== null)?.socialWorker ?? null
  const before = [children[0]?.reviewingOfficer, children[0]?.lastChair].find(
    worker => worker != null && chairs.includes(worker),
  )
  return before ?? someone(chairs, anchor)
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
