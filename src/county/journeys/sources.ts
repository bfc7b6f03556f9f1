import type { ContactSource } from '../controls/index.ts'
import { contactSources } from '../controls/index.ts'
import { chooseWeighted } from '../chance/random.ts'
import type { CountyState } from './state.ts'

const counted = ['police', 'health', 'schools'] as const
const others = contactSources.filter(source => !counted.some(one => one === source))

/** What is left of a year's referrals by source, where the controls count them: an urn drawn from until it is empty. */
export type SourceUrn = {
  /** A source for the next referral and how many more of it the year still holds. */
  readonly choose: () => { readonly source: ContactSource; readonly most: number }
  /** One of these, if the year still holds one, or else the source of which it holds most. */
  readonly chooseAmong: (sources: readonly ContactSource[]) => ContactSource
  readonly take: (source: ContactSource) => void
}

export const sourceUrn = (state: CountyState, yearEnding: number): SourceUrn => {
  const { years, usual } = state.controls.referralSources
  const chance = state.chance('referral: source')
  const ofYear = years[`${yearEnding}`]
  if (ofYear === undefined)
    return {
      choose: () => ({ source: chooseWeighted(chance, usual), most: Number.POSITIVE_INFINITY }),
      chooseAmong: sources => sources[chance.whole(0, sources.length - 1)] ?? 'police',
      take: () => undefined,
    }

  const referrals = state.plan.months
    .filter(month => month.yearEnding === yearEnding)
    .reduce((sum, { index }) => sum + (state.plan.flows.referrals[index] ?? 0), 0)
  const usualOthers = others.reduce((sum, source) => sum + usual[source], 0)
  let leftOfOthers = referrals - ofYear.police - ofYear.health - ofYear.schools
  /** What is left of each; of those that are not counted, their usual share of what is left of them together. */
  const left: Record<ContactSource, number> = { ...usual, ...ofYear }
  const shareOthers = () => {
    for (const source of others) left[source] = (Math.max(leftOfOthers, 0) * usual[source]) / usualOthers
  }
  const isCounted = (source: ContactSource) => source === 'police' || source === 'health' || source === 'schools'
  const mostOf = (source: ContactSource) => (isCounted(source) ? left[source] : leftOfOthers)
  shareOthers()
  return {
    choose: () => {
      const source = chooseWeighted(chance, left)
      return { source, most: mostOf(source) }
    },
    chooseAmong: sources => {
      const fitting = sources.filter(source => mostOf(source) >= 1)
      const [most] = [...contactSources].sort((a, b) => mostOf(b) - mostOf(a))
      return fitting[chance.whole(0, Math.max(fitting.length - 1, 0))] ?? most ?? 'police'
    },
    take: source => {
      if (isCounted(source)) left[source] -= 1
      else {
        leftOfOthers -= 1
        shareOthers()
      }
    },
  }
}
