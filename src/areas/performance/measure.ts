import type { Asked, Expression, Fragment } from './rows/asked.ts'

/** What one row counts. */
export type Thing =
  | 'child'
  | 'contact'
  | 'referral'
  | 'assessment'
  | 'enquiry'
  | 'discussion'
  | 'decision'
  | 'conference'
  | 'event'
  | 'minutes'
  | 'answer'
  | 'meeting'
  | 'review'
  | 'plan'
  | 'interview'
  | 'episode'
  | 'worker'

/** What is taken of the rows: how many, how many of them are counted, that as a share, the mean or highest of their values. */
export type Taken = 'count' | 'counted' | 'share' | 'mean' | 'highest' | 'rate'

export type Unit =
  | 'children'
  | 'contacts'
  | 'referrals'
  | 'assessments'
  | 'discussions'
  | 'conferences'
  | 'episodes'
  | 'workers'
  | 'percent'
  | 'per10000'
  | 'workingDays'
  | 'cases'

/** The parts of the service that measures are grouped by. */
export const groups = {
  frontDoor: 'The front door',
  assessment: 'Assessment',
  protection: 'Child protection',
  inNeed: 'Children in need',
  lookedAfter: 'Children in our care',
  leavingCare: 'Leaving care',
  missing: 'Children who go missing',
  workforce: 'Caseloads',
  oversight: 'Supervision and oversight',
  levels: 'Between levels of help',
} as const

export type Group = keyof typeof groups

/**
 * A named measure: a written definition, and one query that yields one row per thing counted. A flow's rows lie on a
 * day, a stock's last from one day until another; everything shown of a measure is taken from these rows.
 */
export type Measure = {
  readonly id: string
  readonly group: Group
  /** The name in a list: `Re-referrals within 12 months`. */
  readonly title: string
  /** What is counted, in plain words. */
  readonly definition: string
  /** The law, guidance, return or practice that the definition comes from. */
  readonly source: string
  /** Whether more is better, less is better, or neither by itself. */
  readonly polarity: 'higher' | 'lower' | 'neither'
  readonly unit: Unit
  readonly thing: Thing
  readonly over: 'flow' | 'stock'
  readonly taken: Taken
  /** A child with several rows in the period counts once, by the first or by the last of them. */
  readonly oncePerChild?: 'first' | 'last'
  /**
   * The measure within whose number this one's lies, and by what: whoever is told both numbers is told the rest. Parts of one
   * whole by the same thing have nobody in common.
   */
  readonly partOf?: { readonly whole: Measure; readonly by: string }
  /** The wording of the measure's own categories, where its rows have one. */
  readonly categories?: { readonly title: string; readonly names: Readonly<Record<string, string>> }
  readonly rows: (asked: Asked) => Fragment
  /** Of a share of those in stock, what its rows are cut from: many days are counted from these without the rows. */
  readonly share?: (asked: Asked) => Share
  /** Of the caseloads of workers, likewise. */
  readonly load?: (asked: Asked) => Load
}

/**
 * Those in stock less some of them, and of these those of whom something holds: each a table with `child`, `identity` (a
 * record of the child), `started` and `ended`.
 */
export type Share = { readonly of: Fragment; readonly except?: Fragment; readonly holds: Fragment }

/**
 * Whom workers hold, a table with `worker`, `identity`, `started` and `ended`; where these count only within some other
 * periods of theirs, those with `identity`; where only the days of some posts count, those with `worker`; and whether a
 * number is counted, of `c.cases`.
 */
export type Load = {
  readonly held: Fragment
  readonly within?: Fragment
  readonly posted?: Fragment
  readonly counted: Expression
}

/** Declares a measure. */
export const measure = (declared: Measure): Measure => declared

/** Whether its rows concern children, so that a row can open one. */
export const concernsChildren = ({ thing }: Measure): boolean => thing !== 'worker'
