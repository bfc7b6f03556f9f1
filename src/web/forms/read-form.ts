import { readStep } from '../../journey/index.ts'
import type { AnyStep, ReadingMoment, StepReading, StoredAnswers } from '../../journey/index.ts'
import type { Sent } from '../area.ts'
import { textOf } from '../area.ts'
import { inputNames, rawAnswer, typedOf } from './names.ts'
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

const namesOf = (step: AnyStep): ReadonlySet<string> =>
  new Set([
    ...Object.entries(step.fields)
      .filter(([, field]) => field.retired !== true)
      .flatMap(([name, field]) => [name, ...inputNames(name, field)]),
    outcomeName,
  ])

/** What of a form is about the step's own questions, as typed. */
export const typedIn = (step: AnyStep, sent: Sent): Typed => {
  const names = namesOf(step)
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => (names.has(name) && value !== undefined ? [[name, value]] : [])),
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
  const names = namesOf(step)
  const raw = Object.fromEntries(
    Object.entries(step.fields).map(([name, field]) => [name, rawAnswer(name, field, sent)]),
  )
  const outcome = outcomeIn(step, sent)
  return {
    ...readStep(step, raw, outcome === '' ? undefined : outcome, moment),
    outcome,
    typed: typedIn(step, sent),
    unasked: Object.keys(sent).filter(name => name !== '_csrf' && !names.has(name) && !own(name)),
  }
}

/** Stored answers and their outcome as they would have been typed: what a correction starts from. */
export const typedFrom = (step: AnyStep, answers: StoredAnswers, outcome: string): Typed =>
  Object.assign(
    { [outcomeName]: outcome },
    ...Object.entries(step.fields).map(([name, field]) => typedOf(name, field, answers[name])),
  ) as Typed
