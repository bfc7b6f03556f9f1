import type { Controls, FlowName } from '../controls/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import { assessmentsByMonth } from './assessments.ts'
import type { AssessmentPlan } from './assessments.ts'
import { monthlyFlow, mustCover } from './flows.ts'
import { monthsBetween } from './months.ts'
import type { Month } from './months.ts'
import { endsByMonth, segmentsOf, stocksByMonth } from './stocks.ts'
import type { Segment } from './stocks.ts'
import { weightsOf } from './weights.ts'
import type { Weights } from './weights.ts'

/** How many of everything in every month, as whole numbers by the month's index: what the simulation carries out. */
export type Plan = {
  readonly months: readonly Month[]
  readonly flows: Readonly<Record<FlowName, readonly number[]>>
  readonly needStarts: readonly number[]
  readonly needEnds: readonly number[]
  readonly needStock: readonly number[]
  readonly planEnds: readonly number[]
  readonly planStock: readonly number[]
  readonly assessments: AssessmentPlan
  /** Ends of care between stated stocks; their months are settled as birthdays become known. */
  readonly careSegments: { readonly uasc: readonly Segment[]; readonly others: readonly Segment[] }
  /** The stocks on the day before the history. */
  readonly opening: {
    readonly inNeed: number
    readonly onPlan: number
    readonly lookedAfterUasc: number
    readonly lookedAfterOthers: number
    readonly openAssessments: number
  }
}

const minus = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.map((count, index) => count - (b[index] ?? 0))

const plus = (...series: readonly (readonly number[])[]): readonly number[] =>
  (series[0] ?? []).map((_, index) => series.reduce((sum, one) => sum + (one[index] ?? 0), 0))

/** The stocks of looked-after children who are not unaccompanied: all less those. */
const othersLookedAfter = ({ lookedAfter, lookedAfterUasc }: Controls['stocks']): Record<string, number> =>
  Object.fromEntries(
    Object.entries(lookedAfter.on).map(([date, all]) => {
      const uasc = lookedAfterUasc.on[date]
      if (uasc === undefined)
        throw new ControlCannotBeMet('lookedAfterUasc', date, 'lookedAfter is given for this day and this is not.')
      if (uasc > all) throw new ControlCannotBeMet('lookedAfterUasc', date, `${uasc} cannot be part of ${all}.`)
      return [date, all - uasc]
    }),
  )

/**
 * Whether children may come back into care in the month: from September on, when one who comes back within the year has had
 * time to come and go, and outside the cohorts whose make-up is counted.
 */
const mayHoldReturns = ({ careEntrants }: Controls, { season, key }: Month): boolean =>
  season >= 5 && !careEntrants.cohorts.some(({ from, to }) => key >= from && key <= to)

/** Throws where the three days between which the county is told lie in no order. */
const refuseDaysOutOfOrder = ({ county: { historyFrom, recordsFrom, lastDay } }: Controls): void => {
  if (!historyFrom.endsWith('-04-01') || recordsFrom < historyFrom || lastDay <= recordsFrom)
    throw new ControlCannotBeMet(
      'county',
      historyFrom,
      'history begins on 1 April, records no earlier, and the last day comes after.',
    )
}

