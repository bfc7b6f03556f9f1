import { randomBytes } from 'node:crypto'
import { addWorkingDays, dateAt, inWords } from '../../../calendar/index.ts'
import { meetingKindOf } from '../../../journey/meetings.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, page, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import type { SummaryRow } from '../../../web/forms/index.ts'
import { keepPaper } from './letters.ts'
import type { Meeting } from './meeting.ts'
import { approveMinutes, closeMeeting, minutesEntry, sendBack, takeUpEntry } from './minutes.ts'
import { saveMinutes } from './minutes-saves.ts'
import type { MinutesSaved } from './minutes-saves.ts'
import { servesMeetings } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from './paths.ts'
import { readMeetings } from './read.ts'
import { recordedOf } from './recorded.ts'
import type { Recorded } from './recorded.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { dueOf } from './choices.ts'
import {
  childrenInWords,
  decisionsInWords,
  inviteeInWords,
  leftInWords,
  presentInWords,
  titleOf,
  viewsInWords,
  whenInWords,
  whereInWords,
} from './words.ts'

/** The most that minutes may hold. */
const longest = 60_000

const workingDaysForMinutes = 20

const wordsOfRow = ({ key, value }: SummaryRow): string => `${key.text}\n${value.text}`

const section = (heading: string, words: string): readonly string[] => (words === '' ? [] : [`${heading}\n${words}`])

/** How minutes begin before anybody has written: what the day's notes or the record already say. */
const firstWords = (meeting: Meeting, recorded: readonly Recorded[]): string =>
  [
    `${titleOf(meeting)}\n${childrenInWords(meeting)}\n${whenInWords(meeting)}`,
    ...(meeting.invitees.length > 0
      ? [
          ...section('Present', presentInWords(meeting)),
          ...section('What was said', viewsInWords(meeting.invitees)),
          ...section('Decisions', decisionsInWords(meeting)),
        ]
      : recorded.flatMap(({ rows }) => rows.map(wordsOfRow))),
  ].join('\n\n')

const standings = {
  writing: 'Being written',
  withChair: 'With the chair to check',
  sentBack: 'Sent back by the chair',
  approved: 'Approved by the chair',
} as const

type Shown = {
  readonly words?: string
  readonly problems?: Readonly<Record<string, string>>
  readonly status?: 200 | 409 | 422
  readonly notice?: string
  readonly theirs?: string
  /** What was sent and could not be kept, in sight as long as this page is. */
  readonly notKept?: string
}

const mayCheck = ({ context }: AskedAboutMeeting) => context.role === 'conferenceChair'

/** The minutes beside what was decided: to be written, to be checked by the chair, or to be read. */
const show = async (asked: AskedAboutMeeting, shown: Shown = {}): Promise<Answer> => {
  const { meeting, context } = asked
  const { minutes } = meeting
  const recorded = await recordedOf(asked)
  const [duty] = await dueOf(
    asked.database.sql,
    'meetingMinutes',
    meeting.children.map(({ identity }) => identity),
  )
  const dueOn = duty?.dueOn ?? addWorkingDays(dateAt(meeting.startsAt), workingDaysForMinutes)
  const serves = servesMeetings(context)
  const standing = minutes?.standing ?? 'writing'
  const problems = shown.problems ?? {}
  return page(
    'areas/casework/meetings/minutes.njk',
    {
      title: 'Minutes',
      heading: titleOf(meeting),
      about: childrenInWords(meeting),
      when: whenInWords(meeting),
      where: whereInWords(meeting),
      chair: meeting.chairName,
      standing: standings[standing],
      minutes,
      version: minutes?.version ?? 0,
      due: standing === 'approved' ? undefined : { on: inWords(dueOn), ...leftInWords(dueOn, context.today) },
      words: shown.words ?? minutes?.words ?? firstWords(meeting, recorded),
      writes: serves && (standing === 'writing' || standing === 'sentBack'),
      checks: standing === 'withChair' && mayCheck(asked),
      keeps: standing === 'approved' && meeting.closedAt === null && mayCheck(asked),
      recorded: recorded.map(({ names, entry, rows }) => ({ names, on: entry.happenedOn, rows })),
      decisions: recorded.length > 0 ? '' : decisionsInWords(meeting),
      isRecorded: meeting.children.every(({ entry }) => entry !== null),
      errors: Object.entries(problems).map(([name, text]) => ({ text, href: `#${name}` })),
      problems,
      notice: shown.notice,
      theirs: shown.theirs,
      notKept: shown.notKept,
      pageName: randomBytes(8).toString('hex'),
      check: paths.checkMinutes({ meeting: meeting.meeting }),
      back: paths.meeting({ meeting: meeting.meeting }),
      queue: paths.minutesQueue(),
    },
    { status: shown.status ?? 200 },
  )
}

const withoutMinutes = ({ kind, heldAt }: Meeting): Answer | undefined =>
  !meetingKindOf(kind).hasMinutes
    ? notFound()
    : heldAt === null
      ? problem(
          409,
          'This meeting has not been held',
          'Minutes are written once it is said who came and what was decided.',
        )
      : undefined

export const showMinutes = async (asked: AskedAboutMeeting): Promise<Answer> =>
  withoutMinutes(asked.meeting) ?? show(asked, savedNotice(asked))

const savedNotice = ({ query }: Asked): Shown =>
  textOf(query.joined) !== ''
    ? { notice: 'Saved. Somebody else had written here too: their words and yours are both below.' }
    : textOf(query.saved) === ''
      ? {}
      : { notice: 'Saved as it stands.' }

