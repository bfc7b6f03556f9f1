import type { Controls, FlowName } from '../controls/index.ts'
import { streamOf } from '../chance/random.ts'
import { trendIn } from './flows.ts'
import type { Month } from './months.ts'

type Trend = Readonly<Record<string, number>>

/** How a series is spread over the months: what weighs in each, by the month's index. */
export type Weights = {
  /** What chance alone makes of every month. */
  readonly noise: (series: string) => readonly number[]
  /** More in some seasons than in others. */
  readonly seasonal: (series: string, trend?: Trend) => readonly number[]
  readonly steady: (series: string, trend?: Trend) => readonly number[]
  /** Where much of another flow is, there is much of this. */
  readonly following: (series: FlowName, source: readonly number[]) => readonly number[]
}

/** The weights of a seed's months by the shapes and trends of the controls. */
export const weightsOf = ({ shapes, flows }: Controls, seed: number, months: readonly Month[]): Weights => {
  const noise = (series: string) => {
    const stream = streamOf(seed, `plan: ${series}`)
    return months.map(() => Math.exp(shapes.noise * stream.normal()))
  }
  const weighed = (series: string, weight: (month: Month) => number): readonly number[] => {
    const noises = noise(series)
    return months.map(month => weight(month) * (noises[month.index] ?? 1))
  }
  return {
    noise,
    seasonal: (series, trend) =>
      weighed(series, ({ key, season, part }) => (shapes.season[season] ?? 1) * part * trendIn(trend, key)),
    steady: (series, trend) => weighed(series, ({ key, part }) => part * trendIn(trend, key)),
    following: (series, source) => {
      const noises = noise(series)
      // A little is added so that a month in which the source happens to have none keeps a chance.
      return source.map(
        (count, index) =>
          (count + 0.01) * (noises[index] ?? 1) * trendIn(flows[series].trend, months[index]?.key ?? ''),
      )
    },
  }
}
