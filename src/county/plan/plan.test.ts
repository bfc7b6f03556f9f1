import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ControlCannotBeMet, defaultControls, flowNames, scaleControls } from '../controls/index.ts'
import type { Controls, PeriodCount } from '../controls/index.ts'
import { planCounty } from './index.ts'
import type { Plan } from './index.ts'

const sumOf = (plan: Plan, counts: readonly number[], { from, to }: PeriodCount) =>
  plan.months.filter(({ key }) => key >= from && key <= to).reduce((sum, { index }) => sum + (counts[index] ?? 0), 0)

/** What stops a plan: the series, the month and the reason. */
const stopOf = (controls: Controls) => {
  try {
    planCounty(controls, 1)
  } catch (error) {
    if (error instanceof ControlCannotBeMet) return { series: error.series, month: error.month, why: error.why }
    throw error
  }
  return null
}

const withStock = (name: keyof Controls['stocks'], date: string, count: number): Controls => ({
  ...defaultControls,
  stocks: {
    ...defaultControls.stocks,
    [name]: { ...defaultControls.stocks[name], on: { ...defaultControls.stocks[name].on, [date]: count } },
  },
})

const withCounts = (name: keyof Controls['flows'], counts: readonly PeriodCount[]): Controls => ({
  ...defaultControls,
  flows: { ...defaultControls.flows, [name]: { ...defaultControls.flows[name], counts: [...counts] } },
})

describe('the month table', () => {
  it('adds up to every control, at any scale and for any seed', () =>
    fc.assert(
      fc.property(fc.constantFrom(0.03, 0.05, 0.3, 1, 4), fc.integer({ min: 0, max: 2 ** 31 }), (factor, seed) => {
        const controls = scaleControls(defaultControls, factor)
        const plan = planCounty(controls, seed)
        for (const name of flowNames)
          for (const period of controls.flows[name].counts)
            assert.equal(sumOf(plan, plan.flows[name], period), period.count, `${name} ${period.from}`)
        for (const [date, count] of Object.entries(controls.stocks.onPlan.on).slice(1))
          assert.equal(plan.planStock[plan.months.findIndex(({ key }) => date.startsWith(key))], count, date)
      }),
      { numRuns: 40 },
    ))
  it('keeps parts within their wholes in every month', () => {
    const { flows, months, needEnds, planEnds } = planCounty(defaultControls, 7)
    for (const { index } of months) {
      const of = (name: keyof typeof flows) => flows[name][index] ?? 0
      assert.ok(of('reReferrals') + of('careStartsUasc') <= of('referrals'))
      assert.ok(of('conferencesInTime') <= of('conferences'))
      assert.ok(of('secondPlans') <= of('plans') && of('plans') <= of('conferences'))
      assert.ok((needEnds[index] ?? -1) >= 0 && (planEnds[index] ?? -1) >= 0)
    }
  })
  it('is the same for the same seed and another for another', () => {
    assert.deepEqual(planCounty(defaultControls, 3), planCounty(defaultControls, 3))
    assert.notDeepEqual(planCounty(defaultControls, 3).flows, planCounty(defaultControls, 4).flows)
  })
})

describe('controls that contradict each other', () => {
  it('stop the plan with the series, the month in which the trouble begins and by how much', () =>
    assert.deepEqual(stopOf(withStock('lookedAfter', '2020-09-30', 1_130 + 77)), {
      series: 'lookedAfter',
      month: '2020-04',
      why: '875 at its start and 183 more cannot be 1130 on 2020-09-30: short by 72.',
    }))
  it('stop for a stock of plans that the plans started cannot make', () => {
    const stop = stopOf(withStock('onPlan', '2019-09-30', 1_300))
    assert.ok(stop)
    assert.equal(stop.series, 'onPlan')
    assert.equal(stop.month, '2019-04')
  })
  it('stop for a part greater than its whole', () => {
    const counts = defaultControls.flows.secondPlans.counts.map(period => ({ ...period, count: period.count * 10 }))
    assert.equal(stopOf(withCounts('secondPlans', counts))?.series, 'secondPlans')
  })
  it('stop for pins that add up to more than their period, and for periods that cross', () => {
    const { counts } = defaultControls.flows.referrals
    assert.deepEqual(stopOf(withCounts('referrals', [...counts, { from: '2020-04', to: '2020-04', count: 9_000 }])), {
      series: 'referrals',
      month: '2020-04 to 2020-12',
      why: 'the shorter periods inside it add up to 12929, more than its 8289.',
    })
    assert.match(
      stopOf(withCounts('referrals', [...counts, { from: '2020-08', to: '2020-10', count: 1 }]))?.why ?? '',
      /overlaps/,
    )
  })
  it('stop for a month that no period covers', () =>
    assert.deepEqual(stopOf(withCounts('enquiries', defaultControls.flows.enquiries.counts.slice(1))), {
      series: 'enquiries',
      month: '2015-04',
      why: 'no period says how many there are.',
    }))
  it('stop for assessments completed that are not those begun less those open', () => {
    const [first, ...rest] = defaultControls.assessmentsInTime.periods
    assert.ok(first)
    const stop = stopOf({
      ...defaultControls,
      assessmentsInTime: { ...defaultControls.assessmentsInTime, periods: [{ ...first, of: first.of + 1 }, ...rest] },
    })
    assert.match(stop?.why ?? '', /it counts 10871 completed, and those begun and open leave 10870/)
  })
})
