import { addMonths, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Figure } from './figure.ts'
import { allFigures } from './figures.ts'
import { valueInWords } from './in-words.ts'
import type { FigureRead } from './read.ts'
import { reportedOn, statedByReport, statedByStatistics } from './stated.ts'
import type { Stated } from './stated.ts'

/** A stated figure beside the counted one. */
export type Beside = {
  readonly stated: Stated
  readonly figure: Figure
  /** Undefined where the figure's period has not ended by the day. */
  readonly counted: FigureRead | undefined
  /** Undefined where the statement gives no number to compare with, or nothing was counted. */
  readonly agrees: boolean | undefined
  readonly difference: string
  readonly why: string
}

const yearOf = ({ to }: FigureRead) => Number(to.slice(0, 4))

const isOf = (stated: Stated, read: FigureRead) =>
  read.id === stated.id && (stated.year === undefined || stated.year === yearOf(read))

/** The number that was stated: the middle of what the words allow, or the end of it that is a number. */
const statedNumber = ([least, most]: readonly [number, number]): number =>
  Number.isFinite(most) ? (least + most) / 2 : least

const signed = (difference: number, unit: FigureRead['unit']): string =>
  `${valueInWords(Math.abs(difference), unit)} ${difference > 0 ? 'more' : 'less'}`

// What division leaves in the last places is no difference.
const give = 1e-9

/** Whether a figure goes by what was known before it was stated: by the report, or within the year by the statistics. */
const isEarly = (stated: Stated, { to }: FigureRead, knownOn: CivilDate): boolean =>
  knownOn < (stated.year === undefined ? reportedOn : addMonths(to, 12))

const compare = (
  stated: Stated,
  counted: FigureRead | undefined,
  knownOn: CivilDate,
): Pick<Beside, 'agrees' | 'difference' | 'why'> => {
  if (counted === undefined) return { agrees: undefined, difference: '', why: 'The period had not ended by this day.' }
  const { value, unit } = counted
  if (stated.allows === undefined) return { agrees: undefined, difference: '', why: 'The report gives no number.' }
  if (value === null) return { agrees: undefined, difference: '', why: 'The records hold nothing to count.' }
  const [least, most] = stated.allows
  if (value >= least - give && value <= most + give) return { agrees: true, difference: 'none', why: '' }
  return {
    agrees: false,
    difference: signed(value - statedNumber(stated.allows), unit),
    why:
      stated.why ??
      (isEarly(stated, counted, knownOn)
        ? `It goes by what had been recorded by ${inWords(knownOn)}: what was recorded later was not yet in it.`
        : 'Not explained: the records and the statement differ.'),
  }
}

/** Every stated figure beside what the records say by what was known on a day, in the order of the statements. */
export const besideStated = (
  read: readonly FigureRead[],
  knownOn: CivilDate,
): { readonly report: readonly Beside[]; readonly statistics: readonly Beside[] } => {
  const figures = new Map(allFigures.map(figure => [figure.id, figure]))
  const beside = (statements: readonly Stated[]) =>
    statements.flatMap(stated => {
      const figure = figures.get(stated.id)
      if (figure === undefined) return []
      const counted = read.find(each => isOf(stated, each))
      return [{ stated, figure, counted, ...compare(stated, counted, knownOn) }]
    })
  return { report: beside(statedByReport), statistics: beside(statedByStatistics) }
}
