import { firstKnownDate, inWords } from '../calendar/index.ts'
import type { Field, Fields, ReadingMoment, StoredAnswers } from './field.ts'
import type { AnyStep } from './step.ts'

/**
 * What reading a whole form gave: the answers, and what is wrong by the name of the question (`outcome` is one too), or in
 * a list by the name of what is asked in the row: `plan-2-actions-1-by`.
 */
export type StepReading = {
  readonly answers: StoredAnswers
  readonly problems: Readonly<Record<string, string>>
}

const isAsked = (field: Field, raw: Readonly<Record<string, unknown>>): boolean => {
  if (field.retired === true) return false
  if (field.when === undefined) return true
  const answer = raw[field.when.field]
  const given = Array.isArray(answer) ? answer : [answer]
  return given.some(each =>
    (field.when?.is ?? []).includes(String(each === true ? 'yes' : each === false ? 'no' : each)),
  )
}

/** Reads what was typed for questions that stand together: every one that is asked, and dates in their order. */
export const readFields = (
  fields: Fields,
  raw: Readonly<Record<string, unknown>>,
  moment: ReadingMoment,
): StepReading => {
  const answers: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (!isAsked(field, raw)) continue
    const reading = field.read(raw[name], moment)
    if ('problem' in reading) {
      if (reading.inRows === undefined) problems[name] = reading.problem
      else for (const { at, problem } of reading.inRows) problems[`${name}-${at}`] = problem
    } else if (reading.value !== undefined) answers[name] = reading.value
  }
  for (const [name, field] of Object.entries(fields)) {
    const [later, earlier] = [answers[name], answers[field.notBefore ?? '']]
    if (typeof later === 'string' && typeof earlier === 'string' && later < earlier)
      problems[name] = `${field.ask} cannot be before ${inWords(earlier.slice(0, 10))}`
  }
  return { answers, problems }
}

/** Reads what was typed for a step: its questions, and what the outcome needs of them. */
export const readStep = (
  step: AnyStep,
  raw: Readonly<Record<string, unknown>>,
  outcome: string | undefined,
  moment: ReadingMoment,
): StepReading => {
  const { answers, problems: inFields } = readFields(step.fields, raw, moment)
  const problems: Record<string, string> = { ...inFields }
  const chosen =
    outcome === undefined ? undefined : Object.hasOwn(step.outcomes, outcome) ? step.outcomes[outcome] : undefined
  if (chosen === undefined) problems.outcome = 'Choose an outcome from the list'
  // Clocks start on these days, and working days before the first whose bank holidays are known cannot be counted.
  for (const name of [step.happenedOn, step.completedOn, step.fields[step.completedOn]?.notBefore]) {
    const day = name === undefined ? undefined : answers[name]
    if (name !== undefined && typeof day === 'string' && day < firstKnownDate)
      problems[name] ??=
        `${step.fields[name]?.ask ?? name} must be ${inWords(firstKnownDate)} or later, the day on which these records begin`
  }
  for (const name of chosen?.needs ?? [])
    if (answers[name] === undefined && problems[name] === undefined)
      problems[name] = `Answer this question too: ${step.fields[name]?.ask ?? name}. The outcome needs it`
  return { answers, problems }
}
