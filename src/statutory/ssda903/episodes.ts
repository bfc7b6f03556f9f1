import type { CivilDate } from '../../calendar/index.ts'
import { rowsBy } from '../table.ts'
import type { Row } from '../table.ts'
import type { Ssda903, ssda903Tables } from './tables.ts'

export type Episode = Row<(typeof ssda903Tables)['Episodes']>

/** Short breaks: agreed series of them, and single ones. A child in short breaks is counted as looked after by no total. */
export const shortBreaks: ReadonlySet<string> = new Set(['V3', 'V4'])

const startOf = ({ DECOM }: Episode): string => DECOM ?? '9999-12-31'

/** Episodes by the day they began, those that begin on one day as they stand in the file, those without a start last. */
export const inOrder = (episodes: readonly Episode[]): readonly Episode[] =>
  [...episodes].sort((one, other) => (startOf(one) < startOf(other) ? -1 : startOf(one) > startOf(other) ? 1 : 0))

const ordered = new WeakMap<Ssda903['Episodes'], Map<string, readonly Episode[]>>()

/** The episodes of a child, by the day they began. */
export const episodesOf = ({ Episodes }: Pick<Ssda903, 'Episodes'>, child: string | null): readonly Episode[] => {
  if (child === null) return []
  let known = ordered.get(Episodes)
  if (known === undefined) ordered.set(Episodes, (known = new Map<string, readonly Episode[]>()))
  const found = known.get(child)
  if (found !== undefined) return found
  const episodes = inOrder(rowsBy(Episodes, 'CHILD')(child))
  known.set(child, episodes)
  return episodes
}

/** Whether an episode is open on a day: begun by it, and not ended by it. */
export const isOpenOn = ({ DECOM, DEC }: Episode, day: CivilDate): boolean =>
  DECOM !== null && DECOM <= day && (DEC === null || DEC > day)

/**
 * Whether a child was looked after without a break for the twelve months of the collection: the group to whom the health
 * questions (OC2) are put. They were in care as the year began, and neither ceased to be looked after (any ending but X1)
 * nor started anew (S) in it. Whether one episode meets the next to the day is for other rules. Short breaks are not care.
 */
export const isLookedAfterAllYear = (
  given: Pick<Ssda903, 'Episodes' | 'collection'>,
  child: string | null,
): boolean => {
  const { start, end } = given.collection
  let wasInCareAtTheStart = false
  for (const { LS, DECOM, RNE, DEC, REC } of episodesOf(given, child)) {
    if (DECOM === null || DECOM > end || (DEC !== null && DEC < start)) continue
    if (LS !== null && shortBreaks.has(LS)) return false
    if (RNE === 'S' && DECOM > start) return false
    if (DEC !== null && DEC <= end && REC !== 'X1') return false
    if (DECOM <= start) wasInCareAtTheStart = true
  }
  return wasInCareAtTheStart
}
