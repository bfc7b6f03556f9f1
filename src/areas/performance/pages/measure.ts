import { roleMatrix } from '../../../access/index.ts'
import { dateAt, firstOfMonth, inWords } from '../../../calendar/index.ts'
import type { Target } from '../../../council/index.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer, Asked, QueryValues } from '../../../web/index.ts'
import { lineChart } from '../../../web/charts/index.ts'
import type { Level } from '../../../web/charts/index.ts'
import { breakDown } from '../counting/breakdown.ts'
import type { Part, TeamPart } from '../counting/breakdown.ts'
import { remembered } from '../../../store/remember.ts'
import { take } from '../counting/tally.ts'
import { readByMonth } from '../figures/by-month.ts'
import type { ByMonth } from '../figures/by-month.ts'
import { countsInWords, periodInWords, valueInTable, valueInWords } from '../figures/in-words.ts'
import { readAt, readByCategory, wholeMonths } from '../figures/series.ts'
import { comparators } from '../figures/stated.ts'
import { holdsForAnyPeriod, targetOnChart, targetsOf } from '../figures/targets.ts'
import { concernsChildren } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { measureOf } from '../measures/index.ts'
import { paths } from '../paths.ts'
import { aboutMeasure, targetView } from './about-measure.ts'
import { lengths, queryOf, wantedIn } from './asking.ts'
import { categoryBreakdown, categoryChart } from './by-category.ts'
import type { Wanted } from './asking.ts'
import { choiceIn, queryOfChoice, rowTable, rowsHref } from './measure-rows.ts'
import { published } from './published-measure.ts'

const placeRows = <Place extends Part>(measure: Measure, parts: readonly Place[], linkTo: (part: Place) => string) =>
  parts.map(part => {
    const { key, name, tally } = part
    const reading = take(measure.taken === 'rate' ? 'count' : measure.taken, tally)
    return {
      name,
      href: key === null ? undefined : linkTo(part),
      value: valueInTable(reading.value, measure.taken === 'rate' ? 'children' : measure.unit),
      of: reading.denominator === null ? undefined : countsInWords(measure, reading.numerator, reading.denominator),
    }
  })

const chartOf = (measure: Measure, { points, judged: { limits } }: ByMonth, targets: readonly Target[]) => {
  const aim = targetOnChart(
    targets,
    measure,
    points.map(({ when }) => firstOfMonth(when.to)),
  )
  const levels: readonly Level[] = [
    ...aim.levels,
    ...(limits === undefined
      ? []
      : [
          { label: 'Usually below', value: limits.upper, kind: 'limit' as const },
          { label: 'Mean', value: limits.mean, kind: 'mean' as const },
          { label: 'Usually above', value: limits.lower, kind: 'limit' as const },
        ]),
    ...(comparators[measure.id] ?? []).map(({ name, value }) => ({ label: name, value, kind: 'target' as const })),
  ]
  return lineChart({
    title: `${measure.title}, by month`,
    series: [
      { label: 'Us', points: points.map(({ when, reading }) => ({ on: firstOfMonth(when.to), value: reading.value })) },
      ...aim.series,
    ],
    levels,
    say: value => valueInTable(value, measure.unit),
  })
}

/** The figure of a page by what is usual: a month by those before it, of a stock the last end of a month by those before. */
const usualInWords = (measure: Measure, { length, when }: Wanted, { points, judged }: ByMonth): string | undefined => {
  const last = points.at(-1)
  // A quarter or a year is not to be held against months.
  if (last === undefined || (measure.over === 'flow' && length !== 'month')) return undefined
  return last.when.to === when.to
    ? judged.words
    : `on ${inWords(last.when.to)}, ${valueInWords(last.reading.value, measure.unit)}: ${judged.words}`
}

const whenInWords = (measure: Measure, { when }: Wanted) =>
  measure.over === 'stock' ? `On ${inWords(when.to)}` : periodInWords(when)

