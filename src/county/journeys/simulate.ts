import { isWorkingDayNumber } from '../../calendar/index.ts'
import type { Controls } from '../controls/index.ts'
import { planCounty } from '../plan/index.ts'
import type { Month, Plan } from '../plan/index.ts'
import { assessmentsOf } from './assessing.ts'
import { careRun } from './care.ts'
import type { SimulatedFamily } from './events.ts'
import { closuresOf, considerClosing } from './closures.ts'
import { comeOfAge } from './coming-of-age.ts'
import { planConferences } from './conference-slots.ts'
import { protection } from './enquiries.ts'
import { openCounty } from './opening.ts'
import { planEndsOf } from './plan-ends.ts'
import { referralsOf } from './referrals.ts'
import { repeatAssessmentsOf } from './repeat-assessments.ts'
import { sourceUrn } from './sources.ts'
import { newState } from './state.ts'
import type { CountyState } from './state.ts'
import { uascBirthdays } from './uasc.ts'
import { finish } from './finish.ts'

/** A county's children and what happened to them, with the month table that it carries out. */
export type SimulatedJourneys = {
  readonly seed: number
  readonly controls: Controls
  readonly plan: Plan
  readonly families: readonly SimulatedFamily[]
}

/** A simulation that strays from its plan is at fault, and its journeys must not be used. */
const check = ({ plan, pools }: CountyState, { index, key }: Month): void => {
  const closing = (segments: Plan['careSegments']['uasc']) => segments.find(({ to }) => to === index)?.closing
  const standing: readonly (readonly [string, number, number | undefined])[] = [
    ['inNeed', pools.open.size(), plan.needStock[index]],
    ['onPlan', pools.onPlan.size(), plan.planStock[index]],
    ['openAssessments', pools.assessing.size(), plan.assessments.open[index]],
    ['lookedAfterUasc', pools.uascInCare.size(), closing(plan.careSegments.uasc)],
    ['lookedAfter', pools.othersInCare.size(), closing(plan.careSegments.others)],
  ]
  for (const [series, are, planned] of standing)
    if (planned !== undefined && are !== planned)
      throw new Error(
        `${series} stands at ${are} at the end of ${key} and not at ${planned}: the simulation is at fault.`,
      )
}

/** Goes through a month day by day. On a working day things happen in the order in which they use one another's children. */
const runMonth = (state: CountyState, month: Month, run: Runs): void => {
  if (month.season === 0) run.sources = sourceUrn(state, month.yearEnding)
  const referrals = referralsOf(state, month, run.sources)
  const planEnds = planEndsOf(state, month)
  const care = run.care(month, referrals, planEnds)
  const closures = closuresOf(state, month)
  const protectionOfMonth = run.protection.month(month)
  const assessments = assessmentsOf(state, month, child => considerClosing(state, child))
  const repeats = repeatAssessmentsOf(state, month)
  let place = 0
  for (let day = month.firstDay; day <= month.lastDay; day += 1) {
    comeOfAge(state, day, month.yearEnding)
    if (!isWorkingDayNumber(day)) continue
    const today = { day, month, place }
    assessments.onDay(today)
    care.arrivals(today)
    referrals.onDay(today)
    repeats.onDay(today)
    protectionOfMonth.onDay(today)
    care.onDay(today)
    planEnds.onDay(today)
    closures.onDay(today)
    place += 1
  }
  check(state, month)
}

type Runs = {
  sources: ReturnType<typeof sourceUrn>
  readonly care: ReturnType<typeof careRun>
  readonly protection: ReturnType<typeof protection>
}

/**
 * Simulates the county of the controls, from the seed, to its last day. The same controls and seed give the same journeys.
 * Throws `ControlCannotBeMet` where the controls cannot be met.
 */
export const simulate = (controls: Controls, seed: number): SimulatedJourneys => {
  const plan = planCounty(controls, seed)
  const state = newState(controls, plan, seed)
  const birthdays = uascBirthdays(state)
  const [first] = plan.months
  if (first === undefined) throw new RangeError('A history has at least one month.')
  openCounty(state, first.firstDay - 1, birthdays)
  const runs: Runs = {
    sources: sourceUrn(state, first.yearEnding),
    care: careRun(state, birthdays),
    protection: protection(state, planConferences(state)),
  }
  for (const month of plan.months) runMonth(state, month, runs)
  return { seed, controls, plan, families: finish(state) }
}
