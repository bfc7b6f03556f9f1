import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { CivilDate } from '../../../calendar/index.ts'
import type { PlacementType } from '../../../journey/index.ts'
import { birthday, endKnown, entryKnown, maybeSettledSince, personOf, rowKnown } from './asked.ts'
import type { Asked, Expression, Fragment } from './asked.ts'

/** Temporary moves: the child is to go back, or on. */
const temporary = ['T0', 'T1', 'T2', 'T3', 'T4'] as const satisfies readonly PlacementType[]

const inOrder = sql`partition by child order by started, ended nulls last, entry`

const forAdoption = ['A3', 'A4', 'A5', 'A6'] as const satisfies readonly PlacementType[]

/** How many years before the first day asked matter, and whether a child who is placed for adoption goes on where it was. */
type Sameness = { readonly years: 1 | 2; readonly throughAdoption?: true }

/** The day from which placements are read: a year sooner, for the one before a temporary move tells whether it goes on. */
const begun = ({ from }: Asked, { years }: Sameness): RawBuilder<CivilDate> =>
  sql`(${from}::date - make_interval(years => ${sql.lit(years + 1)}))::date`

const isAny = (types: readonly PlacementType[]) =>
  sql`coalesce(e.detail ->> 'placementType' in (${sql.join(types.map(type => sql.lit(type)))}), false)`

/** Every period of a placement that had not ended before those that are read; whether it is a temporary move, and for adoption. */
const periods = (asked: Asked, same: Sameness): Fragment => {
  const ended = endKnown('e', asked)
  return sql`(
    select ${personOf(sql`e.identity`, asked)} as child, e.identity, e.started_on as started, ${ended} as ended,
      e.opened_by as entry, ${isAny(temporary)} as temporary,
      ${same.throughAdoption === true ? isAny(forAdoption) : sql`false`} as goes_on_anyway
    from episode e
    where e.kind = 'placement' and ${rowKnown('e', asked)} and e.started_on <= ${asked.to}
      and ${maybeSettledSince('e', begun(asked, same), asked)}
      and (${ended} is null or ${ended} >= ${begun(asked, same)})
  )`
}

/** The entries by which a child stayed with the same carer and only the status of the placement changed. */
const statusAlone = (asked: Asked, same: Sameness): Fragment => sql`array(
  select e.lineage from entry e
  where e.step = 'placementChange' and ${entryKnown('e', asked)} and e.answers ->> 'reasonForChange' = 'PLACE'
    and e.happened_on between ${begun(asked, same)} and ${asked.to}::date
)`

/** The carer or home that an entry names. */
const carerIn = (entry: Expression, asked: Asked): Expression => sql`(
  select lower(trim(named.answers ->> 'where')) from entry named where named.lineage = ${entry} and ${entryKnown('named', asked)}
)`

/**
 * The placements of children, each as long as its carer stays the same: `child`, `identity`, `entry`, `started`, `ended`.
 * A temporary move is none. A change of status with the same carer, and the return to the same carer, go on with the one
 * before.
 */
const placements = (asked: Asked, same: Sameness): Fragment => sql`(
  select child, min(identity) as identity, min(entry) as entry, min(started) as started,
    case when bool_and(ended is not null) then max(ended) end as ended
  from (
    select each.*, count(*) filter (where not goes_on) over (${inOrder}) as place from (
      select lasting.*, case
          when left_on is distinct from started then false
          when goes_on_anyway or entry = any (${statusAlone(asked, same)}) then true
          when after_temporary then
            coalesce(${carerIn(sql`lasting.entry`, asked)} = ${carerIn(sql`lasting.entry_before`, asked)}, false)
          else false
        end as goes_on
      from (
        select beside.*, lag(entry) over (${inOrder}) as entry_before from (
          select placed.*, lag(temporary) over (${inOrder}) as after_temporary, lag(ended) over (${inOrder}) as left_on
          from ${periods(asked, same)} placed
        ) beside where not temporary
      ) lasting
    ) each
  ) placed group by child, place
)`

/**
 * The same, one who is placed for adoption going on where the child was before. Of those that began more than 2 years before
 * the first day asked, `started` may be a later day that is.
 */
export const samePlacement = (asked: Asked): Fragment => placements(asked, { years: 2, throughAdoption: true })

/**
 * The days on which a child had had three or more placements in the year up to that day: `child`, `identity`, `started`,
 * `ended`. A placement counts where it started by the day and had not ended before the year began.
 */
export const threePlacements = (asked: Asked): Fragment => sql`(
  select child, identity, third as started, ${birthday(sql`ended`, 1)} as ended from (
    select placed.*, lead(started, 2) over (${inOrder}) as third from ${placements(asked, { years: 1 })} placed
  ) moved where third is not null
)`
