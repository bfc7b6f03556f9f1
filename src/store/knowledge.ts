import type { Generated } from 'kysely'
import type { Instant } from '../calendar/index.ts'

/** When a row came to be known, and until when it was believed: 'infinity' is still. */
export type Knowledge = { known_from: Instant; known_to: Generated<Instant> }
