import type { Wanted } from '../checking/check.ts'
import { explanationKey } from '../checking/workbook.ts'
import type { Explanations } from '../checking/workbook.ts'

const prefix = 'righthelp.explanation '

const keyFor = ({ kind, year }: Wanted, rule: string, child: string | null): string =>
  `${prefix}${kind} ${year} ${explanationKey(rule, child)}`

const ownKeys = (): readonly string[] =>
  Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index)).filter(
    key => key?.startsWith(prefix) === true,
  ) as readonly string[]

/** What was written in explanation of a query of a return, in this browser. */
export const explanationOf = (wanted: Wanted, rule: string, child: string | null): string =>
  localStorage.getItem(keyFor(wanted, rule, child)) ?? ''

/** Keeps an explanation in this browser; empty words forget it. Answers whether that could be done. */
export const keepExplanation = (wanted: Wanted, rule: string, child: string | null, words: string): boolean => {
  const key = keyFor(wanted, rule, child)
  try {
    if (words.trim() === '') localStorage.removeItem(key)
    else localStorage.setItem(key, words.trim())
    return true
  } catch {
    return false
  }
}

/** Every explanation of a return and year. */
export const explanationsOf = ({ kind, year }: Wanted): Explanations => {
  const start = `${prefix}${kind} ${year} `
  return Object.fromEntries(
    ownKeys()
      .filter(key => key.startsWith(start))
      .map(key => [key.slice(start.length), localStorage.getItem(key) ?? '']),
  )
}

/** How many explanations this browser keeps, of whatever return. */
export const countExplanations = (): number => ownKeys().length

/** Forgets every explanation that this browser keeps. */
export const forgetExplanations = (): void => {
  for (const key of ownKeys()) localStorage.removeItem(key)
}
