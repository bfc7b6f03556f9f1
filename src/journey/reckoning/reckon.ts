import type { CivilDate } from '../../calendar/index.ts'
import { reckonDuties } from './duties.ts'
import type { DutyChange } from './duties.ts'
import { reckonEpisodes } from './episodes.ts'
import type { EpisodeChange } from './episodes.ts'
import { emptyReckoning } from './rows.ts'
import type { Occurrence, Reckoning, Rules } from './rows.ts'

/** The order in which entries bear on a child: by the day they happened, then as they were recorded. */
export const inOrder = (
  one: Pick<Occurrence, 'entry' | 'happenedOn'>,
  other: Pick<Occurrence, 'entry' | 'happenedOn'>,
): number => (one.happenedOn < other.happenedOn ? -1 : one.happenedOn > other.happenedOn ? 1 : one.entry - other.entry)

/** Takes one more entry, later than all before it, into a reckoning. */
export const takeUp = (rules: Rules, reckoning: Reckoning, occurrence: Occurrence): EpisodeChange & DutyChange => {
  reckoning.occurrences.set(occurrence.entry, occurrence)
  if (typeof occurrence.answers.visitEvery === 'number') reckoning.askingVisits.push(occurrence)
  const episodes = reckonEpisodes(rules, reckoning, occurrence)
  return { ...episodes, ...reckonDuties(rules, reckoning, occurrence, episodes) }
}

/** The episodes and duties that follow from all the entries about a child. */
export const reckon = (rules: Rules, bornOn: CivilDate | undefined, occurrences: readonly Occurrence[]): Reckoning => {
  const reckoning = emptyReckoning(bornOn)
  for (const occurrence of [...occurrences].sort(inOrder)) takeUp(rules, reckoning, occurrence)
  return reckoning
}
