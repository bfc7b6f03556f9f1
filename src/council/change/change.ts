import type { Kysely } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import type { Tables } from '../../store/tables.ts'

/** One change that a council's file makes: what it says beforehand, and what it writes. Settings are written all together. */
export type Change = {
  readonly words: string
  readonly write?: (queries: Kysely<Tables>, at: Instant) => Promise<unknown>
}

/** What comparing a part of a file with what is stored gave: what changes, what cannot, and what the file leaves out. */
export type Compared = {
  readonly changes: readonly Change[]
  /** Why it cannot be, each with its place in the file. */
  readonly faults: readonly string[]
  /** What is stored and not in the file, in words: it stays. */
  readonly leftOut: readonly string[]
}

export const nothingChanges: Compared = { changes: [], faults: [], leftOut: [] }

/** Several comparisons as one. */
export const together = (parts: readonly Compared[]): Compared => ({
  changes: parts.flatMap(({ changes }) => changes),
  faults: parts.flatMap(({ faults }) => faults),
  leftOut: parts.flatMap(({ leftOut }) => leftOut),
})
