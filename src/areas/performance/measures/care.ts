import { sql } from 'kysely'
import { measure } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { birthday, bornOn, rowKnown } from '../rows/asked.ts'
import type { Asked, Expression } from '../rows/asked.ts'
import { episodesBy, stockOf } from '../rows/episodes.ts'
import { threePlacements } from '../rows/placements.ts'
import { flowRows, stockRows } from '../rows/row.ts'
import { inCare } from './in-care.ts'
import { childrenInNeed } from './in-need.ts'
import { shareOfStock } from './share-of-stock.ts'

const named = { child: sql`e.child`, identity: sql`e.identity`, entry: sql`e.entry` }
const lasting = { ...named, started: sql`e.started`, ended: sql`e.ended` }
const theReturn = 'Children Act 1989 section 22; looked-after children return (SSDA903)'

const children = {
  group: 'lookedAfter',
  source: theReturn,
  polarity: 'neither',
  unit: 'children',
  thing: 'child',
} as const

const isUnaccompanied = sql`coalesce(e.detail ->> 'unaccompanied', '') = 'true'`

export const lookedAfter = measure({
  ...children,
  id: 'looked-after',
  partOf: { whole: childrenInNeed, by: 'care' },
  title: 'Children looked after',
  definition:
    'Children under 18 who had become looked after by the day and had not ceased to be by it. Short breaks are left out.',
  over: 'stock',
  taken: 'count',
  rows: asked => stockRows(asked, { ...lasting, of: sql`${inCare(asked)} e` }),
})

export const lookedAfterUnaccompanied = measure({
  ...children,
  id: 'looked-after-unaccompanied',
  partOf: { whole: lookedAfter, by: 'unaccompanied' },
  title: 'Unaccompanied asylum-seeking children looked after',
  definition: 'Of the children looked after on the day, those who came to this country alone and seek asylum.',
  over: 'stock',
  taken: 'count',
  rows: asked =>
    stockRows(asked, {
      ...lasting,
      of: sql`${stockOf('lookedAfter', asked, { underAge: 18, where: isUnaccompanied })} e`,
    }),
})

export const lookedAfterRate = measure({
  ...children,
  id: 'looked-after-rate',
  partOf: { whole: lookedAfter, by: 'all of them' },
  title: 'Children looked after per 10,000',
  definition:
    'Children under 18 looked after on the day, per 10,000 children under 18 by the national estimate for the latest 30 June by then.',
  unit: 'per10000',
  over: 'stock',
  taken: 'rate',
  rows: asked => stockRows(asked, { ...lasting, of: sql`${inCare(asked)} e` }),
})

const startedWithStatus = (asked: Asked) => sql`(
  select each.*, ${bornOn(sql`each.identity`, asked)} as born_on, exists (
    select from episode status where status.identity = each.identity and status.kind = 'legalStatus'
      and status.opened_by = each.entry and status.detail ->> 'legalStatus' = 'V2' and ${rowKnown('status', asked)}
  ) as by_agreement
  from ${episodesBy('lookedAfter', asked, { day: 'started' })} each
) e`

const entrants = {
  ...children,
  over: 'flow',
} as const

export const startedToBeLookedAfter = measure({
  ...entrants,
  id: 'started-to-be-looked-after',
  title: 'Children who started to be looked after',
  definition: 'Children who became looked after in the period, each counted once, by the first time.',
  taken: 'count',
  oncePerChild: 'first',
  rows: asked =>
    flowRows(asked, {
      ...named,
      day: sql`e.started`,
      of: sql`${episodesBy('lookedAfter', asked, { day: 'started' })} e`,
    }),
})

const entrantRows =
  (counted: Expression, where: Expression = sql`true`) =>
  (asked: Asked) =>
    flowRows(asked, {
      ...named,
      day: sql`e.started`,
      counted,
      of: startedWithStatus(asked),
      where: sql`not ${isUnaccompanied} and ${where}`,
    })

export const entrantsToCare = measure({
  ...entrants,
  id: 'entrants-to-care',
  partOf: { whole: startedToBeLookedAfter, by: 'unaccompanied' },
  title: 'Children who came into our care',
  definition:
    'Times that a child became looked after in the period, unaccompanied asylum-seeking children left out. One who did so twice counts twice.',
  taken: 'count',
  rows: entrantRows(sql`true`),
})

