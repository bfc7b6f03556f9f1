import type { DayNumber } from '../../calendar/index.ts'
import type { AllocationPart } from '../../journey/index.ts'
import { on, ranks } from './act.ts'
import { write } from './due-work.ts'
import { chairSeat, handedBy } from './hands.ts'
import type { Holder } from './hands.ts'
import { heldBy, timing } from './scene.ts'
import type { Scene } from './scene.ts'

/** Hands children to a worker in one part: whom nobody held is allocated, the others are transferred. */
export const handTo = (
  scene: Scene,
  children: readonly number[],
  { day, part, to }: { readonly day: DayNumber; readonly part: AllocationPart; readonly to: Holder },
): void => {
  const first = children.filter(child => heldBy(scene, child)[part] === undefined)
  const passed = children.filter(child => !first.includes(child))
  const by = handedBy(scene.county.establishment, to.team, day)
  const common = { day, completed: day, outcome: part, follows: null, by }
  const facts = { worker: to.worker, team: to.team }
  for (const child of children) {
    heldBy(scene, child)[part] = to
    scene.county.caseloads.hold(scene.identity + child, part, to, day)
  }
  if (first.length > 0)
    write(
      scene,
      { ...common, children: first, step: 'allocation', facts: { allocatedOn: on(day), ...facts } },
      timing.decision,
    )
  if (passed.length > 0)
    write(
      scene,
      { ...common, children: passed, step: 'transfer', facts: { transferredOn: on(day), ...facts } },
      timing.decision,
    )
}

/** The reviewing officer of a child who becomes looked after; when one leaves, the next takes over. */
export const giveReviewingOfficer = (scene: Scene, child: number, day: DayNumber): void => {
  const seat = chairSeat(scene.county.establishment, scene.family.id)
  const now = seat.findLast(occupant => occupant.from <= day) ?? seat[0]
  if (now === undefined) return
  const to = { worker: now.worker, team: 'quality-and-review' }
  handTo(scene, [child], { day, part: 'reviewingOfficer', to })
  const next = seat.find(occupant => occupant.from > day)
  if (next === undefined) return
  scene.agenda.wait({
    day: next.from,
    rank: ranks.handing,
    isAlive: () => heldBy(scene, child).reviewingOfficer?.worker === now.worker,
    happen: () => giveReviewingOfficer(scene, child, next.from),
  })
}
