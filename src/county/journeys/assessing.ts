import { addWorkingDaysTo, workingDaysBetweenDays } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import type { Month } from '../plan/index.ts'
import { shuffled } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { Child } from './child.ts'
import { paceOf } from './pace.ts'
import { settle } from './state.ts'
import type { CountyState, WorkingDay } from './state.ts'

/** A child and family assessment is due within 45 working days (Working Together to Safeguard Children). */
const dueWithin = 45

/** How many months of late completions are under way at a time: an assessment completed late was open for over two. */
const monthsOfLateUnderWay = 2.7

const deadlineOf = (child: Child): DayNumber => addWorkingDaysTo(child.assessment?.startedOn ?? 0, dueWithin)

const complete = (state: CountyState, child: Child, day: DayNumber): void => {
  const { assessment } = child
  if (assessment === null) return
  assessment.completedOn = day
  assessment.workingDays = workingDaysBetweenDays(assessment.startedOn, day)
  assessment.isLate = assessment.workingDays > dueWithin
  child.assessment = null
  child.lastAssessedOn = day
  settle(state, child)
}

/** What is open when a month begins: late already, due in the month and due later. */
type Standing = {
  readonly late: readonly Child[]
  readonly dueNow: readonly { readonly child: Child; readonly deadline: DayNumber }[]
  readonly dueLater: readonly Child[]
}

const standingOf = (state: CountyState, month: Month): Standing => {
  const open = state.pools.assessing.members().map(child => ({ child, deadline: deadlineOf(child) }))
  return {
    late: open.filter(({ deadline }) => deadline < month.firstDay).map(({ child }) => child),
    dueNow: open
      .filter(({ deadline }) => deadline >= month.firstDay && deadline <= month.lastDay)
      .sort((a, b) => a.deadline - b.deadline),
    dueLater: open.filter(({ deadline }) => deadline > month.lastDay).map(({ child }) => child),
  }
}

const comesOfAgeSoon = (child: Child, month: Month) => child.adultOn <= month.lastDay + 33

/** Keeps enough of the open ones slow that the coming months' late completions have where to come from. */
const markSlow = (chance: Stream, standing: Standing, month: Month, lateAhead: number): void => {
  const slowNow =
    standing.late.length +
    [...standing.dueNow.map(({ child }) => child), ...standing.dueLater].filter(child => child.isSlow).length
  const others = standing.dueLater.filter(child => !child.isSlow && !comesOfAgeSoon(child, month))
  for (const child of shuffled(chance, others).slice(
    0,
    Math.max(0, Math.round(lateAhead * monthsOfLateUnderWay) - slowNow),
  ))
    child.isSlow = true
}

/** Of those due in the month, the ones left to be late: no fewer than the quotas need, the slow first. */
const leftToBeLate = (chance: Stream, { late, dueNow }: Standing, month: Month, quota: Quota): ReadonlySet<Child> => {
  const needed = Math.max(0, quota.late - late.length)
  const least = Math.max(needed, dueNow.length - quota.inTime)
  const mayWait = dueNow.filter(({ child }) => !comesOfAgeSoon(child, month))
  const slow = mayWait.filter(({ child }) => child.isSlow).length
  const count = Math.max(least, slow)
  // The earliest of them have time to be completed late within the month.
  const bySlowness = [...mayWait].sort((a, b) => Number(b.child.isSlow) - Number(a.child.isSlow))
  const earliest = mayWait.slice(0, needed)
  const rest = [...bySlowness.slice(0, slow), ...shuffled(chance, bySlowness.slice(slow))].filter(
    one => !earliest.includes(one),
  )
  return new Set([...earliest, ...rest.slice(0, Math.max(0, count - earliest.length))].map(({ child }) => child))
}

type Quota = { readonly inTime: number; readonly late: number }

/**
 * Completes a month's assessments, as many in time and as many late as planned. What falls due in the month is either
 * completed by its day or left to be late; the rest of the quota is met from younger ones and from those late already.
 */
export const assessmentsOf = (
  state: CountyState,
  month: Month,
  onCompletion: (child: Child) => void,
): { readonly onDay: (day: WorkingDay) => void } => {
  const chance = state.chance('assessments')
  const { inTime, late } = state.plan.assessments
  const lateIn = (index: number) => late[Math.min(index, late.length - 1)] ?? 0
  const quota = { inTime: inTime[month.index] ?? 0, late: lateIn(month.index) }
  const standing = standingOf(state, month)
  const lateAhead = (lateIn(month.index) + lateIn(month.index + 1) + lateIn(month.index + 2)) / (2 + month.part)
  markSlow(chance, standing, month, lateAhead)
  const left = leftToBeLate(chance, standing, month, quota)

  /** Those who must be completed in time this month, by the working day chosen for each. */
  const planned = new Map<DayNumber, Child[]>()
  for (const { child, deadline } of standing.dueNow) {
    if (left.has(child)) continue
    const days = month.workingDays.filter(day => day <= deadline)
    const day = days[chance.whole(Math.floor(days.length / 3), days.length - 1)] ?? deadline
    planned.set(day, [...(planned.get(day) ?? []), child])
  }
  const days = month.workingDays.length
  const early = paceOf(quota.inTime - standing.dueNow.length + left.size, days, chance)
  const afterTime = paceOf(quota.late, days, chance)
  const urgent = standing.dueLater.filter(child => comesOfAgeSoon(child, month))
  const becomingLate = standing.dueNow.filter(({ child }) => left.has(child))
  const lateOnes = [...standing.late].sort((a, b) => (a.assessment?.startedOn ?? 0) - (b.assessment?.startedOn ?? 0))

  const takeLate = (): Child | undefined => {
    const soon = lateOnes.findIndex(child => comesOfAgeSoon(child, month))
    return lateOnes.splice(soon >= 0 ? soon : Math.floor(chance.fraction() ** 1.5 * lateOnes.length), 1)[0]
  }
  const takeEarly = (day: DayNumber): Child | null => {
    const mayBe = (child: Child) =>
      (child.assessment?.startedOn ?? day) <= day - 5 && child.acceptedOn < day && deadlineOf(child) > month.lastDay
    return (
      urgent.shift() ??
      state.pools.assessing.pick(chance, child => !child.isSlow && mayBe(child)) ??
      state.pools.assessing.pick(chance, mayBe)
    )
  }
  const finish = (child: Child, day: DayNumber): void => {
    complete(state, child, day)
    onCompletion(child)
  }
  const short = (series: string, by: number, place: number): void => {
    if (place === days - 1) throw new ControlCannotBeMet(series, month.key, `short by ${by}.`)
  }

  return {
    onDay: ({ day, place }) => {
      for (const child of planned.get(day) ?? []) finish(child, day)
      while (early.due(place) > 0) {
        const child = takeEarly(day)
        if (child === null) {
          short('assessments completed in time', early.rest(), place)
          break
        }
        early.take()
        finish(child, day)
      }
      while (becomingLate[0] !== undefined && becomingLate[0].deadline < day) {
        const passed = becomingLate.shift()
        if (passed !== undefined) lateOnes.push(passed.child)
      }
      while (afterTime.due(place) > 0) {
        const child = takeLate()
        if (child === undefined) {
          short('assessments completed late', afterTime.rest(), place)
          break
        }
        afterTime.take()
        finish(child, day)
      }
    },
  }
}
