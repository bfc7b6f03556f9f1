import { mayOpen } from '../access/index.ts'
import type { Context } from '../access/index.ts'
import { inWords, dateAt } from '../calendar/index.ts'
import { sql } from 'kysely'
import { atOnce } from '../store/index.ts'
import type { Queries } from './ledger.ts'
import { keepVersion, thinVersions } from './draft-versions.ts'
import { waitsFor } from './authorisation-requests.ts'
import { refuse } from './refusal.ts'

/** What was typed and not completed, exactly as typed: names of form inputs with their texts. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

export type Draft = {
  readonly draft: number
  readonly step: string
  readonly subjects: readonly number[]
  readonly typed: Typed
  readonly paragraphs: Readonly<Record<string, string>>
  readonly follows: number | undefined
  /** The entry that it corrects, where it is a correction. */
  readonly corrects: number | undefined
  readonly version: number
  readonly author: number
  readonly updatedAt: string
  readonly completedAs: number | undefined
  /** In a list of drafts: the manager for whom it waits, to be authorised. */
  readonly waitsFor?: string
}

type DraftRow = {
  draft: number
  step: string
  subjects: number[]
  answers: Readonly<Record<string, unknown>>
  paragraphs: Readonly<Record<string, unknown>>
  follows: number | null
  corrects: number | null
  version: number
  author: number
  updated_at: string
  completed_as: number | null
}

/** What a page of a draft holds: whom it is about, and what was typed. */
export type DraftForm = Pick<Draft, 'subjects' | 'typed' | 'paragraphs'>

export const asDraft = (row: DraftRow): Draft => ({
  draft: row.draft,
  step: row.step,
  subjects: row.subjects,
  typed: row.answers as Typed,
  paragraphs: row.paragraphs as Readonly<Record<string, string>>,
  follows: row.follows ?? undefined,
  corrects: row.corrects ?? undefined,
  version: row.version,
  author: row.author,
  updatedAt: row.updated_at,
  completedAs: row.completed_as ?? undefined,
})

