import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month, Segment } from '../plan/index.ts'
import type { Stream } from '../chance/random.ts'
import type { Child } from './child.ts'
import type { Pool } from './pool.ts'
import type { CountyState } from './state.ts'

/** The ends of care between two stated stocks that are nobody's 18th birthday, as they are used up. */
export type CareEnds = {
  /** How many end in the month other than by a birthday; the last month of a period takes the rest. */
  readonly ofMonth: (month: Month) => number
  /** The last day of the period that runs. */
  readonly periodEnd: () => number
  /** Whether the day lies in the next period between stated stocks. */
  readonly isInNext: (day: DayNumber) => boolean
  /** How many more may come of age in care in the next period; fewer than none where it is crowded. */
  readonly roomInNext: () => number
}

/** In no period are all ends birthdays. */
const shareByBirthday = 0.8

/**
 * Shares what ends in a period, less the birthdays known in it, over its months. `foreseen` is how many more birthdays are
 * sure to come from those not yet in care; `scheduled` how many leave in a month on days fixed already.
 */
export const careEnds = (
  state: CountyState,
  series: string,
  segments: readonly Segment[],
  pool: Pool,
  chance: Stream,
  known: {
    readonly foreseen: (segment: Segment) => number
    readonly scheduled: (month: Month) => number
    readonly leavesBefore: (child: Child) => boolean
  },
): CareEnds => {
  const { months } = state.plan
  let left = 0
  let segment: Segment | undefined
  let next: { readonly from: DayNumber; readonly to: DayNumber; readonly ends: number } | null = null
  const isInNext = (day: DayNumber) => next !== null && day >= next.from && day <= next.to
  return {
    isInNext,
    roomInNext: () => {
      let then = 0
      for (const child of pool.members()) if (isInNext(child.adultOn)) then += 1
      return next === null ? 0 : Math.floor(next.ends * shareByBirthday) - then
    },
    periodEnd: () => months[segment?.to ?? 0]?.lastDay ?? 0,
    ofMonth: month => {
      const beginning = segments.find(({ from }) => from === month.index)
      if (beginning !== undefined) {
        segment = beginning
        const following = segments.find(({ from }) => from === beginning.to + 1)
        next =
          following === undefined
            ? null
            : {
                from: months[following.from]?.firstDay ?? 0,
                to: months[following.to]?.lastDay ?? 0,
                ends: following.ends,
              }
        const until = months[beginning.to]?.lastDay ?? 0
        const birthdays = pool.members().filter(child => child.adultOn <= until && !known.leavesBefore(child)).length
        left = beginning.ends - birthdays - known.foreseen(beginning)
        if (left < 0)
          throw new ControlCannotBeMet(
            series,
            month.key,
            `${beginning.ends} may cease by the next stated stock, and ${-left} more come of age.`,
          )
      }
      if (segment === undefined) return 0
      const ahead = months.slice(month.index, segment.to + 1)
      const later = ahead.slice(1).reduce((sum, one) => sum + known.scheduled(one), 0)
      const weight = ahead.reduce((sum, one) => sum + one.part, 0)
      const share = (left * month.part) / weight
      const wanted = Math.floor(share * (0.8 + 0.4 * chance.fraction()) + chance.fraction())
      const ends = ahead.length === 1 ? left : Math.min(Math.max(wanted, known.scheduled(month)), left - later)
      if (ends < known.scheduled(month))
        throw new ControlCannotBeMet(series, month.key, `${known.scheduled(month)} must leave and only ${ends} may.`)
      left -= ends
      return ends
    },
  }
}
