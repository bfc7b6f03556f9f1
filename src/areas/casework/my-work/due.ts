import type { Context } from '../../../access/context.ts'
import { dutyOnPage } from '../../../journey/duty-words.ts'
import type { DutyOnPage } from '../../../journey/duty-words.ts'
import type { Role } from '../../../journey/roles.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import { delayStep } from '../../../ledger/delays.ts'
import type { QueryValues } from '../../../web/index.ts'
import { mayWait } from '../child/now.ts'
import { stepsOfRole } from '../child/recordable.ts'
import { paths } from '../paths.ts'
import { whereToRecord } from '../recording/where.ts'
import type { WorkFound, WorkRow, WorkWhen } from '../work/work-asked.ts'

/** A piece of work on a page: one click to the child, one to recording it, one to saying why it waits. */
export type DueLine = DutyOnPage & {
  readonly child: string
  readonly childHref: string
  readonly href: string | undefined
  readonly waitsHref: string | undefined
  readonly worker: string | null
}

/** Work that stands together: what is late, what waits on purpose, what is for today, what comes. */
export type DueGroup = {
  readonly heading: string
  readonly late: boolean
  readonly lines: readonly DueLine[]
  /** How many there are in all, and where they are, where not all of them stand here. */
  readonly total: number
  readonly href: string
}

const groups: readonly { readonly when: WorkWhen; readonly heading: string }[] = [
  { when: 'overdue', heading: 'Late' },
  { when: 'onPurpose', heading: 'Late on purpose' },
  { when: 'today', heading: 'Today' },
  { when: 'soon', heading: 'In the next 7 days' },
  { when: 'later', heading: 'Later' },
]

/** What a page of somebody's work is about: not what is due later. */
export const whensOfThePage: readonly WorkWhen[] = groups.flatMap(({ when }) => (when === 'later' ? [] : [when]))

const whenOf = (duty: DutyOnPage): WorkWhen =>
  duty.lateOnPurpose ? 'onPurpose' : duty.standing === 'undated' ? 'later' : duty.standing

// In a morning's list the link stands where it presses; the child's own page has it for what comes.
const waitsHref = (row: WorkRow, duty: DutyOnPage): string | undefined =>
  mayWait(duty) && duty.standing !== 'soon'
    ? paths.waits({ child: row.identity, anchor: row.anchor, rule: row.rule })
    : undefined

/** The lines of some work, for one who looks at it: what that one may record has a link. */
export const dueLines = (rules: Rules, context: Context, rows: readonly WorkRow[]): readonly DueLine[] => {
  const own = stepsOfRole(rules, context)
  return rows.map(row => {
    const duty = dutyOnPage(rules, row, context.now)
    return {
      ...duty,
      child: row.child.trim() === '' ? 'A child whose name is not known' : row.child.trim(),
      childHref: paths.child({ child: row.identity }),
      href: own.includes(row.step) ? whereToRecord(row.identity, row.step) : undefined,
      waitsHref: own.includes(delayStep) ? waitsHref(row, duty) : undefined,
      worker: row.workerName,
    }
  })
}

/** What was found in its groups, each cut to what a morning can hold; the rest is one click away. */
export const dueGroups = (
  rules: Rules,
  context: Context,
  found: WorkFound,
  address: (query: QueryValues) => string,
  most = 10,
): readonly DueGroup[] => {
  const lines = dueLines(rules, context, found.rows)
  return groups.flatMap(({ when, heading }) => {
    const there = lines.filter(line => whenOf(line) === when)
    const total = found.counts[when]
    return there.length === 0
      ? []
      : [{ heading, late: when === 'overdue', lines: there.slice(0, most), total, href: address({ when }) }]
  })
}

const practitioners: readonly Role[] = [
  'socialWorker',
  'personalAdviser',
  'earlyHelpWorker',
  'dutyWorker',
  'pointOfAccessWorker',
]

/** The steps that a manager or a chair records and the workers do not: what is due of them waits for that one. */
export const decisionsOf = (rules: Rules, context: Context): readonly string[] =>
  stepsOfRole(rules, context).filter(name => {
    const step = rules.pathway.steps[name]
    return step !== undefined && !whoMayRecord(step, context.today).some(role => practitioners.includes(role))
  })

/** The steps of which a part's own work is made: a chair's are conferences and reviews, whatever else a chair may record. */
export const workOf = (rules: Rules, context: Context): readonly string[] =>
  context.role === 'conferenceChair' ? decisionsOf(rules, context) : stepsOfRole(rules, context)
