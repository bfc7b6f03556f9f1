import { dateAt } from '../src/calendar/index.ts'
import { count } from '../src/areas/performance/counting/count.ts'
import { allFigures } from '../src/areas/performance/figures/figures.ts'
import { readFigures } from '../src/areas/performance/figures/read.ts'
import { wholeMonths } from '../src/areas/performance/figures/series.ts'
import { measures } from '../src/areas/performance/measures/index.ts'
import { now } from '../src/council/clock.ts'
import { percentile, rounds } from './bench.ts'
import type { CountyBench } from './bench.ts'

/** How fast the measures count: each over 24 months, nothing remembered, and all figures of the report together. */
export const measuresBench: CountyBench = {
  name: 'measures',
  run: async ({ database: { sql } }) => {
    const asKnown = await now(sql)
    const asAt = dateAt(asKnown)
    const months = wholeMonths(asAt, 24)
    const each: { readonly id: string; readonly times: readonly number[] }[] = []
    for (const measure of measures)
      each.push({
        id: measure.id,
        times: await rounds(5, () => count(sql, measure, months, asKnown), { warmUp: 1 }),
      })
    const p95 = each.map(({ id, times }) => ({ id, value: percentile(times, 0.95) }))
    const slowest = p95.reduce((one, other) => (other.value > one.value ? other : one))
    const together = await rounds(5, () => readFigures(sql, allFigures, { asAt, asKnown }), { warmUp: 1 })
    return [
      {
        title: 'any measure’s 24 months, p95 of all',
        value: percentile(
          each.flatMap(({ times }) => times),
          0.95,
        ),
        unit: 'ms',
        atMost: 150,
      },
      { title: `the slowest measure, p95 (${slowest.id})`, value: slowest.value, unit: 'ms', atMost: 150 },
      { title: 'all figures together, p95', value: percentile(together, 0.95), unit: 'ms', atMost: 2000 },
    ]
  },
}
