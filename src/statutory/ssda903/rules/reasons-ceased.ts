import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { consecutiveEpisodes } from '../consecutive-episodes.ts'
import { fosterPlacements } from '../episode-codes.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** What leaves no further episode: the child died, or was found to be an adult. */
const lastReasons: ReadonlyMap<string, string> = new Map([
  ['E2', 'the child died'],
  ['E15', 'the child was found to be aged 18 or over'],
])

const toFormerCarers: ReadonlySet<string> = new Set(['E45', 'E46'])

/** Rules on what the reason for which an episode ended has to do with the other episodes and the placement. */
export const reasonCeasedRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '437',
    message: 'Reason episode ceased is child has died or is aged 18 or over but there are further episodes.',
    fields: ['REC'],
    inForce: { added: '2022-23' },
    reading: 'Only the episode that ended with E2 or E15 is marked, not those that follow.',
    judges: ['Episodes'],
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', DECOM: '12/04/2025', REC: 'E2' }] },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '12/04/2025', REC: 'E2' },
          { CHILD: 'A1', DECOM: '02/06/2025' },
        ],
      },
    },
    judge: (given, fail) => {
      for (const { episode, after } of consecutiveEpisodes(given)) {
        const reason = episode.REC === null ? undefined : lastReasons.get(episode.REC)
        if (reason === undefined || after === undefined) continue
        fail(
          `The episode ended because ${reason} (${episode.REC ?? ''}), but another began on ${inWords(after.DECOM)}.`,
          at(given.Episodes, episode, 'REC'),
        )
      }
    },
  }),
  eachRow('Episodes', {
    code: '516',
    message:
      'The episode data submitted for this child does not show that he/she was with their former foster carer(s) during the year.If the code in the reason episode ceased is E45 or E46 the child must have a placement code of U1 to U6.',
    fields: ['REC', 'PLACE'],
    inForce: { added: '2022-23' },
    reading: 'Only the placement of the episode that ended with E45 or E46 is looked at. A missing one fails.',
    examples: {
      passes: { Episodes: [{ CHILD: 'A1', REC: 'E45', PLACE: 'U1' }] },
      fails: { Episodes: [{ CHILD: 'A1', REC: 'E45', PLACE: 'K2' }] },
    },
    fails: ({ PLACE, REC }) =>
      REC !== null &&
      toFormerCarers.has(REC) &&
      !(PLACE !== null && fosterPlacements.has(PLACE)) &&
      `The child left to the guardianship of former foster carers (${REC}), but the placement was ${PLACE ?? 'of no type'}.`,
  }),
]
