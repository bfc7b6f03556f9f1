import { censusOfExample } from '../../../statutory/cin-census/cases.ts'
import { cinRules } from '../../../statutory/cin-census/rules.ts'
import { yearShown } from '../../../statutory/changes.ts'
import { isInForce, judgeRule } from '../../../statutory/judge.ts'
import type { Failure, Rule, CollectionYear, WrittenTables } from '../../../statutory/rule.ts'
import { ssda903Rules } from '../../../statutory/ssda903/rules.ts'
import { returnShown } from '../../../statutory/ssda903/shown.ts'
import type { ReturnKind } from '../checking/kinds.ts'

/** A table of a worked example; `mark` says in a word what is the matter with a cell. */
export interface ExampleTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly cells: readonly { readonly text: string; readonly mark?: string }[] }[]
}

/** A worked example as the rule itself judges it. */
export interface Example {
  readonly outcome: string
  readonly why: readonly string[]
  readonly tables: readonly ExampleTable[]
}

interface Judged {
  readonly outcome: string
  readonly failures: readonly Failure[]
  readonly given: object
}

const judged = <Given extends object>(
  rules: readonly Rule<Given>[],
  code: string,
  year: CollectionYear,
  read: (year: CollectionYear) => Given,
): Judged | undefined => {
  const rule = rules.find(each => each.code === code && isInForce(each, year))
  if (rule === undefined) return undefined
  const given = read(yearShown(rule))
  const { outcome, failures } = judgeRule(rule, given)
  return { outcome, failures, given }
}

const textOf = (cell: string | readonly string[] | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : cell.join(', ')

const knownColumns = (given: object, name: string): readonly string[] => {
  const table = (given as Readonly<Record<string, { readonly columns?: object } | undefined>>)[name]
  return Object.keys(table?.columns ?? {})
}

const tableView = (name: string, rows: WrittenTables[string], { failures, given }: Judged): ExampleTable => {
  const places = failures.flatMap(failure => failure.places).filter(place => place.table === name)
  const used = new Set([...rows.flatMap(row => Object.keys(row)), ...places.flatMap(({ fields }) => fields)])
  const known = knownColumns(given, name)
  const columns = [...known.filter(column => used.has(column)), ...[...used].filter(column => !known.includes(column))]
  const isMarked = (row: number, column: string) =>
    places.some(place => place.row === row && place.fields.includes(column))
  return {
    name,
    columns,
    rows: rows.map((cells, row) => ({
      cells: columns.map(column => {
        const text = textOf(cells[column])
        return isMarked(row, column) ? { text, mark: text === '' ? 'fails, missing' : 'fails' } : { text }
      }),
    })),
  }
}

/** A worked example of a rule, judged by the rule of that year; nothing where there is no such rule. */
export const exampleOf = (
  kind: ReturnKind,
  year: CollectionYear,
  code: string,
  written: WrittenTables,
): Example | undefined => {
  const result =
    kind === 'cin-census'
      ? judged(cinRules, code, year, () => censusOfExample(written))
      : judged(ssda903Rules, code, year, own => returnShown(written, own))
  if (result === undefined) return undefined
  return {
    outcome: result.outcome,
    why: result.failures.map(({ why }) => why),
    tables: Object.entries(written).map(([name, rows]) => tableView(name, rows, result)),
  }
}
