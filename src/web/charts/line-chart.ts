import { extent } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { dayNumber, monthInWords } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { escaped, numberInWords } from '../templates.ts'
import { dateTicks } from './dates.ts'
import type { ChartView } from './chart.ts'
import { apart, element, picture, rounded, widthOf, words } from './svg.ts'

/** A value of null is a time without a figure, of which the table says so, or what is said instead. */
type Point = { readonly on: CivilDate; readonly value: number | null; readonly instead?: string }

/** One figure over time. The line has a gap where there is no figure. */
export type Series = { readonly label: string; readonly points: readonly Point[] }

/** A level across the chart: a target, a limit of what is usual, a mean. */
export type Level = { readonly label: string; readonly value: number; readonly kind: 'target' | 'limit' | 'mean' }

export type LineChart = {
  readonly title: string
  /** The first series is the one the chart is about. */
  readonly series: readonly Series[]
  readonly levels?: readonly Level[]
  /** How a value is said: `26%`. */
  readonly say?: (value: number) => string
  /** How a time is said in the table. */
  readonly sayDate?: (on: CivilDate) => string
  /** Whether the axis starts at nought; true unless said otherwise. */
  readonly fromNought?: boolean
}

type Known = { readonly on: CivilDate; readonly value: number }

const size = { width: 720, height: 280, top: 16, bottom: 32, left: 56 } as const
const mostDots = 60
const isKnown = (point: Point): point is Point & Known => point.value !== null
const knownOf = ({ points }: Series): readonly Known[] => points.filter(isKnown)

const describe = ({ series }: LineChart, say: (value: number) => string, sayDate: (on: CivilDate) => string): string =>
  series
    .map(each => {
      const known = knownOf(each)
      const [first, last] = [known[0], known.at(-1)]
      if (first === undefined || last === undefined) return `${each.label}: no figures.`
      if (known.length === 1) return `${each.label}: ${say(first.value)} in ${sayDate(first.on)}.`
      const most = known.reduce((one, other) => (other.value > one.value ? other : one))
      return `${each.label}: from ${say(first.value)} in ${sayDate(first.on)} to ${say(last.value)} in ${sayDate(last.on)}; highest ${say(most.value)} in ${sayDate(most.on)}.`
    })
    .join(' ')

const scalesOf = (chart: LineChart, right: number) => {
  const known = chart.series.flatMap(knownOf)
  const values = [...known.map(({ value }) => value), ...(chart.levels ?? []).map(({ value }) => value)]
  const [least = 0, most = 1] = extent(values)
  const [first = 0, last = 1] = extent(known.map(({ on }) => dayNumber(on)))
  const bottom = chart.fromNought === false ? least : Math.min(0, least)
  return {
    x: scaleLinear([first, last === first ? first + 1 : last], [size.left, size.width - right]),
    y: scaleLinear([bottom, most === bottom ? bottom + 1 : most], [size.height - size.bottom, size.top]).nice(5),
    from: known.reduce<CivilDate | undefined>((one, { on }) => (one === undefined || on < one ? on : one), undefined),
    to: known.reduce<CivilDate | undefined>((one, { on }) => (one === undefined || on > one ? on : one), undefined),
  }
}

type Scales = ReturnType<typeof scalesOf>

const axes = ({ x, y, from, to }: Scales, say: (value: number) => string, right: number): string => {
  const levels = y.ticks(5).map(
    value =>
      element('line', {
        class: 'rh-chart__grid',
        x1: size.left,
        x2: size.width - right,
        y1: y(value),
        y2: y(value),
      }) + words(say(value), { class: 'rh-chart__tick', x: size.left - 8, y: y(value) + 5, 'text-anchor': 'end' }),
  )
  const dates = from === undefined || to === undefined ? [] : dateTicks(from, to)
  return [
    ...levels,
    ...dates.map(({ on, label }) =>
      words(label, { class: 'rh-chart__tick', x: x(dayNumber(on)), y: size.height - 8, 'text-anchor': 'middle' }),
    ),
  ].join('')
}

const drawSeries = (
  each: Series,
  index: number,
  { x, y }: Scales,
  say: (value: number) => string,
  sayDate: (on: CivilDate) => string,
): string => {
  const path = line<Series['points'][number]>()
    .defined(isKnown)
    .x(({ on }) => rounded(x(dayNumber(on))))
    .y(({ value }) => rounded(y(value ?? 0)))
  const known = knownOf(each)
  const withDots = known.length === 1 || (index === 0 && known.length <= mostDots)
  const dots = !withDots
    ? []
    : known.map(({ on, value }) =>
        element(
          'circle',
          { class: `rh-chart__dot rh-chart__dot--${index % 4}`, cx: x(dayNumber(on)), cy: y(value), r: 3.5 },
          element('title', {}, escaped(`${sayDate(on)}: ${say(value)}`)),
        ),
      )
  return (
    element('path', { class: `rh-chart__line rh-chart__line--${index % 4}`, d: path([...each.points]) ?? '' }) +
    dots.join('')
  )
}

/** Lines over time with their names at their ends, what is usual and what is aimed at named on the line, and the table of the same. */
export const lineChart = (chart: LineChart): ChartView => {
  const { title, series, levels = [], say = numberInWords, sayDate = monthInWords } = chart
  const shown = series.filter(each => knownOf(each).length > 0)
  const labels = [...shown.map(({ label }) => label), ...levels.map(({ label, value }) => `${label} ${say(value)}`)]
  const right = Math.min(220, Math.max(24, ...labels.map(label => widthOf(label) + 12)))
  const scales = scalesOf(chart, right)
  const ends = [
    ...shown.map(each => scales.y(knownOf(each).at(-1)?.value ?? 0)),
    ...levels.map(({ value }) => scales.y(value)),
  ]
  const places = apart(ends, 17, size.top, size.height - size.bottom)
  const names = labels.map((label, index) =>
    words(label, {
      class: index < shown.length ? `rh-chart__name rh-chart__name--${index % 4}` : 'rh-chart__name',
      x: size.width - right + 8,
      y: (places[index] ?? 0) + 5,
    }),
  )
  const across = levels.map(({ value, kind }) =>
    element('line', {
      class: `rh-chart__level rh-chart__level--${kind}`,
      x1: size.left,
      x2: size.width - right,
      y1: scales.y(value),
      y2: scales.y(value),
    }),
  )
  const content =
    shown.length === 0
      ? words('No figures for this time', {
          class: 'rh-chart__name',
          x: size.width / 2,
          y: size.height / 2,
          'text-anchor': 'middle',
        })
      : [
          axes(scales, say, right),
          ...across,
          ...shown.map((each, index) => drawSeries(each, index, scales, say, sayDate)),
          ...names,
        ].join('')
  const dates = [...new Set(series.flatMap(({ points }) => points.map(({ on }) => on)))].sort()
  return {
    title,
    svg: picture(
      {
        title,
        description: shown.length === 0 ? 'No figures.' : describe(chart, say, sayDate),
        ...size,
        className: 'rh-chart--line',
      },
      content,
    ),
    head: ['When', ...series.map(({ label }) => label)],
    rows: dates.map(on => [
      sayDate(on),
      ...series.map(({ points }) => {
        const { value = null, instead = 'no figure' } = points.find(point => point.on === on) ?? {}
        return value === null ? instead : say(value)
      }),
    ]),
  }
}
