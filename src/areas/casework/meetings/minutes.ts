import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { contextAt } from '../../../access/context.ts'
import { nextMoment } from '../../../council/clock.ts'
import type { StoredAnswers } from '../../../journey/field.ts'
import { isMeetingKind, meetingKindOf } from '../../../journey/meetings.ts'
import { startOfDay } from '../../../calendar/index.ts'
import { demandOpen } from '../../../ledger/checks.ts'
import type { Ledger, Queries } from '../../../ledger/ledger.ts'
import { recordWithin } from '../../../ledger/record.ts'
import { refuse } from '../../../ledger/refusal.ts'
import { inTransaction } from '../../../store/database.ts'
import type { Meeting } from './meeting.ts'

const writing = { isolation: 'read committed' } as const

/** The children of a meeting by the entry in which their part is recorded. */
export const entriesOf = ({ children }: Meeting): ReadonlyMap<number, readonly number[]> =>
  new Map(
    [...Map.groupBy(children, ({ entry }) => entry ?? 0)].flatMap(([entry, group]) =>
      entry === 0 ? [] : [[entry, group.map(({ identity }) => identity)] as const],
    ),
  )

/** Records a step that follows what a meeting decided, once for each entry in which that stands; answers the new entries. */
export const recordAfter = async (
  queries: Queries,
  ledger: Ledger,
  context: Context,
  meeting: Meeting,
  { step, answersFor }: { readonly step: string; readonly answersFor: (children: readonly number[]) => StoredAnswers },
): Promise<readonly number[]> => {
  const recorded: number[] = []
  for (const [follows, children] of entriesOf(meeting))
    recorded.push(
      await recordWithin(queries, ledger, contextAt(context, await nextMoment(queries)), {
        step,
        subjects: children.map(identity => ({ identity })),
        answers: answersFor(children),
        outcome: Object.keys(ledger.rules.pathway.steps[step]?.outcomes ?? {})[0] ?? '',
        follows,
      }),
    )
  return recorded
}

/** Sends minutes back to who writes them, with words; false where they are no longer with the chair as this person saw them. */
export const sendBack = async (
  queries: Queries,
  context: Context,
  meeting: number,
  { version, words }: { readonly version: number; readonly words: string },
): Promise<boolean> => {
  const row = await queries
    .updateTable('meeting_minutes')
    .set({
      standing: 'sentBack',
      checked_by: context.worker,
      checked_at: context.now,
      chairs_words: words,
      version: sql`version + 1`,
    })
    .where('meeting', '=', meeting)
    .where('version', '=', version)
    .where('standing', '=', 'withChair')
    .returning('meeting')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Approves minutes: they are recorded for every child, once. Of two who approve at once the second is refused and writes
 * nothing. The meeting is closed once they are kept as a document too.
 */
export const approveMinutes = (
  ledger: Ledger,
  context: Context,
  meeting: Meeting,
  { version, sentTo }: { readonly version: number; readonly sentTo: string },
): Promise<void> =>
  inTransaction(
    ledger.database,
    async queries => {
      const row = await queries
        .updateTable('meeting_minutes')
        .set({
          standing: 'approved',
          checked_by: context.worker,
          checked_at: context.now,
          chairs_words: null,
          version: sql`version + 1`,
        })
        .where('meeting', '=', meeting.meeting)
        .where('version', '=', version)
        .where('standing', '=', 'withChair')
        .returning('words')
        .executeTakeFirst()
      if (row === undefined)
        return refuse(
          'changedMeanwhile',
          'These minutes were approved, sent back or changed by somebody else meanwhile. Nothing was recorded twice.',
        )
      await recordAfter(queries, ledger, context, meeting, {
        step: 'meetingMinutes',
        answersFor: () => ({
          approvedOn: context.today,
          minutes: row.words,
          ...(sentTo === '' ? {} : { sentTo }),
        }),
      })
    },
    writing,
  )

/** The entry in which a meeting's minutes are recorded, the first where there are several. */
export const minutesEntry = async (queries: Queries, meeting: Meeting): Promise<number | undefined> => {
  const entries = [...entriesOf(meeting).keys()]
  if (entries.length === 0) return undefined
  const row = await queries
    .selectFrom('entry')
    .select('lineage')
    .where('step', '=', 'meetingMinutes')
    .where('follows', 'in', entries)
    .where('superseded_at', '=', 'infinity')
    .where('withdrawn', '=', false)
    .orderBy('lineage')
    .executeTakeFirst()
  return row?.lineage
}

/** Closes a meeting about which nothing more is to be done: its children no longer open by it. */
export const closeMeeting = async (queries: Queries, context: Context, meeting: number): Promise<void> => {
  await queries
    .updateTable('meeting')
    .set({ closed_at: context.now })
    .where('meeting', '=', meeting)
    .where('closed_at', 'is', null)
    .execute()
}

/**
 * The meeting of an entry that was recorded without one being planned: made from the entry, once, so that its minutes
 * can be written. Answers its number.
 */
export const takeUpEntry = (
  { database }: Pick<Ledger, 'database'>,
  context: Context,
  entry: number,
): Promise<number | undefined> =>
  inTransaction(
    database,
    async queries => {
      const recorded = await queries
        .selectFrom('entry')
        .select(['step', 'happened_on', 'author', 'team'])
        .where('lineage', '=', entry)
        .where('superseded_at', '=', sql<string>`'infinity'`)
        .where('withdrawn', '=', false)
        .forUpdate()
        .executeTakeFirst()
      if (recorded === undefined || !isMeetingKind(recorded.step)) return undefined
      const { rows } = await sql<{ meeting: number }>`
        select child.meeting from meeting_child child left join draft on draft.draft = child.draft
        where coalesce(child.entry, draft.completed_as) = ${entry} limit 1`.execute(queries)
      if (rows[0] !== undefined) return rows[0].meeting
      const subjects = await queries
        .selectFrom('entry_subject')
        .select('identity')
        .where('lineage', '=', entry)
        .execute()
      const about = subjects.map(({ identity }) => identity)
      await demandOpen(queries, context, about)
      const { meeting } = await queries
        .insertInto('meeting')
        .values({
          kind: recorded.step,
          starts_at: startOfDay(recorded.happened_on),
          minutes: meetingKindOf(recorded.step).usually,
          manner: 'inPerson',
          place: null,
          chair: recorded.author,
          minute_taker: context.role === 'businessSupport' ? context.worker : null,
          team: context.teams[0] ?? recorded.team,
          family_told: null,
          due_on: null,
          called_by: context.worker,
          called_at: context.now,
          held_at: context.now,
          held_by: recorded.author,
        })
        .returning('meeting')
        .executeTakeFirstOrThrow()
      await queries
        .insertInto('meeting_child')
        .values(about.map(identity => ({ meeting, identity, entry })))
        .execute()
      return meeting
    },
    writing,
  )
