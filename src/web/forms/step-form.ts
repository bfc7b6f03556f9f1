import { choice } from '../../journey/index.ts'
import type { AnyStep, Field } from '../../journey/index.ts'
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

const asked = (step: AnyStep): readonly (readonly [string, Field])[] =>
  Object.entries(step.fields).filter(([, field]) => field.retired !== true)

/** The answer under which a question opens, where it is one; a question of several answers stands after the one it depends on. */
const opener = (step: AnyStep, { when }: Field): { readonly field: string; readonly answer: string } | undefined => {
  const kind = when === undefined ? undefined : step.fields[when.field]?.kind
  const answer = when?.is.length === 1 ? when.is[0] : undefined
  if (when === undefined || answer === undefined) return undefined
  return kind === 'choice' || kind === 'choices' || kind === 'yesNo' ? { field: when.field, answer } : undefined
}

const saidWhen = (step: AnyStep, field: Field): Field => {
  const { when } = field
  if (when === undefined || opener(step, field) !== undefined) return field
  const codes = step.fields[when.field]?.codes ?? { yes: 'Yes', no: 'No' }
  const answers = when.is.map(answer => codes[answer] ?? answer).join(' or ')
  const hint = `Only where the answer to “${step.fields[when.field]?.ask ?? when.field}” is: ${answers}`
  return { ...field, hint: field.hint === undefined ? hint : `${field.hint}. ${hint}` }
}

const outcomeField = (step: AnyStep) =>
  choice('Outcome', Object.fromEntries(Object.entries(step.outcomes).map(([name, { label }]) => [name, label])))

const errorsOf = (views: readonly FieldView[], problems: StepFormState['problems']): readonly ErrorLine[] => {
  const byName = new Map(views.map(view => [view.name, view.focus]))
  return Object.entries(problems).map(([name, text]) => ({ text, href: `#${byName.get(name) ?? name}` }))
}

/** Every question of a step through the one renderer of its kind; those that depend on an answer open under it. */
export const stepForm = (
  step: AnyStep,
  { typed, problems, beside = {} }: StepFormState,
  choosing: Choosing,
): StepForm => {
  const made: FieldView[] = []
  const view = (name: string, field: Field): FieldView => {
    const within = Object.groupBy(
      asked(step).filter(([, each]) => opener(step, each)?.field === name),
      ([, each]) => opener(step, each)?.answer ?? '',
    )
    const nested = Object.entries(within).map(
      ([answer, fields]) => [answer, (fields ?? []).map(([inner, each]) => view(inner, each))] as const,
    )
    const shown = fieldView(
      {
        field: saidWhen(step, field),
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
  const questions = [
    ...asked(step)
      .filter(([, field]) => opener(step, field) === undefined)
      .map(([name, field]) => view(name, field)),
    ...(onlyOutcome(step) === undefined ? [view(outcomeName, outcomeField(step))] : []),
  ]
  return { questions, errors: errorsOf(made, problems) }
}
