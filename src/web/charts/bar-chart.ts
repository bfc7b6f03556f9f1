import { scaleLinear } from 'd3-scale'
import { numberInWords } from '../templates.ts'
import type { ChartView } from './chart.ts'
import { element, picture, widthOf, words } from './svg.ts'

export type Bar = { readonly label: string; readonly value: number | null }

export type BarChart = {
  readonly title: string
  /** What the bars are about, the heading of the first column: `Team`. */
  readonly of: string
  /** What is counted, the heading of the second: `Open assessments`. */
  readonly counts: string
  readonly bars: readonly Bar[]
  readonly say?: (value: number) => string
}

const row = 30
const width = 720

/** Bars from the left with their names before them and their values at their ends, and the table of the same. */
export const barChart = ({ title, of, counts, bars, say = numberInWords }: BarChart): ChartView => {
  const left = Math.min(280, Math.max(60, ...bars.map(({ label }) => widthOf(label) + 12)))
  const right = Math.max(
    30,
    ...bars.map(({ value }) => (value === null ? widthOf('no figure') : widthOf(say(value))) + 12),
  )
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0))
  const x = scaleLinear([0, most === 0 ? 1 : most], [left, width - right])
  const drawn = bars.map(({ label, value }, index) => {
    const y = index * row
    const end = x(Math.max(0, value ?? 0))
    return [
      words(label, { class: 'rh-chart__tick', x: left - 8, y: y + 20, 'text-anchor': 'end' }),
      element('rect', { class: 'rh-chart__bar', x: left, y: y + 5, width: Math.max(0, end - left), height: row - 10 }),
      words(value === null ? 'no figure' : say(value), { class: 'rh-chart__name', x: end + 6, y: y + 20 }),
    ].join('')
  })
  const height = Math.max(row, bars.length * row)
  const highest = bars.reduce<Bar | undefined>(
    (one, bar) => ((bar.value ?? -1) > (one?.value ?? -1) ? bar : one),
    undefined,
  )
  const description =
    highest?.value == null
      ? 'No figures.'
      : `${counts} by ${of.toLowerCase()}. Highest: ${highest.label}, ${say(highest.value)}.`
  const content =
    bars.length === 0
      ? words('No figures', { class: 'rh-chart__name', x: width / 2, y: 20, 'text-anchor': 'middle' })
      : drawn.join('')
  return {
    title,
    svg: picture({ title, description, width, height, className: 'rh-chart--bar' }, content),
    head: [of, counts],
    rows: bars.map(({ label, value }) => [label, value === null ? 'no figure' : say(value)]),
  }
}
