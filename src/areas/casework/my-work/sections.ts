import { addDays, inWords, startOfDay } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { absenceKinds, absencesWithin, awayInWords, coveredBy, isAbsenceKind } from '../../../council/absences.ts'
import { postsCovered } from '../../../council/covered-posts.ts'
import type { Absence } from '../../../council/absences.ts'
import type { Asked, QueryValues } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { scopesFor, seesAllWork } from '../work/scopes.ts'
import { workDue } from '../work/work-due.ts'
import type { WorkCounts, WorkFound, WorkScope } from '../work/work-asked.ts'
import { decisionsOf, dueGroups, dueLines, whensOfThePage, workOf } from './due.ts'
import type { DueGroup, DueLine } from './due.ts'
import { daysOf, filledOf } from './filled.ts'
import { absencesOfTeams } from './team-away.ts'
import { worksWithOthers } from './whose.ts'
import type { Whose } from './whose.ts'
import { daysTold, writtenBetween, writtenByOthers } from './written.ts'
import type { Written } from './written.ts'

type Asking = Pick<Asked, 'database' | 'rules' | 'context'>

/** Work that is due, by when, in its groups. */
export type DueSection = {
  readonly heading: string
  readonly bands: readonly {
    readonly text: string
    readonly count: number
    readonly href: string
    readonly late: boolean
  }[]
  readonly groups: readonly DueGroup[]
  readonly counts: WorkCounts
  readonly href: string
  readonly withWorker: boolean
}

/** The days around today in which an absence is told: one that has just ended, and one that begins soon. */
const daysBack = 14
const daysAhead = 14

const bandsOf = (counts: WorkCounts, address: (query: QueryValues) => string): DueSection['bands'] => [
  { text: 'Late', count: counts.overdue, href: address({ when: 'overdue' }), late: counts.overdue > 0 },
  ...(counts.onPurpose === 0
    ? []
    : [{ text: 'Late on purpose', count: counts.onPurpose, href: address({ when: 'onPurpose' }), late: false }]),
  { text: 'Today', count: counts.today, href: address({ when: 'today' }), late: false },
  { text: 'In the next 7 days', count: counts.soon, href: address({ when: 'soon' }), late: false },
]

const find = (
  { database, rules, context }: Asking,
  whose: Whose,
  scope: WorkScope,
  more: {
    readonly of?: number
    readonly steps?: readonly string[]
    readonly perPage?: number
    readonly laterToo?: boolean
  } = {},
): Promise<WorkFound> => {
  const steps = more.steps ?? (seesAllWork(whose) ? undefined : workOf(rules, { ...context, role: whose.role }))
  const of = more.of ?? (whose.own || scope !== 'mine' ? undefined : whose.worker)
  return workDue(
    database.sql,
    { ...context, teams: whose.teams, services: whose.services },
    {
      scope,
      ...(steps === undefined ? {} : { steps }),
      ...(of === undefined ? {} : { of }),
      ...(more.laterToo === true ? {} : { when: whensOfThePage }),
      perPage: more.perPage ?? 60,
    },
  )
}

const section = (
  asking: Asking,
  found: WorkFound,
  at: { readonly heading: string; readonly address: (query: QueryValues) => string; readonly withWorker: boolean },
): DueSection => ({
  heading: at.heading,
  bands: bandsOf(found.counts, at.address),
  groups: dueGroups(asking.rules, asking.context, found, at.address, at.withWorker ? 6 : 10),
  counts: found.counts,
  href: at.address({}),
  withWorker: at.withWorker,
})

const headings: Readonly<Record<WorkScope, string>> = {
  mine: 'What needs me today',
  team: 'What needs us: my team',
  service: 'What needs us: my service',
  waiting: 'Decisions that wait',
  conferences: 'Initial conferences',
}

/** Where all the work of a worker stands: one's own in the list of work due, another's on the page itself. */
const addressOf =
  (whose: Whose, scope: WorkScope) =>
  (query: QueryValues): string =>
    whose.own ? paths.work({}, { scope, ...query }) : paths.work({}, { of: whose.worker, ...query })

/** What is due first for a worker, in the scope with which their part begins. */
const todayOf = async (asking: Asking, whose: Whose): Promise<DueSection | undefined> => {
  const scope = scopesFor(whose)[0]
  if (scope === undefined) return undefined
  const found = await find(asking, whose, scope)
  return section(asking, found, {
    heading: whose.own ? headings[scope] : 'What is due',
    address: addressOf(whose, scope),
    withWorker: scope === 'team' || scope === 'service',
  })
}

/** A worker who is covered: until when, and what is due of their children. */
export type Covered = {
  readonly name: string
  readonly days: string
  readonly due: DueSection
}

const coversOf = (asking: Asking, whose: Whose, covered: readonly Absence[]): Promise<readonly Covered[]> =>
  Promise.all(
    covered.map(async absence => {
      const found = await find(asking, whose, 'mine', { of: absence.worker })
      const address = (query: QueryValues) => paths.work({}, { of: absence.worker, ...query })
      return {
        name: absence.name,
        days: daysOf(absence),
        due: section(asking, found, { heading: `Covering for ${absence.name}`, address, withWorker: false }),
      }
    }),
  )

/** What is said of a worker's own absence, the one that lasts, begins soon, or has just ended. */
export type OwnAbsence = { readonly words: string; readonly href: string; readonly nobodyCovers: boolean }

