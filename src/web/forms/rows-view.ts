import { randomBytes } from 'node:crypto'
import { rowParts } from '../../journey/index.ts'
import type { AnyStep, Field, RowsAsked } from '../../journey/index.ts'
import type { FieldView, Question } from './field-view.ts'
import { lastRowSent, rowCountName, rowName } from './names.ts'
import type { Typed } from './names.ts'

const typedText = (typed: Typed, name: string): string => {
  const value = typed[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** Whether anything was typed in a row. A choice stands at its usual answer from the start and says nothing by itself. */
export const isTyped = (typed: Typed, row: string, { columns }: RowsAsked): boolean =>
  Object.entries(columns).some(([name, field]) =>
    field.rows === undefined
      ? field.kind !== 'choice' &&
        Object.keys(typed).some(
          input =>
            (input === `${row}-${name}` || input.startsWith(`${row}-${name}-`)) && typedText(typed, input) !== '',
        )
      : filledRows(typed, `${row}-${name}`, field.rows) > 0,
  )

/** The place of the last row in which anything was typed. */
const filledRows = (typed: Typed, name: string, asked: RowsAsked): number => {
  let last = lastRowSent(name, asked.most, typed)
  while (last > 0 && !isTyped(typed, rowName(name, last), asked)) last -= 1
  return last
}

/** How many rows the page showed or was asked for; 0 where it does not say. */
const rowsWanted = (typed: Typed, name: string): number =>
  /^\d{1,2}$/.test(typedText(typed, rowCountName(name))) ? Number(typedText(typed, rowCountName(name))) : 0

/** How many rows a page shows: those filled and one more, a few where there are none, and as many as were asked for. */
const rowsShown = (typed: Typed, name: string, asked: RowsAsked): number =>
  Math.min(asked.most, Math.max(rowsWanted(typed, name), asked.offered, filledRows(typed, name, asked) + 1))

/** The list of a step's that a name means: the question itself, or a list within one of its rows. */
const listNamed = (fields: AnyStep['fields'], name: string): RowsAsked | undefined => {
  for (const [own, { rows, retired }] of Object.entries(fields)) {
    if (rows === undefined || retired === true) continue
    if (name === own) return rows
    const within = name.startsWith(`${own}-`) ? /^[1-9]\d?-(.+)$/.exec(name.slice(own.length + 1))?.[1] : undefined
    const found = within === undefined ? undefined : listNamed(rows.columns, within)
    if (found !== undefined) return found
  }
  return undefined
}

/** What was typed, with one more empty row in a list, and the name of that row. Undefined where there is no such list. */
export const anotherRow = (
  step: AnyStep,
  typed: Typed,
  name: string,
): { readonly typed: Typed; readonly row: string } | undefined => {
  const asked = listNamed(step.fields, name)
  if (asked === undefined) return undefined
  const before = rowsWanted(typed, name)
  const shown = Math.min(asked.most, (before === 0 ? rowsShown(typed, name, asked) : before) + 1)
  return { typed: { ...typed, [rowCountName(name)]: String(shown) }, row: rowName(name, shown) }
}

const cellOf = (question: Question, row: string, name: string, field: Field): Question => {
  const input = `${row}-${name}`
  return {
    field,
    name: input,
    typed: question.typed,
    problem: question.problems?.[input],
    isInRow: true,
    ...(field.rows === undefined ? {} : { problems: question.problems ?? {} }),
  }
}

/** A key for a row that has none yet: two people who each add a row add two. */
const newKey = (): string => randomBytes(6).toString('hex')

/** A list of rows as the page shows it: what each asks, a box to remove it, and a button for another. */
export const rowsComponent = (
  question: Question,
  said: { readonly ask: string; readonly hint?: { readonly text: string } },
  show: (inner: Question) => FieldView,
) => {
  const { field, name, typed, problem, isInRow = false } = question
  const asked = field.rows ?? { columns: {}, one: 'Row', offered: 1, most: 1 }
  const count = rowsShown(typed, name, asked)
  const rows = Array.from({ length: count }, (_, index) => {
    const row = rowName(name, index + 1)
    const cells = Object.entries(asked.columns).map(([column, each]) => ({
      kind: each.kind,
      column,
      view: show(cellOf(question, row, column, each)),
    }))
    return {
      id: row,
      title: `${asked.one} ${index + 1}`,
      key: { name: `${row}-${rowParts.key}`, value: typedText(typed, `${row}-${rowParts.key}`) || newKey() },
      remove: {
        name: `${row}-${rowParts.remove}`,
        isOffered: isTyped(typed, row, asked),
        isChosen: typedText(typed, `${row}-${rowParts.remove}`) === 'yes',
      },
      cells,
    }
  })
  const views = rows.flatMap(({ cells }) => cells.map(({ view }) => view))
  const [first] = views
  return {
    component: 'rows' as const,
    focus: first?.focus ?? name,
    inner: views.flatMap(view => [view, ...(view.inner ?? [])]),
    params: {
      id: name,
      ask: said.ask,
      hint: said.hint?.text,
      problem,
      isInner: isInRow,
      one: asked.one.toLowerCase(),
      rows,
      count: { name: rowCountName(name), value: count },
      mayAdd: count < asked.most,
    },
  }
}
