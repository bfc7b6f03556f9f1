import { DocumentRefused, mayRemoveDocument, removeDocument } from '../../../documents/index.ts'
import { notFound, page, problem, redirect, refused } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { prose } from '../../../journey/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { readQuestions, showQuestions } from '../../../web/forms/questions.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { openDocument } from './show.ts'
import type { ForDocument } from './show.ts'

const questions = { reason: prose('Why it is removed', { longest: 500 }) }

const showForm = async (
  asked: ForDocument,
  title: string,
  { typed, problems }: { readonly typed: Typed; readonly problems: Readonly<Record<string, string>> },
): Promise<Answer> => {
  const { rules, context, child, params } = asked
  const { views, errors } = showQuestions(questions, typed, problems, context.today)
  return page(
    'areas/casework/documents/remove.njk',
    {
      title: 'Remove a document',
      frame: frameOf(rules, context, await childRecord(asked), 'documents'),
      heading: title,
      questions: views,
      errors,
      back: paths.document({ child, document: params.document }),
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

/** Asks why a document is removed. */
export const showRemove = async (asked: ForDocument): Promise<Answer> => {
  const document = await openDocument(asked)
  if (document === undefined) return notFound()
  return mayRemoveDocument(asked.context, document)
    ? showForm(asked, document.title, { typed: {}, problems: {} })
    : refused()
}

/** Removes a document with the reason given. */
export const saveRemove = async (asked: ForDocument): Promise<Answer> => {
  const { database, context, child, form } = asked
  const document = await openDocument(asked)
  if (document === undefined) return notFound()
  if (!mayRemoveDocument(context, document)) return refused()
  const { values, problems, typed } = readQuestions(questions, form, context.today)
  if (Object.keys(problems).length > 0) return showForm(asked, document.title, { typed, problems })
  try {
    await removeDocument(database.sql, context, document.document, String(values.reason))
  } catch (error) {
    if (error instanceof DocumentRefused) return problem(409, 'This document has been removed', error.message)
    throw error
  }
  return redirect(paths.documents({ child }))
}
