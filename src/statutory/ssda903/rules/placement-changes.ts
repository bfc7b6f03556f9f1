import type { Rule } from '../../rule.ts'
import { reasonsForPlacementChange } from '../episode-codes.ts'
import type { Episode } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { plainPostcode } from '../postcodes.ts'
import { againstPrevious } from '../successions.ts'
import type { Ssda903 } from '../tables.ts'

const postcodeOf = ({ PL_POST }: Episode): string | null => (PL_POST === null ? null : plainPostcode(PL_POST))

/** What makes a placement another: its type, its provider, its registration or its place. */
const isPlacementChanged = (episode: Episode, previous: Episode): boolean =>
  episode.PLACE !== previous.PLACE ||
  episode.PLACE_PROVIDER !== previous.PLACE_PROVIDER ||
  episode.URN !== previous.URN ||
  postcodeOf(episode) !== postcodeOf(previous)

const has = (isChanged: boolean) => (isChanged ? 'has changed' : 'is the same')

/** Judges the episodes of these reasons: what the reason says has changed must have, and nothing else. */
const changedAsSaid =
  (reasons: readonly string[], says: { readonly status: boolean; readonly placement: boolean }) =>
  (episode: Episode, previous: Episode) => {
    if (episode.RNE === null || !reasons.includes(episode.RNE)) return
    const isStatus = episode.LS !== previous.LS
    const isPlacement = isPlacementChanged(episode, previous)
    if (isStatus === says.status && isPlacement === says.placement) return
    return `The reason for the new episode is ${episode.RNE}, but the legal status ${has(isStatus)} and the placement ${has(isPlacement)}.`
  }

const placed = { CHILD: 'A1', PLACE: 'U4', PLACE_PROVIDER: 'PR1', URN: 'SC000001' }
const first = { ...placed, DECOM: '12/04/2025', RNE: 'S', LS: 'V2' }

/** Rules on whether what changed between two episodes is what their reasons say. */
export const placementChangeRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '434',
    message:
      'Reason for new episode is that child’s legal status has changed but not the placement, but this is not reflected in the episode data.',
    fields: ['RNE', 'LS', 'PLACE', 'PL_POST', 'URN', 'PLACE_PROVIDER'],
    inForce: { added: '2022-23' },
    reading: 'A placement has changed where its type, provider, URN or postcode has. Only the later episode is marked.',
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [first, { ...placed, DECOM: '02/06/2025', RNE: 'L', LS: 'C1' }] },
      fails: { Episodes: [first, { ...placed, DECOM: '02/06/2025', RNE: 'L', LS: 'V2' }] },
    },
    judge: againstPrevious(
      ['RNE', 'LS', 'PLACE', 'PL_POST', 'URN', 'PLACE_PROVIDER'],
      changedAsSaid(['L'], { status: true, placement: false }),
    ),
  }),
  judged({
    code: '435',
    message:
      'Reason for new episode is that child’s placement has changed but not the legal status, but this is not reflected in the episode data recorded.',
    fields: ['LS', 'PLACE', 'PL_POST', 'URN', 'PLACE_PROVIDER'],
    inForce: { added: '2022-23' },
    reading:
      'The reasons P and T are judged. A placement has changed where its type, provider, URN or postcode has. Only the later episode is marked.',
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [first, { ...placed, DECOM: '02/06/2025', RNE: 'P', LS: 'V2', PLACE: 'U6' }] },
      fails: { Episodes: [first, { ...placed, DECOM: '02/06/2025', RNE: 'P', LS: 'C1', PLACE: 'U6' }] },
    },
    judge: againstPrevious(
      ['LS', 'PLACE', 'PL_POST', 'URN', 'PLACE_PROVIDER'],
      changedAsSaid(['P', 'T'], { status: false, placement: true }),
    ),
  }),
  judged({
    code: '436',
    message:
      'Reason for new episode is that both child’s placement and legal status have changed, but this is not reflected in the episode data.',
    fields: ['RNE', 'LS', 'PLACE', 'PL_POST', 'URN', 'PLACE_PROVIDER'],
    inForce: { added: '2022-23' },
    reading:
      'The reasons B and U are judged. A placement has changed where its type, provider, URN or postcode has. Only the later episode is marked.',
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [first, { ...placed, DECOM: '02/06/2025', RNE: 'B', LS: 'C1', PLACE: 'U6' }] },
      fails: { Episodes: [first, { ...placed, DECOM: '02/06/2025', RNE: 'B', LS: 'V2', PLACE: 'U6' }] },
    },
    judge: againstPrevious(
      ['RNE', 'LS', 'PLACE', 'PL_POST', 'URN', 'PLACE_PROVIDER'],
      changedAsSaid(['B', 'U'], { status: true, placement: true }),
    ),
  }),
  eachRow('Episodes', {
    code: '1009',
    message: 'Reason for placement change is not a valid code.',
    fields: ['REASON_PLACE_CHANGE'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', REASON_PLACE_CHANGE: 'CARPL' }, { CHILD: 'A1' }] },
      fails: { Episodes: [{ CHILD: 'A1', REASON_PLACE_CHANGE: 'MOVED' }] },
    },
    fails: ({ REASON_PLACE_CHANGE: reason }) =>
      reason !== null &&
      !reasonsForPlacementChange.has(reason) &&
      `The reason for the change of placement is ${reason}, which is no such code.`,
  }),
]
