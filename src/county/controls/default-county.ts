import type { Controls } from './controls.ts'
import { defaultFlows } from './default-flows.ts'
import { defaultStocks } from './default-stocks.ts'
import { defaultWork } from './default-work.ts'

/** The controls of the county that `county build` makes when no other file is given. */
export const defaultControls: Controls = {
  describes:
    'The controls of a simulated county. Flows say how many things happen in a period, stocks how many children there are on a day, and the rest how they are mixed. A build meets every one exactly or stops, naming the series and the month. Change any number, or write another file of the same form, for another county. Letters and numbers in brackets name the figures of the committee report (F) and of the public statistics (P) that a control is there for.',
  county: {
    describes:
      'The first day of the earlier history, told in outline; the first day of the records; and the last day of the records. History must begin on 1 April.',
    historyFrom: '2015-04-01',
    recordsFrom: '2016-04-01',
    lastDay: '2020-12-13',
  },
  population: {
    describes:
      'Children under 18 in the county in June of each year. A rate for a year ending 31 March is per 10,000 of the June before it (P05, P06, F15).',
    midYear: {
      '2015': 254_833,
      '2016': 256_828,
      '2017': 257_025,
      '2018': 257_259,
      '2019': 258_045,
      '2020': 258_519,
      '2021': 259_488,
    },
  },
  flows: defaultFlows,
  stocks: defaultStocks,
  assessmentsInTime: {
    describes:
      'Of the assessments completed, those completed within 45 working days (P08). How many are completed follows from those begun and open, and must agree.',
    periods: [
      { from: '2015-04', to: '2016-03', inTime: 8_207, of: 10_870 },
      { from: '2016-04', to: '2017-03', inTime: 8_306, of: 11_001 },
      { from: '2017-04', to: '2018-03', inTime: 9_661, of: 12_728 },
      { from: '2018-04', to: '2019-03', inTime: 8_056, of: 11_020 },
      { from: '2019-04', to: '2020-03', inTime: 6_947, of: 8_493 },
      { from: '2020-04', to: '2020-12', inTime: 6_752, of: 8_255 },
    ],
  },
  contactTimes: {
    describes:
      'Average working days from a contact to early help (F02), and from the multi-agency partnership team to the assessment service (F03): exact in the months named, about so in the others. Also the share of the contacts that become referrals which go through that team.',
    usual: { earlyHelp: 3.2, mapToAssessment: 2.1 },
    months: { '2020-09': { earlyHelp: 3, mapToAssessment: 2 } },
    shareThroughMap: 0.35,
  },
  referralSources: {
    describes:
      'Referrals in a year ending 31 March from the police, health and schools (P17), and how the sources are mixed otherwise.',
    years: {
      '2017': { police: 4_625, health: 1_623, schools: 2_091 },
      '2018': { police: 5_205, health: 1_771, schools: 2_657 },
      '2019': { police: 3_861, health: 1_436, schools: 1_840 },
      '2020': { police: 2_845, health: 1_346, schools: 1_533 },
    },
    usual: {
      police: 34,
      health: 15.5,
      schools: 16.5,
      family: 11,
      localAuthority: 10,
      housing: 2,
      otherAgency: 8,
      anonymous: 3,
    },
  },
  careEntrants: {
    describes:
      'Children becoming looked after, the unaccompanied left out: the share on section 20, the mix of ages and of other legal statuses; and cohorts whose make-up is fixed (F13).',
    section20Share: 0.58,
    ages: { under1: 17, from1to4: 15, from5to9: 17, from10to15: 30, from16: 21 },
    otherStatuses: { interimCareOrder: 66, emergencyProtectionOrder: 9, policeProtection: 19, remand: 6 },
    cohorts: [
      {
        from: '2020-07',
        to: '2020-09',
        section20: { under10: 30, from10to15: 19, from16: 20 },
        notSection20: 33,
      },
    ],
  },
  careLeavers: {
    describes:
      'Young people who turned 18 in care in each year ending 31 March; those aged 19 to 21 at the end of a year are the three cohorts before it (P16). The last is made up. Also the share who keep their personal adviser after the 22nd birthday.',
    turned18InCare: { '2014': 140, '2015': 116, '2016': 124, '2017': 160, '2018': 185, '2019': 166, '2020': 160 },
    shareStayingPast22: 0.04,
  },
  ...defaultWork,
}
