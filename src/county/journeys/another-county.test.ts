import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  defaultControls,
  flowNames,
  readControls,
  scaleControls,
  stockNames,
  writeControls,
} from '../controls/index.ts'
import type { Controls, PeriodCount } from '../controls/index.ts'
import { simulate } from './index.ts'
import { recount } from './testing/recount.ts'

/** A county of three years, another size and another pace, made from the default by cutting, scaling and changing it. */
const anotherCounty = (): Controls => {
  const within = ({ from, to }: PeriodCount) => from >= '2016-04' && to <= '2020-03'
  const cut: Controls = {
    ...defaultControls,
    county: { ...defaultControls.county, historyFrom: '2016-04-01', recordsFrom: '2017-04-01', lastDay: '2020-03-31' },
    flows: Object.fromEntries(
      flowNames.map(name => [
        name,
        { ...defaultControls.flows[name], counts: defaultControls.flows[name].counts.filter(within) },
      ]),
    ) as Controls['flows'],
    stocks: Object.fromEntries(
      stockNames.map(name => {
        const days = Object.entries(defaultControls.stocks[name].on).filter(
          ([day]) => day >= '2016-03-31' && day <= '2020-03-31',
        )
        return [name, { ...defaultControls.stocks[name], on: Object.fromEntries(days) }]
      }),
    ) as Controls['stocks'],
    assessmentsInTime: {
      ...defaultControls.assessmentsInTime,
      periods: defaultControls.assessmentsInTime.periods.filter(({ from, to }) => from >= '2016-04' && to <= '2020-03'),
    },
    contactTimes: { ...defaultControls.contactTimes, months: { '2019-07': { earlyHelp: 3.5, mapToAssessment: 1.8 } } },
    careEntrants: { ...defaultControls.careEntrants, cohorts: [] },
    shapes: { ...defaultControls.shapes, noise: 0.1 },
  }
  const scaled = scaleControls(cut, 0.2)
  const section20 = { under10: 9, from10to15: 7, from16: 5 }
  return {
    ...scaled,
    flows: {
      ...scaled.flows,
      careStarts: {
        ...scaled.flows.careStarts,
        counts: [...scaled.flows.careStarts.counts, { from: '2018-10', to: '2018-12', count: 30 }],
      },
    },
    careEntrants: { ...scaled.careEntrants, cohorts: [{ from: '2018-10', to: '2018-12', section20, notSection20: 9 }] },
  }
}

describe('another county, with other years and other numbers', () => {
  for (const seed of [1, 2, 3])
    it(`counts again to every control of its own file, seed ${seed}`, () => {
      const journeys = simulate(readControls(writeControls(anotherCounty())), seed)
      assert.deepEqual(
        recount(journeys).filter(({ stated, counted }) => stated !== counted),
        [],
      )
    })
})
