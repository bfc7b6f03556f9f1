import { addMonths, dateOf, dayNumber, financialYear } from '../../calendar/index.ts'
import * as assessment from '../../areas/performance/measures/assessment.ts'
import * as care from '../../areas/performance/measures/care.ts'
import * as door from '../../areas/performance/measures/front-door.ts'
import * as need from '../../areas/performance/measures/in-need.ts'
import * as protection from '../../areas/performance/measures/protection.ts'
import type { Measure } from '../../areas/performance/measure.ts'
import type { Controls, PeriodCount } from '../controls/index.ts'
import { exactly, near, mean, share, months, on, recorded } from './check.ts'
import type { Check, Take } from './check.ts'

export const flowChecks = (controls: Controls): readonly Check[] => {
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

export const derivedChecks = (controls: Controls): readonly Check[] => {
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

export const stockChecks = ({ stocks, county }: Controls): readonly Check[] => {
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

export const frontDoorChecks = (controls: Controls): readonly Check[] => {
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
