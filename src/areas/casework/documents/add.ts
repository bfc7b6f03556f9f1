import { choice, optional, text } from '../../../journey/index.ts'
import {
  addDocument,
  DocumentRefused,
  documentKinds,
  isDocumentKind,
  receive,
  whatIsKept,
} from '../../../documents/index.ts'
import { waitsFor } from '../../../ledger/authorisation-requests.ts'
import { readDraft } from '../../../ledger/drafts.ts'
import { subjectsOf } from '../../../ledger/read.ts'
import { notFound, page, problem, redirect, textOf } from '../../../web/index.ts'
import type { Answer, AskedAboutChild, SentFile } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { readQuestions, showQuestions } from '../../../web/forms/questions.ts'
import { wholeNumber } from '../../../web/path.ts'
import { frameOf } from '../child/frame.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'
import { maybeAbout } from './about.ts'

const questions = {
  kind: choice('What it is', documentKinds),
  title: optional(text('Title', { hint: 'Without one, the name of the file', longest: 150 })),
}

/** What the document belongs to: an entry about the child, or a draft of one, or only the child; and whom that is about. */
type With = {
  readonly entry?: number
  readonly draft?: number
  readonly about: readonly number[]
  readonly back: string
  /** The manager for whom the draft waits: it stays as it was sent. */
  readonly waitsFor?: string | undefined
}

type Form = {
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
  readonly about: readonly number[]
}

/** What the page was asked to add to; undefined where that is not there for this reader and this child. */
const belongsTo = async (
  { database, context, child }: AskedAboutChild,
  sent: AskedAboutChild['form'],
  record: ChildRecord,
): Promise<With | undefined> => {
  const [entryAsked, draftAsked] = [textOf(sent.entry), textOf(sent.draft)]
  const [entry, draft] = [wholeNumber.read(entryAsked), wholeNumber.read(draftAsked)]
  if (entry !== undefined) {
    if (!record.entries.some(each => each.entry === entry)) return undefined
    const subjects = await subjectsOf(database.sql, context, entry)
    return { entry, about: subjects.map(({ identity }) => identity), back: paths.entry({ child, entry }) }
  }
  if (draft !== undefined) {
    const found = await readDraft(database.sql, context, draft)
    const isHere = found?.subjects.includes(child) === true && found.completedAs === undefined
    return isHere
      ? { draft, about: found.subjects, back: paths.draft({ draft }), waitsFor: await waitsFor(database.sql, draft) }
      : undefined
  }
  return entryAsked === '' && draftAsked === '' ? { about: [], back: paths.documents({ child }) } : undefined
}

const showForm = async (asked: AskedAboutChild, record: ChildRecord, to: With, form: Form): Promise<Answer> => {
  const { rules, context, child } = asked
  const { views, errors } = showQuestions(questions, form.typed, form.problems, context.today)
  return page(
    'areas/casework/documents/add.njk',
    {
      title: 'Add a document',
      frame: frameOf(rules, context, record, 'documents'),
      questions: views,
      errors,
      fileProblem: form.problems.file,
      again: Object.keys(form.problems).length > 0 && form.problems.file === undefined,
      others: (await maybeAbout(asked, record)).map(other => ({
        ...other,
        chosen: form.about.includes(other.identity),
      })),
      entry: to.entry,
      draft: to.draft,
      kept: whatIsKept,
      action: paths.addDocument({ child }),
      back: to.back,
    },
    { status: Object.keys(form.problems).length > 0 ? 422 : 200 },
  )
}

const waits = (manager: string): Answer =>
  problem(
    409,
    'This waits for a manager',
    `It was sent to ${manager} to authorise and stays as it was sent. Nothing was kept: take it back first, or add the document to the child’s documents.`,
  )

/** The form by which a document is added. */
export const showAdd = async (asked: AskedAboutChild): Promise<Answer> => {
  const record = await childRecord(asked)
  const to = await belongsTo(asked, { entry: asked.query.entry, draft: asked.query.draft }, record)
  if (to?.waitsFor !== undefined) return waits(to.waitsFor)
  return to === undefined ? notFound() : showForm(asked, record, to, { typed: {}, problems: {}, about: to.about })
}

/** The children whose boxes were ticked: each has an input of its own, because of a name only the last is read. */
const ticked = (form: AskedAboutChild['form']): readonly number[] =>
  Object.keys(form).flatMap(name => (name.startsWith('about-') ? (wholeNumber.read(name.slice(6)) ?? []) : []))

const fileIn = async (files: AskedAboutChild['files']): Promise<SentFile | undefined> => {
  for await (const file of files) if (file.field === 'file') return file
  return undefined
}

const withoutEnding = (name: string) => name.replace(/\.[A-Za-z0-9]{1,5}$/, '').slice(0, 150)

/** Takes a document in while it arrives, and keeps it whole or not at all. */
export const saveDocument = async (asked: AskedAboutChild): Promise<Answer> => {
  const { database, context, child, form, files, scan } = asked
  const record = await childRecord(asked)
  const to = await belongsTo(asked, form, record)
  if (to === undefined) return notFound()
  if (to.waitsFor !== undefined) return waits(to.waitsFor)
  const { values, problems, typed } = readQuestions(questions, form, context.today)
  const about = ticked(form)
  const again = (more: Readonly<Record<string, string>>) =>
    showForm(asked, record, to, { typed, problems: { ...problems, ...more }, about })
  const kind = String(values.kind)
  if (Object.keys(problems).length > 0 || !isDocumentKind(kind)) return again({})
  const offered = await maybeAbout(asked, record)
  if (about.some(identity => !offered.some(other => other.identity === identity)))
    return again({ about: 'Choose children from the list. Nothing was kept' })
  const file = await fileIn(files)
  if (file === undefined) return again({ file: 'Choose a file' })
  try {
    const document = await addDocument(
      database,
      context,
      {
        title: typeof values.title === 'string' ? values.title : withoutEnding(file.name) || 'Document',
        kind,
        sentAs: file.name.slice(0, 255),
        about: [child, ...about],
        ...(to.entry === undefined ? {} : { entry: to.entry }),
        ...(to.draft === undefined ? {} : { draft: to.draft }),
      },
      { file: await receive(file.pieces()), scan },
    )
    return redirect(to.draft === undefined ? paths.document({ child, document }, { added: 1 }) : to.back)
  } catch (error) {
    if (error instanceof DocumentRefused)
      return again({ file: `“${file.name.slice(0, 100)}” was not kept. ${error.message}` })
    throw error
  }
}
