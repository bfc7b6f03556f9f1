import type { DayNumber } from '../../calendar/index.ts'
import { streamOf } from '../chance/random.ts'
import type { Child } from './child.ts'
import { dayOfAge, workingDayAfter } from './days.ts'
import { becomeCareLeaver, endCare, endNeed } from './record.ts'
import type { CountyState } from './state.ts'

/** The day a care leaver's support ends: soon after the 22nd birthday, or on the 25th; null where that is still to come. */
export const careLeaverUntil = (state: CountyState, child: Child): DayNumber | null => {
  const stream = streamOf(state.seed, 'care leaver', child.id)
  const stays = stream.happens(state.controls.careLeavers.shareStayingPast22)
  const until = stays ? dayOfAge(child.bornOn, 25) : workingDayAfter(dayOfAge(child.bornOn, 22) + stream.whole(0, 60))
  return until <= state.lastDay ? until : null
}

/** On the 18th birthday care and need end, and one who was looked after becomes a care leaver. */
export const comeOfAge = (state: CountyState, day: DayNumber, yearEnding: number): void => {
  for (const child of state.comingOfAge.get(day) ?? []) {
    if (child.need === null) continue
    if (child.assessment !== null || child.plan !== null)
      throw new Error(
        `Child ${child.id} comes of age with an assessment or a plan still open: the simulation is at fault.`,
      )
    if (child.care !== null) {
      endCare(state, child, day, yearEnding, 'turned18')
      becomeCareLeaver(state, child, careLeaverUntil(state, child))
    }
    endNeed(state, child, day, 'turned18')
  }
}
