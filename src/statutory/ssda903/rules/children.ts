import { ageOn, inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy, unreadableIn } from '../../table.ts'
import { episodesOf } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const sexes: ReadonlySet<string> = new Set(['M', 'F', 'U'])

const ethnicities: ReadonlySet<string> = new Set([
  ...['WBRI', 'WIRI', 'WOTH', 'WIRT', 'WROM'],
  ...['MWBC', 'MWBA', 'MWAS', 'MOTH'],
  ...['AIND', 'APKN', 'ABAN', 'AOTH'],
  ...['BCRB', 'BAFR', 'BOTH'],
  ...['CHNE', 'OOTH', 'REFU', 'NOBT'],
])

/** Rules on what Header says of a child alone, and on whether the child's episodes are there. */
export const childRules: readonly Rule<Ssda903>[] = [
  eachRow('Header', {
    code: '101',
    message: 'The child or young person’s reported sex is not valid.',
    fields: ['SEX'],
    inForce: { added: '2022-23', changed: '2024-25' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', SEX: 'F' }] },
      fails: { Header: [{ CHILD: 'A1', SEX: '2' }] },
    },
    fails: ({ SEX }) => {
      if (SEX === null) return 'No sex is recorded.'
      return !sexes.has(SEX) && `The sex is recorded as ${SEX}, which is not one of M, F and U.`
    },
  }),
  eachRow('Header', {
    code: '102',
    message: 'Date of birth is not a valid date.',
    fields: ['DOB'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', DOB: '12/06/2015' }] },
      fails: { Header: [{ CHILD: 'A1', DOB: '31/06/2015' }] },
    },
    fails: (row, { Header }) => {
      if (row.DOB !== null) return false
      const written = unreadableIn(Header, row, 'DOB')
      return written === undefined ? 'No date of birth is recorded.' : `The date of birth, ${written}, is not a date.`
    },
  }),
  eachRow('Header', {
    code: '103',
    message: 'The ethnicity code is either not valid or has not been entered.',
    fields: ['ETHNIC'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', ETHNIC: 'MOTH' }] },
      fails: { Header: [{ CHILD: 'A1', ETHNIC: 'MIXD' }] },
    },
    fails: ({ ETHNIC }) => {
      if (ETHNIC === null) return 'No ethnicity is recorded.'
      return !ethnicities.has(ETHNIC) && `The ethnicity is recorded as ${ETHNIC}, which is not a code of the list.`
    },
  }),
  eachRow('Header', {
    code: '232',
    message: 'Sex of the child/young person has been reported as unknown.',
    fields: ['SEX'],
    inForce: { added: '2024-25' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', SEX: 'M' }] },
      fails: { Header: [{ CHILD: 'A1', SEX: 'U' }] },
    },
    fails: ({ SEX }) => SEX === 'U' && 'The sex is recorded as unknown.',
  }),
  eachRow('Header', {
    code: '301',
    message: 'Date of birth falls after the year ended.',
    fields: ['DOB'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Header: [{ CHILD: 'A1', DOB: '31/03/2026' }] },
      fails: { Header: [{ CHILD: 'A1', DOB: '01/04/2026' }] },
    },
    fails: ({ DOB }, { collection: { end } }) =>
      DOB !== null && DOB > end && `The child was born on ${inWords(DOB)}, after the year ended on ${inWords(end)}.`,
  }),
  judged({
    code: '302',
    message: 'First episode starts before child was born.',
    fields: ['DECOM', 'DOB'],
    inForce: { added: '2022-23' },
    judges: ['Header', 'Episodes'],
    reading: 'Of the episodes only the first is marked.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', DOB: '12/06/2025' }],
        Episodes: [{ CHILD: 'A1', DECOM: '12/06/2025' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', DOB: '12/06/2025' }],
        Episodes: [{ CHILD: 'A1', DECOM: '11/06/2025' }],
      },
    },
    judge: (given, fail) => {
      for (const child of given.Header.rows) {
        const [first] = episodesOf(given, child.CHILD)
        if (first === undefined || first.DECOM === null || child.DOB === null || first.DECOM >= child.DOB) continue
        fail(
          `The first episode began on ${inWords(first.DECOM)}, before the child was born on ${inWords(child.DOB)}.`,
          at(given.Episodes, first, 'DECOM'),
          at(given.Header, child, 'DOB'),
        )
      }
    },
  }),
  eachRow('Header', {
    code: '351',
    message: 'Child was over 25 at the start of the current collection year.',
    fields: ['DOB'],
    inForce: { added: '2022-23' },
    reading: 'It fails from the 26th birthday: whoever has it on 1 April fails.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', DOB: '02/04/1999' }] },
      fails: { Header: [{ CHILD: 'A1', DOB: '01/04/1999' }] },
    },
    fails: ({ DOB }, { collection: { start } }) =>
      DOB !== null &&
      ageOn(DOB, start) > 25 &&
      `Born on ${inWords(DOB)}, the young person was ${ageOn(DOB, start)} on ${inWords(start)}.`,
  }),
  eachRow('Header', {
    code: 'EPI',
    message: 'WARNING: Episodes need to be loaded for this child before further validation is possible',
    fields: ['CHILD'],
    inForce: { added: '2022-23' },
    reading: 'A care leaver who is reported on in OC3 needs no episode.',
    examples: {
      passes: { Header: [{ CHILD: 'A1' }], Episodes: [{ CHILD: 'A1' }] },
      fails: { Header: [{ CHILD: 'A1' }, { CHILD: 'B2' }], Episodes: [{ CHILD: 'A1' }] },
    },
    // A young person who has left care is reported in OC3, and has no episode in the year.
    fails: ({ CHILD }, given) =>
      rowsBy(given.Episodes, 'CHILD')(CHILD).length === 0 &&
      rowsBy(given.OC3, 'CHILD')(CHILD).length === 0 &&
      'The child has no episode in this return.',
  }),
]
