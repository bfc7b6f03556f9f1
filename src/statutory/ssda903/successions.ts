import type { Fail } from '../rule.ts'
import { at } from '../rule.ts'
import { consecutiveEpisodes } from './consecutive-episodes.ts'
import type { DatedEpisode } from './consecutive-episodes.ts'
import type { Ssda903 } from './tables.ts'

type EpisodeColumn = keyof Ssda903['Episodes']['columns']

/** Judges every episode that follows another of the same child, and marks the cells of the later one. */
export const againstPrevious =
  (
    marks: readonly EpisodeColumn[],
    fails: (episode: DatedEpisode, previous: DatedEpisode, given: Ssda903) => string | false | undefined,
  ) =>
  (given: Ssda903, fail: Fail): void => {
    for (const { before, episode } of consecutiveEpisodes(given)) {
      const why = before !== undefined && fails(episode, before, given)
      if (typeof why === 'string') fail(why, at(given.Episodes, episode, ...marks))
    }
  }
