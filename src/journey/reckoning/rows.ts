import type { CivilDate, Instant } from '../../calendar/index.ts'
import type { StoredAnswers } from '../field.ts'
import type { Pathway } from '../pathway.ts'
import type { Policy } from '../policy.ts'

/** What the reckoning goes by: the declared journey, and the council's own tighter timescales. */
export type Rules = { readonly pathway: Pathway; readonly policy: Policy }

/** An entry as it bears on one child: `entry` is the number of its first version, so that corrections keep their links. */
export type Occurrence = {
  readonly entry: number
  readonly step: string
  readonly answers: StoredAnswers
  readonly outcome: string
  readonly happenedOn: CivilDate
  readonly completedOn: CivilDate
  readonly follows: number | null
}

/** A period in a child's life. It ends on the day it ended: in stock on day D means started by D and not ended by D. */
export type EpisodeRow = {
  readonly kind: string
  readonly startedOn: CivilDate
  endedOn: CivilDate | null
  readonly detail: StoredAnswers
  readonly openedBy: number
  closedBy: number | null
}

/**
 * What is due: from which anchor entry, by which rule (a step's name, or `episode.rhythm`), on which day, met by what. It
 * lapses where the period it belongs to ends first.
 */
export type DutyRow = {
  readonly rule: string
  readonly step: string
  readonly anchor: number
  readonly anchoredOn: CivilDate
  readonly dueOn: CivilDate | null
  readonly dueAt: Instant | null
  /** The day of what began since and asks for it sooner, where that gives the day: a care order. */
  readonly soonerSince: CivilDate | null
  readonly nth: number
  /** The entry that opened the episode whose rhythm this is; null for a step that an outcome led to. */
  readonly episode: number | null
  metBy: number | null
  metOn: CivilDate | null
  lapsedBy: number | null
  lapsedOn: CivilDate | null
}

/** All that is reckoned of one child from the entries about it. */
export type Reckoning = {
  bornOn: CivilDate | undefined
  readonly occurrences: Map<number, Occurrence>
  /** Those of them that say how often the child is to be visited: plans that ask it, in the order of the entries. */
  readonly askingVisits: Occurrence[]
  readonly episodes: EpisodeRow[]
  readonly duties: DutyRow[]
  /** The rows neither ended nor settled: the only ones that a further entry can change. */
  openEpisodes: EpisodeRow[]
  openDuties: DutyRow[]
}

export const emptyReckoning = (bornOn: CivilDate | undefined): Reckoning => ({
  bornOn,
  occurrences: new Map(),
  askingVisits: [],
  episodes: [],
  duties: [],
  openEpisodes: [],
  openDuties: [],
})
