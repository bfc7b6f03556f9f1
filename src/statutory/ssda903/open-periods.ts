import { inWords } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { unreadableIn } from '../table.ts'
import type { Columns, Row, Table } from '../table.ts'
import { episodesOf } from './episodes.ts'
import type { Episode } from './episodes.ts'
import type { Collection, Ssda903 } from './tables.ts'

/** A time that is recorded of a child: missing or away, or under an order that deprives of liberty. Open where it has no end. */
export interface RecordedPeriod {
  readonly what: string
  readonly child: string | null
  readonly bornOn: CivilDate | null
  readonly start: CivilDate | null
  readonly end: CivilDate | null
}

export type MissingRow = Ssda903['Missing']['rows'][number]
export type LibertyRow = Ssda903['DoLo']['rows'][number]

/** A row of Missing as a recorded period. */
export const missingPeriod = ({ CHILD, DOB, MISSING, MIS_START, MIS_END }: MissingRow): RecordedPeriod => ({
  what: MISSING === 'A' ? 'time away without authorisation' : 'missing period',
  child: CHILD,
  bornOn: DOB,
  start: MIS_START,
  end: MIS_END,
})

/** A row of DoLo as a recorded period. */
export const libertyPeriod = ({ CHILD, DOB, DOLO_START, DOLO_END }: LibertyRow): RecordedPeriod => ({
  what: 'deprivation of liberty order',
  child: CHILD,
  bornOn: DOB,
  start: DOLO_START,
  end: DOLO_END,
})

type Words = string | false

/** Why a date that was written is none, or nothing where it is one or was left out. */
export const whyUnreadable = <C extends Columns>(
  table: Table<C>,
  row: Row<C>,
  column: keyof C & string,
  what: string,
): Words => {
  const written = unreadableIn(table, row, column)
  return written !== undefined && `${what} is given as ${written}, which is not a date.`
}

export const endsBeforeStart = ({ what, start, end }: RecordedPeriod): Words =>
  start !== null &&
  end !== null &&
  end < start &&
  `The ${what} ended on ${inWords(end)}, before it began on ${inWords(start)}.`

export const startsAfterYear = ({ what, start }: RecordedPeriod, year: Collection): Words =>
  start !== null &&
  start > year.end &&
  `The ${what} began on ${inWords(start)}, after the collection year ended on ${inWords(year.end)}.`

export const endsOutsideYear = ({ what, end }: RecordedPeriod, year: Collection): Words =>
  end !== null &&
  (end < year.start || end > year.end) &&
  `The ${what} ended on ${inWords(end)}, outside the collection year of ${inWords(year.start)} to ${inWords(year.end)}.`

export const startsBeforeBirth = ({ what, bornOn, start }: RecordedPeriod): Words =>
  bornOn !== null &&
  start !== null &&
  start < bornOn &&
  `The ${what} began on ${inWords(start)}, before the child was born on ${inWords(bornOn)}.`

/** Whether the child ceased to be looked after with this episode. */
export const endsCare = (episode: Episode): episode is Episode & { readonly DEC: CivilDate } =>
  episode.DEC !== null && episode.REC !== null && episode.REC !== 'X1'

/** Whether care ended with the last of a child's episodes, of which a missing reason tells nothing else. */
export const endsCareAsLast = (episode: Episode): episode is Episode & { readonly DEC: CivilDate } =>
  episode.DEC !== null && episode.REC !== 'X1'

/** Why a period without an end cannot be: the care in which it began is over, or the child is in care no more. */
export const isOpenAfterCare = (given: Ssda903, { what, child, start, end }: RecordedPeriod): Words => {
  if (end !== null) return false
  const episodes = episodesOf(given, child)
  const last = episodes.at(-1)
  const ending =
    episodes.filter(endsCare).find(({ DEC }) => start !== null && DEC >= start) ??
    (last !== undefined && endsCareAsLast(last) ? last : undefined)
  return (
    ending !== undefined && `The ${what} has no end, but the child ceased to be looked after on ${inWords(ending.DEC)}.`
  )
}

const inText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const isBefore = (period: RecordedPeriod, other: RecordedPeriod): boolean =>
  period.start !== null && other.end !== null && period.start < other.end

const saysOverlap = (period: RecordedPeriod, other: RecordedPeriod): string => {
  const began = `The ${period.what} that began on ${inWords(period.start ?? '')}`
  const otherBegan = `that began on ${inWords(other.start ?? '')}`
  return other.end === null
    ? `${began} overlaps one ${otherBegan} and is still open.`
    : `${began} overlaps one ${otherBegan} and ended on ${inWords(other.end)}.`
}

/**
 * Finds, among the periods of one child, those that overlap another, with why. Of two that overlap, the one that ended
 * later is named; beside one that is open it is the other, and of two open ones the one that began later. A period may
 * begin on the day on which another ends.
 */
export const overlapping = <R>(
  rows: readonly R[],
  periodOf: (row: R) => RecordedPeriod,
): readonly { readonly row: R; readonly why: string }[] => {
  const periods = rows
    .map(row => ({ row, period: periodOf(row) }))
    .filter(({ period: { start, end } }) => start !== null && (end === null || end >= start))
  const byStart = periods.toSorted((one, other) => inText(one.period.start ?? '', other.period.start ?? ''))
  const open = byStart.filter(({ period }) => period.end === null)
  const ended = byStart
    .filter(({ period }) => period.end !== null)
    .sort((one, other) => inText(one.period.end ?? '', other.period.end ?? ''))
  const firstOpen = open[0]?.period
  return [
    ...open.slice(1).flatMap(({ row, period }) => (firstOpen ? [{ row, why: saysOverlap(period, firstOpen) }] : [])),
    ...ended.flatMap(({ row, period }, index) => {
      const before = ended[index - 1]?.period
      if (firstOpen && isBefore(firstOpen, period)) return [{ row, why: saysOverlap(period, firstOpen) }]
      if (before && isBefore(period, before) && isBefore(before, period))
        return [{ row, why: saysOverlap(period, before) }]
      return []
    }),
  ]
}
