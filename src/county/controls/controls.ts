import { z } from 'zod'
import { isCivilDate } from '../../calendar/index.ts'
import { abuseCategories, ageBands, contactSources, otherLegalStatuses, uascAges } from './kinds.ts'

const describes = z.string().min(1)
const whole = z.int().min(0)
const share = z.number().min(0)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month written YYYY-MM')
const day = z.string().refine(isCivilDate, 'must be a day that exists, written YYYY-MM-DD')
const year = z.string().regex(/^\d{4}$/, 'must be a year written YYYY')

/** How many in the months from one to another, both included. A shorter period inside a longer one pins that part of it. */
const periodCount = z.strictObject({ from: month, to: month, count: whole })

const flow = z.strictObject({
  describes,
  counts: z.array(periodCount),
  /** Relative level by month, drawn as a line between the months given; it shapes a period and never changes its count. */
  trend: z.record(month, share).optional(),
})

const stock = z.strictObject({ describes, on: z.record(day, whole) })

/** The flows: counts of things that happen, by the date on which they count. */
export const flowNames = [
  'contacts',
  'informationAndAdvice',
  'referrals',
  'reReferrals',
  'referralsWithoutEpisode',
  'repeatAssessments',
  'enquiries',
  'conferences',
  'conferencesInTime',
  'plans',
  'secondPlans',
  'careStartsUasc',
  'careStarts',
  'careReturns',
] as const
export type FlowName = (typeof flowNames)[number]

/** The stocks: children counted at the end of a day. What ends between two dates follows from what starts. */
export const stockNames = ['inNeed', 'onPlan', 'lookedAfter', 'lookedAfterUasc', 'openAssessments'] as const
export type StockName = (typeof stockNames)[number]

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what the schema reads is told by its own type
const named = <Name extends string, Schema extends z.ZodType>(names: readonly Name[], schema: Schema) =>
  z.strictObject(Object.fromEntries(names.map(name => [name, schema])) as Record<Name, Schema>)

const ratio = z.strictObject({ from: month, to: month, inTime: whole, of: whole })

const entrantCohort = z.strictObject({
  from: month,
  to: month,
  section20: z.strictObject({ under10: whole, from10to15: whole, from16: whole }),
  notSection20: whole,
})

const district = z.strictObject({ key: z.string().min(1), name: z.string().min(1), quadrant: z.string().min(1), share })

export const controlsSchema = z.strictObject({
  describes,
  /** The part of the county that was taken, where the counts were scaled. */
  scale: z.number().positive().optional(),
  county: z.strictObject({ describes, historyFrom: day, recordsFrom: day, lastDay: day }),
  population: z.strictObject({ describes, midYear: z.record(year, whole) }),
  flows: named(flowNames, flow),
  stocks: named(stockNames, stock),
  assessmentsInTime: z.strictObject({ describes, periods: z.array(ratio) }),
  contactTimes: z.strictObject({
    describes,
    usual: z.strictObject({ earlyHelp: share, mapToAssessment: share }),
    months: z.record(month, z.strictObject({ earlyHelp: share, mapToAssessment: share })),
    shareThroughMap: share,
  }),
  referralSources: z.strictObject({
    describes,
    years: z.record(year, z.strictObject({ police: whole, health: whole, schools: whole })),
    usual: named(contactSources, share),
  }),
  careEntrants: z.strictObject({
    describes,
    section20Share: share,
    ages: named(ageBands, share),
    otherStatuses: named(otherLegalStatuses, share),
    cohorts: z.array(entrantCohort),
  }),
  careLeavers: z.strictObject({ describes, turned18InCare: z.record(year, whole), shareStayingPast22: share }),
  shapes: z.strictObject({ describes, season: z.array(share).length(12), noise: share }),
  hazards: z.strictObject({
    describes,
    referralAges: named(ageBands, share),
    unbornShare: share,
    knownShare: share,
    siblings: z.array(share).min(1),
    uascAges: named(uascAges, share),
    abuseCategories: named(abuseCategories, share),
    stepDownShare: share,
  }),
  earlierHistory: z.strictObject({
    describes,
    closedInTheYearBefore: whole,
    withEarlierPlan: whole,
    knownBefore: whole,
  }),
  districts: z.strictObject({ describes, list: z.array(district).min(1) }),
  placements: z.strictObject({
    describes,
    farFromHomeAndOutside: z.record(day, whole),
    threeOrMoreInTheYear: z.record(day, whole),
  }),
  visits: z.strictObject({
    describes,
    on: day,
    percentInTime: z.strictObject({ lookedAfter: share, onPlan: share, childInNeedPlan: share }),
  }),
  caseloads: z.strictObject({
    describes,
    on: day,
    average: share,
    assessment: z.strictObject({
      workers: whole,
      mean: share,
      highest: whole,
      from25to30: share,
      from35: share,
    }),
    careLeaverAdvisers: z.strictObject({ workers: whole, mean: share, highest: whole }),
    others: z.strictObject({ workers: whole, mean: share, newlyQualified: whole, newlyQualifiedMean: share }),
    perSocialWorker: z.record(day, share),
  }),
  workforce: z.strictObject({
    describes,
    percent: z.record(day, z.strictObject({ vacancy: share, agency: share, turnover: share })),
    postsNeitherFilledNorCovered: whole,
    agencyPercent: share,
    absentBecauseOfCovid19: whole,
    newlyQualifiedAppointed: whole,
  }),
  comparators: z.strictObject({ describes, lookedAfterPer10000: z.record(z.string(), share) }),
})

/** Everything that the simulated county must add up to, and the hazards that decide who and when. */
export type Controls = z.infer<typeof controlsSchema>
export type PeriodCount = z.infer<typeof periodCount>
export type Flow = z.infer<typeof flow>
