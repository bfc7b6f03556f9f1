import type { Rule } from '../rule.ts'
import type { Ssda903 } from './tables.ts'

/** Every version of every rule of the looked-after return that is here, by code. */
export const ssda903Rules: readonly Rule<Ssda903>[] = []
