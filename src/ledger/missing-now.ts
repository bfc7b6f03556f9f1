import { sql } from 'kysely'
import { mayOpen } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import { addDays } from '../calendar/index.ts'
import type { CivilDate, LocalTime } from '../calendar/index.ts'
import { teamNameOn } from '../council/organisation.ts'
import { nameInQuery } from '../people/index.ts'
import { held, isOf } from './handovers.ts'
import type { HandoverScope } from './handovers.ts'
import type { Queries } from './ledger.ts'

/** A child who is missing or away without authorisation, and has not come back by this record. */
export type MissingNow = {
  readonly child: number
  readonly name: string
  readonly bornOn: CivilDate | null
  /** When the child was last seen, on the clocks of England. */
  readonly since: LocalTime
  readonly away: boolean
  /** How often the child has gone missing in the last 90 days, this time included. */
  readonly times: number
  readonly worker: string | null
  readonly team: string | null
}

/** Times in so many days tell of a child who goes again and again. */
export const daysOfTimes = 90

/** Those of a scope who are missing, whoever may open them. There is hardly ever one: then nothing more is asked. */
const inScope = async (queries: Queries, context: Context, scope: HandoverScope): Promise<readonly number[]> => {
  const { rows } = await sql<{ id: number }>`
    select gone.id from episode gone join person on person.identity = gone.identity ${held}
    where gone.kind = 'missing' and gone.ended_on is null and gone.known_to = 'infinity'
      and ${isOf(context, scope)}`.execute(queries)
  return rows.map(({ id }) => id)
}

/** The children who are missing now, of those whose records open to whoever asks, the longest gone first. */
export const missingNow = async (
  queries: Queries,
  context: Context,
  scope: HandoverScope,
): Promise<readonly MissingNow[]> => {
  const episodes = await inScope(queries, context, scope)
  if (episodes.length === 0) return []
  const { rows } = await sql<MissingNow>`
    with gone as materialized (
      select distinct on (person.person) person.person, held.worker, held.team,
        coalesce(entry.answers ->> 'missingFrom', gone.started_on || 'T00:00') as since,
        coalesce(entry.answers ->> 'kind' = 'A', false) as away
      from episode gone join person on person.identity = gone.identity ${held}
        left join entry on entry.lineage = gone.opened_by and entry.superseded_at = 'infinity'
      where gone.id = any (${episodes}::bigint[]) and ${mayOpen(context, 'gone.identity', 'few')}
      order by person.person, since)
    select gone.person as child, ${nameInQuery('version')} as name, version.born_on as "bornOn", gone.since, gone.away,
      -- What two linked records say of one day is the same time: that of the record with more counts.
      (select coalesce(sum(of_day.times), 0)::int from (
        select max(of_record.times) as times from (
          select time.started_on, count(*) as times
          from person mate join episode time on time.identity = mate.identity
          where mate.person = gone.person and time.kind = 'missing' and time.known_to = 'infinity'
            and (time.started_on > ${addDays(context.today, -daysOfTimes)}::date or time.ended_on is null)
          group by time.identity, time.started_on) of_record
        group by of_record.started_on) of_day) as times,
      holder.given || ' ' || holder.family as worker, ${teamNameOn(sql`gone.team`, context.today)} as team
    from gone join identity_version version on version.identity = gone.person and version.known_to = 'infinity'
      left join worker holder on holder.worker = gone.worker::bigint
    order by gone.since, gone.person`.execute(queries)
  return rows
}
