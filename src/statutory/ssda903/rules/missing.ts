import { inWords } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { groupsOf, rowsBy, unreadableIn } from '../../table.ts'
import { episodesOf } from '../episodes.ts'
import type { Episode } from '../episodes.ts'
import { eachRow, judged } from '../looked-after.ts'
import { isOneOf } from '../looked-after-children.ts'
import { endsBeforeStart, endsOutsideYear, missingPeriod, overlapping, startsAfterYear } from '../open-periods.ts'
import type { MissingRow } from '../open-periods.ts'
import type { Ssda903 } from '../tables.ts'

const kinds: ReadonlySet<string> = new Set(['M', 'A'])

const isWritten = ({ Missing }: Ssda903, row: MissingRow, column: 'MIS_START' | 'MIS_END'): boolean =>
  row[column] !== null || unreadableIn(Missing, row, column) !== undefined

const began = ({ MIS_START }: MissingRow): string =>
  MIS_START === null ? 'The missing period' : `The missing period that began on ${inWords(MIS_START)}`

/** The episodes in which a day falls: those that began last of all that had begun by then. */
const episodesOn = (given: Ssda903, child: string | null, day: string): readonly Episode[] => {
  const begun = episodesOf(given, child).filter(({ DECOM }) => DECOM !== null && DECOM <= day)
  const latest = begun.at(-1)?.DECOM
  return begun.filter(({ DECOM }) => DECOM === latest)
}

const child = { CHILD: 'A1', MISSING: 'M' }

const withoutKind = (
  code: string,
  column: 'MIS_START' | 'MIS_END',
  what: 'began' | 'ended',
  message: string,
): Rule<Ssda903> =>
  eachRow('Missing', {
    code,
    message,
    fields: ['MISSING', column],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Missing: [{ ...child, [column]: '12/06/2025' }] },
      fails: { Missing: [{ CHILD: 'A1', [column]: '12/06/2025' }] },
    },
    fails: (row, given) => {
      if (row.MISSING !== null || !isWritten(given, row, column)) return false
      const day = row[column]
      const on = day === null ? '' : ` on ${inWords(day)}`
      return `A missing period ${what}${on}, but whether the child was missing or away is not said.`
    },
  })

