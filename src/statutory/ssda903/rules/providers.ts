import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { placementsInSettings, placementsWithoutProvider, placementsWithoutUrn } from '../episode-codes.ts'
import type { Episode } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { plainPostcode } from '../postcodes.ts'
import { isInShortBreaks } from '../short-breaks.ts'
import type { Provider, Ssda903 } from '../tables.ts'

/** Written where a placement has a provider without a URN: seven times X. */
const noUrn = /^X{7}$/i

const urnOf = ({ URN }: Episode): string | undefined => (URN === null || noUrn.test(URN) ? undefined : URN)

/** The authority that looks after the child provides the placement itself; another authority does. */
const [ownAuthority, otherAuthority] = ['PR1', 'PR2'] as const

/** Outside England, where Ofsted does not inspect: Wales, Scotland and Northern Ireland, or not in the country. */
const outsideEngland = /^([WSN]\d+|WAL|SCO|NIR|NUK)$/

/** Ofsted's list in the examples: a fostering agency, and a children's home that has closed. */
const listed = [
  {
    URN: 'SC1',
    PLACE_CODES: 'U4,U6',
    PROVIDER_CODES: 'PR4',
    POSTCODE: 'ZZ1 1ZZ',
    LA_CODE: '998',
    REG_START: '01/04/2015',
    REG_END: '30/09/2025',
  },
  { URN: 'SC2', PLACE_CODES: 'K2', PROVIDER_CODES: 'PR1,PR2', POSTCODE: 'ZZ2 2ZZ', LA_CODE: '999' },
]

const shown = (passes: Readonly<Record<string, string>>, fails: Readonly<Record<string, string>>) => ({
  passes: { Providers: listed, Episodes: [{ CHILD: 'A1', ...passes }] },
  fails: { Providers: listed, Episodes: [{ CHILD: 'A1', ...fails }] },
})

/** A rule that holds an episode against what Ofsted's list says of its URN. A URN that is not on the list has a rule of its own. */
const againstList = ({
  fails,
  marks,
  ...declared
}: Pick<Rule<Ssda903>, 'code' | 'message' | 'fields' | 'inForce' | 'reading' | 'examples'> & {
  readonly marks: readonly ('URN' | 'PLACE' | 'PL_POST' | 'PLACE_PROVIDER' | 'DECOM' | 'DEC')[]
  readonly fails: (episode: Episode, providers: readonly Provider[], given: Ssda903) => string | undefined
}): Rule<Ssda903> =>
  judged({
    ...declared,
    needs: ['providers'],
    judges: ['Episodes'],
    judge: (given, fail) => {
      for (const episode of given.Episodes.rows) {
        const urn = urnOf(episode)
        const providers = urn === undefined ? undefined : given.providers?.get(urn)
        const why = providers === undefined ? undefined : fails(episode, providers, given)
        if (why !== undefined) fail(why, at(given.Episodes, episode, ...marks))
      }
    },
  })

