import { sql } from 'kysely'
import type { Insertable, Kysely } from 'kysely'
import type { Tables } from '../../store/index.ts'

type Row<Table extends keyof Tables> = Insertable<Tables[Table]>

/** The rows of all meetings, gathered before they are written. Meetings and invitees are numbered here. */
export type MeetingRows = {
  readonly meeting: Row<'meeting'>[]
  readonly meeting_child: Row<'meeting_child'>[]
  readonly meeting_invitee: Row<'meeting_invitee'>[]
  readonly meeting_report: Row<'meeting_report'>[]
  readonly meeting_minutes: Row<'meeting_minutes'>[]
}

export const noMeetings = (): MeetingRows => ({
  meeting: [],
  meeting_child: [],
  meeting_invitee: [],
  meeting_report: [],
  meeting_minutes: [],
})

const atOnce = 1000

const insert = async <Table extends keyof MeetingRows>(
  queries: Kysely<Tables>,
  table: Table,
  rows: readonly Row<Table>[],
): Promise<void> => {
  for (let start = 0; start < rows.length; start += atOnce)
    await queries
      .insertInto(table)
      .values(rows.slice(start, start + atOnce))
      .execute()
}

/** Writes them, and moves the sequences on behind their numbers. */
export const writeMeetings = async (queries: Kysely<Tables>, rows: MeetingRows): Promise<void> => {
  await insert(queries, 'meeting', rows.meeting)
  await insert(queries, 'meeting_child', rows.meeting_child)
  await insert(queries, 'meeting_invitee', rows.meeting_invitee)
  await insert(queries, 'meeting_report', rows.meeting_report)
  await insert(queries, 'meeting_minutes', rows.meeting_minutes)
  await sql`select setval(pg_get_serial_sequence('meeting', 'meeting'), ${rows.meeting.length + 1}, false),
    setval(pg_get_serial_sequence('meeting_invitee', 'invitee'), ${rows.meeting_invitee.length + 1}, false)`.execute(
    queries,
  )
  await sql`analyze meeting, meeting_child, meeting_invitee, meeting_report, meeting_minutes`.execute(queries)
}
