import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { teamsOfServices } from './allocated.ts'
import type { Condition, Source } from './reach.ts'

/**
 * Whether a request for a transfer, in a table of this name, is for whoever asks to answer: the receiving worker, or a
 * manager of the receiving team.
 */
export const answersTransfer = (context: Context, alias = 'transfer_request'): Condition => {
  const managed =
    context.role === 'teamManager'
      ? sql`${[...context.teams]}::text[]`
      : context.role === 'serviceManager'
        ? teamsOfServices(context)
        : sql`'{}'::text[]`
  return sql<boolean>`(${sql.ref(`${alias}.to_worker`)} = ${context.worker} or ${sql.ref(`${alias}.to_team`)} = any (${managed}))`
}

/** Whether the allocation that a request is about still stands; otherwise another has overtaken the request. */
export const transferStands = (alias = 'transfer_request'): Condition =>
  sql<boolean>`exists (select 1 from episode access_held where access_held.identity = ${sql.ref(`${alias}.identity`)}
    and access_held.opened_by = ${sql.ref(`${alias}.held_by`)} and access_held.ended_on is null
    and access_held.known_to = 'infinity')`

/** Children whose transfer waits for an answer of this worker, who reads the record before answering. */
export const transfersAsked = (context: Context): Source => ({
  table: 'transfer_request',
  rows: sql<boolean>`access_row.answer is null and ${answersTransfer(context, 'access_row')} and ${transferStands('access_row')}`,
})

const ownTeams = (context: Context) => (context.role === 'businessSupport' ? [...context.teams] : [])

/**
 * Children of a meeting that the worker chairs, or whose minutes the worker or a team of theirs in business support
 * writes: from when it is planned until nothing more is to be done about it.
 */
export const meetingsServed = (context: Context): Source => ({
  table: 'meeting_child',
  rows: sql<boolean>`access_row.meeting = any (array(select access_meeting.meeting from meeting access_meeting
    where access_meeting.closed_at is null and (access_meeting.chair = ${context.worker}
      or access_meeting.minute_taker = ${context.worker} or access_meeting.team = any (${ownTeams(context)}::text[]))))`,
})

/** Children of whom the minutes are due of what the chair, or a chair of the team that business support serves, recorded. */
export const minutesDue = (context: Context): readonly Source[] =>
  context.role !== 'conferenceChair' && context.role !== 'businessSupport'
    ? []
    : [
        {
          table: 'duty',
          rows: sql<boolean>`access_row.step in ('meetingMinutes', 'decisionRecord', 'reviewDecisions')
            and access_row.met_on is null and access_row.lapsed_on is null and access_row.known_to = 'infinity'
            and exists (select 1 from entry access_entry where access_entry.lineage = access_row.anchor
              and access_entry.superseded_at = 'infinity' and (access_entry.author = ${context.worker}
                or access_entry.team = any (${ownTeams(context)}::text[])))`,
        },
      ]

/**
 * Children of requests to the door that are being decided: for a manager of the point of access, who agrees to what is
 * proposed, and for the keepers of a request that is theirs alone.
 */
export const requestsAtTheDoor = (context: Context): Source => {
  const isKept = sql`exists (select 1 from request_keeper access_keeper
    where access_keeper.request = access_request.request and access_keeper.worker = ${context.worker})`
  const isOpenToAll = sql`not exists (select 1 from request_keeper access_keeper
    where access_keeper.request = access_request.request)`
  const manages = context.role === 'teamManager' && context.services.includes('point-of-access')
  return {
    table: 'request_link',
    rows: sql<boolean>`access_row.known_to = 'infinity' and access_row.request = any (array(
      select access_request.request from request_standing access_request
      where access_request.decided_at is null and ${manages ? sql`(${isOpenToAll} or ${isKept})` : isKept}))`,
  }
}
