import { firstOfMonth } from '../../../calendar/index.ts'
import { lineChart } from '../../../web/charts/index.ts'
import type { Series } from '../../../web/charts/index.ts'
import { countsInWords, valueInTable } from '../figures/in-words.ts'
import { withOthers } from '../figures/series.ts'
import type { CategorySeries } from '../figures/series.ts'
import type { Measure } from '../measure.ts'

/** Lines that can be told apart on a chart; of more categories the smallest are one line together. */
const mostLines = 6

const titleOf = ({ categories }: Measure) =>
  categories === undefined ? '' : `${categories.title.charAt(0).toLowerCase()}${categories.title.slice(1)}`

/** A measure by month in its own categories; undefined where it has none. */
export const categoryChart = (measure: Measure, series: readonly CategorySeries[]) =>
  series.length === 0
    ? undefined
    : lineChart({
        title: `${measure.title}, by ${titleOf(measure)}`,
        series: withOthers(measure, series, mostLines).map(({ name, points }): Series => ({
          label: name,
          points: points.map(({ when, reading }) => ({ on: firstOfMonth(when.to), value: reading.value })),
        })),
        say: value => valueInTable(value, measure.unit),
      })

/** A measure in one period by every category of its own, as a table of the page; none where it has no categories. */
export const categoryBreakdown = (measure: Measure, series: readonly CategorySeries[]) =>
  measure.categories === undefined
    ? []
    : [
        {
          title: `By ${titleOf(measure)}`,
          heading: measure.categories.title,
          rows: series.map(({ name, points: [now] }) => ({
            name,
            value: valueInTable(now?.reading.value ?? null, measure.unit),
            of:
              now?.reading.denominator == null
                ? undefined
                : countsInWords(measure, now.reading.numerator, now.reading.denominator),
          })),
        },
      ]

/** The categories as columns of a file beside the rows of so many points: their names, and their values at each. */
export const categoryColumns = (series: readonly CategorySeries[]) => ({
  header: series.map(({ name }) => name),
  at: (place: number): readonly (number | null)[] => series.map(({ points }) => points[place]?.reading.value ?? null),
})
