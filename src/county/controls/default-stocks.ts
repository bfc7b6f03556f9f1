import type { Controls } from './controls.ts'

/** How many there are in the default county at the end of a day. */
export const defaultStocks: Controls['stocks'] = {
  inNeed: {
    describes:
      'Children under 18 with an open episode of need, looked after and on plans included (P03). An episode closes on the 18th birthday at the latest.',
    on: {
      '2015-03-31': 5_950,
      '2016-03-31': 6_000,
      '2017-03-31': 6_125,
      '2018-03-31': 7_019,
      '2019-03-31': 5_932,
      '2020-03-31': 5_751,
      '2020-09-30': 6_330,
      '2020-12-13': 6_520,
    },
  },
  onPlan: {
    describes: 'Children on a child protection plan (P09, F09 to F11, F29).',
    on: {
      '2015-03-31': 850,
      '2016-03-31': 870,
      '2017-03-31': 843,
      '2018-03-31': 996,
      '2019-03-31': 959,
      '2019-09-30': 593,
      '2020-02-29': 670,
      '2020-03-31': 685,
      '2020-04-30': 696,
      '2020-09-30': 770,
      '2020-12-13': 790,
    },
  },
  lookedAfter: {
    describes:
      'Children looked after, unaccompanied asylum-seeking children included, short breaks left out (P12, F14).',
    on: {
      '2015-03-31': 862,
      '2016-03-31': 873,
      '2017-03-31': 869,
      '2018-03-31': 930,
      '2019-03-31': 970,
      '2020-03-31': 983,
      '2020-09-30': 1_004,
      '2020-12-13': 1_014,
    },
  },
  lookedAfterUasc: {
    describes: 'Of the children looked after, the unaccompanied asylum-seeking (P15, F14).',
    on: {
      '2015-03-31': 138,
      '2016-03-31': 150,
      '2017-03-31': 142,
      '2018-03-31': 111,
      '2019-03-31': 114,
      '2020-03-31': 108,
      '2020-09-30': 77,
      '2020-12-13': 74,
    },
  },
  openAssessments: {
    describes:
      'Assessments begun and not completed (F07: growing each month since April 2020, and the highest since February).',
    on: {
      '2015-03-31': 1_450,
      '2016-03-31': 1_480,
      '2017-03-31': 1_520,
      '2018-03-31': 1_760,
      '2019-03-31': 1_160,
      '2020-02-29': 1_549,
      '2020-03-31': 1_470,
      '2020-04-30': 1_330,
      '2020-05-31': 1_362,
      '2020-06-30': 1_401,
      '2020-07-31': 1_446,
      '2020-08-31': 1_478,
      '2020-09-30': 1_524,
      '2020-10-31': 1_560,
      '2020-11-30': 1_580,
      '2020-12-13': 1_575,
    },
  },
}
