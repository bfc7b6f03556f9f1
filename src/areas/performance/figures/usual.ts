import type { Unit } from '../measure.ts'
import { valueInTable } from './in-words.ts'

/** The limits between which a figure usually lies, from its own past. */
export type Limits = { readonly mean: number; readonly lower: number; readonly upper: number }

const fewestPoints = 8

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * The natural process limits of a run of values, by the moving ranges between neighbours (Wheeler's XmR chart: the mean
 * and 2.66 average moving ranges to either side). Undefined where there are too few values to say. A count or a share
 * never falls below nought, and a share is never more than the whole.
 */
export const limitsOf = (values: readonly (number | null)[], unit?: Unit): Limits | undefined => {
  const known = values.filter(value => value !== null)
  if (known.length < fewestPoints) return undefined
  const middle = mean(known)
  const spread = 2.66 * mean(known.slice(1).map((value, place) => Math.abs(value - (known[place] ?? value))))
  const highest = unit === 'percent' ? 100 : Infinity
  return { mean: middle, lower: Math.max(0, middle - spread), upper: Math.min(highest, middle + spread) }
}

export type Usual = 'higher' | 'lower' | 'usual' | 'unknown'

/** Whether the last of a run of values is what is usual, by those before it. */
export const isUsual = (values: readonly (number | null)[]): Usual => {
  const last = values.at(-1) ?? null
  const limits = limitsOf(values.slice(0, -1))
  if (last === null || limits === undefined) return 'unknown'
  return last > limits.upper ? 'higher' : last < limits.lower ? 'lower' : 'usual'
}

/** The same as words that end a sentence about a figure. */
const usualWords: Readonly<Record<Usual, string>> = {
  higher: 'higher than is usual for us',
  lower: 'lower than is usual for us',
  usual: 'as usual for us',
  unknown: 'too few figures to say',
}

/** The last of a run of values by those before it: whether it is what is usual, in words too, and between which limits. */
export type Judged = { readonly usual: Usual; readonly words: string; readonly limits: Limits | undefined }

/**
 * Judges the last of a run of values by those before it. One that is written like the limit beyond which it lies is told as
 * being at it: nobody could see from the two numbers that it is beyond.
 */
export const judge = (values: readonly (number | null)[], unit: Unit): Judged => {
  const usual = isUsual(values)
  const limits = limitsOf(values.slice(0, -1), unit)
  const limit = usual === 'higher' ? limits?.upper : usual === 'lower' ? limits?.lower : undefined
  return limit !== undefined && valueInTable(limit, unit) === valueInTable(values.at(-1) ?? null, unit)
    ? {
        usual: 'usual',
        words: `at the ${usual === 'higher' ? 'upper' : 'lower'} limit of what is usual for us`,
        limits,
      }
    : { usual, words: usualWords[usual], limits }
}
