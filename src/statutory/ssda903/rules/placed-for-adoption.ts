import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, rowsBy, unreadableIn } from '../../table.ts'
import { adoptionItems, decisionsOf, isAnyWritten, isWritten, onDay } from '../adoption.ts'
import type { Decision } from '../adoption.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const reasonsForReversal: ReadonlySet<string> = new Set(['RD1', 'RD2', 'RD3', 'RD4'])

const reversal = 'The date of the decision that the child should no longer be placed for adoption'

type DatedDecision = Decision & { readonly DATE_PLACED: string }

const isDated = (decision: Decision): decision is DatedDecision => decision.DATE_PLACED !== null

/** The dated decisions of each child, by the day on which they were made. */
const decisionsByChild = ({ PlacedAdoption }: Ssda903): readonly (readonly DatedDecision[])[] =>
  groupsOf(PlacedAdoption, 'CHILD').map(decisions =>
    decisions
      .filter(isDated)
      .sort((one, other) => (one.DATE_PLACED < other.DATE_PLACED ? -1 : one.DATE_PLACED > other.DATE_PLACED ? 1 : 0)),
  )

/** The rule that a date, where there is one, can be read. */
const dateIn = (
  code: string,
  field: 'DATE_PLACED' | 'DATE_PLACED_CEASED',
  what: string,
  message: string,
): Rule<Ssda903> =>
  eachRow('PlacedAdoption', {
    code,
    message,
    fields: [field],
    inForce: { added: '2022-23' },
    examples: {
      passes: { PlacedAdoption: [{ CHILD: 'A1', [field]: '12/06/2025' }, { CHILD: 'B2' }] },
      fails: { PlacedAdoption: [{ CHILD: 'A1', [field]: '31/06/2025' }] },
    },
    fails: (row, { PlacedAdoption }) => {
      const written = unreadableIn(PlacedAdoption, row, field)
      return written !== undefined && `${what} is given as ${written}, which is not a date.`
    },
  })

