import { sql } from 'kysely'
import { addHours } from '../../calendar/index.ts'
import type { Context } from '../context.ts'
import { roleMatrix } from '../role-matrix.ts'
import { allocations, coWorked, isMine, isOfTeams, kindIn, ongoing, teamsOfServices } from './allocated.ts'
import { meetingsServed, minutesDue, requestsAtTheDoor, transfersAsked } from './asked.ts'
import type { Condition, Reach, Source } from './reach.ts'
import { isForOurWorkers } from './waiting.ts'

const openDuties = (step?: string): Source => ({
  table: 'duty',
  rows: sql<boolean>`access_row.met_on is null and access_row.lapsed_on is null and access_row.known_to = 'infinity'
    and ${step === undefined ? sql`true` : sql`access_row.step = ${step}`}`,
})

/** Whose children a part has: by allocation to the worker, to their teams, or to the teams of their services; or by episode. */
const work = (context: Context): readonly Source[] => {
  switch (roleMatrix[context.role].opens) {
    case 'county':
    case 'none':
      return []
    case 'team': {
      const teams = sql<readonly string[]>`${[...context.teams]}::text[]`
      return [allocations(context, sql<boolean>`(${isMine(context)} or ${isOfTeams(teams)})`)]
    }
    case 'service':
      return [allocations(context, sql<boolean>`(${isMine(context)} or ${isOfTeams(teamsOfServices(context))})`)]
    case 'plansAndCare':
      return [
        allocations(context, isMine(context)),
        {
          table: 'episode',
          rows: sql<boolean>`${kindIn(['childProtectionPlan', 'lookedAfter', 'shortBreaks'])} and ${ongoing(context)}`,
        },
        openDuties('initialConference'),
      ]
  }
}

/** Work that is due for a child with whom nobody works. */
const waitingForAllocation = (): Source => {
  const { table, rows } = openDuties()
  return {
    table,
    rows: sql<boolean>`${rows} and ${isForOurWorkers('access_row')} and not exists (
      select 1 from episode access_allocation where access_allocation.identity = access_row.identity
        and access_allocation.detail ? 'worker' and access_allocation.kind <> 'coWorkerAllocation'
        and access_allocation.ended_on is null
        and access_allocation.known_to = 'infinity')`,
  }
}

/** How long a record stays open to the worker who said why, or who began it. */
const hoursOpen = 24

/** Whoever has just begun somebody's record goes on with it: it is nobody's yet. */
const recordsBegun = (context: Context): Source => ({
  table: 'identity_version',
  rows: sql<boolean>`access_row.author = ${context.worker} and access_row.known_from > ${addHours(context.now, -hoursOpen)}`,
})

const reasonsGiven = (context: Context): Source => ({
  table: 'access_log',
  rows: sql<boolean>`access_row.worker = ${context.worker} and access_row.at > ${addHours(context.now, -hoursOpen)}
    and access_row.act = 'openWithReason' and access_row.answer = 'open'`,
})

/** Opens by the role matrix, restrictions left aside. */
export const opensByRole = ({ same, family }: Reach, context: Context): Condition => {
  const row = roleMatrix[context.role]
  if (row.opens === 'county') return sql<boolean>`true`
  const own = work(context)
  const others = [
    ...(row.unallocated ? [waitingForAllocation()] : []),
    ...(row.opens === 'none'
      ? []
      : [
          recordsBegun(context),
          coWorked(context),
          transfersAsked(context),
          meetingsServed(context),
          requestsAtTheDoor(context),
          ...minutesDue(context),
        ]),
    ...(row.opensWithReason ? [reasonsGiven(context)] : []),
  ]
  // What is one's own is asked first: in a list of one's own work the families are then never looked for.
  return sql<boolean>`(${same(own)} or ${same(others)} or ${row.families ? family(own, context) : sql`false`})`
}
