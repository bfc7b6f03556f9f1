import { choice } from '../../journey/index.ts'
import type { AnyStep, Field, Fields } from '../../journey/index.ts'
import { fieldView } from './field-view.ts'
import type { Beside, Choosing, FieldView } from './field-view.ts'
import type { Typed } from './names.ts'
import { onlyOutcome, outcomeName } from './read-form.ts'

/** A line of the error summary, with the input to mend. */
export type ErrorLine = { readonly text: string; readonly href: string }

/** A step's questions as a page shows them; the outcome last, where there is more than one. */
export type StepForm = { readonly questions: readonly FieldView[]; readonly errors: readonly ErrorLine[] }

export type StepFormState = {
  readonly typed: Typed
  readonly problems: Readonly<Record<string, string>>
  /** What stands beside a question, by its name. */
  readonly beside?: Readonly<Record<string, readonly Beside[]>>
}

const asked = (fields: Fields): readonly (readonly [string, Field])[] =>
  Object.entries(fields).filter(([, field]) => field.retired !== true)

/** The answer under which a question opens, where it is one; a question of several answers stands after the one it depends on. */
const opener = (fields: Fields, { when }: Field): { readonly field: string; readonly answer: string } | undefined => {
  const kind = when === undefined ? undefined : fields[when.field]?.kind
  const answer = when?.is.length === 1 ? when.is[0] : undefined
  if (when === undefined || answer === undefined) return undefined
  return kind === 'choice' || kind === 'choices' || kind === 'yesNo' ? { field: when.field, answer } : undefined
}

const saidWhen = (fields: Fields, field: Field): Field => {
  const { when } = field
  if (when === undefined || opener(fields, field) !== undefined) return field
  const codes = fields[when.field]?.codes ?? { yes: 'Yes', no: 'No' }
  const answers = when.is.map(answer => codes[answer] ?? answer).join(' or ')
  const hint = `Only where the answer to “${fields[when.field]?.ask ?? when.field}” is: ${answers}`
  return { ...field, hint: field.hint === undefined ? hint : `${field.hint}. ${hint}` }
}

const outcomeField = (step: AnyStep) =>
  choice('Outcome', Object.fromEntries(Object.entries(step.outcomes).map(([name, { label }]) => [name, label])))

const errorsOf = (views: readonly FieldView[], problems: StepFormState['problems']): readonly ErrorLine[] => {
  const byName = new Map(views.map(view => [view.name, view.focus]))
  return Object.entries(problems).map(([name, text]) => ({ text, href: `#${byName.get(name) ?? name}` }))
}

/** Questions that belong to no step, through the one renderer of each kind; those that depend on an answer open under it. */
export const fieldsForm = (
  fields: Fields,
  { typed, problems, beside = {} }: StepFormState,
  choosing: Choosing,
): StepForm => {
  const made: FieldView[] = []
  const view = (name: string, field: Field): FieldView => {
    const within = Object.groupBy(
      asked(fields).filter(([, each]) => opener(fields, each)?.field === name),
      ([, each]) => opener(fields, each)?.answer ?? '',
    )
    const nested = Object.entries(within).map(
      ([answer, inside]) => [answer, (inside ?? []).map(([inner, each]) => view(inner, each))] as const,
    )
    const shown = fieldView(
      {
        field: saidWhen(fields, field),
        name,
        typed,
        problem: problems[name],
        ...(beside[name] === undefined ? {} : { beside: beside[name] }),
        ...(field.rows === undefined ? {} : { problems }),
        ...(nested.length === 0 ? {} : { within: Object.fromEntries(nested) }),
      },
      choosing,
    )
    made.push(shown, ...(shown.inner ?? []))
    return shown
  }
  const questions = asked(fields)
    .filter(([, field]) => opener(fields, field) === undefined)
    .map(([name, field]) => view(name, field))
  return { questions, errors: errorsOf(made, problems) }
}

/** Every question of a step through the one renderer of its kind; those that depend on an answer open under it. */
export const stepForm = (step: AnyStep, state: StepFormState, choosing: Choosing): StepForm =>
  fieldsForm(
    onlyOutcome(step) === undefined ? { ...step.fields, [outcomeName]: outcomeField(step) } : step.fields,
    state,
    choosing,
  )