/** The rules about decisions that a child should be placed for adoption, alone and beside what is said of the adoption. */
export const placedForAdoptionRules: readonly Rule<Ssda903>[] = [
  dateIn(
    '115',
    'DATE_PLACED',
    'The date of the decision that the child should be placed for adoption',
    'Date of Local Authority’s (LA) decision that a child should be placed for adoption is not a valid date.',
  ),
  dateIn(
    '116',
    'DATE_PLACED_CEASED',
    reversal,
    'Date of Local Authority’s (LA) decision that a child should no longer be placed for adoption is not a valid date.',
  ),
  eachRow('PlacedAdoption', {
    code: '119',
    message:
      'If the decision is made that a child should no longer be placed for adoption, then the date of this decision and the reason why this decision was made must be completed.',
    fields: ['REASON_PLACED_CEASED', 'DATE_PLACED_CEASED'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED_CEASED: '12/06/2025', REASON_PLACED_CEASED: 'RD3' },
          { CHILD: 'B2' },
        ],
      },
      fails: { PlacedAdoption: [{ CHILD: 'A1', REASON_PLACED_CEASED: 'RD3' }] },
    },
    fails: (row, { PlacedAdoption }) => {
      const isDateWritten = isWritten(PlacedAdoption, row, 'DATE_PLACED_CEASED')
      const isReasonWritten = isWritten(PlacedAdoption, row, 'REASON_PLACED_CEASED')
      if (isDateWritten && !isReasonWritten)
        return `The decision for adoption was reversed${onDay(row.DATE_PLACED_CEASED)}, but why is not said.`
      return !isDateWritten && isReasonWritten && 'The decision for adoption was reversed, but when is not said.'
    },
  }),
  eachRow('PlacedAdoption', {
    code: '120',
    message:
      'The reason for the reversal of the decision that the child should be placed for adoption code is not valid.',
    fields: ['REASON_PLACED_CEASED'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { PlacedAdoption: [{ CHILD: 'A1', REASON_PLACED_CEASED: 'RD2' }, { CHILD: 'B2' }] },
      fails: { PlacedAdoption: [{ CHILD: 'A1', REASON_PLACED_CEASED: 'RD5' }] },
    },
    fails: ({ REASON_PLACED_CEASED }) =>
      REASON_PLACED_CEASED !== null &&
      !reasonsForReversal.has(REASON_PLACED_CEASED) &&
      `Why the decision for adoption was reversed is given as ${REASON_PLACED_CEASED}, not RD1, RD2, RD3 or RD4.`,
  }),
  eachRow('PlacedAdoption', {
    code: '184',
    message: 'Date of decision that a child should be placed for adoption is before the child was born.',
    fields: ['DATE_PLACED', 'DOB'],
    inForce: { added: '2022-23' },
    reading: 'The date of birth is that of the child, and where it is missing there, that of the row itself.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', DOB: '12/06/2025' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '12/06/2025' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', DOB: '12/06/2025' }],
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '11/06/2025' }],
      },
    },
    fails: ({ CHILD, DATE_PLACED, DOB }, { Header }) => {
      const born = rowsBy(Header, 'CHILD')(CHILD).find(child => child.DOB !== null)?.DOB ?? DOB
      return (
        born !== null &&
        DATE_PLACED !== null &&
        DATE_PLACED < born &&
        `The decision for adoption was made on ${inWords(DATE_PLACED)}, before the child was born on ${inWords(born)}.`
      )
    },
  }),
  eachRow('PlacedAdoption', {
    code: '522',
    message:
      'Date of decision that the child should be placed for adoption must be on or before the date that a child should no longer be placed for adoption.',
    fields: ['DATE_PLACED', 'DATE_PLACED_CEASED'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '12/06/2025', DATE_PLACED_CEASED: '12/06/2025' }] },
      fails: { PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '13/06/2025', DATE_PLACED_CEASED: '12/06/2025' }] },
    },
    fails: ({ DATE_PLACED, DATE_PLACED_CEASED }) =>
      DATE_PLACED !== null &&
      DATE_PLACED_CEASED !== null &&
      DATE_PLACED > DATE_PLACED_CEASED &&
      `The decision for adoption was made on ${inWords(DATE_PLACED)}, after it was reversed on ${inWords(DATE_PLACED_CEASED)}.`,
  }),
  judged({
    code: '523',
    message:
      'Date of decision that the child should be placed for adoption should be the same date as the decision that adoption is in the best interest (date should be placed).',
    fields: ['DATE_PLACED', 'DATE_INT'],
    inForce: { added: '2022-23' },
    reading: 'Only where both dates are given, and passes where any one decision of the child has the date.',
    judges: ['PlacedAdoption', 'AD1'],
    examples: {
      passes: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED: '01/05/2024', DATE_PLACED_CEASED: '01/04/2025' },
          { CHILD: 'A1', DATE_PLACED: '12/06/2025' },
        ],
        AD1: [{ CHILD: 'A1', DATE_INT: '12/06/2025' }],
      },
      fails: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED: '12/06/2025' }],
        AD1: [{ CHILD: 'A1', DATE_INT: '21/06/2025' }],
      },
    },
    judge: (given, fail) => {
      for (const adoption of given.AD1.rows) {
        const { CHILD, DATE_INT } = adoption
        if (DATE_INT === null) continue
        const decisions = decisionsOf(given, CHILD).filter(isDated)
        if (decisions.length === 0 || decisions.some(({ DATE_PLACED }) => DATE_PLACED === DATE_INT)) continue
        const days = decisions.map(({ DATE_PLACED }) => inWords(DATE_PLACED)).join(' and ')
        fail(
          `The decision for adoption is dated ${days}, but with the adoption it is dated ${inWords(DATE_INT)}.`,
          at(given.AD1, adoption, 'DATE_INT'),
          ...decisions.map(decision => at(given.PlacedAdoption, decision, 'DATE_PLACED')),
        )
      }
    },
  }),
  judged({
    code: '525',
    message:
      'A child for whom the decision to be placed for adoption has been reversed cannot be adopted during the year.',
    fields: ['DATE_PLACED_CEASED', 'DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'],
    inForce: { added: '2022-23' },
    judges: ['PlacedAdoption', 'AD1'],
    examples: {
      passes: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED_CEASED: '12/06/2025' }, { CHILD: 'B2' }],
        AD1: [{ CHILD: 'A1' }, { CHILD: 'B2', NB_ADOPTR: '1' }],
      },
      fails: {
        PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED_CEASED: '12/06/2025' }],
        AD1: [{ CHILD: 'A1', DATE_MATCH: '14/05/2025' }],
      },
    },
    judge: (given, fail) => {
      const { AD1, PlacedAdoption } = given
      for (const adoption of AD1.rows) {
        if (!isAnyWritten(AD1, adoption, adoptionItems)) continue
        for (const decision of decisionsOf(given, adoption.CHILD)) {
          if (!isWritten(PlacedAdoption, decision, 'DATE_PLACED_CEASED')) continue
          fail(
            `The decision for adoption was reversed${onDay(decision.DATE_PLACED_CEASED)}, but an adoption of the child is described.`,
            at(PlacedAdoption, decision, 'DATE_PLACED_CEASED'),
            at(AD1, adoption, ...adoptionItems),
          )
        }
      }
    },
  }),
  eachRow('PlacedAdoption', {
    code: '563',
    message:
      'The child should no longer be placed for adoption but the date of the decision that the child should be placed for adoption is blank',
    fields: ['DATE_PLACED', 'REASON_PLACED_CEASED', 'DATE_PLACED_CEASED'],
    inForce: { added: '2022-23' },
    reading:
      'Only where both the date and the reason of the reversal are given; one without the other is for another rule.',
    examples: {
      passes: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED: '01/05/2025', DATE_PLACED_CEASED: '12/06/2025', REASON_PLACED_CEASED: 'RD1' },
        ],
      },
      fails: { PlacedAdoption: [{ CHILD: 'A1', DATE_PLACED_CEASED: '12/06/2025', REASON_PLACED_CEASED: 'RD1' }] },
    },
    fails: (row, { PlacedAdoption }) =>
      isWritten(PlacedAdoption, row, 'DATE_PLACED_CEASED') &&
      isWritten(PlacedAdoption, row, 'REASON_PLACED_CEASED') &&
      !isWritten(PlacedAdoption, row, 'DATE_PLACED') &&
      `The decision for adoption was reversed${onDay(row.DATE_PLACED_CEASED)}, but when it was made is not said.`,
  }),
  judged({
    code: '579',
    message:
      'A new decision that the child should be placed for adoption this year cannot start when the previous decision is still open. Decisions to place the child for adoption should also not overlap. The date of any new decision to place the child for adoption must not be before the date placed ceased of previous decisions.',
    fields: ['DATE_PLACED', 'DATE_PLACED_CEASED'],
    inForce: { added: '2022-23' },
    reading:
      'A decision on the day on which an earlier one was reversed passes. Of two that overlap, the one made later is marked.',
    judges: ['PlacedAdoption'],
    examples: {
      passes: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED: '12/06/2025' },
          { CHILD: 'A1', DATE_PLACED: '01/05/2024', DATE_PLACED_CEASED: '12/06/2025' },
        ],
      },
      fails: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED: '01/05/2024', DATE_PLACED_CEASED: '13/06/2025' },
          { CHILD: 'A1', DATE_PLACED: '12/06/2025' },
        ],
      },
    },
    judge: (given, fail) => {
      const { PlacedAdoption } = given
      for (const decisions of decisionsByChild(given)) {
        let open: string | undefined
        let reversed = ''
        for (const decision of decisions) {
          const { DATE_PLACED, DATE_PLACED_CEASED } = decision
          const made = `A decision for adoption was made on ${inWords(DATE_PLACED)}`
          const place = at(PlacedAdoption, decision, 'DATE_PLACED', 'DATE_PLACED_CEASED')
          if (open !== undefined) fail(`${made}, while that of ${inWords(open)} stood.`, place)
          else if (DATE_PLACED < reversed)
            fail(`${made}, before an earlier one was reversed on ${inWords(reversed)}.`, place)
          if (!isWritten(PlacedAdoption, decision, 'DATE_PLACED_CEASED')) open ??= DATE_PLACED
          else if (DATE_PLACED_CEASED !== null && DATE_PLACED_CEASED > reversed) reversed = DATE_PLACED_CEASED
        }
      }
    },
  }),
  judged({
    code: '583',
    message:
      'More than one date the child should be placed for adoption has been reported, but an earlier decision has not been revoked. Check that both dates are required and add in the date the earlier decision was revoked. Note this may be in a previous year.',
    fields: ['DATE_PLACED', 'DATE_PLACED_CEASED'],
    inForce: { added: '2022-23' },
    reading: 'Both decisions are marked: the one that is not reversed and the next.',
    judges: ['PlacedAdoption'],
    examples: {
      passes: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED: '01/05/2024', DATE_PLACED_CEASED: '02/04/2025' },
          { CHILD: 'A1', DATE_PLACED: '12/06/2025' },
          { CHILD: 'B2', DATE_PLACED: '12/06/2025' },
        ],
      },
      fails: {
        PlacedAdoption: [
          { CHILD: 'A1', DATE_PLACED: '01/05/2024' },
          { CHILD: 'A1', DATE_PLACED: '12/06/2025' },
        ],
      },
    },
    judge: (given, fail) => {
      const { PlacedAdoption } = given
      for (const decisions of decisionsByChild(given))
        decisions.forEach((decision, index) => {
          const next = decisions[index + 1]
          if (next === undefined || isWritten(PlacedAdoption, decision, 'DATE_PLACED_CEASED')) return
          fail(
            `The decision for adoption of ${inWords(decision.DATE_PLACED)} is not reversed, and another was made on ${inWords(next.DATE_PLACED)}.`,
            at(PlacedAdoption, decision, 'DATE_PLACED', 'DATE_PLACED_CEASED'),
            at(PlacedAdoption, next, 'DATE_PLACED'),
          )
        })
    },
  }),
]
