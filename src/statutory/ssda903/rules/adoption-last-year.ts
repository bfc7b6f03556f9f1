import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { decisionsOf, isReversed, isWritten } from '../adoption.ts'
import type { Decision } from '../adoption.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const lastYearsOf = ({ PlacedAdoption_last }: Ssda903, child: string | null): readonly Decision[] =>
  rowsBy(PlacedAdoption_last, 'CHILD')(child)

/**
 * Says, where it is so, that a decision has a date that last year's return does not know, while the date of the decision
 * that stood at the end of last year is nowhere in this year's return.
 */
const otherDate = (given: Ssda903, { CHILD, DATE_PLACED }: Decision): string | undefined => {
  const lastYears = lastYearsOf(given, CHILD)
  if (DATE_PLACED === null || lastYears.some(last => last.DATE_PLACED === DATE_PLACED)) return undefined
  const thisYears = new Set(decisionsOf(given, CHILD).map(decision => decision.DATE_PLACED))
  for (const last of lastYears) {
    if (last.DATE_PLACED === null || thisYears.has(last.DATE_PLACED)) continue
    if (isReversed(given.PlacedAdoption_last, last)) continue
    return `Last year the decision for adoption was dated ${inWords(last.DATE_PLACED)}, now it is dated ${inWords(DATE_PLACED)}`
  }
  return undefined
}

/** The rules that hold decisions for adoption against those of last year's return. */
export const adoptionLastYearRules: readonly Rule<Ssda903>[] = [
  eachRow('PlacedAdoption', {
    code: '559',
    message:
      'Date of decision that a child should be placed for adoption was not in the current year but the date of the decision that the child should be placed for adoption was not completed in a previous return.',
    fields: ['DATE_PLACED'],
    needs: ['PlacedAdoption_last'],
    inForce: { added: '2022-23' },
    reading: 'A child who is not in the table of last year fails too.',
    examples: {
      passes: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED: '14/02/2025' },
          { CHILD: 'B2', DATE_PLACED: '01/04/2025' },
        ],
        PlacedAdoption_last: [{ CHILD: 'A1', DATE_PLACED: '14/02/2025' }],
      },
      fails: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '14/02/2025' }],
        PlacedAdoption_last: [{ CHILD: 'A1' }],
      },
    },
    fails: ({ CHILD, DATE_PLACED }, given) =>
      DATE_PLACED !== null &&
      DATE_PLACED < given.collection.start &&
      !lastYearsOf(given, CHILD).some(last => isWritten(given.PlacedAdoption_last, last, 'DATE_PLACED')) &&
      `The decision for adoption was made on ${inWords(DATE_PLACED)}, but last year's return has no date of such a decision.`,
  }),
  eachRow('PlacedAdoption', {
    code: '560',
    message:
      'Date of decision that the child should be placed for adoption this year is different from that recorded last year but the decision to place the child for adoption did not change.',
    fields: ['DATE_PLACED', 'DATE_PLACED_CEASED'],
    needs: ['PlacedAdoption_last'],
    inForce: { added: '2022-23' },
    reading:
      'Judged only where last year has the date of a decision that it does not say was reversed, and this year has another date without a reversal. A blank date is for other rules.',
    examples: {
      passes: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED: '14/02/2025' },
          { CHILD: 'B2', DATE_PLACED: '12/06/2025' },
        ],
        PlacedAdoption_last: [
          { CHILD: 'A1', DATE_PLACED: '14/02/2025' },
          { CHILD: 'B2', DATE_PLACED: '05/05/2024', DATE_PLACED_CEASED: '03/03/2025', REASON_PLACED_CEASED: 'RD2' },
        ],
      },
      fails: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '15/02/2025' }],
        PlacedAdoption_last: [{ CHILD: 'A1', DATE_PLACED: '14/02/2025' }],
      },
    },
    fails: (row, given) => {
      const differs = otherDate(given, row)
      return (
        differs !== undefined &&
        !isWritten(given.PlacedAdoption, row, 'DATE_PLACED_CEASED') &&
        `${differs}, and it was not reversed.`
      )
    },
  }),
  eachRow('PlacedAdoption', {
    code: '561',
    message:
      'Date of the decision that the child should be placed for adoption this year is the same as that recorded last year but records show that the decision changed, and the child should no longer be placed for adoption last year.',
    fields: ['DATE_PLACED'],
    needs: ['PlacedAdoption_last'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '14/02/2025' }],
        PlacedAdoption_last: [{ CHILD: 'A1', DATE_PLACED: '14/02/2025' }],
      },
      fails: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '05/05/2024' }],
        PlacedAdoption_last: [
          { CHILD: 'A1', DATE_PLACED: '05/05/2024', DATE_PLACED_CEASED: '03/03/2025', REASON_PLACED_CEASED: 'RD2' },
        ],
      },
    },
    fails: ({ CHILD, DATE_PLACED }, given) =>
      DATE_PLACED !== null &&
      lastYearsOf(given, CHILD).some(
        last => last.DATE_PLACED === DATE_PLACED && isReversed(given.PlacedAdoption_last, last),
      ) &&
      `The decision for adoption of ${inWords(DATE_PLACED)} was reversed in last year's return.`,
  }),
  eachRow('PlacedAdoption', {
    code: '584',
    message:
      'Date of decision that the child should be placed for adoption this year is different from that recorded last year, but the decision to placed the child for adoption changed and the child should no longer be placed for adoption.',
    fields: ['DATE_PLACED'],
    needs: ['PlacedAdoption_last'],
    inForce: { added: '2022-23' },
    reading:
      'Judged only where last year has the date of a decision that it does not say was reversed, and this year has another date with the date of a reversal.',
    examples: {
      passes: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '14/02/2025', DATE_PLACED_CEASED: '12/06/2025' }],
        PlacedAdoption_last: [{ CHILD: 'A1', DATE_PLACED: '14/02/2025' }],
      },
      fails: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '15/02/2025', DATE_PLACED_CEASED: '12/06/2025' }],
        PlacedAdoption_last: [{ CHILD: 'A1', DATE_PLACED: '14/02/2025' }],
      },
    },
    fails: (row, given) => {
      const differs = otherDate(given, row)
      return (
        differs !== undefined &&
        isWritten(given.PlacedAdoption, row, 'DATE_PLACED_CEASED') &&
        `${differs}, and it was reversed.`
      )
    },
  }),
]
