import { rowParts } from '../../journey/index.ts'
import type { Field, RowsAsked } from '../../journey/index.ts'
import type { Sent } from '../area.ts'

/** What was typed into a form, by the names of its inputs, as drafts keep it. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

const dateParts = ['day', 'month', 'year'] as const

/** The parts in which a question of a kind is answered; none where it has one input. */
const partsOf = ({ kind }: Field): readonly string[] =>
  kind === 'date' ? dateParts : kind === 'moment' ? [...dateParts, 'time'] : []

/** The names of a question's inputs: `heldOn-day`, `heldOn-month`, `heldOn-year`; or the question's own. */
export const inputNames = (name: string, field: Field): readonly string[] => {
  const parts = partsOf(field)
  return parts.length === 0 ? [name] : parts.map(part => `${name}-${part}`)
}

/** Whether an input of a form belongs to a question: one of its own, or of what its rows ask. */
export const isInputOf = (name: string, field: Field, input: string): boolean => {
  if (field.rows === undefined) return input === name || inputNames(name, field).includes(input)
  if (input === rowCountName(name)) return true
  const found = /^([1-9]\d?)-(.+)$/.exec(input.startsWith(`${name}-`) ? input.slice(name.length + 1) : '')
  const [, place = '', column = ''] = found ?? []
  if (place === '' || Number(place) > field.rows.most) return false
  return (
    column === rowParts.key ||
    column === rowParts.remove ||
    Object.entries(field.rows.columns).some(([inner, each]) => isInputOf(inner, each, column))
  )
}

/** The input that says how many rows of a list were shown. */
export const rowCountName = (name: string): string => `${name}-count`

/** The name by which the inputs of a row of a list begin; rows are counted from 1. */
export const rowName = (name: string, place: number): string => `${name}-${place}`

/** The place of the last row of a list for which something was sent; 0 where nothing was. */
export const lastRowSent = (name: string, most: number, sent: Sent): number => {
  let last = 0
  for (const input of Object.keys(sent)) {
    if (!input.startsWith(`${name}-`)) continue
    const place = Number(/^([1-9]\d?)-/.exec(input.slice(name.length + 1))?.[1] ?? 0)
    if (place > last && place <= most) last = place
  }
  return last
}

const rawRows = (name: string, { columns, most }: RowsAsked, sent: Sent): unknown => {
  const last = lastRowSent(name, most, sent)
  return last === 0
    ? undefined
    : Array.from({ length: last }, (_, index) => {
        const row = rowName(name, index + 1)
        return Object.fromEntries([
          ...Object.values(rowParts).map(part => [part, sent[`${row}-${part}`]] as const),
          ...Object.entries(columns).map(([inner, each]) => [inner, rawAnswer(`${row}-${inner}`, each, sent)] as const),
        ])
      })
}

/** What was sent for a question, in the form that its reader takes: text, texts, the parts of a date, or rows of these. */
export const rawAnswer = (name: string, field: Field, sent: Sent): unknown => {
  if (field.rows !== undefined) return rawRows(name, field.rows, sent)
  const parts = partsOf(field)
  if (parts.length === 0) return sent[name]
  // A program may send a date whole.
  if (sent[name] !== undefined) return sent[name]
  return Object.fromEntries(parts.map(part => [part, sent[`${name}-${part}`]]))
}

const typedRows = (name: string, { columns }: RowsAsked, answer: unknown): Typed =>
  Object.assign(
    {},
    ...(Array.isArray(answer) ? answer : []).map((each: unknown, index) => {
      const stored = typeof each === 'object' && each !== null ? (each as Readonly<Record<string, unknown>>) : {}
      const row = rowName(name, index + 1)
      return Object.assign(
        { [`${row}-${rowParts.key}`]: typeof stored.key === 'string' ? stored.key : '' },
        ...Object.entries(columns).map(([inner, column]) => typedOf(`${row}-${inner}`, column, stored[inner])),
      ) as Typed
    }),
  ) as Typed

/** An answer that is stored, as it would have been typed: for corrections, and to keep what is known. */
export const typedOf = (name: string, field: Field, answer: unknown): Typed => {
  if (answer === undefined || answer === null) return {}
  if (field.rows !== undefined) return typedRows(name, field.rows, answer)
  if (typeof answer === 'string' && partsOf(field).length > 0) {
    const [year = '', month = '', day = ''] = answer.slice(0, 10).split('-')
    const date = {
      [`${name}-day`]: String(Number(day)),
      [`${name}-month`]: String(Number(month)),
      [`${name}-year`]: year,
    }
    return field.kind === 'moment' ? { ...date, [`${name}-time`]: answer.slice(11, 16) } : date
  }
  if (Array.isArray(answer)) return { [name]: answer.map(String) }
  if (typeof answer === 'boolean') return { [name]: answer ? 'yes' : 'no' }
  return { [name]: typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '' }
}
