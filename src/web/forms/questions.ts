import type { Field } from '../../journey/field.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { fieldView } from './field-view.ts'
import type { FieldView } from './field-view.ts'
import type { ErrorLine } from './step-form.ts'
import { inputNames, rawAnswer } from './names.ts'
import type { Typed } from './names.ts'
import type { Sent } from '../area.ts'

/** Questions that belong to no step: facts of a person, an address, a relationship. */
export type Questions = Readonly<Record<string, Field>>

/** What reading a form of such questions gave. */
export type FormRead = {
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: Readonly<Record<string, string>>
  readonly typed: Typed
}

/** Reads what was sent for some questions: their values, what is wrong with which, and what was typed. */
export const readQuestions = (questions: Questions, sent: Sent, today: CivilDate): FormRead => {
  const values: Record<string, unknown> = {}
  const problems: Record<string, string> = {}
  const typed: Record<string, string | readonly string[]> = {}
  for (const [name, field] of Object.entries(questions)) {
    const reading = field.read(rawAnswer(name, field, sent), { today })
    if ('problem' in reading) problems[name] = reading.problem
    else values[name] = reading.value
    for (const input of inputNames(name, field)) {
      const value = sent[input]
      if (value !== undefined) typed[input] = value
    }
  }
  return { values, problems, typed }
}

/** Questions ready for the page, with what was typed and what is wrong, and the lines of the error summary. */
export const showQuestions = (
  questions: Questions,
  typed: Typed,
  problems: Readonly<Record<string, string>>,
  today: CivilDate,
): { readonly views: readonly FieldView[]; readonly errors: readonly ErrorLine[] } => {
  const views = Object.entries(questions).map(([name, field]) =>
    fieldView({ field, name, typed, problem: problems[name] }, { workers: [], teams: [], today }),
  )
  const errors = Object.entries(problems).map(([name, text]) => ({
    text,
    href: `#${views.find(view => view.name === name)?.focus ?? name}`,
  }))
  return { views, errors }
}
