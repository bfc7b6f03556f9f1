import type { Asked } from '../rows/asked.ts'
import { lastingFor, stockOf } from '../rows/episodes.ts'
import { samePlacement } from '../rows/placements.ts'
import { shareOfStock } from './share-of-stock.ts'

const inCareUnder16 = (asked: Asked) => stockOf('lookedAfter', asked, { underAge: 16 })

export const longTermStability = shareOfStock({
  id: 'long-term-stability',
  group: 'lookedAfter',
  title: 'Children long in our care who stay in the same placement',
  definition:
    'Of the children under 16 on the day who had been looked after for two and a half years or more, those who had been in the same placement for 2 years or more, or were placed for adoption and had been so together with the placement before. A temporary move with a return to the same carer, or a change of the placement’s status where the carer stays the same, does not interrupt it.',
  source: 'Looked-after children return (SSDA903)',
  polarity: 'higher',
  share: asked => ({
    of: lastingFor('30 months', inCareUnder16(asked)),
    holds: lastingFor('2 years', samePlacement(asked)),
  }),
})
