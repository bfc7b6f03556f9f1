import { z } from 'zod'
import { firstKnownYear, isCivilDate, lastKnownYear } from '../../calendar/index.ts'
import { abuseCategories, ageBands, contactSources, otherLegalStatuses, quadrantKeys, uascAges } from './kinds.ts'

const describes = z.string().min(1)
const most = 10_000_000
const whole = z.int().min(0).max(most)
/** A part of a whole: 0.35 of it. */
const share = z.number().min(0).max(1)
const percent = z.number().min(0).max(100)
/** How much beside the others of its mix; what they add up to is nothing to keep to. */
const weight = z.number().min(0).max(most)
const average = z.number().min(0).max(1000)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month written YYYY-MM')
const day = z.string().refine(isCivilDate, 'must be a day that exists, written YYYY-MM-DD')
const year = z.string().regex(/^\d{4}$/, 'must be a year written YYYY')

/** How many in the months from one to another, both included. A shorter period inside a longer one pins that part of it. */
const periodCount = z.strictObject({ from: month, to: month, count: whole })

const flow = z.strictObject({
  describes,
  counts: z.array(periodCount),
  /** Relative level by month, drawn as a line between the months given; it shapes a period and never changes its count. */
  trend: z.record(month, weight).optional(),
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

const ratio = z
  .strictObject({ from: month, to: month, inTime: whole, of: whole })
  .refine(({ inTime, of }) => inTime <= of, { path: ['inTime'], error: 'must be no more than "of"' })

const entrantCohort = z.strictObject({
  from: month,
  to: month,
  section20: z.strictObject({ under10: whole, from10to15: whole, from16: whole }),
  notSection20: whole,
})

const district = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be a key: small letters, digits and hyphens, beginning with a letter'),
  name: z.string().trim().min(1).max(200),
  quadrant: z.enum(quadrantKeys, { error: `must be one of ${quadrantKeys.join(', ')}` }),
  share: weight,
})

const districts = z
  .array(district)
  .min(1)
  .superRefine((list, context) => {
    for (const [index, { key }] of list.entries())
      if (list.findIndex(other => other.key === key) < index)
        context.addIssue({ code: 'custom', path: [index, 'key'], message: `"${key}" stands here twice` })
  })

// Work falls due, and is late, by working days: those of the year before the records and of the year after must be known.
const [firstDay, lastDay] = [`${firstKnownYear + 1}-01-01`, `${lastKnownYear - 1}-12-31`]

const county = z
  .strictObject({
    describes,
    historyFrom: day.refine(
      from => from >= firstDay,
      `must be ${firstDay} or later: bank holidays before are not known`,
    ),
    recordsFrom: day,
    lastDay: day.refine(to => to <= lastDay, `must be ${lastDay} or earlier: bank holidays after are not known`),
  })
  .refine(({ historyFrom, recordsFrom }) => historyFrom < recordsFrom, {
    path: ['recordsFrom'],
    error: 'must be after historyFrom',
  })
  .refine(({ recordsFrom, lastDay: to }) => recordsFrom < to, { path: ['lastDay'], error: 'must be after recordsFrom' })

/** Nobody's load is above the highest, and so their mean is not. */
const meanBelowHighest = ({ mean, highest }: { readonly mean: number; readonly highest: number }) => mean <= highest
const aboveHighest = { path: ['mean'], error: 'must be no more than "highest"' }

export const controlsSchema = z.strictObject({
  describes,
  /** The part of the county that was taken, where the counts were scaled. */
  scale: z.number().positive().optional(),
  county,
  population: z.strictObject({ describes, midYear: z.record(year, whole.min(1)) }),
  flows: named(flowNames, flow),
  stocks: named(stockNames, stock),
  assessmentsInTime: z.strictObject({ describes, periods: z.array(ratio) }),
  contactTimes: z.strictObject({
    describes,
    usual: z.strictObject({ earlyHelp: average, mapToAssessment: average }),
    months: z.record(month, z.strictObject({ earlyHelp: average, mapToAssessment: average })),
    shareThroughMap: share,
  }),
  referralSources: z.strictObject({
    describes,
    years: z.record(year, z.strictObject({ police: whole, health: whole, schools: whole })),
    usual: named(contactSources, weight),
  }),
  careEntrants: z.strictObject({
    describes,
    section20Share: share,
    ages: named(ageBands, weight),
    otherStatuses: named(otherLegalStatuses, weight),
    cohorts: z.array(entrantCohort),
  }),
  careLeavers: z.strictObject({ describes, turned18InCare: z.record(year, whole), shareStayingPast22: share }),
  shapes: z.strictObject({ describes, season: z.array(weight).length(12), noise: share }),
  hazards: z.strictObject({
    describes,
    referralAges: named(ageBands, weight),
    unbornShare: share,
    knownShare: share,
    siblings: z.array(weight).min(1),
    uascAges: named(uascAges, weight),
    abuseCategories: named(abuseCategories, weight),
    stepDownShare: share,
  }),
  earlierHistory: z.strictObject({
    describes,
    closedInTheYearBefore: whole,
    withEarlierPlan: whole,
    knownBefore: whole,
  }),
  districts: z.strictObject({ describes, list: districts }),
  placements: z.strictObject({
    describes,
    farFromHomeAndOutside: z.record(day, whole),
    threeOrMoreInTheYear: z.record(day, whole),
  }),
  visits: z.strictObject({
    describes,
    on: day,
    percentInTime: z.strictObject({ lookedAfter: percent, onPlan: percent, childInNeedPlan: percent }),
  }),
  caseloads: z.strictObject({
    describes,
    on: day,
    average,
    assessment: z.strictObject({ workers: whole, highest: whole, from25to30: share, from35: share }),
    careLeaverAdvisers: z
      .strictObject({ workers: whole, mean: average, highest: whole })
      .refine(meanBelowHighest, aboveHighest),
    others: z.strictObject({ workers: whole, mean: average, newlyQualified: whole, newlyQualifiedMean: average }),
    perSocialWorker: z.record(day, average),
  }),
  workforce: z.strictObject({
    describes,
    percent: z.record(day, z.strictObject({ vacancy: percent, agency: percent, turnover: percent })),
    postsNeitherFilledNorCovered: whole,
    agencyPercent: percent,
    absentBecauseOfCovid19: whole,
    newlyQualifiedAppointed: whole,
  }),
  comparators: z.strictObject({ describes, lookedAfterPer10000: z.record(z.string(), weight.max(10_000)) }),
})

/** Everything that the simulated county must add up to, and the hazards that decide who and when. */
export type Controls = z.infer<typeof controlsSchema>
export type PeriodCount = z.infer<typeof periodCount>
export type Flow = z.infer<typeof flow>
