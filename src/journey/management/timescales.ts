import type { CivilDate } from '../../calendar/index.ts'
import { days, inForce, local, months, ruleOn, weeks, workingDays } from '../law.ts'
import type { Dated, Span } from '../law.ts'
import type { Policy } from '../policy.ts'

/** A timescale of managers' work: what it is, and common practice over time. A council's own policy takes its place. */
export type Timescale = { readonly title: string; readonly versions: readonly Dated<{ readonly within: Span }>[] }

const practice = (from: CivilDate, within: Span, basis: string): Timescale['versions'] =>
  inForce([{ from, within: local(within), basis: `Local practice: ${basis}` }])

const noNumber = 'neither law nor guidance has a number'

/**
 * The timescales of supervision, oversight and drift, by the name that a council's policies call them. None is set by law:
 * all are common practice. None makes work due; they say what is in time and from when a standstill is shown.
 */
export const timescales = {
  supervision: {
    title: 'From one supervision of a worker to the next',
    versions: practice('2019-12-01', workingDays(23), `monthly; ${noNumber}`),
  },
  managementOversight: {
    title: 'From a significant event to a manager’s oversight of it',
    versions: practice('2019-12-01', workingDays(5), `within the week; ${noNumber}`),
  },
  'drift.noVisit': {
    title: 'A visit is overdue by',
    versions: practice('2010-01-01', workingDays(5), noNumber),
  },
  'drift.assessmentLate': {
    title: 'An assessment is overdue by',
    versions: practice('2010-01-01', days(1), 'from the first day after it was due'),
  },
  'drift.planUnchanged': {
    title: 'A child in need or child protection plan has no new version, review or core group for',
    versions: practice('2010-01-01', weeks(15), noNumber),
  },
  'drift.longPlanUnchanged': {
    title: 'A care plan or pathway plan has no new version or review for',
    versions: practice('2010-01-01', weeks(28), 'the law allows six months between reviews'),
  },
  'drift.noReviewAfterPlan': {
    title: 'A child protection plan ended, the child is still in need, and nothing has been agreed or reviewed for',
    versions: practice('2010-01-01', workingDays(30), noNumber),
  },
  'drift.longOnPlanInNeed': {
    title: 'A child in need plan has lasted',
    versions: practice('2010-01-01', months(15), noNumber),
  },
  'drift.longOnProtectionPlan': {
    title: 'A child protection plan has lasted',
    versions: practice('2010-01-01', months(15), `two years is what returns count as long; ${noNumber}`),
  },
  'drift.noSupervision': {
    title: 'Nobody has talked about the child in supervision for',
    versions: practice('2019-12-01', workingDays(46), `each child at least every second month; ${noNumber}`),
  },
} as const satisfies Readonly<Record<string, Timescale>>

export type TimescaleName = keyof typeof timescales

export const timescaleNames = Object.keys(timescales) as readonly TimescaleName[]

/** The timescale in force on a day: the council's own where it has one, else common practice; undefined before either. */
export const timescaleOn = (
  policy: Policy,
  name: TimescaleName,
  day: CivilDate,
): Dated<{ readonly within: Span }> | undefined =>
  ruleOn(policy[name] ?? [], day) ?? ruleOn<Dated<{ readonly within: Span }>>(timescales[name].versions, day)
