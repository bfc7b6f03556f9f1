import type { DayNumber } from '../../calendar/index.ts'
import { chooseFrom } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import { on, workingDayBy } from './act.ts'

/** A visit that is agreed ahead: when that was, how it ends in its own step, and its answers. */
export type AgreedAhead = {
  readonly day: DayNumber
  readonly outcome: string
  readonly facts: Readonly<Record<string, unknown>>
}

const outcomes: Readonly<Record<string, string>> = {
  lookedAfterVisit: 'lookedAfter',
  childProtectionVisit: 'protection',
  childInNeedVisit: 'inNeed',
}

const times = ['10:00', '11:30', '15:30', '16:00', '16:30'] as const

/** The records end in the middle of people's work: some of the visits that come after them have been agreed already. */
export const agreedAhead = (
  stream: Stream,
  step: string,
  {
    visitOn,
    anchor,
    lastDay,
  }: { readonly visitOn: DayNumber; readonly anchor: DayNumber; readonly lastDay: DayNumber },
): AgreedAhead | undefined => {
  const outcome = outcomes[step]
  if (outcome === undefined || visitOn - lastDay > 21 || !stream.happens(0.3)) return undefined
  const day = workingDayBy(lastDay - stream.whole(0, 6))
  if (day <= anchor) return undefined
  const visitAt = stream.happens(0.8) ? { visitAt: chooseFrom(stream, times) } : {}
  return { day, outcome, facts: { agreedOn: on(day), visitOn: on(visitOn), ...visitAt, familyKnows: true } }
}
