import fc from 'fast-check'
import { addDays, dateOf, dayNumber } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { Field, Fields, StoredAnswers } from './field.ts'
import type { AnyStep } from './step.ts'

/** For tests: any day from one to another, both included. */
export const anyDay = (from: CivilDate, to: CivilDate): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dateOf)

const words = fc.constantFrom(
  'Seen at home with her mother.',
  'x',
  '  spaced  ',
  '<b>&"quoted"</b>',
  'naïve ’ 🙂',
  "' or 1=1 --",
)

/** For tests: anything that may validly be typed in answer to a question on a day. */
export const anyAnswer = (field: Field, day: CivilDate): fc.Arbitrary<unknown> => {
  switch (field.kind) {
    case 'date':
      return fc.constant(day)
    case 'moment':
      return fc.integer({ min: 3, max: 23 }).map(hour => `${day}T${String(hour).padStart(2, '0')}:15`)
    case 'text':
      // No other question is answered in five characters: a time of day.
      return field.longest === 5 ? fc.constantFrom('09:15', '9:05', '15.30') : words
    case 'prose':
      return words
    case 'choice':
      return fc.constantFrom(...Object.keys(field.codes ?? {}))
    case 'choices':
      return fc.subarray(Object.keys(field.codes ?? {}), { minLength: 1 })
    case 'yesNo':
      return fc.constantFrom('yes', 'no')
    case 'number':
      return fc.integer({ min: 0, max: 400 }).map(String)
    case 'postcode':
      return fc.constantFrom('gu1 1aa', 'KT12 2AB', 'RH1 1XX')
    case 'worker':
      return fc.integer({ min: 1, max: 5 }).map(String)
    case 'team':
      return fc.constantFrom('assessment-north-east', 'looked-after-south-west')
    case 'rows':
      return fc.array(anyRow(field.rows?.columns ?? {}, day), { minLength: 1, maxLength: 3 })
  }
}

const anyRow = (columns: Fields, day: CivilDate): fc.Arbitrary<Readonly<Record<string, unknown>>> => {
  const entries = Object.entries(columns)
  return fc.record(Object.fromEntries(entries.map(([name, field]) => [name, anyAnswer(field, day)])), {
    requiredKeys: entries.filter(([, field]) => field.required).map(([name]) => name),
  })
}

/** For tests: anything that may validly be typed into a step on a day; what may stay empty sometimes does. */
export const anyForm = (step: AnyStep, day: CivilDate): fc.Arbitrary<Readonly<Record<string, unknown>>> => {
  const entries = Object.entries(step.fields)
  return fc.record(Object.fromEntries(entries.map(([name, field]) => [name, anyAnswer(field, day)])), {
    requiredKeys: entries.filter(([, field]) => field.required).map(([name]) => name),
  })
}

/** For tests: what is stored of a form, with each of its dates moved by a few days. */
export const spreadDates = (answers: StoredAnswers, step: AnyStep, days: number): StoredAnswers =>
  Object.fromEntries(
    Object.entries(answers).map(([name, answer]) =>
      step.fields[name]?.kind === 'date' && name !== step.completedOn && typeof answer === 'string'
        ? [name, addDays(answer, -days)]
        : [name, answer],
    ),
  )
