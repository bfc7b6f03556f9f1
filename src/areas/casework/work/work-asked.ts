import type { CivilDate, Period } from '../../../calendar/index.ts'
import type { Delay } from '../../../journey/duty-to-show.ts'

/**
 * Whose work is asked for: of the children allocated to me, to my teams, to the teams of my services, or to nobody yet; or
 * the initial conferences that wait, whoever's the children are.
 */
export type WorkScope = 'mine' | 'team' | 'service' | 'waiting' | 'conferences'
export type WorkWhen = 'overdue' | 'onPurpose' | 'today' | 'soon' | 'later'
export type WorkOrder = 'due' | 'child' | 'worker' | 'work'

export type WorkAsked = {
  readonly scope: WorkScope
  /** Whose children, where they are not those of whoever asks: of a worker who is covered, or managed. */
  readonly of?: number
  /** Only work of these steps: those that a role records. */
  readonly steps?: readonly string[]
  readonly when?: WorkWhen | readonly WorkWhen[]
  /** Only what is due in these days, both included. */
  readonly within?: Period
  readonly step?: string
  readonly worker?: number
  readonly order?: WorkOrder
  readonly descending?: boolean
  /** Counted from 1. */
  readonly page?: number
  readonly perPage?: number
}

export type WorkRow = {
  readonly duty: number
  /** The entry from which it follows. */
  readonly anchor: number
  readonly identity: number
  readonly child: string
  readonly bornOn: CivilDate | null
  readonly rule: string
  readonly step: string
  readonly nth: number
  readonly anchoredOn: CivilDate
  readonly dueOn: CivilDate | null
  readonly dueAt: string | null
  readonly soonerSince: CivilDate | null
  /** The step of the entry that it follows from. */
  readonly anchorStep: string | null
  /** The time of day of a visit that was planned, as it was written. */
  readonly plannedAt: string | null
  /** Why it waits on purpose, where somebody decided so. */
  readonly delay: Delay | null
  readonly worker: number | null
  readonly workerName: string | null
}

/** How much there is, before the choice of when, kind and worker is made. */
export type WorkCounts = {
  readonly children: number
  readonly all: number
  readonly overdue: number
  /** Late, and waiting on purpose for now: counted apart from what is late. */
  readonly onPurpose: number
  readonly today: number
  readonly soon: number
  readonly later: number
  readonly bySteps: readonly { readonly step: string; readonly count: number }[]
  readonly byWorkers: readonly {
    readonly worker: number
    readonly name: string
    readonly count: number
    readonly overdue: number
    readonly onPurpose: number
  }[]
}

export type WorkFound = { readonly rows: readonly WorkRow[]; readonly total: number; readonly counts: WorkCounts }
