import { sql } from 'kysely'
import { measure } from '../measure.ts'
import type { Asked } from '../rows/asked.ts'
import { seenInTime } from '../rows/duties.ts'
import { entriesAgain, entriesOf, entriesWithDuty } from '../rows/entries.ts'
import { episodesBy, inEpisode, stockOf } from '../rows/episodes.ts'
import { flowRows, stockRows } from '../rows/row.ts'
import { lookedAfter } from './care.ts'
import { inCare } from './in-care.ts'
import { childrenInNeed } from './in-need.ts'
import { shareOfStock } from './share-of-stock.ts'

const named = { child: sql`e.child`, identity: sql`e.identity`, entry: sql`e.entry` }
const happened = { ...named, day: sql`e.day`, team: sql`e.team` }
const lasting = { ...named, started: sql`e.started`, ended: sql`e.ended` }
const workingTogether = 'Working Together to Safeguard Children; children in need census'

const conference = {
  group: 'protection',
  source: workingTogether,
  thing: 'conference',
  over: 'flow',
} as const

export const initialConferences = measure({
  ...conference,
  id: 'initial-conferences',
  title: 'Children subject to initial child protection conferences',
  definition: 'Initial child protection conferences held in the period, once for each child they were about.',
  polarity: 'neither',
  unit: 'children',
  taken: 'count',
  rows: asked => flowRows(asked, { ...happened, of: sql`${entriesOf('initialConference', asked)} e` }),
})

export const conferencesInTime = measure({
  ...conference,
  id: 'initial-conferences-in-time',
  partOf: { whole: initialConferences, by: 'time' },
  title: 'Initial conferences held within 15 working days',
  definition:
    'Of the initial child protection conferences held in the period, those held by the day they were due: 15 working days from the strategy discussion that started the enquiry.',
  polarity: 'higher',
  unit: 'percent',
  taken: 'share',
  rows: asked =>
    flowRows(asked, {
      ...happened,
      counted: sql`e.in_time`,
      of: sql`${entriesWithDuty('initialConference', asked)} e`,
    }),
})

export const repeatConferences = measure({
  ...conference,
  id: 'repeat-conferences',
  partOf: { whole: initialConferences, by: 'earlier conference' },
  title: 'Repeat initial conferences within 12 months',
  definition:
    'Of the initial child protection conferences held in the period, those of a child who had been the subject of another, on an earlier day within the year before.',
  source: 'Local practice',
  polarity: 'lower',
  unit: 'percent',
  taken: 'share',
  rows: asked =>
    flowRows(asked, { ...happened, counted: sql`e.again`, of: sql`${entriesAgain('initialConference', asked)} e` }),
})

const plan = (asked: Asked) => stockOf('childProtectionPlan', asked)

export const protectionPlans = measure({
  id: 'child-protection-plans',
  partOf: { whole: childrenInNeed, by: 'plan' },
  group: 'protection',
  title: 'Children on a child protection plan',
  definition: 'Children with a child protection plan that had started by the day and had not ended by it.',
  source: workingTogether,
  polarity: 'neither',
  unit: 'children',
  thing: 'child',
  over: 'stock',
  taken: 'count',
  rows: asked => stockRows(asked, { ...lasting, of: sql`${plan(asked)} e` }),
})

export const protectionPlansStarted = measure({
  id: 'child-protection-plans-started',
  partOf: { whole: initialConferences, by: 'outcome' },
  group: 'protection',
  title: 'Child protection plans started',
  definition: 'Child protection plans that started in the period, once for each child.',
  source: workingTogether,
  polarity: 'neither',
  unit: 'children',
  thing: 'child',
  over: 'flow',
  taken: 'count',
  rows: asked =>
    flowRows(asked, {
      ...named,
      day: sql`e.started`,
      of: sql`${episodesBy('childProtectionPlan', asked, { day: 'started' })} e`,
    }),
})

export const secondPlans = measure({
  id: 'second-or-subsequent-plans',
  partOf: { whole: protectionPlansStarted, by: 'earlier plan' },
  group: 'protection',
  title: 'Plans that are the child’s second or later',
  definition:
    'Of the child protection plans that started in the period, those of a child who had had another plan here, however long ago.',
  source: workingTogether,
  polarity: 'lower',
  unit: 'percent',
  thing: 'child',
  over: 'flow',
  taken: 'share',
  rows: asked =>
    flowRows(asked, {
      ...named,
      day: sql`e.started`,
      counted: sql`e.earlier > 0`,
      of: sql`(
        select each.*, count(*) over (
          partition by child order by started range between unbounded preceding and interval '1 day' preceding
        ) as earlier
        from ${episodesBy('childProtectionPlan', asked, { day: 'started', back: '1900-01-01' })} each
      ) e`,
    }),
})

const seen =
  'Of them, those with no visit overdue whose last visit was face to face, and those too new to have been due one. A visit at which the child was not seen does not count, and neither does one made by video or telephone. That one starts the clock again all the same: a later virtual visit takes the place of one face to face that was in time, and the child is then not counted until the next face to face. One who turns 18 before the next would be due is owed none, and counts by the last until that birthday.'

export const plansVisited = shareOfStock({
  polarity: 'higher',
  id: 'child-protection-plans-visited',
  partOf: { whole: protectionPlans, by: 'visits' },
  group: 'protection',
  title: 'Children on a protection plan visited face to face in time',
  definition: `Children on a child protection plan on the day. ${seen}`,
  source: 'No national measure: the council’s own timescale for visits',
  share: asked => ({ of: plan(asked), holds: seenInTime('childProtectionPlan.visit', asked) }),
})

/** Children with a protection plan or looked after: they are visited by those, and not by a child in need plan as well. */
const elsewhere = (asked: Asked) =>
  sql`(select child, identity, started, ended from ${inEpisode('childProtectionPlan', asked)} plan
    union all select child, identity, started, ended from ${inEpisode('lookedAfter', asked)} care)`

export const inNeedPlansVisited = shareOfStock({
  polarity: 'higher',
  id: 'child-in-need-plans-visited',
  group: 'inNeed',
  title: 'Children on a child in need plan visited face to face in time',
  definition: `Children on a child in need plan on the day, with no child protection plan and not looked after. ${seen}`,
  source: 'No national measure: the council’s own timescale for visits',
  share: asked => ({
    of: inEpisode('childInNeedPlan', asked),
    except: elsewhere(asked),
    holds: seenInTime('childInNeedPlan.visit', asked),
  }),
})

export const lookedAfterVisited = shareOfStock({
  polarity: 'higher',
  id: 'looked-after-visited',
  partOf: { whole: lookedAfter, by: 'visits' },
  group: 'lookedAfter',
  title: 'Children in our care visited face to face in time',
  definition: `Children under 18 looked after on the day. ${seen}`,
  source:
    'Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28; the council’s own timescale',
  share: asked => ({ of: inCare(asked), holds: seenInTime('placement.visit', asked) }),
})