const ownAbsence = (absence: Absence, today: CivilDate, own: boolean): OwnAbsence => {
  const who = own ? 'You are' : `${absence.name} is`
  const begins = absence.startedOn > today
  const days = begins ? `${who} away from ${inWords(absence.startedOn)}` : `${who} away`
  const back = absence.backOn === null ? '; nobody knows yet until when' : `, back on ${inWords(absence.backOn)}`
  const why = isAbsenceKind(absence.kind) ? ` (${absenceKinds[absence.kind].toLowerCase()})` : ''
  const cover = absence.coverName === null ? 'Nobody covers yet.' : `${absence.coverName} covers.`
  return {
    words: `${days}${back}${why}. ${cover}`,
    href: paths.changeAbsence({ worker: absence.worker, absence: absence.absence }),
    nobodyCovers: absence.coverName === null,
  }
}

/** What was done while somebody was away who has come back. */
export type Meanwhile = Written & { readonly days: string }

const meanwhileOf = async (
  { database, rules, context }: Asking,
  whose: Whose,
  ended: Absence | undefined,
): Promise<Meanwhile | undefined> => {
  if (ended?.backOn == null) return undefined
  const written = await writtenBetween(
    { queries: database.sql, rules, context, of: { worker: whose.worker, covered: [], own: whose.own } },
    startOfDay(ended.startedOn),
    startOfDay(ended.backOn),
  )
  return {
    ...written,
    days: `${inWords(ended.startedOn)} to ${inWords(addDays(ended.backOn, -1))}${ended.coverName === null ? '' : `, ${ended.coverName} covering`}`,
  }
}

const hasChildren = (whose: Whose): boolean => scopesFor(whose).includes('mine')

/** Initial conferences that wait, for a chair: the children have no chair of their own yet. */
const conferencesOf = async (asking: Asking, whose: Whose) => {
  if (whose.role !== 'conferenceChair') return undefined
  const found = await find(asking, whose, 'conferences', {
    steps: ['initialConference'],
    perPage: 12,
    laterToo: true,
  })
  return section(asking, found, {
    heading: headings.conferences,
    address: query => paths.work({}, { scope: 'conferences', ...query }),
    withWorker: true,
  })
}

/** Decisions that are a manager's to take. */
export type Decisions = { readonly lines: readonly DueLine[]; readonly total: number }

const decisionsFor = async (asking: Asking, whose: Whose): Promise<Decisions | undefined> => {
  const scope = whose.role === 'teamManager' ? 'team' : whose.role === 'serviceManager' ? 'service' : undefined
  if (scope === undefined) return undefined
  const steps = decisionsOf(asking.rules, { ...asking.context, role: whose.role })
  const found = await find(asking, whose, scope, { steps, perPage: 10 })
  return {
    lines: dueLines(asking.rules, asking.context, found.rows),
    total: found.total,
  }
}

/** Somebody of a manager's teams who is away, or will be within the week. */
export type AwayLine = {
  readonly name: string
  readonly words: string
  readonly uncovered: boolean
  readonly href: string
}

/** Who is away of the teams of a manager, for that manager's page; undefined for anybody else's. */
const awayOf = async (asking: Asking, whose: Whose): Promise<readonly AwayLine[] | undefined> => {
  if (whose.role !== 'teamManager') return undefined
  const { today } = asking.context
  const absences = await absencesOfTeams(asking, whose, { from: today, to: addDays(today, 7) })
  return absences.map(absence => ({
    name: absence.name,
    words: awayInWords(absence, absence.startedOn > today ? absence.startedOn : undefined),
    uncovered: absence.cover === null,
    href: paths.absences({ worker: absence.worker }),
  }))
}

/** All that stands on a page of somebody's work, their own or that of one whom they answer for. */
export const sectionsOf = async (asking: Asking, whose: Whose) => {
  const { database, rules, context } = asking
  const { today } = context
  const days = { from: addDays(today, -daysBack), before: addDays(today, daysAhead + 1) }
  const [covered, filled] = await Promise.all([
    coveredBy(database.sql, whose.worker, { from: today, before: addDays(today, 1) }),
    postsCovered(database.sql, today, whose.worker),
  ])
  // A manager has no children of their own to cover: what waits for the team stands among what is due.
  const workers = covered.filter(({ absence }) => !filled.some(each => each.absence === absence))
  const meets = hasChildren(whose)
  const of = { worker: whose.worker, covered: covered.map(({ worker }) => worker), own: whose.own }
  const [absences, covers, day, conferences, decisions, away, written] = await Promise.all([
    absencesWithin(database.sql, [whose.worker], days),
    coversOf(asking, whose, workers),
    todayOf(asking, whose),
    conferencesOf(asking, whose),
    decisionsFor(asking, whose),
    awayOf(asking, whose),
    meets || workers.length > 0 ? writtenByOthers({ queries: database.sql, rules, context, of }) : undefined,
  ])
  const ended = absences.findLast(({ backOn }) => backOn !== null && backOn <= today)
  const meanwhile = meets ? await meanwhileOf(asking, whose, ended) : undefined
  return {
    own: whose.own,
    name: whose.name,
    today: day,
    conferences,
    decisions,
    away,
    covers,
    fills: filledOf(whose, covered, filled),
    absences: absences
      .filter(({ backOn }) => backOn === null || backOn > today)
      .map(absence => ownAbsence(absence, today, whose.own)),
    written,
    daysTold,
    meanwhile,
    links: worksWithOthers(context)
      ? { calendar: paths.calendar({ worker: whose.worker }), absences: paths.absences({ worker: whose.worker }) }
      : undefined,
  }
}

export type Sections = Awaited<ReturnType<typeof sectionsOf>>
