import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { AllocationPart, DutyRow, StepName } from '../../journey/index.ts'
import type { Handing } from '../allocation/index.ts'
import { streamOf } from '../chance/random.ts'
import type { SimulatedFamily } from '../journeys/index.ts'
import type { FamilyPeople } from '../people/index.ts'
import { on, ranks } from './act.ts'
import type { Act, Hand } from './act.ts'
import { actsOf } from './acts.ts'
import type { County } from './county.ts'
import { episodeEnd } from './episode-ends.ts'
import { chairSeat, handedBy, nobodyYet, writtenBy } from './hands.ts'
import type { Holder, Holders } from './hands.ts'
import { oversightAfter, plansAboutLongPlans } from './oversight-acts.ts'
import { agreedAhead } from './planned-visits.ts'
import type { AgreedAhead } from './planned-visits.ts'
import { habits, planFor } from './recurring.ts'
import type { Habit, Plan } from './recurring.ts'
import { recurringFacts } from './recurring-facts.ts'
import { openRegister } from './register.ts'
import type { Register, Writing } from './register.ts'
import { writingUp } from './writing-up.ts'
import type { WrittenUp } from './writing-up.ts'

/** Something that will happen on a day, unless it has been overtaken by then. */
type Waiting = {
  readonly day: DayNumber
  readonly rank: number
  readonly isAlive: () => boolean
  readonly happen: () => void
}

const parts = (service: Handing['service']): AllocationPart =>
  service === 'leaving-care' ? 'personalAdviser' : service === 'early-help' ? 'earlyHelpWorker' : 'socialWorker'

/** Parts that a step ends, so that the next worker is allocated and not transferred to. */
const partEndedBy: Readonly<Partial<Record<StepName, AllocationPart>>> = {
  closure: 'socialWorker',
  leavingCareClosure: 'personalAdviser',
  earlyHelpClosure: 'earlyHelpWorker',
  ceasingToBeLookedAfter: 'reviewingOfficer',
}

/** When it is written down: decisions at the front door and about workers at once, and by some on any day of the week. */
const timing = {
  pointOfAccess: { atOnce: true, anyDay: true },
  partnership: { atOnce: true, anyDay: false },
  emergencyDuty: { atOnce: false, anyDay: true },
  decision: { atOnce: true, anyDay: false },
  usual: { atOnce: false, anyDay: false },
} as const

type Timing = Pick<Writing, 'atOnce' | 'anyDay'>

const timingOf = (hand: Hand): Timing =>
  hand === 'pointOfAccess' || hand === 'partnership' || hand === 'emergencyDuty' ? timing[hand] : timing.usual

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

