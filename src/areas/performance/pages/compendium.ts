import { roleMatrix } from '../../../access/index.ts'
import { dateAt, inWords, monthInWords } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { targetOn } from '../../../council/index.ts'
import { page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { sparkline } from '../../../web/charts/index.ts'
import { remembered } from '../../../store/remember.ts'
import { readByMonth } from '../figures/by-month.ts'
import { sideBySide } from '../figures/read.ts'
import { periodInWords, valueInTable } from '../figures/in-words.ts'
import { publishedQuarters, publishedSeries } from '../figures/published.ts'
import type { PublishedValue } from '../figures/published.ts'
import { wholeMonths } from '../figures/series.ts'
import { holdsForAnyPeriod, standingInWords, targetsOf } from '../figures/targets.ts'
import { comparators } from '../figures/stated.ts'
import type { Judged } from '../figures/usual.ts'
import { groups } from '../measure.ts'
import type { Group, Measure, Unit } from '../measure.ts'
import { measures } from '../measures/index.ts'
import { paths } from '../paths.ts'
import { hasReport } from './report.ts'

const quarters = 8

export type Line = {
  readonly measure: Measure
  readonly values: readonly (number | null)[]
  readonly latest: string
  readonly words: string
}

export type MonthlyLine = Line & { readonly judged: Judged }

const better: Readonly<Record<Measure['polarity'], string>> = {
  higher: 'Higher is better.',
  lower: 'Lower is better.',
  neither: '',
}

const perWords: Readonly<Partial<Record<Unit, string>>> = { per10000: 'per 10,000', workingDays: 'working days' }

/** Every measure by month, as known at an instant. */
export const linesByMonth = (
  database: Asked['database'],
  today: CivilDate,
  known: Instant,
): Promise<readonly MonthlyLine[]> =>
  sideBySide(2, measures, async measure => {
    const { lastValues: values, judged } = await readByMonth(database.sql, measure, today, known)
    return { measure, values, latest: valueInTable(values.at(-1) ?? null, measure.unit), words: judged.words, judged }
  })

const monthly = ({ database, context }: Asked): Promise<readonly Line[]> => {
  const today = dateAt(context.now)
  return remembered(database.sql, `compendium ${today}`, () => linesByMonth(database, today, context.now))
}

const inTable = (value: PublishedValue, measure: Measure) =>
  value.withheld ? 'withheld' : valueInTable(value.value, measure.unit)

const quarterly = ({ database, context }: Asked): Promise<readonly Line[]> => {
  const whens = publishedQuarters(dateAt(context.now), quarters)
  return sideBySide(2, measures, async measure => {
    const points = await publishedSeries(database.sql, measure, whens)
    const last = points.at(-1)?.value
    return {
      measure,
      values: points.map(({ value }) => value.value),
      latest: last === undefined ? '' : inTable(last, measure),
      words: last?.withheld === true ? 'too few to publish' : '',
    }
  })
}

/** Every measure in a line: its name, the latest value, its past as a line, and in words whether that is usual. */
export const showCompendium = async (asked: Asked): Promise<Answer> => {
  const { context } = asked
  const isPublished = roleMatrix[context.role].figures === 'published'
  const today = dateAt(context.now)
  const lines = isPublished ? await quarterly(asked) : await monthly(asked)
  const last = isPublished ? publishedQuarters(today, 1)[0] : wholeMonths(today, 1)[0]
  const targets = await targetsOf(asked)
  const targetWords = ({ measure, values }: Line): string => {
    const target = last === undefined ? undefined : targetOn(targets, measure.id, last.to)
    const isComparable = !isPublished || holdsForAnyPeriod(measure)
    return target === undefined
      ? ''
      : standingInWords(target, isComparable ? (values.at(-1) ?? null) : null, measure.unit)
  }
  return page('areas/performance/pages/compendium.njk', {
    title: 'Figures',
    isPublished,
    until: last === undefined ? '' : isPublished ? periodInWords(last) : monthInWords(last.to),
    asAt: last === undefined ? '' : inWords(last.to),
    reportHref: (await hasReport(asked)) ? paths.report() : undefined,
    groups: (Object.keys(groups) as Group[]).map(group => ({
      id: group,
      name: groups[group],
      lines: lines
        .filter(({ measure }) => measure.group === group)
        .map(line => ({ ...line, target: targetWords(line) }))
        .map(({ measure, values, latest, words, target }) => ({
          target,
          name: measure.title,
          href: paths.figure({ figure: measure.id }),
          latest,
          per: values.at(-1) == null ? '' : (perWords[measure.unit] ?? ''),
          spark: sparkline(measure.title, values, value => valueInTable(value, measure.unit)),
          words,
          better: better[measure.polarity],
          comparators: (comparators[measure.id] ?? []).map(({ name, value }) => `${name}: ${value}`).join('; '),
        })),
    })),
  })
}
