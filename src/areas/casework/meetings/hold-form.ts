import type { CivilDate } from '../../../calendar/index.ts'
import { choice, date, optional, prose, text } from '../../../journey/fields.ts'
import type { Field } from '../../../journey/field.ts'
import { attendances } from '../../../journey/meetings.ts'
import type { Attendance } from '../../../journey/meetings.ts'
import { optionalRows, rows } from '../../../journey/rows.ts'
import { textOf } from '../../../web/index.ts'
import type { Sent } from '../../../web/index.ts'
import { isInputOf, rawAnswer, typedOf } from '../../../web/forms/names.ts'
import type { Typed } from '../../../web/forms/index.ts'
import type { DayNotes, Decided } from './hold.ts'
import type { Meeting } from './meeting.ts'

export type Problems = Readonly<Record<string, string>>

/** Rows for those who came without an invitation. */
export const extraRows = [1, 2, 3] as const

/** The list of decisions; of several children, each decision may be about one alone. */
export const decisionsField = ({ children }: Meeting): Field => {
  const names = Object.fromEntries(children.map(({ identity, name }) => [String(identity), name]))
  return optionalRows(
    rows('What was decided', {
      one: 'Decision',
      offered: 3,
      most: 30,
      columns: {
        words: prose('What was decided', { longest: 2000 }),
        byWhom: optional(text('Who does it', { longest: 200 })),
        byWhen: optional(date('By when', { mayBeInFuture: true })),
        ...(children.length > 1 ? { about: optional(choice('About one child alone', names)) } : {}),
      },
    }),
  )
}

const words = (sent: Sent, name: string, longest: number): string | null => textOf(sent[name]).slice(0, longest) || null

const isAttendance = (said: string): said is Attendance => Object.hasOwn(attendances, said)

type DecisionRow = {
  readonly words: string
  readonly byWhom?: string
  readonly byWhen?: CivilDate
  readonly about?: string
}

const decidedIn = (values: readonly DecisionRow[]): readonly Decided[] =>
  values.map(row => ({
    words: row.words,
    byWhom: row.byWhom ?? null,
    byWhen: row.byWhen ?? null,
    identity: row.about === undefined ? null : Number(row.about),
  }))

/** The inputs of the page as they were typed, so that a form with errors comes back whole. */
export const typedDay = (meeting: Meeting, sent: Sent): Typed => {
  const field = decisionsField(meeting)
  const own =
    /^(attendance|view|dissents|reason|tookPart|paragraph|outcome)-\d+$|^extra-\d-(name|agency)$|^quor(ate|umWords)$/
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) =>
      value !== undefined && (own.test(name) || isInputOf('decisions', field, name)) ? [[name, value]] : [],
    ),
  )
}

/** What is stored of the day, as it would have been typed. */
export const typedFromDay = (meeting: Meeting): Typed =>
  Object.assign(
    { quorate: meeting.quorate === null ? '' : meeting.quorate ? 'yes' : 'no', quorumWords: meeting.quorumWords ?? '' },
    ...meeting.invitees.map(each => ({
      [`attendance-${each.invitee}`]: each.attendance ?? '',
      [`view-${each.invitee}`]: each.view ?? '',
      [`dissents-${each.invitee}`]: each.dissents ? 'yes' : '',
      [`reason-${each.invitee}`]: each.dissentReason ?? '',
    })),
    ...meeting.children.map(child => ({
      [`tookPart-${child.identity}`]: child.tookPart ?? '',
      [`paragraph-${child.identity}`]: child.paragraph ?? '',
      [`outcome-${child.identity}`]: child.outcome ?? '',
    })),
    typedOf(
      'decisions',
      decisionsField(meeting),
      meeting.decisions.map(decision => ({
        words: decision.words,
        byWhom: decision.byWhom,
        byWhen: decision.byWhen,
        about: decision.identity,
      })),
    ),
  ) as Typed

/** Reads the page: what was noted, and what is wrong with it whenever it is saved. */
export const readDay = (
  meeting: Meeting,
  sent: Sent,
  today: CivilDate,
): { readonly notes: DayNotes; readonly problems: Problems } => {
  const reading = decisionsField(meeting).read(rawAnswer('decisions', decisionsField(meeting), sent), { today })
  const problems: Problems =
    'problem' in reading
      ? Object.fromEntries((reading.inRows ?? []).map(({ at, problem }) => [`decisions-${at}`, problem]))
      : {}
  const quorate = textOf(sent.quorate)
  return {
    problems: 'problem' in reading && Object.keys(problems).length === 0 ? { decisions: reading.problem } : problems,
    notes: {
      version: Number(textOf(sent.version)) || 0,
      quorate: quorate === 'yes' ? true : quorate === 'no' ? false : null,
      quorumWords: words(sent, 'quorumWords', 1000),
      attended: meeting.invitees.map(({ invitee }) => {
        const said = textOf(sent[`attendance-${invitee}`])
        return {
          invitee,
          attendance: isAttendance(said) ? said : null,
          view: words(sent, `view-${invitee}`, 4000),
          dissents: textOf(sent[`dissents-${invitee}`]) === 'yes',
          dissentReason: words(sent, `reason-${invitee}`, 2000),
        }
      }),
      uninvited: extraRows
        .map(row => ({ name: words(sent, `extra-${row}-name`, 200), agency: words(sent, `extra-${row}-agency`, 200) }))
        .filter(({ name, agency }) => name !== null || agency !== null),
      decisions: 'problem' in reading ? [] : decidedIn((reading.value ?? []) as readonly DecisionRow[]),
      children: meeting.children.map(({ identity }) => ({
        identity,
        tookPart: words(sent, `tookPart-${identity}`, 60),
        paragraph: words(sent, `paragraph-${identity}`, 4000),
        outcome: words(sent, `outcome-${identity}`, 60),
      })),
    },
  }
}
