import { randomBytes } from 'node:crypto'
import { notFound, redirect, textOf } from '../../../../web/index.ts'
import type { Answer } from '../../../../web/index.ts'
import { wholeNumber } from '../../../../web/path.ts'
import { paths } from '../../paths.ts'
import { readWriting } from './asked.ts'
import type { ForLetter } from './asked.ts'
import { draftOf, removeDraft, saveDraft } from './drafts.ts'
import { showWords, wordsSent } from './words.ts'

const aboutOf = ({ child, params: { letter } }: ForLetter) => ({ child, letter })

/** The draft that a page of a letter goes on with; undefined before it was first saved. */
const draftIn = ({ form }: ForLetter): number | undefined => wholeNumber.read(textOf(form['own-draft']))

/** A letter that was begun, to go on with. */
export const showDraft = async (
  asked: ForLetter & { readonly params: { readonly draft: number } },
): Promise<Answer> => {
  const draft = await draftOf(asked.database.sql, asked.context, aboutOf(asked), asked.params.draft)
  const writing = draft && (await readWriting(asked, draft.sent))
  if (draft === undefined || writing === undefined) return notFound()
  const isApart = textOf(asked.query.apart) !== ''
  return showWords(asked, writing, wordsSent(writing, draft.sent), {}, { ...draft, isApart })
}

/** Saves a letter as it stands, without keeping it as a document yet, and shows it again. */
export const saveAsDraft = async (asked: ForLetter): Promise<Answer> => {
  const { database, context, form, child } = asked
  const { letter } = asked.params
  const page = /^[0-9a-f]{8,32}$/.exec(textOf(form['own-page']))?.[0] ?? randomBytes(8).toString('hex')
  const version = Number(textOf(form['own-version'])) || 0
  const { draft, isApart } = await saveDraft(database.sql, context, aboutOf(asked), {
    form,
    page,
    draft: draftIn(asked),
    version,
  })
  return redirect(paths.letterDraft({ child, letter, draft }, isApart ? { apart: 1 } : {}))
}

/** Takes the draft of a letter away, if there is one. */
export const removeOwnDraft = async (asked: ForLetter): Promise<void> => {
  const draft = draftIn(asked)
  if (draft !== undefined) await removeDraft(asked.database.sql, asked.context, aboutOf(asked), draft)
}
