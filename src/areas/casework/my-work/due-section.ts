import type { Absence } from '../../../council/absences.ts'
import type { QueryValues } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { scopesFor, seesAllWork } from '../work/scopes.ts'
import { workDue } from '../work/work-due.ts'
import type { WorkCounts, WorkFound, WorkScope } from '../work/work-asked.ts'
import { decisionsOf, dueGroups, dueLines, whensOfThePage, workOf } from './due.ts'
import type { DueGroup, DueLine } from './due.ts'
import { daysOf } from './filled.ts'
import type { Whose, Asking } from './whose.ts'

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
export const todayOf = async (asking: Asking, whose: Whose): Promise<DueSection | undefined> => {
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

/** What is due of the children of those whom a worker covers. */
export const coversOf = (asking: Asking, whose: Whose, covered: readonly Absence[]): Promise<readonly Covered[]> =>
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

/** Initial conferences that wait, for a chair: the children have no chair of their own yet. */
export const conferencesOf = async (asking: Asking, whose: Whose) => {
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

/** The decisions that wait for a manager; undefined for anybody else. */
export const decisionsFor = async (asking: Asking, whose: Whose): Promise<Decisions | undefined> => {
  const scope = whose.role === 'teamManager' ? 'team' : whose.role === 'serviceManager' ? 'service' : undefined
  if (scope === undefined) return undefined
  const steps = decisionsOf(asking.rules, { ...asking.context, role: whose.role })
  const found = await find(asking, whose, scope, { steps, perPage: 10 })
  return {
    lines: dueLines(asking.rules, asking.context, found.rows),
    total: found.total,
  }
}
