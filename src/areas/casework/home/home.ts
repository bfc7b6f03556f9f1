import { roleMatrix } from '../../../access/role-matrix.ts'
import type { Context } from '../../../access/context.ts'
import { awayInWords } from '../../../council/absences.ts'
import type { Absence } from '../../../council/absences.ts'
import { ageInWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { dueStanding } from '../../../journey/due-standing.ts'
import type { Role } from '../../../journey/roles.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Episode } from '../../../ledger/read.ts'
import type { GlancePart } from '../../../web/glance.ts'
import { paths as shared } from '../../../web/paths.ts'
import { standingOf } from '../child/standing.ts'
import { paths } from '../paths.ts'
import { isVisited, mayRecordOf, visitedAs } from '../visits/kinds.ts'
import type { WorkCounts } from '../work/work-asked.ts'
import type { MyChild, RecentChild } from './children.ts'

/** What a part calls those it works with. */
export const childrenWord = (role: Role): string => (role === 'personalAdviser' ? 'young people' : 'children')

/** The same of one of them. */
export const childWord = (role: Role): string => (role === 'personalAdviser' ? 'young person' : 'child')

/** A child as a line of a home page. */
export type HomeChild = {
  readonly name: string
  readonly age: string
  readonly href: string
  readonly standing: string
  readonly since: CivilDate | undefined
  readonly next: CivilDate | null
  readonly late: boolean
  /** The short page on which a visit is recorded, for a child who is visited. */
  readonly visit: string | undefined
}

export const homeChildren = (rules: Rules, context: Context, children: readonly MyChild[]): readonly HomeChild[] =>
  children.map(({ identity, name, bornOn, open, nextDue }) => {
    const episodes: readonly Episode[] = open.map(each => ({ ...each, endedOn: null, openedBy: 0, closedBy: null }))
    const standing = standingOf(rules, episodes)
    return {
      name,
      age: bornOn === null ? '' : ageInWords(bornOn, context.today),
      href: paths.child({ child: identity }),
      standing: [standing.words, standing.detail].filter(Boolean).join(' · '),
      since: standing.since,
      next: nextDue,
      late: dueStanding({ dueOn: nextDue, dueAt: null }, context.now) === 'overdue',
      visit:
        isVisited(episodes, context.today) && mayRecordOf(rules, context, visitedAs(episodes, context.today)).length > 0
          ? paths.visit({ child: identity })
          : undefined,
    }
  })

export const homeRecent = (children: readonly RecentChild[], today: CivilDate) =>
  children.map(({ identity, name, bornOn }) => ({
    name,
    age: bornOn === null ? '' : ageInWords(bornOn, today),
    href: paths.child({ child: identity }),
  }))

/** A worker of a manager's, with how much is due of the children in their hands and whether they are away; whoever is most late first. */
export const homeWorkers = (counts: WorkCounts, away: ReadonlyMap<number, Absence>) =>
  counts.byWorkers
    .toSorted((one, other) => other.overdue - one.overdue)
    .map(({ worker, name, count, overdue, onPurpose }) => {
      const absence = away.get(worker)
      return {
        name,
        count,
        overdue,
        onPurpose,
        away: absence === undefined ? undefined : awayInWords(absence),
        href: paths.worker({ worker }),
        overdueHref: paths.work({}, { of: worker, when: 'overdue' }),
      }
    })

/** As many figures that moved stand on a home. */
const mostMoved = 6

/** What moved, for a home: the most telling lines, with where the rest stands. */
export const homeMoved = (part: GlancePart | 'counting' | undefined) => {
  if (part === undefined) return undefined
  const { says, lines } =
    part === 'counting'
      ? { says: 'The figures are being counted for the first time today.', lines: [] }
      : { says: part.says, lines: part.lines.toSorted((one, other) => other.weight - one.weight) }
  return {
    says,
    lines: lines.slice(0, mostMoved),
    others: Math.max(0, lines.length - mostMoved),
    href: shared.glance(),
  }
}

export type HomeLink = { readonly text: string; readonly href: string; readonly says: string }

const managersSay = 'Who is to be supervised, events that wait for a manager’s eyes, and what stands still.'
const workersSay = 'What was said and decided, and what the record says for the next one.'

const supervisionSays: Readonly<Partial<Record<Role, string>>> = {
  teamManager: managersSay,
  serviceManager: managersSay,
  director: managersSay,
  socialWorker: workersSay,
  personalAdviser: workersSay,
  earlyHelpWorker: workersSay,
}

/** Those who read what was published come for that, and it heads their home. */
export const readsTheReportFirst = ({ role }: Pick<Context, 'role'>): boolean => role === 'councillor'

const reportLink: HomeLink = {
  text: 'The report’s figures',
  href: shared.report(),
  says: 'What the report stated beside what the records count, and why they differ.',
}

/** How we are doing: every part has the figures, in the form that its role may see. */
export const figureLinks = ({ role }: Pick<Context, 'role'>): readonly HomeLink[] => [
  ...(readsTheReportFirst({ role }) ? [reportLink] : []),
  ...(role === 'serviceManager' || role === 'director'
    ? [
        {
          text: 'The service at a glance',
          href: shared.glance(),
          says: 'What moved, what is late, where the load is, which decisions wait.',
        },
      ]
    : []),
  ...(supervisionSays[role] === undefined
    ? []
    : [{ text: 'Supervision', href: shared.supervision(), says: supervisionSays[role] }]),
  {
    text: 'Figures',
    href: shared.figures(),
    says:
      roleMatrix[role].figures === 'byChild'
        ? 'Every measure with its definition, its trend and what it counts.'
        : 'The published measures, with small numbers suppressed.',
  },
  ...(readsTheReportFirst({ role }) ? [] : [reportLink]),
]

const firstSentences: Readonly<Record<Role, string>> = {
  pointOfAccessWorker: 'Contacts and referrals that wait for a decision come first.',
  dutyWorker: 'Children who wait for somebody, and decisions that wait.',
  socialWorker: 'What needs you today, then your children.',
  personalAdviser: 'What needs you today, then your young people.',
  earlyHelpWorker: 'What needs you today, then the families you help.',
  teamManager: 'Work of your team that is late or due, who waits to be allocated, then your workers.',
  serviceManager: 'Work of your service that is late or due, who waits to be allocated, then your workers.',
  conferenceChair: 'Conferences and reviews that are due, then your children.',
  businessSupport: 'What is due in the team that you support.',
  auditor: 'Search for a record to read. You open every child and record nothing about them.',
  analyst: 'Figures down to what they count. You open no child’s record.',
  informationGovernance: 'Search for a record, or read who has looked.',
  director: 'What moved: the figures, and any child in the county by search.',
  councillor: 'The published report and the measures it uses.',
  administrator: 'The organisation and its people.',
}

/** The sentence under the heading of a home: what it is for. The report is the simulated county’s alone. */
export const firstSentence = ({ role }: Pick<Context, 'role'>, hasReport: boolean): string =>
  role === 'councillor' && !hasReport ? 'The published measures.' : firstSentences[role]
