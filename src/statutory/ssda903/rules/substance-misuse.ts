import type { Rule } from '../../rule.ts'
import { filledIn, itemsInWords } from '../health-items.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** Rules on substance misuse, and the intervention that was offered and received. */
export const substanceMisuseRules: readonly Rule<Ssda903>[] = [
  eachRow('OC2', {
    code: '158',
    message:
      'If a child has been recorded as receiving an intervention for their substance misuse problem, then the additional item on whether an intervention was offered should be left blank.',
    fields: ['INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', SUBSTANCE_MISUSE: '1', INTERVENTION_RECEIVED: '1' }] },
      fails: {
        OC2: [{ CHILD: 'A1', SUBSTANCE_MISUSE: '1', INTERVENTION_RECEIVED: '1', INTERVENTION_OFFERED: '1' }],
      },
    },
    fails: ({ INTERVENTION_RECEIVED, INTERVENTION_OFFERED }) =>
      INTERVENTION_RECEIVED === '1' &&
      INTERVENTION_OFFERED !== null &&
      `An intervention was received, yet whether one was offered is filled in with ${INTERVENTION_OFFERED}.`,
  }),
  eachRow('OC2', {
    code: '159',
    message:
      'If a child has been recorded as not receiving an intervention for their substance misuse problem, then the additional item on whether an intervention was offered should be completed as well.',
    fields: ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
    inForce: { added: '2022-23' },
    examples: {
      passes: {
        OC2: [{ CHILD: 'A1', SUBSTANCE_MISUSE: '1', INTERVENTION_RECEIVED: '0', INTERVENTION_OFFERED: '1' }],
      },
      fails: { OC2: [{ CHILD: 'A1', SUBSTANCE_MISUSE: '1', INTERVENTION_RECEIVED: '0' }] },
    },
    fails: ({ SUBSTANCE_MISUSE, INTERVENTION_RECEIVED, INTERVENTION_OFFERED }) =>
      SUBSTANCE_MISUSE === '1' &&
      INTERVENTION_RECEIVED === '0' &&
      INTERVENTION_OFFERED === null &&
      'The child has a substance misuse problem and received no intervention, yet whether one was offered is left blank.',
  }),
  eachRow('OC2', {
    code: '192',
    message:
      'Child has been identified as having a substance misuse problem but the additional item on whether an intervention was received has been left blank.',
    fields: ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', SUBSTANCE_MISUSE: '0' }] },
      fails: { OC2: [{ CHILD: 'A1', SUBSTANCE_MISUSE: '1' }] },
    },
    fails: ({ SUBSTANCE_MISUSE, INTERVENTION_RECEIVED }) =>
      SUBSTANCE_MISUSE === '1' &&
      INTERVENTION_RECEIVED === null &&
      'The child has a substance misuse problem, yet whether an intervention was received is left blank.',
  }),
  eachRow('OC2', {
    code: '193',
    message:
      'Child not identified as having a substance misuse problem but at least one of the two additional items on whether an intervention were offered and received have been completed.',
    fields: ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC2: [{ CHILD: 'A1', SUBSTANCE_MISUSE: '1', INTERVENTION_RECEIVED: '1' }] },
      fails: { OC2: [{ CHILD: 'A1', SUBSTANCE_MISUSE: '0', INTERVENTION_RECEIVED: '0' }] },
    },
    fails: row => {
      const filled = filledIn(row, ['INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'])
      if (row.SUBSTANCE_MISUSE === '1' || filled.length === 0) return undefined
      return `No substance misuse problem is recorded, yet an answer is given on ${itemsInWords(filled)}.`
    },
  }),
]
