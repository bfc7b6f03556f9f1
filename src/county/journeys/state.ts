import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Controls } from '../controls/index.ts'
import type { Month, Plan } from '../plan/index.ts'
import { chooser, streamOf } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { Child, Family } from './child.ts'
import { newPool } from './pool.ts'
import type { Pool } from './pool.ts'

const poolNames = [
  'open',
  'closable',
  'neverOnPlan',
  'onceOnPlan',
  'assessable',
  'assessing',
  'onPlan',
  'uascInCare',
  'othersInCare',
  'closed',
  'dormant',
] as const

/** The places of a child who is in no pool. */
export const nowhere = (): number[] => poolNames.map(() => -1)

/** The county as it stands while the simulation goes from day to day. */
export type CountyState = {
  readonly controls: Controls
  readonly plan: Plan
  readonly seed: number
  readonly recordsFrom: DayNumber
  readonly lastDay: DayNumber
  readonly families: Family[]
  readonly pools: Readonly<Record<(typeof poolNames)[number], Pool>>
  /** Children by their 18th birthday, where it falls within the history. */
  readonly comingOfAge: Map<DayNumber, Child[]>
  /** Children in the order in which their need began. */
  readonly newlyInNeed: Child[]
  /** Children whose case is likely to close soon, in the order in which that became so. */
  readonly likelyToClose: Child[]
  /** Set while the year still needs somebody to become looked after who comes of age in it. */
  wanted: { readonly comingOfAgeBy: DayNumber } | null
  /** The stream of one purpose. */
  readonly chance: (purpose: string) => Stream
  readonly districtOf: (stream: Stream) => string
  /** How many brothers and sisters a child has. */
  readonly siblingsOf: (stream: Stream) => number
  readonly nextEvent: () => number
  readonly nextGroup: () => number
  readonly nextChild: () => number
}

const counter = () => {
  let last = 0
  return () => (last += 1)
}

export const newState = (controls: Controls, plan: Plan, seed: number): CountyState => {
  const streams = new Map<string, Stream>()
  const siblings = chooser(Object.fromEntries(controls.hazards.siblings.map((share, index) => [`${index}`, share])))
  return {
    controls,
    plan,
    seed,
    recordsFrom: dayNumber(controls.county.recordsFrom),
    lastDay: dayNumber(controls.county.lastDay),
    families: [],
    pools: Object.fromEntries(poolNames.map((name, number) => [name, newPool(number)])) as CountyState['pools'],
    comingOfAge: new Map(),
    newlyInNeed: [],
    likelyToClose: [],
    wanted: null,
    chance: purpose => {
      const known = streams.get(purpose)
      if (known !== undefined) return known
      const stream = streamOf(seed, purpose)
      streams.set(purpose, stream)
      return stream
    },
    districtOf: chooser(Object.fromEntries(controls.districts.list.map(({ key, share }) => [key, share]))),
    siblingsOf: stream => Number(siblings(stream)),
    nextEvent: counter(),
    nextGroup: counter(),
    nextChild: counter(),
  }
}

/** Puts the child into the pools where the child now belongs. To be called whenever the child's standing has changed. */
export const settle = ({ pools }: CountyState, child: Child): void => {
  const isOpen = child.need !== null
  const isProtectable = isOpen && child.plan === null && child.care === null
  pools.open.set(child, isOpen)
  pools.closable.set(child, isProtectable && child.assessment === null)
  pools.neverOnPlan.set(child, isProtectable && child.plansBefore === 0)
  pools.onceOnPlan.set(child, isProtectable && child.plansBefore > 0)
  pools.assessable.set(child, isOpen && child.assessment === null && child.care === null)
  pools.assessing.set(child, child.assessment !== null)
  pools.onPlan.set(child, child.plan !== null)
  pools.uascInCare.set(child, child.care !== null && child.isUasc)
  pools.othersInCare.set(child, child.care !== null && !child.isUasc)
  pools.closed.set(child, !isOpen && child.isKnown && !child.isDormant)
  pools.dormant.set(child, !isOpen && child.isKnown && child.isDormant)
}

/** One working day of the simulation: the day, its month and its place among the month's working days. */
export type WorkingDay = { readonly day: DayNumber; readonly month: Month; readonly place: number }
