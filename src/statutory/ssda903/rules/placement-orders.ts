import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const withPlacementOrder: ReadonlySet<string> = new Set(['A5', 'A6'])

/** The Adoption and Children Act 2002, which made placement orders, came into force in December 2005. */
const firstOrders = '2005-12-01'

/** Rules on placement orders, legal status E1. */
export const placementOrderRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '408',
    message: 'Child is placed for adoption with a placement order, but no placement order has been recorded.',
    fields: ['PLACE', 'LS'],
    inForce: { added: '2022-23' },
    reading: 'The placement types are A5 and A6. A missing legal status fails.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'A5', LS: 'E1' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'A5', LS: 'C2' }] },
    },
    fails: ({ LS, PLACE }) =>
      PLACE !== null &&
      withPlacementOrder.has(PLACE) &&
      LS !== 'E1' &&
      `The child is placed for adoption with a placement order (${PLACE}), but the legal status is ${LS ?? 'missing'}.`,
  }),
  eachRow('Episodes', {
    code: '446',
    message: 'E1 is not a valid code for episodes starting before December 2005.',
    fields: ['LS', 'DECOM'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DECOM: '01/12/2005', LS: 'E1' }] },
      fails: { Episodes: [{ CHILD: 'A1', DECOM: '30/11/2005', LS: 'E1' }] },
    },
    fails: ({ DECOM, LS }) =>
      LS === 'E1' &&
      DECOM !== null &&
      DECOM < firstOrders &&
      `The episode began on ${inWords(DECOM)}, before there were placement orders.`,
  }),
]
