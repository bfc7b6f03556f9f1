import type { FailureReport, UnreadableReport } from '../../../statutory/report.ts'
import type { Wanted } from '../checking/check.ts'
import type { Filter, RuleCount } from '../checking/failures.ts'
import type { RecordTable } from '../checking/record.ts'
import type { Summary } from '../checking/summary.ts'
import type { Explanations } from '../checking/workbook.ts'

/** A file that was chosen, and for which year of the return. */
export interface ChosenFile {
  readonly file: File
  readonly year: 'this' | 'last'
}

/** What the page asks of the worker. */
export type Request =
  | { readonly asks: 'check'; readonly wanted: Wanted; readonly files: readonly ChosenFile[] }
  | { readonly asks: 'cancel' }
  | { readonly asks: 'list'; readonly filter: Filter; readonly page: number }
  | { readonly asks: 'record'; readonly index: number }
  | { readonly asks: 'workbook'; readonly explanations: Explanations }

/** A rule that failed, with how many rows. */
export interface FailedRule extends RuleCount {
  readonly message: string
}

/** A failure with its place in the list of all. */
export interface ListedFailure extends FailureReport {
  readonly index: number
}

/** What there is to show of a check that is done; the failures themselves are asked for page by page. */
export interface CheckedView {
  readonly wanted: Wanted
  readonly files: readonly string[]
  readonly summary: Summary
  readonly failedRules: readonly FailedRule[]
  /** The first of the dates that cannot be read; the workbook has them all. */
  readonly unreadable: readonly UnreadableReport[]
}

export interface ListView {
  readonly filter: Filter
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly failures: readonly ListedFailure[]
}

export interface RecordView {
  readonly failure: ListedFailure
  readonly message: string
  readonly tables: readonly RecordTable[]
}

/** What the worker tells the page. */
export type News =
  | { readonly tells: 'step'; readonly share: number; readonly words: string }
  | { readonly tells: 'checked'; readonly view: CheckedView }
  | { readonly tells: 'refused'; readonly words: string }
  | { readonly tells: 'cancelled' }
  | { readonly tells: 'list'; readonly view: ListView }
  | { readonly tells: 'record'; readonly view: RecordView }
  | { readonly tells: 'workbook'; readonly bytes: Uint8Array<ArrayBuffer> }
