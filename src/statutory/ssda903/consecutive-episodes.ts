import { groupsOf } from '../table.ts'
import { inOrder } from './episodes.ts'
import type { Episode } from './episodes.ts'
import type { Ssda903 } from './tables.ts'

/** An episode of which it is known when it began. */
export type DatedEpisode = Episode & { readonly DECOM: string }

const isDated = (episode: Episode): episode is DatedEpisode => episode.DECOM !== null

/** Of each child the episodes that have a start, by the day they began. */
export const datedEpisodes = ({ Episodes }: Pick<Ssda903, 'Episodes'>): readonly (readonly DatedEpisode[])[] =>
  groupsOf(Episodes, 'CHILD').map(episodes => inOrder(episodes).filter(isDated))

/** An episode between the one before it and the one after it of the same child. */
export interface Consecutive {
  readonly before: DatedEpisode | undefined
  readonly episode: DatedEpisode
  readonly after: DatedEpisode | undefined
}

/** Every episode that has a start, with its neighbours. */
export const consecutiveEpisodes = (given: Pick<Ssda903, 'Episodes'>): readonly Consecutive[] =>
  datedEpisodes(given).flatMap(episodes =>
    episodes.map((episode, index) => ({ before: episodes[index - 1], episode, after: episodes[index + 1] })),
  )
