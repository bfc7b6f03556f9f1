import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { eachRow, judged } from '../census.ts'
import { sexCodes } from '../codes.ts'
import type { CinCensus } from '../tables.ts'

/** Rules about how a child is identified, and that a child stands once in the census and has a case. */
export const childIdentifierRules: readonly Rule<CinCensus>[] = [
  eachRow('ChildIdentifiers', {
    code: '1570',
    message: 'LA Child ID must not be longer than 20 characters',
    fields: ['LAchildID'],
    inForce: { added: '2024-25' },
    examples: {
      passes: { ChildIdentifiers: [{ LAchildID: 'A1' }] },
      fails: { ChildIdentifiers: [{ LAchildID: 'A12345678901234567890' }] },
    },
    fails: ({ LAchildID }) =>
      LAchildID !== null &&
      LAchildID.length > 20 &&
      `The identifier ${LAchildID} has ${LAchildID.length} characters, and may have 20.`,
  }),
  eachRow('ChildIdentifiers', {
    code: '1580',
    message: 'LA Child ID must not contain any non-alphanumeric characters',
    fields: ['LAchildID'],
    inForce: { added: '2024-25' },
    examples: {
      passes: { ChildIdentifiers: [{ LAchildID: 'A1' }] },
      fails: { ChildIdentifiers: [{ LAchildID: 'A-1' }] },
    },
    fails: ({ LAchildID }) =>
      LAchildID !== null &&
      !/^[A-Za-z0-9]*$/.test(LAchildID) &&
      `The identifier ${LAchildID} has characters other than letters and digits.`,
  }),
  // The percentage is of the return, so no single child is marked.
  judged({
    code: '2886Q',
    type: 'query',
    message:
      'Please check and either amend or provide a reason: Percentage of children with no sex recorded is more than 2% (excluding unborns)',
    fields: ['ExpectedPersonBirthDate'],
    inForce: { added: '2022-23', changed: '2024-25' },
    reading:
      'A sex that is missing counts as not recorded, as U does. A child with an expected date of birth is left out as unborn.',
    judges: ['ChildIdentifiers'],
    examples: {
      passes: { ChildIdentifiers: [{ Sex: 'M' }, { Sex: 'U', ExpectedPersonBirthDate: '2026-06-12' }] },
      fails: { ChildIdentifiers: [{ Sex: 'M' }, { Sex: 'U' }] },
    },
    judge: ({ ChildIdentifiers }, fail) => {
      const born = ChildIdentifiers.rows.filter(({ ExpectedPersonBirthDate }) => ExpectedPersonBirthDate === null)
      const unrecorded = born.filter(({ Sex }) => Sex === null || Sex === 'U').length
      if (unrecorded * 100 > born.length * 2)
        fail(`No sex is recorded for ${unrecorded} of ${born.length} children who are born.`)
    },
  }),
  eachRow('ChildIdentifiers', {
    code: '4180',
    message: 'Sex must be provided and equal M, F, or U',
    fields: ['Sex'],
    inForce: { added: '2022-23', changed: '2024-25' },
    examples: { passes: { ChildIdentifiers: [{ Sex: 'F' }] }, fails: { ChildIdentifiers: [{ Sex: '2' }] } },
    fails: ({ Sex }) => {
      if (Sex === null) return 'No sex is given.'
      return !sexCodes.has(Sex) && `The sex ${Sex} is none of M, F and U.`
    },
  }),
  eachRow('ChildIdentifiers', {
    code: '8500',
    message: 'LA Child ID missing',
    fields: ['LAchildID'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildIdentifiers: [{ LAchildID: 'A1' }] },
      fails: { ChildIdentifiers: [{ LAchildID: '', Sex: 'F' }] },
    },
    fails: ({ LAchildID }) => LAchildID === null && 'The child has no identifier of the local authority.',
  }),
  eachRow('ChildIdentifiers', {
    code: '8510',
    message: 'More than one child record with the same LA Child ID',
    fields: ['LAchildID'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildIdentifiers: [{ LAchildID: 'A1' }, { LAchildID: 'B2' }] },
      fails: { ChildIdentifiers: [{ LAchildID: 'A1' }, { LAchildID: 'A1' }] },
    },
    fails: ({ LAchildID }, { ChildIdentifiers }) => {
      const { length } = rowsBy(ChildIdentifiers, 'LAchildID')(LAchildID)
      return length > 1 && `The identifier ${LAchildID ?? ''} stands on ${length} records.`
    },
  }),
  eachRow('ChildIdentifiers', {
    code: '8590',
    message: 'Child does not have a recorded CIN episode.',
    fields: ['LAchildID'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { ChildIdentifiers: [{ LAchildID: 'A1' }], CINdetails: [{ LAchildID: 'A1' }] },
      fails: { ChildIdentifiers: [{ LAchildID: 'A1' }], CINdetails: [{ LAchildID: 'B2' }] },
    },
    fails: ({ LAchildID }, { CINdetails }) =>
      LAchildID !== null &&
      rowsBy(CINdetails, 'LAchildID')(LAchildID).length === 0 &&
      `The child ${LAchildID} has no episode of need.`,
  }),
]
