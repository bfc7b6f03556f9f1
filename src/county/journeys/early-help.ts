import type { DayNumber } from '../../calendar/index.ts'
import { streamOf } from '../chance/random.ts'
import type { Child } from './child.ts'
import { workingDayAfter } from './days.ts'
import { record } from './record.ts'
import type { CountyState } from './state.ts'

/** Whether the child could be helped early on the day: neither in need nor helped already, then or within the week. */
export const mayHaveEarlyHelp = (child: Child, day: DayNumber): boolean =>
  !child.events.some(
    event =>
      (event.kind === 'inNeed' || event.kind === 'earlyHelp') &&
      event.startedOn <= day + 7 &&
      (event.endedOn === null || event.endedOn > day),
  )

/** An early help episode from the day, until needs are met or the child's next episode of need begins. */
export const startEarlyHelp = (
  state: CountyState,
  child: Child,
  day: DayNumber,
  contact: number | null,
  group: number,
): void => {
  const stream = streamOf(state.seed, 'early help', group)
  const usual = workingDayAfter(day + stream.whole(45, 280))
  const nextOf = (kind: 'inNeed' | 'earlyHelp'): DayNumber =>
    child.events.reduce(
      (soonest, event) => (event.kind === kind && event.startedOn > day ? Math.min(soonest, event.startedOn) : soonest),
      Number.POSITIVE_INFINITY,
    )
  const stepsUpOn = nextOf('inNeed')
  const endsOn = Math.min(usual, stepsUpOn, nextOf('earlyHelp'), child.adultOn)
  const reason =
    endsOn === stepsUpOn
      ? 'steppedUp'
      : endsOn === child.adultOn
        ? 'turned18'
        : stream.happens(0.85)
          ? 'needsMet'
          : 'disengaged'
  const hasEnded = endsOn <= state.lastDay
  record<'earlyHelp'>(state, child, day, {
    kind: 'earlyHelp',
    group,
    contact,
    startedOn: day,
    endedOn: hasEnded ? endsOn : null,
    endReason: hasEnded ? reason : null,
  })
}

/** Early help for those whose case was stepped down to it; brothers and sisters of one day together. */
export const writeStepDowns = (state: CountyState): void => {
  for (const { children } of state.families) {
    const groups = new Map<DayNumber, number>()
    for (const child of children) {
      const stepDowns = child.events.filter(
        event => event.kind === 'inNeed' && event.endReason === 'steppedDownToEarlyHelp',
      )
      for (const event of stepDowns) {
        if (event.kind !== 'inNeed' || event.endedOn === null) continue
        const group = groups.get(event.endedOn) ?? state.nextGroup()
        groups.set(event.endedOn, group)
        startEarlyHelp(state, child, event.endedOn, null, group)
      }
    }
  }
}
