import { workKindNames, workKinds } from '../../../council/index.ts'
import type { CaseloadPolicy } from '../../../council/index.ts'
import { numberInWords } from '../../../web/index.ts'

const weigh = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

/** The policy by which caseloads are weighed, for the foot of a page. */
export const policyInWords = ({ weights, newlyQualified, basis }: CaseloadPolicy & { readonly basis: string }) => ({
  basis,
  weights: workKindNames.map(kind => ({ kind: workKinds[kind], weight: weigh.format(weights[kind]) })),
  newlyQualified: newlyQualified
    .map(
      ({ fromMonth, share }) =>
        `${numberInWords(Math.round(share * 100))}% ${fromMonth === 0 ? 'at first' : `after ${fromMonth} ${fromMonth === 1 ? 'month' : 'months'}`}`,
    )
    .join(', '),
})
