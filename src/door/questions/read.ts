import { inWords, isCivilDate } from '../../calendar/index.ts'
import { readFields } from '../../journey/reading.ts'
import type { Field, Fields, ReadingMoment, StoredAnswers } from '../../journey/field.ts'
import type { StepReading } from '../../journey/reading.ts'
import { safeWays } from './sender.ts'

/** Reads what was typed on one page: its questions, and that nobody is to be reached and not to be reached at once. */
export const readPage = (
  fields: Fields,
  raw: Readonly<Record<string, unknown>>,
  moment: ReadingMoment,
): StepReading => {
  const { answers, problems } = readFields(fields, raw, moment)
  const ways = answers.safeWays
  return Array.isArray(ways) && ways.includes('none') && ways.length > 1
    ? { answers, problems: { ...problems, safeWays: `Choose ways to contact you, or “${safeWays.none}”, not both` } }
    : { answers, problems }
}

const labelOf = ({ codes }: Field, code: unknown): string => (typeof code === 'string' ? (codes?.[code] ?? code) : '')

/** An answer to a question of the door as a person would say it; empty where there is none. */
export const answerWords = (field: Field, answer: unknown): string => {
  if (answer === undefined || answer === null) return ''
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No'
  if (Array.isArray(answer)) return answer.map(each => labelOf(field, each)).join('; ')
  if (typeof answer !== 'string') return typeof answer === 'number' ? String(answer) : ''
  if (field.kind === 'date') return isCivilDate(answer) ? inWords(answer) : answer
  return field.codes === undefined ? answer : labelOf(field, answer)
}

/** One answer in words, under its question. */
export type AnswerLine = { readonly name: string; readonly ask: string; readonly words: string }

/** The answers to some questions in words, in the order of the questions; what was not answered is left out. */
export const linesOf = (fields: Fields, answers: StoredAnswers): readonly AnswerLine[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const words = answerWords(field, answers[name])
    return words === '' ? [] : [{ name, ask: field.ask, words }]
  })
