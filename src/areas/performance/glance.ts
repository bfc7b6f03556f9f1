import { addDays, monthInWords } from '../../calendar/index.ts'
import { meetsTarget, targetOn } from '../../council/index.ts'
import { keptOnce } from '../../store/kept-once.ts'
import { paths as shared } from '../../web/index.ts'
import type { Asked } from '../../web/index.ts'
import { sparkline } from '../../web/charts/index.ts'
import type { Glance, GlanceLine } from '../../web/glance.ts'
import { endOfDay } from './figures/as-of.ts'
import { valueInTable } from './figures/in-words.ts'
import { wholeMonths } from './figures/series.ts'
import { crossingInWords, standingInWords, targetsOf } from './figures/targets.ts'
import type { Judged, Usual } from './figures/usual.ts'
import type { Measure } from './measure.ts'
import { linesByMonth } from './pages/compendium.ts'
import type { MonthlyLine } from './pages/compendium.ts'
import { paths } from './paths.ts'

const mornings = keptOnce<readonly MonthlyLine[]>()

/** The knowledge of this day goes, and a line of the glance opens the page of the measure by the same. */
const asKnownOn = ({ context: { today } }: Asked) => addDays(today, -1)

/**
 * The measures as they were known when the day began: what is recorded meanwhile does not change that, so that they are
 * counted once a day.
 */
const asKnownThisMorning = (asked: Asked): Promise<readonly MonthlyLine[]> => {
  const {
    database,
    context: { today },
  } = asked
  return mornings(database, today, () => linesByMonth(database, today, endOfDay(asKnownOn(asked))))
}

/** Whether a movement is for the worse, for the better, or neither by itself. */
const direction = ({ polarity }: Measure, usual: Usual): 'worse' | 'better' | 'neither' =>
  polarity === 'neither' ? 'neither' : polarity === usual ? 'better' : 'worse'

const judgedWords = { worse: 'That is for the worse.', better: 'That is for the better.', neither: '' } as const
const weights = { worse: 3, neither: 2, better: 1 } as const

const sentence = (measure: Measure, { usual, words, limits }: Judged): string => {
  const between =
    limits === undefined
      ? ''
      : ` Usually between ${valueInTable(limits.lower, measure.unit)} and ${valueInTable(limits.upper, measure.unit)}.`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.${between} ${judgedWords[direction(measure, usual)]}`.trim()
}

/** The measures whose last month lies outside what is usual or that crossed their target in it, those for the worse first. */
export const whatMoved: Glance = async asked => {
  const [lines, targets] = await Promise.all([asKnownThisMorning(asked), targetsOf(asked)])
  const [last] = wholeMonths(asked.context.today, 1)
  const judgedLines = lines.map(line => {
    const target = last === undefined ? undefined : targetOn(targets, line.measure.id, last.to)
    const { usual } = line.judged
    return {
      ...line,
      isUnusual: usual === 'higher' || usual === 'lower',
      target,
      crossing: target && crossingInWords(target, line.values, line.measure.unit),
    }
  })
  const unusual = judgedLines.filter(({ isUnusual }) => isUnusual)
  const aimed = judgedLines.flatMap(({ target, values }) => {
    const value = values.at(-1) ?? null
    return target === undefined || value === null ? [] : [meetsTarget(target, value)]
  })
  const met = aimed.filter(Boolean).length
  return {
    question: 'moved',
    says: [
      `${unusual.length === 0 ? 'None' : String(unusual.length)} of ${lines.length} measures of the county ${unusual.length === 1 ? 'lies' : 'lie'} outside what is usual for ${last === undefined ? 'the last month' : monthInWords(last.to)}, as known this morning.`,
      ...(aimed.length === 0
        ? []
        : [`${met === 0 ? 'None' : String(met)} of ${aimed.length} targets ${met === 1 ? 'is' : 'are'} met.`]),
    ].join(' '),
    lines: judgedLines
      .filter(({ isUnusual, crossing }) => isUnusual || crossing !== undefined)
      .map(({ measure, values, latest, judged, isUnusual, target, crossing }): GlanceLine => ({
        name: measure.title,
        // The number that is told: of a stock that of the last end of a month.
        href: shared.figure(
          { figure: measure.id },
          {
            ...(measure.over === 'stock' && last !== undefined ? { asAt: last.to } : {}),
            asKnown: asKnownOn(asked),
          },
        ),
        figure: latest,
        words: [
          isUnusual ? sentence(measure, judged) : '',
          crossing?.words ??
            (target === undefined ? '' : `${standingInWords(target, values.at(-1) ?? null, measure.unit)}.`),
        ]
          .join(' ')
          .trim(),
        spark: sparkline(measure.title, values, value => valueInTable(value, measure.unit)),
        weight: crossing === undefined ? weights[direction(measure, judged.usual)] : crossing.isMet ? 2.5 : 3.5,
      })),
    more: { text: 'Every figure', href: paths.compendium() },
  }
}
