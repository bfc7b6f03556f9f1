import { inWords } from '../../calendar/index.ts'
import { rowsBy, unreadableIn } from '../table.ts'
import type { Columns, Row, SingleColumn, Table } from '../table.ts'
import { adoptionPlacements } from './episode-codes.ts'
import type { Episode } from './episodes.ts'
import type { Ssda903, ssda903Tables } from './tables.ts'

/** What is said of the adoption of a child. */
export type AdoptionRow = Row<(typeof ssda903Tables)['AD1']>

/** A decision that a child should be placed for adoption, and how it was reversed. */
export type Decision = Row<(typeof ssda903Tables)['PlacedAdoption']>

/** The items of an adoption: all are given, or none. */
export const adoptionItems = [
  'DATE_INT',
  'DATE_MATCH',
  'FOSTER_CARE',
  'NB_ADOPTR',
  'SEX_ADOPTR',
  'LS_ADOPTR',
] as const satisfies readonly (keyof AdoptionRow)[]

/** Whether anything was written in a cell: a date that cannot be read is not a blank. */
export const isWritten = <C extends Columns>(table: Table<C>, row: Row<C>, column: SingleColumn<C>): boolean =>
  row[column] !== null || unreadableIn(table, row, column) !== undefined

/** Whether any of some columns is written. */
export const isAnyWritten = <C extends Columns>(
  table: Table<C>,
  row: Row<C>,
  columns: readonly SingleColumn<C>[],
): boolean => columns.some(column => isWritten(table, row, column))

/** Which of the items of an adoption are blank. */
export const blankItems = (AD1: Ssda903['AD1'], row: AdoptionRow) =>
  adoptionItems.filter(item => !isWritten(AD1, row, item))

/** The decisions about a child in this year's return, in the order of the file. */
export const decisionsOf = ({ PlacedAdoption }: Pick<Ssda903, 'PlacedAdoption'>, child: string | null) =>
  rowsBy(PlacedAdoption, 'CHILD')(child)

/** What is said of the adoption of a child, in the order of the file: one row, if all is well. */
export const adoptionsOf = ({ AD1 }: Pick<Ssda903, 'AD1'>, child: string | null) => rowsBy(AD1, 'CHILD')(child)

/** Whether a table says that a decision was reversed: when, or why. */
export const isReversed = (table: Ssda903['PlacedAdoption'], decision: Decision): boolean =>
  isAnyWritten(table, decision, ['DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'])

/** Whether an episode ended because the child was adopted: unopposed, or without the parents' consent. */
export const endsInAdoption = ({ REC }: Episode): boolean => REC === 'E11' || REC === 'E12'

/** Whether a child was placed for adoption in an episode. */
export const isPlacedForAdoption = ({ PLACE }: Episode): boolean => PLACE !== null && adoptionPlacements.has(PLACE)

/** Whether a child was under a placement order in an episode. */
export const isUnderPlacementOrder = ({ LS }: Episode): boolean => LS === 'E1'

/** An episode of which it is known when it began. */
export type BegunEpisode = Episode & { readonly DECOM: string }

/** Whether it is known when an episode began. */
export const hasBegun = (episode: Episode): episode is BegunEpisode => episode.DECOM !== null

/** The episodes in which something began: it is so of them, and was not of the episode before. */
export const beginningsOf = (
  episodes: readonly Episode[],
  isSo: (episode: Episode) => boolean,
): readonly BegunEpisode[] =>
  episodes.filter(hasBegun).filter((episode, index, all) => {
    const before = all[index - 1]
    return isSo(episode) && (before === undefined || !isSo(before))
  })

/** ` on 3 March 2025`, or nothing where the day is not known. */
export const onDay = (date: string | null): string => (date === null ? '' : ` on ${inWords(date)}`)
