import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Attendance } from '../../../journey/meetings.ts'
import type { Ledger, Queries } from '../../../ledger/ledger.ts'
import { inTransaction } from '../../../store/database.ts'
import { takeVersion } from './change.ts'
import type { Meeting } from './meeting.ts'

/** What was noted of somebody who was invited, or came without. */
export type Attended = {
  readonly invitee: number
  readonly attendance: Attendance | null
  readonly view: string | null
  readonly dissents: boolean
  readonly dissentReason: string | null
}

export type Decided = {
  readonly words: string
  readonly byWhom: string | null
  readonly byWhen: CivilDate | null
  readonly identity: number | null
}

/** What was noted on the day: who came, what each thinks, what was decided, and what is said of each child. */
export type DayNotes = {
  readonly version: number
  readonly quorate: boolean | null
  readonly quorumWords: string | null
  readonly attended: readonly Attended[]
  readonly uninvited: readonly { readonly name: string | null; readonly agency: string | null }[]
  readonly decisions: readonly Decided[]
  readonly children: readonly {
    readonly identity: number
    readonly tookPart: string | null
    readonly paragraph: string | null
    readonly outcome: string | null
  }[]
}

const saveAttendance = async (queries: Queries, meeting: number, { attended, uninvited }: DayNotes) => {
  for (const { invitee, attendance, view, dissents, dissentReason } of attended)
    await queries
      .updateTable('meeting_invitee')
      .set({ attendance, view, dissents, dissent_reason: dissents ? dissentReason : null })
      .where('meeting', '=', meeting)
      .where('invitee', '=', invitee)
      .execute()
  for (const { name, agency } of uninvited)
    await queries
      .insertInto('meeting_invitee')
      .values({ meeting, name, agency, part: agency ?? '', uninvited: true, attendance: 'came' })
      .onConflict(clash => clash.doNothing())
      .execute()
}

/** Puts the decisions in the place of those that this person could see; others stay. */
const saveDecisions = async (queries: Queries, meeting: Meeting, decisions: readonly Decided[]) => {
  const about = meeting.children.map(({ identity }) => identity)
  await queries
    .deleteFrom('meeting_decision')
    .where('meeting', '=', meeting.meeting)
    .where(where => where.or([where('identity', 'is', null), where('identity', 'in', about)]))
    .execute()
  const { last } = await queries
    .selectFrom('meeting_decision')
    .select(sql<number>`coalesce(max(position), 0)`.as('last'))
    .where('meeting', '=', meeting.meeting)
    .executeTakeFirstOrThrow()
  if (decisions.length === 0) return
  await queries
    .insertInto('meeting_decision')
    .values(
      decisions.map(({ words, byWhom, byWhen, identity }, index) => ({
        meeting: meeting.meeting,
        position: last + index + 1,
        words,
        by_whom: byWhom,
        by_when: byWhen,
        identity,
      })),
    )
    .execute()
}

/** Keeps what was noted, whole; false where somebody has saved since this person's page was made, and then nothing is written. */
export const saveDay = ({ database }: Pick<Ledger, 'database'>, meeting: Meeting, notes: DayNotes): Promise<boolean> =>
  inTransaction(
    database,
    async queries => {
      if (!(await takeVersion(queries, meeting.meeting, notes.version))) return false
      await queries
        .updateTable('meeting')
        .set({ quorate: notes.quorate, quorum_words: notes.quorumWords })
        .where('meeting', '=', meeting.meeting)
        .execute()
      await saveAttendance(queries, meeting.meeting, notes)
      await saveDecisions(queries, meeting, notes.decisions)
      for (const { identity, tookPart, paragraph, outcome } of notes.children)
        await queries
          .updateTable('meeting_child')
          .set({ took_part: tookPart, paragraph, outcome })
          .where('meeting', '=', meeting.meeting)
          .where('identity', '=', identity)
          .where('entry', 'is', null)
          .execute()
      return true
    },
    { isolation: 'read committed' },
  )

/** Marks a meeting as held, once; the first to say so stands. */
export const markHeld = async (
  queries: Queries,
  context: Context,
  meeting: number,
  hasMinutes: boolean,
): Promise<void> => {
  await queries
    .updateTable('meeting')
    .set({
      held_at: sql`coalesce(held_at, ${context.now}::timestamptz)`,
      held_by: sql`coalesce(held_by, ${context.worker}::bigint)`,
      ...(hasMinutes ? {} : { closed_at: context.now }),
    })
    .where('meeting', '=', meeting)
    .execute()
}