const byChild = async (asked: Asked, measure: Measure): Promise<Answer> => {
  const { database, context, query } = asked
  const today = dateAt(context.now)
  const wanted = wantedIn(query, context, measure)
  const { asAt, known, when, asKnownOn } = wanted
  const own = queryOf(wanted, today)
  const address = (more: QueryValues) => paths.figure({ figure: measure.id }, { ...own, ...more })
  const { months, now, parts, categoryMonths, categories } = await remembered(
    database.sql,
    ['measure', measure.id, asAt, wanted.length, asKnownOn ?? 'now'].join(' '),
    async () => {
      const [months, [now], parts, categoryMonths, categories] = await Promise.all([
        readByMonth(database.sql, measure, asAt, known),
        readAt(database.sql, measure, [when], known),
        breakDown(database.sql, measure, when, known),
        readByCategory(database.sql, measure, wholeMonths(asAt, 12), known),
        readByCategory(database.sql, measure, [when], known),
      ])
      return { months, now, parts, categoryMonths, categories }
    },
  )
  const [since] = asKnownOn === undefined ? [] : await readAt(database.sql, measure, [when], context.now)
  const table = await rowTable(asked, measure, wanted, address)
  const value = now?.reading.value ?? null
  const targets = await targetsOf(asked)
  const isComparable = measure.over === 'stock' || wanted.length === 'month'
  const choice = choiceIn(query)
  const linkTo =
    (name: string) =>
    ({ key }: Part) =>
      `${address({ [name]: key ?? undefined })}#rows`
  const linkToTeam = ({ key, called, service }: TeamPart) =>
    `${address({ team: key ?? undefined, called: called ?? undefined, service: service ?? undefined })}#rows`
  return page('areas/performance/pages/measure.njk', {
    title: measure.title,
    heading: `${measure.title}: ${valueInWords(value, measure.unit)}`,
    usual: usualInWords(measure, wanted, months),
    target: targetView(targets, measure, when.to, isComparable || holdsForAnyPeriod(measure) ? value : null),
    when: whenInWords(measure, wanted),
    of:
      now?.reading.denominator == null
        ? undefined
        : countsInWords(measure, now.reading.numerator, now.reading.denominator),
    restated:
      since === undefined || asKnownOn === undefined
        ? undefined
        : {
            on: inWords(asKnownOn),
            then: valueInWords(value, measure.unit),
            now: valueInWords(since.reading.value, measure.unit),
            differs: since.reading.value !== value,
          },
    problems: wanted.problems,
    chart: chartOf(measure, months, targets),
    category: categoryChart(measure, categoryMonths),
    about: aboutMeasure(measure),
    breakdowns: [
      ...categoryBreakdown(measure, categories),
      { title: 'By service', rows: placeRows(measure, parts.services, linkTo('service')) },
      { title: 'By quadrant', rows: placeRows(measure, parts.quadrants, linkTo('quadrant')) },
      { title: 'By team', rows: placeRows(measure, parts.teams, linkToTeam) },
    ],
    unitIsRate: measure.taken === 'rate',
    asking: {
      action: paths.figure({ figure: measure.id }),
      asAt,
      asKnown: asKnownOn ?? '',
      periods:
        measure.over === 'flow'
          ? Object.entries(lengths).map(([value, text]) => ({ value, text, selected: value === wanted.length }))
          : undefined,
      isChanged: Object.values(own).some(each => each !== undefined),
    },
    table,
    leavesOut: concernsChildren(measure),
    chosen: Object.keys(choice).length > 0 ? { href: `${address({})}#rows` } : undefined,
    seriesHref: paths.seriesFile({ figure: measure.id }, own),
    rowsHref: rowsHref(measure, { ...own, ...queryOfChoice(choice) }),
    compendiumHref: paths.compendium(),
  })
}

/** Which figures somebody sees. */
export const sees = ({ context }: Asked) => roleMatrix[context.role].figures

/** A measure: its value as a sentence, its past, its definition, where it is high and low, and what it counts. */
export const showMeasure = (asked: Asked, id: string): Promise<Answer> | Answer => {
  const measure = measureOf(id)
  if (measure === undefined) return notFound()
  return sees(asked) === 'byChild' ? byChild(asked, measure) : published(asked, measure)
}
