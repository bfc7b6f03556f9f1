import type { Rule } from '../rule.ts'
import type { CinCensus } from './tables.ts'

/** Every version of every rule of the children in need census that is here, by code. */
export const cinRules: readonly Rule<CinCensus>[] = []
