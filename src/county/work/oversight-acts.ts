import { addMonths, addWorkingDaysTo, dateOf, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { significantEventOf, significantEvents } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import type { SimulatedChild } from '../journeys/index.ts'
import { on, ranks, workingDayFrom } from './act.ts'
import type { Act } from './act.ts'

type Told = { readonly seed: number; readonly from: DayNumber; readonly lastDay: DayNumber }

/** After most significant events a manager looks, mostly within the week; after a few nobody does. The same for siblings. */
const lookedOn = (seed: number, { share, completed }: Act): DayNumber | undefined => {
  const stream = streamOf(seed, `oversight of ${share}`, completed)
  const chance = stream.fraction()
  if (chance > 0.93) return undefined
  return addWorkingDaysTo(completed, chance < 0.8 ? stream.whole(0, 4) : stream.whole(6, 15))
}

const decisions = [
  'The worker goes on as planned.',
  'The plan is brought up to date this week.',
  'The worker visits more often for now.',
  'A meeting of those involved within ten days.',
]

const oversightOf = (seed: number, act: Act, day: DayNumber, title: string): Act => ({
  day,
  completed: day,
  rank: ranks.earlyHelp + 5,
  step: 'managementOversight',
  outcome: 'recorded',
  child: act.child,
  share: `oversight of ${act.share}`,
  facts: {
    heldOn: on(day),
    event: title,
    decision: decisions[streamOf(seed, `decision on ${act.share}`, day).whole(0, decisions.length - 1)],
  },
  hand: 'manager',
  ...(act.mark === undefined ? {} : { follows: act.mark }),
})

/** Managers' oversight after significant events among the acts of a child. */
export const oversightAfter = (acts: readonly Act[], { seed, from, lastDay }: Told): readonly Act[] =>
  acts.flatMap(act => {
    if (act.completed < from) return []
    const event = significantEventOf(act.step, act.outcome)
    const day = event === undefined ? undefined : lookedOn(seed, act)
    if (event === undefined || day === undefined || day > lastDay) return []
    return [oversightOf(seed, act, day, significantEvents[event].title)]
  })

const monthsThatAreLong = 15

/** A manager's plan about a plan that has lasted long: what is done, and when to look again. The same for siblings. */
export const plansAboutLongPlans = (
  child: SimulatedChild,
  index: number,
  { seed, from, lastDay }: Told,
): readonly Act[] =>
  child.events.flatMap((event): readonly Act[] => {
    if (event.kind !== 'childInNeedPlan' && event.kind !== 'protectionPlan') return []
    const stream = streamOf(seed, `long ${event.kind} ${event.group}`, event.startedOn)
    const end = event.endedOn ?? Infinity
    const acts: Act[] = []
    let day = dayNumber(addMonths(dateOf(event.startedOn), monthsThatAreLong)) + stream.whole(1, 60)
    while (day < end && day <= lastDay) {
      const held = workingDayFrom(day)
      if (held >= from && held < end && held <= lastDay && stream.happens(0.7))
        acts.push({
          day: held,
          completed: held,
          rank: ranks.earlyHelp + 5,
          step: 'managementOversight',
          outcome: 'recorded',
          child: index,
          share: `long ${event.kind} ${event.group}`,
          facts: {
            heldOn: on(held),
            event: 'The plan has lasted long',
            decision:
              'What keeps the plan going is agreed with the family, and the next review decides whether it ends.',
            drift: ['longInStatus'],
            lookAgainOn: on(workingDayFrom(held + 84)),
          },
          hand: 'manager',
        })
      day += 84 + stream.whole(0, 30)
    }
    return acts
  })
