import { dateAt, inWords } from '../../../calendar/index.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { lineChart } from '../../../web/charts/index.ts'
import { periodInWords, valueInTable, valueInWords } from '../figures/in-words.ts'
import { publishedBreakdowns, publishedQuarters, publishedSeries } from '../figures/published.ts'
import type { PublishedPart, PublishedValue } from '../figures/published.ts'
import { comparators } from '../figures/stated.ts'
import { holdsForAnyPeriod, targetsOf } from '../figures/targets.ts'
import type { Measure } from '../measure.ts'
import { paths } from '../paths.ts'
import { aboutMeasure, targetView } from './about-measure.ts'

/** So many quarters stand in the past of a published figure. */
export const quarters = 8

const valueOf = (value: PublishedValue, measure: Measure) =>
  value.withheld ? 'withheld' : valueInTable(value.value, measure.unit)

const publishedRows = (measure: Measure, parts: readonly PublishedPart[]) =>
  parts.map(({ name, value }) => ({ name, value: valueOf(value, measure) }))

/** A measure for one who sees published figures: by quarter, with what is of few withheld. */
export const published = async (asked: Asked, measure: Measure): Promise<Answer> => {
  const { database, context } = asked
  const whens = publishedQuarters(dateAt(context.now), quarters)
  const last = whens.at(-1)
  if (last === undefined) return notFound()
  const points = await publishedSeries(database.sql, measure, whens)
  const latest = points.at(-1)?.value ?? { withheld: true, value: null }
  const parts = await publishedBreakdowns(database.sql, measure, last, latest)
  return page('areas/performance/pages/measure.njk', {
    title: measure.title,
    heading: `${measure.title}: ${latest.withheld ? 'withheld' : valueInWords(latest.value, measure.unit)}`,
    when: measure.over === 'stock' ? `On ${inWords(last.to)}` : periodInWords(last),
    isPublished: true,
    target: targetView(await targetsOf(asked), measure, last.to, holdsForAnyPeriod(measure) ? latest.value : null),
    problems: [],
    chart: lineChart({
      title: `${measure.title}, by quarter`,
      series: [
        {
          label: 'Us',
          points: points.map(({ when, value }) => ({
            on: when.to,
            value: value.value,
            ...(value.withheld ? { instead: 'withheld' } : {}),
          })),
        },
      ],
      levels: (comparators[measure.id] ?? []).map(({ name, value }) => ({ label: name, value, kind: 'target' })),
      say: value => valueInTable(value, measure.unit),
      sayDate: on => `quarter to ${inWords(on)}`,
    }),
    about: aboutMeasure(measure),
    breakdowns: [
      { title: 'By service', rows: publishedRows(measure, parts.services) },
      { title: 'By quadrant', rows: publishedRows(measure, parts.quadrants) },
    ],
    unitIsRate: measure.taken === 'rate',
    seriesHref: paths.seriesFile({ figure: measure.id }),
    compendiumHref: paths.compendium(),
  })
}
