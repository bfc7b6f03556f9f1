import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { adoptionsOf, endsInAdoption, hasBegun, isPlacedForAdoption } from '../adoption.ts'
import { episodesOf } from '../episodes.ts'
import { judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** Placed for adoption with those who were the foster carers of the child, and with others; A1 and A2 are of earlier years. */
const placedWithFosterCarers: ReadonlySet<string> = new Set(['A2', 'A3', 'A5'])
const placedWithOthers: ReadonlySet<string> = new Set(['A1', 'A4', 'A6'])

/** The rules that hold the dates and the adopters of an adoption against the episodes of the child. */
export const adoptionAndEpisodeRules: readonly Rule<Ssda903>[] = [
  judged({
    code: '331',
    message:
      'Date of matching child and adopter(s) should be the same as, or prior to, the date of placement of adoption.',
    fields: ['DATE_MATCH', 'DECOM', 'REC'],
    inForce: { added: '2022-23' },
    reading: 'The placement for adoption is taken to begin with the episode that ended in adoption (E11 or E12).',
    judges: ['AD1', 'Episodes'],
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', REC: 'E11' }],
        AD1: [{ CHILD: 'A1', DATE_MATCH: '12/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', REC: 'E11' }],
        AD1: [{ CHILD: 'A1', DATE_MATCH: '13/06/2025' }],
      },
    },
    judge: (given, fail) => {
      for (const episode of given.Episodes.rows) {
        if (!endsInAdoption(episode) || !hasBegun(episode)) continue
        for (const adoption of adoptionsOf(given, episode.CHILD)) {
          const { DATE_MATCH } = adoption
          if (DATE_MATCH === null || DATE_MATCH <= episode.DECOM) continue
          fail(
            `The child was matched with adopters on ${inWords(DATE_MATCH)}, after the placement from which the child was adopted began on ${inWords(episode.DECOM)}.`,
            at(given.AD1, adoption, 'DATE_MATCH'),
            at(given.Episodes, episode, 'DECOM', 'REC'),
          )
        }
      }
    },
  }),
  judged({
    code: '334',
    message:
      'Date child started to be looked after in latest period of care must be on or prior to the date should be placed for adoption.',
    fields: ['DATE_INT', 'DECOM', 'RNE'],
    inForce: { added: '2022-23' },
    reading: 'The latest period of care begins with the last episode whose reason is S.',
    judges: ['Episodes', 'AD1'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '12/06/2025', RNE: 'S' },
          { CHILD: 'A1', DECOM: '01/10/2025', RNE: 'P' },
        ],
        AD1: [{ CHILD: 'A1', DATE_INT: '12/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', RNE: 'S' }],
        AD1: [{ CHILD: 'A1', DATE_INT: '11/06/2025' }],
      },
    },
    judge: (given, fail) => {
      for (const adoption of given.AD1.rows) {
        const { CHILD, DATE_INT } = adoption
        const start = episodesOf(given, CHILD)
          .filter(hasBegun)
          .findLast(({ RNE }) => RNE === 'S')
        if (start === undefined || DATE_INT === null || DATE_INT >= start.DECOM) continue
        fail(
          `The decision for adoption was made on ${inWords(DATE_INT)}, before the child last started to be looked after on ${inWords(start.DECOM)}.`,
          at(given.Episodes, start, 'DECOM', 'RNE'),
          at(given.AD1, adoption, 'DATE_INT'),
        )
      }
    },
  }),
  judged({
    code: '335',
    message:
      'The current foster value (0) suggests that child is not adopted by current foster carer, but last placement is A2, A3, or A5. Or the current foster value (1) suggests that child is adopted by current foster carer, but last placement is A1, A4 or A6.',
    fields: ['PLACE', 'FOSTER_CARE'],
    inForce: { added: '2022-23' },
    reading:
      'The last placement is that of the episode that began last, whether or not it ended in adoption. A1 and A2 are codes of earlier years.',
    judges: ['Episodes', 'AD1'],
    examples: {
      passes: {
        Episodes: [
          { CHILD: 'A1', DECOM: '12/06/2025', PLACE: 'A5' },
          { CHILD: 'A1', DECOM: '01/05/2025', PLACE: 'U4' },
          { CHILD: 'B2', DECOM: '12/06/2025', PLACE: 'A6' },
        ],
        AD1: [
          { CHILD: 'A1', FOSTER_CARE: '1' },
          { CHILD: 'B2', FOSTER_CARE: '0' },
        ],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', PLACE: 'A5' }],
        AD1: [{ CHILD: 'A1', FOSTER_CARE: '0' }],
      },
    },
    judge: (given, fail) => {
      for (const adoption of given.AD1.rows) {
        const { CHILD, FOSTER_CARE } = adoption
        const episodes = episodesOf(given, CHILD)
        const last = episodes.findLast(hasBegun) ?? episodes.at(-1)
        if (last === undefined || last.PLACE === null) continue
        const isWithOthers = FOSTER_CARE === '1' && placedWithOthers.has(last.PLACE)
        if (!isWithOthers && !(FOSTER_CARE === '0' && placedWithFosterCarers.has(last.PLACE))) continue
        fail(
          `The adopters were ${isWithOthers ? 'the' : 'not the'} foster carers of the child, but the last placement, ${last.PLACE}, was ${isWithOthers ? 'not ' : ''}with the foster carers.`,
          at(given.Episodes, last, 'PLACE'),
          at(given.AD1, adoption, 'FOSTER_CARE'),
        )
      }
    },
  }),
  judged({
    code: '521',
    message:
      'Date of local authority’s decision (LA) that adoption is in the best interests of the child (date should be placed) must be on or prior to the date the child is placed for adoption.',
    fields: ['PLACE', 'DECOM', 'DATE_INT'],
    inForce: { added: '2022-23' },
    reading:
      'Every episode in a placement for adoption (A3 to A6) that began before the decision is marked, not only the first.',
    judges: ['Episodes', 'AD1'],
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025', PLACE: 'A5' }],
        AD1: [{ CHILD: 'A1', DATE_INT: '12/06/2025' }],
      },
      fails: {
        Episodes: [
          { CHILD: 'A1', DECOM: '12/05/2025', PLACE: 'A3' },
          { CHILD: 'A1', DECOM: '12/06/2025', PLACE: 'A5' },
        ],
        AD1: [{ CHILD: 'A1', DATE_INT: '13/06/2025' }],
      },
    },
    judge: (given, fail) => {
      for (const adoption of given.AD1.rows) {
        const { CHILD, DATE_INT } = adoption
        if (DATE_INT === null) continue
        for (const episode of episodesOf(given, CHILD).filter(hasBegun)) {
          if (!isPlacedForAdoption(episode) || DATE_INT <= episode.DECOM) continue
          fail(
            `The child was placed for adoption on ${inWords(episode.DECOM)}, before the decision for adoption of ${inWords(DATE_INT)}.`,
            at(given.Episodes, episode, 'PLACE', 'DECOM'),
            at(given.AD1, adoption, 'DATE_INT'),
          )
        }
      }
    },
  }),
  judged({
    code: '582',
    type: 'query',
    message:
      'Child is showing as ceasing to be looked after due to adoption, but the date of adoption is the same as the date reported for being matched with adopters. In most circumstances we expect the date the child is matched with adopters to be before the date of adoption.',
    fields: ['DEC', 'DATE_MATCH'],
    inForce: { added: '2022-23' },
    judges: ['Episodes', 'AD1'],
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DEC: '12/06/2025', REC: 'E11' }],
        AD1: [{ CHILD: 'A1', DATE_MATCH: '11/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DEC: '12/06/2025', REC: 'E11' }],
        AD1: [{ CHILD: 'A1', DATE_MATCH: '12/06/2025' }],
      },
    },
    judge: (given, fail) => {
      for (const episode of given.Episodes.rows) {
        const { DEC } = episode
        if (DEC === null || !endsInAdoption(episode)) continue
        for (const adoption of adoptionsOf(given, episode.CHILD)) {
          if (adoption.DATE_MATCH !== DEC) continue
          fail(
            `The child was adopted on ${inWords(DEC)}, the day of being matched with adopters.`,
            at(given.Episodes, episode, 'DEC'),
            at(given.AD1, adoption, 'DATE_MATCH'),
          )
        }
      }
    },
  }),
]
