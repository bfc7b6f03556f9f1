import type { Rule } from '../../rule.ts'
import { adoptionPlacements, fosterPlacements, otherPlacements, temporaryPlacements } from '../episode-codes.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

interface Unprovided {
  readonly code: string
  readonly message: string
  readonly provider: string
  readonly places: ReadonlySet<string>
}

const notProvidedBy = ({ code, message, provider, places }: Unprovided): Rule<Ssda903> =>
  eachRow('Episodes', {
    code,
    message,
    fields: ['PLACE', 'PLACE_PROVIDER'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'K3', PLACE_PROVIDER: provider }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'P1', PLACE_PROVIDER: provider }] },
    },
    fails: ({ PLACE, PLACE_PROVIDER }) =>
      PLACE_PROVIDER === provider &&
      PLACE !== null &&
      places.has(PLACE) &&
      `A placement ${PLACE} cannot be provided by ${provider}.`,
  })

const homeHealthCustody: ReadonlySet<string> = new Set(['P1', 'R2', 'R5'])
const withParents: ReadonlySet<string> = new Set(['P1'])

const withoutProvider: ReadonlySet<string> = new Set([...temporaryPlacements, ...otherPlacements])

/** Rules on who provides a placement. */
export const placementProviderRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '526',
    message: 'Child is missing a placement provider code for at least one episode.',
    fields: ['PLACE', 'PLACE_PROVIDER'],
    inForce: { added: '2022-23', changed: '2025-26' },
    reading:
      'T0 to T4, Z1 and Z11 to Z14 need no provider. A missing placement type does not excuse a missing provider.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'T1' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'K2' }] },
    },
    fails: ({ PLACE, PLACE_PROVIDER }) =>
      PLACE_PROVIDER === null &&
      !(PLACE !== null && withoutProvider.has(PLACE)) &&
      `The provider of the placement ${PLACE ?? 'of no type'} is missing.`,
  }),
  notProvidedBy({
    code: '527',
    message: 'A placement provider code of PR1 cannot be associated with placements P1, R2 or R5.',
    provider: 'PR1',
    places: homeHealthCustody,
  }),
  notProvidedBy({
    code: '528',
    message: 'A placement provider code of PR2 cannot be associated with placements P1, R2 or R5.',
    provider: 'PR2',
    places: homeHealthCustody,
  }),
  notProvidedBy({
    code: '529',
    message:
      'Placement provider code of PR3 cannot be associated with placements P1, A3 to A6, K1, K2 and U1 to U6 as these placements cannot be provided by other public organisations.',
    provider: 'PR3',
    places: new Set(['P1', ...adoptionPlacements, 'K1', 'K2', ...fosterPlacements]),
  }),
  notProvidedBy({
    code: '530',
    message: 'A placement provider code of PR4 cannot be associated with placement P1.',
    provider: 'PR4',
    places: withParents,
  }),
  notProvidedBy({
    code: '531',
    message: 'A placement provider code of PR5 cannot be associated with placements P1.',
    provider: 'PR5',
    places: withParents,
  }),
  eachRow('Episodes', {
    code: '550',
    message: 'A placement provider code of PR0 can only be associated with placement P1.',
    fields: ['PLACE', 'PLACE_PROVIDER'],
    inForce: { added: '2022-23' },
    reading: 'A missing placement type fails.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'P1', PLACE_PROVIDER: 'PR0' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'K2', PLACE_PROVIDER: 'PR0' }] },
    },
    fails: ({ PLACE, PLACE_PROVIDER }) =>
      PLACE_PROVIDER === 'PR0' &&
      PLACE !== 'P1' &&
      `The provider is the child's parents (PR0), but the placement is ${PLACE ?? 'of no type'}.`,
  }),
]
