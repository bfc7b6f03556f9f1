import type { DayNumber } from '../../calendar/index.ts'
import type { Rules } from '../../journey/index.ts'
import type { Establishment } from '../workforce/index.ts'
import type { CaseloadBook } from './caseload-book.ts'
import type { Minute } from './moments.ts'
import type { Placement } from './placements.ts'
import type { Standing } from './visited.ts'

/** What all families' stories are told from. */
export type County = {
  readonly seed: number
  readonly rules: Rules
  readonly recordsFrom: DayNumber
  readonly lastDay: DayNumber
  readonly reportDay: DayNumber
  /** The last minute at which anything is recorded. */
  readonly limit: Minute
  readonly placements: ReadonlyMap<number, readonly Placement[]>
  readonly standings: ReadonlyMap<number, Standing>
  readonly establishment: Establishment
  /** Filled while families are told. */
  readonly caseloads: CaseloadBook
  /** From when on managers’ oversight of significant events is told. */
  readonly oversightFrom: DayNumber
  /** The next number of an entry: numbers go up by one, over all families. */
  readonly nextEntry: () => number
}
