import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import type { Ledger, Queries } from '../../../ledger/ledger.ts'
import { inTransaction } from '../../../store/database.ts'
import { joinProse } from '../../../web/forms/index.ts'

/** Minutes as they are sent: the version that was in front of the person, the page, and the words that it began with. */
export type MinutesToSave = {
  readonly version: number
  readonly page: string
  readonly words: string
  /** What stood there before anybody had written. */
  readonly first: string
  readonly toChair: boolean
}

/** What became of a save: kept, kept joined to what somebody else wrote, or set aside because it could be neither. */
export type MinutesSaved =
  | { readonly kept: 'alone' | 'joined'; readonly words: string; readonly with: string | undefined }
  | { readonly kept: 'aside'; readonly theirs: string; readonly with: string | undefined }
  | { readonly kept: 'tooLate' }

type Row = {
  readonly words: string
  readonly standing: string
  readonly version: number
  readonly author: string | null
}

const stored = async (queries: Queries, meeting: number): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select minutes.words, minutes.standing, minutes.version, worker.given || ' ' || worker.family as author
    from meeting_minutes minutes left join worker on worker.worker = minutes.written_by
    where minutes.meeting = ${meeting} for update of minutes`.execute(queries)
  return rows[0]
}

/** What the page had in front of the person: what it last sent, where the answer was lost; else its version. */
const before = async (queries: Queries, meeting: number, { version, page, first }: MinutesToSave): Promise<string> => {
  const { rows } = await sql<{ words: string }>`
    select case when page = ${page} then coalesce(sent, words) else words end as words from meeting_minutes_version
    where meeting = ${meeting} and not set_aside and (page = ${page} or version <= ${version})
    order by (page is not distinct from ${page}) desc, version desc, id desc limit 1`.execute(queries)
  return rows[0]?.words ?? first
}

/** Minutes of which no save is kept yet stand as they are for the first. */
const keepFirst = (queries: Queries, meeting: number, { version, words }: Row, at: string) =>
  sql`insert into meeting_minutes_version (meeting, version, words, saved_at)
    select ${meeting}, ${version}, ${words}, ${at}
    where not exists (select 1 from meeting_minutes_version where meeting = ${meeting} and not set_aside)`.execute(
    queries,
  )

type Kept = { readonly version: number; readonly words: string; readonly sent?: string; readonly setAside?: boolean }

const keep = (queries: Queries, context: Context, meeting: number, page: string, kept: Kept) =>
  queries
    .insertInto('meeting_minutes_version')
    .values({
      meeting,
      version: kept.version,
      set_aside: kept.setAside ?? false,
      page: page === '' ? null : page,
      words: kept.words,
      sent: kept.sent ?? null,
      author: context.worker,
      saved_at: context.now,
    })
    .execute()

const isWritten = (standing: string): boolean => standing === 'writing' || standing === 'sentBack'

/**
 * Keeps the minutes as they stand, or gives them to the chair, joined line by line to what anybody else has written since the
 * page was shown. Where both wrote the same line anew, or the minutes are with the chair, what was sent is set aside.
 */
export const saveMinutes = (
  { database }: Pick<Ledger, 'database'>,
  context: Context,
  meeting: number,
  sent: MinutesToSave,
): Promise<MinutesSaved> =>
  inTransaction(
    database,
    async queries => {
      const { words, toChair, page } = sent
      await queries
        .insertInto('meeting_minutes')
        .values({
          meeting,
          words: sent.first,
          standing: 'writing',
          version: 0,
          written_at: context.now,
          written_by: null,
        })
        .onConflict(clash => clash.doNothing())
        .execute()
      const now = await stored(queries, meeting)
      if (now === undefined) return { kept: 'tooLate' }
      const theirs = now.author ?? undefined
      await keepFirst(queries, meeting, now, context.now)
      if (!isWritten(now.standing)) {
        if (now.words !== words)
          await keep(queries, context, meeting, page, {
            version: now.version,
            words: now.words,
            sent: words,
            setAside: true,
          })
        return { kept: 'tooLate' }
      }
      const joined = joinProse(await before(queries, meeting, sent), now.words, words)
      if (joined === undefined) {
        await keep(queries, context, meeting, page, {
          version: now.version,
          words: now.words,
          sent: words,
          setAside: true,
        })
        return { kept: 'aside', theirs: now.words, with: theirs }
      }
      const isJoined = joined !== words
      // Minutes that hold somebody else's words are looked at before they go to the chair.
      await queries
        .updateTable('meeting_minutes')
        .set({
          words: joined,
          standing: toChair && !isJoined ? 'withChair' : 'writing',
          written_by: context.worker,
          written_at: context.now,
          version: sql`version + 1`,
          ...(toChair && !isJoined ? { sent_to_chair_at: context.now } : {}),
        })
        .where('meeting', '=', meeting)
        .execute()
      await keep(queries, context, meeting, page, {
        version: now.version + 1,
        words: joined,
        ...(isJoined ? { sent: words } : {}),
      })
      return { kept: isJoined ? 'joined' : 'alone', words: joined, with: theirs }
    },
    { isolation: 'read committed' },
  )
