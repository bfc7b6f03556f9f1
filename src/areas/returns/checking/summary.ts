import type { CheckReport, RuleReport } from '../../../statutory/report.ts'
import type { Outcome } from '../../../statutory/judge.ts'

/** Rules that came out alike for one reason. */
export interface Because {
  readonly reason: string
  readonly rules: readonly string[]
}

/** A check in a few figures and reasons. */
export interface Summary {
  readonly rules: number
  readonly outcomes: Readonly<Record<Outcome, number>>
  /** Failing rows of rules that are errors, and of those that are queries. */
  readonly errors: number
  readonly queries: number
  /** Children with at least one failing row. */
  readonly children: number
  readonly notApplicable: readonly Because[]
  readonly couldNotRun: readonly Because[]
  readonly unreadable: number
  readonly notices: readonly string[]
}

const becauseOf = (rules: readonly RuleReport[], outcome: Outcome): readonly Because[] =>
  [
    ...Map.groupBy(
      rules.filter(rule => rule.outcome === outcome),
      ({ reason }) => reason ?? '',
    ),
  ].map(([reason, alike]) => ({ reason, rules: alike.map(({ rule }) => rule) }))

/** What a report says, counted. */
export const summaryOf = ({ rules, failures, unreadable, notices }: CheckReport): Summary => {
  const count = (outcome: Outcome) => rules.filter(rule => rule.outcome === outcome).length
  const errors = failures.filter(({ type }) => type === 'error').length
  const children = new Set(failures.map(({ child }) => child))
  children.delete(null)
  return {
    rules: rules.length,
    outcomes: {
      passed: count('passed'),
      failed: count('failed'),
      notApplicable: count('notApplicable'),
      couldNotRun: count('couldNotRun'),
    },
    errors,
    queries: failures.length - errors,
    children: children.size,
    notApplicable: becauseOf(rules, 'notApplicable'),
    couldNotRun: becauseOf(rules, 'couldNotRun'),
    unreadable: unreadable.length,
    notices,
  }
}

const numbers = new Intl.NumberFormat('en-GB')

const some = (count: number, one: string, many: string): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`

/** The lines of a summary: what is said, and how much of it there is. */
export const summaryLines = (summary: Summary): readonly (readonly [title: string, words: string])[] => {
  const { outcomes, errors, queries, children, unreadable } = summary
  return [
    ['Rules that passed', `${numbers.format(outcomes.passed)} of ${numbers.format(summary.rules)}`],
    [
      'Rules that failed',
      outcomes.failed === 0
        ? 'None'
        : `${numbers.format(outcomes.failed)}, with ${some(errors, 'error', 'errors')} and ${some(queries, 'query', 'queries')} in the rows of ${some(children, 'child', 'children')}`,
    ],
    ['Rules that do not apply', numbers.format(outcomes.notApplicable)],
    [
      'Rules that could not be run',
      outcomes.couldNotRun === 0
        ? 'None'
        : `${numbers.format(outcomes.couldNotRun)}: the return has not been checked as a whole`,
    ],
    [
      'Dates that cannot be read',
      unreadable === 0 ? 'None' : `${numbers.format(unreadable)}, which the rules take as missing`,
    ],
  ]
}

/** The outcomes of rules in words. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  notApplicable: 'Does not apply',
  couldNotRun: 'Could not be run',
}

/** A row as people count: the first is row 1. */
export const numberedRow = (row: number): string => numbers.format(row + 1)

/** `row 12`; nothing where there is none. */
export const rowInWords = (row: number | null): string => (row === null ? '' : `row\u00a0${numberedRow(row)}`)

/** Where a failure stands: its table and row, or the return as a whole. */
export const placeInWords = ({ table, row }: { readonly table: string | null; readonly row: number | null }): string =>
  table === null ? 'The return as a whole' : `${table}, ${rowInWords(row)}`
