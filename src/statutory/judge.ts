import type { CollectionYear, Failure, Place, Rule } from './rule.ts'
import type { Table } from './table.ts'

/** A rule passes, fails at places, does not apply to this return, or could not be run: which is never a pass. */
export type Outcome = 'passed' | 'failed' | 'notApplicable' | 'couldNotRun'

export interface Judgement<Given> {
  readonly rule: Rule<Given>
  readonly outcome: Outcome
  readonly failures: readonly Failure[]
  /** Why the rule does not apply or could not be run. */
  readonly reason?: string
}

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && 'rows' in value

const isThere = (value: unknown): boolean => (isTable(value) ? value.isGiven : value !== undefined && value !== null)

const whyNotApplicable = <Given extends object>(rule: Rule<Given>, given: Given): string | undefined => {
  const missing = rule.needs.find(name => !isThere(given[name]))
  if (missing !== undefined) return `This return came without ${missing}.`
  const { needsOneOf = [] } = rule
  if (needsOneOf.length > 0 && !needsOneOf.some(name => isThere(given[name])))
    return `This return came without ${needsOneOf.join(' and without ')}.`
  const tables = rule.judges.map(name => given[name])
  if (tables.some(table => isTable(table) && table.rows.length > 0)) return undefined
  return `There is no row of ${rule.judges.join(' or ')}.`
}

/** Runs one rule on a return. A rule that throws could not be run, and whatever it had found is left aside. */
export const judgeRule = <Given extends object>(rule: Rule<Given>, given: Given): Judgement<Given> => {
  const reason = whyNotApplicable(rule, given)
  if (reason !== undefined) return { rule, outcome: 'notApplicable', failures: [], reason }
  const failures: Failure[] = []
  try {
    rule.judge(given, (why, ...places: readonly Place[]) => failures.push({ why, places }))
  } catch (error) {
    return {
      rule,
      outcome: 'couldNotRun',
      failures: [],
      reason: error instanceof Error ? error.message : String(error),
    }
  }
  return { rule, outcome: failures.length === 0 ? 'passed' : 'failed', failures }
}

/** Whether a version of a rule is the one in force in a collection year. Years compare as text does. */
export const isInForce = ({ inForce: { added, changed, until } }: Rule<never>, year: CollectionYear): boolean =>
  (changed ?? added) <= year && (until === undefined || year <= until)

/** The versions in force in a year. */
export const rulesOf = <Given>(rules: readonly Rule<Given>[], year: CollectionYear): readonly Rule<Given>[] =>
  rules.filter(rule => isInForce(rule as Rule<never>, year))
