import { addDays, dateAt, inWords, localTime } from '../../../../calendar/index.ts'
import type { CivilDate, Period } from '../../../../calendar/index.ts'
import { absenceKinds, absencesWithin, awayInWords, coveredBy, isAbsenceKind } from '../../../../council/absences.ts'
import type { Absence } from '../../../../council/absences.ts'
import { dutyOnPage } from '../../../../journey/duty-words.ts'
import type { Asked } from '../../../../web/index.ts'
import { meetingsBetween } from '../../meetings/lists.ts'
import { paths as meetingPaths } from '../../meetings/paths.ts'
import { readMeetings } from '../../meetings/read.ts'
import { childrenInWords, titleOf } from '../../meetings/words.ts'
import { paths } from '../../paths.ts'
import { workDue } from '../../work/work-due.ts'
import type { WorkRow } from '../../work/work-asked.ts'
import { decisionsOf, workOf } from '../due.ts'
import { absencesOfTeams } from '../team-away.ts'
import type { Whose } from '../whose.ts'

/** What stands in a calendar, by its word: never by its colour alone. */
export const itemKinds = {
  planned: 'Planned visit',
  meeting: 'Meeting',
  visit: 'Visit due',
  review: 'Review or conference due',
  work: 'Work due',
  away: 'Away',
  cover: 'Cover',
} as const

export type ItemKind = keyof typeof itemKinds

/** One thing on one day, or on the days up to another. */
export type CalendarItem = {
  readonly kind: ItemKind
  readonly on: CivilDate
  /** The day before which it ends, where it lasts for more than one. */
  readonly before?: CivilDate
  /** The time of day, like `15:30`, where there is one. */
  readonly at?: string
  /** How many minutes it takes, where that is known. */
  readonly minutes?: number
  readonly title: string
  readonly child?: { readonly name: string }
  readonly href?: string
  readonly late: boolean
  readonly lateOnPurpose: boolean
  /** Whether it is an absence of the calendar's owner, and not of a colleague. */
  readonly own?: true
  /** What is the same thing tomorrow: for a calendar that takes it in again. */
  readonly key: string
}

type Asking = Pick<Asked, 'database' | 'rules' | 'context'>

const kindOf = (row: WorkRow): ItemKind => {
  if (row.anchorStep === 'plannedVisit') return 'planned'
  if (/Visit$/.test(row.step) || row.step === 'keepingInTouch') return 'visit'
  return /(Review|Conference)$/.test(row.step) ? 'review' : 'work'
}

const dutyItem =
  ({ rules, context }: Asking) =>
  (row: WorkRow): readonly CalendarItem[] => {
    if (row.dueOn === null) return []
    const duty = dutyOnPage(rules, row, context.now)
    return [
      {
        kind: kindOf(row),
        on: row.dueOn,
        ...(row.plannedAt === null ? {} : { at: row.plannedAt }),
        title: duty.title,
        child: { name: row.child.trim() === '' ? 'A child whose name is not known' : row.child.trim() },
        href: paths.child({ child: row.identity }),
        late: duty.standing === 'overdue' && !duty.lateOnPurpose,
        lateOnPurpose: duty.lateOnPurpose,
        key: `due-${row.identity}-${row.anchor}-${row.rule}`,
      },
    ]
  }

const absenceItem = (
  absence: Absence,
  { kind, title, last }: { readonly kind: ItemKind; readonly title: string; readonly last: CivilDate },
): CalendarItem => ({
  kind,
  on: absence.startedOn,
  before: absence.backOn ?? addDays(last, 1),
  title,
  late: false,
  lateOnPurpose: false,
  key: `${kind}-${absence.worker}-${absence.startedOn}`,
})

/** The days of the people of a manager's teams on which they are away. */
const teamAway = async (asking: Asking, whose: Whose, days: Period): Promise<readonly CalendarItem[]> =>
  whose.role !== 'teamManager'
    ? []
    : (await absencesOfTeams(asking, whose, days)).map(absence =>
        absenceItem(absence, { kind: 'away', title: `${absence.name}: ${awayInWords(absence)}`, last: days.to }),
      )

const untilInWords = ({ backOn }: Absence): string => (backOn === null ? '' : ` until ${inWords(addDays(backOn, -1))}`)

const awayTitle = (absence: Absence, whose: Whose): string => {
  const why = isAbsenceKind(absence.kind) ? absenceKinds[absence.kind] : 'Away'
  return `${whose.own ? 'You are away' : `${absence.name} is away`}${untilInWords(absence)}: ${why.toLowerCase()}`
}

/** The meetings that somebody chairs, writes for or comes to, with those of their children who open to the reader. */
const meetingsIn = async (
  { database, context }: Asking,
  whose: Whose,
  days: { readonly from: CivilDate; readonly before: CivilDate },
): Promise<readonly CalendarItem[]> => {
  const numbers = await meetingsBetween(database.sql, { worker: whose.worker }, days)
  const meetings = await readMeetings(database.sql, context, numbers)
  return meetings.map(meeting => ({
    kind: 'meeting',
    on: dateAt(meeting.startsAt),
    at: localTime(meeting.startsAt).slice(11),
    minutes: meeting.length,
    title: titleOf(meeting),
    child: { name: childrenInWords(meeting) },
    href: meetingPaths.meeting({ meeting: meeting.meeting }),
    late: false,
    lateOnPurpose: false,
    key: `meeting-${meeting.meeting}`,
  }))
}

/** A manager's calendar has the decisions that are theirs; a worker's has the work about their children. */
const workIn = (asking: Asking, whose: Whose, days: Period) => {
  const { database, rules, context } = asking
  const role = { ...context, role: whose.role }
  const scope = whose.role === 'teamManager' ? 'team' : whose.role === 'serviceManager' ? 'service' : 'mine'
  return workDue(
    database.sql,
    { ...context, teams: whose.teams, services: whose.services },
    {
      scope,
      steps: scope === 'mine' ? workOf(rules, role) : decisionsOf(rules, role),
      ...(whose.own || scope !== 'mine' ? {} : { of: whose.worker }),
      within: days,
      perPage: 1000,
    },
  )
}

/** All that stands in somebody's calendar in some days, in the order of the days. */
export const itemsIn = async (asking: Asking, whose: Whose, days: Period): Promise<readonly CalendarItem[]> => {
  const { database } = asking
  const touching = { from: days.from, before: addDays(days.to, 1) }
  const [work, absences, covered, team, meetings] = await Promise.all([
    workIn(asking, whose, days),
    absencesWithin(database.sql, [whose.worker], touching),
    coveredBy(database.sql, whose.worker, touching),
    teamAway(asking, whose, days),
    meetingsIn(asking, whose, touching),
  ])
  return [
    ...absences.map(absence => ({
      ...absenceItem(absence, { kind: 'away', title: awayTitle(absence, whose), last: days.to }),
      own: true as const,
    })),
    ...covered.map(absence =>
      absenceItem(absence, {
        kind: 'cover',
        title: `Covering for ${absence.name}${untilInWords(absence)}`,
        last: days.to,
      }),
    ),
    ...team,
    ...meetings,
    ...work.rows.flatMap(dutyItem(asking)),
  ].toSorted((one, other) => (`${one.on}${one.at ?? ''}` < `${other.on}${other.at ?? ''}` ? -1 : 1))
}
