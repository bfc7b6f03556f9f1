import { randomBytes } from 'node:crypto'
import { addWorkingDays, dateAt, inWords } from '../../../calendar/index.ts'
import { page } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { servesMeetings } from './open.ts'
import type { AskedAboutMeeting } from './open.ts'
import { paths } from './paths.ts'
import { recordedOf } from './recorded.ts'
import { dueOf } from './choices.ts'
import { childrenInWords, decisionsInWords, leftInWords, titleOf, whenInWords, whereInWords } from './words.ts'
import { firstWords } from './minutes-begun.ts'

const workingDaysForMinutes = 20

const standings = {
  writing: 'Being written',
  withChair: 'With the chair to check',
  sentBack: 'Sent back by the chair',
  approved: 'Approved by the chair',
} as const

/** What a page of minutes shows beside them. */
export type Shown = {
  readonly words?: string
  readonly problems?: Readonly<Record<string, string>>
  readonly status?: 200 | 409 | 422
  readonly notice?: string
  readonly theirs?: string
  /** What was sent and could not be kept, in sight as long as this page is. */
  readonly notKept?: string
}

/** Whether somebody checks minutes: a chair. */
export const mayCheck = ({ context }: AskedAboutMeeting) => context.role === 'conferenceChair'

/** The minutes beside what was decided: to be written, to be checked by the chair, or to be read. */
export const minutesPage = async (asked: AskedAboutMeeting, shown: Shown = {}): Promise<Answer> => {
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
