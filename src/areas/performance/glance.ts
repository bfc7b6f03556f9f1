import { monthInWords, startOfDay } from '../../calendar/index.ts'
import { paths as shared } from '../../web/index.ts'
import type { Asked } from '../../web/index.ts'
import { sparkline } from '../../web/charts/index.ts'
import type { Glance, GlanceLine } from '../../web/glance.ts'
import { valueInTable } from './figures/in-words.ts'
import { wholeMonths } from './figures/series.ts'
import { isUsual, limitsOf, usualWords } from './figures/usual.ts'
import type { Usual } from './figures/usual.ts'
import type { Measure } from './measure.ts'
import { linesByMonth } from './pages/compendium.ts'
import type { Line } from './pages/compendium.ts'
import { paths } from './paths.ts'

type Morning = { readonly day: string; readonly lines: Promise<readonly Line[]> }

const mornings = new WeakMap<Asked['database'], Morning>()

/**
 * The measures as they were known when the day began: what is recorded meanwhile does not change that, so that they are
 * counted once a day. A counting that failed is not kept.
 */
const asKnownThisMorning = ({ database, context: { today } }: Asked): Promise<readonly Line[]> => {
  const counted = mornings.get(database)
  if (counted?.day === today) return counted.lines
  const lines = linesByMonth(database, today, startOfDay(today))
  mornings.set(database, { day: today, lines })
  lines.catch(() => mornings.delete(database))
  return lines
}

/** Whether a movement is for the worse, for the better, or neither by itself. */
const judged = ({ polarity }: Measure, usual: Usual): 'worse' | 'better' | 'neither' =>
  polarity === 'neither' ? 'neither' : polarity === usual ? 'better' : 'worse'

const judgedWords = { worse: 'That is for the worse.', better: 'That is for the better.', neither: '' } as const
const weights = { worse: 3, neither: 2, better: 1 } as const

const sentence = (measure: Measure, values: readonly (number | null)[], usual: Usual): string => {
  const limits = limitsOf(values.slice(0, -1))
  // A share is never more than the whole.
  const highest = measure.unit === 'percent' ? 100 : Infinity
  const between =
    limits === undefined
      ? ''
      : ` Usually between ${valueInTable(limits.lower, measure.unit)} and ${valueInTable(Math.min(limits.upper, highest), measure.unit)}.`
  const words = usualWords[usual]
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.${between} ${judgedWords[judged(measure, usual)]}`.trim()
}

/** The measures whose last month lies outside what is usual, those for the worse first. */
export const whatMoved: Glance = async asked => {
  const lines = await asKnownThisMorning(asked)
  const [last] = wholeMonths(asked.context.today, 1)
  const moved = lines.flatMap(({ measure, values, latest }): GlanceLine[] => {
    const usual = isUsual(values)
    return usual !== 'higher' && usual !== 'lower'
      ? []
      : [
          {
            name: measure.title,
            href: shared.figure({ figure: measure.id }),
            figure: latest,
            words: sentence(measure, values, usual),
            spark: sparkline(measure.title, values, value => valueInTable(value, measure.unit)),
            weight: weights[judged(measure, usual)],
          },
        ]
  })
  return {
    question: 'moved',
    says: `${moved.length === 0 ? 'None' : String(moved.length)} of ${lines.length} measures of the county ${moved.length === 1 ? 'lies' : 'lie'} outside what is usual for ${last === undefined ? 'the last month' : monthInWords(last.to)}, as known this morning.`,
    lines: moved,
    more: { text: 'Every figure', href: paths.compendium() },
  }
}
