import type { CivilDate } from '../../../calendar/index.ts'

/** Whose work is asked for: of the children allocated to me, to my teams, to the teams of my services, or to nobody yet. */
export type WorkScope = 'mine' | 'team' | 'service' | 'waiting'
export type WorkWhen = 'overdue' | 'today' | 'soon' | 'later'
export type WorkOrder = 'due' | 'child' | 'worker' | 'work'

export type WorkAsked = {
  readonly scope: WorkScope
  /** Only work of these steps: those that a role records. */
  readonly steps?: readonly string[]
  readonly when?: WorkWhen
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
  readonly identity: number
  readonly child: string
  readonly bornOn: CivilDate | null
  readonly rule: string
  readonly step: string
  readonly nth: number
  readonly anchoredOn: CivilDate
  readonly dueOn: CivilDate | null
  readonly dueAt: string | null
  /** The step of the entry that it follows from. */
  readonly anchorStep: string | null
  readonly worker: number | null
  readonly workerName: string | null
}

/** How much there is, before the choice of when, kind and worker is made. */
export type WorkCounts = {
  readonly children: number
  readonly all: number
  readonly overdue: number
  readonly today: number
  readonly soon: number
  readonly later: number
  readonly bySteps: readonly { readonly step: string; readonly count: number }[]
  readonly byWorkers: readonly {
    readonly worker: number
    readonly name: string
    readonly count: number
    readonly overdue: number
  }[]
}

export type WorkFound = { readonly rows: readonly WorkRow[]; readonly total: number; readonly counts: WorkCounts }
