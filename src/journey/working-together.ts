import type { CivilDate } from '../calendar/index.ts'
import type { Dated } from './law.ts'

/**
 * Editions of Working Together to Safeguard Children, statutory guidance under section 7 of the Local Authority Social
 * Services Act 1970. The day of the 2026 edition was not verified, nor were its clocks: they are taken as unchanged.
 */
export const editions = [
  { from: '2010-03-17', until: '2013-04-14', name: 'Working Together 2010' },
  { from: '2013-04-15', until: '2015-03-25', name: 'Working Together 2013' },
  { from: '2015-03-26', until: '2018-07-03', name: 'Working Together 2015' },
  { from: '2018-07-04', until: '2023-12-14', name: 'Working Together 2018' },
  { from: '2023-12-15', until: '2026-03-25', name: 'Working Together 2023' },
  { from: '2026-03-26', name: 'Working Together 2026 (day and clock not verified; taken as unchanged)' },
] as const

const dated = <const Rule extends object>(
  edition: (typeof editions)[number],
  from: CivilDate,
  rule: Rule,
): Dated<Rule> => ({
  ...rule,
  from,
  ...('until' in edition ? { until: edition.until } : {}),
  basis: edition.name,
})

/** One rule in each edition of Working Together in force from a day on: the number has stayed, the edition has not. */
export const workingTogether = <const Rule extends object>(rule: Rule, from: CivilDate = '2010-01-01'): Dated<Rule>[] =>
  editions
    .filter(edition => !('until' in edition) || edition.until >= from)
    .map((edition, index) => dated(edition, index === 0 ? from : edition.from, rule))
