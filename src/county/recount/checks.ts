import { addMonths, dateOf, dayNumber, endOfMonth, financialYear } from '../../calendar/index.ts'
import type { CivilDate, Period } from '../../calendar/index.ts'
import * as assessment from '../../areas/performance/measures/assessment.ts'
import * as care from '../../areas/performance/measures/care.ts'
import * as caseloads from '../../areas/performance/measures/caseloads.ts'
import * as door from '../../areas/performance/measures/front-door.ts'
import * as need from '../../areas/performance/measures/in-need.ts'
import * as protection from '../../areas/performance/measures/protection.ts'
import type { Measure } from '../../areas/performance/measure.ts'
import type { Tally } from '../../areas/performance/counting/tally.ts'
import type { Controls, PeriodCount } from '../controls/index.ts'

/** What a measure must count at a time, for a control to be met. */
export type Check = {
  readonly control: string
  readonly measure: Measure
  readonly when: Period
  /** What is wrong with what was counted, or undefined where the control is met. */
  readonly wrong: (tally: Tally) => string | undefined
}

type Take = 'rows' | 'counted'

const exactly = (take: Take, wanted: number) => (tally: Tally) =>
  tally[take] === wanted ? undefined : `${wanted} are wanted, and ${tally[take]} were counted.`

const near = (value: (tally: Tally) => number, wanted: number, within: number) => (tally: Tally) =>
  Math.abs(value(tally) - wanted) <= within
    ? undefined
    : `${wanted} is wanted, to within ${within}, and ${value(tally).toFixed(3)} was counted.`

const mean = ({ sum, rows }: Tally) => (rows === 0 ? 0 : sum / rows)
const share = ({ counted, rows }: Tally) => (rows === 0 ? 0 : (100 * counted) / rows)

const months = (from: string, to: string): Period => ({ from: `${from}-01`, to: endOfMonth(`${to}-01`) })
const on = (day: CivilDate): Period => ({ from: day, to: day })

/** The periods of a flow that lie within the records. */
const recorded = ({ county }: Controls, counts: readonly PeriodCount[]): readonly PeriodCount[] =>
  counts.filter(({ from, to }) => `${from}-01` >= county.recordsFrom && `${to}-01` <= county.lastDay)

const flowChecks = (controls: Controls): readonly Check[] => {
  const { flows } = controls
  const of = (name: keyof typeof flows, measure: Measure, take: Take): readonly Check[] =>
    recorded(controls, flows[name].counts).map(({ from, to, count }) => ({
      control: name,
      measure,
      when: months(from, to),
      wrong: exactly(take, count),
    }))
  return [
    ...of('referrals', door.referrals, 'rows'),
    ...of('reReferrals', door.reReferrals, 'counted'),
    ...of('enquiries', assessment.section47Enquiries, 'rows'),
    ...of('conferences', protection.initialConferences, 'rows'),
    ...of('conferencesInTime', protection.conferencesInTime, 'counted'),
    ...of('plans', protection.protectionPlansStarted, 'rows'),
    ...of('secondPlans', protection.secondPlans, 'counted'),
  ]
}

/** What two flows come to in the periods that both have. */
const together = (controls: Controls, names: readonly (keyof Controls['flows'])[], signs: readonly number[]) => {
  const [first, ...others] = names
  if (first === undefined) return []
  return recorded(controls, controls.flows[first].counts).flatMap(({ from, to, count }) => {
    const rest = others.map(
      name => controls.flows[name].counts.find(each => each.from === from && each.to === to)?.count,
    )
    if (rest.some(each => each === undefined)) return []
    const sum = rest.reduce<number>(
      (all, each, index) => all + (each ?? 0) * (signs[index + 1] ?? 1),
      count * (signs[0] ?? 1),
    )
    return [{ from, to, count: sum }]
  })
}

const derivedChecks = (controls: Controls): readonly Check[] => {
  const { lookedAfter } = controls.stocks
  const isYear = ({ from, to }: PeriodCount) =>
    from.endsWith('-04') && to.endsWith('-03') && addMonths(`${from}-01`, 11) === `${to}-01`
  const starts = together(controls, ['careStarts', 'careStartsUasc'], [1, 1]).filter(isYear)
  return [
    ...together(controls, ['referrals', 'referralsWithoutEpisode'], [1, -1]).map(({ from, to, count }) => ({
      control: 'referralsWithoutEpisode',
      measure: need.needStarted,
      when: months(from, to),
      wrong: exactly('rows', count),
    })),
    ...together(controls, ['careStarts', 'careReturns'], [1, 1]).map(({ from, to, count }) => ({
      control: 'careStarts',
      measure: care.entrantsToCare,
      when: months(from, to),
      wrong: exactly('rows', count),
    })),
    ...starts.flatMap(({ from, to, count }): Check[] => {
      const when = months(from, to)
      const returns = controls.flows.careReturns.counts.find(each => each.from === from && each.to === to)?.count
      const opening = lookedAfter.on[dateOf(dayNumber(when.from) - 1)]
      const closing = lookedAfter.on[when.to]
      const started = {
        control: 'careStarts',
        measure: care.startedToBeLookedAfter,
        when,
        wrong: exactly('rows', count),
      }
      if (returns === undefined || opening === undefined || closing === undefined) return [started]
      const ceased = exactly('rows', count + returns - (closing - opening))
      return [started, { control: 'careReturns', measure: care.ceasedToBeLookedAfter, when, wrong: ceased }]
    }),
  ]
}

