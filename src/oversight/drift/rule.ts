import type { DriftKind } from '../../journey/index.ts'
import type { Asked, Fragment } from '../asked.ts'

/**
 * One way in which the work about a child can stand still: its name, what it means in plain words, and the one query that
 * finds it. A row is `child`, `identity`, `entry` (what it is about), `started` (the first day of drift), `ended`; where it
 * is about one thing among several of the child’s also `what`, in words.
 */
export type DriftRule = {
  readonly name: DriftKind
  readonly title: string
  readonly definition: string
  readonly saysWhat?: true
  /** Kinds of episode and rules of duties of which one must stand for a child to drift so; any child may where none is named. */
  readonly standsOn?: readonly string[]
  readonly rows: (asked: Asked) => Fragment
}
