import type { Context } from '../access/index.ts'
import { waitsFor } from './authorisation-requests.ts'
import { asDraft, readDraft } from './drafts.ts'
import type { Draft, DraftForm, DraftSave } from './drafts.ts'
import { keepVersion } from './draft-versions.ts'
import type { Queries } from './ledger.ts'
import { refuse } from './refusal.ts'

/** A save from a page: `page` names the page that was typed in, so that one whose answer was lost is known again. */
export type PageSave = DraftSave & { readonly page: string }

/** The form as it was in front of the person, as it is stored now, and as they have typed it. */
export type ThreeForms = { readonly before: DraftForm; readonly now: DraftForm; readonly mine: DraftForm }

export type MergedForms<Clash> = { readonly form: DraftForm; readonly clashes: readonly Clash[] }

/** What became of a save. With clashes the draft stands as it was, and what was typed is set aside. */
export type SaveOutcome<Clash> = {
  readonly draft: Draft
  readonly form: DraftForm
  readonly clashes: readonly Clash[]
  /** Who else wrote meanwhile, where somebody's words were joined to these. */
  readonly joinedWith: string | undefined
  /** The manager for whom the draft waits: it stands as it was sent, and what was typed is set aside. */
  readonly waitsFor?: string
}

const formOf = ({ subjects, typed, paragraphs }: DraftForm): DraftForm => ({ subjects, typed, paragraphs })

const nothing: DraftForm = { subjects: [], typed: {}, paragraphs: {} }

/** What a form holds, in one order and with line ends of one kind: a script sends others than a browser's own form. */
const held = ({ typed, paragraphs, subjects }: DraftForm): string =>
  JSON.stringify([Object.entries(typed).sort(), Object.entries(paragraphs).sort(), subjects]).replaceAll(
    '\\r\\n',
    '\\n',
  )

const isSame = (one: DraftForm, other: DraftForm): boolean => held(one) === held(other)

/** What the page had last sent: its answer may have been lost, and the person has gone on from there. */
const lastSent = async (queries: Queries, draft: number, page: string): Promise<DraftForm | undefined> => {
  const row = await queries
    .selectFrom('draft_version')
    .select(['kept', 'sent'])
    .where('draft', '=', draft)
    .where('page', '=', page)
    .where('set_aside', '=', false)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.sent ?? row?.kept) as DraftForm | undefined
}

const versionBefore = async (queries: Queries, draft: number, version: number): Promise<DraftForm | undefined> => {
  const row = await queries
    .selectFrom('draft_version')
    .select('kept')
    .where('draft', '=', draft)
    .where('version', '=', version)
    .where('set_aside', '=', false)
    .executeTakeFirst()
  return row?.kept as DraftForm | undefined
}

/** Whether the same has been set aside before: a save that is tried again is kept once. */
const isSetAside = async (queries: Queries, context: Context, draft: number, mine: DraftForm): Promise<boolean> => {
  const row = await queries
    .selectFrom('draft_version')
    .select('sent')
    .where('draft', '=', draft)
    .where('author', '=', context.worker)
    .where('set_aside', '=', true)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.sent != null && isSame(row.sent as unknown as DraftForm, mine)
}

const lastAuthor = async (queries: Queries, draft: number): Promise<string | undefined> => {
  const row = await queries
    .selectFrom('draft_version')
    .innerJoin('worker', 'worker.worker', 'draft_version.author')
    .select(['worker.given', 'worker.family'])
    .where('draft', '=', draft)
    .where('set_aside', '=', false)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : `${row.given} ${row.family}`
}

const write = async (queries: Queries, context: Context, { draft, version }: Draft, form: DraftForm): Promise<Draft> =>
  asDraft(
    await queries
      .updateTable('draft')
      .set({
        subjects: [...form.subjects],
        answers: JSON.stringify(form.typed),
        paragraphs: JSON.stringify(form.paragraphs),
        version: version + 1,
        updated_at: context.now,
      })
      .where('draft', '=', draft)
      .returningAll()
      .executeTakeFirstOrThrow(),
  )

/**
 * Keeps what was typed, joined to what anybody else has saved since the page was shown. Where both answered a question
 * differently, nothing of the draft changes and what was typed is set aside beside it.
 */
export const saveMerged = <Clash>(
  queries: Queries,
  context: Context,
  number: number,
  { page, version, ...mine }: PageSave,
  merge: (three: ThreeForms) => MergedForms<Clash>,
): Promise<SaveOutcome<Clash>> =>
  queries.transaction().execute(async transaction => {
    await transaction.selectFrom('draft').select('draft').where('draft', '=', number).forUpdate().execute()
    const stored = await readDraft(transaction, context, number)
    if (stored === undefined) return refuse('notFound', 'There is no such draft. It may have been thrown away.')
    if (stored.completedAs !== undefined)
      return refuse('alreadyCompleted', 'This has been completed already. What was recorded is in the child’s story.')
    const now = formOf(stored)
    const manager = await waitsFor(transaction, number)
    if (manager !== undefined) {
      const aside = { draft: number, version: stored.version, kept: now, page, sent: mine, setAside: true }
      if (!isSame(mine, now) && !(await isSetAside(transaction, context, number, mine)))
        await keepVersion(transaction, context, aside)
      return { draft: stored, form: now, clashes: [], joinedWith: undefined, waitsFor: manager }
    }
    const sentBefore = page === '' ? undefined : await lastSent(transaction, number, page)
    const before =
      sentBefore ??
      (version === stored.version ? now : ((await versionBefore(transaction, number, version)) ?? nothing))
    const { form, clashes } = merge({ before, now, mine })
    const author = version === stored.version ? undefined : await lastAuthor(transaction, number)
    if (clashes.length > 0) {
      if (await isSetAside(transaction, context, number, mine))
        return { draft: stored, form, clashes, joinedWith: author }
      await keepVersion(transaction, context, {
        draft: number,
        version: stored.version,
        kept: now,
        page,
        sent: mine,
        setAside: true,
      })
      return { draft: stored, form, clashes, joinedWith: author }
    }
    const draft = await write(transaction, context, stored, form)
    const isJoined = !isSame(form, mine)
    await keepVersion(transaction, context, {
      draft: number,
      version: draft.version,
      kept: form,
      page,
      ...(isJoined ? { sent: mine } : {}),
    })
    return { draft, form, clashes: [], joinedWith: isJoined ? author : undefined }
  })

/** The draft that a page began, where its answer was lost and it asks again. */
export const draftBegunOn = async (queries: Queries, context: Context, page: string): Promise<Draft | undefined> => {
  if (page === '') return undefined
  const row = await queries
    .selectFrom('draft_version')
    .select('draft')
    .where('page', '=', page)
    .where('version', '=', 1)
    .where('author', '=', context.worker)
    .executeTakeFirst()
  return row === undefined ? undefined : readDraft(queries, context, row.draft)
}
