import { ageOn, birthday, inWords, isWithin } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { accommodationCodes, activityCodes, formerFosterCarers, foyers, inTouchCodes } from '../care-leaver-codes.ts'
import { bornOn, careLeaverItems, isReportedOn } from '../care-leavers.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const isSaid = (code: string | null): code is string => code !== null && code !== '0'

/** What is said in a column must be one of its codes. */
const knowsItsCodes = (
  code: string,
  column: 'IN_TOUCH' | 'ACTIV' | 'ACCOM',
  codes: ReadonlySet<string>,
  { message, called }: { readonly message: string; readonly called: string },
): Rule<Ssda903> => {
  const [known = ''] = codes
  return eachRow('OC3', {
    code,
    message,
    fields: [column],
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC3: [{ CHILD: 'A1', [column]: known }] },
      fails: { OC3: [{ CHILD: 'A1', [column]: 'Q9' }] },
    },
    fails: ({ [column]: said }) =>
      said !== null && !codes.has(said) && `${called} is ${said}, which is not one of the codes.`,
  })
}

/** Rules on what is reported of care leavers, row by row. */
export const careLeaverRules: readonly Rule<Ssda903>[] = [
  knowsItsCodes('131', 'IN_TOUCH', inTouchCodes, {
    message: 'Data entry for being in touch after leaving care is invalid.',
    called: 'Whether the authority is in touch',
  }),
  knowsItsCodes('132', 'ACTIV', activityCodes, {
    message: 'Data entry for activity after leaving care is invalid.',
    called: 'The activity',
  }),
  knowsItsCodes('133', 'ACCOM', accommodationCodes, {
    message:
      'Data entry for accommodation after leaving care is invalid. If reporting on a childs accommodation after leaving care the data entry must be valid',
    called: 'The accommodation',
  }),
  eachRow('OC3', {
    code: '153',
    message:
      'All data items relating to a child’s activity or accommodation after leaving care must be coded or left blank.',
    fields: careLeaverItems,
    inForce: { added: '2022-23' },
    reading: '0, for not known, is a code: with it the item is filled in.',
    examples: {
      passes: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'NO', ACTIV: '0', ACCOM: '0' }] },
      fails: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES', ACTIV: 'F2' }] },
    },
    fails: row => {
      const blank = careLeaverItems.filter(item => row[item] === null)
      if (blank.length === 0 || !isReportedOn(row)) return undefined
      return `Of being in touch, activity and accommodation ${blank.length === 1 ? 'one is' : 'two are'} left blank: ${blank.join(' and ')}.`
    },
  }),
  eachRow('OC3', {
    code: '344',
    message:
      'The record shows the young person has died or returned home to live with parent(s) or someone with parental responsibility for a continuous period of 6 months or more, but activity and/or accommodation on leaving care have been completed.',
    fields: careLeaverItems,
    inForce: { added: '2022-23' },
    reading: '0, for not known, is not an answer here: it passes.',
    examples: {
      passes: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'RHOM', ACTIV: '0', ACCOM: '0' }] },
      fails: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'RHOM', ACTIV: 'F2', ACCOM: 'B1' }] },
    },
    fails: ({ IN_TOUCH, ACTIV, ACCOM }) =>
      (IN_TOUCH === 'DIED' || IN_TOUCH === 'RHOM') &&
      (isSaid(ACTIV) || isSaid(ACCOM)) &&
      `The young person ${IN_TOUCH === 'DIED' ? 'has died' : 'has returned home'}, yet the activity is ${ACTIV ?? 'blank'} and the accommodation ${ACCOM ?? 'blank'}.`,
  }),
  eachRow('OC3', {
    code: '345',
    message:
      'The data collection record shows the local authority is in touch with this young person, but activity and/or accommodation data items are zero.',
    fields: careLeaverItems,
    inForce: { added: '2022-23' },
    examples: {
      passes: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES', ACTIV: 'G5', ACCOM: 'U1' }] },
      fails: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES', ACTIV: 'G5', ACCOM: '0' }] },
    },
    fails: ({ IN_TOUCH, ACTIV, ACCOM }) => {
      if (IN_TOUCH !== 'YES' || (ACTIV !== '0' && ACCOM !== '0')) return undefined
      const unknown =
        ACTIV !== '0' ? 'the accommodation' : ACCOM !== '0' ? 'the activity' : 'activity and accommodation'
      return `The authority is in touch with the young person, yet reports 0 for ${unknown}.`
    },
  }),
  eachRow('OC3', {
    code: '347',
    message: 'Care leavers aged under 18 years, can not be accommodated in a Foyer.',
    fields: ['PLACE', 'DEC', 'URN'],
    marks: ['DOB', 'ACCOM'],
    inForce: { added: '2023-24' },
    reading: 'It looks at the accommodation (T1, T2) and the age at the end of the year.',
    examples: {
      passes: { OC3: [{ CHILD: 'A1', DOB: '31/03/2008', IN_TOUCH: 'YES', ACTIV: 'F2', ACCOM: 'T1' }] },
      fails: { OC3: [{ CHILD: 'A1', DOB: '01/04/2008', IN_TOUCH: 'YES', ACTIV: 'F2', ACCOM: 'T1' }] },
    },
    fails: ({ DOB, ACCOM }, { collection: { end } }) =>
      DOB !== null &&
      ACCOM !== null &&
      foyers.has(ACCOM) &&
      ageOn(DOB, end) < 18 &&
      `The young person lives in a foyer (${ACCOM}), yet was not 18 by ${inWords(end)}.`,
  }),
  eachRow('OC3', {
    code: '348',
    message: 'Care leaver has previously been reported as having died.',
    fields: ['IN_TOUCH'],
    needs: ['OC3_last'],
    inForce: { added: '2025-26' },
    examples: {
      passes: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'DIED' }], OC3_last: [{ CHILD: 'A1', IN_TOUCH: 'DIED' }] },
      fails: { OC3: [{ CHILD: 'A1', IN_TOUCH: 'YES' }], OC3_last: [{ CHILD: 'A1', IN_TOUCH: 'DIED' }] },
    },
    fails: ({ CHILD, IN_TOUCH }, { OC3_last }) =>
      IN_TOUCH !== null &&
      IN_TOUCH !== 'DIED' &&
      rowsBy(OC3_last, 'CHILD')(CHILD).some(last => last.IN_TOUCH === 'DIED') &&
      `The young person was reported last year as having died, yet being in touch is now ${IN_TOUCH}.`,
  }),
  eachRow('OC3', {
    code: '391',
    message: 'Young person was not 17, 18, 19, 20 or 21 during the current collection year.',
    fields: ['DOB', ...careLeaverItems],
    inForce: { added: '2022-23' },
    reading: 'It fails under 17 at the end of the year, and from 22 as it began.',
    examples: {
      passes: { OC3: [{ CHILD: 'A1', DOB: '31/03/2009', IN_TOUCH: 'YES', ACTIV: 'F2', ACCOM: 'U1' }] },
      fails: { OC3: [{ CHILD: 'A1', DOB: '01/04/2009', IN_TOUCH: 'YES', ACTIV: 'F2', ACCOM: 'U1' }] },
    },
    fails: (row, { collection: { start, end } }) => {
      if (row.DOB === null || !isReportedOn(row)) return undefined
      if (ageOn(row.DOB, end) < 17) return `The young person was not yet 17 on ${inWords(end)}.`
      return ageOn(row.DOB, start) > 21 && `The young person was already ${ageOn(row.DOB, start)} on ${inWords(start)}.`
    },
  }),
  eachRow('OC3', {
    code: '3001',
    message:
      'Where care leavers information is being returned for a young person around their 17th birthday, the accommodation cannot be with their former foster carer(s).',
    fields: ['REC'],
    marks: ['DOB', 'ACCOM'],
    inForce: { added: '2022-23' },
    reading:
      'It fails for those who become 17 in the year; their date of birth is taken from Header where it is there.',
    examples: {
      passes: { OC3: [{ CHILD: 'A1', DOB: '09/08/2007', ACCOM: 'Z1' }] },
      fails: { OC3: [{ CHILD: 'A1', DOB: '09/08/2008', ACCOM: 'Z1' }] },
    },
    fails: (row, given) => {
      if (row.ACCOM === null || !formerFosterCarers.has(row.ACCOM)) return undefined
      const born = bornOn(given, row)
      const { start, end } = given.collection
      if (born === null || !isWithin(birthday(born, 17), { from: start, to: end })) return undefined
      return `The young person became 17 on ${inWords(birthday(born, 17))}, yet is said to live with former foster carers (${row.ACCOM}).`
    },
  }),
]
