import { reckon } from '../journey/reckoning/reckon.ts'
import type { DutyRow, EpisodeRow, Occurrence, Reckoning, Rules } from '../journey/reckoning/rows.ts'
import type { Queries } from './ledger.ts'
import { bornOnOf, occurrencesAbout } from './occurrences.ts'

/** What recording something would do for one child: nothing is written. */
export type Foresight = {
  readonly opens: readonly EpisodeRow[]
  readonly closes: readonly EpisodeRow[]
  readonly meets: readonly DutyRow[]
  readonly lapses: readonly DutyRow[]
  /** What becomes due because of it; where something is corrected also what was done by it and is due again. */
  readonly arises: readonly DutyRow[]
  /** Periods that would no longer have begun, or not on that day. */
  readonly neverOpens: readonly EpisodeRow[]
  /** Periods that would no longer have ended. */
  readonly reopens: readonly EpisodeRow[]
}

const episodeKey = (row: EpisodeRow) => `${row.openedBy} ${row.kind} ${row.startedOn}`
const dutyKey = (row: DutyRow) => `${row.anchor} ${row.rule} ${row.episode ?? ''} ${row.dueOn ?? ''}`

/** How one reckoning differs from another. */
const difference = (
  before: Pick<Reckoning, 'episodes' | 'duties'>,
  after: Pick<Reckoning, 'episodes' | 'duties'>,
): Foresight => {
  const episodes = new Map(before.episodes.map(row => [episodeKey(row), row]))
  const kept = new Set(after.episodes.map(episodeKey))
  const duties = new Map(before.duties.map(row => [dutyKey(row), row]))
  const newly = <Row>(row: Row, was: Row | undefined, has: (row: Row) => boolean) =>
    has(row) && (was === undefined || !has(was))
  const isOpen = (row: DutyRow) => row.metOn === null && row.lapsedOn === null
  return {
    opens: after.episodes.filter(row => !episodes.has(episodeKey(row))),
    closes: after.episodes.filter(
      row => episodes.has(episodeKey(row)) && newly(row, episodes.get(episodeKey(row)), each => each.endedOn !== null),
    ),
    meets: after.duties.filter(row => newly(row, duties.get(dutyKey(row)), each => each.metOn !== null)),
    lapses: after.duties.filter(
      row => duties.has(dutyKey(row)) && newly(row, duties.get(dutyKey(row)), each => each.lapsedOn !== null),
    ),
    arises: after.duties.filter(row => isOpen(row) && newly(row, duties.get(dutyKey(row)), isOpen)),
    neverOpens: before.episodes.filter(row => !kept.has(episodeKey(row))),
    reopens: after.episodes.filter(row => row.endedOn === null && episodes.get(episodeKey(row))?.endedOn != null),
  }
}

/**
 * What recording an entry about a child would open, close, meet and make due, by the reckoning that recording itself uses.
 * An occurrence with the number of an entry that there is takes its place, as a correction does.
 */
export const foresee = async (
  queries: Queries,
  rules: Rules,
  identity: number,
  occurrence: Occurrence,
): Promise<Foresight> => {
  const [bornOn, occurrences] = await Promise.all([bornOnOf(queries, identity), occurrencesAbout(queries, identity)])
  const others = occurrences.filter(each => each.entry !== occurrence.entry)
  return difference(reckon(rules, bornOn, occurrences), reckon(rules, bornOn, [...others, occurrence]))
}
