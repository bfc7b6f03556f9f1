import type { CivilDate } from '../../../calendar/index.ts'
import { meetingKindOf } from '../../../journey/meetings.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { inTransaction } from '../../../store/database.ts'
import { notFound, page, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { keepPaper } from './letters.ts'
import type { Meeting } from './meeting.ts'
import { entriesOf, recordAfter } from './minutes.ts'
import { servesMeetings } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { recordedOf } from './recorded.ts'
import { childrenInWords, decisionsInWords, inviteeInWords, titleOf, whenInWords } from './words.ts'

/** The record of decisions, as it will be sent; or when it was. */
const showRecord = async (
  asked: AskedAboutMeeting,
  problems: Readonly<Record<string, string>>,
  typed?: string,
): Promise<Answer> => {
  const { meeting } = asked
  const recorded = await recordedOf(asked)
  const sent = await sentRecord(asked.database.sql, meeting)
  const words =
    sent?.words ??
    typed ??
    (meeting.decisions.length > 0
      ? decisionsInWords(meeting)
      : recorded
          .flatMap(({ entry }) => [entry.answers.decision, entry.answers.recommendations])
          .filter(answer => typeof answer === 'string')
          .join('\n'))
  return page(
    'areas/casework/meetings/decisions.njk',
    {
      title: 'Decision record',
      heading: titleOf(meeting),
      about: childrenInWords(meeting),
      when: whenInWords(meeting),
      chair: meeting.chairName,
      outcomes: meeting.children.map(child => ({
        name: child.name,
        words: recorded.find(({ entry }) => entry.entry === child.entry)?.rows.at(-1)?.value.text ?? '',
      })),
      words,
      sentTo: meeting.invitees.map(inviteeInWords),
      sent: sent?.on,
      isRecorded: meeting.children.every(({ entry }) => entry !== null),
      serves: servesMeetings(asked.context),
      problems,
      errors: Object.entries(problems).map(([name, text]) => ({ text, href: `#${name}` })),
      back: paths.meeting({ meeting: meeting.meeting }),
    },
    { status: Object.keys(problems).length > 0 ? 422 : 200 },
  )
}

/** What was sent of the decisions and on which day, if it was. */
const sentRecord = async (
  queries: Queries,
  meeting: Meeting,
): Promise<{ readonly on: CivilDate; readonly words: string } | undefined> => {
  const { decisionStep } = meetingKindOf(meeting.kind)
  const entries = [...entriesOf(meeting).keys()]
  if (entries.length === 0 || decisionStep === undefined) return undefined
  const row = await queries
    .selectFrom('entry')
    .select(['completed_on', 'answers'])
    .where('step', '=', decisionStep)
    .where('follows', 'in', entries)
    .where('superseded_at', '=', 'infinity')
    .where('withdrawn', '=', false)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { decisions } = row.answers
  return { on: row.completed_on, words: typeof decisions === 'string' ? decisions : '' }
}

export const showDecisions = async (asked: AskedAboutMeeting): Promise<Answer> =>
  meetingKindOf(asked.meeting.kind).decisionStep === undefined ? notFound() : showRecord(asked, {})

/** Records that what was decided was sent, once for every child. */
export const sendDecisions = async (asked: AskedAboutMeeting): Promise<Answer> => {
  const { meeting, context, form, database } = asked
  const { decisionStep } = meetingKindOf(meeting.kind)
  if (decisionStep === undefined) return notFound()
  if (!meeting.children.every(({ entry }) => entry !== null))
    return problem(409, 'What was decided is not recorded yet', 'Complete the record of the meeting first.')
  const words = textOf(form.words).replaceAll('\r\n', '\n').slice(0, 20_000)
  if (words === '') return showRecord(asked, { words: 'Write down what was decided' }, '')
  const sentTo = meeting.invitees.map(inviteeInWords).join('; ')
  const entries = await inTransaction(
    database,
    async queries => {
      // Of two who send it at once the second waits here, and then sees that it is done.
      await queries.selectFrom('meeting').select('meeting').where('meeting', '=', meeting.meeting).forUpdate().execute()
      if ((await sentRecord(queries, meeting)) !== undefined) return undefined
      return recordAfter(queries, asked, context, meeting, {
        step: decisionStep,
        answersFor: () => ({ sentOn: context.today, decisions: words, ...(sentTo === '' ? {} : { sentTo }) }),
      })
    },
    { isolation: 'read committed' },
  )
  if (entries === undefined)
    return problem(
      409,
      'It has been sent already',
      'The record of decisions was sent before. It stands in the child’s story.',
    )
  const [entry] = entries
  if (entry !== undefined)
    await keepPaper(asked, meeting, { name: 'decisionRecord', title: 'Decision record', words, entry })
  return redirect(paths.decisions({ meeting: meeting.meeting }))
}
