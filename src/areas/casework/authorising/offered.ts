import type { CivilDate } from '../../../calendar/index.ts'
import { roles } from '../../../journey/roles.ts'
import { authorises } from '../../../journey/step.ts'
import type { AnyStep } from '../../../journey/step.ts'
import { authorisersOf, authorisersOnDay } from '../../../ledger/authorisers.ts'
import type { Authoriser } from '../../../ledger/authorisers.ts'
import { textOf } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'
import { inputNames, readForm, typedOf } from '../../../web/forms/index.ts'
import type { SummaryRow } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'
import { isOwn } from '../recording/own.ts'
import type { OpenDraft } from '../recording/state.ts'

/** How a draft may be authorised: by which managers, or by whoever records it because they are one. */
export type Offered = {
  readonly mine: boolean
  readonly managers: readonly (Authoriser & { readonly part: string })[]
  /** Those of whom it can be said that they authorised it on the day given: they, and whoever was in post then. */
  readonly told: readonly Pick<Authoriser, 'worker' | 'name'>[]
  readonly send: string
  /** The question whose answer is the day of authorising. */
  readonly day: string
  /** Whether that day was left open, for the manager. */
  readonly needsDay: boolean
  /** Whether it was left open and there is no manager to send it to. */
  readonly lacksDay: boolean
}

/** The day of authorising that a draft gives, where it gives one. */
const dayGiven = ({ step, draft }: OpenDraft, context: Asked['context']): CivilDate | undefined => {
  const day = readForm(step, draft.typed, context, isOwn).answers[step.completedOn]
  return typeof day === 'string' ? day.slice(0, 10) : undefined
}

const isDayOpen = ({ step, draft }: OpenDraft): boolean => {
  const field = step.fields[step.completedOn]
  return (
    field !== undefined && inputNames(step.completedOn, field).every(name => textOf(draft.typed[name]).trim() === '')
  )
}

/** What the check of a draft offers, where a manager authorises its step; a correction is recorded by whoever makes it. */
export const offeredFor = async (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  open: OpenDraft,
): Promise<Offered | undefined> => {
  const { step, draft } = open
  if (step.may.authorise === undefined || draft.corrects !== undefined) return undefined
  const day = dayGiven(open, context)
  const [managers, then] = await Promise.all([
    authorisersOf(database.sql, context, step, draft.subjects),
    day === undefined ? [] : authorisersOnDay(database.sql, context, step, draft.subjects, day),
  ])
  const mine = authorises(step, context.role)
  return {
    mine,
    managers: managers.map(manager => ({ ...manager, part: roles[manager.role] })),
    told: [...new Map([...managers, ...then].map(({ worker, name }) => [worker, { worker, name }])).values()],
    send: paths.sendDraft({ draft: draft.draft }),
    day: step.fields[step.completedOn]?.ask ?? '',
    needsDay: managers.length > 0 && isDayOpen(open),
    lacksDay: managers.length === 0 && !mine && isDayOpen(open),
  }
}

/** A draft as it stands if it is authorised on this day: that is its completion date. */
export const authorisedOn = (open: OpenDraft, day: CivilDate): OpenDraft => {
  const { step, draft } = open
  const field = step.fields[step.completedOn]
  const typed = field === undefined ? {} : typedOf(step.completedOn, field, day)
  return { ...open, draft: { ...draft, typed: { ...draft.typed, ...typed } } }
}

/** Answers of which the day of authorising is still open. */
export const withoutDay = (step: AnyStep, rows: readonly SummaryRow[]): readonly SummaryRow[] => {
  const ask = step.fields[step.completedOn]?.ask
  return rows.map(row =>
    row.key.text === ask ? { ...row, value: { ...row.value, text: 'The day on which a manager authorises it' } } : row,
  )
}
