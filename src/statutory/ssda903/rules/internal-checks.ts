import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import type { Table } from '../../table.ts'
import { headersOf } from '../looked-after-children.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const inForce = { added: '2022-23' } as const

type ChildTable = 'AD1' | 'PlacedAdoption' | 'Episodes' | 'Missing' | 'OC2' | 'OC3' | 'PrevPerm' | 'Reviews' | 'UASC'

/** A child in another table stands in Header. */
const isInHeader = (code: string, table: ChildTable, kind = 'Internal'): Rule<Ssda903> =>
  eachRow(table, {
    code,
    message: `${kind} Check: Child in ${table} does not exist in Header.`,
    fields: ['CHILD'],
    needs: ['Header'],
    inForce,
    examples: {
      passes: { Header: [{ CHILD: 'A1' }], [table]: [{ CHILD: 'A1' }] },
      fails: { Header: [{ CHILD: 'A1' }], [table]: [{ CHILD: 'B2' }] },
    },
    fails: ({ CHILD }, given) =>
      headersOf(given, CHILD).length === 0 && `The child ${CHILD ?? 'without an identifier'} is not in Header.`,
  })

/** A child has one date of birth: where two are given they are the same. */
const isBornAsInHeader = (code: string, table: Exclude<ChildTable, 'Episodes'>): Rule<Ssda903> =>
  eachRow(table, {
    code,
    message: `Internal Check: DOB in ${table} is different to DOB in Header.`,
    fields: ['DOB'],
    needs: ['Header'],
    inForce,
    reading: 'Two dates that differ fail; where one of the two is missing, nothing is compared.',
    examples: {
      passes: { Header: [{ CHILD: 'A1', DOB: '12/06/2010' }], [table]: [{ CHILD: 'A1', DOB: '12/06/2010' }] },
      fails: { Header: [{ CHILD: 'A1', DOB: '12/06/2010' }], [table]: [{ CHILD: 'A1', DOB: '06/12/2010' }] },
    },
    fails: ({ CHILD, DOB }, given) => {
      if (DOB === null) return false
      const born = headersOf(given, CHILD).flatMap(header => header.DOB ?? [])
      const [other] = born
      if (other === undefined || born.includes(DOB)) return false
      return `The date of birth is ${inWords(DOB)} here and ${inWords(other)} in Header.`
    },
  })

/** A child stands once in a table. */
const isThereOnce = (code: string, table: Exclude<ChildTable, 'Episodes'> | 'Header'): Rule<Ssda903> =>
  eachRow(table, {
    code,
    message: `Internal Check: Child should only exist once in ${table}.`,
    fields: ['CHILD'],
    inForce,
    examples: {
      passes: { [table]: [{ CHILD: 'A1' }, { CHILD: 'B2' }] },
      fails: { [table]: [{ CHILD: 'A1' }, { CHILD: 'A1' }] },
    },
    fails: ({ CHILD }, given) => {
      const rows: Table<{ readonly CHILD: 'text' }> = given[table]
      const times = rowsBy(rows, 'CHILD')(CHILD).length
      return times > 1 && `The child ${CHILD ?? ''} stands in ${times} rows of ${table}.`
    },
  })

/** Checks that the tables of a return are about the same children. */
export const internalCheckRules: readonly Rule<Ssda903>[] = [
  isInHeader('INT01', 'AD1', 'Data Integrity'),
  isInHeader('INT02', 'PlacedAdoption'),
  isInHeader('INT03', 'Episodes'),
  isInHeader('INT04', 'Missing'),
  isInHeader('INT05', 'OC2'),
  isInHeader('INT06', 'OC3'),
  isInHeader('INT07', 'PrevPerm'),
  isInHeader('INT08', 'Reviews'),
  isInHeader('INT09', 'UASC'),
  isBornAsInHeader('INT11', 'AD1'),
  isBornAsInHeader('INT12', 'PlacedAdoption'),
  isBornAsInHeader('INT13', 'Missing'),
  isBornAsInHeader('INT14', 'OC2'),
  isBornAsInHeader('INT15', 'OC3'),
  isBornAsInHeader('INT16', 'PrevPerm'),
  isBornAsInHeader('INT17', 'Reviews'),
  isBornAsInHeader('INT18', 'UASC'),
  eachRow('UASC', {
    code: 'INT21',
    message: 'Internal Check: SEX in UASC is different to SEX in Header.',
    fields: ['SEX'],
    needs: ['Header'],
    inForce,
    examples: {
      passes: { Header: [{ CHILD: 'A1', SEX: 'F' }], UASC: [{ CHILD: 'A1', SEX: 'F' }] },
      fails: { Header: [{ CHILD: 'A1', SEX: 'F' }], UASC: [{ CHILD: 'A1', SEX: 'M' }] },
    },
    fails: ({ CHILD, SEX }, given) => {
      if (SEX === null) return false
      const sexes = headersOf(given, CHILD).flatMap(header => header.SEX ?? [])
      const [other] = sexes
      if (other === undefined || sexes.includes(SEX)) return false
      return `The sex is ${SEX} here and ${other} in Header.`
    },
  }),
  isThereOnce('INT31', 'AD1'),
  isThereOnce('INT32', 'Header'),
  isThereOnce('INT33', 'OC2'),
  isThereOnce('INT34', 'OC3'),
  isThereOnce('INT35', 'PrevPerm'),
  isThereOnce('INT36', 'UASC'),
]
