import { randomBytes } from 'node:crypto'
import type { CivilDate } from '../../../calendar/index.ts'
import { supervision } from '../../../journey/steps/supervision.ts'
import type { becameOfDecision } from '../../../journey/steps/supervision.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { page, textOf, textsOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { choosingFor, readForm, stepForm, typedFrom } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import type { ClashOnPage } from '../../../web/forms/merging/choosing.ts'
import { agendaOf } from '../agenda/agenda.ts'
import type { Agenda } from '../agenda/agenda.ts'
import type { AgendaChild } from '../agenda/child.ts'
import { childrenNamed } from '../caseload.ts'
import { paths } from '../paths.ts'
import type { SupervisedWorker } from '../workers.ts'
import { childrenIn, inputs, isOwn, readChild, workerIn } from './typed.ts'
import type { ChildSaid } from './typed.ts'

/** The form asks everything but whose supervision it is, which its page says. */
const { heldOn, goingWell, worries, feelings, lastDecisions, decisions } = supervision.fields
export const askedStep = {
  ...supervision,
  fields: { heldOn, goingWell, worries, feelings, lastDecisions, decisions },
}

/** A supervision that is being written. */
export type Writing = {
  readonly worker: SupervisedWorker
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
  readonly draft?: Draft
  readonly notice?: string
  /** What was answered otherwise from another window meanwhile, in the words of a page that knows the children's names. */
  readonly clashes?: (names: ReadonlyMap<number, string>) => readonly ClashOnPage[]
}

/** What stands on the form before anything is typed: today, and what was decided last time. */
export const prefilled = (worker: number, agenda: Agenda, today: CivilDate): Typed => ({
  ...typedFrom(
    askedStep,
    {
      heldOn: today,
      ...(agenda.last === undefined || agenda.last.open.length === 0
        ? {}
        : {
            lastDecisions: agenda.last.open.map(({ key, what }) => ({
              key,
              what,
              became: 'goesOn' satisfies keyof typeof becameOfDecision,
            })),
          }),
    },
    'held',
  ),
  [inputs.worker]: String(worker),
})

export type Read = {
  readonly answers: Readonly<Record<string, unknown>>
  readonly children: readonly ChildSaid[]
  readonly leftOut: readonly string[]
  readonly problems: Readonly<Record<string, string>>
}

/** Reads all that was typed: the shared part, and each child's; a child of whom nothing is said is left out. */
export const readAll = (typed: Typed, children: readonly AgendaChild[], today: CivilDate): Read => {
  const reading = readForm(askedStep, typed, { today }, isOwn)
  const heldOn = typeof reading.answers.heldOn === 'string' ? reading.answers.heldOn : undefined
  const read = children.map(child => ({ ...readChild(typed, child, { heldOn, today }), name: child.name }))
  const said = read.filter(each => each.said.words !== '' || each.said.decision !== '')
  return {
    answers: { ...reading.answers, supervised: workerIn(typed) },
    children: said.map(each => each.said),
    leftOut: read.filter(each => !said.includes(each)).map(({ name }) => name),
    problems: {
      ...reading.problems,
      ...(Object.assign({}, ...read.map(({ problems }) => problems)) as Readonly<Record<string, string>>),
      ...(said.length === 0 ? { children: 'Write about at least one child' } : {}),
    },
  }
}

const openDecisions = (child: AgendaChild, typed: Typed) =>
  child.decisions.map(decision => ({
    ...decision,
    name: `${inputs.done}${decision.entry}`,
    isDone: textOf(typed[`${inputs.done}${decision.entry}`]) === 'done',
  }))

const childView = (child: AgendaChild, { typed, problems }: Writing) => {
  const id = child.child
  const value = (input: string) => textOf(typed[`${input}${id}`])
  const names = {
    about: `${inputs.about}${id}`,
    decision: `${inputs.decision}${id}`,
    who: `${inputs.who}${id}`,
    by: `${inputs.by}${id}`,
    drift: `${inputs.drift}${id}`,
  }
  const inProblem = [names.decision, names.who, `${names.by}-day`].some(name => problems[name] !== undefined)
  return {
    ...child,
    names,
    words: value(inputs.about),
    decision: value(inputs.decision),
    who: value(inputs.who),
    by: ['day', 'month', 'year'].map(part => ({ name: part, value: textOf(typed[`${names.by}-${part}`]) })),
    opened: inProblem || value(inputs.decision) !== '',
    problems: {
      about: problems[names.about],
      decision: problems[names.decision],
      who: problems[names.who],
      by: problems[`${names.by}-day`],
    },
    unanswered: child.drift
      .filter(({ answeredUntil }) => answeredUntil === undefined)
      .map(({ rule, text }) => ({ rule, text, chosen: textsOf(typed[names.drift]).includes(rule) })),
    openDecisions: openDecisions(child, typed),
  }
}

/** The agenda for a form: the worker's children, and others of whom something was typed, as far as they open. */
export const agendaFor = async (request: Asked, worker: SupervisedWorker, typed: Typed): Promise<Agenda> =>
  agendaOf(request, worker, await childrenNamed(request.database.sql, request.context, childrenIn(typed)))

/** The page on which a supervision is written: what is known stands beside what is said. */
export const showForm = async (
  request: Asked,
  writing: Writing,
  { status = 200, agenda: known }: { readonly status?: 200 | 409 | 422; readonly agenda?: Agenda } = {},
): Promise<Answer> => {
  const { database, context } = request
  const { worker, typed, problems, draft } = writing
  const agenda = known ?? (await agendaFor(request, worker, typed))
  const choosing = await choosingFor(database.sql, context, askedStep)
  const form = stepForm(askedStep, { typed, problems }, choosing)
  const shown = agenda.children.map(child => childView(child, writing))
  const hidden = childrenIn(typed).filter(child => !shown.some(each => each.child === child)).length
  return page(
    'areas/supervision/record/form.njk',
    {
      title: 'Supervision',
      worker,
      form,
      errors: form.errors.map(({ text, href }) => ({
        text,
        href: href === '#children' ? `#${shown[0]?.names.about ?? 'children'}` : href,
      })),
      children: shown,
      unseen: agenda.unseen,
      hidden,
      draft:
        draft === undefined
          ? undefined
          : { version: draft.version, savedAt: draft.updatedAt, discard: paths.discard({ draft: draft.draft }) },
      inputs,
      notice: writing.notice,
      clashes: writing.clashes?.(new Map(agenda.children.map(({ child, name }) => [child, name]))) ?? [],
      pageName: randomBytes(8).toString('hex'),
      action: draft === undefined ? paths.record({ worker: worker.worker }) : paths.draft({ draft: draft.draft }),
      agendaHref: paths.agenda({ worker: worker.worker }),
    },
    { status },
  )
}