/** Rules about who provides a placement, and about its Unique Reference Number on Ofsted's list. */
export const providerRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '213',
    message: 'Placement provider information not required.',
    fields: ['PLACE_PROVIDER'],
    inForce: { added: '2022-23', changed: '2025-26' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'T1' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'T1', PLACE_PROVIDER: 'PR1' }] },
    },
    fails: ({ PLACE, PLACE_PROVIDER }) =>
      PLACE !== null &&
      placementsWithoutProvider.has(PLACE) &&
      PLACE_PROVIDER !== null &&
      `A provider, ${PLACE_PROVIDER}, is given for a placement of type ${PLACE}.`,
  }),
  eachRow('Episodes', {
    code: '214',
    message: 'Placement location information not required.',
    fields: ['PL_POST', 'URN'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'V3' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'V3', PL_POST: 'ZZ1 1ZZ' }] },
    },
    fails: row =>
      isInShortBreaks(row) &&
      (row.PL_POST !== null || row.URN !== null) &&
      `The child is in short breaks (${row.LS ?? ''}), and the ${row.PL_POST === null ? 'URN' : 'postcode'} of the placement is given.`,
  }),
  eachRow('Episodes', {
    code: '218',
    message: 'Ofsted Unique reference number (URN) is required.',
    fields: ['URN'],
    inForce: { added: '2022-23', changed: '2025-26' },
    reading:
      'Nothing is asked of P1, P3, R1, R2, R5, T0 to T4, Z1 and Z11 to Z14, of short breaks (V3, V4), of placements outside England, and of episodes that ended before the year.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', LS: 'C2', PLACE: 'K2', URN: 'SC2' }] },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'C2', PLACE: 'K2' }] },
    },
    fails: (row, { collection }) => {
      const { PLACE, PL_LA, DEC, URN } = row
      if (URN !== null || PLACE === null || placementsWithoutUrn.has(PLACE) || isInShortBreaks(row)) return undefined
      if ((DEC !== null && DEC < collection.start) || (PL_LA !== null && outsideEngland.test(PL_LA))) return undefined
      return `A placement of type ${PLACE} is given without a URN.`
    },
  }),
  againstList({
    code: '219',
    message:
      'The Ofsted Unique reference number (URN) provided for the child’s placement does not match the placement type recorded.',
    fields: ['URN', 'PLACE'],
    inForce: { added: '2022-23' },
    reading:
      'A provider for which the list names no placement type fails. A URN that is not on the list is left to 1008, and XXXXXXX passes.',
    marks: ['URN', 'PLACE'],
    examples: shown({ URN: 'SC1', PLACE: 'U4' }, { URN: 'SC1', PLACE: 'K2' }),
    fails: ({ URN, PLACE }, providers) =>
      PLACE === null || providers.some(({ placeCodes }) => placeCodes.includes(PLACE))
        ? undefined
        : `The provider ${URN ?? ''} is not listed for placements of type ${PLACE}.`,
  }),
  againstList({
    code: '221',
    message:
      'The Ofsted Unique reference number (URN) provided for the child’s placement does not match the placement postcode provided.',
    fields: ['PL_POST'],
    inForce: { added: '2022-23', changed: '2024-25' },
    reading:
      'Only K1, K2, K3, R3 and S1 are judged, and no short breaks (V3, V4). A missing postcode passes, and so does a URN that is not on the list, which is left to 1008.',
    marks: ['PL_POST'],
    examples: shown({ URN: 'SC2', PLACE: 'K2', PL_POST: 'zz22zz' }, { URN: 'SC2', PLACE: 'K2', PL_POST: 'ZZ1 1ZZ' }),
    fails: (episode, providers) => {
      const { URN, PLACE, PL_POST } = episode
      if (isInShortBreaks(episode) || PLACE === null || PL_POST === null || !placementsInSettings.has(PLACE))
        return undefined
      const postcodes = providers.flatMap(({ postcode }) => (postcode === null ? [] : plainPostcode(postcode)))
      return postcodes.length === 0 || postcodes.includes(plainPostcode(PL_POST))
        ? undefined
        : `The placement is at ${PL_POST}, which is not the postcode of the provider ${URN ?? ''}.`
    },
  }),
  eachRow('Episodes', {
    code: '222',
    message: 'Ofsted Unique reference number (URN) should not be recorded for this placement type.',
    fields: ['URN'],
    inForce: { added: '2022-23', changed: '2025-26' },
    reading:
      'The placement types are P1, P3, R1, R2, R5, T0 to T4, Z1 and Z11 to Z14. XXXXXXX, which stands for no URN, passes.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', PLACE: 'P1', URN: 'XXXXXXX' }] },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'P1', URN: 'SC2' }] },
    },
    fails: row =>
      row.PLACE !== null &&
      placementsWithoutUrn.has(row.PLACE) &&
      urnOf(row) !== undefined &&
      `A URN, ${row.URN ?? ''}, is given for a placement of type ${row.PLACE}, which has none.`,
  }),
  againstList({
    code: '224',
    message:
      'The Ofsted Unique reference number (URN) provided for the child’s placement does not match the placement provider recorded.',
    fields: ['PLACE_PROVIDER'],
    inForce: { added: '2022-23' },
    reading:
      'A provider for which the list names no kind of provider fails. A URN that is not on the list is left to 1008, and XXXXXXX passes.',
    marks: ['PLACE_PROVIDER'],
    examples: shown({ URN: 'SC1', PLACE_PROVIDER: 'PR4' }, { URN: 'SC1', PLACE_PROVIDER: 'PR1' }),
    fails: ({ URN, PLACE_PROVIDER }, providers) =>
      PLACE_PROVIDER === null || providers.some(({ providerCodes }) => providerCodes.includes(PLACE_PROVIDER))
        ? undefined
        : `The provider ${URN ?? ''} is not listed as one of kind ${PLACE_PROVIDER}.`,
  }),
  againstList({
    code: '227',
    message: 'Ofsted Unique reference number (URN) is not valid for the episode start date.',
    fields: ['URN', 'DECOM'],
    inForce: { added: '2022-23' },
    reading: 'An episode that begins on the day on which the provider closed fails.',
    marks: ['URN', 'DECOM'],
    examples: shown({ URN: 'SC1', DECOM: '29/09/2025' }, { URN: 'SC1', DECOM: '30/09/2025' }),
    // A placement can end on the day on which a provider closes, but none can begin.
    fails: ({ URN, DECOM }, providers) =>
      DECOM === null ||
      providers.some(
        ({ registeredFrom, registeredUntil }) =>
          (registeredFrom === null || registeredFrom <= DECOM) && (registeredUntil === null || DECOM < registeredUntil),
      )
        ? undefined
        : `The episode began on ${inWords(DECOM)}, when the provider ${URN ?? ''} was not registered.`,
  }),
  againstList({
    code: '228',
    message: 'Ofsted Unique reference number (URN) is not valid for the episode end date',
    fields: ['URN', 'DEC'],
    inForce: { added: '2022-23' },
    reading:
      'An episode may end on the day on which the provider closed. One that is open is judged at the end of the year, and so fails if its provider closed within the year.',
    marks: ['URN', 'DEC'],
    examples: shown({ URN: 'SC1', DEC: '30/09/2025' }, { URN: 'SC1', DEC: '01/10/2025' }),
    fails: ({ URN, DEC }, providers, { collection }) => {
      const end = DEC ?? collection.end
      const isRegistered = providers.some(
        ({ registeredFrom, registeredUntil }) =>
          (registeredFrom === null || registeredFrom <= end) && (registeredUntil === null || end <= registeredUntil),
      )
      if (isRegistered) return undefined
      return `The episode ${DEC === null ? 'was open' : 'ceased'} on ${inWords(end)}, when the provider ${URN ?? ''} was not registered.`
    },
  }),
  againstList({
    code: '229',
    message:
      'Placement provider does not match between the placing authority and the local authority code of the provider.',
    fields: ['URN', 'PLACE_PROVIDER'],
    inForce: { added: '2022-23' },
    reading:
      'PR1 must be a provider in the area of the authority that makes the return, PR2 one elsewhere. A provider whose authority the list does not say is not judged.',
    marks: ['URN', 'PLACE_PROVIDER'],
    examples: shown({ URN: 'SC1', PLACE_PROVIDER: 'PR4' }, { URN: 'SC2', PLACE_PROVIDER: 'PR1' }),
    fails: ({ URN, PLACE_PROVIDER }, providers, { localAuthority }) => {
      if (PLACE_PROVIDER !== ownAuthority && PLACE_PROVIDER !== otherAuthority) return undefined
      const authorities = providers.flatMap(({ localAuthority: of }) => of ?? [])
      if (authorities.length === 0) return undefined
      if (localAuthority === null) throw new Error('The return does not say which authority makes it.')
      const isOurs = authorities.includes(localAuthority)
      if (isOurs === (PLACE_PROVIDER === ownAuthority)) return undefined
      return `The provider is said to be ${isOurs ? 'another authority' : 'our own authority'} (${PLACE_PROVIDER}), but ${URN ?? ''} is a provider in ${authorities.join(', ')}.`
    },
  }),
  judged({
    code: '1008',
    message: 'Ofsted Unique Reference Number (URN) is not valid.',
    fields: ['URN'],
    needs: ['providers'],
    inForce: { added: '2022-23' },
    reading: 'XXXXXXX, seven times X, stands for no URN and passes.',
    judges: ['Episodes'],
    examples: shown({ URN: 'SC2' }, { URN: 'SC9' }),
    judge: (given, fail) => {
      for (const episode of given.Episodes.rows) {
        const urn = urnOf(episode)
        if (urn !== undefined && given.providers?.has(urn) !== true)
          fail(`${urn} is not a URN on Ofsted's list.`, at(given.Episodes, episode, 'URN'))
      }
    },
  }),
]
