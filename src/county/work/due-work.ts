import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { DutyRow, StepName } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import { on, ranks } from './act.ts'
import { episodeEnd } from './episode-ends.ts'
import { agreedAhead } from './planned-visits.ts'
import type { AgreedAhead } from './planned-visits.ts'
import { recurringFacts } from './recurring-facts.ts'
import { habits, planFor } from './recurring.ts'
import type { Habit, Plan } from './recurring.ts'
import type { Writing } from './register.ts'
import { childrenOwed, endPart, isWaitingFor, standingOf, timing, timingOf, writerOf } from './scene.ts'
import type { Scene, Timing } from './scene.ts'
import { writingUp } from './writing-up.ts'
import type { WrittenUp } from './writing-up.ts'

type Told = Omit<Writing, 'atOnce' | 'anyDay'>

/** Writes an entry and answers with its number; the work that becomes due because of it is put on the agenda. */
export const write = (scene: Scene, told: Told, when: Timing): number => {
  endPart(scene, told)
  return scene.register.write({ ...told, ...when }, (child, duty) => planDuty(scene, child, duty))
}

/** What follows an entry is written once for all whom that was about. */
const writeUp = (scene: Scene, child: number, duty: DutyRow, { step, hand, day, outcome, facts }: WrittenUp): void => {
  const children = childrenOwed(scene, ({ rule, anchor }) => rule === duty.rule && anchor === duty.anchor)
  const told = { children, day, completed: day, step, outcome, facts, follows: duty.anchor }
  write(scene, { ...told, by: writerOf(scene, hand, child, day) }, timing.usual)
}

const agree = (scene: Scene, child: number, { day, outcome, facts }: AgreedAhead): void => {
  const told = { children: [child], day, completed: day, outcome, facts, follows: null }
  write(scene, { ...told, step: 'plannedVisit', by: writerOf(scene, 'socialWorker', child, day) }, timing.decision)
}

const notSeen = (scene: Scene, child: number, step: StepName, day: DayNumber): void => {
  const told = { children: [child], day, completed: day, step, outcome: 'notSeen', follows: null }
  const facts = { visitedOn: on(day), mode: 'faceToFace' }
  write(scene, { ...told, facts, by: writerOf(scene, 'socialWorker', child, day) }, timing.usual)
}

/** A duty of one child, with how the county does such work. */
type Recurring = { readonly child: number; readonly duty: DutyRow; readonly habit: Habit }

/** The children for whom the same work is done on the day: siblings for whom it is soon due join in, where they may. */
const doneFor = (scene: Scene, { child, duty, habit }: Recurring, day: DayNumber): readonly number[] => {
  if (!habit.shared) return [child]
  const nearReport = habit.isVisit === true && Math.abs(day - scene.county.reportDay) < 220
  const joins = childrenOwed(
    scene,
    (each, other) =>
      each.rule === duty.rule &&
      each.anchoredOn < on(day) &&
      each.dueOn !== null &&
      dayNumber(each.dueOn) - day < 45 &&
      (!nearReport || standingOf(scene, other) === standingOf(scene, child)),
  )
  return scene.family.children.flatMap((_, other) => (other === child || joins.includes(other) ? [other] : []))
}

const recur = (scene: Scene, recurring: Recurring, { day, mode }: Plan): void => {
  const { child, duty, habit } = recurring
  const { county, family, chance } = scene
  const children = doneFor(scene, recurring, day)
  if (habit.isVisit === true)
    for (const each of children) scene.lastSeenVirtually[each]?.[mode === 'virtual' ? 'add' : 'delete'](duty.rule)
  const { outcome, facts } = recurringFacts(chance, habit.step, {
    day,
    nth: duty.nth,
    mode,
    bornOn: family.children[child]?.bornOn ?? day,
    seed: county.seed,
    child: family.children[child]?.id ?? 0,
  })
  const told = { children, day, completed: day, step: habit.step, outcome, facts, follows: null }
  write(scene, { ...told, by: writerOf(scene, habit.hand, child, day) }, timingOf(habit.hand))
  if (outcome === 'notInTouch') waitToRecur(scene, recurring, { day: day + chance.whole(10, 30), mode })
}

const waitToRecur = (scene: Scene, recurring: Recurring, plan: Plan): void => {
  const { child, duty, habit } = recurring
  scene.agenda.wait({
    day: plan.day,
    rank: habit.rank,
    isAlive: () => isWaitingFor(scene, child, duty),
    happen: () => recur(scene, recurring, plan),
  })
}

/** What comes before a visit: it may be agreed ahead where it lies beyond the records, and a first try may find nobody in. */
const planBeforeVisit = (scene: Scene, { child, duty, habit }: Recurring, plan: Plan): void => {
  const { county, family, agenda, chance } = scene
  const { seed, lastDay, recordsFrom } = county
  const anchor = dayNumber(duty.anchoredOn)
  const isAlive = () => isWaitingFor(scene, child, duty)
  if (plan.day > lastDay) {
    const stream = streamOf(seed, 'agreed ahead', family.children[child]?.id ?? 0)
    const ahead = agreedAhead(stream, habit.step, { visitOn: plan.day, anchor, lastDay })
    if (ahead !== undefined)
      agenda.wait({ day: ahead.day, rank: habit.rank, isAlive, happen: () => agree(scene, child, ahead) })
  }
  const tried = plan.day - 3
  if (plan.mode === 'faceToFace' && tried > anchor && tried >= recordsFrom && chance.happens(0.04))
    agenda.wait({ day: tried, rank: habit.rank, isAlive, happen: () => notSeen(scene, child, habit.step, tried) })
}

/** Puts what a duty asks for on the agenda, on the day on which the county does it. */
const planDuty = (scene: Scene, child: number, duty: DutyRow): void => {
  const { county, family, agenda, chance } = scene
  const written = writingUp(county.seed, duty)
  if (written !== undefined) {
    agenda.wait({
      day: written.day,
      rank: ranks.meeting,
      isAlive: () => isWaitingFor(scene, child, duty),
      happen: () => writeUp(scene, child, duty, written),
    })
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
      anchoredOnVirtual: duty.nth > 0 && scene.lastSeenVirtually[child]?.has(duty.rule) === true,
      standing: habit.isVisit === true ? standingOf(scene, child) : undefined,
    },
    county,
  )
  if (plan === undefined) return
  const recurring = { child, duty, habit }
  waitToRecur(scene, recurring, plan)
  if (habit.isVisit === true) planBeforeVisit(scene, recurring, plan)
}
