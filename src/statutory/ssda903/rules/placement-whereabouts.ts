import type { Rule } from '../../rule.ts'
import type { Episode } from '../episodes.ts'
import { eachRow } from '../looked-after.ts'
import { isInShortBreaks } from '../short-breaks.ts'
import type { Ssda903 } from '../tables.ts'
import { isOrWasUnaccompanied } from '../unaccompanied.ts'

const longestDistance = 999.9

/** A distance from home is asked of every child but those in short breaks and those who came alone to seek asylum. */
const hasDistance = (episode: Episode, given: Ssda903): boolean =>
  !isInShortBreaks(episode) && !isOrWasUnaccompanied(given, episode.CHILD)

/** Rules about where a placement is, as worked out from its postcode. */
export const placementWhereaboutsRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '164',
    type: 'query',
    message: 'Distance is not valid. Please check a valid postcode has been entered.',
    fields: ['PL_DISTANCE'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    reading:
      'A distance must lie between 0 and 999.9 miles. A missing one fails too, except in short breaks (V3, V4) and of children who are or were unaccompanied asylum seekers.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'C2', PL_DISTANCE: '12.4' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'C2', PL_DISTANCE: '1200' }] },
    },
    fails: (row, given) => {
      const { PL_DISTANCE } = row
      if (!hasDistance(row, given)) return undefined
      if (PL_DISTANCE === null || PL_DISTANCE === '')
        return 'The distance between home and placement could not be worked out.'
      const miles = Number(PL_DISTANCE)
      return !(miles >= 0 && miles <= longestDistance) && `${PL_DISTANCE} is not a distance between 0 and 999.9 miles.`
    },
  }),
  eachRow('Episodes', {
    code: '169',
    type: 'query',
    message:
      'Local Authority (LA) of placement is not valid or is missing. Please check a valid postcode has been entered.',
    fields: ['PL_LA'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    reading:
      'The authority is worked out from the postcode of the placement, so that whatever is there is taken as valid. A missing one fails, except in short breaks (V3, V4).',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'C2', PL_LA: 'E06000023' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'C2' }] },
    },
    fails: row => row.PL_LA === null && !isInShortBreaks(row) && 'The local authority of the placement is not known.',
  }),
  eachRow('Episodes', {
    code: '392a',
    message: 'Child is looked after but no distance is recorded.',
    fields: ['PL_DISTANCE'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    reading:
      "Short breaks (V3, V4) are not judged, nor children whom this year's or last year's return has as unaccompanied asylum seekers.",
    examples: {
      passes: {
        Header: [{ CHILD: 'B2', UASC: '1' }],
        Episodes: [
          { CHILD: 'A1', LS: 'C2', PL_DISTANCE: '3' },
          { CHILD: 'B2', LS: 'V2' },
        ],
      },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'C2' }] },
    },
    fails: (row, given) =>
      row.PL_DISTANCE === null &&
      hasDistance(row, given) &&
      'The child is looked after, and the distance between home and placement is missing.',
  }),
]
