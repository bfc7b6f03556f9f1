import { dateOf, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { adulthood, eligibleFrom } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import { dayOfAge, workingDayAfter } from './days.ts'
import type { SimulatedChild } from './events.ts'

/** Since when a child in care is an eligible child, and the day on which that was decided. */
export type Eligible = { readonly from: DayNumber; readonly decidedOn: DayNumber }

/** How often it is decided later than within the three months that the law gives. */
const lateShare = 0.1

/** So shortly before the 18th birthday nobody decides it any more: the young person is a care leaver then. */
const tooLate = 20

/** When it was decided that one who stays in care, until 18 or until the records end, is an eligible child; undefined where it was not. */
export const eligibleChild = (
  { id, bornOn, events }: SimulatedChild,
  {
    seed,
    recordsFrom,
    lastDay,
  }: { readonly seed: number; readonly recordsFrom: DayNumber; readonly lastDay: DayNumber },
): Eligible | undefined => {
  const cares = events.filter(event => event.kind === 'care')
  const last = cares.at(-1)
  const adultOn = dayOfAge(bornOn, adulthood.age)
  if (last === undefined || (last.endedOn !== null && last.endReason !== 'turned18') || adultOn <= recordsFrom)
    return undefined
  const before = cares.slice(0, -1).map(({ startedOn, endedOn }) => ({
    startedOn: dateOf(startedOn),
    endedOn: endedOn === null ? null : dateOf(endedOn),
  }))
  const from = dayNumber(eligibleFrom(dateOf(bornOn), dateOf(last.startedOn), before))
  const stream = streamOf(seed, 'eligible', id)
  const day = from + (stream.happens(lateShare) ? stream.whole(95, 160) : stream.whole(3, 55))
  if (day > lastDay || day >= adultOn - tooLate) return undefined
  const decidedOn = workingDayAfter(day)
  return decidedOn > lastDay ? undefined : { from, decidedOn }
}
