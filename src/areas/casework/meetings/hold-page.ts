import { dateAt, inWords } from '../../../calendar/index.ts'
import { reviewParticipation } from '../../../journey/codes/index.ts'
import { attendances, meetingKindOf } from '../../../journey/meetings.ts'
import type { AnyStep } from '../../../journey/step.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import { page, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { fieldView, onlyOutcome } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { paths as casework } from '../paths.ts'
import { decisionsField, extraRows, readDay, typedDay, typedFromDay } from './hold-form.ts'
import type { Problems } from './hold-form.ts'
import { saveDay } from './hold.ts'
import type { DayNotes } from './hold.ts'
import type { Invitee, Meeting } from './meeting.ts'
import { recordOutcome } from './outcome.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { readMeetings } from './read.ts'
import { childrenInWords, inviteeInWords, needsInWords, titleOf, whenInWords } from './words.ts'

const stepOf = ({ rules, meeting }: AskedAboutMeeting): AnyStep | undefined =>
  rules.pathway.steps[meetingKindOf(meeting.kind).step]

const optionsOf = (codes: Readonly<Record<string, string>>, chosen: string) =>
  Object.entries(codes).map(([value, text]) => ({ value, text, checked: value === chosen }))

const outcomesOf = (step: AnyStep): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(step.outcomes).map(([name, { label }]) => [name, label]))

const inviteeForm = (invitee: Invitee, typed: Typed, problems: Problems) => {
  const name = (part: string) => `${part}-${invitee.invitee}`
  return {
    number: invitee.invitee,
    who: inviteeInWords(invitee),
    needs: needsInWords(invitee),
    attendances: optionsOf(attendances, textOf(typed[name('attendance')])),
    attendanceProblem: problems[name('attendance')],
    view: textOf(typed[name('view')]),
    dissents: textOf(typed[name('dissents')]) === 'yes',
    reason: textOf(typed[name('reason')]),
    reasonProblem: problems[name('reason')],
  }
}

type Shown = {
  readonly typed: Typed
  readonly problems: Problems
  readonly status?: 200 | 409 | 422
  readonly notice?: string
  readonly theirs?: readonly { readonly ask: string; readonly mine: string; readonly theirs: string }[]
}

const focusOf = (name: string) => (/^decisions-\d+-byWhen$/.test(name) ? `${name}-day` : name)

const showDay = (asked: AskedAboutMeeting, { typed, problems, status = 200, notice, theirs = [] }: Shown): Answer => {
  const { meeting, context } = asked
  const step = stepOf(asked)
  const kind = meetingKindOf(meeting.kind)
  const decisions = fieldView(
    // Whether any is needed depends on the meeting, so that the page does not call them optional.
    {
      field: { ...decisionsField(meeting), required: true },
      name: 'decisions',
      typed,
      problem: problems.decisions,
      problems,
    },
    { workers: [], teams: [], today: context.today },
  )
  const outcomes = step === undefined || onlyOutcome(step) !== undefined ? undefined : outcomesOf(step)
  return page(
    'areas/casework/meetings/hold.njk',
    {
      title: 'On the day',
      heading: titleOf(meeting),
      about: childrenInWords(meeting),
      when: whenInWords(meeting),
      version: meeting.version,
      quorum: kind.quorum,
      quorate: textOf(typed.quorate),
      quorumWords: textOf(typed.quorumWords),
      problems,
      errors: Object.entries(problems).map(([name, text]) => ({ text, href: `#${focusOf(name)}` })),
      notice,
      theirs,
      invitees: meeting.invitees.map(invitee => inviteeForm(invitee, typed, problems)),
      extras: extraRows.map(row => ({
        row,
        name: textOf(typed[`extra-${row}-name`]),
        agency: textOf(typed[`extra-${row}-agency`]),
      })),
      decisions: decisions.html,
      children: meeting.children.map(child => ({
        identity: child.identity,
        name: child.name,
        isWaiting: child.draft === null && child.entry === null,
        paragraph: textOf(typed[`paragraph-${child.identity}`]),
        outcomes: outcomes === undefined ? undefined : optionsOf(outcomes, textOf(typed[`outcome-${child.identity}`])),
        outcomeProblem: problems[`outcome-${child.identity}`],
        participation:
          meeting.kind === 'lookedAfterReview'
            ? optionsOf(reviewParticipation, textOf(typed[`tookPart-${child.identity}`]))
            : undefined,
      })),
      mayRecord: step !== undefined && whoMayRecord(step, context.today).includes(context.role),
      stepTitle: step?.title ?? '',
      back: paths.meeting({ meeting: meeting.meeting }),
    },
    { status },
  )
}

/** Nothing is left to note: every child's part is in the record, or waits as a draft to be completed. */
const isTakenOver = ({ children, heldAt }: Meeting): boolean =>
  heldAt !== null && children.every(({ draft, entry }) => draft !== null || entry !== null)

const cannotBeHeld = ({ meeting }: AskedAboutMeeting): Answer | undefined =>
  meeting.cancelledAt !== null
    ? problem(409, 'This meeting was cancelled', 'Plan another one from the child’s page.')
    : isTakenOver(meeting)
      ? redirect(paths.meeting({ meeting: meeting.meeting }))
      : undefined

