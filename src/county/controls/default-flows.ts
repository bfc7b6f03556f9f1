import type { Controls, PeriodCount } from './controls.ts'

/** A count for each financial year, the first ending in March of `firstYear`. */
const years = (firstYear: number, ...counts: readonly number[]): PeriodCount[] =>
  counts.map((count, index) => ({ from: `${firstYear + index - 1}-04`, to: `${firstYear + index}-03`, count }))

const months = (from: string, to: string, count: number): PeriodCount => ({ from, to, count })

const referralTrend = {
  '2015-04': 900,
  '2016-04': 860,
  '2017-03': 1090,
  '2018-03': 1180,
  '2018-06': 1060,
  '2019-03': 730,
  '2019-04': 610,
  '2020-02': 790,
  '2020-03': 800,
  '2020-04': 860,
  '2020-06': 960,
  '2020-10': 1010,
  '2020-12': 1010,
}

/** What happens in the default county. The year to March 2016 is made up: it gives the later ones a past. */
export const defaultFlows: Controls['flows'] = {
  contacts: {
    describes:
      'Contacts about children, each child counted, in the month in which the outcome was chosen. None are kept before the records begin. What is neither information and advice nor on its way to a referral goes to early help.',
    counts: [
      ...years(2017, 35_800, 40_900, 34_900, 30_400),
      months('2020-04', '2020-12', 26_480),
      months('2020-09', '2020-09', 3_600),
    ],
    trend: referralTrend,
  },
  informationAndAdvice: {
    describes: 'Of the contacts, those whose outcome is information and advice (F01).',
    counts: [
      ...years(2017, 16_500, 19_200, 16_600, 14_600),
      months('2020-04', '2020-12', 12_950),
      months('2020-09', '2020-09', 1_764),
    ],
  },
  referrals: {
    describes:
      'Referrals, each child counted (P01). F28 asks for over 30% more in September 2020 than in February; F04 for 16.5 to 17.5% more than the average of July and August.',
    counts: [
      ...years(2016, 11_500, 11_679, 13_626, 10_635, 8_519),
      months('2020-02', '2020-02', 832),
      months('2020-04', '2020-12', 8_289),
      months('2020-05', '2020-05', 916),
      months('2020-07', '2020-08', 1_901),
      months('2020-09', '2020-09', 1_112),
    ],
    trend: referralTrend,
  },
  reReferrals: {
    describes: 'Of the referrals, those within 12 months of an earlier one of the same child (P02, F05, F06).',
    counts: [
      ...years(2016, 2_800, 2_896, 3_720, 2_712, 1_832),
      months('2020-04', '2020-12', 1_913),
      months('2020-05', '2020-05', 174),
      months('2020-09', '2020-09', 289),
    ],
    trend: { '2015-04': 1, '2020-04': 0.9, '2020-05': 0.9, '2020-08': 1.1, '2020-12': 1.2 },
  },
  referralsWithoutEpisode: {
    describes: 'Of the referrals, those that open no episode of need; the others do (P04).',
    counts: [...years(2016, 1_500, 1_538, 1_658, 1_215, 766), months('2020-04', '2020-12', 729)],
  },
  repeatAssessments: {
    describes: 'Assessments begun of children who already have an open episode of need.',
    counts: [...years(2016, 900, 900, 1_000, 1_000, 1_050), months('2020-04', '2020-12', 800)],
  },
  enquiries: {
    describes: 'Section 47 enquiries begun, each child counted, on the day of the strategy discussion (P05).',
    counts: [...years(2016, 4_200, 4_269, 4_164, 4_139, 2_658), months('2020-04', '2020-12', 2_250)],
  },
  conferences: {
    describes:
      'Children going to an initial child protection conference (P06). F08: 14.5 to 15.5% more from July to September 2020 than from April to June.',
    counts: [
      ...years(2016, 1_330, 1_351, 1_486, 1_508, 856),
      months('2019-04', '2019-09', 360),
      months('2020-04', '2020-12', 748),
      months('2020-04', '2020-06', 240),
      months('2020-07', '2020-09', 276),
    ],
  },
  conferencesInTime: {
    describes: 'Of the conferences, those within 15 working days of the strategy discussion (P07).',
    counts: [...years(2016, 900, 924, 764, 1_175, 704), months('2020-04', '2020-12', 613)],
  },
  plans: {
    describes: 'Child protection plans started (P10).',
    counts: [
      ...years(2016, 1_020, 1_038, 1_151, 1_136, 697),
      months('2019-04', '2019-09', 293),
      months('2020-04', '2020-12', 613),
    ],
  },
  secondPlans: {
    describes: 'Of the plans started, those of a child who had a plan before, however long ago (P11).',
    counts: [...years(2016, 225, 233, 281, 249, 184), months('2020-04', '2020-12', 160)],
  },
  careStartsUasc: {
    describes:
      'Unaccompanied asylum-seeking children who become looked after. Each comes by a referral that is accepted.',
    counts: [
      ...years(2016, 95, 80, 62, 66, 58),
      months('2020-04', '2020-12', 23),
      months('2020-04', '2020-06', 6),
      months('2020-07', '2020-09', 10),
    ],
    trend: { '2015-04': 8, '2017-03': 5, '2020-03': 5, '2020-04': 1, '2020-07': 3, '2020-12': 3 },
  },
  careStarts: {
    describes:
      'Other children who become looked after, returns left out. With the unaccompanied they are P13, which counts a child once in a year (F12, F30).',
    counts: [
      ...years(2016, 325, 330, 394, 370, 316),
      months('2020-04', '2020-12', 259),
      months('2020-04', '2020-06', 81),
      months('2020-07', '2020-09', 102),
    ],
  },
  careReturns: {
    describes:
      'Children who become looked after, cease and become looked after again in one financial year and stay to its end: the difference between the change in P12 and P13 less P14.',
    counts: [...years(2016, 5, 5, 14, 2, 3), months('2020-04', '2020-12', 0)],
  },
}
