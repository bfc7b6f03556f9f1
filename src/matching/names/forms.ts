import { foldName } from './fold.ts'
import { shortForms } from './short-forms.ts'
import { writtenForms } from './written-forms.ts'

/** The lines of the tables on which each form stands, and the forms of each line. */
const lines: readonly (readonly string[])[] = [...shortForms, ...writtenForms].map(line =>
  line.split(' ').map(form => foldName(form).joined),
)

const linesOf = new Map<string, number[]>()
for (const [number, forms] of lines.entries())
  for (const form of forms) {
    const known = linesOf.get(form)
    if (known === undefined) linesOf.set(form, [number])
    else if (!known.includes(number)) known.push(number)
  }

/**
 * A family name without what changes with its bearer or writer: Kowalski and Kowalska, Ivanov and Ivanova, McCarthy and
 * MacCarthy, Ó Briain and Ní Bhriain.
 */
const stemOf = (word: string): string => {
  if (word.length < 5) return word
  if (/(?:[sc]|dz)k[iay]$/.test(word)) return word.slice(0, -1)
  if (/(?:[oe]v|in)a$/.test(word)) return word.slice(0, -1)
  if (/^mac[^aeiouk]/.test(word)) return `mc${word.slice(3)}`
  if (/^[bcdfgmpst]h[aeiourl]/.test(word) && !/^(?:ch|th|sh|ph)/.test(word)) return word.slice(0, 1) + word.slice(2)
  return word
}

/** Whether two words are known forms of one name: short forms, spellings from another script, forms of one family name. */
export const areFormsOfOneName = (one: string, other: string): boolean => {
  if (one === other) return true
  const [mine, theirs] = [linesOf.get(one), linesOf.get(other)]
  if (mine !== undefined && theirs !== undefined && mine.some(line => theirs.includes(line))) return true
  return one.length >= 5 && other.length >= 5 && stemOf(one) === stemOf(other)
}

const mostForms = 24

/** The word itself and every known form of it, for looking a name up under each. */
export const formsOf = (word: string): readonly string[] => {
  const forms = new Set([word])
  for (const line of linesOf.get(word) ?? []) for (const form of lines[line] ?? []) forms.add(form)
  return [...forms].slice(0, mostForms)
}
