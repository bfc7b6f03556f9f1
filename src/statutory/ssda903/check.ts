import { judgeRule, rulesOf } from '../judge.ts'
import { reportOf } from '../report.ts'
import type { CheckReport } from '../report.ts'
import type { CollectionYear } from '../rule.ts'
import { ssda903Rules } from './rules.ts'
import type { Ssda903 } from './tables.ts'

/** Checks a looked-after return that was read by the rules of a year. */
export const checkSsda903 = (given: Ssda903, year: CollectionYear, notices: readonly string[] = []): CheckReport =>
  reportOf(
    given,
    rulesOf(ssda903Rules, year).map(rule => judgeRule(rule, given)),
    notices,
  )
