import { ageOn } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { rowsBy } from '../table.ts'
import type { Row } from '../table.ts'
import { episodesOf, shortBreaks } from './episodes.ts'
import type { Ssda903, ssda903Tables } from './tables.ts'

export type Child = Row<(typeof ssda903Tables)['Header']>

/** The rows of Header of a child: one, or several where the child stands there more than once. */
export const headersOf = ({ Header }: Pick<Ssda903, 'Header'>, child: string | null): readonly Child[] =>
  rowsBy(Header, 'CHILD')(child)

/** Whether a cell holds one of some codes, in capital or small letters. */
export const isOneOf = (cell: string | null, codes: ReadonlySet<string>): boolean =>
  cell !== null && codes.has(cell.toUpperCase())

/** Whether a child has an episode of care other than a short break in this return. */
export const isLookedAfter = (given: Pick<Ssda903, 'Episodes'>, child: string | null): boolean =>
  episodesOf(given, child).some(({ LS }) => !isOneOf(LS, shortBreaks))

/** The age in whole years as it is said in a sentence. */
export const agedOn = (bornOn: CivilDate, day: CivilDate): string => {
  const age = ageOn(bornOn, day)
  return age < 0 ? 'not yet born' : `aged ${age}`
}
