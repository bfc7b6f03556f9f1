import type { Instant } from '../../calendar/index.ts'
import type { Controls } from '../controls/index.ts'
import type { Batch } from '../load/index.ts'
import type { Roster } from '../workforce/index.ts'

/** What a teller is asked to tell. */
export type ToTell = { readonly controls: Controls; readonly seed: number; readonly opens: Instant }

/** What a teller answers: first that it is ready, or why it cannot be; then a batch each time it is asked for the next. */
export type FromTeller =
  | { readonly kind: 'ready'; readonly roster: Roster; readonly count: number }
  | { readonly kind: 'cannot'; readonly series: string; readonly month: string; readonly why: string }
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'end' }
