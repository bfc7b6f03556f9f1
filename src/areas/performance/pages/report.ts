import { roleMatrix } from '../../../access/index.ts'
import { dateAt, inWords, startOfDay } from '../../../calendar/index.ts'
import { currentCouncil } from '../../../council/index.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { remembered } from '../../../store/remember.ts'
import { besideStated } from '../figures/beside.ts'
import type { Beside } from '../figures/beside.ts'
import { numberOf, unitOf } from '../figures/figure.ts'
import { allFigures } from '../figures/figures.ts'
import { countsInWords, periodInWords, valueInWords } from '../figures/in-words.ts'
import { readFigures } from '../figures/read.ts'
import { largestSmall } from '../suppression/suppress.ts'
import { paths } from '../paths.ts'
import { queryOf, wantedIn } from './asking.ts'

/** The day of the committee to which the report was made: for those who see published figures it goes by what was known then. */
const reportedOn = '2020-12-14'

const isSmall = (count: number | null) => count !== null && count > 0 && count <= largestSmall

/** Whether a figure is of so few, or leaves out so few, that it is withheld from those who see published figures. */
const isWithheld = ({ counted, figure }: Beside): boolean => {
  if (counted === undefined) return false
  const { numerator, denominator } = counted
  const isPart = ['share', 'counted'].includes(figure.how.taken ?? figure.measure.taken)
  return (
    isSmall(numerator) || (isPart && denominator !== null && numerator !== null && isSmall(denominator - numerator))
  )
}

const rowOf = (each: Beside, isPublished: boolean) => {
  const { stated, figure, counted, agrees, difference, why } = each
  const withheld = isPublished && isWithheld(each)
  const unit = unitOf(figure)
  return {
    number: numberOf(figure),
    title: figure.title,
    href: paths.figure({ figure: figure.measure.id }),
    when: counted === undefined ? '' : periodInWords(counted),
    stated: stated.words,
    where: stated.where,
    counted: counted === undefined ? 'not yet' : withheld ? 'withheld' : valueInWords(counted.value, unit),
    of:
      counted?.denominator == null || withheld
        ? undefined
        : countsInWords(
            { taken: figure.how.taken ?? figure.measure.taken, unit },
            counted.numerator,
            counted.denominator,
          ),
    definition: figure.measure.definition,
    verdict: withheld || agrees === undefined ? '' : agrees ? 'As stated' : 'Differs',
    difference: withheld ? '' : difference,
    why: withheld ? 'Of so few that somebody could be known by it.' : why,
  }
}

/** What the report states is of the county that is simulated: another council has no such page. */
export const hasReport = async ({ database }: Pick<Asked, 'database'>): Promise<boolean> =>
  (await currentCouncil(database.sql))?.simulated !== false

/** The figures that the report states, each beside what the records say. */
export const showReport = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  if (!(await hasReport(asked))) return notFound()
  const today = dateAt(context.now)
  const isPublished = roleMatrix[context.role].figures === 'published'
  const wanted = wantedIn(isPublished ? {} : query, context, { over: 'stock' })
  const published = startOfDay(reportedOn)
  const asOf = isPublished
    ? { asAt: today, asKnown: published < context.now ? published : context.now }
    : { asAt: wanted.asAt, asKnown: wanted.known }
  const read = await remembered(
    database.sql,
    `report ${asOf.asAt} ${isPublished ? 'published' : (wanted.asKnownOn ?? 'now')}`,
    () => readFigures(database.sql, allFigures, asOf),
  )
  const { report, statistics } = besideStated(read)
  const compared = [...report, ...statistics].filter(({ agrees }) => agrees !== undefined)
  return page('areas/performance/pages/report.njk', {
    title: 'The report’s figures',
    isPublished,
    problems: isPublished ? [] : wanted.problems,
    asAt: inWords(asOf.asAt),
    asKnown: isPublished ? inWords(reportedOn) : wanted.asKnownOn === undefined ? undefined : inWords(wanted.asKnownOn),
    agree: compared.filter(({ agrees }) => agrees === true).length,
    compared: compared.length,
    report: report.map(each => rowOf(each, isPublished)),
    statistics: [...Map.groupBy(statistics, ({ figure }) => figure)].map(([figure, each]) => ({
      number: numberOf(figure),
      title: figure.title,
      href: paths.figure({ figure: figure.measure.id }),
      definition: figure.measure.definition,
      years: each.map(year => rowOf(year, isPublished)),
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
