import { dateAt, daysBetween, inWords, weekday, workingDaysBetween } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { attendances, meetingKindOf, meetingManners } from '../../../journey/meetings.ts'
import { hoursOf } from './chairs-time.ts'
import type { Decision, Invitee, Meeting, MeetingChild } from './meeting.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** `Wednesday 16 December 2020`. */
export const dayInWords = (date: CivilDate): string => `${weekdays[weekday(date)] ?? ''} ${inWords(date)}`

/** `Wednesday 16 December 2020, 10am to midday`. */
export const whenInWords = (meeting: Pick<Meeting, 'startsAt' | 'length'>): string =>
  `${dayInWords(dateAt(meeting.startsAt))}, ${hoursOf(meeting)}`

/** `In person, at the Civic Centre`. */
export const whereInWords = ({ manner, place }: Pick<Meeting, 'manner' | 'place'>): string =>
  [meetingManners[manner], place].filter(Boolean).join(': ')

/** Names as a sentence lists them. */
export const namesInWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

export const childrenInWords = ({ children }: { readonly children: readonly Pick<MeetingChild, 'name'>[] }): string =>
  namesInWords(children.map(({ name }) => name))

/** Who somebody invited is: `Grace Byrne, mother`; `School`. */
export const inviteeInWords = ({ name, part, agency }: Pick<Invitee, 'name' | 'part' | 'agency'>): string => {
  const what = agency === null || agency === '' ? part : agency
  return what === '' || what === name ? name : `${name}, ${what}`
}

/** What somebody needs to take part, a phrase each. */
export const needsInWords = (invitee: Invitee): readonly string[] => [
  ...(invitee.interpreter === null
    ? []
    : [
        `Interpreter${invitee.interpreter === '' ? '' : `: ${invitee.interpreter}`}, ${invitee.interpreterBooked ? 'booked' : 'not booked yet'}`,
      ]),
  ...(invitee.separateTime ? ['Time apart from somebody else'] : []),
  ...(invitee.advocate === null ? [] : [`Advocate${invitee.advocate === '' ? '' : `: ${invitee.advocate}`}`]),
  ...(invitee.needs === null || invitee.needs === '' ? [] : [invitee.needs]),
]

/** Who took part, a line each, as the record of the meeting says it. */
export const presentInWords = ({ invitees, chairName, quorate, quorumWords }: Meeting): string =>
  [
    ...(chairName === null ? [] : [`${chairName}, chair`]),
    ...invitees.map(
      invitee =>
        `${inviteeInWords(invitee)}: ${invitee.attendance === null ? 'not noted' : attendances[invitee.attendance].toLowerCase()}`,
    ),
    ...(quorate === null
      ? []
      : [
          `${quorate ? 'Enough were there to decide.' : 'Fewer than usual were there.'}${quorumWords === null ? '' : ` ${quorumWords}`}`,
        ]),
  ].join('\n')

/** A decision in a line: what, who, by when. */
export const decisionInWords = ({ words, byWhom, byWhen }: Decision): string => {
  const who = [byWhom ?? '', byWhen === null ? '' : `by ${inWords(byWhen)}`].filter(Boolean).join(', ')
  return who === '' ? words : `${words} (${who})`
}

/** The decisions about some children, numbered, and who did not agree. */
export const decisionsInWords = (
  { decisions, invitees, children }: Meeting,
  about: readonly number[] = children.map(({ identity }) => identity),
): string => {
  const nameOf = (identity: number) => children.find(each => each.identity === identity)?.name
  return [
    ...decisions
      .filter(({ identity }) => identity === null || about.includes(identity))
      .map((decision, index) => {
        const of = decision.identity === null ? undefined : nameOf(decision.identity)
        return `${index + 1}. ${of === undefined || children.length < 2 ? '' : `${of}: `}${decisionInWords(decision)}`
      }),
    ...invitees
      .filter(({ dissents }) => dissents)
      .map(invitee => `${inviteeInWords(invitee)} did not agree: ${invitee.dissentReason ?? ''}`),
  ].join('\n')
}

/** What those of a kind thought, a line each. */
export const viewsInWords = (invitees: readonly Invitee[]): string =>
  invitees
    .filter(({ view }) => view !== null && view !== '')
    .map(invitee => `${inviteeInWords(invitee)}: ${invitee.view ?? ''}`)
    .join('\n')

export const titleOf = ({ kind }: Pick<Meeting, 'kind'>): string => meetingKindOf(kind).title

/** How long is left until a day, or how long it has passed: `4 working days left`, `2 working days late`. */
export const leftInWords = (
  dueOn: CivilDate,
  today: CivilDate,
): { readonly words: string; readonly isLate: boolean } => {
  const days = workingDaysBetween(today, dueOn)
  const counted = (count: number) => `${count} working day${count === 1 ? '' : 's'}`
  if (dueOn < today) return { words: `${counted(Math.max(1, -days))} late`, isLate: true }
  return { words: daysBetween(today, dueOn) === 0 ? 'today' : `${counted(days)} left`, isLate: false }
}
