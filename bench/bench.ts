import type { Database } from '../src/store/database.ts'
import type { Settings } from '../src/store/settings.ts'

/** One measured figure, and the most or the least that it may be where that is settled. */
export interface Figure {
  readonly title: string
  readonly value: number
  readonly unit: 'ms' | 's' | 'MB' | '%' | 'rows/s' | 'times' | 'keystrokes' | 'clicks' | 'pages'
  readonly atMost?: number
  readonly atLeast?: number
}

/** Something measured once on this machine, whatever is recorded. */
export interface MachineBench {
  readonly name: string
  readonly run: (settings: Settings) => Promise<readonly Figure[]>
}

/** A simulated county that was built for measuring: how large, where, and how long building it took. */
export interface BuiltCounty {
  readonly scale: number
  readonly settings: Settings
  readonly database: Database
  readonly secondsToBuild: number
}

/** Something measured on the simulated county, at each scale; the figures come in the same order every time. */
export interface CountyBench {
  readonly name: string
  readonly run: (county: BuiltCounty) => Promise<readonly Figure[]>
}

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((one, other) => one - other)

/** The value that this share of the values does not exceed: 0.95 for the 95th percentile. */
export const percentile = (values: readonly number[], share: number): number => {
  const value = sorted(values)[Math.max(0, Math.ceil(values.length * share) - 1)]
  if (value === undefined) throw new RangeError('There is no percentile of no values.')
  return value
}

/** Milliseconds that the work takes. */
export const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Milliseconds of each of so many rounds, one after another, after rounds that only warm up. */
export const rounds = async (
  count: number,
  work: (round: number) => Promise<unknown>,
  { warmUp = 3 }: { readonly warmUp?: number } = {},
): Promise<readonly number[]> => {
  for (let round = 0; round < warmUp; round += 1) await work(round)
  const measured: number[] = []
  for (let round = 0; round < count; round += 1) measured.push(await millisecondsOf(() => work(round)))
  return measured
}
