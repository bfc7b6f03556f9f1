import { unreadableIn } from '../table.ts'
import { datedEpisodes } from './consecutive-episodes.ts'
import type { DatedEpisode } from './consecutive-episodes.ts'
import { episodesOf } from './episodes.ts'
import type { Episode } from './episodes.ts'
import type { Ssda903 } from './tables.ts'

/** The episode of last year's return that began last, of those whose start is known. */
export const lastOfLastYear = (given: Pick<Ssda903, 'Episodes_last'>, child: string | null): Episode | undefined =>
  episodesOf({ Episodes: given.Episodes_last }, child).findLast(({ DECOM }) => DECOM !== null)

/** A child's first episode of this year, and the one that last year's return left open. */
export interface CarriedOver {
  readonly first: DatedEpisode
  readonly open: Episode
}

/** Every child in this year's return whose last episode of last year had no end. */
export const episodesCarriedOver = (given: Ssda903): readonly CarriedOver[] =>
  datedEpisodes(given).flatMap(([first]) => {
    if (first === undefined) return []
    const open = lastOfLastYear(given, first.CHILD)
    if (open === undefined || open.DEC !== null) return []
    return unreadableIn(given.Episodes_last, open, 'DEC') === undefined ? [{ first, open }] : []
  })
