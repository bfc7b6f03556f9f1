import type { CivilDate } from '../../calendar/index.ts'
import type { StepName } from '../../journey/index.ts'
import type { Holder } from './hands.ts'
import type { Minute } from './moments.ts'

/** One version of an entry of a simulated family. */
export type EntryVersion = {
  readonly id: number
  readonly lineage: number
  readonly version: number
  readonly step: StepName
  readonly answers: Readonly<Record<string, unknown>>
  readonly outcome: string
  readonly happenedOn: CivilDate
  readonly completedOn: CivilDate
  readonly follows: number | null
  readonly by: Holder
  readonly isOutline: boolean
  readonly recorded: Minute
  readonly superseded: Minute | null
  readonly withdrawn: boolean
  readonly reason: string | null
}

/** That an entry is about a child, by the child's place in the family, with what it says of this child alone. */
export type EntrySubject = { readonly lineage: number; readonly child: number; readonly paragraph: string | null }
