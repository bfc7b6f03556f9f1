import { beginDraft, discardDraft, draftsOf, readDraft, saveDraft } from '../../../ledger/drafts.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, problem, redirect, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { anotherRow, readForm } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { agendaOf } from '../agenda/agenda.ts'
import { paths } from '../paths.ts'
import { supervises } from '../who.ts'
import { workerOf } from '../workers.ts'
import type { SupervisedWorker } from '../workers.ts'
import { agendaFor, askedStep, prefilled, readAll, showForm } from './form.ts'
import { doneIn, inputs, isOwn, ownTyped, workerIn } from './typed.ts'
import { writeSupervision } from './write.ts'

type ForWorker = Asked & { readonly params: { readonly worker: number } }
type ForDraft = Asked & { readonly params: { readonly draft: number } }

/** A supervision of this person's own that is being written, and whose it is. A draft of it is about no child until it is completed. */
type Open = { readonly draft: Draft; readonly worker: SupervisedWorker }

const openDraft = async ({ database, context }: Asked, number: number): Promise<Open | undefined> => {
  const draft = await readDraft(database.sql, context, number)
  const supervised = draft?.step === 'supervision' ? workerIn(draft.typed) : undefined
  if (draft === undefined || supervised === undefined || draft.author !== context.worker) return undefined
  const worker = await workerOf(database.sql, context, supervised)
  return worker === undefined ? undefined : { draft, worker }
}

/** The supervision of a worker that this person has begun already. */
const begunFor = async ({ database, context }: Asked, worker: number): Promise<Draft | undefined> =>
  (await draftsOf(database.sql, context)).find(
    draft => draft.step === 'supervision' && draft.subjects.length === 0 && workerIn(draft.typed) === worker,
  )

const showNew = async (request: ForWorker): Promise<Answer> => {
  const { database, context, params } = request
  const worker = await workerOf(database.sql, context, params.worker)
  if (worker === undefined) return notFound()
  const begun = await begunFor(request, params.worker)
  if (begun !== undefined) return redirect(paths.draft({ draft: begun.draft }))
  const agenda = await agendaOf(request, worker)
  const typed = prefilled(worker.worker, agenda, context.today)
  return showForm(request, { worker, typed, problems: {} }, { agenda })
}

const refusedForm = (unasked: readonly string[]) => ({
  unasked: `The form held something that is not asked: ${unasked.map(name => `“${name.slice(0, 40)}”`).join(', ')}. Nothing was saved`,
})

const typedIn = ({ form }: Asked, worker: number): { readonly typed: Typed; readonly unasked: readonly string[] } => {
  const reading = readForm(askedStep, form, { today: '2100-12-31' }, isOwn)
  return { typed: { ...reading.typed, ...ownTyped(form), [inputs.worker]: String(worker) }, unasked: reading.unasked }
}

