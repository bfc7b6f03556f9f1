import type { AllocationPart } from '../../journey/index.ts'
import type { Handing } from '../allocation/index.ts'
import { streamOf } from '../chance/random.ts'
import type { SimulatedFamily } from '../journeys/index.ts'
import type { FamilyPeople } from '../people/index.ts'
import { ranks } from './act.ts'
import type { Act } from './act.ts'
import { actsOf } from './acts.ts'
import { openAgenda } from './agenda.ts'
import type { County } from './county.ts'
import { write } from './due-work.ts'
import { giveReviewingOfficer, handTo } from './handing.ts'
import { nobodyYet } from './hands.ts'
import { oversightAfter, plansAboutLongPlans } from './oversight-acts.ts'
import { openRegister } from './register.ts'
import type { Register } from './register.ts'
import { timingOf, writerOf } from './scene.ts'
import type { Scene } from './scene.ts'

const partIn = (service: Handing['service']): AllocationPart =>
  service === 'leaving-care' ? 'personalAdviser' : service === 'early-help' ? 'earlyHelpWorker' : 'socialWorker'

/** Acts of siblings that are one entry, in the order of the days; what they follow may still part them. */
const together = (acts: readonly Act[]): readonly (readonly Act[])[] => {
  const groups = new Map<string, Act[]>()
  for (const act of acts) {
    let key = `${act.share}|${act.day}|${act.completed}|${act.outcome}`
    // The same of one child twice are two entries.
    while (groups.get(key)?.some(({ child }) => child === act.child) === true) key += '|'
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [act])
    else group.push(act)
  }
  return [...groups.values()]
}

/** All that is settled of the family's children, each by itself. */
const settledActs = (
  { seed, recordsFrom, lastDay, placements, oversightFrom }: County,
  family: SimulatedFamily,
): readonly Act[] => {
  const overseen = { seed, from: oversightFrom, lastDay }
  return family.children.flatMap((child, index) => {
    const stream = streamOf(seed, 'acts', child.id)
    const own = actsOf({ child, index, seed, recordsFrom, lastDay, placements, stream })
    return [...own, ...oversightAfter(own, overseen), ...plansAboutLongPlans(child, index, overseen)]
  })
}

/** Writes acts that are done together, one entry for each entry that they follow. */
const perform = (scene: Scene, marks: Map<string, number>, acts: readonly Act[]): void => {
  const byFollowed = Map.groupBy(acts, act => (act.follows === undefined ? null : (marks.get(act.follows) ?? null)))
  for (const [follows, group] of byFollowed) {
    const [act] = group
    if (act === undefined) continue
    const { day, completed, step, outcome, facts } = act
    const children = group.map(each => each.child)
    const addressed = step === 'escalation' ? { addressedTo: writerOf(scene, 'manager', act.child, day).worker } : {}
    const told = { children, day, completed, step, outcome, facts: { ...facts, ...addressed }, follows }
    const by = writerOf(scene, act.hand, act.child, completed)
    const lineage = write(scene, { ...told, by }, timingOf(act.hand))
    for (const { mark } of group) if (mark !== undefined) marks.set(mark, lineage)
    if (step === 'becomingLookedAfter' && day >= scene.county.recordsFrom)
      for (const child of children) giveReviewingOfficer(scene, child, day)
  }
}

/** Everything that was recorded about a family, told from the first day to the last; its identities are numbered from `identity`. */
export const tellStory = (
  county: County,
  family: SimulatedFamily,
  people: FamilyPeople,
  handings: readonly Handing[],
  identity: number,
): Register => {
  const agenda = openAgenda(county.lastDay)
  const scene: Scene = {
    county,
    family,
    identity,
    chance: streamOf(county.seed, 'work', family.id),
    register: openRegister(county, family, people, identity),
    agenda,
    holders: family.children.map(nobodyYet),
    lastSeenVirtually: family.children.map(() => new Set()),
  }
  const marks = new Map<string, number>()
  const isAlive = () => true
  for (const acts of together(settledActs(county, family))) {
    const [first] = acts
    if (first !== undefined)
      agenda.wait({ day: first.day, rank: first.rank, isAlive, happen: () => perform(scene, marks, acts) })
  }
  for (const { day, children, worker, team, service } of handings) {
    const handing = { day, part: partIn(service), to: { worker, team } }
    agenda.wait({ day, rank: ranks.handing, isAlive, happen: () => handTo(scene, children, handing) })
  }
  agenda.run()
  return scene.register
}