/** Everything that was recorded about a family, told from the first day to the last; its identities are numbered from `identity`. */
export const tellStory = (
  county: County,
  family: SimulatedFamily,
  people: FamilyPeople,
  handings: readonly Handing[],
  identity: number,
): Register => {
  const { seed, recordsFrom, lastDay, reportDay, placements, standings, establishment } = county
  const chance = streamOf(seed, 'work', family.id)
  const register = openRegister(county, family, people, identity)
  const marks = new Map<string, number>()
  let waiting: Waiting[] = []
  const holders: readonly Holders[] = family.children.map(nobodyYet)
  const lastSeenVirtually = family.children.map(() => new Set<string>())

  const wait = (each: Waiting) => {
    if (each.day <= lastDay) waiting.push(each)
  }
  const standing = (child: number) => standings.get(family.children[child]?.id ?? 0)
  const hold = (child: number): Holders => holders[child] ?? nobodyYet()
  const by = (hand: Hand, child: number, day: DayNumber): Holder =>
    writtenBy(establishment, hand, { holders: hold(child), family: family.id, day, turn: family.id + day })

  /** Whether a duty is still waiting. One that a plan has given another day is another from then on. */
  const isWaitingFor = (child: number, duty: DutyRow) => register.reckonings[child]?.openDuties.includes(duty) === true

  const arises = (child: number, duty: DutyRow) => {
    const written = writingUp(seed, duty)
    if (written !== undefined) {
      const isAlive = () => isWaitingFor(child, duty)
      wait({ day: written.day, rank: ranks.meeting, isAlive, happen: () => writeUp(child, duty, written) })
      return
    }
    const habit = habits[duty.rule]
    const of = family.children[child]
    if (habit === undefined || of === undefined || duty.dueOn === null) return
    const anchor = dayNumber(duty.anchoredOn)
    const plan = planFor(
      chance,
      habit,
      {
        rule: duty.rule,
        due: dayNumber(duty.dueOn),
        anchor,
        end: episodeEnd(of, duty.rule, anchor) ?? Infinity,
        anchoredOnVirtual: duty.nth > 0 && lastSeenVirtually[child]?.has(duty.rule) === true,
        standing: habit.isVisit === true ? standing(child) : undefined,
      },
      { reportDay, recordsFrom },
    )
    if (plan === undefined) return
    const isAlive = () => isWaitingFor(child, duty)
    wait({ day: plan.day, rank: habit.rank, isAlive, happen: () => recur(child, duty, habit, plan) })
    if (habit.isVisit === true && plan.day > lastDay) {
      const ahead = agreedAhead(streamOf(seed, 'agreed ahead', of.id), habit.step, {
        visitOn: plan.day,
        anchor,
        lastDay,
      })
      if (ahead !== undefined) wait({ day: ahead.day, rank: habit.rank, isAlive, happen: () => agree(child, ahead) })
    }
    const tried = plan.day - 3
    if (
      habit.isVisit === true &&
      plan.mode === 'faceToFace' &&
      tried > anchor &&
      tried >= recordsFrom &&
      chance.happens(0.04)
    )
      wait({ day: tried, rank: habit.rank, isAlive, happen: () => notSeen(child, habit.step, tried) })
  }

  const write = (writing: Omit<Writing, 'atOnce' | 'anyDay'>, when: Timing): number => {
    const part = partEndedBy[writing.step]
    if (part !== undefined)
      for (const child of writing.children) {
        hold(child)[part] = undefined
        county.caseloads.release(identity + child, part, writing.day)
      }
    return register.write({ ...writing, ...when }, arises)
  }

  /** What follows an entry is written once for all whom that was about. */
  const writeUp = (child: number, duty: DutyRow, { step, hand: writer, day, outcome, facts }: WrittenUp) => {
    const isSame = (other: DutyRow) => other.rule === duty.rule && other.anchor === duty.anchor
    const children = family.children.flatMap((_, other) =>
      register.reckonings[other]?.openDuties.some(isSame) === true ? [other] : [],
    )
    const writing = { children, day, completed: day, step, outcome, facts, follows: duty.anchor }
    write({ ...writing, by: by(writer, child, day) }, timing.usual)
  }

  const agree = (child: number, { day, outcome, facts }: AgreedAhead) => {
    const writing = { children: [child], day, completed: day, outcome, facts, follows: null }
    write({ ...writing, step: 'plannedVisit', by: by('socialWorker', child, day) }, timing.decision)
  }

  const notSeen = (child: number, step: StepName, day: DayNumber) => {
    const writing = { children: [child], day, completed: day, step, outcome: 'notSeen', follows: null }
    const facts = { visitedOn: on(day), mode: 'faceToFace' }
    write({ ...writing, facts, by: by('socialWorker', child, day) }, timing.usual)
  }

  const recur = (child: number, duty: DutyRow, habit: Habit, { day, mode }: Plan) => {
    const nearReport = habit.isVisit === true && Math.abs(day - reportDay) < 220
    const joins = (other: number): boolean =>
      (!nearReport || standing(other) === standing(child)) &&
      register.reckonings[other]?.openDuties.some(
        each =>
          each.rule === duty.rule &&
          each.anchoredOn < on(day) &&
          each.dueOn !== null &&
          dayNumber(each.dueOn) - day < 45,
      ) === true
    const children = habit.shared
      ? family.children.flatMap((_, other) => (other === child || joins(other) ? [other] : []))
      : [child]
    if (habit.isVisit === true)
      for (const each of children) lastSeenVirtually[each]?.[mode === 'virtual' ? 'add' : 'delete'](duty.rule)
    const { outcome, facts } = recurringFacts(chance, habit.step, {
      day,
      mode,
      bornOn: family.children[child]?.bornOn ?? day,
      seed,
      child: family.children[child]?.id ?? 0,
    })
    const writing = { children, day, completed: day, step: habit.step, outcome, facts, follows: null }
    write({ ...writing, by: by(habit.hand, child, day) }, timingOf(habit.hand))
    if (outcome === 'notInTouch') {
      const again = day + chance.whole(10, 30)
      wait({
        day: again,
        rank: habit.rank,
        isAlive: () => isWaitingFor(child, duty),
        happen: () => recur(child, duty, habit, { day: again, mode }),
      })
    }
  }

  const hand = (children: readonly number[], day: DayNumber, part: AllocationPart, to: Holder) => {
    const first = children.filter(child => hold(child)[part] === undefined)
    const passed = children.filter(child => !first.includes(child))
    const common = { day, completed: day, outcome: part, follows: null, by: handedBy(establishment, to.team, day) }
    const facts = { worker: to.worker, team: to.team }
    for (const child of children) {
      hold(child)[part] = to
      county.caseloads.hold(identity + child, part, to, day)
    }
    if (first.length > 0)
      write(
        { ...common, children: first, step: 'allocation', facts: { allocatedOn: on(day), ...facts } },
        timing.decision,
      )
    if (passed.length > 0)
      write(
        { ...common, children: passed, step: 'transfer', facts: { transferredOn: on(day), ...facts } },
        timing.decision,
      )
  }

  /** The reviewing officer of a child who becomes looked after; when one leaves, the next takes over. */
  const giveReviewingOfficer = (child: number, day: DayNumber) => {
    const seat = chairSeat(establishment, family.id)
    const now = seat.findLast(occupant => occupant.from <= day) ?? seat[0]
    if (now === undefined) return
    hand([child], day, 'reviewingOfficer', { worker: now.worker, team: 'quality-and-review' })
    const next = seat.find(occupant => occupant.from > day)
    if (next === undefined) return
    wait({
      day: next.from,
      rank: ranks.handing,
      isAlive: () => hold(child).reviewingOfficer?.worker === now.worker,
      happen: () => giveReviewingOfficer(child, next.from),
    })
  }

  const perform = (acts: readonly Act[]) => {
    const byFollowed = Map.groupBy(acts, act => (act.follows === undefined ? null : (marks.get(act.follows) ?? null)))
    for (const [follows, group] of byFollowed) {
      const [act] = group
      if (act === undefined) continue
      const { day, completed, step, outcome, facts } = act
      const children = group.map(each => each.child)
      const addressed = step === 'escalation' ? { addressedTo: by('manager', act.child, day).worker } : {}
      const writing = { children, day, completed, step, outcome, facts: { ...facts, ...addressed }, follows }
      const lineage = write({ ...writing, by: by(act.hand, act.child, completed) }, timingOf(act.hand))
      for (const { mark } of group) if (mark !== undefined) marks.set(mark, lineage)
      if (step === 'becomingLookedAfter' && day >= recordsFrom)
        for (const child of children) giveReviewingOfficer(child, day)
    }
  }

  const overseen = { seed, from: county.oversightFrom, lastDay }
  const acts = family.children.flatMap((child, index) => {
    const own = actsOf({
      child,
      index,
      seed,
      recordsFrom,
      lastDay,
      placements,
      stream: streamOf(seed, 'acts', child.id),
    })
    return [...own, ...oversightAfter(own, overseen), ...plansAboutLongPlans(child, index, overseen)]
  })
  for (const group of together(acts)) {
    const [first] = group
    if (first !== undefined)
      wait({ day: first.day, rank: first.rank, isAlive: () => true, happen: () => perform(group) })
  }
  for (const { day, children, worker, team, service } of handings)
    wait({
      day,
      rank: ranks.handing,
      isAlive: () => true,
      happen: () => hand(children, day, parts(service), { worker, team }),
    })

  // What is settled from the start lies in order; what arises on the way is sought among the few that wait.
  const settled = waiting.sort((one, other) => one.day - other.day || one.rank - other.rank)
  waiting = []
  let at = 0
  for (;;) {
    let next = settled[at]
    let arisen = -1
    waiting.forEach((each, index) => {
      if (next === undefined || each.day < next.day || (each.day === next.day && each.rank < next.rank)) {
        next = each
        arisen = index
      }
    })
    if (next === undefined) break
    if (arisen === -1) at += 1
    else waiting.splice(arisen, 1)
    if (next.isAlive()) next.happen()
  }
  return register
}
