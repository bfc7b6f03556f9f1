import { rowParts } from '../../../journey/index.ts'
import type { RowsAsked } from '../../../journey/index.ts'
import { isInputOf, lastRowSent, rowCountName, rowName } from '../names.ts'
import type { Typed } from '../names.ts'
import { isTyped } from '../rows-view.ts'
import { mergeInputs, partsOf, together } from './inputs.ts'
import type { Merged, Three } from './inputs.ts'

type TypedRow = { readonly id: string; readonly cells: Typed }

const nothing: Typed = {}

const textAt = (typed: Typed, name: string): string => {
  const value = typed[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** The rows in which something was typed, each by its key (or by its place, where it has none yet) and with its own inputs. */
const rowsIn = (typed: Typed, name: string, asked: RowsAsked): readonly TypedRow[] =>
  Array.from({ length: lastRowSent(name, asked.most, typed) }, (_, index) => rowName(name, index + 1))
    .filter(row => isTyped(typed, row, asked))
    .map(row => {
      const key = textAt(typed, `${row}-${rowParts.key}`)
      const own = Object.entries(typed).filter(([input]) => input.startsWith(`${row}-`))
      return {
        id: key === '' ? row : key,
        cells: Object.fromEntries(own.map(([input, value]) => [input.slice(row.length + 1), value])),
      }
    })

/** One row that both have: cell by cell, by their names within the row. */
const mergeRow = (asked: RowsAsked, three: Three<Typed>): Merged =>
  together([
    ...Object.entries(asked.columns).map(([column, field]) => {
      const parts = partsOf(three, input => isInputOf(column, field, input))
      return field.rows === undefined
        ? mergeInputs(column, field.kind === 'prose', parts)
        : mergeRows(column, field.rows, parts)
    }),
    ...Object.values(rowParts).map(part => {
      const { typed } = mergeInputs(
        part,
        false,
        partsOf(three, input => input === part),
      )
      return { typed, clashes: [] }
    }),
  ])

const placed = (row: string, { typed, clashes }: Merged): Merged => {
  const under = (cells: Typed): Typed =>
    Object.fromEntries(Object.entries(cells).map(([input, value]) => [`${row}-${input}`, value]))
  return {
    typed: under(typed),
    clashes: clashes.map(({ name, mine, theirs }) => ({
      name: `${row}-${name}`,
      mine: under(mine),
      theirs: under(theirs),
    })),
  }
}

const isSame = (one: Typed | undefined, other: Typed): boolean =>
  one !== undefined && JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

/** A list of rows that two have changed: rows by their keys, in the order in which they are stored, new ones at the end. */
export const mergeRows = (name: string, asked: RowsAsked, three: Three<Typed>): Merged => {
  const { before, now, mine } = three
  const [old, theirs, ours] = [before, now, mine].map(
    typed => new Map(rowsIn(typed, name, asked).map(row => [row.id, row.cells])),
  )
  const merged: Merged[] = []
  for (const [id, cells] of theirs ?? []) {
    const own = ours?.get(id)
    // A row that I emptied goes, unless somebody has changed it since.
    if (own === undefined && isSame(old?.get(id), cells)) continue
    const row = { before: old?.get(id) ?? nothing, now: cells, mine: own ?? old?.get(id) ?? nothing }
    merged.push(own === undefined ? { typed: cells, clashes: [] } : mergeRow(asked, row))
  }
  for (const [id, cells] of ours ?? [])
    if (theirs?.has(id) !== true && !isSame(old?.get(id), cells)) merged.push({ typed: cells, clashes: [] })
  // More rows than the list may have: neither is cut short.
  if (merged.length > asked.most) return { typed: mine, clashes: [{ name, mine, theirs: now }] }
  const counts = [now, mine].map(typed => Number(textAt(typed, rowCountName(name))) || 0)
  const result = together(merged.map((row, index) => placed(rowName(name, index + 1), row)))
  return {
    ...result,
    typed: { ...result.typed, [rowCountName(name)]: String(Math.min(asked.most, Math.max(merged.length, ...counts))) },
  }
}
