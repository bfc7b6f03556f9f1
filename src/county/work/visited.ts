import { addWorkingDaysTo, birthday, dateOf, dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { adulthood } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import type { Controls } from '../controls/index.ts'
import type { JourneyEvent, SimulatedChild, SimulatedFamily } from '../journeys/index.ts'
import type { Placement } from './placements.ts'

/** How a child stands on the day of the report: visited face to face in time, only virtually, or not in time. */
export type Standing = 'inTime' | 'virtual' | 'late'

/** The rules by which the visits of the three groups of children are due. */
const visitRules = {
  lookedAfter: 'placement.visit',
  onPlan: 'childProtectionPlan.visit',
  childInNeedPlan: 'childInNeedPlan.visit',
} as const

type Group = keyof typeof visitRules

/**
 * Children of one group and family are visited together and stand alike, but each looked-after child alone. What is settled
 * is in time whatever is drawn.
 */
type Unit = { readonly children: readonly SimulatedChild[]; readonly isSettled: boolean }

const runs = (event: { readonly startedOn: DayNumber; readonly endedOn: DayNumber | null }, day: DayNumber) =>
  event.startedOn <= day && (event.endedOn === null || event.endedOn > day)

const groupOf = (
  child: SimulatedChild,
  day: DayNumber,
): { readonly group: Group; readonly event: JourneyEvent } | undefined => {
  const running = <Kind extends JourneyEvent['kind']>(kind: Kind) =>
    child.events.find(
      (event): event is Extract<JourneyEvent, { kind: Kind }> =>
        event.kind === kind && 'endedOn' in event && 'startedOn' in event && runs(event, day),
    )
  const care = running('care')
  if (care !== undefined) return { group: 'lookedAfter', event: care }
  const plan = running('protectionPlan')
  if (plan !== undefined) return { group: 'onPlan', event: plan }
  const inNeed = running('childInNeedPlan')
  return inNeed === undefined ? undefined : { group: 'childInNeedPlan', event: inNeed }
}

const isTooNew = (
  group: Group,
  event: JourneyEvent,
  placements: ReadonlyMap<number, readonly Placement[]>,
  day: DayNumber,
) => {
  if (group === 'lookedAfter') {
    const current = placements.get(event.id)?.findLast(placement => placement.from <= day)
    return current !== undefined && current.from + 7 >= day
  }
  const startedOn = 'startedOn' in event ? event.startedOn : day
  return addWorkingDaysTo(startedOn, group === 'onPlan' ? 10 : 30) >= day
}

/** Longer than from any visit to the next. */
const longestGap = 100

/** Whether the child comes of age before the next visit may be due: then none is owed that could be late, or be virtual. */
const isSoonOfAge = ({ bornOn }: SimulatedChild, day: DayNumber) =>
  dayNumber(birthday(dateOf(bornOn), adulthood.age)) <= day + longestGap

const unitsOf = (
  families: readonly SimulatedFamily[],
  placements: ReadonlyMap<number, readonly Placement[]>,
  day: DayNumber,
): Readonly<Record<Group, Unit[]>> => {
  const units: Record<Group, Unit[]> = { lookedAfter: [], onPlan: [], childInNeedPlan: [] }
  for (const family of families) {
    const together: Record<'onPlan' | 'childInNeedPlan', { children: SimulatedChild[]; isSettled: boolean }> = {
      onPlan: { children: [], isSettled: false },
      childInNeedPlan: { children: [], isSettled: false },
    }
    for (const child of family.children) {
      const of = groupOf(child, day)
      if (of === undefined) continue
      const isSettled = isTooNew(of.group, of.event, placements, day) || isSoonOfAge(child, day)
      if (of.group === 'lookedAfter') units.lookedAfter.push({ children: [child], isSettled })
      else {
        const unit = together[of.group]
        unit.children.push(child)
        unit.isSettled ||= isSettled
      }
    }
    for (const group of ['onPlan', 'childInNeedPlan'] as const)
      if (together[group].children.length > 0) units[group].push(together[group])
  }
  return units
}

/**
 * For each child who is to be visited on the controls' day, how the child stands, so that exactly the rounded percentage
 * of each group has been visited face to face in time. Those too new to be due count as in time and are taken first, and so
 * are those who soon come of age.
 */
export const standingsOf = (
  families: readonly SimulatedFamily[],
  placements: ReadonlyMap<number, readonly Placement[]>,
  controls: Controls,
  seed: number,
): ReadonlyMap<number, Standing> => {
  const stream = streamOf(seed, 'visited in time')
  const day = dayNumber(controls.visits.on)
  const units = unitsOf(families, placements, day)
  const standings = new Map<number, Standing>()
  for (const group of Object.keys(visitRules) as Group[]) {
    const stock = units[group].reduce((sum, { children }) => sum + children.length, 0)
    let left = Math.round((controls.visits.percentInTime[group] / 100) * stock)
    const order = units[group]
      .map(unit => ({ unit, key: (unit.isSettled ? 0 : 1) + stream.fraction() }))
      .sort((one, other) => one.key - other.key)
    for (const { unit } of order) {
      const fits = unit.children.length <= left
      // A family too large for what is left is parted: some of its children were seen and some were not.
      const seen = fits ? unit.children.length : left
      const otherwise: Standing = stream.happens(0.45) ? 'virtual' : 'late'
      unit.children.forEach((child, index) => standings.set(child.id, index < seen ? 'inTime' : otherwise))
      left -= seen
    }
  }
  return standings
}
