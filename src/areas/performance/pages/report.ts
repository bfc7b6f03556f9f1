import { roleMatrix } from '../../../access/index.ts'
import { dateAt, financialYear, financialYearEnding, inWords, startOfDay } from '../../../calendar/index.ts'
import { currentCouncil } from '../../../council/index.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { remembered } from '../../../store/remember.ts'
import { besideStated } from '../figures/beside.ts'
import type { Beside } from '../figures/beside.ts'
import { definitionOf } from '../figures/definition.ts'
import { numberOf, unitOf } from '../figures/figure.ts'
import { allFigures } from '../figures/figures.ts'
import { comesFrom, periodInWords, valueInWords } from '../figures/in-words.ts'
import { yearsWithheld } from '../figures/published.ts'
import { readFigures, sideBySide } from '../figures/read.ts'
import { reportedOn } from '../figures/stated.ts'
import { withheldFigures } from '../figures/withheld-figures.ts'
import { paths } from '../paths.ts'
import { queryOf, wantedIn } from './asking.ts'

const rowOf = (each: Beside, withheld: boolean) => {
  const { stated, figure, counted, agrees, difference, why } = each
  const unit = unitOf(figure)
  return {
    number: numberOf(figure),
    title: figure.title,
    href: paths.figure({ figure: figure.measure.id }),
    when: counted === undefined ? '' : periodInWords(counted),
    stated: stated.words,
    where: stated.where,
    counted: counted === undefined ? 'not yet' : withheld ? 'withheld' : valueInWords(counted.value, unit),
    of: counted === undefined || withheld ? undefined : comesFrom({ ...figure, unit }, counted),
    definition: definitionOf(figure),
    verdict: withheld || agrees === undefined ? '' : agrees ? 'As stated' : 'Differs',
    difference: withheld ? '' : difference,
    why: withheld ? 'Of so few that somebody could be known by it.' : why,
  }
}

/** What the report states is of the county that is simulated: another council has no such page. */
export const hasReport = async ({ database }: Pick<Asked, 'database'>): Promise<boolean> =>
  (await currentCouncil(database.sql))?.simulated !== false

/** A financial year that a figure counts, by the year in which it ends. */
const yearOf = ({ counted }: Beside): number | undefined => {
  if (counted === undefined) return undefined
  const ending = financialYearEnding(counted.to)
  const { from, to } = financialYear(ending)
  return counted.from === from && counted.to === to ? ending : undefined
}

/** The figures of few, and those of a year that would tell what was withheld of one of its quarters. */
const withheldOf = async (database: Asked['database']['sql'], all: readonly Beside[]): Promise<ReadonlySet<Beside>> => {
  const ofYears = Map.groupBy(
    all.filter(each => yearOf(each) !== undefined),
    ({ figure }) => figure.measure,
  )
  const telling = new Map(
    await sideBySide(2, [...ofYears], async ([measure, figures]) => {
      const years = [...new Set(figures.flatMap(each => yearOf(each) ?? []))].sort()
      return [measure, await yearsWithheld(database, measure, years)] as const
    }),
  )
  return withheldFigures(all, each => telling.get(each.figure.measure)?.has(yearOf(each) ?? 0) === true)
}

/** The figures that the report states, each beside what the records say. */
export const showReport = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  if (!(await hasReport(asked))) return notFound()
  const today = dateAt(context.now)
  const isPublished = roleMatrix[context.role].figures === 'published'
  const wanted = wantedIn(isPublished ? {} : query, context, { over: 'stock' })
  // Those who see published figures see what was known on the day of the report.
  const published = startOfDay(reportedOn)
  const asOf = isPublished
    ? { asAt: today, asKnown: published < context.now ? published : context.now }
    : { asAt: wanted.asAt, asKnown: wanted.known }
  const read = await remembered(
    database.sql,
    `report ${asOf.asAt} ${isPublished ? 'published' : (wanted.asKnownOn ?? 'now')}`,
    () => readFigures(database.sql, allFigures, asOf),
  )
  const { report, statistics } = besideStated(read, dateAt(asOf.asKnown))
  const withheld = isPublished ? await withheldOf(database.sql, [...report, ...statistics]) : new Set<Beside>()
  const compared = [...report, ...statistics].filter(({ agrees }) => agrees !== undefined)
  return page('areas/performance/pages/report.njk', {
    title: 'The report’s figures',
    isPublished,
    problems: isPublished ? [] : wanted.problems,
    asAt: inWords(asOf.asAt),
    asKnown: isPublished ? inWords(reportedOn) : wanted.asKnownOn === undefined ? undefined : inWords(wanted.asKnownOn),
    agree: compared.filter(({ agrees }) => agrees === true).length,
    compared: compared.length,
    report: report.map(each => rowOf(each, withheld.has(each))),
    statistics: [...Map.groupBy(statistics, ({ figure }) => figure)].map(([figure, each]) => ({
      number: numberOf(figure),
      title: figure.title,
      href: paths.figure({ figure: figure.measure.id }),
      definition: definitionOf(figure),
      years: each.map(year => rowOf(year, withheld.has(year))),
    })),
    years: [...new Set(statistics.flatMap(({ stated }) => stated.year ?? []))],
    asking: isPublished
      ? undefined
      : {
          action: paths.report(),
          asAt: wanted.asAt,
          asKnown: wanted.asKnownOn ?? '',
          isChanged: Object.values(queryOf(wanted, today)).some(each => each !== undefined),
        },
    compendiumHref: paths.compendium(),
  })
}
