import type { Judgement, Outcome } from './judge.ts'
import type { RuleType } from './rule.ts'
import type { Table } from './table.ts'

/** How one rule came out; `reason` says why it does not apply or could not be run. */
export interface RuleReport {
  readonly rule: string
  readonly type: RuleType
  readonly outcome: Outcome
  readonly reason?: string
}

/** One row that fails one rule; a failure of the return as a whole has no table, row or child. */
export interface FailureReport {
  readonly rule: string
  readonly type: RuleType
  readonly table: string | null
  readonly row: number | null
  readonly child: string | null
  readonly fields: readonly string[]
  readonly why: string
}

/** A date that could not be read: what stands there. The rules take it as missing. */
export interface UnreadableReport {
  readonly table: string
  readonly row: number
  readonly child: string | null
  readonly field: string
  readonly written: string
}

/** What a check of a return found. */
export interface CheckReport {
  readonly rules: readonly RuleReport[]
  readonly failures: readonly FailureReport[]
  readonly unreadable: readonly UnreadableReport[]
  /** What the reader left aside or took otherwise than it was written, in words. */
  readonly notices: readonly string[]
}

const ruleReport = <Given>({ rule: { code, type }, outcome, reason }: Judgement<Given>): RuleReport => ({
  rule: code,
  type,
  outcome,
  ...(reason === undefined ? {} : { reason }),
})

const failureReports = <Given>({ rule: { code, type }, failures }: Judgement<Given>): readonly FailureReport[] =>
  failures.flatMap(({ why, places }): readonly FailureReport[] =>
    places.length === 0
      ? [{ rule: code, type, table: null, row: null, child: null, fields: [], why }]
      : places.map(({ table, row, child, fields }) => ({ rule: code, type, table, row, child, fields, why })),
  )

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && 'unreadable' in value

const unreadableIn = ({ name, rows, unreadable }: Table): readonly UnreadableReport[] =>
  [...unreadable].flatMap(([row, cells]) => {
    const { CHILD, LAchildID } = (rows[row] ?? {}) as {
      readonly CHILD?: string | null
      readonly LAchildID?: string | null
    }
    const child = CHILD ?? LAchildID ?? null
    return Object.entries(cells).map(([field, written]) => ({ table: name, row, child, field, written }))
  })

/** The report of a check: how each rule came out, each row that fails, and each date that could not be read. */
export const reportOf = <Given extends object>(
  given: Given,
  judgements: readonly Judgement<Given>[],
  notices: readonly string[],
): CheckReport => ({
  rules: judgements.map(ruleReport),
  failures: judgements.flatMap(failureReports),
  unreadable: (Object.values(given) as readonly unknown[]).filter(isTable).flatMap(unreadableIn),
  notices,
})

/** Whether every rule that applies could be run: where one could not, the return has not been checked. */
export const isWhole = ({ rules }: CheckReport): boolean => rules.every(({ outcome }) => outcome !== 'couldNotRun')
