import { sql } from 'kysely'
import type { Context } from '../../../../access/context.ts'
import { mayOpen } from '../../../../access/visibility.ts'
import type { Instant } from '../../../../calendar/index.ts'
import type { Queries } from '../../../../ledger/ledger.ts'
import { nameInQuery } from '../../../../people/index.ts'
import type { Sent } from '../../../../web/index.ts'

/** A letter that somebody has begun and not kept yet, as its page had sent it. Only its writer reads it. */
export type LetterDraft = {
  readonly draft: number
  readonly version: number
  readonly sent: Sent
  readonly savedAt: Instant
}

/** A letter that somebody has begun, as a list has it: nothing of its words. */
export type BegunLetter = Omit<LetterDraft, 'version' | 'sent'> & {
  readonly letter: string
  readonly child: number
  readonly name: string
}

type ForChild = { readonly child: number; readonly letter: string }

const columns = ['draft', 'version', 'sent', 'saved_at as savedAt'] as const

// PostgreSQL keeps no such characters in what it takes as JSON.
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** What is kept of a form: all but what the page says of itself. */
const keptOf = (form: Sent): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(form).filter(([name]) => name !== '_csrf' && !name.startsWith('own-'))),
    (_, value: unknown) => (typeof value === 'string' ? value.replace(controlCharacters, '') : value),
  )

const ofChild = ({ child }: Pick<ForChild, 'child'>) =>
  sql<boolean>`letter_draft.identity in (select mate.identity from person self join person mate using (person) where self.identity = ${child})`

/**
 * Saves a letter as it stands. What was written meanwhile in another window is not overwritten: this becomes a draft of its
 * own beside it. A page that saves again what it saved itself goes on with the same draft.
 */
export const saveDraft = async (
  queries: Queries,
  { worker, now }: Pick<Context, 'worker' | 'now'>,
  about: ForChild,
  saved: { readonly form: Sent; readonly page: string; readonly draft: number | undefined; readonly version: number },
): Promise<LetterDraft & { readonly isApart: boolean }> => {
  const values = { sent: keptOf(saved.form), page: saved.page, saved_at: now }
  const updated =
    saved.draft === undefined
      ? undefined
      : await queries
          .updateTable('letter_draft')
          .set(row => ({ ...values, version: row('version', '+', 1) }))
          .where('draft', '=', saved.draft)
          .where('author', '=', worker)
          .where('letter', '=', about.letter)
          .where(ofChild(about))
          .where(row => row.or([row('version', '=', saved.version), row('page', '=', saved.page)]))
          .returning(columns)
          .executeTakeFirst()
  if (updated !== undefined) return { ...updated, isApart: false }
  const made = await queries
    .insertInto('letter_draft')
    .values({ ...values, identity: about.child, letter: about.letter, author: worker })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return { ...made, isApart: saved.draft !== undefined }
}

const ownDrafts = (queries: Queries, { worker }: Pick<Context, 'worker'>, about: ForChild) =>
  queries
    .selectFrom('letter_draft')
    .select(columns)
    .where('author', '=', worker)
    .where('letter', '=', about.letter)
    .where(ofChild(about))

/** The letters of this name about this child that the reader has begun, the last saved first. */
export const draftsOf = (
  queries: Queries,
  context: Pick<Context, 'worker'>,
  about: ForChild,
): Promise<readonly LetterDraft[]> =>
  ownDrafts(queries, context, about).orderBy('saved_at', 'desc').orderBy('draft', 'desc').execute()

/** One of them, or undefined where the reader has no such. */
export const draftOf = (
  queries: Queries,
  context: Pick<Context, 'worker'>,
  about: ForChild,
  draft: number,
): Promise<LetterDraft | undefined> => ownDrafts(queries, context, about).where('draft', '=', draft).executeTakeFirst()

/** The letters that somebody has begun about children who open to the reader, the last saved first; of one child where it is named. */
export const lettersBegun = async (
  queries: Queries,
  context: Context,
  author: number,
  child?: number,
): Promise<readonly BegunLetter[]> => {
  // On most days there is none: then it is not asked either which records open.
  const begun = await queries.selectFrom('letter_draft').select('draft').where('author', '=', author).execute()
  if (begun.length === 0) return []
  return queries
    .selectFrom('letter_draft')
    .innerJoin('identity_version as version', 'version.identity', 'letter_draft.identity')
    .select(['draft', 'letter', 'saved_at as savedAt', 'letter_draft.identity as child'])
    .select(nameInQuery('version').as('name'))
    .where('version.known_to', '=', sql<string>`'infinity'`)
    .where('letter_draft.author', '=', author)
    .$if(child !== undefined, query => query.where(ofChild({ child: child ?? 0 })))
    .where(mayOpen(context, 'letter_draft.identity', 'few'))
    .orderBy('saved_at', 'desc')
    .orderBy('draft', 'desc')
    .execute()
}

/** Takes a draft away: it was kept as a document, or its writer threw it away. */
export const removeDraft = async (
  queries: Queries,
  { worker }: Pick<Context, 'worker'>,
  about: ForChild,
  draft: number,
): Promise<void> => {
  await queries
    .deleteFrom('letter_draft')
    .where('draft', '=', draft)
    .where('author', '=', worker)
    .where('letter', '=', about.letter)
    .where(ofChild(about))
    .execute()
}
