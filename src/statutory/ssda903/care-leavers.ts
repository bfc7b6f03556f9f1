import { ageOn, birthday } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { rowsBy } from '../table.ts'
import type { Row } from '../table.ts'
import { episodesOf, shortBreaks } from './episodes.ts'
import type { Episode } from './episodes.ts'
import type { Collection, Ssda903, ssda903Tables } from './tables.ts'

export type CareLeaver = Row<(typeof ssda903Tables)['OC3']>

/** What is asked about a care leaver. */
export const careLeaverItems = ['IN_TOUCH', 'ACTIV', 'ACCOM'] as const

/** Whether anything is said of the young person as a care leaver: a row without an answer says nothing. */
export const isReportedOn = (row: CareLeaver): boolean => careLeaverItems.some(item => row[item] !== null)

/** Whether a child is reported on as a care leaver. */
export const isCareLeaver = (given: Pick<Ssda903, 'OC3'>, child: string | null): boolean =>
  rowsBy(given.OC3, 'CHILD')(child).some(isReportedOn)

/** Whether an episode is one of care, not of short breaks. */
export const isOfCare = ({ LS }: Episode): boolean => LS === null || !shortBreaks.has(LS)

/** Whether an episode lies in the year, wholly or in part; one whose start is missing may. */
export const isInYear = ({ DECOM, DEC }: Episode, { start, end }: Collection): boolean =>
  (DECOM === null || DECOM <= end) && (DEC === null || DEC >= start)

/** The episodes of a child that lie in the year, wholly or in part. */
export const episodesInYear = (
  given: Pick<Ssda903, 'Episodes' | 'collection'>,
  child: string | null,
): readonly Episode[] => episodesOf(given, child).filter(episode => isInYear(episode, given.collection))

/** The episodes of a child in last year's return. */
export const episodesLastYear = ({ Episodes_last }: Pick<Ssda903, 'Episodes_last'>, child: string | null) =>
  episodesOf({ Episodes: Episodes_last }, child)

/** The date of birth in the header, or that in the row of the care leaver where the header has none. */
export const bornOn = (given: Pick<Ssda903, 'Header'>, { CHILD, DOB }: CareLeaver): CivilDate | null =>
  rowsBy(given.Header, 'CHILD')(CHILD)[0]?.DOB ?? DOB

/** The 17th or 18th birthday, where the young person had it in the year. */
export const comingOfAge = ({ DOB }: CareLeaver, { end }: Collection): CivilDate | undefined => {
  if (DOB === null) return undefined
  const age = ageOn(DOB, end)
  return age === 17 || age === 18 ? birthday(DOB, age) : undefined
}

/** Whether a child was in care on a day, or as it began. The last episode, where it ends in X1, goes on. */
export const isInCareOn = (episodes: readonly Episode[], day: CivilDate): boolean =>
  episodes.some(
    (episode, index) =>
      isOfCare(episode) &&
      (episode.DECOM === null || episode.DECOM <= day) &&
      (episode.DEC === null || episode.DEC >= day || (episode.REC === 'X1' && index === episodes.length - 1)),
  )
