import type { CivilDate } from '../calendar/index.ts'
import type { DutyRow } from './reckoning/rows.ts'

/** What is said of a duty needs these columns of it. */
export type DutyToTell = Pick<DutyRow, 'rule' | 'step' | 'anchoredOn' | 'dueOn' | 'dueAt' | 'nth'> &
  Partial<Pick<DutyRow, 'soonerSince'>>

/** Why work that is due waits on purpose, until when, and who decided it. */
export type Delay = { readonly until: CivilDate; readonly why: string; readonly by: string; readonly entry: number }

/** A duty as a list has it: with the step of the entry that it follows from, and why it waits where somebody decided so. */
export type DutyToShow = DutyToTell & { readonly anchorStep?: string | null; readonly delay?: Delay | null }
