import { scaleLinear } from 'd3-scale'
import { addDays, dayNumber, inWords } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { escaped } from '../templates.ts'
import { dateTicks } from './dates.ts'
import type { ChartView } from './chart.ts'
import { element, picture, widthOf, words } from './svg.ts'

/** A period in a row of the picture; `to` is null while it lasts. */
export type Span = {
  readonly from: CivilDate
  readonly to: CivilDate | null
  readonly words: string
  readonly link?: string
}

/** Something that happened on a day. */
export type Mark = { readonly on: CivilDate; readonly words: string; readonly link?: string }

export type JourneyRow = { readonly label: string; readonly spans?: readonly Span[]; readonly marks?: readonly Mark[] }

export type JourneyLine = { readonly title: string; readonly rows: readonly JourneyRow[]; readonly today: CivilDate }

const [width, row, right, bottom] = [720, 34, 16, 28]

/** Where the time begins, so that the longest label stands before it. */
const leftOf = (rows: readonly JourneyRow[]): number =>
  Math.min(240, Math.max(60, ...rows.map(({ label }) => widthOf(label) + 14)))

const sayPeriod = ({ from, to }: Span): string => `${inWords(from)} to ${to === null ? 'now' : inWords(to)}`
const saySpan = (span: Span): string => `${span.words}, ${sayPeriod(span)}`
const sayMark = ({ on, words: said }: Mark): string => `${said}, ${inWords(on)}`

/** A part that can be reached by keyboard and says what it is; a link where it leads somewhere. */
const part = (said: string, link: string | undefined, content: string): string =>
  link === undefined
    ? element(
        'g',
        { class: 'rh-chart__part', tabindex: 0, role: 'img', 'aria-label': said },
        element('title', {}, escaped(said)),
        content,
      )
    : element(
        'a',
        { class: 'rh-chart__part', href: link, 'aria-label': said },
        element('title', {}, escaped(said)),
        content,
      )

const drawRow = (
  x: (on: CivilDate) => number,
  { label, spans = [], marks = [] }: JourneyRow,
  index: number,
  { left, today }: { readonly left: number; readonly today: CivilDate },
): string => {
  const y = index * row
  const bars = spans.map((span, place) => {
    const [start, end] = [x(span.from), x(span.to ?? today)]
    const breadth = Math.max(3, end - start)
    const inside =
      breadth > widthOf(span.words) + 8 ? words(span.words, { class: 'rh-chart__within', x: start + 5, y: y + 22 }) : ''
    const bar = element('rect', {
      class: `rh-chart__span rh-chart__span--${place % 2}`,
      x: start,
      y: y + 6,
      width: breadth,
      height: row - 12,
    })
    return part(saySpan(span), span.link, bar + inside)
  })
  const dots = marks.map(mark =>
    part(
      sayMark(mark),
      mark.link,
      element('circle', { class: 'rh-chart__mark', cx: x(mark.on), cy: y + row / 2, r: 5 }),
    ),
  )
  return [
    element('line', { class: 'rh-chart__grid', x1: left, x2: width - right, y1: y + row, y2: y + row }),
    words(label, { class: 'rh-chart__tick', x: 0, y: y + 22 }),
    ...bars,
    ...dots,
  ].join('')
}

/** A child's journey as rows of periods and moments on one line of time, and the table that says the same. */
export const journeyLine = ({ title, rows, today }: JourneyLine): ChartView => {
  const starts = rows.flatMap(({ spans = [], marks = [] }) => [
    ...spans.map(({ from }) => from),
    ...marks.map(({ on }) => on),
  ])
  const from = starts.reduce((one, other) => (other < one ? other : one), addDays(today, -30))
  const left = leftOf(rows)
  const scale = scaleLinear([dayNumber(from), dayNumber(today)], [left + 6, width - right]).clamp(true)
  const x = (on: CivilDate) => scale(dayNumber(on))
  const height = Math.max(1, rows.length) * row + bottom
  const dates = dateTicks(from, today).map(({ on, label }) =>
    words(label, { class: 'rh-chart__tick', x: x(on), y: height - 8, 'text-anchor': 'middle' }),
  )
  const content =
    starts.length === 0
      ? words('Nothing has been recorded yet', {
          class: 'rh-chart__name',
          x: width / 2,
          y: row / 2,
          'text-anchor': 'middle',
        })
      : [...rows.map((each, index) => drawRow(x, each, index, { left, today })), ...dates].join('')
  const said = rows.flatMap(({ label, spans = [], marks = [] }) => [
    ...spans.map(span => ({ at: span.from, cells: [label, span.words, sayPeriod(span)] })),
    ...marks.map(mark => ({ at: mark.on, cells: [label, mark.words, inWords(mark.on)] })),
  ])
  const description =
    starts.length === 0
      ? 'Nothing has been recorded yet.'
      : `From ${inWords(from)} to ${inWords(today)}. The table under it says the same.`
  return {
    title,
    svg: picture({ title, description, width, height, className: 'rh-chart--journey', interactive: true }, content),
    head: ['Part', 'What', 'When'],
    rows: said.sort((one, other) => one.at.localeCompare(other.at)).map(({ cells }) => cells),
  }
}
