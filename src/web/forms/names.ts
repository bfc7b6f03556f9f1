import type { Field } from '../../journey/index.ts'
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

/** What was sent for a question, in the form that its reader takes: text, texts, or the parts of a date. */
export const rawAnswer = (name: string, field: Field, sent: Sent): unknown => {
  const parts = partsOf(field)
  if (parts.length === 0) return sent[name]
  // A program may send a date whole.
  if (sent[name] !== undefined) return sent[name]
  return Object.fromEntries(parts.map(part => [part, sent[`${name}-${part}`]]))
}

/** An answer that is stored, as it would have been typed: for corrections, and to keep what is known. */
export const typedOf = (name: string, field: Field, answer: unknown): Typed => {
  if (answer === undefined || answer === null) return {}
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
