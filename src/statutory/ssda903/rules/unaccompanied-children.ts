import { ageOn, birthday, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { unreadableIn } from '../../table.ts'
import { headersOf } from '../looked-after-children.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** Unaccompanied children younger than this are so few that the Department asks about each. */
const expectedAge = 10

/** Rules on unaccompanied asylum-seeking children (UASC) that look at one year alone. */
export const unaccompaniedRules: readonly Rule<Ssda903>[] = [
  eachRow('UASC', {
    code: '104',
    message: 'Date for Unaccompanied Asylum-Seeking Children (UASC) status ceased is not a valid date.',
    fields: ['DUC'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { UASC: [{ CHILD: 'A1', DUC: '12/06/2025' }] },
      fails: { UASC: [{ CHILD: 'A1', DUC: '12/13/2025' }] },
    },
    fails: (row, { UASC }) => {
      const written = unreadableIn(UASC, row, 'DUC')
      return written !== undefined && `The date on which the status ceased, ${written}, is not a date.`
    },
  }),
  eachRow('Header', {
    code: '105',
    message:
      'Data entry for Unaccompanied Asylum-Seeking Children (UASC) status of child is invalid or has not been completed.',
    fields: ['UASC'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', UASC: '0' }] },
      fails: { Header: [{ CHILD: 'A1', UASC: '2' }] },
    },
    fails: ({ UASC }) => {
      if (UASC === null) return 'It is not recorded whether the child is an unaccompanied asylum-seeking child.'
      return UASC !== '0' && UASC !== '1' && `UASC is ${UASC}, neither 0 nor 1.`
    },
  }),
  eachRow('Header', {
    code: '231',
    type: 'query',
    message:
      'We expect that unaccompanied asylum seeking children are generally older young people. Please check the date of birth is correct. If the date of birth is correct then please provide details in a bypass request.',
    fields: ['DOB', 'UASC_STATUS'],
    marks: ['DOB', 'UASC'],
    inForce: { added: '2024-25' },
    reading: 'The message gives no age: it fails for a child under 10 at the end of the year.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', UASC: '1', DOB: '12/06/2009' }] },
      fails: { Header: [{ CHILD: 'A1', UASC: '1', DOB: '12/06/2019' }] },
    },
    fails: ({ UASC, DOB }, { collection: { end } }) =>
      UASC === '1' &&
      DOB !== null &&
      DOB <= end &&
      ageOn(DOB, end) < expectedAge &&
      `The child came unaccompanied, and is ${ageOn(DOB, end)} at the end of the year, born on ${inWords(DOB)}.`,
  }),
  judged({
    code: '303',
    message:
      'If date Unaccompanied Asylum-Seeking Child (UASC) status ceased is not null, UASC status must be coded 1.',
    fields: ['DUC', 'UASC'],
    inForce: { added: '2022-23' },
    judges: ['UASC', 'Header'],
    examples: {
      passes: { Header: [{ CHILD: 'A1', UASC: '1' }], UASC: [{ CHILD: 'A1', DUC: '12/06/2025' }] },
      fails: { Header: [{ CHILD: 'A1', UASC: '0' }], UASC: [{ CHILD: 'A1', DUC: '12/06/2025' }] },
    },
    judge: (given, fail) => {
      for (const status of given.UASC.rows) {
        if (status.DUC === null) continue
        for (const child of headersOf(given, status.CHILD))
          if (child.UASC !== '1')
            fail(
              `The status ceased on ${inWords(status.DUC)}, but UASC is ${child.UASC ?? 'missing'}.`,
              at(given.UASC, status, 'DUC'),
              at(given.Header, child, 'UASC'),
            )
      }
    },
  }),
  eachRow('UASC', {
    code: '304',
    message:
      'Date unaccompanied asylum-seeking child (UASC) status ceased must be on or before the 18th birthday of a child.',
    fields: ['DUC'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { UASC: [{ CHILD: 'A1', DOB: '12/06/2007', DUC: '12/06/2025' }] },
      fails: { UASC: [{ CHILD: 'A1', DOB: '12/06/2007', DUC: '13/06/2025' }] },
    },
    fails: ({ DOB, DUC }) =>
      DOB !== null &&
      DUC !== null &&
      DUC > birthday(DOB, 18) &&
      `The status ceased on ${inWords(DUC)}, after the 18th birthday on ${inWords(birthday(DOB, 18))}.`,
  }),
]