/** What begins in every month, each flow as the one that it comes from allows. */
const planFlows = (controls: Controls, months: readonly Month[], weights: Weights): Plan['flows'] => {
  const { flows } = controls
  const { seasonal, steady, following } = weights
  const flow = (series: FlowName, weighing: readonly number[], caps?: readonly number[]) => {
    if (series !== 'contacts' && series !== 'informationAndAdvice') mustCover(series, flows[series], months)
    return monthlyFlow(flows[series], { series, months, weights: weighing, ...(caps === undefined ? {} : { caps }) })
  }
  const referrals = flow('referrals', seasonal('referrals', flows.referrals.trend))
  const careStartsUasc = flow('careStartsUasc', steady('careStartsUasc', flows.careStartsUasc.trend), referrals)
  const local = minus(referrals, careStartsUasc)
  const reReferrals = flow('reReferrals', following('reReferrals', referrals), local)
  const referralsWithoutEpisode = flow(
    'referralsWithoutEpisode',
    following('referralsWithoutEpisode', referrals),
    local,
  )
  const repeatAssessments = flow('repeatAssessments', following('repeatAssessments', referrals))
  const enquiries = flow('enquiries', following('enquiries', referrals))
  const conferences = flow('conferences', following('conferences', enquiries), enquiries)
  const conferencesInTime = flow('conferencesInTime', following('conferencesInTime', conferences), conferences)
  const plans = flow('plans', following('plans', conferences), conferences)
  const secondPlans = flow('secondPlans', following('secondPlans', plans), plans)
  const careStarts = flow('careStarts', steady('careStarts', flows.careStarts.trend))
  const steadily = steady('careReturns')
  const careReturns = flow(
    'careReturns',
    months.map(month => (mayHoldReturns(controls, month) ? (steadily[month.index] ?? 0) : 0)),
  )
  const contacts = flow('contacts', seasonal('contacts', flows.contacts.trend))
  const informationAndAdvice = flow('informationAndAdvice', following('informationAndAdvice', contacts), contacts)

  return {
    contacts,
    informationAndAdvice,
    referrals,
    reReferrals,
    referralsWithoutEpisode,
    repeatAssessments,
    enquiries,
    conferences,
    conferencesInTime,
    plans,
    secondPlans,
    careStartsUasc,
    careStarts,
    careReturns,
  }
}

/** The month table of a seed. Throws `ControlCannotBeMet` where the controls contradict each other. */
export const planCounty = (controls: Controls, seed: number): Plan => {
  refuseDaysOutOfOrder(controls)
  const { county, stocks } = controls
  const months = monthsBetween(county.historyFrom, county.lastDay)
  const weights = weightsOf(controls, seed, months)
  const flows = planFlows(controls, months, weights)
  const needStarts = minus(flows.referrals, flows.referralsWithoutEpisode)

  const needSegments = segmentsOf('inNeed', stocks.inNeed.on, needStarts, months)
  const byStock = (series: string) => {
    const hazard = weights.steady(series)
    return (index: number, stock: number) => stock * (hazard[index] ?? 0)
  }
  const needEnds = endsByMonth('inNeed', needSegments, needStarts, byStock('needEnds'), months)
  const planSegments = segmentsOf('onPlan', stocks.onPlan.on, flows.plans, months)
  const planEnds = endsByMonth('onPlan', planSegments, flows.plans, byStock('planEnds'), months)
  const others = othersLookedAfter(stocks)
  const uascSegments = segmentsOf('lookedAfterUasc', stocks.lookedAfterUasc.on, flows.careStartsUasc, months)
  const otherSegments = segmentsOf('lookedAfter', others, plus(flows.careStarts, flows.careReturns), months)
  const opening = {
    inNeed: needSegments[0]?.opening ?? 0,
    onPlan: planSegments[0]?.opening ?? 0,
    lookedAfterUasc: uascSegments[0]?.opening ?? 0,
    lookedAfterOthers: otherSegments[0]?.opening ?? 0,
    openAssessments: 0,
  }
  const assessmentStarts = plus(needStarts, flows.repeatAssessments)
  const assessments = assessmentsByMonth(controls, assessmentStarts, weights.noise('assessments'), months)

  return {
    months,
    flows,
    needStarts,
    needEnds,
    needStock: stocksByMonth(opening.inNeed, needStarts, needEnds),
    planEnds,
    planStock: stocksByMonth(opening.onPlan, flows.plans, planEnds),
    assessments,
    careSegments: { uasc: uascSegments, others: otherSegments },
    opening: { ...opening, openAssessments: assessments.opening },
  }
}
