import { Refusal } from '../../../ledger/refusal.ts'
import { problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { keepPaper } from './letters.ts'
import { approveMinutes, closeMeeting, minutesEntry, sendBack } from './minutes.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { readMeetings } from './read.ts'
import { inviteeInWords } from './words.ts'
import { mayCheck, minutesPage } from './minutes-shown.ts'

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
    if (words === '') return minutesPage(asked, { status: 422, problems: { chairsWords: 'Say what is to be changed' } })
    return (await sendBack(database.sql, context, meeting.meeting, { version, words })) ? done() : alreadyChecked(asked)
  }
  if (!meeting.children.every(({ entry }) => entry !== null))
    return minutesPage(asked, {
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
