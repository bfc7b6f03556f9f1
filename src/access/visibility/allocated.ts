import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { awayOnDay } from '../../council/absences.ts'
import { teamOn } from '../../council/organisation.ts'
import { allocationKinds } from '../../journey/allocation-parts.ts'
import type { Context } from '../context.ts'
import type { Condition, Source } from './reach.ts'

/** Episodes that last today. */
export const ongoing = (
  context: Context,
) => sql<boolean>`access_row.known_to = 'infinity' and access_row.ended_on is null
  and access_row.started_on <= ${context.today}::date`

/** Episodes of these kinds. */
export const kindIn = (kinds: readonly string[]) =>
  sql<boolean>`access_row.kind in (${sql.join(kinds.map(kind => sql.lit(kind)))})`

/** The worker and whoever is away today and is covered by the worker, as an allocation names them. */
export const workersFor = (context: Context): RawBuilder<readonly string[]> =>
  sql<readonly string[]>`array(
    select ${String(context.worker)}::text union all
    select absence.worker::text from absence where absence.cover = ${context.worker} and ${awayOnDay(context.today)}
  )`

/** Allocations to the worker, or to whom the worker covers. */
export const isMine = (context: Context) =>
  sql<boolean>`(access_row.detail ? 'worker' and access_row.detail ->> 'worker' = any (${workersFor(context)}))`

/** Allocations to these teams. */
export const isOfTeams = (teams: RawBuilder<readonly string[]>) =>
  sql<boolean>`(access_row.detail ? 'team' and access_row.detail ->> 'team' = any (${teams}))`

/** The teams that belong to the worker's services today. */
export const teamsOfServices = (context: Context) =>
  sql<readonly string[]>`array(
    select team.team from team where team.service = any (${[...context.services]}::text[]) and ${teamOn('team', context.today)})`

/** Children allocated to whom a condition names. */
export const allocations = (context: Context, whose: Condition): Source => ({
  table: 'episode',
  rows: sql<boolean>`${kindIn(allocationKinds)} and ${ongoing(context)} and ${whose}`,
})

/** Records allocated to these workers, as a subquery that is read before anything is asked of each of them. */
export const allocatedTo = (workers: readonly number[]): RawBuilder<unknown> => sql`
  select allocation.identity from episode allocation
  where allocation.detail ? 'worker' and allocation.detail ->> 'worker' = any (${workers.map(String)}::text[])
    and allocation.ended_on is null and allocation.known_to = 'infinity'
    and allocation.kind in (${sql.join(allocationKinds.map(kind => sql.lit(kind)))})
  offset 0`

/** Children with whom the worker works as the second: the record opens to that worker, not to the worker's team. */
export const coWorked = (context: Context): Source => ({
  table: 'episode',
  rows: sql<boolean>`access_row.kind = 'coWorkerAllocation' and ${ongoing(context)} and ${isMine(context)}`,
})
