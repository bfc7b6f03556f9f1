import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { at } from '../../rule.ts'
import type { Place, Rule } from '../../rule.ts'
import { rowsBy } from '../../table.ts'
import { judged } from '../looked-after.ts'
import type { Ssda903 } from '../tables.ts'

/** What the returns of two years say of one child: whether unaccompanied, and when that status ceased. */
interface BothYears {
  readonly isNow: boolean
  readonly wasThen: boolean
  readonly ceasedNow: CivilDate | null
  readonly ceasedThen: CivilDate | null
  readonly start: CivilDate
  /** Where the status is: Header, or the UASC file of a return that has no Header row of the child. */
  readonly status: readonly Place[]
  readonly ceasedAt: readonly Place[]
}

type Status = Pick<Ssda903['UASC']['rows'][number], 'DUC'>

// Header says it where it says anything: in CSV files it is worked out from the UASC file, which then says it alone.
const isUnaccompanied = (written: string | null | undefined, status: Status | undefined): boolean =>
  typeof written === 'string' ? written === '1' : status !== undefined

const bothYearsOf = (given: Ssda903, child: string): BothYears | undefined => {
  const [header] = rowsBy(given.Header, 'CHILD')(child)
  const [status] = rowsBy(given.UASC, 'CHILD')(child)
  const [headerThen] = rowsBy(given.Header_last, 'CHILD')(child)
  const [statusThen] = rowsBy(given.UASC_last, 'CHILD')(child)
  if (headerThen === undefined && statusThen === undefined) return undefined
  const ceasedAt = status === undefined ? [] : [at(given.UASC, status, 'DUC')]
  return {
    isNow: isUnaccompanied(header?.UASC, status),
    wasThen: isUnaccompanied(headerThen?.UASC, statusThen),
    ceasedNow: status?.DUC ?? null,
    ceasedThen: statusThen?.DUC ?? null,
    start: given.collection.start,
    status:
      header !== undefined
        ? [at(given.Header, header, 'CHILD', 'UASC')]
        : status !== undefined
          ? [at(given.UASC, status, 'CHILD')]
          : [],
    ceasedAt,
  }
}

const saidOf = (when: CivilDate | null): string => (when === null ? 'no date' : inWords(when))

const ceasedInWords = ({ ceasedNow, ceasedThen }: BothYears): string =>
  `${saidOf(ceasedNow)} this year and ${saidOf(ceasedThen)} last year for when the status ceased`

const comparedWithLastYear = (
  declared: Pick<Rule<Ssda903>, 'code' | 'message' | 'fields' | 'examples'> & { readonly reading: string },
  fails: (years: BothYears) => string | false,
): Rule<Ssda903> =>
  judged({
    ...declared,
    inForce: { added: '2022-23' },
    judges: ['UASC', 'Header'],
    needsOneOf: ['Header_last', 'UASC_last'],
    judge: (given, fail) => {
      const children = new Set([...given.Header.rows, ...given.UASC.rows].map(({ CHILD }) => CHILD))
      for (const child of children) {
        const years = child === null ? undefined : bothYearsOf(given, child)
        if (years === undefined) continue
        const why = fails(years)
        if (why === false) continue
        fail(why, ...years.status, ...(declared.fields.includes('DUC') ? years.ceasedAt : []))
      }
    },
  })

const isBefore = (when: CivilDate | null, start: CivilDate): boolean => when !== null && when < start

