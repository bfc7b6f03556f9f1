import { sql } from 'kysely'
import { england } from '../../../journey/index.ts'
import { measure } from '../measure.ts'
import { endKnown, entryKnown, maybeSettledSince, rowKnown } from '../rows/asked.ts'
import type { Asked, Fragment } from '../rows/asked.ts'
import { entriesOf } from '../rows/entries.ts'
import { episodesBy, stockOf } from '../rows/episodes.ts'
import { flowRows, stockRows } from '../rows/row.ts'
import { referrals } from './front-door.ts'

const named = { child: sql`e.child`, identity: sql`e.identity`, entry: sql`e.entry` }
const census = 'Children Act 1989 section 17; children in need census'

export const childrenInNeed = measure({
  id: 'children-in-need',
  group: 'inNeed',
  title: 'Children in need',
  definition:
    'Children under 18 with an open episode of need: from the referral that was accepted to closure, whatever else they have, a protection plan or being looked after included. It ends at the eighteenth birthday at the latest.',
  source: census,
  polarity: 'neither',
  unit: 'children',
  thing: 'child',
  over: 'stock',
  taken: 'count',
  rows: asked =>
    stockRows(asked, {
      ...named,
      started: sql`e.started`,
      ended: sql`e.ended`,
      of: sql`${stockOf('inNeed', asked, { underAge: 18 })} e`,
    }),
})

export const needStarted = measure({
  id: 'need-episodes-started',
  partOf: { whole: referrals, by: 'episode' },
  group: 'inNeed',
  title: 'Episodes of need started',
  definition: 'Episodes of need that started in the period, on the day that the accepted referral was received.',
  source: census,
  polarity: 'neither',
  unit: 'children',
  thing: 'child',
  over: 'flow',
  taken: 'count',
  rows: asked =>
    flowRows(asked, { ...named, day: sql`e.started`, of: sql`${episodesBy('inNeed', asked, { day: 'started' })} e` }),
})

const step = {
  group: 'levels',
  polarity: 'neither',
  unit: 'children',
  thing: 'child',
  over: 'flow',
  taken: 'count',
  source: 'Local practice; Working Together to Safeguard Children on early help',
} as const

const moved = { ...named, day: sql`e.day`, team: sql`e.team` }

const earlyHelpSteps = Object.entries(england.steps)
  .filter(([, { family }]) => family === 'earlyHelp')
  .map(([name]) => sql.lit(name))

/** Accepted referrals of children in early help, whose periods and entries are read together and not child by child. */
const acceptedFromEarlyHelp = (asked: Asked): Fragment => sql`(
  with accepted as materialized (select * from ${entriesOf('referral', asked, { outcome: 'assessment' })} each),
  help as materialized (
    select help.identity, help.started_on as started, ${endKnown('help', asked)} as ended
    from episode help where help.kind = 'earlyHelp' and ${rowKnown('help', asked)} and help.started_on < ${asked.to}::date
      and ${maybeSettledSince('help', sql`${asked.from}::date`, asked)}
  ),
  helped as (
    select accepted.entry, accepted.identity from accepted join help on help.identity = accepted.identity
      and help.started < accepted.day and (help.ended is null or help.ended >= accepted.day)
    union
    select accepted.entry, accepted.identity from accepted join (
      select made.lineage from entry made
      where made.step in (${sql.join(earlyHelpSteps)}) and ${entryKnown('made', asked)}
      offset 0
    ) made on made.lineage = accepted.follows
  )
  select accepted.* from accepted join helped using (entry, identity)
)`

export const stepsUp = measure({
  ...step,
  id: 'steps-up',
  partOf: { whole: referrals, by: 'early help' },
  title: 'Steps up from early help to social care',
  definition:
    'Referrals accepted in the period of a child whose early help had begun before that day and had not ended before it, or which early help itself made, once for each child.',
  rows: asked => flowRows(asked, { ...moved, of: sql`${acceptedFromEarlyHelp(asked)} e` }),
})

export const stepsDown = measure({
  ...step,
  id: 'steps-down',
  title: 'Steps down from social care to early help',
  definition: 'Closures in the period by which a child went on from social care to early help, once for each child.',
  rows: asked => flowRows(asked, { ...moved, of: sql`${entriesOf('closure', asked, { outcome: 'stepDown' })} e` }),
})
