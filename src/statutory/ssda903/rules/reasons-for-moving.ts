import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import { consecutiveEpisodes } from '../consecutive-episodes.ts'
import { placementChanged, temporaryPlacements } from '../episode-codes.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const isTemporary = (place: string | null): boolean => place !== null && temporaryPlacements.has(place)

/** Rules about why a placement was changed, which the episode that ended says. */
export const reasonForMovingRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '225',
    message: 'Reason for placement change must be recorded.',
    fields: ['REASON_PLACE_CHANGE'],
    inForce: { added: '2022-23' },
    reading:
      'The reason is looked for in the episode that ended. It is asked where the next began for the reason P, T, B or U, unless either of the two placements is temporary (T0 to T4).',
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'U6', REASON_PLACE_CHANGE: 'CREQB' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'K2', RNE: 'P' },
        ],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'U6' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'K2', RNE: 'P' },
        ],
      },
    },
    judge: (given, fail) => {
      for (const { episode, after } of consecutiveEpisodes(given)) {
        if (episode.REASON_PLACE_CHANGE !== null || after === undefined || after.RNE === null) continue
        if (!placementChanged.has(after.RNE) || isTemporary(episode.PLACE) || isTemporary(after.PLACE)) continue
        fail(
          `The placement was changed on ${inWords(after.DECOM)} (${after.RNE}), and the episode before it does not say why.`,
          at(given.Episodes, episode, 'REASON_PLACE_CHANGE'),
        )
      }
    },
  }),
  judged({
    code: '226',
    message: 'Reason for placement change is not required for temporary placements.',
    fields: ['REASON_PLACE_CHANGE', 'PLACE'],
    inForce: { added: '2022-23', changed: '2025-26' },
    reading: 'The temporary placement is marked, even where the reason stands in the episode before it.',
    judges: ['Episodes'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'U6' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'T1' },
          { CHILD: 'A1', DECOM: '15/07/2025', PLACE: 'U6' },
        ],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '02/05/2025', PLACE: 'U6', REASON_PLACE_CHANGE: 'OTHER' },
          { CHILD: 'A1', DECOM: '09/07/2025', PLACE: 'T1' },
        ],
      },
    },
    // The temporary placement is marked, also where it is the episode before it that gives a reason.
    judge: (given, fail) => {
      for (const { before, episode } of consecutiveEpisodes(given)) {
        if (!isTemporary(episode.PLACE)) continue
        const [left, entered] = [episode.REASON_PLACE_CHANGE, before?.REASON_PLACE_CHANGE ?? null]
        if (left === null && entered === null) continue
        fail(
          `A reason is given for the move ${left === null ? 'to' : 'from'} the temporary placement of ${inWords(episode.DECOM)}: ${left ?? entered ?? ''}.`,
          at(given.Episodes, episode, 'REASON_PLACE_CHANGE', 'PLACE'),
        )
      }
    },
  }),
  eachRow('Episodes', {
    code: '233',
    message: 'Reason for placement change is not required when the episode has not ceased.',
    fields: ['REASON_PLACE_CHANGE', 'REASON_PLACE_CHANGE'],
    inForce: { added: '2025-26' },
    reading: 'An end that is written but is not a day counts as an end.',
    marks: ['REASON_PLACE_CHANGE'],
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DEC: '09/07/2025', REASON_PLACE_CHANGE: 'CHILD' }] },
      fails: { Episodes: [{ CHILD: 'A1', REASON_PLACE_CHANGE: 'CHILD' }] },
    },
    fails: (row, { Episodes }) =>
      row.REASON_PLACE_CHANGE !== null &&
      row.DEC === null &&
      unreadableIn(Episodes, row, 'DEC') === undefined &&
      `The episode has not ceased, and gives a reason for a change of placement: ${row.REASON_PLACE_CHANGE}.`,
  }),
]
