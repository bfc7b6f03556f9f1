import type { ContactSource } from '../controls/index.ts'
import { contactSources } from '../controls/index.ts'
import { chooseWeighted } from '../chance/random.ts'
import type { CountyState } from './state.ts'

const counted = ['police', 'health', 'schools'] as const

/** What is left of a year's referrals by source, where the controls count them: an urn drawn from until it is empty. */
export type SourceUrn = {
  /** A source for the next referral and how many more of it the year still holds. */
  readonly choose: (allowed?: readonly ContactSource[]) => { readonly source: ContactSource; readonly most: number }
  readonly take: (source: ContactSource) => void
}

export const sourceUrn = (state: CountyState, yearEnding: number): SourceUrn => {
  const { years, usual } = state.controls.referralSources
  const chance = state.chance('referral: source')
  const ofYear = years[`${yearEnding}`]
  const referrals = state.plan.months
    .filter(month => month.yearEnding === yearEnding)
    .reduce((sum, { index }) => sum + (state.plan.flows.referrals[index] ?? 0), 0)
  const left = ofYear === undefined ? null : { ...ofYear }
  let others = left === null ? 0 : referrals - left.police - left.health - left.schools
  const leftOf = (source: ContactSource): number => {
    if (left === null) return Number.POSITIVE_INFINITY
    return source === 'police' || source === 'health' || source === 'schools' ? left[source] : others
  }
  const usualOthers = contactSources
    .filter(source => !counted.some(one => one === source))
    .reduce((sum, source) => sum + usual[source], 0)
  const weightOf = (source: ContactSource): number => {
    if (left === null) return usual[source]
    if (source === 'police' || source === 'health' || source === 'schools') return left[source]
    return (Math.max(others, 0) * usual[source]) / usualOthers
  }
  return {
    choose: allowed => {
      const weights = Object.fromEntries(
        contactSources.map(source => [
          source,
          allowed === undefined || allowed.includes(source) ? weightOf(source) : 0,
        ]),
      ) as Record<ContactSource, number>
      const sum = contactSources.reduce((total, source) => total + weights[source], 0)
      if (sum === 0 && allowed !== undefined) return sourceWithMost()
      const source = chooseWeighted(chance, weights)
      return { source, most: leftOf(source) }
    },
    take: source => {
      if (left === null) return
      if (source === 'police' || source === 'health' || source === 'schools') left[source] -= 1
      else others -= 1
    },
  }

  function sourceWithMost(): { readonly source: ContactSource; readonly most: number } {
    const [source] = [...contactSources].sort((a, b) => leftOf(b) - leftOf(a))
    return { source: source ?? 'police', most: leftOf(source ?? 'police') }
  }
}
