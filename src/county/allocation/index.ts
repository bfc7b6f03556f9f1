import { dayNumber } from '../../calendar/index.ts'
import type { Controls } from '../controls/index.ts'
import type { SimulatedFamily } from '../journeys/index.ts'
import { holdingServices, partsOf } from '../workforce/index.ts'
import type { Roster } from '../workforce/index.ts'
import { casesOf } from './cases.ts'
import type { Case } from './cases.ts'
import { headcounts } from './headcount.ts'
import type { Pool } from './headcount.ts'
import { seatWorkers } from './seating.ts'
import { shareCases } from './share.ts'
import type { Caseload, Handing } from './share.ts'

export { comesToPlan } from './cases.ts'
export type { Caseload, Handing } from './share.ts'

export type Allocation = {
  /** By a family's place in the list, what was handed to whom, in the order of days. */
  readonly handings: ReadonlyMap<number, readonly Handing[]>
  /** What each worker holds on the day of the controls' caseloads. */
  readonly caseloads: readonly Caseload[]
}

/** Draws up the workers who hold children, and shares all the county's cases among them over time. */
export const allocate = (
  roster: Roster,
  families: readonly SimulatedFamily[],
  controls: Controls,
  seed: number,
): Allocation => {
  const parts = partsOf(controls)
  const pools: readonly Pool[] = holdingServices.flatMap(({ service }) => parts.map((_, part) => ({ service, part })))
  const quadrantOf = new Map(controls.districts.list.map(district => [district.key, district.quadrant]))
  const partOf = (family: number) => {
    const quadrant = quadrantOf.get(families[family]?.district ?? '')
    return Math.max(
      0,
      parts.findIndex(part => part?.key === quadrant),
    )
  }
  const poolOf = (of: Case) =>
    holdingServices.findIndex(({ service }) => service === of.service) * parts.length + partOf(of.family)
  const { county } = controls
  const sharing = { seed, recordsFrom: dayNumber(county.recordsFrom), lastDay: dayNumber(county.lastDay) }
  const cases = families.flatMap((family, place) => casesOf(family, place, sharing))
  const seats = seatWorkers(roster, controls, seed, { pools, headcounts: headcounts(controls, pools, cases, poolOf) })
  const { handings, caseloads } = shareCases(controls, cases, poolOf, seats)
  const byFamily = new Map<number, Handing[]>()
  for (const handing of handings) {
    const of = byFamily.get(handing.family)
    if (of === undefined) byFamily.set(handing.family, [handing])
    else of.push(handing)
  }
  return { handings: byFamily, caseloads }
}
