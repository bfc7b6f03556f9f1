import { inWords } from '../../../calendar/index.ts'
import type { Rule } from '../../rule.ts'
import { eachRow } from '../census.ts'
import type { CinCensus } from '../tables.ts'

/** Rules about the header of the census. */
export const headerRules: readonly Rule<CinCensus>[] = [
  eachRow('Header', {
    code: '100',
    message: 'Reference Date is incorrect',
    fields: ['ReferenceDate'],
    inForce: { added: '2022-23' },
    reading: 'The reference date is 31 March, of the year that the header names where it names one.',
    examples: {
      passes: { Header: [{ Year: '2026', ReferenceDate: '2026-03-31' }] },
      fails: { Header: [{ Year: '2026', ReferenceDate: '2026-04-01' }] },
    },
    fails: ({ ReferenceDate, Year }) => {
      if (ReferenceDate === null) return 'The header has no reference date that can be read.'
      if (!ReferenceDate.endsWith('-03-31')) return `The reference date is ${inWords(ReferenceDate)}, not 31 March.`
      return (
        Year !== null &&
        !ReferenceDate.startsWith(`${Year}-`) &&
        `The reference date is ${inWords(ReferenceDate)}, but the census is that of ${Year}.`
      )
    },
  }),
]