const stockChecks = ({ stocks, county }: Controls): readonly Check[] => {
  const of = (name: keyof typeof stocks, measure: Measure): readonly Check[] =>
    Object.entries(stocks[name].on)
      .filter(([day]) => day >= county.recordsFrom)
      .map(([day, count]) => ({ control: name, measure, when: on(day), wrong: exactly('rows', count) }))
  return [
    ...of('inNeed', need.childrenInNeed),
    ...of('onPlan', protection.protectionPlans),
    ...of('lookedAfter', care.lookedAfter),
    ...of('lookedAfterUasc', care.lookedAfterUnaccompanied),
    ...of('openAssessments', assessment.openAssessments),
  ]
}

const frontDoorChecks = (controls: Controls): readonly Check[] => {
  const { flows, contactTimes, referralSources } = controls
  const year = (ending: string) => financialYear(Number(ending))
  return [
    ...recorded(controls, flows.informationAndAdvice.counts).flatMap(({ from, to, count }): Check[] => {
      const all = flows.contacts.counts.find(each => each.from === from && each.to === to)?.count
      if (from !== to || all === undefined) return []
      const wrong = near(share, (100 * count) / all, 0.5)
      return [
        { control: 'informationAndAdvice', measure: door.contactsInformationAndAdvice, when: months(from, to), wrong },
      ]
    }),
    ...Object.entries(contactTimes.months).flatMap(([month, { earlyHelp, mapToAssessment }]): Check[] => [
      {
        control: 'contactTimes.earlyHelp',
        measure: door.daysToEarlyHelp,
        when: months(month, month),
        wrong: near(mean, earlyHelp, 0.1),
      },
      {
        control: 'contactTimes.mapToAssessment',
        measure: door.daysToAssessmentService,
        when: months(month, month),
        wrong: near(mean, mapToAssessment, 0.1),
      },
    ]),
    ...Object.entries(referralSources.years)
      .filter(([ending]) => year(ending).from >= controls.county.recordsFrom)
      .flatMap(([ending, { police, health, schools }]): Check[] => [
        {
          control: 'referralSources.police',
          measure: door.referralsFromPolice,
          when: year(ending),
          wrong: exactly('counted', police),
        },
        {
          control: 'referralSources.health',
          measure: door.referralsFromHealth,
          when: year(ending),
          wrong: exactly('counted', health),
        },
        {
          control: 'referralSources.schools',
          measure: door.referralsFromSchools,
          when: year(ending),
          wrong: exactly('counted', schools),
        },
      ]),
  ]
}

const careChecks = (controls: Controls): readonly Check[] => {
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

/** Below so many assessment workers a county is too small for caseloads to spread as they do in a whole one. */
const enoughWorkers = 20

const caseloadChecks = ({ caseloads: given, county }: Controls): readonly Check[] => {
  if (given.assessment.workers < enoughWorkers) return []
  const when = on(given.on)
  const atLeast = (least: number, most: number) => (tally: Tally) =>
    tally.counted >= least && tally.counted <= most
      ? undefined
      : `from ${least} to ${most} workers are wanted, and ${tally.counted} were counted.`
  const { assessment: assessing, careLeaverAdvisers: advisers, others } = given
  return [
    { control: 'caseloads.average', measure: caseloads.averageCaseload, when, wrong: near(mean, given.average, 0.5) },
    {
      control: 'caseloads.assessment.from25to30',
      measure: caseloads.assessmentCaseload25to30,
      when,
      wrong: atLeast(Math.round(assessing.workers * 0.4), assessing.workers),
    },
    {
      control: 'caseloads.assessment.from35',
      measure: caseloads.assessmentCaseload35orMore,
      when,
      wrong: atLeast(2, Math.ceil(assessing.workers * 0.2)),
    },
    {
      control: 'caseloads.assessment.highest',
      measure: caseloads.assessmentCaseloadOver40,
      when,
      wrong: atLeast(1, 1),
    },
    {
      control: 'caseloads.others',
      measure: caseloads.protectionAndCareCaseloadOver15,
      when,
      wrong: atLeast(1, Math.ceil(others.workers * 0.08)),
    },
    {
      control: 'caseloads.careLeaverAdvisers.mean',
      measure: caseloads.adviserCaseload,
      when,
      wrong: near(mean, advisers.mean, 0.5),
    },
    {
      control: 'caseloads.careLeaverAdvisers.highest',
      measure: caseloads.adviserCaseloadHighest,
      when,
      wrong: tally =>
        tally.highest === advisers.highest
          ? undefined
          : `${advisers.highest} is wanted, and ${tally.highest ?? 0} was counted.`,
    },
    ...Object.entries(given.perSocialWorker)
      .filter(([day]) => day >= county.recordsFrom && day <= county.lastDay)
      .map(([day, average]): Check => ({
        control: 'caseloads.perSocialWorker',
        measure: caseloads.casesPerSocialWorker,
        when: on(day),
        wrong: near(mean, average, 0.5),
      })),
  ]
}

/** Everything that the product's measures must count for the controls to be met. */
export const checksOf = (controls: Controls): readonly Check[] => [
  ...flowChecks(controls),
  ...derivedChecks(controls),
  ...stockChecks(controls),
  ...frontDoorChecks(controls),
  ...careChecks(controls),
  ...caseloadChecks(controls),
]
