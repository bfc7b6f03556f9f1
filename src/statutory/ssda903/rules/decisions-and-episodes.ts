import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import {
  decisionsOf,
  endsInAdoption,
  hasBegun,
  isPlacedForAdoption,
  isUnderPlacementOrder,
  isWritten,
  onDay,
} from '../adoption.ts'
import { episodesOf, shortBreaks } from '../episodes.ts'
import type { Episode } from '../episodes.ts'
import { judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const hasCeased = ({ REC }: Episode): boolean => REC !== null && REC !== 'X1'

type EndedEpisode = Episode & { readonly DECOM: string; readonly DEC: string }

const isEnd = (episode: Episode): episode is EndedEpisode =>
  episode.DECOM !== null && episode.DEC !== null && hasCeased(episode)

/** With which episode a child ceased to be looked after, unless the child is looked after again. */
const endOfCare = (given: Ssda903, child: string | null): EndedEpisode | undefined => {
  const episodes = episodesOf(given, child)
  const end = episodes.filter(isEnd).at(-1)
  const isBack = episodes.some(
    ({ DECOM, DEC }) => end !== undefined && DECOM !== null && DEC === null && DECOM >= end.DEC,
  )
  return isBack ? undefined : end
}

/** The rules that hold when a decision for adoption was made and reversed against when the child was looked after. */
export const decisionAndEpisodeRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '117',
    message:
      'Date of decision that a child should/should no longer be placed for adoption is beyond the current collection year or after the child ceased to be looked after.',
    fields: ['DATE_PLACED_CEASED', 'DATE_PLACED', 'DEC', 'REC', 'DECOM'],
    inForce: { added: '2022-23' },
    reading:
      'A child ceased to be looked after with the last episode that has an end and a reason other than X1, unless an open episode follows. That episode is marked also where the date is only beyond the year.',
    judges: ['Episodes', 'PlacedAdoption'],
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '05/05/2024', DEC: '12/06/2025', REC: 'E4A' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '01/05/2025', DATE_PLACED_CEASED: '12/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '05/05/2024', DEC: '12/06/2025', REC: 'E4A' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '01/05/2025', DATE_PLACED_CEASED: '13/06/2025' }],
      },
    },
    judge: (given, fail) => {
      const { Episodes, PlacedAdoption, collection } = given
      for (const decision of PlacedAdoption.rows) {
        const end = endOfCare(given, decision.CHILD)
        for (const column of ['DATE_PLACED', 'DATE_PLACED_CEASED'] as const) {
          const date = decision[column]
          if (date === null) continue
          const isAfterEnd = end !== undefined && date > end.DEC
          if (date <= collection.end && !isAfterEnd) continue
          const what = column === 'DATE_PLACED' ? 'made' : 'reversed'
          const limit = isAfterEnd
            ? `the child ceased to be looked after on ${inWords(end.DEC)}`
            : `the collection ended on ${inWords(collection.end)}`
          fail(
            `The decision for adoption was ${what} on ${inWords(date)}, after ${limit}.`,
            at(PlacedAdoption, decision, column),
            ...(end === undefined ? [] : [at(Episodes, end, 'DEC', 'REC', 'DECOM')]),
          )
        }
      }
    },
  }),
  judged({
    code: '118',
    message:
      'Date of decision that a child should no longer be placed for adoption is before the current collection year or before the date the child started to be looked after.',
    fields: ['DECOM', 'DECOM', 'LS'],
    inForce: { added: '2022-23' },
    reading:
      'A child started to be looked after with the earliest episode in this return that is not a short break (V3 or V4).',
    judges: ['Episodes', 'PlacedAdoption'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '01/02/2024', LS: 'V4' },
          { CHILD: 'A1', DECOM: '12/06/2025', LS: 'C1' },
        ],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED_CEASED: '12/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', LS: 'C1' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED_CEASED: '11/06/2025' }],
      },
    },
    judge: (given, fail) => {
      const { Episodes, PlacedAdoption, collection } = given
      for (const decision of PlacedAdoption.rows) {
        const { CHILD, DATE_PLACED_CEASED } = decision
        if (DATE_PLACED_CEASED === null) continue
        const first = episodesOf(given, CHILD)
          .filter(hasBegun)
          .find(({ LS }) => LS === null || !shortBreaks.has(LS))
        const isBeforeCare = first !== undefined && DATE_PLACED_CEASED < first.DECOM
        if (DATE_PLACED_CEASED >= collection.start && !isBeforeCare) continue
        const limit = isBeforeCare
          ? `the child started to be looked after on ${inWords(first.DECOM)}`
          : `the collection began on ${inWords(collection.start)}`
        fail(
          `The decision for adoption was reversed on ${inWords(DATE_PLACED_CEASED)}, before ${limit}.`,
          at(PlacedAdoption, decision, 'DATE_PLACED_CEASED'),
          ...(first === undefined ? [] : [at(Episodes, first, 'DECOM', 'LS')]),
        )
      }
    },
  }),
  judged({
    code: '557',
    message:
      'Child for whom the decision was made that they should be placed for adoption has left care but was not adopted and information on the decision that they should no longer be placed for adoption items has not been completed.',
    fields: ['DATE_PLACED_CEASED', 'REASON_PLACED_CEASED', 'PLACE', 'LS', 'REC'],
    inForce: { added: '2022-23', changed: '2024-25' },
    reading:
      'A child for whom the decision was made is one placed for adoption (A3 to A6) or under a placement order (E1). Having left care is any reason but X1, E11 and E12. Both the date and the reason of the reversal must be given.',
    judges: ['Episodes', 'PlacedAdoption'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', LS: 'E1', REC: 'E4A' },
          { CHILD: 'B2', PLACE: 'A5', REC: 'E11' },
        ],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED_CEASED: '12/06/2025', REASON_PLACED_CEASED: 'RD1' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', LS: 'E1', REC: 'E4A' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '01/05/2024' }],
      },
    },
    judge: (given, fail) => {
      const { Episodes, PlacedAdoption } = given
      for (const episode of Episodes.rows) {
        if (!isPlacedForAdoption(episode) && !isUnderPlacementOrder(episode)) continue
        if (!hasCeased(episode) || endsInAdoption(episode)) continue
        const decisions = decisionsOf(given, episode.CHILD)
        const places = decisions.flatMap(decision => {
          const blank = (['DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'] as const).filter(
            column => !isWritten(PlacedAdoption, decision, column),
          )
          return blank.length === 0 ? [] : [at(PlacedAdoption, decision, ...blank)]
        })
        if (decisions.length > 0 && places.length === 0) continue
        fail(
          `The child, who was to be adopted, left care${onDay(episode.DEC)} without being adopted, but when and why the decision for adoption was reversed is not said.`,
          at(Episodes, episode, 'PLACE', 'LS', 'REC'),
          ...places,
        )
      }
    },
  }),
  judged({
    code: '558',
    message:
      'If a child has been adopted, then the decision to place them for adoption has not been disrupted and the date of the decision that a child should no longer be placed for adoption should be left blank.',
    fields: ['DATE_PLACED_CEASED', 'REC'],
    inForce: { added: '2022-23' },
    reading: 'Any date of reversal counts, even of a decision that was followed by another.',
    judges: ['Episodes', 'PlacedAdoption'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', REC: 'E11' },
          { CHILD: 'B2', REC: 'X1' },
        ],
        PlacedAdoption: [{ CHILD: 'A1' }, { CHILD: 'B2', DATE_PLACED_CEASED: '12/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', REC: 'E11' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED_CEASED: '12/06/2025' }],
      },
    },
    judge: (given, fail) => {
      for (const episode of given.Episodes.rows) {
        if (!endsInAdoption(episode)) continue
        for (const decision of decisionsOf(given, episode.CHILD)) {
          if (!isWritten(given.PlacedAdoption, decision, 'DATE_PLACED_CEASED')) continue
          fail(
            `The child was adopted${onDay(episode.DEC)}, but the decision for adoption was reversed${onDay(decision.DATE_PLACED_CEASED)}.`,
            at(given.Episodes, episode, 'REC'),
            at(given.PlacedAdoption, decision, 'DATE_PLACED_CEASED'),
          )
        }
      }
    },
  }),
  judged({
    code: '1003',
    message:
      'Date of LA’s decision that a child should be placed for adoption is before the child started to be looked after.',
    fields: ['DATE_PLACED', 'DECOM', 'RNE'],
    inForce: { added: '2022-23' },
    reading:
      'The child started to be looked after with the earliest episode in this return whose reason is S. A child without such an episode passes.',
    judges: ['Episodes', 'PlacedAdoption'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '12/06/2025', RNE: 'S' },
          { CHILD: 'A1', DECOM: '01/10/2025', RNE: 'S' },
        ],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '12/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', RNE: 'S' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '11/06/2025' }],
      },
    },
    judge: (given, fail) => {
      for (const decision of given.PlacedAdoption.rows) {
        const { CHILD, DATE_PLACED } = decision
        const first = episodesOf(given, CHILD)
          .filter(hasBegun)
          .find(({ RNE }) => RNE === 'S')
        if (first === undefined || DATE_PLACED === null || DATE_PLACED >= first.DECOM) continue
        fail(
          `The decision for adoption was made on ${inWords(DATE_PLACED)}, before the child started to be looked after on ${inWords(first.DECOM)}.`,
          at(given.Episodes, first, 'DECOM', 'RNE'),
          at(given.PlacedAdoption, decision, 'DATE_PLACED'),
        )
      }
    },
  }),
]
