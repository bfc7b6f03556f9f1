import type { DayNumber } from '../../calendar/index.ts'
import { dayNumber } from '../../calendar/index.ts'
import { planKindOf, planKinds } from '../../journey/index.ts'
import type { Action, Goal, Plan, PlanKind } from '../../journey/index.ts'
import { chooseFrom } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { JourneyEvent, SimulatedFamily } from '../journeys/index.ts'
import { on, workingDayFrom } from './act.ts'
import { actions as actionsInWords, choose, fill, say } from './phrases.ts'
import type { Telling, Words } from './phrases.ts'
import {
  careActions,
  careGoals,
  familySays,
  knownBy,
  pathwayActions,
  pathwayGoals,
  planActions,
} from './plan-phrases.ts'
import { themes } from './themes.ts'
import type { Theme, ThemeName } from './themes.ts'

/** How long before the end of the records meetings keep the plan itself up to date; before, it is told in words. */
const daysKept = 300

const actionsByTheme: ReadonlyMap<Theme, (typeof planActions)[ThemeName]> = new Map(
  (Object.keys(planActions) as ThemeName[]).map(name => [themes[name], planActions[name]]),
)

const eventsOf: Readonly<Record<PlanKind, readonly JourneyEvent['kind'][]>> = {
  childProtectionPlan: ['protectionPlan'],
  childInNeedPlan: ['childInNeedPlan'],
  carePlan: ['care'],
  // One who is entitled while in care has a plan there.
  pathwayPlan: ['careLeaver', 'care'],
}

/** Whether a child's plan of a kind that runs on a day still runs when the records end. */
const goesOn = (family: SimulatedFamily, child: number, kind: PlanKind, day: DayNumber, lastDay: DayNumber): boolean =>
  family.children[child]?.events.some(
    event =>
      eventsOf[kind].includes(event.kind) &&
      'startedOn' in event &&
      'endedOn' in event &&
      event.startedOn <= day &&
      (event.endedOn === null || event.endedOn > lastDay),
  ) === true

const newAction = (
  telling: Telling,
  key: string,
  { what, owner }: { what: string; owner: string },
  day: DayNumber,
): Action => ({
  key,
  what: fill(telling, what),
  owner: fill(telling, owner),
  by: on(workingDayFrom(day + telling.stream.whole(18, 75))),
  status: telling.stream.happens(0.35) ? 'underWay' : 'notStarted',
})

const phrasesFor = (kind: PlanKind, theme: Theme) => {
  const own = actionsByTheme.get(theme) ?? []
  if (kind === 'pathwayPlan') return { goals: pathwayGoals, actions: pathwayActions }
  return kind === 'carePlan'
    ? { goals: [...careGoals, ...theme.goals], actions: [...careActions, ...own] }
    : { goals: theme.goals, actions: own }
}

/** A first plan: a goal or two, each with an action or two. */
const begin = (telling: Telling, kind: PlanKind, day: DayNumber): Plan => {
  const { stream, theme } = telling
  const { goals, actions } = phrasesFor(kind, theme)
  const first = stream.whole(0, actions.length - 1)
  let taken = 0
  return Array.from({ length: stream.happens(0.7) ? 2 : 1 }, (_, index): Goal => {
    const count = stream.whole(1, 2)
    const own = Array.from({ length: count }, () => {
      const phrase = actions[(first + taken) % actions.length]
      taken += 1
      return phrase === undefined ? undefined : newAction(telling, `a${taken}`, phrase, day)
    })
    return {
      key: `g${index + 1}`,
      different: fill(telling, goals[index % goals.length] ?? ''),
      actions: own.filter(action => action !== undefined),
      ...(stream.happens(0.6) ? { known: fill(telling, choose(telling, knownBy)) } : {}),
    }
  })
}

