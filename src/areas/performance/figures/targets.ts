import { endOfMonth } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { currentCouncil, meetsTarget, targetOn } from '../../../council/index.ts'
import type { Target } from '../../../council/index.ts'
import type { Asked } from '../../../web/index.ts'
import type { Level, Series } from '../../../web/charts/index.ts'
import type { Measure, Taken, Unit } from '../measure.ts'
import { valueInWords } from './in-words.ts'

/** The council's targets, of all its measures. */
export const targetsOf = async ({ database }: Pick<Asked, 'database'>): Promise<readonly Target[]> =>
  (await currentCouncil(database.sql))?.targets ?? []

/** A target as a sentence says it: `at least 90%`. */
const targetInWords = ({ limit, value }: Target, unit: Unit): string =>
  `${limit === 'atLeast' ? 'at least' : 'at most'} ${valueInWords(value, unit)}`

const timeless: readonly Taken[] = ['share', 'mean', 'highest']

/** Whether what a measure counts in a quarter or a year can be held against a target that is meant for a month. */
export const holdsForAnyPeriod = ({ over, taken }: Pick<Measure, 'over' | 'taken'>): boolean =>
  over === 'stock' || timeless.includes(taken)

/** How a value stands to a target: `Target: at least 90%, met`. Without a value, only the target. */
export const standingInWords = (target: Target, value: number | null, unit: Unit): string =>
  `Target: ${targetInWords(target, unit)}${value === null ? '' : meetsTarget(target, value) ? ', met' : ', not met'}`

const crossings = {
  atLeast: { met: 'has passed', missed: 'has fallen below' },
  atMost: { met: 'has come down to', missed: 'has risen above' },
} as const

/** What to say of a measure that met its target in a month and not in the month before, or the other way round. */
export const crossingInWords = (
  target: Target,
  values: readonly (number | null)[],
  unit: Unit,
): { readonly words: string; readonly isMet: boolean } | undefined => {
  const [before = null, last = null] = values.slice(-2)
  if (values.length < 2 || before === null || last === null) return undefined
  const isMet = meetsTarget(target, last)
  return isMet === meetsTarget(target, before)
    ? undefined
    : {
        words: `It ${crossings[target.limit][isMet ? 'met' : 'missed']} its target of ${valueInWords(target.value, unit)}.`,
        isMet,
      }
}

/**
 * The targets of a measure on a chart by month: a level where one target stood in every month, and a line of its own where
 * it came or went between them.
 */
export const targetOnChart = (
  targets: readonly Target[],
  measure: Measure,
  months: readonly CivilDate[],
): { readonly levels: readonly Level[]; readonly series: readonly Series[] } => {
  const points = months.map(on => ({ on, target: targetOn(targets, measure.id, endOfMonth(on)) }))
  const [first] = points
  if (points.every(({ target }) => target === undefined)) return { levels: [], series: [] }
  return first?.target !== undefined && points.every(({ target }) => target === first.target)
    ? { levels: [{ label: 'Target', value: first.target.value, kind: 'target' }], series: [] }
    : {
        levels: [],
        series: [{ label: 'Target', points: points.map(({ on, target }) => ({ on, value: target?.value ?? null })) }],
      }
}
