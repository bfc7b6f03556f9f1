import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Fail, Rule } from '../../rule.ts'
import { groupsOf } from '../../table.ts'
import { beginningsOf, decisionsOf, hasBegun, isPlacedForAdoption } from '../adoption.ts'
import { isUnderPlacementOrder, isWritten, onDay } from '../adoption.ts'
import type { BegunEpisode } from '../adoption.ts'
import { episodesOf } from '../episodes.ts'
import type { Episode } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const hasDecision = (given: Ssda903, child: string | null): boolean =>
  decisionsOf(given, child).some(decision => isWritten(given.PlacedAdoption, decision, 'DATE_PLACED'))

/** Fails where one of some episodes began while no decision for adoption stood, and one was made later. */
const failBeforeDecision = (
  given: Ssda903,
  fail: Fail,
  among: (episodes: readonly Episode[]) => readonly BegunEpisode[],
  what: string,
  ...fields: readonly ('DECOM' | 'LS')[]
): void => {
  for (const decisions of groupsOf(given.PlacedAdoption, 'CHILD'))
    for (const episode of among(episodesOf(given, decisions[0]?.CHILD ?? null))) {
      const { DECOM } = episode
      const stood = decisions.some(
        ({ DATE_PLACED, DATE_PLACED_CEASED }) =>
          DATE_PLACED !== null && DATE_PLACED <= DECOM && (DATE_PLACED_CEASED === null || DATE_PLACED_CEASED >= DECOM),
      )
      if (stood) continue
      for (const decision of decisions) {
        const { DATE_PLACED } = decision
        if (DATE_PLACED === null || DATE_PLACED <= DECOM) continue
        fail(
          `${what} on ${inWords(DECOM)}, before the decision for adoption of ${inWords(DATE_PLACED)}.`,
          at(given.Episodes, episode, ...fields),
          at(given.PlacedAdoption, decision, 'DATE_PLACED'),
        )
      }
    }
}

/** The rules that a decision comes before a placement for adoption and a placement order. */
export const decisionBeforePlacementRules: readonly Rule<Ssda903>[] = [
  eachRow('Episodes', {
    code: '551',
    message:
      'Child has been placed for adoption but there is no date of the decision that the child should be placed for adoption.',
    fields: ['DATE_PLACED', 'PLACE'],
    inForce: { added: '2022-23' },
    reading: 'A child without any row about decisions for adoption fails too. Only the episodes are marked.',
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', PLACE: 'A5' },
          { CHILD: 'B2', PLACE: 'U4' },
        ],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '12/06/2025' }],
      },
      fails: { Episodes: [{ CHILD: 'A1', PLACE: 'A5' }], PlacedAdoption: [{ CHILD: 'A1' }] },
    },
    fails: (episode, given) =>
      isPlacedForAdoption(episode) &&
      !hasDecision(given, episode.CHILD) &&
      `The child was placed for adoption${onDay(episode.DECOM)}, but no decision for adoption is dated.`,
  }),
  judged({
    code: '552',
    message:
      'Date of Decision to place a child for adoption should be on or prior to the date that the child was placed for adoption.',
    fields: ['DATE_PLACED', 'DECOM'],
    inForce: { added: '2022-23' },
    reading:
      'Every episode in a placement for adoption (A3 to A6) is looked at. It passes where an earlier decision still stood on the day it began, though another was made later.',
    judges: ['Episodes', 'PlacedAdoption'],
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', PLACE: 'A5' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '12/06/2025' }],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '12/05/2025', PLACE: 'A3' },
          { CHILD: 'A1', DECOM: '12/06/2025', PLACE: 'A5' },
        ],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '13/06/2025' }],
      },
    },
    judge: (given, fail) =>
      failBeforeDecision(
        given,
        fail,
        episodes => episodes.filter(hasBegun).filter(isPlacedForAdoption),
        'The child was placed for adoption',
        'DECOM',
      ),
  }),
  judged({
    code: '553',
    message:
      'Placement order has been granted but there is no date of decision that the child should be placed for adoption.',
    fields: ['CHILD', 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
    inForce: { added: '2022-23' },
    reading:
      'A placement order is the legal status E1. Every episode under it is marked, and every row of the child about decisions for adoption, where none of them has a date.',
    judges: ['Episodes', 'PlacedAdoption'],
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', LS: 'E1' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '12/06/2025' }],
      },
      fails: { Episodes: [{ CHILD: 'A1', LS: 'E1' }], PlacedAdoption: [{ CHILD: 'A1' }] },
    },
    judge: (given, fail) => {
      for (const episode of given.Episodes.rows) {
        if (!isUnderPlacementOrder(episode) || hasDecision(given, episode.CHILD)) continue
        fail(
          'The child is under a placement order, but no decision for adoption is dated.',
          at(given.Episodes, episode, 'CHILD'),
          ...decisionsOf(given, episode.CHILD).map(decision =>
            at(given.PlacedAdoption, decision, 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'),
          ),
        )
      }
    },
  }),
  judged({
    code: '554',
    message:
      'Date of decision that the child should be placed for adoption should be on or prior to the date that the placement order was granted.',
    fields: ['DATE_PLACED', 'DECOM', 'LS'],
    inForce: { added: '2022-23' },
    reading:
      'The order was granted on the day on which the first of successive episodes with the legal status E1 began. It passes where an earlier decision still stood on that day.',
    judges: ['Episodes', 'PlacedAdoption'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '12/06/2025', LS: 'E1' },
          { CHILD: 'A1', DECOM: '01/05/2025', LS: 'C1' },
        ],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '12/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', LS: 'E1' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '13/06/2025' }],
      },
    },
    judge: (given, fail) =>
      failBeforeDecision(
        given,
        fail,
        episodes => beginningsOf(episodes, isUnderPlacementOrder),
        'The placement order was granted',
        'DECOM',
        'LS',
      ),
  }),
]
