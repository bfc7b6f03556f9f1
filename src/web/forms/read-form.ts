import { readStep } from '../../journey/index.ts'
import type { AnyStep, ReadingMoment, StepReading, StoredAnswers } from '../../journey/index.ts'
import type { Sent } from '../area.ts'
import { textOf } from '../area.ts'
import { inputNames, isInputOf, rawAnswer, typedOf } from './names.ts'
import type { Typed } from './names.ts'

/** The name of the input for the outcome. */
export const outcomeName = 'outcome'

/** What a form about a step held. */
export type FormReading = StepReading & {
  readonly outcome: string
  /** As it was typed, and nothing that the form does not ask: what a draft keeps. */
  readonly typed: Typed
  /** Names of what was sent and is not asked. A form with any is refused: nothing is half taken. */
  readonly unasked: readonly string[]
}

/** Tells which inputs are the step's own questions. */
const asksFor = (step: AnyStep): ((input: string) => boolean) => {
  const asked = Object.entries(step.fields).filter(([, field]) => field.retired !== true)
  const names = new Set([
    ...asked.flatMap(([name, field]) => (field.rows === undefined ? [name, ...inputNames(name, field)] : [])),
    outcomeName,
  ])
  const lists = asked.filter(([, field]) => field.rows !== undefined)
  return input => names.has(input) || lists.some(([name, field]) => isInputOf(name, field, input))
}

/** What of a form is about the step's own questions, as typed. */
export const typedIn = (step: AnyStep, sent: Sent): Typed => {
  const asks = asksFor(step)
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (asks(name) && value !== undefined ? [[name, value]] : [])),
  )
}

/** The one outcome of a step that has but one, which is not asked. */
export const onlyOutcome = (step: AnyStep): string | undefined => {
  const [first, ...others] = Object.keys(step.outcomes)
  return others.length === 0 ? first : undefined
}

const outcomeIn = (step: AnyStep, sent: Sent): string => {
  const chosen = textOf(sent[outcomeName])
  return chosen === '' ? (onlyOutcome(step) ?? '') : chosen
}

/**
 * Reads a whole form about a step. `own` says which other names belong to the page itself (the draft's version, the
 * paragraphs of siblings); the form's token always does.
 */
export const readForm = (
  step: AnyStep,
  sent: Sent,
  moment: ReadingMoment,
  own: (name: string) => boolean = () => false,
): FormReading => {
  const asks = asksFor(step)
  const raw = Object.fromEntries(
    Object.entries(step.fields).map(([name, field]) => [name, rawAnswer(name, field, sent)]),
  )
  const outcome = outcomeIn(step, sent)
  return {
    ...readStep(step, raw, outcome === '' ? undefined : outcome, moment),
    outcome,
    typed: typedIn(step, sent),
    unasked: Object.keys(sent).filter(name => name !== '_csrf' && !asks(name) && !own(name)),
  }
}

/** Stored answers and their outcome as they would have been typed: what a correction starts from. */
export const typedFrom = (step: AnyStep, answers: StoredAnswers, outcome: string): Typed =>
  Object.assign(
    { [outcomeName]: outcome },
    ...Object.entries(step.fields).map(([name, field]) => typedOf(name, field, answers[name])),
  ) as Typed
