import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf } from '../../table.ts'
import { consecutiveEpisodes } from '../consecutive-episodes.ts'
import type { Consecutive } from '../consecutive-episodes.ts'
import {
  adopted,
  adoptionByFosterCarers,
  adoptionPlacements,
  fosterPlacements,
  longTermFosterPlacements,
  temporaryPlacements,
} from '../episode-codes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { plainPostcode } from '../postcodes.ts'
import { isInShortBreaks } from '../short-breaks.ts'
import type { Ssda903 } from '../tables.ts'

const isOneOf = (codes: ReadonlySet<string>, code: string | null): boolean => code !== null && codes.has(code)

/** Since when a child placed for adoption with foster carers was with them before. */
const adoptionByFosterCarersSince = '2015-04-01'

/** The holiday of the usual foster carers. */
const carersOnHoliday = 'T3'

const plain = (postcode: string | null): string | null => (postcode === null ? null : plainPostcode(postcode))

/** What is wrong with the episode after a temporary placement, were the child to be back where it was before. */
const whyNotBack = (before: Consecutive['episode'], after: Consecutive['episode']): string | undefined => {
  if (after.PLACE !== before.PLACE)
    return `is of type ${after.PLACE ?? 'not given'}, not ${before.PLACE ?? 'missing'} as before it`
  if (plain(after.PL_POST) !== plain(before.PL_POST)) return 'has another postcode than the placement before it'
  return after.RNE === 'P' ? undefined : `began for the reason ${after.RNE ?? 'not given'}, not P`
}

