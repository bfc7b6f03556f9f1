import { beginDraft, discardDraft, draftsOf, readDraft } from '../../../ledger/drafts.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { draftBegunOn, saveMerged } from '../../../ledger/merge-drafts.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, problem, redirect, route, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { anotherRow, readForm } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { choicesIn, withChoices } from '../../../web/forms/merging/choosing.ts'
import { agendaOf } from '../agenda/agenda.ts'
import { paths } from '../paths.ts'
import { supervises } from '../who.ts'
import { workerOf } from '../workers.ts'
import type { SupervisedWorker } from '../workers.ts'
import { agendaFor, askedStep, prefilled, readAll, showForm } from './form.ts'
import { mergeSupervision, supervisionClashes } from './merging.ts'
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
  const page = pageOf(request)
  const begun = (await draftBegunOn(database.sql, context, page)) ?? (await begunFor(request, worker.worker))
  if (begun !== undefined && begun.completedAs === undefined)
    return saveOver(request, { draft: begun, worker }, typed, 1)
  const draft = await beginDraft(
    database.sql,
    context,
    { step: 'supervision', subjects: [], typed, follows: undefined, corrects: undefined },
    page === '' ? undefined : page,
  )
  return onwards(request, { draft, worker })
}

const pageOf = ({ form }: Asked): string => /^[0-9a-f]{8,32}$/.exec(textOf(form[inputs.page]))?.[0] ?? ''

/** Keeps what was typed, joined to what was saved from another window meanwhile; where both answered one question, both stand side by side. */
const saveOver = async (request: Asked, { draft, worker }: Open, sent: Typed, version: number): Promise<Answer> => {
  const { database, context, form } = request
  const typed = withChoices(sent, draft.typed, choicesIn(form))
  const saving = { version, subjects: [], typed, paragraphs: {}, page: pageOf(request) }
  try {
    const saved = await saveMerged(database.sql, context, draft.draft, saving, mergeSupervision)
    if (saved.clashes.length === 0 && saved.joinedWith === undefined)
      return await onwards(request, { draft: saved.draft, worker })
    const isJoined = saved.clashes.length === 0
    if (isJoined && textOf(form[inputs.action]) !== 'complete')
      return redirect(paths.draft({ draft: draft.draft }, { saved: 1, joined: 1 }))
    return await showForm(
      request,
      {
        worker,
        typed: isJoined ? saved.draft.typed : typed,
        problems: {},
        draft: saved.draft,
        clashes: names => supervisionClashes(saved.clashes, names),
        notice: isJoined
          ? 'This was saved from another window while you were typing. Both are below: look at them, then record the supervision.'
          : 'This was saved from another window while you were typing, with another answer to what stands below. Nothing was overwritten: choose what is kept, then save.',
      },
      { status: 409 },
    )
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'alreadyCompleted') throw error
    return recordedMeanwhile(request, worker, typed)
  }
}

/** Recorded from another window meanwhile: what was typed here stands in a form of its own, recorded only if that is asked. */
const recordedMeanwhile = (request: Asked, worker: SupervisedWorker, typed: Typed): Promise<Answer> =>
  showForm(
    request,
    {
      worker,
      typed,
      problems: {},
      notice:
        'This supervision was recorded from another window while you were typing. What you typed is in the form below and is not recorded: recording it makes another supervision.',
    },
    { status: 409 },
  )

const save = async (request: ForDraft): Promise<Answer> => {
  const open = await openDraft(request, request.params.draft)
  if (open === undefined) return notFound()
  const { draft, worker } = open
  const { typed, unasked } = typedIn(request, worker.worker)
  if (draft.completedAs !== undefined) {
    const { form } = mergeSupervision({ before: { ...draft, typed: {} }, now: draft, mine: { ...draft, typed } })
    const isSame =
      JSON.stringify(Object.entries(form.typed).sort()) === JSON.stringify(Object.entries(draft.typed).sort())
    return isSame
      ? redirect(paths.supervision({ entry: draft.completedAs }))
      : recordedMeanwhile(request, worker, typed)
  }
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
      : {
          notice:
            textOf(request.query.joined) === ''
              ? 'The draft is saved as it stands. You find it again on your home page.'
              : 'The draft is saved. It had been saved from another window too: both are below.',
        }
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