const section20 = 'Children Act 1989 section 20; looked-after children return (SSDA903)'

export const entrantsSection20 = measure({
  ...entrants,
  id: 'entrants-to-care-section-20',
  partOf: { whole: entrantsToCare, by: 'legal status' },
  title: 'Children who came into our care by agreement',
  definition:
    'Of the children who came into care in the period, unaccompanied asylum-seeking children left out, those whose first legal status was section 20, accommodation by agreement.',
  source: section20,
  taken: 'counted',
  rows: entrantRows(sql`e.by_agreement`),
})

const entrantsSection20Aged = (id: string, ages: string, age: Expression): Measure =>
  measure({
    ...entrants,
    id: `entrants-to-care-section-20-aged-${id}`,
    partOf: { whole: entrantsSection20, by: 'age' },
    title: `Children aged ${ages} who came into our care by agreement`,
    definition: `Of the children who came into care in the period with section 20, accommodation by agreement, as their first legal status, unaccompanied asylum-seeking children left out, those aged ${ages} on that day.`,
    source: section20,
    taken: 'counted',
    rows: entrantRows(sql`coalesce(${age}, false)`, sql`e.by_agreement`),
  })

export const entrantsSection20Aged10to15 = entrantsSection20Aged(
  '10-to-15',
  '10 to 15',
  sql`(${birthday(sql`e.born_on`, 10)} <= e.started and ${birthday(sql`e.born_on`, 16)} > e.started)`,
)
export const entrantsSection20Aged16plus = entrantsSection20Aged(
  '16-plus',
  '16 or over',
  sql`(${birthday(sql`e.born_on`, 16)} <= e.started)`,
)

export const ceasedToBeLookedAfter = measure({
  ...entrants,
  id: 'ceased-to-be-looked-after',
  title: 'Children who ceased to be looked after',
  definition: 'Children who ceased to be looked after in the period, each counted once, by the last time.',
  taken: 'count',
  oncePerChild: 'last',
  rows: asked =>
    flowRows(asked, { ...named, day: sql`e.ended`, of: sql`${episodesBy('lookedAfter', asked, { day: 'ended' })} e` }),
})

const fewer = { group: 'lookedAfter', source: theReturn, polarity: 'lower' } as const

export const placedFarFromHome = shareOfStock({
  ...fewer,
  id: 'placed-far-from-home',
  partOf: { whole: lookedAfter, by: 'distance' },
  title: 'Children placed more than 20 miles from home and outside the county',
  definition:
    'Of the children looked after on the day, those whose placement on that day is more than 20 miles from home, in a straight line, and outside the county.',
  source: 'Looked-after children return (SSDA903); Care Planning Regulations 2010, regulation 11',
  share: asked => ({
    of: inCare(asked),
    holds: stockOf('placement', asked, {
      where: sql`((e.detail ->> 'milesFromHome')::numeric > 20 and e.detail ->> 'outsideCounty' = 'true')`,
    }),
  }),
})

export const threeOrMorePlacements = shareOfStock({
  ...fewer,
  id: 'three-or-more-placements',
  partOf: { whole: lookedAfter, by: 'placements' },
  title: 'Children with three or more placements in the year',
  definition:
    'Of the children looked after on the day, those who had three or more placements in the year up to it, the placement in which they began the year included. A temporary move is not counted, and neither is the return from it to the same carer, or a change of a placement’s status where the carer stays the same.',
  share: asked => ({ of: inCare(asked), holds: threePlacements(asked) }),
})

export const careLeavers19to21 = measure({
  id: 'care-leavers-19-to-21',
  group: 'leavingCare',
  title: 'Care leavers aged 19, 20 and 21',
  definition: 'Young people aged 19, 20 or 21 on the day who are owed the support of a care leaver.',
  source: 'Children Act 1989 sections 23C and 24; looked-after children return (SSDA903)',
  polarity: 'neither',
  unit: 'children',
  thing: 'child',
  over: 'stock',
  taken: 'count',
  rows: asked =>
    stockRows(asked, { ...lasting, of: sql`${stockOf('careLeaver', asked, { fromAge: 19, underAge: 22 })} e` }),
})