/** Records what was typed, or shows the form with what is wrong; the draft stays until it is recorded. */
const complete = async (request: Asked, { draft, worker }: Open): Promise<Answer> => {
  const agenda = await agendaFor(request, worker, draft.typed)
  const read = readAll(draft.typed, agenda.children, request.context.today)
  const writing = { worker, typed: draft.typed, draft }
  if (Object.keys(read.problems).length > 0)
    return showForm(request, { ...writing, problems: read.problems }, { status: 422, agenda })
  try {
    const entry = await writeSupervision(request, read, {
      children: agenda.children,
      done: doneIn(draft.typed),
      draft: draft.draft,
    })
    return redirect(paths.supervision({ entry }, { recorded: 1 }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'alreadyCompleted') return problem(409, 'This has been completed already', error.message)
    return showForm(request, { ...writing, problems: { children: error.message } }, { status: 422, agenda })
  }
}

const onwards = (request: Asked, open: Open): Answer | Promise<Answer> => {
  const added = anotherRow(askedStep, open.draft.typed, textOf(request.form[inputs.add]))
  if (textOf(request.form[inputs.add]) !== '' && added !== undefined)
    return showForm(request, { ...open, typed: added.typed, problems: {} })
  return textOf(request.form[inputs.action]) === 'complete'
    ? complete(request, open)
    : redirect(paths.draft({ draft: open.draft.draft }, { saved: 1 }))
}

const begin = async (request: ForWorker): Promise<Answer> => {
  const { database, context, params } = request
  const worker = await workerOf(database.sql, context, params.worker)
  if (worker === undefined) return notFound()
  const { typed, unasked } = typedIn(request, worker.worker)
  if (unasked.length > 0) return showForm(request, { worker, typed, problems: refusedForm(unasked) }, { status: 422 })
  const begun = await begunFor(request, worker.worker)
  if (begun !== undefined) return saveOver(request, { draft: begun, worker }, typed, 1)
  const draft = await beginDraft(database.sql, context, {
    step: 'supervision',
    subjects: [],
    typed,
    follows: undefined,
    corrects: undefined,
  })
  return onwards(request, { draft, worker })
}

/** Saves over the version that was in front of the person; where another was saved meanwhile, both stand side by side. */
const saveOver = async (request: Asked, { draft, worker }: Open, typed: Typed, version: number): Promise<Answer> => {
  const { database, context } = request
  if (JSON.stringify(Object.entries(draft.typed).sort()) === JSON.stringify(Object.entries(typed).sort()))
    return onwards(request, { draft, worker })
  try {
    const saved = await saveDraft(database.sql, context, draft.draft, { version, subjects: [], typed, paragraphs: {} })
    return await onwards(request, { draft: saved, worker })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'changedMeanwhile') throw error
    return showForm(
      request,
      {
        worker,
        typed,
        problems: {},
        draft,
        theirs: draft.typed,
        notice:
          'This was saved from another window while you were typing. Nothing was overwritten: what was saved stands below, yours is in the form. The next save keeps the form.',
      },
      { status: 409 },
    )
  }
}

const save = async (request: ForDraft): Promise<Answer> => {
  const open = await openDraft(request, request.params.draft)
  if (open === undefined) return notFound()
  const { draft, worker } = open
  if (draft.completedAs !== undefined) return redirect(paths.supervision({ entry: draft.completedAs }))
  const { typed, unasked } = typedIn(request, worker.worker)
  if (unasked.length > 0)
    return showForm(request, { worker, typed, draft, problems: refusedForm(unasked) }, { status: 422 })
  const sent = textOf(request.form[inputs.version])
  return saveOver(request, open, typed, /^[1-9]\d{0,8}$/.test(sent) ? Number(sent) : 0)
}

const showDraft = async (request: ForDraft): Promise<Answer> => {
  const open = await openDraft(request, request.params.draft)
  if (open === undefined) return notFound()
  if (open.draft.completedAs !== undefined) return redirect(paths.supervision({ entry: open.draft.completedAs }))
  const notice =
    textOf(request.query.saved) === ''
      ? {}
      : { notice: 'The draft is saved as it stands. You find it again on your home page.' }
  return showForm(request, { ...open, typed: open.draft.typed, problems: {}, ...notice })
}

const discard = async (request: ForDraft): Promise<Answer> => {
  const open = await openDraft(request, request.params.draft)
  if (open === undefined) return notFound()
  await discardDraft(request.database.sql, request.context, request.params.draft)
  return redirect(paths.worker({ worker: open.worker.worker }))
}

const permission = supervises

export const recordRoutes = [
  route({ method: 'GET', path: paths.record, permission, audit: 'supervision', answer: showNew }),
  route({ method: 'POST', path: paths.record, permission, audit: 'begin a supervision', answer: begin }),
  route({ method: 'GET', path: paths.draft, permission, audit: 'supervision', answer: showDraft }),
  route({ method: 'POST', path: paths.draft, permission, audit: 'save a supervision', answer: save }),
  route({ method: 'POST', path: paths.discard, permission, audit: 'throw a supervision away', answer: discard }),
]
