import type { Rule } from '../../rule.ts'
import { adoptionPlacements, fosterPlacements } from '../episode-codes.ts'
import { shortBreaks } from '../episodes.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'
import { isOrWasUnaccompanied } from '../unaccompanied.ts'

const furthestMiles = 350

const isShortBreak = ({ LS }: { readonly LS: string | null }): boolean => LS !== null && shortBreaks.has(LS)

const ownAuthority = ({ localAuthority }: Ssda903): string => {
  if (localAuthority === null) throw new Error('The return does not say which authority makes it.')
  return localAuthority
}

/** Foster carers and adopters of an authority may live beyond its border. */
const isFamilyPlacement = (place: string | null): boolean =>
  place !== null && (fosterPlacements.has(place) || adoptionPlacements.has(place))

/** Rules on how far from home a placement is and in whose authority, held against who the child is and who provides it. */
export const distanceAndAuthorityRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '406',
    message: 'Child is Unaccompanied Asylum-Seeking Child (UASC) or was formerly UASC. Distance should be blank.',
    fields: ['PL_DISTANCE'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', UASC: '1' }], Episodes: [{ CHILD: 'A1' }] },
      fails: { Header: [{ CHILD: 'A1', UASC: '1' }], Episodes: [{ CHILD: 'A1', PL_DISTANCE: '4.2' }] },
    },
    fails: ({ CHILD, PL_DISTANCE }, given) =>
      PL_DISTANCE !== null &&
      isOrWasUnaccompanied(given, CHILD) &&
      `The distance from home is ${PL_DISTANCE} miles, though the child is or was an unaccompanied asylum-seeking child.`,
  }),
  eachRow('Episodes', {
    code: '411',
    message: 'Placement location code disagrees with LA of placement.',
    fields: ['PL_LOCATION'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    reading: 'Only IN beside another authority fails. OUT beside our own passes, and so does a missing authority.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PL_LOCATION: 'OUT', PL_LA: '999' }] },
      fails: { Episodes: [{ CHILD: 'A1', PL_LOCATION: 'IN', PL_LA: '999' }] },
    },
    fails: ({ PL_LA, PL_LOCATION }, given) =>
      PL_LA !== null &&
      PL_LOCATION === 'IN' &&
      PL_LA !== ownAuthority(given) &&
      `The placement is said to lie in this authority, but it is in ${PL_LA}.`,
  }),
  eachRow('Episodes', {
    code: '420',
    message: 'LA of placement completed but child is looked after under legal status V3 or V4.',
    fields: ['PL_LA'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'V3' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'V3', PL_LA: '999' }] },
    },
    fails: row =>
      row.PL_LA !== null &&
      isShortBreak(row) &&
      `The authority of the placement (${row.PL_LA}) is given for a short break (${row.LS ?? ''}).`,
  }),
  eachRow('Episodes', {
    code: '454',
    message: 'Placement distance from home is over 350 miles.',
    fields: ['PL_DISTANCE'],
    needs: ['postcodes'],
    inForce: { added: '2025-26' },
    reading:
      "Short breaks (V3, V4) are not judged, nor children whom this year's or last year's return has as unaccompanied asylum seekers. Exactly 350 miles pass.",
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'C2', PL_DISTANCE: '350' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'C2', PL_DISTANCE: '350.1' }] },
    },
    fails: (row, given) =>
      row.PL_DISTANCE !== null &&
      Number(row.PL_DISTANCE) > furthestMiles &&
      !isShortBreak(row) &&
      !isOrWasUnaccompanied(given, row.CHILD) &&
      `The placement is ${row.PL_DISTANCE} miles from home.`,
  }),
  eachRow('Episodes', {
    code: '1015',
    message: 'Placement provider is own provision but child not placed in own LA.',
    fields: ['PL_LA'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    reading:
      'Foster and adoption placements (U1 to U6, A3 to A6), short breaks (V3, V4) and placements whose authority is not known are not judged.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'C2', PLACE: 'U4', PLACE_PROVIDER: 'PR1', PL_LA: '999' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'C2', PLACE: 'K2', PLACE_PROVIDER: 'PR1', PL_LA: '999' }] },
    },
    fails: (row, given) =>
      row.PL_LA !== null &&
      row.PLACE_PROVIDER === 'PR1' &&
      !isShortBreak(row) &&
      !isFamilyPlacement(row.PLACE) &&
      row.PL_LA !== ownAuthority(given) &&
      `The placement is the authority's own provision, but it is in ${row.PL_LA}.`,
  }),
]
