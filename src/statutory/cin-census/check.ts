import { judgeRule, rulesOf } from '../judge.ts'
import { reportOf } from '../report.ts'
import type { CheckReport } from '../report.ts'
import type { CollectionYear } from '../rule.ts'
import { cinRules } from './rules.ts'
import type { CinCensus } from './tables.ts'
import type { UnknownElement } from './xml.ts'

/** What a reader left aside, in words. */
export const noticeOf = ({ name, line, times }: UnknownElement): string =>
  `<${name}> on line ${line}${times > 1 ? ` and ${times - 1} more` : ''} is no element of the census, and is left aside.`

/** Checks a census that was read by the rules of a year; the census year is its own, by its reference date. */
export const checkCensus = (
  { census, unknown }: { readonly census: CinCensus; readonly unknown: readonly UnknownElement[] },
  year: CollectionYear,
): CheckReport =>
  reportOf(
    census,
    rulesOf(cinRules, year).map(rule => judgeRule(rule, census)),
    unknown.map(noticeOf),
  )
