import type { Generated } from 'kysely'
import type { Instant } from '../calendar/index.ts'

type DutyShiftTable = {
  id: Generated<number>
  shift: Generated<number>
  worker: number
  discipline: string
  starts_at: Instant
  ends_at: Instant
  telephone: string | null
  author: number
  known_from: Instant
  known_to: Generated<Instant>
  closed_by: Generated<number | null>
  closed_because: Generated<string | null>
}

/** The tables of the duty team. */
export type OutOfHoursTables = { duty_shift: DutyShiftTable }
