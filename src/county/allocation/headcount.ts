import { addMonths, addWorkingDaysTo, dayNumber, firstOfMonth, onOrAfterWorkingDay } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Controls } from '../controls/index.ts'
import { holdingServices, restructuredOn } from '../workforce/index.ts'
import type { HoldingService } from '../workforce/index.ts'
import type { Case } from './cases.ts'

/** One service in one part of the county: the workers among whom its cases are shared. */
export type Pool = { readonly service: HoldingService; readonly part: number }

/** How many more children a worker of a service holds than one of Family Safeguarding. */
const intensity: Readonly<Record<HoldingService, { readonly before: number; readonly after: number }>> = {
  assessment: { before: 1.3, after: 1.75 },
  'family-safeguarding': { before: 1, after: 1 },
  'looked-after': { before: 0.95, after: 0.98 },
  'children-with-disabilities': { before: 1.3, after: 1.4 },
  'leaving-care': { before: 1, after: 1 },
  'early-help': { before: 1, after: 1 },
}

const earlyHelpCaseload = 14

const isSocialWork = (service: HoldingService) =>
  holdingServices.find(each => each.service === service)?.role === 'socialWorker'

/** Whole numbers that add up to a total, as near to the weights as can be, and at least 1 where there is any weight. */
const shares = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map(weight => (weight * total) / sum)
  const whole = exact.map((share, index) => Math.max((weights[index] ?? 0) > 0 ? 1 : 0, Math.floor(share)))
  const order = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest)
  let left = total - whole.reduce((all, share) => all + share, 0)
  for (const { index } of order) {
    if (left <= 0) break
    whole[index] = (whole[index] ?? 0) + 1
    left -= 1
  }
  return whole
}

/** Children in each pool on a day. */
const loadsOn = (cases: readonly Case[], poolOf: (of: Case) => number, pools: number, day: DayNumber): number[] => {
  const loads = Array.from({ length: pools }, () => 0)
  for (const each of cases) {
    if (each.from > day || (each.to !== null && each.to <= day)) continue
    const pool = poolOf(each)
    for (const { from, to } of each.members)
      if (from <= day && (to === null || to > day)) loads[pool] = (loads[pool] ?? 0) + 1
  }
  return loads
}

const workersOn = (
  controls: Controls,
  pools: readonly Pool[],
  loads: readonly number[],
  date: string,
  socialWorkers: (load: number, adviserLoad: number, advisers: number) => number,
): number[] => {
  const { caseloads } = controls
  const after = date >= restructuredOn
  const sum = (wanted: (service: HoldingService) => boolean) =>
    pools.reduce((all, { service }, index) => all + (wanted(service) ? (loads[index] ?? 0) : 0), 0)
  const weights = (wanted: (service: HoldingService) => boolean) =>
    pools.map(({ service }, index) =>
      wanted(service) ? (loads[index] ?? 0) / intensity[service][after ? 'after' : 'before'] : 0,
    )
  const isAdviser = (service: HoldingService) => service === 'leaving-care'
  const isEarlyHelp = (service: HoldingService) => service === 'early-help'
  const advisers = Math.max(1, Math.round(sum(isAdviser) / caseloads.careLeaverAdvisers.mean))
  const total = socialWorkers(sum(isSocialWork), sum(isAdviser), advisers)
  const pinned = date >= caseloads.on
  const isAssessment = (service: HoldingService) => service === 'assessment'
  const assessment = pinned ? shares(caseloads.assessment.workers, weights(isAssessment)) : weights(() => false)
  const assessmentTotal = assessment.reduce((all, share) => all + share, 0)
  const others = shares(
    total - assessmentTotal,
    weights(service => isSocialWork(service) && !(pinned && isAssessment(service))),
  )
  const leavingCare = shares(advisers, weights(isAdviser))
  const early = shares(Math.max(1, Math.round(sum(isEarlyHelp) / earlyHelpCaseload)), weights(isEarlyHelp))
  return pools.map(
    (_, index) => (assessment[index] ?? 0) + (others[index] ?? 0) + (leavingCare[index] ?? 0) + (early[index] ?? 0),
  )
}

/** How many workers each pool has from the first of each month on. */
export type Headcount = { readonly from: DayNumber; readonly workers: readonly number[] }

/**
 * The headcounts that give the controls' caseloads: cases a social worker on the days of the workforce census, and children
 * a worker over all services on the day of the report's figures; between those days the pools grow and shrink evenly.
 */
export const headcounts = (
  controls: Controls,
  pools: readonly Pool[],
  cases: readonly Case[],
  poolOf: (of: Case) => number,
): readonly Headcount[] => {
  const { county, caseloads } = controls
  const census = Object.entries(caseloads.perSocialWorker)
    .filter(([date]) => date > county.recordsFrom && date < caseloads.on)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const firstAverage = census[0]?.[1] ?? caseloads.others.mean
  const byCensus = (average: number) => (load: number) => Math.max(1, Math.round(load / average))
  const byReport = (load: number, adviserLoad: number, advisers: number) =>
    Math.max(1, Math.round((load + adviserLoad) / caseloads.average) - advisers)
  const pins = [
    { date: county.recordsFrom, rule: byCensus(firstAverage) },
    ...census.map(([date, average]) => ({ date, rule: byCensus(average) })),
    { date: caseloads.on, rule: byReport },
    { date: county.lastDay, rule: byReport },
  ].map(({ date, rule }) => {
    const day = dayNumber(date)
    // On the first day of the records a flood of cases begins at once: a month later shows the level.
    const loads = loadsOn(cases, poolOf, pools.length, date === county.recordsFrom ? day + 28 : day)
    return { day, workers: workersOn(controls, pools, loads, date, rule) }
  })

  const months: DayNumber[] = [dayNumber(county.recordsFrom)]
  for (let date = addMonths(firstOfMonth(county.recordsFrom), 1); date < county.lastDay; date = addMonths(date, 1))
    months.push(dayNumber(onOrAfterWorkingDay(date)))
  // On a day that is pinned the number must be right: the steps of its month are taken before it.
  const steps = [...new Set([...months, ...pins.map(({ day }) => addWorkingDaysTo(day, -2))])]
    .filter(day => day >= (months[0] ?? 0))
    .sort((one, other) => one - other)
  return steps.map(from => {
    const at = pins.findIndex(({ day }) => addWorkingDaysTo(day, -2) >= from)
    const next = pins[at === -1 ? pins.length - 1 : at]
    const last = pins[at === -1 ? pins.length - 1 : Math.max(0, at - 1)]
    if (next === undefined || last === undefined) throw new RangeError('There is no pinned headcount.')
    const span = next.day - last.day
    const isPinned = span === 0 || from >= addWorkingDaysTo(next.day, -2)
    const share = isPinned ? 1 : Math.min(1, Math.max(0, (from - last.day) / span))
    return {
      from,
      workers: pools.map((_, pool) =>
        Math.round((last.workers[pool] ?? 0) + share * ((next.workers[pool] ?? 0) - (last.workers[pool] ?? 0))),
      ),
    }
  })
}
