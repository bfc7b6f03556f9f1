import { financialYear, monthOf } from '../../../calendar/index.ts'
import type { Period } from '../../../calendar/index.ts'
import type { Measure } from '../measure.ts'
import * as assessment from '../measures/assessment.ts'
import * as care from '../measures/care.ts'
import * as caseloads from '../measures/caseloads.ts'
import * as door from '../measures/front-door.ts'
import * as need from '../measures/in-need.ts'
import * as protection from '../measures/protection.ts'
import { on } from './figure.ts'
import type { Figure, HowRead } from './figure.ts'

const month = (day: string): Period => monthOf(`${day}-01`)
const september = month('2020-09')
const july = month('2020-07')
const august = month('2020-08')
const february = month('2020-02')
const summer: Period = { from: july.from, to: september.to }
const spring: Period = { from: '2020-04-01', to: '2020-06-30' }
const endOfSeptember = on('2020-09-30')
const november = on('2020-11-12')

const figure = (id: string, title: string, measure: Measure, when: Period, how: HowRead = {}): Figure => ({
  id,
  title,
  measure,
  whens: [when],
  how,
})

/** The figures of the report to the select committee of 14 December 2020, by the numbers they have there. */
export const reportFigures: readonly Figure[] = [
  figure('F01', 'Contacts whose outcome is information and advice', door.contactsInformationAndAdvice, september),
  figure('F02', 'Average working days from contact to early help', door.daysToEarlyHelp, september),
  figure(
    'F03',
    'Average working days from the multi-agency partnership team to the Assessment Service',
    door.daysToAssessmentService,
    september,
  ),
  figure('F04', 'Rise in referrals on the average of the two months before', door.referrals, september, {
    riseOn: [july, august],
  }),
  figure('F05', 'Re-referrals in May 2020', door.reReferrals, month('2020-05'), { taken: 'counted' }),
  figure('F05.percent', 'Re-referrals in May 2020, of all referrals', door.reReferrals, month('2020-05')),
  figure('F06', 'Re-referrals in September 2020', door.reReferrals, september, { taken: 'counted' }),
  figure('F06.percent', 'Re-referrals in September 2020, of all referrals', door.reReferrals, september),
  figure('F07', 'Open assessments', assessment.openAssessments, endOfSeptember),
  figure(
    'F08',
    'Rise in children subject to initial conferences, July to September on April to June',
    protection.initialConferences,
    summer,
    { riseOn: [spring] },
  ),
  figure('F09', 'Children on a child protection plan in September 2019', protection.protectionPlans, on('2019-09-30')),
  figure('F10', 'Children on a child protection plan in April 2020', protection.protectionPlans, on('2020-04-30')),
  figure('F11', 'Children on a child protection plan in September 2020', protection.protectionPlans, endOfSeptember),
  figure('F12', 'Entrants to care, unaccompanied asylum-seeking children left out', care.entrantsToCare, summer),
  figure('F13', 'Of those entrants, started on section 20', care.entrantsSection20, summer),
  figure(
    'F13.aged10to15',
    'Of those entrants, started on section 20 aged 10 to 15',
    care.entrantsSection20Aged10to15,
    summer,
  ),
  figure(
    'F13.aged16plus',
    'Of those entrants, started on section 20 aged 16 or over',
    care.entrantsSection20Aged16plus,
    summer,
  ),
  figure('F14', 'Children looked after', care.lookedAfter, endOfSeptember),
  figure(
    'F14.uasc',
    'Unaccompanied asylum-seeking children looked after',
    care.lookedAfterUnaccompanied,
    endOfSeptember,
  ),
  figure('F15', 'Children looked after per 10,000', care.lookedAfterRate, endOfSeptember),
  figure('F16', 'Average caseload, all services', caseloads.averageCaseload, november),
  figure('F17', 'Assessment workers with 25 to 30 children', caseloads.assessmentCaseload25to30, november),
  figure('F17.from25to30', 'Assessment workers with 25 to 30 children', caseloads.assessmentCaseload25to30, november),
  figure('F17.35orMore', 'Assessment workers with 35 children or more', caseloads.assessmentCaseload35orMore, november),
  figure('F17.over40', 'Assessment workers with over 40 children', caseloads.assessmentCaseloadOver40, november),
  figure(
    'F18',
    'Child protection and looked-after workers with more than 15 children',
    caseloads.protectionAndCareCaseloadOver15,
    november,
  ),
  figure('F19', 'Average caseload of personal advisers', caseloads.adviserCaseload, november),
  figure('F19.over20', 'Personal advisers with more than 20 young people', caseloads.adviserCaseloadOver20, november),
  figure('F19.highest', 'Highest caseload of a personal adviser', caseloads.adviserCaseloadHighest, november),
  figure('F20', 'Looked-after children visited face to face in timescale', protection.lookedAfterVisited, november),
  figure('F21', 'Children on a protection plan visited face to face in timescale', protection.plansVisited, november),
  figure(
    'F22',
    'Children on a child in need plan visited face to face in timescale',
    protection.inNeedPlansVisited,
    november,
  ),
  figure('F28', 'Rise in referrals since February 2020', door.referrals, september, { riseOn: [february] }),
  figure(
    'F29',
    'Rise in children on a protection plan since February 2020',
    protection.protectionPlans,
    endOfSeptember,
    { riseOn: [on('2020-02-29')] },
  ),
  figure(
    'F29.stockFebruary',
    'Children on a child protection plan in February 2020',
    protection.protectionPlans,
    on('2020-02-29'),
  ),
  figure(
    'F29.sinceSeptember2019',
    'Rise in children on a protection plan since September 2019',
    protection.protectionPlans,
    endOfSeptember,
    { riseOn: [on('2019-09-30')] },
  ),
  figure(
    'F29.sinceApril2020',
    'Rise in children on a protection plan since April 2020',
    protection.protectionPlans,
    endOfSeptember,
    { riseOn: [on('2020-04-30')] },
  ),
  figure('F30', 'New entrants to care in the last three months', care.entrantsToCare, summer),
]

