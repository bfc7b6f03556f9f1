import { dateAt, monthInWords } from '../../../calendar/index.ts'
import { csv, notFound, refused } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { monthsRead } from '../figures/by-month.ts'
import { publishedQuarters, publishedSeries } from '../figures/published.ts'
import { readAt, readByCategory, wholeMonths } from '../figures/series.ts'
import { measureOf } from '../measures/index.ts'
import { wantedIn } from './asking.ts'
import { categoryColumns } from './by-category.ts'
import { sees } from './measure.ts'
import { rowFile } from './measure-rows.ts'
import { quarters } from './published-measure.ts'

/** The past of a measure as a file, by month; for one who sees published figures, by quarter. */
export const sendSeries = async (asked: Asked, id: string): Promise<Answer> => {
  const measure = measureOf(id)
  if (measure === undefined) return notFound()
  const { database, context, query } = asked
  if (sees(asked) === 'published') {
    const points = await publishedSeries(database.sql, measure, publishedQuarters(dateAt(context.now), quarters))
    return csv(
      `${measure.id} by quarter`,
      ['From', 'To', 'Value'],
      points.map(({ when, value }) => [when.from, when.to, value.withheld ? 'withheld' : value.value]),
    )
  }
  const { asAt, known } = wantedIn(query, context, measure)
  const whens = wholeMonths(asAt, monthsRead)
  const points = await readAt(database.sql, measure, whens, known)
  const categories = categoryColumns(await readByCategory(database.sql, measure, whens, known))
  return csv(
    `${measure.id} by month`,
    ['Month', 'From', 'To', 'Value', 'Numerator', 'Denominator', ...categories.header],
    points.map(({ when, reading }, place) => [
      monthInWords(when.to),
      when.from,
      when.to,
      reading.value,
      reading.numerator,
      reading.denominator,
      ...categories.at(place),
    ]),
  )
}

/** What a measure counts as a file, for one who sees figures down to their children. */
export const sendRows = async (asked: Asked, id: string): Promise<Answer> => {
  const measure = measureOf(id)
  if (measure === undefined) return notFound()
  if (sees(asked) === 'published') return refused()
  const { header, rows } = await rowFile(asked, measure, wantedIn(asked.query, asked.context, measure))
  return csv(`${measure.id} rows`, header, rows)
}
