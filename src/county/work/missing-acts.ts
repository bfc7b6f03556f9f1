import type { DayNumber } from '../../calendar/index.ts'
import { addWorkingDaysTo } from '../../calendar/index.ts'
import type { Stream } from '../chance/random.ts'
import type { JourneyEvent } from '../journeys/index.ts'
import { on, ranks } from './act.ts'
import type { Act, Making } from './act.ts'

const twoDigits = (value: number) => String(value).padStart(2, '0')

const time = (stream: Stream, from: number, to: number) =>
  `${twoDigits(stream.whole(from, to))}:${twoDigits(stream.whole(0, 11) * 5)}`

const twelveYears = 12 * 365.25

/** The times in which a child of 12 or more might go missing, from care or from home, and how often it comes to that. */
const times = ({ child, recordsFrom, lastDay }: Making) =>
  child.events.flatMap((event: JourneyEvent) => {
    const share = event.kind === 'care' ? 0.24 : event.kind === 'protectionPlan' ? 0.05 : 0
    if (share === 0 || !('startedOn' in event) || !('endedOn' in event)) return []
    const from = Math.max(event.startedOn + 5, recordsFrom, Math.ceil(child.bornOn + twelveYears))
    const to = Math.min((event.endedOn ?? Infinity) - 12, lastDay - 2)
    return from < to ? [{ from, to, share }] : []
  })

const oneTime = (
  { stream, index, lastDay }: Making,
  day: DayNumber,
): { readonly acts: readonly Act[]; readonly until: DayNumber } => {
  const nights = stream.happens(0.75) ? 1 : stream.whole(2, 5)
  const back = day + nights
  const away = stream.happens(0.2)
  const base = { child: index, hand: 'emergencyDuty' } as const
  const acts: Act[] = [
    {
      ...base,
      day,
      completed: day,
      rank: ranks.missing,
      step: 'missing',
      outcome: 'missing',
      share: `missing ${index} ${day}`,
      facts: { missingFrom: `${on(day)}T${time(stream, 16, 22)}`, kind: away ? 'A' : 'M' },
      mark: `missing ${day}`,
    },
  ]
  if (back > lastDay) return { acts, until: back }
  acts.push({
    ...base,
    day: back,
    completed: back,
    rank: ranks.missing,
    step: 'returnFromMissing',
    outcome: 'returned',
    share: `returned ${index} ${day}`,
    facts: { returnedAt: `${on(back)}T${time(stream, 3, 13)}` },
    mark: `returned ${day}`,
    follows: `missing ${day}`,
  })
  const offered = stream.happens(0.78)
    ? addWorkingDaysTo(back, stream.whole(1, 2))
    : addWorkingDaysTo(back, stream.whole(4, 12))
  if (offered <= lastDay && stream.happens(0.94))
    acts.push({
      child: index,
      hand: 'socialWorker',
      day: offered,
      completed: offered,
      rank: ranks.missing,
      step: 'returnInterview',
      outcome: stream.happens(0.66) ? 'held' : 'declined',
      share: `return interview ${index} ${day}`,
      facts: { heldOn: on(offered) },
      follows: `returned ${day}`,
    })
  return { acts, until: offered }
}

/** The times when a child went missing and came back, with the return interview. */
export const missingActs = (making: Making): readonly Act[] => {
  const { stream } = making
  return times(making).flatMap(({ from, to, share }) => {
    if (!stream.happens(share)) return []
    const acts: Act[] = []
    let day = stream.whole(from, to)
    while (day < to) {
      const { acts: made, until } = oneTime(making, day)
      acts.push(...made)
      if (!stream.happens(0.6)) break
      day = until + stream.whole(3, 120)
    }
    return acts
  })
}
