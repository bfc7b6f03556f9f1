import type { Controls, Flow, PeriodCount, StockName } from './controls.ts'
import { flowNames, stockNames } from './controls.ts'
import { largestRemainder } from './largest-remainder.ts'
import { hasMonthsToItself, periodTree } from './period-tree.ts'
import type { Period } from './period-tree.ts'

/** The count of the period as given, and those inside it in proportion, so that pins and the rest still add up to the whole. */
const scaledWithin = (period: Period, count: number): PeriodCount[] => {
  const pinned = period.inside.reduce((sum, inner) => sum + inner.count, 0)
  const weights = period.inside.map(inner => inner.count)
  const rest = hasMonthsToItself(period) ? period.count - pinned : 0
  const parts = largestRemainder(count, [...weights, rest]) ?? weights.map(() => 0)
  return [
    { from: period.from, to: period.to, count },
    ...period.inside.flatMap((inner, index) => scaledWithin(inner, parts[index] ?? 0)),
  ]
}

const scaledFlow = (series: string, flow: Flow, factor: number): Flow => ({
  ...flow,
  counts: periodTree(series, flow.counts).flatMap(period => scaledWithin(period, Math.round(period.count * factor))),
})

const scaledRecord = (counts: Readonly<Record<string, number>>, factor: number): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, Math.round(count * factor)]))

const counted = (flow: Flow, from: string, to: string) =>
  flow.counts.find(period => period.from === from && period.to === to)?.count

/** The day before the first of a month, or the last day of records in it: where a stock stands for the month. */
const stockIn = (on: Readonly<Record<string, number>>, month: string): number | undefined =>
  Object.entries(on).find(([day]) => day.startsWith(month))?.[1]

const monthBefore = (month: string): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

/** The share completed in time, of as many as the scaled flows and stocks leave to be completed. */
const scaledInTime = (
  periods: Controls['assessmentsInTime']['periods'],
  flows: Controls['flows'],
  stocks: Controls['stocks'],
  factor: number,
): Controls['assessmentsInTime']['periods'] =>
  periods.map(({ from, to, inTime, of }) => {
    const parts = [
      counted(flows.referrals, from, to),
      counted(flows.referralsWithoutEpisode, from, to),
      counted(flows.repeatAssessments, from, to),
      stockIn(stocks.openAssessments.on, monthBefore(from)),
      stockIn(stocks.openAssessments.on, to),
    ]
    const [referrals, without, repeats, opening, closing] = parts.map(part => part ?? Number.NaN)
    const derived = (opening ?? 0) + (referrals ?? 0) - (without ?? 0) + (repeats ?? 0) - (closing ?? 0)
    const completed = Number.isNaN(derived) ? Math.round(of * factor) : derived
    return { from, to, inTime: of === 0 ? 0 : Math.round((inTime / of) * completed), of: completed }
  })

const scaledCohorts = (controls: Controls, careStarts: Flow, factor: number): Controls['careEntrants']['cohorts'] =>
  controls.careEntrants.cohorts.map(({ from, to, section20, notSection20 }) => {
    const weights = [section20.under10, section20.from10to15, section20.from16, notSection20]
    const whole = counted(careStarts, from, to) ?? Math.round(weights.reduce((a, b) => a + b, 0) * factor)
    const [under10 = 0, from10to15 = 0, from16 = 0, others = 0] = largestRemainder(whole, weights) ?? []
    return { from, to, section20: { under10, from10to15, from16 }, notSection20: others }
  })

/**
 * The controls of a county so many times as large: counts are rounded, pins keep adding up to their wholes, and ratios are
 * made again as whole numbers. Averages, percentages and mixes stay.
 */
export const scaleControls = (controls: Controls, factor: number): Controls => {
  if (!(factor > 0) || !Number.isFinite(factor))
    throw new RangeError(`A scale must be a number above 0, not ${factor}.`)
  if (factor === 1) return controls
  const times = (count: number) => Math.round(count * factor)
  const flows = Object.fromEntries(
    flowNames.map(name => [name, scaledFlow(name, controls.flows[name], factor)]),
  ) as Controls['flows']
  const stocks = Object.fromEntries(
    stockNames.map((name: StockName) => [
      name,
      { ...controls.stocks[name], on: scaledRecord(controls.stocks[name].on, factor) },
    ]),
  ) as Controls['stocks']
  const { caseloads, workforce, careLeavers, earlierHistory: earlier } = controls
  return {
    ...controls,
    scale: (controls.scale ?? 1) * factor,
    population: { ...controls.population, midYear: scaledRecord(controls.population.midYear, factor) },
    flows,
    stocks,
    assessmentsInTime: {
      ...controls.assessmentsInTime,
      periods: scaledInTime(controls.assessmentsInTime.periods, flows, stocks, factor),
    },
    referralSources: {
      ...controls.referralSources,
      years: Object.fromEntries(
        Object.entries(controls.referralSources.years).map(([year, { police, health, schools }]) => [
          year,
          { police: times(police), health: times(health), schools: times(schools) },
        ]),
      ),
    },
    careEntrants: { ...controls.careEntrants, cohorts: scaledCohorts(controls, flows.careStarts, factor) },
    careLeavers: { ...careLeavers, turned18InCare: scaledRecord(careLeavers.turned18InCare, factor) },
    earlierHistory: {
      ...earlier,
      closedInTheYearBefore: times(earlier.closedInTheYearBefore),
      withEarlierPlan: times(earlier.withEarlierPlan),
      knownBefore: times(earlier.knownBefore),
    },
    placements: {
      ...controls.placements,
      farFromHomeAndOutside: scaledRecord(controls.placements.farFromHomeAndOutside, factor),
      threeOrMoreInTheYear: scaledRecord(controls.placements.threeOrMoreInTheYear, factor),
    },
    caseloads: {
      ...caseloads,
      assessment: { ...caseloads.assessment, workers: Math.max(1, times(caseloads.assessment.workers)) },
      careLeaverAdvisers: {
        ...caseloads.careLeaverAdvisers,
        workers: Math.max(1, times(caseloads.careLeaverAdvisers.workers)),
      },
      others: {
        ...caseloads.others,
        workers: Math.max(1, times(caseloads.others.workers)),
        newlyQualified: times(caseloads.others.newlyQualified),
      },
    },
    workforce: {
      ...workforce,
      postsNeitherFilledNorCovered: times(workforce.postsNeitherFilledNorCovered),
      absentBecauseOfCovid19: times(workforce.absentBecauseOfCovid19),
      newlyQualifiedAppointed: times(workforce.newlyQualifiedAppointed),
    },
  }
}
