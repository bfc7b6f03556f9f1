import type { Controls } from '../controls/index.ts'
import { ControlCannotBeMet } from '../controls/index.ts'
import { monthlyFlow } from './flows.ts'
import type { Month } from './months.ts'
import { endsByMonth, segmentsOf, stocksByMonth } from './stocks.ts'

/** Assessments completed in each month, in 45 working days and later, and those open at its end. */
export type AssessmentPlan = {
  readonly opening: number
  readonly inTime: readonly number[]
  readonly late: readonly number[]
  readonly open: readonly number[]
}

/** The assessments that must be completed in each month, given those begun. The stated completions must agree with them. */
export const assessmentsByMonth = (
  controls: Controls,
  starts: readonly number[],
  noise: readonly number[],
  months: readonly Month[],
): AssessmentPlan => {
  const series = 'openAssessments'
  const segments = segmentsOf(series, controls.stocks.openAssessments.on, starts, months)
  // An assessment is completed one to two months after it began, so completions follow what began lately.
  const completed = endsByMonth(
    series,
    segments,
    starts,
    index => {
      const now = starts[index] ?? 0
      const before = starts[index - 1] ?? now
      return (0.3 * now + 0.4 * before + 0.3 * (starts[index - 2] ?? before)) * (noise[index] ?? 1)
    },
    months,
  )
  const opening = segments[0]?.opening ?? 0
  const { periods } = controls.assessmentsInTime
  for (const { from, to, inTime, of } of periods) {
    const within = months.filter(({ key }) => key >= from && key <= to)
    const sum = within.reduce((total, { index }) => total + (completed[index] ?? 0), 0)
    if (sum !== of)
      throw new ControlCannotBeMet(
        'assessmentsInTime',
        `${from} to ${to}`,
        `it counts ${of} completed, and those begun and open leave ${sum}.`,
      )
    if (inTime > of)
      throw new ControlCannotBeMet('assessmentsInTime', `${from} to ${to}`, `${inTime} cannot be part of ${of}.`)
  }
  const missing = months.find(({ key }) => !periods.some(({ from, to }) => key >= from && key <= to))
  if (missing !== undefined)
    throw new ControlCannotBeMet('assessmentsInTime', missing.key, 'no period says how many are in time.')
  const inTime = monthlyFlow(
    { describes: '', counts: periods.map(({ from, to, inTime: count }) => ({ from, to, count })) },
    { series: 'assessmentsInTime', months, weights: completed, caps: completed },
  )
  return {
    opening,
    inTime,
    late: completed.map((count, index) => count - (inTime[index] ?? 0)),
    open: stocksByMonth(opening, starts, completed),
  }
}
