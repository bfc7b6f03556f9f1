import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { isLookedAfter } from '../looked-after-children.ts'
import type { Child } from '../looked-after-children.ts'
import { eachRow } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

const lastYearOf = ({ Header_last }: Ssda903, { CHILD }: Child): readonly Child[] => rowsBy(Header_last, 'CHILD')(CHILD)

// UN6 is let through here: that it is no such code is for the rule on valid numbers.
const unknownNumber = /^UN[1-6]$/i

const capitals = (cell: string | null): string | null => cell?.toUpperCase() ?? null

/** A rule that one column says the same of a child in both years, what is missing being something else. */
const saysTheSame = (
  column: 'SEX' | 'DOB' | 'ETHNIC' | 'UPN',
  noun: string,
  declared: Pick<Rule<Ssda903>, 'code' | 'message'> & {
    readonly example: { readonly then: string; readonly now: string }
    readonly mayChange?: (then: string | null, now: string | null) => boolean
    readonly reading?: string
  },
): Rule<Ssda903> => {
  const {
    code,
    message,
    example: { then, now },
    mayChange,
    reading = 'What is missing in one of the two years and there in the other disagrees.',
  } = declared
  const said = (cell: string | null) => {
    if (cell === null) return 'missing'
    return column === 'DOB' ? inWords(cell) : cell
  }
  return eachRow('Header', {
    code,
    message,
    fields: [column],
    needs: ['Header_last'],
    inForce: { added: '2022-23' },
    reading,
    examples: {
      passes: { Header: [{ CHILD: 'A1', [column]: then }], Header_last: [{ CHILD: 'A1', [column]: then }] },
      fails: { Header: [{ CHILD: 'A1', [column]: now }], Header_last: [{ CHILD: 'A1', [column]: then }] },
    },
    fails: (row, given) => {
      const other = lastYearOf(given, row).find(
        last => capitals(last[column]) !== capitals(row[column]) && !(mayChange?.(last[column], row[column]) ?? false),
      )
      return other && `The ${noun} was ${said(other[column])} in last year’s return and is ${said(row[column])} now.`
    },
  })
}

/** Rules that compare what Header says of a child with what it said last year. */
export const lastYearChildRules: readonly Rule<Ssda903>[] = [
  saysTheSame('SEX', 'sex', {
    code: '202',
    message: 'The gender code conflicts with the gender already recorded for this child.',
    example: { then: 'F', now: 'M' },
  }),
  saysTheSame('DOB', 'date of birth', {
    code: '203',
    message: 'Date of birth disagrees with the date of birth already recorded for this child.',
    example: { then: '12/06/2015', now: '13/06/2015' },
  }),
  saysTheSame('ETHNIC', 'ethnicity', {
    code: '204',
    message: 'Ethnic origin code disagrees with the ethnic origin already recorded for this child.',
    example: { then: 'AIND', now: 'AOTH' },
  }),
  eachRow('Header', {
    code: '207',
    message: 'Mother status for the current year disagrees with the mother status already recorded for this child.',
    fields: ['MOTHER'],
    needs: ['Header_last'],
    inForce: { added: '2022-23' },
    reading:
      'Only a mother who is no longer said to be one fails. Where the return has episodes, children with none but short breaks pass.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', MOTHER: '1' }],
        Episodes: [{ CHILD: 'A1', LS: 'C2' }],
        Header_last: [{ CHILD: 'A1', MOTHER: '0' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', MOTHER: '0' }],
        Episodes: [{ CHILD: 'A1', LS: 'C2' }],
        Header_last: [{ CHILD: 'A1', MOTHER: '1' }],
      },
    },
    // One who was a mother is one; one who was none may have become one.
    fails: (row, given) =>
      row.MOTHER !== '1' &&
      lastYearOf(given, row).some(({ MOTHER }) => MOTHER === '1') &&
      (given.Episodes.rows.length === 0 || isLookedAfter(given, row.CHILD)) &&
      `The child was a mother in last year’s return, and MOTHER is ${row.MOTHER ?? 'missing'} now.`,
  }),
  saysTheSame('UPN', 'pupil number', {
    code: '208',
    message:
      'Unique Pupil Number (UPN) for the current year disagrees with the Unique Pupil Number (UPN) already recorded for this child.',
    example: { then: 'L123456789012', now: 'M123456789012' },
    reading:
      'A code for an unknown number may become a number, or another such code: that is how a number comes to be known. A number may not change, nor become unknown.',
    mayChange: (then, now) => then !== null && unknownNumber.test(then) && now !== null,
  }),
  eachRow('Header', {
    code: '624',
    message: 'Date of birth of the first child contradicts the date of birth of the first child previously recorded.',
    fields: ['MC_DOB'],
    needs: ['Header_last'],
    inForce: { added: '2022-23' },
    reading:
      'A date that last year’s return has and this year’s has not fails; a date that only this year’s has passes.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', MC_DOB: '12/06/2024' }],
        Header_last: [{ CHILD: 'A1', MC_DOB: '12/06/2024' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', MC_DOB: '12/07/2024' }],
        Header_last: [{ CHILD: 'A1', MC_DOB: '12/06/2024' }],
      },
    },
    fails: (row, given) => {
      const then = lastYearOf(given, row).find(({ MC_DOB }) => MC_DOB !== null && MC_DOB !== row.MC_DOB)?.MC_DOB
      if (typeof then !== 'string') return false
      const now = row.MC_DOB === null ? 'has no such date now' : `on ${inWords(row.MC_DOB)} now`
      return `The first child was born on ${inWords(then)} in last year’s return, and ${now}.`
    },
  }),
  eachRow('Header', {
    code: '626',
    message:
      'Child was reported as a mother but the date of birth of the first child is before the current year which contradicts with the mother status recorded last year.',
    fields: ['MOTHER', 'MC_DOB'],
    needs: ['Header_last'],
    inForce: { added: '2022-23' },
    reading: 'It fails where last year’s return says 0; a blank there passes.',
    examples: {
      passes: {
        Header: [{ CHILD: 'A1', MOTHER: '1', MC_DOB: '01/04/2025' }],
        Header_last: [{ CHILD: 'A1', MOTHER: '0' }],
      },
      fails: {
        Header: [{ CHILD: 'A1', MOTHER: '1', MC_DOB: '31/03/2025' }],
        Header_last: [{ CHILD: 'A1', MOTHER: '0' }],
      },
    },
    fails: (row, given) =>
      row.MOTHER === '1' &&
      row.MC_DOB !== null &&
      row.MC_DOB < given.collection.start &&
      lastYearOf(given, row).some(({ MOTHER }) => MOTHER === '0') &&
      `The first child was born on ${inWords(row.MC_DOB)}, before this year began, but last year’s return says that she was not a mother.`,
  }),
]
