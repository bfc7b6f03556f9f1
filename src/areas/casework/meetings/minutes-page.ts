import { meetingKindOf } from '../../../journey/meetings.ts'
import { notFound, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import type { Meeting } from './meeting.ts'
import { saveMinutes } from './minutes-saves.ts'
import type { MinutesSaved } from './minutes-saves.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { readMeetings } from './read.ts'
import { recordedOf } from './recorded.ts'
import { firstWords } from './minutes-begun.ts'
import { minutesPage } from './minutes-shown.ts'
import type { Shown } from './minutes-shown.ts'

/** The most that minutes may hold. */
const longest = 60_000

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
  withoutMinutes(asked.meeting) ?? minutesPage(asked, savedNotice(asked))

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
    return minutesPage(again, {
      status: 409,
      notKept: sent,
      notice:
        'These minutes are no longer being written, so what you typed is not part of them. It stands below and is kept: copy what is needed, and ask the chair to send the minutes back.',
    })
  return minutesPage(again, {
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
    return minutesPage(asked, {
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
