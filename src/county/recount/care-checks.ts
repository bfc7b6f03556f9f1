import * as assessment from '../../areas/performance/measures/assessment.ts'
import * as care from '../../areas/performance/measures/care.ts'
import * as protection from '../../areas/performance/measures/protection.ts'
import type { Measure } from '../../areas/performance/measure.ts'
import type { Controls } from '../controls/index.ts'
import { exactly, months, on, recorded } from './check.ts'
import type { Check } from './check.ts'

export const careChecks = (controls: Controls): readonly Check[] => {
  const { assessmentsInTime, careEntrants, careLeavers, placements, visits, county } = controls
  const cohort = (year: number) => careLeavers.turned18InCare[String(year)]
  const leaverYears = Object.keys(careLeavers.turned18InCare).map(year => Number(year) + 1)
  const visited = (control: string, measure: Measure, percent: number): Check => ({
    control,
    measure,
    when: on(visits.on),
    wrong: tally => exactly('counted', Math.round((percent / 100) * tally.rows))(tally),
  })
  return [
    ...recorded(
      controls,
      assessmentsInTime.periods.map(({ from, to, inTime }) => ({ from, to, count: inTime })),
    ).map(({ from, to, count }): Check => ({
      control: 'assessmentsInTime',
      measure: assessment.assessmentsInTime,
      when: months(from, to),
      wrong: exactly('counted', count),
    })),
    ...careEntrants.cohorts.flatMap(({ from, to, section20: { under10, from10to15, from16 } }): Check[] => {
      const when = months(from, to)
      return [
        {
          control: 'careEntrants.cohorts',
          measure: care.entrantsSection20,
          when,
          wrong: exactly('counted', under10 + from10to15 + from16),
        },
        {
          control: 'careEntrants.from10to15',
          measure: care.entrantsSection20Aged10to15,
          when,
          wrong: exactly('counted', from10to15),
        },
        {
          control: 'careEntrants.from16',
          measure: care.entrantsSection20Aged16plus,
          when,
          wrong: exactly('counted', from16),
        },
      ]
    }),
    ...leaverYears.flatMap((year): Check[] => {
      const [one, two, three] = [cohort(year - 1), cohort(year - 2), cohort(year - 3)]
      if (one === undefined || two === undefined || three === undefined || `${year}-03-31` > county.lastDay) return []
      return [
        {
          control: 'careLeavers',
          measure: care.careLeavers19to21,
          when: on(`${year}-03-31`),
          wrong: exactly('rows', one + two + three),
        },
      ]
    }),
    ...Object.entries(placements.farFromHomeAndOutside).map(([day, count]): Check => ({
      control: 'placements.farFromHomeAndOutside',
      measure: care.placedFarFromHome,
      when: on(day),
      wrong: exactly('counted', count),
    })),
    ...Object.entries(placements.threeOrMoreInTheYear).map(([day, count]): Check => ({
      control: 'placements.threeOrMoreInTheYear',
      measure: care.threeOrMorePlacements,
      when: on(day),
      wrong: exactly('counted', count),
    })),
    visited('visits.lookedAfter', protection.lookedAfterVisited, visits.percentInTime.lookedAfter),
    visited('visits.onPlan', protection.plansVisited, visits.percentInTime.onPlan),
    visited('visits.childInNeedPlan', protection.inNeedPlansVisited, visits.percentInTime.childInNeedPlan),
  ]
}
