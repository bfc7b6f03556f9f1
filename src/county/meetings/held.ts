import { addMinutes, addWorkingDays, dateAt, instantOf } from '../../calendar/index.ts'
import type { Instant } from '../../calendar/index.ts'
import { meetingKindOf } from '../../journey/index.ts'
import { chooseFrom, chooseWeighted, streamOf } from '../chance/random.ts'
import type { Meant } from './due.ts'
import { rooms, chairTeam, someone } from './planning.ts'
import type { Planning } from './planning.ts'

const begun = [
  'Those who were there introduced themselves. The chair said what the meeting is for.',
  'The social worker told what has happened since the last meeting. The family said what has helped.',
]

type Approved = { readonly words: string; readonly author: number; readonly at: Instant }

/** A meeting of the last days as its minute-taker finds it: not begun, being written, with the chair, sent back, or approved. */
export const holdOne = (
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
