import { randomBytes } from 'node:crypto'
import type { Context } from '../../../access/context.ts'
import { noteDraftLook } from './look.ts'
import type { AnyStep } from '../../../journey/step.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { aboutWhom } from '../../../ledger/about-whom.ts'
import { lastRequestOf, lastReturnOf } from '../../../ledger/authorisation-requests.ts'
import type { AuthorisationRequest } from '../../../ledger/authorisation-requests.ts'
import { hasEarlierSaves } from '../../../ledger/draft-versions.ts'
import { readDraft } from '../../../ledger/drafts.ts'
import type { Draft } from '../../../ledger/drafts.ts'
import { versionsOf } from '../../../ledger/read.ts'
import type { Entry } from '../../../ledger/read.ts'
import { page } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { choosingFor, namesFor } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { frameOf } from '../child/frame.ts'
import { draftLinks } from '../child/now.ts'
import { openAmong } from '../child/near.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import { attachedTo } from '../documents/attached.ts'
import { paths } from '../paths.ts'
import { toldBehind } from '../story/told.ts'
import { formModel } from './form-model.ts'
import type { FormState } from './form-model.ts'
import { isOwn, ownOfDraft } from './own.ts'

/** A step by its name, where there is one and this person may record it. */
export const stepToRecord = (rules: Rules, context: Context, name: string): AnyStep | undefined => {
  const step = Object.hasOwn(rules.pathway.steps, name) ? rules.pathway.steps[name] : undefined
  return step !== undefined && whoMayRecord(step, context.today).includes(context.role) ? step : undefined
}

/** What of a draft's typing are answers to the step's questions. */
export const questionsOf = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !isOwn(name)))

/** A draft with its step and the child whose page it is on: the first it is about. */
export type OpenDraft = {
  readonly draft: Draft
  readonly name: string
  readonly step: AnyStep
  readonly child: number
  /** What last became of sending it to a manager, where the step is one that a manager authorises. */
  readonly request?: AuthorisationRequest | undefined
}

/** Whether a draft waits for a manager, and so stays as it was sent. */
export const isSent = ({ draft, request }: OpenDraft): boolean =>
  draft.completedAs === undefined && request?.answer === null

/** A draft that this person may read, its look noted; undefined where there is none. */
export const openDraft = async (
  { database, rules, context }: Asked,
  number: number,
): Promise<OpenDraft | undefined> => {
  const draft = await readDraft(database.sql, context, number)
  const child = draft?.subjects[0]
  const step = draft === undefined ? undefined : rules.pathway.steps[draft.step]
  if (draft === undefined || child === undefined || step === undefined) return undefined
  const [request] = await Promise.all([
    step.may.authorise === undefined ? undefined : lastRequestOf(database.sql, draft.draft),
    noteDraftLook(database.sql, context, draft.subjects),
  ])
  return { draft, name: draft.step, step, child, request }
}

/** What a draft's page shows before anything more is typed. */
export const stateOfDraft = ({ draft, name, step }: OpenDraft, problems: FormState['problems'] = {}): FormState => {
  const { follows, reason, corrected } = ownOfDraft(draft.typed)
  return {
    name,
    step,
    typed: questionsOf(draft.typed),
    problems,
    draft,
    subjects: draft.subjects,
    paragraphs: draft.paragraphs,
    follows: follows ?? (Object.hasOwn(draft.typed, 'own-follows') ? undefined : draft.follows),
    ...(draft.corrects === undefined ? {} : { corrects: { entry: draft.corrects, version: corrected ?? 1, reason } }),
  }
}

/** The current version of an entry about a child of this person's, where there is one and it is not withdrawn. */
export const currentEntry = async ({ database, context }: Asked, entry: number): Promise<Entry | undefined> => {
  const [current] = await versionsOf(database.sql, context, entry)
  return current?.withdrawn === false ? current : undefined
}

/** The brothers and sisters of a child whose record opens to this person too. */
export const offeredWith = (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  { siblings }: ChildRecord,
): Promise<ReadonlySet<number>> =>
  openAmong(
    database.sql,
    context,
    siblings.map(({ identity }) => identity),
  )

/** The page of a step that is being recorded. */
export const showForm = async (
  asked: Asked,
  child: number,
  state: FormState,
  {
    status = 200,
    action,
    record,
    others = [],
  }: {
    readonly status?: 200 | 409 | 422
    readonly action: string
    readonly record?: ChildRecord
    readonly others?: readonly Draft[]
  },
): Promise<Answer> => {
  const { database, rules, context } = asked
  const read = record ?? (await childRecord({ ...asked, child }))
  const recorded = read.entries.filter(({ step, entry }) => step === state.name || entry === state.follows)
  const [choosing, offered, attached, whom, returned, history, names, told] = await Promise.all([
    choosingFor(database.sql, context, state.step),
    offeredWith(asked, read),
    state.draft === undefined ? [] : attachedTo(asked, child, { draft: state.draft.draft }),
    state.corrects === undefined ? undefined : aboutWhom(database.sql, context, { entry: state.corrects.entry, child }),
    state.draft === undefined || state.step.may.authorise === undefined
      ? undefined
      : lastReturnOf(database.sql, state.draft.draft),
    state.draft !== undefined && hasEarlierSaves(database.sql, state.draft.draft),
    namesFor(
      database.sql,
      context,
      recorded.flatMap(({ step, answers }) => {
        const declared = rules.pathway.steps[step]
        return declared === undefined ? [] : [{ step: declared, answers }]
      }),
    ),
    toldBehind(asked, child, read.entries, state.follows),
  ])
  const model = formModel(rules, context, read, state, { choosing, offered, names, whom })
  return page(
    'areas/casework/recording/form.njk',
    {
      title: `${state.corrects === undefined ? 'Record' : 'Correct'}: ${state.step.title}`,
      frame: frameOf(rules, context, read, 'none'),
      now: model,
      attached,
      told,
      errors: [
        ...(model.correction?.problem === undefined ? [] : [{ text: model.correction.problem, href: '#own-reason' }]),
        ...model.form.errors.filter(({ href }) => href !== '#own-reason'),
      ],
      action,
      // Two pages of one draft are told apart by it, also where the answer to a save was lost.
      pageName: randomBytes(8).toString('hex'),
      joined: asked.query.joined !== undefined,
      returned,
      history: state.draft === undefined || !history ? '' : paths.draftHistory({ draft: state.draft.draft }),
      discard: state.draft === undefined ? '' : paths.discardDraft({ draft: state.draft.draft }),
      others: draftLinks(rules, others),
    },
    { status },
  )
}