/** Rules about placements: what may precede and follow them, and the legal statuses that they go with. */
export const placementRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '217',
    message:
      'Children who are placed for adoption with current foster carers (placement types A3 or A5) must have a reason for new episode of S, T or U.',
    fields: ['PLACE', 'DECOM', 'RNE'],
    inForce: { added: '2022-23' },
    reading: 'Only episodes that began on or after 1 April 2015 are judged. A missing reason fails.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'A5', DECOM: '02/05/2025', RNE: 'U' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'A5', DECOM: '02/05/2025', RNE: 'P' }] },
    },
    fails: ({ PLACE, DECOM, RNE }) =>
      PLACE !== null &&
      adoptionByFosterCarers.has(PLACE) &&
      DECOM !== null &&
      DECOM >= adoptionByFosterCarersSince &&
      !(RNE === 'S' || RNE === 'T' || RNE === 'U') &&
      `The child was placed for adoption with the foster carers (${PLACE}) on ${inWords(DECOM)}, for the reason ${RNE ?? 'not given'}.`,
  }),
  judged({
    code: '336',
    message: 'Child does not have a foster placement immediately prior to being placed for adoption.',
    fields: ['PLACE'],
    inForce: { added: '2022-23' },
    reading:
      "Only placements with the child's own foster carers (A3, A5) are judged. U1 to U6, A3 and A5 may come immediately before. Where no earlier episode is in the return, or care started with this one (S), nothing is asked.",
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'U5' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'A5' },
        ],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'K2' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'A5' },
        ],
      },
    },
    judge: (given, fail) => {
      for (const { before, episode } of consecutiveEpisodes(given)) {
        if (before === undefined || episode.RNE === 'S' || !isOneOf(adoptionByFosterCarers, episode.PLACE)) continue
        if (isOneOf(fosterPlacements, before.PLACE) || isOneOf(adoptionByFosterCarers, before.PLACE)) continue
        fail(
          `The child was placed for adoption with the foster carers on ${inWords(episode.DECOM)}, but the placement before it was of type ${before.PLACE ?? 'not given'}.`,
          at(given.Episodes, episode, 'PLACE'),
        )
      }
    },
  }),
  judged({
    code: '377',
    message:
      'Only two temporary placements coded as being due to holiday of usual foster carer(s) are allowed in any 12- month period.',
    fields: ['PLACE'],
    inForce: { added: '2022-23' },
    reading: 'Episodes of T3 are counted over the whole return. Where there are more than two, all of them are marked.',
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'T3' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'T3' },
        ],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'T3' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'T3' },
          { CHILD: 'A1', DECOM: '20/12/2025', PLACE: 'T3' },
        ],
      },
    },
    judge: (given, fail) => {
      for (const episodes of groupsOf(given.Episodes, 'CHILD')) {
        const holidays = episodes.filter(({ PLACE }) => PLACE === carersOnHoliday)
        if (holidays.length > 2)
          fail(
            `The child was placed elsewhere ${holidays.length} times in the year because the foster carers were on holiday (T3).`,
            ...holidays.map(episode => at(given.Episodes, episode, 'PLACE')),
          )
      }
    },
  }),
  eachRow('Episodes', {
    code: '380',
    message: 'A period of care cannot start with a temporary placement.',
    fields: ['PLACE', 'RNE'],
    inForce: { added: '2022-23' },
    reading:
      'The message speaks of the start of care. Every episode in a temporary placement (T0 to T4) must begin for the reason P or B: any other reason fails, and so does a missing one.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'T1', RNE: 'P' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'T1', RNE: 'S' }] },
    },
    // A child comes to a temporary placement by a change of placement and carers (P), or of the legal status with them (B).
    fails: ({ PLACE, RNE }) =>
      PLACE !== null &&
      temporaryPlacements.has(PLACE) &&
      RNE !== 'P' &&
      RNE !== 'B' &&
      `The episode in a temporary placement, ${PLACE}, began for the reason ${RNE ?? 'not given'}, not P or B.`,
  }),
  eachRow('Episodes', {
    code: '381',
    message: 'A period of care cannot end with a temporary placement.',
    fields: ['PLACE', 'REC'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'T1', REC: 'X1' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'T1', REC: 'E4A' }] },
    },
    fails: ({ PLACE, REC }) =>
      PLACE !== null &&
      temporaryPlacements.has(PLACE) &&
      REC !== null &&
      REC !== 'X1' &&
      `The child ceased to be looked after (${REC}) in a temporary placement, ${PLACE}.`,
  }),
  eachRow('Episodes', {
    code: '382',
    message: 'A child receiving respite care cannot be in a temporary placement.',
    fields: ['LS', 'PLACE'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'V3', PLACE: 'U6' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'V3', PLACE: 'T4' }] },
    },
    fails: row =>
      isInShortBreaks(row) &&
      isOneOf(temporaryPlacements, row.PLACE) &&
      `The child is in short breaks (${row.LS ?? ''}), and in a temporary placement, ${row.PLACE ?? ''}.`,
  }),
  judged({
    code: '383',
    message: 'A child in a temporary placement must subsequently return to his/her normal placement.',
    fields: ['PLACE', 'RNE', 'PL_POST'],
    inForce: { added: '2022-23', changed: '2025-26' },
    reading:
      "The episode after the temporary one must begin for the reason P, with the placement type and postcode of the episode before it. A temporary placement that is the child's first or last episode in the return is not judged.",
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'U6', RNE: 'S', PL_POST: 'ZZ1 1ZZ' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'T1', RNE: 'P', PL_POST: 'ZZ2 2ZZ' },
          { CHILD: 'A1', DECOM: '15/07/2025', PLACE: 'U6', RNE: 'P', PL_POST: 'ZZ1 1ZZ' },
        ],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'U6', RNE: 'S', PL_POST: 'ZZ1 1ZZ' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'T1', RNE: 'P', PL_POST: 'ZZ2 2ZZ' },
          { CHILD: 'A1', DECOM: '15/07/2025', PLACE: 'K2', RNE: 'P', PL_POST: 'ZZ3 3ZZ' },
        ],
      },
    },
    judge: (given, fail) => {
      for (const { before, episode, after } of consecutiveEpisodes(given)) {
        if (before === undefined || after === undefined || !isOneOf(temporaryPlacements, episode.PLACE)) continue
        const why = whyNotBack(before, after)
        if (why !== undefined)
          fail(
            `The placement that followed the temporary one of ${inWords(episode.DECOM)} ${why}.`,
            at(given.Episodes, after, 'PLACE', 'RNE', 'PL_POST'),
          )
      }
    },
  }),
  eachRow('Episodes', {
    code: '384',
    message: 'A child receiving respite care cannot be in a long-term foster placement',
    fields: ['PLACE', 'LS'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'U6', LS: 'V4' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'U4', LS: 'V4' }] },
    },
    fails: row =>
      isInShortBreaks(row) &&
      isOneOf(longTermFosterPlacements, row.PLACE) &&
      `The child is in short breaks (${row.LS ?? ''}), and in a long-term foster placement, ${row.PLACE ?? ''}.`,
  }),
  eachRow('Episodes', {
    code: '390',
    message: 'Reason episode ceased is adopted but child has not been previously placed for adoption.',
    fields: ['PLACE', 'REC'],
    inForce: { added: '2022-23' },
    reading: 'The placement of the episode that ended is looked at: any but A3 to A6 fails, and so does a missing one.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'A4', REC: 'E11' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'U6', REC: 'E11' }] },
    },
    fails: ({ PLACE, REC }) =>
      REC !== null &&
      adopted.has(REC) &&
      !isOneOf(adoptionPlacements, PLACE) &&
      `The child ceased to be looked after by adoption (${REC}), from a placement of type ${PLACE ?? 'not given'}.`,
  }),
]
