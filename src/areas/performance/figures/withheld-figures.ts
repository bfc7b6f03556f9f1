import { isSmall } from '../suppression/suppress.ts'
import type { Measure } from '../measure.ts'
import type { Beside } from './beside.ts'
import { apart } from './withheld.ts'

type Counted = Beside & { readonly counted: NonNullable<Beside['counted']> }

const isCounted = (each: Beside): each is Counted => each.counted !== undefined

const isRise = ({ figure }: Beside) => figure.how.riseOn !== undefined

/** Whether a figure is of 1 to 5, or leaves out so few of what it is a share of; of a rise, whether either time was. */
const isOfFew = (each: Counted): boolean => {
  const { figure, counted } = each
  const [of, whole] = [counted.numerator ?? 0, counted.denominator ?? 0]
  if (isRise(each)) return isSmall(whole) || isSmall(whole + of)
  const isPart = ['share', 'counted'].includes(figure.how.taken ?? figure.measure.taken)
  return isSmall(of) || (isPart && isSmall(whole - of))
}

/**
 * The figures that are withheld from those who see published ones: of few, or what is left is of few where what they are
 * part of is read at the same time, and wherever that is withheld; and those that `wouldTell` what is withheld of another time.
 */
export const withheldFigures = (
  all: readonly Beside[],
  wouldTell: (figure: Beside) => boolean = () => false,
): ReadonlySet<Beside> => {
  const counted = all.filter(isCounted)
  const readWith = ({ counted: { from, to } }: Counted, measure: Measure) =>
    counted.find(
      each => !isRise(each) && each.figure.measure === measure && each.counted.from === from && each.counted.to === to,
    )
  const isWithheld = (each: Counted): boolean => {
    const { partOf } = each.figure.measure
    if (isOfFew(each) || wouldTell(each)) return true
    const whole = partOf === undefined ? undefined : readWith(each, partOf.whole)
    if (whole === undefined || isRise(each)) return false
    const parts = apart(each.figure.measure).map(part => readWith(each, part)?.counted.numerator)
    const together = parts.every(part => part != null) ? parts.reduce((sum, part) => sum + part, 0) : undefined
    const isLeftOfFew = (part: number | null | undefined) =>
      part != null && isSmall(Math.abs((whole.counted.numerator ?? 0) - part))
    return isWithheld(whole) || isLeftOfFew(each.counted.numerator) || isLeftOfFew(together)
  }
  return new Set(counted.filter(isWithheld))
}
