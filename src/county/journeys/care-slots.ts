import type { AgeBand, LegalStatus } from '../controls/index.ts'
import { ageBands, ControlCannotBeMet } from '../controls/index.ts'
import { largestRemainder } from '../controls/largest-remainder.ts'
import type { Month } from '../plan/index.ts'
import { chooseWeighted, shuffled } from '../chance/random.ts'
import type { CountyState } from './state.ts'

/** What kind of child is to become looked after: the ages that fit, in order of preference, and the legal status. */
export type CareSlot = {
  readonly bands: readonly AgeBand[]
  readonly legalStatus: LegalStatus
  /** Whether a control counts these: then only the ages given will do. */
  readonly isCounted: boolean
}

/** The care starts of every month as slots, in the order in which they are to be filled. */
export const planCareSlots = (state: CountyState): readonly (readonly CareSlot[])[] => {
  const chance = state.chance('care: slots')
  const { careEntrants } = state.controls
  const { months, flows } = state.plan
  const shuffle = <Item>(items: readonly Item[]) => shuffled(chance, items)
  const otherStatus = () => chooseWeighted(chance, careEntrants.otherStatuses)
  const usual = (band: AgeBand): CareSlot => {
    // Babies come by a court order more often, and teenagers by agreement.
    const lean = band === 'under1' ? 0.7 : band === 'from10to15' ? 1.1 : band === 'from16' ? 1.3 : 1
    const isAgreed = chance.happens(Math.min(1, careEntrants.section20Share * lean))
    return { bands: [band], legalStatus: isAgreed ? 'section20' : otherStatus(), isCounted: false }
  }
  const mixed = (count: number): readonly CareSlot[] => {
    const weights = ageBands.map(band => careEntrants.ages[band] * (0.75 + 0.5 * chance.fraction()))
    const parts = largestRemainder(count, weights) ?? []
    return shuffle(ageBands.flatMap((band, at) => Array.from({ length: parts[at] ?? 0 }, () => usual(band))))
  }
  const table = months.map((month): readonly CareSlot[] => {
    const isCounted = careEntrants.cohorts.some(({ from, to }) => month.key >= from && month.key <= to)
    return isCounted ? [] : mixed(flows.careStarts[month.index] ?? 0)
  })
  for (const { from, to, section20, notSection20 } of careEntrants.cohorts) {
    const within = months.filter(({ key }) => key >= from && key <= to)
    const starts = within.reduce((sum, { index }) => sum + (flows.careStarts[index] ?? 0), 0)
    const counted = section20.under10 + section20.from10to15 + section20.from16 + notSection20
    if (counted !== starts)
      throw new ControlCannotBeMet(
        'careEntrants',
        `${from} to ${to}`,
        `the cohort counts ${counted}, and ${starts} become looked after.`,
      )
    const agreed = (count: number, bands: readonly AgeBand[]): CareSlot[] =>
      Array.from({ length: count }, () => ({ bands, legalStatus: 'section20', isCounted: true }))
    const slots = shuffle([
      ...Array.from({ length: section20.under10 }, (): CareSlot => ({
        bands: shuffle(['under1', 'from1to4', 'from5to9']),
        legalStatus: 'section20',
        isCounted: true,
      })),
      ...agreed(section20.from10to15, ['from10to15']),
      ...agreed(section20.from16, ['from16']),
      ...mixed(notSection20).map((slot): CareSlot => ({ ...slot, legalStatus: otherStatus() })),
    ])
    let at = 0
    for (const month of within) {
      const count = flows.careStarts[month.index] ?? 0
      table[month.index] = slots.slice(at, at + count)
      at += count
    }
  }
  return table
}

/** The care slots of one month, as many as its care starts. */
export const slotsOf = (table: readonly (readonly CareSlot[])[], month: Month): CareSlot[] => [
  ...(table[month.index] ?? []),
]
