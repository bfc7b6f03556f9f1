import { sql } from 'kysely'
import { driftKinds } from '../../journey/index.ts'
import type { TimescaleName } from '../../journey/index.ts'
import { endKnown, maybeSettledSince, personOf, rowKnown } from '../../ledger/known.ts'
import { isAsked, mayStand } from '../asked.ts'
import type { Asked, Fragment } from '../asked.ts'
import { withinTimescale } from '../timescale.ts'
import type { DriftRule } from './rule.ts'

const lasting = (kind: string, asked: Asked): Fragment => sql`(
  select ${personOf(sql`e.identity`, asked)} as child, e.identity, e.opened_by as entry, e.started_on as start,
    ${endKnown('e', asked)} as ended
  from episode e
  where e.kind = ${sql.lit(kind)} and ${rowKnown('e', asked)} and ${isAsked(sql`e.identity`, asked)} and e.started_on <= ${asked.to}::date
    and ${maybeSettledSince('e', sql`${asked.from}::date`, asked)}
    and (${endKnown('e', asked)} is null or ${endKnown('e', asked)} > ${asked.from}::date)
)`

const long = (kind: string, timescale: TimescaleName, asked: Asked): Fragment => sql`(
  select child, identity, entry, (by_day + 1)::date as started, ended
  from ${withinTimescale(timescale, lasting(kind, asked), sql`start`)} judged
)`

const statuses: readonly (readonly [string, TimescaleName])[] = [
  ['childInNeedPlan', 'drift.longOnPlanInNeed'],
  ['childProtectionPlan', 'drift.longOnProtectionPlan'],
]

export const longInStatus: DriftRule = {
  name: 'longInStatus',
  standsOn: statuses.map(([kind]) => kind),
  title: driftKinds.longInStatus,
  definition:
    'The child has had a child in need plan, or a child protection plan, without a break for longer than the council’s threshold for that kind of plan.',
  rows: asked => sql`(
    ${sql.join(
      statuses
        .filter(([kind]) => mayStand([kind], asked))
        .map(([kind, timescale]) => sql`select * from ${long(kind, timescale, asked)} status`),
      sql` union all `,
    )}
  )`,
}

/** A plan that ended while the child stayed in need, with the day on which something took its place. */
const endedPlans = (asked: Asked): Fragment => {
  const over = endKnown('p', asked)
  return sql`(
    select ${personOf(sql`p.identity`, asked)} as child, p.identity, p.opened_by as entry, ${over} as start, need.until,
      (
        select min(greatest(n.started_on, ${over})) from episode n
        where n.identity = p.identity and n.kind in ('childInNeedPlan', 'childProtectionPlan', 'lookedAfter') and ${rowKnown('n', asked)}
          and n.opened_by <> p.opened_by and n.started_on <= ${asked.to}::date
          and (${endKnown('n', asked)} is null or ${endKnown('n', asked)} > ${over})
      ) as followed
    from episode p
    join lateral (
      select ${endKnown('n', asked)} as until from episode n
      where n.identity = p.identity and n.kind = 'inNeed' and ${rowKnown('n', asked)} and n.started_on <= ${over}
        and (${endKnown('n', asked)} is null or ${endKnown('n', asked)} > ${over})
    ) need on true
    where p.kind = 'childProtectionPlan' and ${rowKnown('p', asked)} and ${isAsked(sql`p.identity`, asked)} and ${over} <= ${asked.to}::date
      and (need.until is null or need.until > ${asked.from}::date)
  )`
}

export const noReviewAfterPlan: DriftRule = {
  name: 'noReviewAfterPlan',
  standsOn: ['inNeed'],
  title: driftKinds.noReviewAfterPlan,
  definition:
    'A child protection plan ended, the child is still in need, and for longer than the council’s threshold there has been no child in need plan to review, no other plan, no care and no closure.',
  rows: asked => sql`(
    select child, identity, entry, (by_day + 1)::date as started, least(followed, until) as ended
    from ${withinTimescale('drift.noReviewAfterPlan', endedPlans(asked), sql`start`)} judged
  )`,
}
