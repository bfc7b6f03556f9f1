import { judgeRule, rulesOf } from '../../../statutory/judge.ts'
import type { Judgement } from '../../../statutory/judge.ts'
import { reportOf } from '../../../statutory/report.ts'
import type { CheckReport } from '../../../statutory/report.ts'
import type { CollectionYear, Rule } from '../../../statutory/rule.ts'
import type { Table } from '../../../statutory/table.ts'
import { daysOf } from '../../../statutory/years.ts'
import { noticeOf } from '../../../statutory/cin-census/check.ts'
import { readCensus } from '../../../statutory/cin-census/read.ts'
import { cinRules } from '../../../statutory/cin-census/rules.ts'
import type { Files } from '../../../statutory/reading/files.ts'
import { readReturn } from '../../../statutory/ssda903/read.ts'
import type { ReturnFile } from '../../../statutory/ssda903/read.ts'
import { ssda903Rules } from '../../../statutory/ssda903/rules.ts'
import type { ReturnKind } from './kinds.ts'

/** What is to be checked: which return, and by the rules of which year. */
export interface Wanted {
  readonly kind: ReturnKind
  readonly year: CollectionYear
  /** Our code in the directory of postcodes, where rules on whereabouts are to be judged. */
  readonly authority: string | null
}

/** How far a check has come. */
export type Step =
  | { readonly doing: 'reading'; readonly bytes: number }
  | { readonly doing: 'judging'; readonly rule: string; readonly nth: number; readonly of: number }

/** Is told of each step. The check goes on when its promise does, and ends where it throws. */
export type OnStep = (step: Step) => Promise<void> | void

/** A return that was checked: its report, and its tables for whoever wants to see a child's rows. */
export interface Checked extends Wanted {
  readonly report: CheckReport
  readonly tables: readonly Table[]
}

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && 'rows' in value

const tablesOf = (given: object): readonly Table[] => (Object.values(given) as readonly unknown[]).filter(isTable)

const judgeEach = async <Given extends object>(
  rules: readonly Rule<Given>[],
  given: Given,
  onStep: OnStep,
): Promise<readonly Judgement<Given>[]> => {
  const judgements: Judgement<Given>[] = []
  for (const [index, rule] of rules.entries()) {
    await onStep({ doing: 'judging', rule: rule.code, nth: index + 1, of: rules.length })
    judgements.push(judgeRule(rule, given))
  }
  return judgements
}

/** Reads the files of a return and judges them, a piece and a rule at a time, so that whatever runs it stays alive. */
export const checkReturn = async (wanted: Wanted, files: Files<ReturnFile>, onStep: OnStep): Promise<Checked> => {
  const { kind, year, authority } = wanted
  let bytes = 0
  const onRead = (more: number) => onStep({ doing: 'reading', bytes: (bytes += more) })
  if (kind === 'cin-census') {
    const { census, unknown } = await readCensus(files, onRead)
    const judgements = await judgeEach(rulesOf(cinRules, year), census, onStep)
    return { ...wanted, report: reportOf(census, judgements, unknown.map(noticeOf)), tables: tablesOf(census) }
  }
  const { from, to } = daysOf(year)
  const around = { collection: { start: from, end: to }, localAuthority: authority }
  const { given, notices } = await readReturn(files, around, onRead)
  const judgements = await judgeEach(rulesOf(ssda903Rules, year), given, onStep)
  return { ...wanted, report: reportOf(given, judgements, notices), tables: tablesOf(given) }
}