/** The rules about times when a child was missing, or away from placement without authorisation. */
export const missingRules: readonly Rule<Ssda903>[] = [
  eachRow('Missing', {
    code: '564',
    message: 'Child was missing or away from placement without authorisation and the date started is blank.',
    fields: ['MISSING', 'MIS_START'],
    inForce: { added: '2022-23' },
    reading: 'Judged for the codes M and A, in capital or small letters. A start that cannot be read counts as given.',
    examples: {
      passes: { Missing: [{ ...child, MIS_START: '12/06/2025' }] },
      fails: { Missing: [child] },
    },
    fails: (row, given) =>
      isOneOf(row.MISSING, kinds) &&
      !isWritten(given, row, 'MIS_START') &&
      `The child was ${row.MISSING?.toUpperCase() === 'M' ? 'missing' : 'away without authorisation'}, but since when is not said.`,
  }),
  withoutKind(
    '565',
    'MIS_START',
    'began',
    'The date that the child started to be missing or away from placement without authorisation has been completed but whether the child was missing or away from placement without authorisation has not been completed.',
  ),
  withoutKind(
    '566',
    'MIS_END',
    'ended',
    'The date that the child’s episode of being missing or away from placement without authorisation ended has been completed but whether the child was missing or away without authorisation has not been completed.',
  ),
  eachRow('Missing', {
    code: '567',
    message:
      'The date that the missing episode or episode that the child was away from placement without authorisation ended is before the date that it started.',
    fields: ['MIS_START', 'MIS_END'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Missing: [{ ...child, MIS_START: '12/06/2025', MIS_END: '12/06/2025' }] },
      fails: { Missing: [{ ...child, MIS_START: '12/06/2025', MIS_END: '11/06/2025' }] },
    },
    fails: row => endsBeforeStart(missingPeriod(row)),
  }),
  eachRow('Missing', {
    code: '570',
    message:
      'The date that the child started to be missing or away from placement without authorisation is after the end of the collection year.',
    fields: ['MIS_START'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Missing: [{ ...child, MIS_START: '31/03/2026' }] },
      fails: { Missing: [{ ...child, MIS_START: '01/04/2026' }] },
    },
    fails: (row, { collection }) => startsAfterYear(missingPeriod(row), collection),
  }),
  eachRow('Missing', {
    code: '571',
    message:
      'The date that the child ceased to be missing or away from placement without authorisation is before the start or after the end of the collection year.',
    fields: ['MIS_END'],
    inForce: { added: '2022-23' },
    examples: {
      passes: { Missing: [{ ...child, MIS_END: '01/04/2025' }, child] },
      fails: { Missing: [{ ...child, MIS_END: '31/03/2025' }] },
    },
    fails: (row, { collection }) => endsOutsideYear(missingPeriod(row), collection),
  }),
  judged({
    code: '574',
    message:
      'A new missing/away from placement without authorisation period cannot start when the previous missing/away from placement without authorisation period is still open. Missing/away from placement without authorisation periods should also not overlap.',
    fields: ['MIS_START', 'MIS_END'],
    inForce: { added: '2022-23' },
    reading:
      'Of two periods that overlap the one that ended later is marked, beside an open one the other, and of two open ones the one that began later. A period that begins on the day another ends passes.',
    judges: ['Missing'],
    examples: {
      passes: {
        Missing: [
          { ...child, MIS_START: '12/06/2025', MIS_END: '14/06/2025' },
          { ...child, MIS_START: '14/06/2025' },
        ],
      },
      fails: {
        Missing: [
          { ...child, MIS_START: '12/06/2025' },
          { ...child, MIS_START: '20/06/2025', MIS_END: '21/06/2025' },
        ],
      },
    },
    judge: ({ Missing }, fail) => {
      for (const rows of groupsOf(Missing, 'CHILD'))
        for (const { row, why } of overlapping(rows, missingPeriod)) fail(why, at(Missing, row, 'MIS_START', 'MIS_END'))
    },
  }),
  eachRow('Missing', {
    code: '575',
    message:
      'If the placement from which the child goes missing/away from placement without authorisation ends, the missing/away from placement without authorisation period in the missing module must also have an end date.',
    fields: ['MIS_END'],
    inForce: { added: '2022-23' },
    reading: 'The placement is that of the episode that began last by the day on which the child went.',
    examples: {
      passes: {
        Episodes: [{ CHILD: 'A1', DECOM: '01/04/2025' }],
        Missing: [{ ...child, MIS_START: '12/06/2025' }],
      },
      fails: {
        Episodes: [{ CHILD: 'A1', DECOM: '01/04/2025', DEC: '20/06/2025' }],
        Missing: [{ ...child, MIS_START: '12/06/2025' }],
      },
    },
    fails: (row, given) => {
      const { CHILD, MIS_START, MIS_END } = row
      if (MIS_START === null || MIS_END !== null) return false
      const ended = episodesOn(given, CHILD, MIS_START).find(({ DEC }) => DEC !== null && DEC >= MIS_START)?.DEC
      return (
        typeof ended === 'string' &&
        `${began(row)} has no end, but the placement from which the child went ended on ${inWords(ended)}.`
      )
    },
  }),
  judged({
    code: '576',
    message:
      'There is an open missing/away from placement without authorisation period in last year’s return and there is no corresponding period recorded at the start of this year.',
    fields: ['CHILD'],
    inForce: { added: '2022-23' },
    reading:
      'A period corresponds where it has the same start date. Otherwise every row of the child in this year is marked, or last year’s where there is none.',
    // A child who is in no row this year is marked in last year's.
    judges: ['Missing', 'Missing_last'],
    needs: ['Missing_last'],
    examples: {
      passes: {
        Missing_last: [{ ...child, MIS_START: '12/03/2025' }],
        Missing: [{ ...child, MIS_START: '12/03/2025', MIS_END: '02/04/2025' }],
      },
      fails: {
        Missing_last: [{ ...child, MIS_START: '12/03/2025' }],
        Missing: [{ ...child, MIS_START: '20/06/2025' }],
      },
    },
    judge: ({ Missing, Missing_last }, fail) => {
      for (const row of Missing_last.rows) {
        const { CHILD, MIS_START, MIS_END } = row
        if (MIS_START === null || MIS_END !== null || unreadableIn(Missing_last, row, 'MIS_END') !== undefined) continue
        const thisYear = rowsBy(Missing, 'CHILD')(CHILD)
        if (thisYear.some(each => each.MIS_START === MIS_START)) continue
        const places = thisYear.map(each => at(Missing, each, 'CHILD'))
        fail(
          `${began(row)} was open at the end of last year, and is not in this year’s return.`,
          ...(places.length === 0 ? [at(Missing_last, row, 'CHILD')] : places),
        )
      }
    },
  }),
]
