import type { Rule } from '../../rule.ts'
import * as codes from '../episode-codes.ts'
import { eachRow } from '../looked-after.ts'
import { isInShortBreaks } from '../short-breaks.ts'
import type { Ssda903 } from '../tables.ts'

type CodedColumn = 'RNE' | 'LS' | 'CIN' | 'PLACE' | 'REC'

const codeOf = (
  column: CodedColumn,
  {
    allowed,
    called,
    ...declared
  }: Pick<Rule<Ssda903>, 'code' | 'message' | 'inForce'> & {
    readonly allowed: ReadonlySet<string>
    readonly called: string
  },
): Rule<Ssda903> =>
  eachRow('Episodes', {
    ...declared,
    fields: [column],
    reading: 'A code in small letters is not a code. A missing one passes.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', [column]: [...allowed][0] ?? '' }, { CHILD: 'A1' }] },
      fails: { Episodes: [{ CHILD: 'A1', [column]: 'Q9' }] },
    },
    fails: row => {
      const code = row[column]
      return code !== null && !allowed.has(code) && `${code} is not a code of ${called}.`
    },
  })

/** Rules that the codes of an episode are codes at all. */
export const episodeCodeRules: readonly Rule<Ssda903>[] = [
  codeOf('RNE', {
    code: '143',
    message: 'The reason for new episode code is not a valid code.',
    inForce: { added: '2022-23' },
    allowed: codes.reasonsForNewEpisode,
    called: 'reasons for a new episode',
  }),
  codeOf('LS', {
    code: '144',
    message: 'The legal status code is not a valid code.',
    inForce: { added: '2022-23' },
    allowed: codes.legalStatuses,
    called: 'legal statuses',
  }),
  codeOf('CIN', {
    code: '145',
    message: 'Category of need code is not a valid code.',
    inForce: { added: '2022-23' },
    allowed: codes.categoriesOfNeed,
    called: 'categories of need',
  }),
  codeOf('PLACE', {
    code: '146',
    message: 'Placement type code is not a valid code.',
    inForce: { added: '2022-23', changed: '2025-26' },
    allowed: codes.placementTypes,
    called: 'placement types',
  }),
  codeOf('REC', {
    code: '149',
    message: 'Reason episode ceased code is not valid.',
    inForce: { added: '2022-23' },
    allowed: codes.reasonsCeased,
    called: 'reasons why an episode ceased',
  }),
  eachRow('Episodes', {
    code: '178',
    message: 'Placement provider code is not a valid code.',
    fields: ['PLACE_PROVIDER'],
    inForce: { added: '2022-23', changed: '2025-26' },
    reading:
      "A provider's code on a placement for which none is asked (T0 to T4, Z1, Z11 to Z14) fails here too. A missing code passes.",
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'U6', PLACE_PROVIDER: 'PR1' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'U6', PLACE_PROVIDER: 'PR9' }] },
    },
    // A placement for which no provider is asked has no valid code of provider.
    fails: ({ PLACE, PLACE_PROVIDER }) => {
      if (PLACE_PROVIDER === null) return undefined
      if (!codes.placementProviders.has(PLACE_PROVIDER))
        return `${PLACE_PROVIDER} is not a code of providers of placements.`
      if (PLACE !== null && codes.placementsWithoutProvider.has(PLACE))
        return `The provider is given as ${PLACE_PROVIDER}, but a placement of type ${PLACE} takes no code of a provider.`
      return undefined
    },
  }),
  eachRow('Episodes', {
    code: '179',
    message: 'Placement location code is not a valid code.',
    fields: ['PL_LOCATION'],
    needs: ['postcodes'],
    inForce: { added: '2022-23' },
    reading: 'A missing location fails, except in short breaks (V3, V4).',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'C2', PL_LOCATION: 'OUT' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'C2', PL_LOCATION: 'NEAR' }] },
    },
    fails: (row, { localAuthority }) => {
      const { PL_LA, PL_LOCATION } = row
      if (isInShortBreaks(row) || PL_LOCATION === 'IN' || PL_LOCATION === 'OUT') return undefined
      if (PL_LOCATION !== null) return `${PL_LOCATION} is neither IN nor OUT.`
      // Whose return this is was not said, so in or out of what is not known.
      if (PL_LA !== null && localAuthority === null) return undefined
      return 'It is not known whether the placement is in or out of the area of the authority.'
    },
  }),
]