/** An action some weeks on: done, put off, dropped, or still as it was. One of six is put off whenever its day comes. */
const goOn = (stream: Stream, action: Action, day: DayNumber): Action => {
  const { by = on(day), status } = action
  if (status === 'done' || status === 'dropped') return action
  const chance = stream.fraction()
  const putOff: Action = { ...action, by: on(workingDayFrom(day + stream.whole(18, 45))), status: 'moved' }
  const isDue = dayNumber(by) <= day + 10
  if (!isDue)
    return chance < 0.3 ? { ...action, status: 'underWay' } : chance < 0.42 ? { ...action, status: 'done' } : action
  if ((action.what.length + action.owner.length) % 6 === 0) return chance < 0.85 ? putOff : action
  if (chance < 0.55) return { ...action, status: 'done' }
  return chance < 0.8 ? putOff : chance < 0.85 ? { ...action, status: 'dropped' } : action
}

/** A plan some weeks on; now and then with an action more, and where nobody looks at it as it was. */
const advance = (telling: Telling, kind: PlanKind, plan: Plan, day: DayNumber): Plan => {
  const { stream, theme } = telling
  if (stream.happens(0.15)) return plan
  const { actions } = phrasesFor(kind, theme)
  const known = new Set(plan.flatMap(goal => (goal.actions ?? []).map(({ what }) => what)))
  const more = actions.find(({ what }) => !known.has(fill(telling, what)))
  return plan.map((goal, index): Goal => {
    const standing = (goal.actions ?? []).map(action => goOn(stream, action, day))
    const isAllDone = standing.every(({ status }) => status === 'done' || status === 'dropped')
    return more !== undefined && index === plan.length - 1 && (isAllDone || stream.happens(0.2))
      ? { ...goal, actions: [...standing, newAction(telling, `n${day}`, more, day)] }
      : { ...goal, actions: standing }
  })
}

type PlanWriting = {
  readonly children: readonly number[]
  readonly step: string
  readonly outcome: string
  readonly completed: DayNumber
}

/** The steps by which a plan is agreed: they say the whole plan whenever they are recorded. */
const agreeing: readonly string[] = ['childInNeedPlan', 'carePlan', 'pathwayPlan']

/** A plan of the last days may ask for more visits than policy does. Earlier ones leave the rates of visits as they were reported. */
const daysAsked = 12
const visitsAsked: Readonly<Partial<Record<PlanKind, number>>> = { childInNeedPlan: 10, carePlan: 15, pathwayPlan: 20 }

const moreVisits = (kind: PlanKind, completed: DayNumber, lastDay: DayNumber): Words => {
  const days = visitsAsked[kind]
  return days !== undefined && completed > lastDay - daysAsked && completed % 3 === 0 ? { visitEvery: days } : {}
}

/** The plans of one family as they go on: the goals and actions that an entry says, from those of the entry before. */
export const planBook = (
  family: SimulatedFamily,
  stream: Stream,
  lastDay: DayNumber,
): ((writing: PlanWriting, telling: Telling) => Words) => {
  const kept = new Map<string, Plan>()
  return ({ children, step, outcome, completed }, told) => {
    const kind = planKindOf(step, {})
    const [first] = children
    if (kind === undefined || first === undefined || outcome.startsWith('end') || outcome === 'noPlan') return {}
    const isAgreed = agreeing.includes(step)
    const isKept = completed >= lastDay - daysKept && goesOn(family, first, kind, completed, lastDay)
    if (!isAgreed && !isKept) return step === 'coreGroup' ? { actions: say(told, actionsInWords) } : {}
    const telling: Telling = { ...told, stream }
    const before = kept.get(`${kind} ${first}`)
    const isNew = before === undefined || (step === planKinds[kind].steps[0] && outcome !== 'revised')
    const plan = isNew ? begin(telling, kind, completed) : advance(telling, kind, before, completed)
    for (const child of children) kept.set(`${kind} ${child}`, plan)
    const isHeard = step !== 'lookedAfterReview' && stream.happens(isAgreed ? 0.4 : 0.25)
    return {
      plan,
      ...(isAgreed ? moreVisits(kind, completed, lastDay) : {}),
      ...(isHeard ? { familysView: chooseFrom(stream, familySays) } : {}),
    }
  }
}