/** Goes on after a save: what could not be joined stands beside what the other wrote, and is kept either way. */
const afterSave = async (
  asked: AskedAboutMeeting,
  sent: string,
  toChair: boolean,
  saved: MinutesSaved,
): Promise<Answer> => {
  const { meeting } = asked.meeting
  if ('words' in saved)
    return redirect(
      saved.kept === 'joined'
        ? paths.minutes({ meeting }, { joined: 1 })
        : toChair
          ? paths.minutesQueue({}, { given: 1 })
          : paths.minutes({ meeting }, { saved: 1 }),
    )
  const [now] = await readMeetings(asked.database.sql, asked.context, [meeting])
  const again = { ...asked, meeting: now ?? asked.meeting }
  if (saved.kept === 'tooLate')
    return show(again, {
      status: 409,
      notKept: sent,
      notice:
        'These minutes are no longer being written, so what you typed is not part of them. It stands below and is kept: copy what is needed, and ask the chair to send the minutes back.',
    })
  return show(again, {
    words: sent,
    status: 409,
    notice: `${saved.with ?? 'Somebody else'} has written the same lines meanwhile. Nothing was overwritten: yours are in the form, theirs stand below. Saving again keeps yours.`,
    theirs: saved.theirs,
  })
}

/** Keeps the minutes, or gives them to the chair to check. */
export const writeMinutes = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const { meeting, context, form } = asked
  const refusal = withoutMinutes(meeting)
  if (refusal !== undefined) return refusal
  const words = textOf(form.words).replaceAll('\r\n', '\n')
  const toChair = textOf(form['own-action']) === 'toChair'
  if (words === '' || words.length > longest)
    return show(asked, {
      words,
      status: 422,
      problems: {
        words:
          words === ''
            ? 'Write the minutes'
            : `The minutes must be ${longest} characters or fewer; they have ${words.length}`,
      },
    })
  const version = Number(textOf(form.version)) || 0
  const first = firstWords(meeting, await recordedOf(asked))
  const name = /^[0-9a-f]{8,32}$/.exec(textOf(form['own-page']))?.[0] ?? ''
  const saved = await saveMinutes(asked, context, meeting.meeting, { version, page: name, words, first, toChair })
  return afterSave(asked, words, toChair, saved)
}

/** Keeps approved minutes as a document, and closes the meeting. */
const finish = async (asked: AskedAboutMeeting): Promise<void> => {
  const { database, context } = asked
  const [meeting] = await readMeetings(database.sql, context, [asked.meeting.meeting])
  if (meeting?.minutes?.standing !== 'approved' || meeting.closedAt !== null) return
  const entry = await minutesEntry(database.sql, meeting)
  if (entry !== undefined)
    await keepPaper(asked, meeting, { name: 'meetingMinutes', title: 'Minutes', words: meeting.minutes.words, entry })
  await closeMeeting(database.sql, context, meeting.meeting)
}

/** The chair approves the minutes, or sends them back with words. */
export const checkMinutes = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const { meeting, context, form, database } = asked
  if (!mayCheck(asked)) return problem(403, 'Only a chair checks minutes', 'Give them to the chair of the meeting.')
  const version = Number(textOf(form.version)) || 0
  // A closed meeting opens nobody's record any more: the chair goes on with what waits.
  const approved = () => redirect(paths.minutesQueue({}, { approved: 1 }))
  const done = () => redirect(paths.minutes({ meeting: meeting.meeting }, { saved: 1 }))
  if (textOf(form['own-action']) === 'keep') {
    await finish(asked)
    return approved()
  }
  if (textOf(form['own-action']) === 'sendBack') {
    const words = textOf(form.chairsWords).slice(0, 4000)
    if (words === '') return show(asked, { status: 422, problems: { chairsWords: 'Say what is to be changed' } })
    return (await sendBack(database.sql, context, meeting.meeting, { version, words })) ? done() : alreadyChecked(asked)
  }
  if (!meeting.children.every(({ entry }) => entry !== null))
    return show(asked, {
      status: 409,
      notice: 'What was decided is not recorded yet. Complete that first: the minutes follow it.',
    })
  try {
    const sentTo = meeting.invitees.map(inviteeInWords).join('; ')
    await approveMinutes(asked, context, meeting, { version, sentTo })
    await finish(asked)
    return approved()
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'changedMeanwhile') return alreadyChecked(asked)
    throw error
  }
}

const alreadyChecked = ({ meeting }: AskedAboutMeeting): Answer =>
  problem(
    409,
    'Somebody was first',
    `These minutes were approved, sent back or changed meanwhile${meeting.minutes?.checkedBy == null ? '' : ` by ${meeting.minutes.checkedBy}`}. Nothing was recorded twice.`,
    'Go back to the minutes and look at them as they stand now.',
  )

type ForEntry = Asked & { readonly child: number; readonly params: { readonly entry: number } }

/** Asks before a meeting is made of an entry that was recorded without one. */
export const showTakeUp = async (asked: ForEntry): Promise<Answer> =>
  page('areas/casework/meetings/take-up.njk', {
    title: 'Begin the minutes',
    frame: frameOf(asked.rules, asked.context, await childRecord(asked), 'meetings'),
    back: paths.minutesQueue(),
  })

/** Makes a meeting of an entry that was recorded without one, and goes on to its minutes. */
export const takeUp = async (asked: ForEntry): Promise<Answer> => {
  const meeting = await takeUpEntry(asked, asked.context, asked.params.entry)
  return meeting === undefined ? notFound() : redirect(paths.minutes({ meeting }))
}
