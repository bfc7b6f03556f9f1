import { addDays, addWorkingDays, ageOn, dateAt, instantOf } from '../../calendar/index.ts'
import type { CivilDate, Instant } from '../../calendar/index.ts'
import { meetingKindOf, reportDueOn } from '../../journey/index.ts'
import { chooseFrom, chooseWeighted } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { Known, Meant } from './due.ts'
import type { MeetingRows } from './write.ts'
import { someone } from './planning.ts'
import type { Planning } from './planning.ts'

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
export const invite = (
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
