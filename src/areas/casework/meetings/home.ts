import { rememberedFor } from '../../../access/remembered-for.ts'
import { addDays } from '../../../calendar/index.ts'
import type { Context } from '../../../access/context.ts'
import type { Asked } from '../../../web/index.ts'
import { linesOf } from './diary-page.ts'
import { openEscalations } from './escalations.ts'
import { meetingsBetween, toWrite } from './lists.ts'
import { paths } from './paths.ts'
import { openOf, readMeetings } from './read.ts'
import { dayInWords } from './words.ts'

/** Something that waits, as a line of a home page: how many, and the list of them. */
type Waits = {
  readonly count: number
  readonly one: string
  readonly many: string
  readonly href: string
  readonly late: number
}

const mostLines = 6

/** Those whose morning begins with meetings: they see them first. */
const leads = ({ role }: Pick<Context, 'role'>): boolean => role === 'conferenceChair' || role === 'businessSupport'

const answering = ['teamManager', 'serviceManager', 'director'] as const

const writingThatWaits = async ({ database, context }: Asked): Promise<readonly Waits[]> => {
  const rows = await toWrite(database.sql, context)
  const count = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).length
  const { today, worker } = context
  const records = {
    count: count(({ decisionsDueOn }) => decisionsDueOn !== null),
    one: 'decision record to send',
    many: 'decision records to send',
    href: paths.minutesQueue({}, { sort: 'decisions', order: 'up' }),
    late: count(({ decisionsDueOn }) => decisionsDueOn !== null && decisionsDueOn < today),
  }
  return context.role === 'conferenceChair'
    ? [
        {
          count: count(({ standing }) => standing === 'withChair'),
          one: 'set of minutes for a chair to check',
          many: 'sets of minutes for a chair to check',
          href: paths.minutesQueue({}, { whose: 'withChair' }),
          late: 0,
        },
        records,
      ]
    : [
        records,
        {
          count: count(({ minuteTaker, standing }) => minuteTaker === worker && standing !== 'withChair'),
          one: 'set of minutes of mine to write',
          many: 'sets of minutes of mine to write',
          href: paths.minutesQueue({}, { whose: 'mine' }),
          late: count(row => row.minuteTaker === worker && row.minutesDueOn !== null && row.minutesDueOn < today),
        },
        {
          count: count(({ minuteTaker }) => minuteTaker === null),
          one: 'set of minutes that nobody takes yet',
          many: 'sets of minutes that nobody takes yet',
          href: paths.minutesQueue({}, { whose: 'nobodys' }),
          late: 0,
        },
      ]
}

const escalationsThatWait = async ({ database, context }: Asked): Promise<readonly Waits[]> => {
  const open = await rememberedFor(database.sql, context, 'open escalations', () =>
    openEscalations(database.sql, context),
  )
  const waiting = open.filter(({ answerDueOn }) => answerDueOn !== null)
  const isDirector = context.role === 'director'
  const mine = waiting.filter(({ addressedTo }) => isDirector || addressedTo === context.worker)
  return [
    {
      count: mine.length,
      one: isDirector ? 'chair’s escalation without an answer' : 'chair’s escalation for me to answer',
      many: isDirector ? 'chairs’ escalations without an answer' : 'chairs’ escalations for me to answer',
      href: paths.escalations({}, isDirector ? {} : { whose: 'answer' }),
      late: mine.filter(({ answerDueOn }) => (answerDueOn ?? '9') < context.today).length,
    },
  ]
}

/** What a home page says of meetings: those of the next days, and what waits to be written, checked or answered. */
export const homeMeetings = async (asked: Asked) => {
  const { database, context } = asked
  const whose = context.role === 'businessSupport' ? { teams: context.teams } : { worker: context.worker }
  const days = { from: context.today, before: addDays(context.today, 7) }
  const numbers = await openOf(database.sql, context, await meetingsBetween(database.sql, whose, days))
  const [meetings, waits] = await Promise.all([
    readMeetings(database.sql, context, numbers.slice(0, mostLines)),
    leads(context)
      ? writingThatWaits(asked)
      : answering.some(role => role === context.role)
        ? escalationsThatWait(asked)
        : [],
  ])
  const lines = (await linesOf(asked, meetings)).map(line => ({ ...line, day: dayInWords(line.day) }))
  return {
    leads: leads(context),
    ofTeam: 'teams' in whose,
    lines,
    total: numbers.length,
    waits: waits.filter(({ count }) => count > 0),
    links: { diary: paths.diary(), managed: paths.managed() },
    isManager: answering.some(role => role === context.role),
  }
}