/** Rules on unaccompanied asylum-seeking children (UASC) that compare with last year. */
export const unaccompaniedLastYearRules: readonly Rule<Ssda903>[] = [
  comparedWithLastYear(
    {
      code: '205A',
      message:
        'Child identified as UASC last year is no longer UASC this year, but date UASC ceased in both years does not support this.',
      fields: ['CHILD', 'UASC'],
      reading:
        'Header says who is unaccompanied; for a child without a row there, the UASC file does. It passes only where a date in one of the years says that the status ceased before this year began, and none says later.',
      examples: {
        passes: {
          Header: [{ CHILD: 'A1', UASC: '0' }],
          Header_last: [{ CHILD: 'A1', UASC: '1' }],
          UASC_last: [{ CHILD: 'A1', DUC: '12/02/2025' }],
        },
        fails: {
          Header: [{ CHILD: 'A1', UASC: '0' }],
          Header_last: [{ CHILD: 'A1', UASC: '1' }],
          UASC_last: [{ CHILD: 'A1' }],
        },
      },
    },
    years => {
      const { isNow, wasThen, ceasedNow, ceasedThen, start } = years
      if (isNow || !wasThen) return false
      const ceased = [ceasedNow, ceasedThen].filter(when => when !== null)
      return (
        (ceased.length === 0 || ceased.some(when => when >= start)) &&
        `The child was unaccompanied last year and is not this year; the returns give ${ceasedInWords(years)}.`
      )
    },
  ),
  comparedWithLastYear(
    {
      code: '205B',
      message:
        'Child previously identified as UASC is also UASC this year, but date UASC ceased in both years does not support this.',
      fields: ['DUC', 'UASC'],
      reading:
        'Header says who is unaccompanied; for a child without a row there, the UASC file does. It fails where a date in either year says that the status ceased before this year began.',
      examples: {
        passes: {
          Header: [{ CHILD: 'A1', UASC: '1' }],
          UASC: [{ CHILD: 'A1', DUC: '12/06/2025' }],
          UASC_last: [{ CHILD: 'A1' }],
        },
        fails: {
          Header: [{ CHILD: 'A1', UASC: '1' }],
          UASC: [{ CHILD: 'A1' }],
          UASC_last: [{ CHILD: 'A1', DUC: '12/02/2025' }],
        },
      },
    },
    years => {
      const { isNow, wasThen, ceasedNow, ceasedThen, start } = years
      return (
        isNow &&
        wasThen &&
        (isBefore(ceasedNow, start) || isBefore(ceasedThen, start)) &&
        `The child is unaccompanied in both years; the returns give ${ceasedInWords(years)}, and this year began on ${inWords(start)}.`
      )
    },
  ),
  comparedWithLastYear(
    {
      code: '205C',
      message: 'Child not identified as UASC either this year or last year but date UASC ceased has been provided.',
      fields: ['DUC', 'UASC'],
      reading:
        'Header says who is unaccompanied; for a child without a row there, the UASC file does. A date in either year fails.',
      examples: {
        passes: {
          Header: [{ CHILD: 'A1', UASC: '0' }],
          UASC: [{ CHILD: 'A1' }],
          Header_last: [{ CHILD: 'A1', UASC: '0' }],
        },
        fails: {
          Header: [{ CHILD: 'A1', UASC: '0' }],
          UASC: [{ CHILD: 'A1', DUC: '12/06/2025' }],
          Header_last: [{ CHILD: 'A1', UASC: '0' }],
        },
      },
    },
    years =>
      !years.isNow &&
      !years.wasThen &&
      (years.ceasedNow !== null || years.ceasedThen !== null) &&
      `The child is unaccompanied in neither year; the returns give ${ceasedInWords(years)}.`,
  ),
  comparedWithLastYear(
    {
      code: '205D',
      message: 'Child identified as UASC this year but not identified as UASC status provided for the child last year.',
      fields: ['UASC', 'CHILD'],
      reading:
        'Header says who is unaccompanied; for a child without a row there, the UASC file does. A status that ceased before this year began, with no date in last year’s return, fails too.',
      examples: {
        passes: {
          Header: [{ CHILD: 'A1', UASC: '1' }],
          UASC: [{ CHILD: 'A1' }],
          Header_last: [{ CHILD: 'A1', UASC: '1' }],
          UASC_last: [{ CHILD: 'A1' }],
        },
        fails: {
          Header: [{ CHILD: 'A1', UASC: '1' }],
          UASC: [{ CHILD: 'A1' }],
          Header_last: [{ CHILD: 'A1', UASC: '0' }],
        },
      },
    },
    ({ isNow, wasThen, ceasedNow, ceasedThen, start }) => {
      if (!isNow) return false
      if (!wasThen) return 'The child is unaccompanied this year, and was in last year’s return without that status.'
      // A status that ended last year should have had its end in last year's return.
      if (ceasedNow === null || ceasedNow >= start || ceasedThen !== null) return false
      return `The status ceased on ${inWords(ceasedNow)}, before this year began, and last year’s return does not say so.`
    },
  ),
]
