import type { DayNumber } from '../../calendar/index.ts'
import type { JourneyEvent, SimulatedChild } from './events.ts'
import type { SimulatedJourneys } from './simulate.ts'

/** The kinds of event that last, and so make up a stock. */
export type LastingKind =
  | 'inNeed'
  | 'assessment'
  | 'childInNeedPlan'
  | 'protectionPlan'
  | 'care'
  | 'careLeaver'
  | 'earlyHelp'
type Lasting<Kind extends LastingKind> = Extract<JourneyEvent, { readonly kind: Kind }>

/** Whether the event is of the kind and lasts at the end of the day. */
const lasts = <Kind extends LastingKind>(event: JourneyEvent, kind: Kind, day: DayNumber): event is Lasting<Kind> => {
  if (event.kind !== kind) return false
  const endedOn = event.kind === 'assessment' ? event.completedOn : event.endedOn
  return event.startedOn <= day && (endedOn === null || endedOn > day)
}

/** The children of whom something lasts at the end of a day, each with that event: the stock that a figure counts. */
export const standingOn = <Kind extends LastingKind>(
  { families }: SimulatedJourneys,
  kind: Kind,
  day: DayNumber,
): readonly { readonly child: SimulatedChild; readonly event: Lasting<Kind> }[] =>
  families.flatMap(({ children }) =>
    children.flatMap(child => child.events.filter(event => lasts(event, kind, day)).map(event => ({ child, event }))),
  )