/** Begins a draft and answers with it. `page` names the page on which it was begun. */
export const beginDraft = async (
  queries: Queries,
  context: Context,
  start: Pick<Draft, 'step' | 'subjects' | 'typed' | 'follows' | 'corrects'> & Partial<Pick<Draft, 'paragraphs'>>,
  page?: string,
): Promise<Draft> => {
  const row = await queries
    .insertInto('draft')
    .values({
      step: start.step,
      subjects: [...start.subjects],
      answers: JSON.stringify(start.typed),
      paragraphs: JSON.stringify(start.paragraphs ?? {}),
      follows: start.follows ?? null,
      corrects: start.corrects ?? null,
      author: context.worker,
      created_at: context.now,
      updated_at: context.now,
      completed_at: null,
      completed_as: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const draft = asDraft(row)
  await keepVersion(queries, context, { draft: draft.draft, version: draft.version, kept: draft, page })
  return draft
}

/** What a save holds. `version` is the draft's version that was in front of the person. */
export type DraftSave = DraftForm & { readonly version: number }

/**
 * Keeps what was typed. Where somebody has saved since the version in front of this person, nothing is overwritten and
 * the refusal says so: the page shows their words beside the ones just typed.
 */
export const saveDraft = async (queries: Queries, context: Context, draft: number, save: DraftSave): Promise<Draft> => {
  const found = await readDraft(queries, context, draft)
  if (found === undefined) return refuse('notFound', 'There is no such draft. It may have been thrown away.')
  const row = await queries
    .updateTable('draft')
    .set({
      subjects: [...save.subjects],
      answers: JSON.stringify(save.typed),
      paragraphs: JSON.stringify(save.paragraphs),
      version: sql`version + 1`,
      updated_at: context.now,
    })
    .where('draft', '=', draft)
    .where('version', '=', save.version)
    .where('completed_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (row !== undefined) {
    const kept = asDraft(row)
    await keepVersion(queries, context, { draft, version: kept.version, kept })
    return kept
  }
  return found.completedAs === undefined
    ? refuse('changedMeanwhile', 'This draft was saved from another window or by another person while you were typing.')
    : refuse('alreadyCompleted', 'This has been completed already. What was recorded is in the child’s story.')
}

/** A draft about children all of whom this person may open, or one of this person's own about none yet. */
export const readDraft = async (queries: Queries, context: Context, draft: number): Promise<Draft | undefined> => {
  const row = await queries
    .selectFrom('draft')
    .selectAll()
    .where('draft', '=', draft)
    .where(query => query.or([query('author', '=', context.worker), sql<boolean>`cardinality(draft.subjects) > 0`]))
    .where(query =>
      query.not(
        query.exists(
          query
            .selectFrom('identity')
            .select('identity.identity')
            .where(sql<boolean>`identity.identity = any (draft.subjects)`)
            .where(sql<boolean>`not ${mayOpen(context, 'identity.identity', 'few')}`),
        ),
      ),
    )
    .executeTakeFirst()
  return row === undefined ? undefined : asDraft(row)
}

const managerWaitedFor = sql<string | null>`(select worker.given || ' ' || worker.family
  from authorisation_request asked join worker on worker.worker = asked.to_worker
  where asked.draft = draft.draft and asked.answer is null)`

/** This person's drafts that are not completed, last touched first; of one child where an identity is given. */
export const draftsOf = async (queries: Queries, context: Context, identity?: number): Promise<readonly Draft[]> => {
  const rows = await queries
    .selectFrom('draft')
    .selectAll()
    .select(managerWaitedFor.as('waits_for'))
    .where('author', '=', context.worker)
    .where('completed_at', 'is', null)
    .$if(identity !== undefined, query => query.where(sql<boolean>`subjects @> ${sql.val([identity])}::bigint[]`))
    .orderBy('updated_at', 'desc')
    .execute()
  return rows.map(row => ({ ...asDraft(row), ...(row.waits_for === null ? {} : { waitsFor: row.waits_for }) }))
}

/** Throws a draft away, unless it waits for a manager. */
export const discardDraft = (database: Queries, context: Context, draft: number): Promise<void> =>
  atOnce(database, async queries => {
    // Whoever sends it holds this lock: what they sent is seen only by a question asked after it.
    await queries.selectFrom('draft').select('draft').where('draft', '=', draft).forUpdate().execute()
    await queries
      .deleteFrom('draft')
      .where('draft', '=', draft)
      .where('author', '=', context.worker)
      .where('completed_at', 'is', null)
      .where(sql<boolean>`not exists (select 1 from authorisation_request where authorisation_request.draft = draft.draft
        and authorisation_request.answer is null)`)
      .execute()
  })

/** Marks a draft as completed by an entry, once: the second to try hears who was first and when. */
export const completeDraft = async (
  queries: Queries,
  context: Context,
  draft: number,
  entry: number,
): Promise<void> => {
  const row = await queries
    .selectFrom('draft')
    .select(['completed_at', 'completed_as'])
    .where('draft', '=', draft)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return refuse('notFound', 'There is no such draft. It may have been thrown away.')
  if (row.completed_at !== null) {
    const first = await queries
      .selectFrom('entry')
      .innerJoin('worker', 'worker.worker', 'entry.author')
      .select(sql<string>`worker.given || ' ' || worker.family`.as('name'))
      .where('entry.draft', '=', draft)
      .executeTakeFirst()
    return refuse(
      'alreadyCompleted',
      `This was completed by ${first?.name ?? 'somebody else'} on ${inWords(dateAt(row.completed_at))}. It has been recorded once.`,
    )
  }
  const manager = await waitsFor(queries, draft)
  if (manager !== undefined)
    return refuse('sentToManager', `This waits for ${manager} to authorise it. Whoever sent it can take it back.`)
  await queries
    .updateTable('draft')
    .set({ completed_at: context.now, completed_as: entry })
    .where('draft', '=', draft)
    .execute()
  await thinVersions(queries, draft, 0)
}
