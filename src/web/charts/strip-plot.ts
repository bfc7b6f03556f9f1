import { scaleLinear } from 'd3-scale'
import { escaped, numberInWords } from '../templates.ts'
import type { ChartView } from './chart.ts'
import { element, picture, rounded, words } from './svg.ts'

export type Dot = { readonly label: string; readonly value: number; readonly here?: boolean }

export type StripPlot = {
  readonly title: string
  /** What a dot is and what is counted: `Worker`, `Children`. */
  readonly of: string
  readonly counts: string
  readonly dots: readonly Dot[]
  /** A threshold, named on the line. */
  readonly threshold?: { readonly label: string; readonly value: number }
}

const [width, side, base] = [720, 20, 34]
// Where many stand at one value the dots are smaller, so that the whole is seen at once.
const [tallest, widestStep] = [320, 9]

/** Each dot one of many on one scale, so that what stands apart is seen; the table says the same. */
export const stripPlot = ({ title, of, counts, dots, threshold }: StripPlot): ChartView => {
  const most = Math.max(1, ...dots.map(({ value }) => value), threshold?.value ?? 0)
  const x = scaleLinear([0, most], [side, width - side]).nice()
  const piles = new Map<number, number>()
  const placed = dots
    .toSorted((one, other) => one.value - other.value)
    .map(dot => {
      const pile = piles.get(dot.value) ?? 0
      piles.set(dot.value, pile + 1)
      return { dot, cx: x(dot.value), pile }
    })
  const highest = Math.max(1, ...piles.values())
  const step = Math.min(widestStep, tallest / highest)
  const radius = rounded(step * 0.39)
  const height = rounded(highest * step + base + 24)
  const circle = ({ dot, cx, pile }: (typeof placed)[number]) =>
    `<circle cx="${rounded(cx)}" cy="${rounded(height - base - step / 2 - pile * step)}" r="${radius}"><title>${escaped(dot.label)}: ${numberInWords(dot.value)}</title></circle>`
  const dotsOf = (isHere: boolean) =>
    element(
      'g',
      { class: `rh-chart__dot rh-chart__dot--${isHere ? 'here' : '0'}` },
      ...placed.filter(({ dot }) => (dot.here ?? false) === isHere).map(circle),
    )
  const line =
    threshold === undefined
      ? ''
      : element('line', {
          class: 'rh-chart__level rh-chart__level--target',
          x1: x(threshold.value),
          x2: x(threshold.value),
          y1: 20,
          y2: height - base,
        }) +
        words(`${threshold.label} ${numberInWords(threshold.value)}`, {
          class: 'rh-chart__name',
          x: x(threshold.value),
          y: 14,
          'text-anchor': 'middle',
        })
  const ticks = x.ticks(8).map(value =>
    words(numberInWords(value), {
      class: 'rh-chart__tick',
      x: rounded(x(value)),
      y: height - 12,
      'text-anchor': 'middle',
    }),
  )
  const above =
    threshold === undefined
      ? ''
      : ` ${dots.filter(({ value }) => value > threshold.value).length} above ${threshold.label.toLowerCase()}.`
  return {
    title,
    svg: picture(
      {
        title,
        description: `${dots.length} dots, from ${Math.min(...dots.map(({ value }) => value), most)} to ${most}.${above}`,
        width,
        height,
        className: 'rh-chart--strip',
      },
      [
        element('line', { class: 'rh-chart__grid', x1: side, x2: width - side, y1: height - base, y2: height - base }),
        line,
        dotsOf(false),
        dotsOf(true),
        ...ticks,
      ].join(''),
    ),
    head: [of, counts],
    rows: dots
      .toSorted((one, other) => other.value - one.value)
      .map(({ label, value }) => [label, numberInWords(value)]),
  }
}
