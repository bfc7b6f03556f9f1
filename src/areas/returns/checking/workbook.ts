import type { CheckReport } from '../../../statutory/report.ts'
import type { Checked } from './check.ts'
import { countsByRule } from './failures.ts'
import { returnKinds, rulesIn } from './kinds.ts'
import { outcomeWords, summaryLines, summaryOf } from './summary.ts'
import { workbookBytes } from './xlsx.ts'
import type { Sheet, WorkbookCell } from './xlsx.ts'

/** What was written in explanation of queries, by the key of the query. */
export type Explanations = Readonly<Record<string, string>>

/** The key of a query within one return and year: its rule and its child. */
export const explanationKey = (rule: string, child: string | null): string => `${rule} ${child ?? ''}`

const typeWords = { error: 'Error', query: 'Query' } as const

const columns = (...named: readonly (readonly [heading: string, width: number])[]) =>
  named.map(([heading, width]) => ({ heading, width }))

const summarySheet = ({ kind, year, report }: Checked, files: readonly string[]): Sheet => {
  const summary = summaryOf(report)
  const rows: readonly (readonly WorkbookCell[])[] = [
    ['Return', returnKinds[kind]],
    ['Rules of the year', year],
    ['Files', files.join(', ')],
    ...summaryLines(summary),
    ...summary.notApplicable.map(({ reason, rules }) => [`Do not apply: ${reason}`, rules.join(', ')]),
    ...summary.couldNotRun.map(({ reason, rules }) => [`Could not be run: ${reason}`, rules.join(', ')]),
    ...summary.notices.map(notice => ['Notice', notice]),
  ]
  return { name: 'Summary', columns: columns(['What', 44], ['Result', 90]), rows }
}

const rulesSheet = ({ kind, year, report }: Checked): Sheet => {
  const messages = new Map(rulesIn(kind, year).map(({ code, message }) => [code, message]))
  const counts = new Map(countsByRule(report.failures).map(({ rule, count }) => [rule, count]))
  return {
    name: 'Rules',
    columns: columns(
      ['Rule', 12],
      ['Severity', 10],
      ['Outcome', 18],
      ['Failing rows', 12],
      ['Message', 90],
      ['Reason', 50],
    ),
    rows: report.rules.map(({ rule, type, outcome, reason }) => [
      rule,
      typeWords[type],
      outcomeWords[outcome],
      counts.get(rule) ?? 0,
      messages.get(rule) ?? null,
      reason ?? null,
    ]),
  }
}

const failuresSheet = ({ failures }: CheckReport, explanations: Explanations): Sheet => ({
  name: 'Failures',
  columns: columns(
    ['Rule', 12],
    ['Severity', 10],
    ['Child', 16],
    ['Table', 24],
    ['Row', 8],
    ['Fields', 36],
    ['Why', 90],
    ['Explanation', 50],
  ),
  rows: failures.map(({ rule, type, child, table, row, fields, why }) => [
    rule,
    typeWords[type],
    child,
    table ?? 'The return as a whole',
    row === null ? null : row + 1,
    fields.join(', '),
    why,
    explanations[explanationKey(rule, child)] ?? null,
  ]),
})

const unreadableSheet = ({ unreadable }: CheckReport): Sheet => ({
  name: 'Unreadable',
  columns: columns(['Table', 24], ['Row', 8], ['Child', 16], ['Field', 30], ['What stands there', 40]),
  rows: unreadable.map(({ table, row, child, field, written }) => [table, row + 1, child, field, written]),
})

/** The results of a check as a workbook, with what was written in explanation of its queries. Rows count from 1. */
export const resultsWorkbook = (
  checked: Checked,
  files: readonly string[],
  explanations: Explanations,
): Uint8Array<ArrayBuffer> =>
  workbookBytes([
    summarySheet(checked, files),
    rulesSheet(checked),
    failuresSheet(checked.report, explanations),
    unreadableSheet(checked.report),
  ])
