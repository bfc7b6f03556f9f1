import type { Controls } from './controls.ts'

type Work = Pick<
  Controls,
  | 'shapes'
  | 'hazards'
  | 'earlierHistory'
  | 'districts'
  | 'placements'
  | 'visits'
  | 'caseloads'
  | 'workforce'
  | 'comparators'
>

/** The default county's shapes, hazards and places, and the controls of its homes, visits and workers. */
export const defaultWork: Work = {
  shapes: {
    describes:
      'How a year is spread over its months, April first, and how far a month strays from that by chance (the standard deviation, as a share).',
    season: [0.88, 0.97, 0.98, 1.05, 0.78, 1, 1.1, 1.09, 0.88, 1.03, 1, 1.08],
    noise: 0.04,
  },
  hazards: {
    describes:
      'Who is more likely than whom: ages at referral, the share referred before birth, the share of referrals that are of children known before, how many children families have (one, two, and so on), ages of unaccompanied children, categories of plans, and the share of closures that step down to early help.',
    referralAges: { under1: 14, from1to4: 26, from5to9: 27, from10to15: 25, from16: 8 },
    unbornShare: 0.025,
    knownShare: 0.34,
    siblings: [34, 36, 19, 8, 3],
    uascAges: { '14': 8, '15': 18, '16': 42, '17': 32 },
    abuseCategories: { neglect: 44, emotional: 40, physical: 9, sexual: 7 },
    stepDownShare: 0.16,
  },
  earlierHistory: {
    describes:
      'Children known before the history begins: cases closed in the year before it, children who once had a plan, and others known before that.',
    closedInTheYearBefore: 7_200,
    withEarlierPlan: 6_000,
    knownBefore: 6_000,
  },
  districts: {
    describes: 'The districts, the quadrant of each, and the share of families who live there.',
    list: [
      { key: 'alderbourne', name: 'Alderbourne', quadrant: 'north-east', share: 11.2 },
      { key: 'eppingham', name: 'Eppingham', quadrant: 'north-east', share: 6.3 },
      { key: 'hallowdown', name: 'Hallowdown', quadrant: 'north-east', share: 6.6 },
      { key: 'staneford', name: 'Staneford', quadrant: 'north-west', share: 9.9 },
      { key: 'ruxmere', name: 'Ruxmere', quadrant: 'north-west', share: 7.4 },
      { key: 'wexcombe', name: 'Wexcombe', quadrant: 'north-west', share: 10.1 },
      { key: 'heatherley', name: 'Heatherley', quadrant: 'north-west', share: 6.8 },
      { key: 'guildbridge', name: 'Guildbridge', quadrant: 'south-west', share: 12.4 },
      { key: 'waverholt', name: 'Waverholt', quadrant: 'south-west', share: 8.6 },
      { key: 'reigham', name: 'Reigham', quadrant: 'south-east', share: 13.4 },
      { key: 'tanbury', name: 'Tanbury', quadrant: 'south-east', share: 7.3 },
    ],
  },
  placements: {
    describes:
      'Of the children looked after on a day, those placed more than 20 miles from home and outside the county (P20), and those who had three or more placements in the year to it (P21).',
    farFromHomeAndOutside: { '2017-03-31': 226, '2018-03-31': 279, '2019-03-31': 330, '2020-03-31': 305 },
    threeOrMoreInTheYear: { '2017-03-31': 70, '2018-03-31': 84, '2019-03-31': 87, '2020-03-31': 88 },
  },
  visits: {
    describes: 'The percentage of children on a day who had been visited face to face in time (F20 to F22).',
    on: '2020-11-12',
    percentInTime: { lookedAfter: 82, onPlan: 81, childInNeedPlan: 70 },
  },
  caseloads: {
    describes:
      'Children a worker on a day. Over all services (F16), and of personal advisers (F19), who have young people in care of 16 and 17 too, to within half a child; the highest of an adviser exactly. Of assessment workers (F17): the share who hold 25 to 30, or more than it, but at most 0.05 less; those who hold 35 or more, from half that share to three times it; and the highest, to within one. Cases a social worker at 30 September (P18), to within half a child. What is said of the others (F18) shapes how work is shared and is not counted again, but for a few of them holding more than 15. All this is counted from 20 assessment workers on: fewer do not spread like that.',
    on: '2020-11-12',
    average: 16,
    assessment: { workers: 60, highest: 42, from25to30: 0.45, from35: 0.07 },
    careLeaverAdvisers: { workers: 49, mean: 18, highest: 24 },
    others: { workers: 353, mean: 14, newlyQualified: 40, newlyQualifiedMean: 10 },
    perSocialWorker: { '2017-09-30': 17.6, '2018-09-30': 17.4, '2019-09-30': 14.1, '2020-09-30': 14.9 },
  },
  workforce: {
    describes:
      'Social work vacancies, agency workers and turnover in percent at 30 September (P19), and what the report says of November 2020 (F23 to F26).',
    percent: {
      '2017-09-30': { vacancy: 12.2, agency: 15.5, turnover: 10.7 },
      '2018-09-30': { vacancy: 21.9, agency: 22.2, turnover: 19.2 },
      '2019-09-30': { vacancy: 18.8, agency: 27.2, turnover: 29.4 },
      '2020-09-30': { vacancy: 28, agency: 30.3, turnover: 13.5 },
    },
    postsNeitherFilledNorCovered: 30,
    agencyPercent: 25,
    absentBecauseOfCovid19: 20,
    newlyQualifiedAppointed: 40,
  },
  comparators: {
    describes: 'Children looked after per 10,000 under 18 elsewhere, as published for 2018/19 (F15).',
    lookedAfterPer10000: { statisticalNeighbours: 48, region: 53, england: 65 },
  },
}