export const showHold = (asked: AskedAboutMeeting): Answer =>
  cannotBeHeld(asked) ??
  showDay(asked, {
    typed: typedFromDay(asked.meeting),
    problems: {},
    ...(textOf(asked.query.saved) === '' ? {} : { notice: 'Saved as it stands.' }),
  })

/** What must be known before what was decided is recorded. */
const missingIn = (asked: AskedAboutMeeting, notes: DayNotes): Problems => {
  const { meeting, context } = asked
  const kind = meetingKindOf(meeting.kind)
  const step = stepOf(asked)
  const day = dateAt(meeting.startsAt)
  const asksOutcome = step !== undefined && onlyOutcome(step) === undefined
  const nameOf = (invitee: number) => meeting.invitees.find(each => each.invitee === invitee)?.name ?? ''
  return {
    ...(day > context.today
      ? { day: `It is planned for ${inWords(day)}. If it was held on another day, change when it is first` }
      : {}),
    ...Object.fromEntries(
      notes.attended.flatMap(({ invitee, attendance, dissents, dissentReason }) => [
        ...(attendance === null ? [[`attendance-${invitee}`, `Say whether ${nameOf(invitee)} came`] as const] : []),
        ...(dissents && dissentReason === null
          ? [[`reason-${invitee}`, `Say why ${nameOf(invitee)} does not agree`] as const]
          : []),
      ]),
    ),
    ...(kind.hasMinutes && notes.quorate === null ? { quorate: 'Say whether enough were there to decide' } : {}),
    ...(notes.quorate === false && notes.quorumWords === null
      ? { quorumWords: 'Say why the meeting went on with fewer' }
      : {}),
    ...(kind.hasMinutes && notes.decisions.length === 0 ? { decisions: 'Write down what was decided' } : {}),
    ...Object.fromEntries(
      notes.children.flatMap(({ identity, outcome }) => {
        const child = meeting.children.find(each => each.identity === identity)
        const isWaiting = child?.draft === null && child.entry === null
        return asksOutcome && isWaiting && (outcome === null || step.outcomes[outcome] === undefined)
          ? [[`outcome-${identity}`, `Choose what was decided for ${child.name}`] as const]
          : []
      }),
    ),
  }
}

const readable: Readonly<Record<string, string>> = {
  attendance: 'whether they came',
  view: 'what they think',
  reason: 'why they do not agree',
}

/** Where two people have noted different things of the same day. */
const differences = (meeting: Meeting, mine: Typed, theirs: Typed) =>
  [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].flatMap(name => {
    const [one, other] = [textOf(mine[name]), textOf(theirs[name])]
    if (one === other || /-key$|^decisions-count$/.test(name)) return []
    const [part = '', number = ''] = name.split('-')
    const who =
      meeting.invitees.find(({ invitee }) => String(invitee) === number)?.name ??
      meeting.children.find(({ identity }) => String(identity) === number)?.name
    const ask = name.startsWith('decisions-')
      ? `Decision ${number}`
      : who === undefined
        ? name
        : `${who}: ${readable[part] ?? (part === 'outcome' ? 'what was decided' : 'what is said of this child')}`
    return [{ ask, mine: one, theirs: other }]
  })

/** Keeps what was noted, and where asked makes of it what is to be recorded. */
export const hold = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const { meeting, context, form, database } = asked
  const over = cannotBeHeld(asked)
  if (over !== undefined) return over
  const typed = typedDay(meeting, form)
  if (textOf(form.add) === 'decisions') {
    const shown = Number(textOf(typed['decisions-count'])) || 3
    return showDay(asked, { typed: { ...typed, 'decisions-count': String(shown + 1) }, problems: {} })
  }
  const { notes, problems } = readDay(meeting, form, context.today)
  if (Object.keys(problems).length > 0) return showDay(asked, { typed, problems, status: 422 })
  if (!(await saveDay(asked, meeting, notes))) {
    const [now] = await readMeetings(database.sql, context, [meeting.meeting])
    const latest = now ?? meeting
    return showDay(
      { ...asked, meeting: latest },
      {
        typed,
        problems: {},
        status: 409,
        notice:
          'Somebody else saved notes of this meeting while you were writing. Nothing was overwritten: yours are in the form, theirs stand beside. Saving again keeps yours.',
        theirs: differences(latest, typed, typedFromDay(latest)),
      },
    )
  }
  if (textOf(form['own-action']) !== 'record') return redirect(paths.hold({ meeting: meeting.meeting }, { saved: 1 }))
  const [saved] = await readMeetings(database.sql, context, [meeting.meeting])
  const missing = missingIn(asked, notes)
  if (saved === undefined || Object.keys(missing).length > 0)
    return showDay(
      { ...asked, meeting: saved ?? meeting },
      { typed: typedFromDay(saved ?? meeting), problems: missing, status: 422 },
    )
  const draft = await recordOutcome(asked, context, saved)
  return redirect(draft === undefined ? paths.meeting({ meeting: meeting.meeting }) : casework.checkDraft({ draft }))
}
