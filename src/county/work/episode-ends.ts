import type { DayNumber } from '../../calendar/index.ts'
import type { JourneyEvent, SimulatedChild } from '../journeys/index.ts'

const kinds: Readonly<Record<string, JourneyEvent['kind']>> = {
  childProtectionPlan: 'protectionPlan',
  childInNeedPlan: 'childInNeedPlan',
  lookedAfter: 'care',
  placement: 'care',
  earlyHelp: 'earlyHelp',
  careLeaver: 'careLeaver',
  pathwayPlan: 'careLeaver',
}

/** The day on which the episode of a rule ends that runs on a day, as the child's journey has it; undefined where it does not. */
export const episodeEnd = (child: SimulatedChild, rule: string, day: DayNumber): DayNumber | undefined => {
  const kind = kinds[rule.split('.')[0] ?? '']
  if (kind === undefined) return undefined
  for (const event of child.events)
    if (event.kind === kind && 'startedOn' in event && 'endedOn' in event)
      if (event.startedOn <= day && (event.endedOn === null || event.endedOn > day)) return event.endedOn ?? undefined
  return undefined
}
