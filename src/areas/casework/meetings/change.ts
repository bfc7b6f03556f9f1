import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { dateAt } from '../../../calendar/index.ts'
import type { Instant } from '../../../calendar/index.ts'
import { meetingKindOf, reportDueOn } from '../../../journey/meetings.ts'
import type { MeetingManner } from '../../../journey/meetings.ts'
import type { Ledger, Queries } from '../../../ledger/ledger.ts'
import { inTransaction } from '../../../store/database.ts'
import type { Meeting } from './meeting.ts'
import { noteChange } from './plan.ts'

/** When, where and by whom a meeting is to be from now on. */
export type MeetingChange = {
  readonly version: number
  readonly startsAt: Instant
  readonly length: number
  readonly manner: MeetingManner
  readonly place: string | null
  readonly chair: number
  readonly minuteTaker: number | null
  readonly team: string | null
  readonly familyTold: string | null
  readonly words: string
}

const writing = { isolation: 'read committed' } as const

/** Takes the next version of a meeting that is still open; false where somebody has changed or closed it meanwhile. */
export const takeVersion = async (queries: Queries, meeting: number, version: number): Promise<boolean> => {
  const row = await queries
    .updateTable('meeting')
    .set({ version: sql`version + 1` })
    .where('meeting', '=', meeting)
    .where('version', '=', version)
    .where('cancelled_at', 'is', null)
    .returning('meeting')
    .executeTakeFirst()
  return row !== undefined
}

const moveReports = async (queries: Queries, meeting: Meeting, startsAt: Instant) => {
  for (const { what, before } of meetingKindOf(meeting.kind).reports)
    await queries
      .updateTable('meeting_report')
      .set({ due_on: reportDueOn(dateAt(startsAt), before) })
      .where('meeting', '=', meeting.meeting)
      .where('what', '=', what)
      .where('came_on', 'is', null)
      .execute()
}

/** Moves or otherwise changes a meeting. Whoever was told another time or place is to be told anew. */
export const changeMeeting = (
  { database }: Pick<Ledger, 'database'>,
  context: Context,
  meeting: Meeting,
  to: MeetingChange,
): Promise<boolean> =>
  inTransaction(
    database,
    async queries => {
      if (!(await takeVersion(queries, meeting.meeting, to.version))) return false
      await queries
        .updateTable('meeting')
        .set({
          starts_at: to.startsAt,
          minutes: to.length,
          manner: to.manner,
          place: to.place,
          chair: to.chair,
          minute_taker: to.minuteTaker,
          team: to.team,
          family_told: to.familyTold,
        })
        .where('meeting', '=', meeting.meeting)
        .execute()
      if (to.startsAt !== meeting.startsAt || to.place !== meeting.place || to.manner !== meeting.manner)
        await queries
          .updateTable('meeting_invitee')
          .set({ invited_at: null, invited_by: null })
          .where('meeting', '=', meeting.meeting)
          .execute()
      if (to.startsAt !== meeting.startsAt) await moveReports(queries, meeting, to.startsAt)
      await noteChange(queries, context, meeting.meeting, to.words)
      return true
    },
    writing,
  )

/** Cancels a meeting that has not been held, with the reason; false where that is too late. */
export const cancelMeeting = (
  { database }: Pick<Ledger, 'database'>,
  context: Context,
  meeting: number,
  reason: string,
): Promise<boolean> =>
  inTransaction(
    database,
    async queries => {
      const row = await queries
        .updateTable('meeting')
        .set({
          cancelled_at: context.now,
          cancelled_by: context.worker,
          cancelled_reason: reason,
          closed_at: context.now,
          version: sql`version + 1`,
        })
        .where('meeting', '=', meeting)
        .where('held_at', 'is', null)
        .where('cancelled_at', 'is', null)
        .returning('meeting')
        .executeTakeFirst()
      if (row === undefined) return false
      await noteChange(queries, context, meeting, `Cancelled: ${reason}`)
      return true
    },
    writing,
  )