const years = [2017, 2018, 2019, 2020] as const

const inYears = (id: string, title: string, measure: Measure, how: HowRead = {}): Figure => ({
  id,
  title,
  measure,
  whens: years.map(financialYear),
  how,
})
const atEnds = (id: string, title: string, measure: Measure): Figure => ({
  id,
  title,
  measure,
  whens: years.map(year => on(`${year}-03-31`)),
  how: {},
})

/** The county's figures in the national statistics of the years ending 31 March, by their numbers among the facts. */
export const publishedFigures: readonly Figure[] = [
  inYears('P01', 'Referrals in the year', door.referrals),
  inYears('P02', 'Re-referrals within 12 months', door.reReferrals),
  atEnds('P03', 'Children in need at 31 March', need.childrenInNeed),
  inYears('P04', 'Children in need episodes started in the year', need.needStarted),
  inYears('P05', 'Section 47 enquiries per 10,000', assessment.section47Enquiries),
  inYears('P06', 'Initial conferences per 10,000', protection.initialConferences, { taken: 'rate' }),
  inYears('P07', 'Initial conferences within 15 working days', protection.conferencesInTime),
  inYears('P08', 'Assessments completed within 45 working days', assessment.assessmentsInTime),
  atEnds('P09', 'Children on a plan at 31 March', protection.protectionPlans),
  inYears('P10', 'Plans started in the year', protection.protectionPlansStarted),
  inYears('P11', 'Plans that are a second or subsequent plan', protection.secondPlans),
  atEnds('P12', 'Children looked after at 31 March', care.lookedAfter),
  inYears('P13', 'Children who started to be looked after in the year', care.startedToBeLookedAfter),
  inYears('P14', 'Children who ceased to be looked after in the year', care.ceasedToBeLookedAfter),
  atEnds('P15', 'Unaccompanied asylum-seeking children looked after at 31 March', care.lookedAfterUnaccompanied),
  atEnds('P16', 'Care leavers aged 19 to 21', care.careLeavers19to21),
  inYears('P17', 'Referrals from the police', door.referralsFromPolice),
  inYears('P17.police', 'Referrals from the police', door.referralsFromPolice),
  inYears('P17.health', 'Referrals from health services', door.referralsFromHealth),
  inYears('P17.schools', 'Referrals from schools', door.referralsFromSchools),
  {
    ...atEnds('P18', 'Average cases of a social worker at 30 September', caseloads.casesPerSocialWorker),
    whens: years.map(year => on(`${year}-09-30`)),
  },
  atEnds('P20', 'Looked after more than 20 miles from home and outside the county', care.placedFarFromHome),
  atEnds('P21', 'Looked after with three or more placements in the year', care.threeOrMorePlacements),
]

export const allFigures: readonly Figure[] = [...reportFigures, ...publishedFigures]
