import { addWorkingDays, ageOn, dateAt, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { meetingKindOf } from '../../../journey/meetings.ts'
import type { Meeting } from './meeting.ts'

/** One thing that a meeting needs before it is held: there, or missing, and then since when it is late. */
export type Need = { readonly words: string; readonly isReady: boolean; readonly isLate: boolean }

/** How a meeting stands. */
export type Standing = 'planned' | 'today' | 'passed' | 'held' | 'recorded' | 'cancelled'

export const standingWords: Readonly<Record<Standing, string>> = {
  planned: 'Planned',
  today: 'Today',
  passed: 'Its day has passed: say what happened',
  held: 'Held: what was decided is not recorded yet',
  recorded: 'Held and recorded',
  cancelled: 'Cancelled',
}

export const standingOf = (meeting: Meeting, today: CivilDate): Standing => {
  const day = dateAt(meeting.startsAt)
  if (meeting.cancelledAt !== null) return 'cancelled'
  if (meeting.children.every(({ entry }) => entry !== null)) return 'recorded'
  if (meeting.heldAt !== null) return 'held'
  return day === today ? 'today' : day < today ? 'passed' : 'planned'
}

const need = (words: string, isReady: boolean, isLate = false): Need => ({ words, isReady, isLate: isLate && !isReady })

const invitations = ({ invitees }: Meeting, isSoon: boolean): readonly Need[] => {
  const waiting = invitees.filter(({ invitedAt, uninvited }) => invitedAt === null && !uninvited)
  if (invitees.length === 0) return [need('Nobody is invited', false, true)]
  return [
    waiting.length === 0
      ? need('Everybody is invited', true)
      : need(`Invitations to send: ${waiting.map(({ name }) => name).join(', ')}`, false, isSoon),
  ]
}

const family = ({ kind, invitees, children }: Meeting, today: CivilDate): readonly Need[] => {
  if (!meetingKindOf(kind).withFamily) return []
  const of = invitees.filter(each => each.kind === 'family')
  const interpreters = of.filter(({ interpreter }) => interpreter !== null)
  const unasked = children.filter(
    ({ ownWay, bornOn }) => ownWay === 'notAsked' && bornOn !== null && ageOn(bornOn, today) >= 4,
  )
  return [
    ...(of.length === 0 ? [need('Nobody of the family is invited', false)] : []),
    ...interpreters.map(({ name, interpreter, interpreterBooked }) =>
      need(`Interpreter for ${name}${interpreter === '' ? '' : `, ${interpreter ?? ''}`}`, interpreterBooked),
    ),
    ...unasked.map(({ name }) => need(`${name} has not been asked how to take part`, false)),
  ]
}

/** Reports that are asked for alike and stand alike are one line. */
const reports = ({ reports: asked }: Meeting, today: CivilDate): readonly Need[] =>
  [...Map.groupBy(asked, ({ what, dueOn, cameOn }) => `${what}|${dueOn}|${cameOn ?? ''}`).values()].flatMap(alike => {
    const [first] = alike
    if (first === undefined) return []
    const { what, dueOn, cameOn } = first
    const from = alike.flatMap(report => report.from ?? []).join(', ')
    return [
      need(
        `${what}${from === '' ? '' : `, ${from}`}: ${cameOn === null ? `due ${inWords(dueOn)}` : `came ${inWords(cameOn)}`}`,
        cameOn !== null,
        dueOn < today,
      ),
    ]
  })

/** What a meeting that is still to come has and lacks. `clashes` are other meetings of the chair at the same time. */
export const needsOf = (
  meeting: Meeting,
  today: CivilDate,
  { clashes = [], away }: { readonly clashes?: readonly string[]; readonly away?: string | undefined } = {},
): readonly Need[] => {
  const kind = meetingKindOf(meeting.kind)
  const day = dateAt(meeting.startsAt)
  return [
    need(meeting.chairName === null ? 'No chair' : `Chair: ${meeting.chairName}`, meeting.chairName !== null),
    ...(away === undefined ? [] : [need(`The chair is ${away}`, false, true)]),
    ...clashes.map(words => need(`The chair has another meeting then: ${words}`, false, true)),
    ...(kind.hasMinutes
      ? [
          need(
            meeting.minuteTakerName === null ? 'Nobody takes minutes' : `Minutes: ${meeting.minuteTakerName}`,
            meeting.minuteTakerName !== null,
          ),
        ]
      : []),
    ...(meeting.dueOn !== null && day > meeting.dueOn
      ? [need(`It is later than it is due, ${inWords(meeting.dueOn)}`, false, true)]
      : []),
    ...invitations(meeting, addWorkingDays(day, -5) <= today),
    ...family(meeting, today),
    ...reports(meeting, today),
  ]
}
