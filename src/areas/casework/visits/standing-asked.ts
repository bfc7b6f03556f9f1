import type { CivilDate } from '../../../calendar/index.ts'
import type { Delay } from '../../../journey/duty-to-show.ts'
import type { VisitGroup } from './kinds.ts'

/** Whose children: those allocated to me, to my teams, to the teams of my services, or all that the part may know of. */
export type VisitScope = 'mine' | 'team' | 'service' | 'county'

/** How a child stands on a day: seen face to face in time, seen by video or telephone alone, or not in time. */
export const visitStandings = {
  late: 'Late',
  virtual: 'In time, last seen virtually',
  inTime: 'In time, face to face',
} as const
export type VisitStanding = keyof typeof visitStandings

export type VisitOrder = 'standing' | 'child' | 'worker' | 'seen'

export type VisitsAsked = {
  readonly scope: VisitScope
  readonly on: CivilDate
  readonly group?: VisitGroup
  readonly team?: string
  readonly worker?: number
  readonly standing?: VisitStanding
  readonly order: VisitOrder
  readonly descending: boolean
  readonly page: number
  readonly perPage: number
}

/** A child who is visited, as it stands on the day. */
export type VisitRow = {
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly group: VisitGroup
  readonly since: CivilDate
  readonly standing: VisitStanding
  readonly rule: string | null
  readonly step: string | null
  readonly anchoredOn: CivilDate | null
  readonly anchorStep: string | null
  readonly dueOn: CivilDate | null
  readonly soonerSince: CivilDate | null
  readonly nth: number | null
  readonly virtual: boolean
  readonly alone: boolean | null
  readonly worker: number | null
  readonly workerName: string | null
  readonly teamName: string | null
  /** Times since then that the child was not seen: how many, and the last with its reason. */
  readonly missed: number
  readonly missedOn: CivilDate | null
  readonly missedBecause: string | null
  readonly missedWords: string | null
  readonly delay: Delay | null
}

/** How many children stand how. `visited` have been seen since they have been in the group; `alone` of them the last time. */
export type VisitCount = {
  readonly children: number
  readonly inTime: number
  readonly virtual: number
  readonly late: number
  readonly visited: number
  readonly alone: number
}

export type GroupCount = VisitCount & { readonly group: VisitGroup }
/** The count of a group in a team or of a worker. */
export type PartCount = GroupCount & {
  readonly team: string | null
  readonly teamName: string | null
  readonly worker: number | null
  readonly workerName: string | null
}

export type VisitsFound = {
  readonly groups: readonly GroupCount[]
  /** The teams among whose children one can choose. */
  readonly teams: readonly { readonly team: string; readonly name: string }[]
  readonly parts: readonly PartCount[]
  readonly rows: readonly VisitRow[]
  readonly total: number
}
