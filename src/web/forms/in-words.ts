import type { AnyStep, Field, RowsAsked, StoredAnswers } from '../../journey/index.ts'
import { inWords, isCivilDate, isLocalTime } from '../../calendar/index.ts'
import { asWritten, localInWords, markup, numberInWords } from '../templates.ts'
import type { Markup } from '../templates.ts'

/** The names of those whom answers mention by number or key. */
export type Names = { readonly workers: ReadonlyMap<number, string>; readonly teams: ReadonlyMap<string, string> }

/** What is stored under no kind we know is shown as it is: an old record stays readable. */
const asStored = (answer: unknown): string => (typeof answer === 'string' ? answer : JSON.stringify(answer))

const label = (field: Field, code: unknown): string =>
  typeof code === 'string' && field.codes !== undefined && Object.hasOwn(field.codes, code)
    ? (field.codes[code] ?? code)
    : asStored(code)

/** An answer as a person would say it: dates and labels in words, workers and teams by name. Empty where there is none. */
export const answerInWords = (field: Field, answer: unknown, names: Names): string => {
  const { workers, teams } = names
  if (answer === undefined || answer === null) return ''
  switch (field.kind) {
    case 'date':
      return typeof answer === 'string' && isCivilDate(answer) ? inWords(answer) : asStored(answer)
    case 'moment':
      return typeof answer === 'string' && isLocalTime(answer) ? localInWords(answer) : asStored(answer)
    case 'choice':
      return label(field, answer)
    case 'choices':
      return Array.isArray(answer) ? answer.map(code => label(field, code)).join('; ') : label(field, answer)
    case 'yesNo':
      return answer === true ? 'Yes' : 'No'
    case 'number':
      return typeof answer === 'number' ? numberInWords(answer) : asStored(answer)
    case 'worker':
      return workers.get(Number(answer)) ?? `Worker ${asStored(answer)}`
    case 'team':
      return teams.get(asStored(answer)) ?? asStored(answer)
    case 'text':
    case 'prose':
    case 'postcode':
      return asStored(answer)
    case 'rows':
      return Array.isArray(answer) && field.rows !== undefined
        ? rowsInWords(field.rows, answer as readonly StoredAnswers[], names)
        : asStored(answer)
  }
}

const wordsOfColumns = ({ columns }: RowsAsked, row: StoredAnswers, names: Names) =>
  Object.entries(columns)
    .map(([name, field]) => ({ field, answer: row[name], words: answerInWords(field, row[name], names) }))
    .filter(({ words }) => words !== '')

/** Rows one under the other: each by its first words, then what else it says, the rows within it in a line each. */
const rowsInWords = (asked: RowsAsked, rows: readonly StoredAnswers[], names: Names): string =>
  rows
    .map((row, index) => {
      const [first, ...others] = wordsOfColumns(asked, row, names)
      return [
        `${asked.one} ${index + 1}: ${first?.words ?? ''}`,
        ...others.flatMap(({ field, answer, words }) =>
          field.rows === undefined || !Array.isArray(answer)
            ? [`${field.ask}: ${words}`]
            : (answer as readonly StoredAnswers[]).map(inner => `– ${lineOf(field.rows, inner, names)}`),
        ),
      ].join('\n')
    })
    .join('\n\n')

const lineOf = (asked: RowsAsked | undefined, row: StoredAnswers, names: Names): string =>
  asked === undefined
    ? ''
    : wordsOfColumns(asked, row, names)
        .map(({ words }) => words)
        .join('; ')

/** A row of a summary list, in the words of the GOV.UK component. */
export type SummaryRow = {
  readonly key: { readonly text: string }
  readonly value: { readonly text: string; readonly html: Markup; readonly classes: string }
  readonly actions?: {
    readonly items: readonly { readonly href: string; readonly text: string; readonly visuallyHiddenText: string }[]
  }
}

/** A row that shows something, with a link to change it where there is one. */
export const summaryRow = (key: string, value: string, changeAt?: string): SummaryRow => ({
  key: { text: key },
  value:
    value === ''
      ? { text: 'Not answered', html: markup('Not answered'), classes: 'rh-quiet' }
      : { text: value, html: asWritten(value), classes: '' },
  ...(changeAt === undefined
    ? {}
    : { actions: { items: [{ href: changeAt, text: 'Change', visuallyHiddenText: key.toLowerCase() }] } }),
})

/**
 * The answers of a step in the order of its questions, the outcome last. `changeAt` is the address of the form, whose
 * questions the links go to; without it the rows are for reading, and what was not answered is left out.
 */
export const answerRows = (
  step: AnyStep,
  answers: StoredAnswers,
  outcome: string,
  names: Names,
  changeAt?: string,
): readonly SummaryRow[] => {
  const rows = Object.entries(step.fields)
    .map(([name, field]) => ({
      name,
      ask: field.ask,
      words: answerInWords(field, answers[name], names),
      retired: field.retired === true,
    }))
    .filter(({ words, retired }) => words !== '' || (changeAt !== undefined && !retired))
    .map(({ name, ask, words }) => summaryRow(ask, words, changeAt === undefined ? undefined : `${changeAt}#${name}`))
  const label = Object.hasOwn(step.outcomes, outcome) ? step.outcomes[outcome]?.label : undefined
  const isAsked = changeAt !== undefined && Object.keys(step.outcomes).length > 1
  return [...rows, summaryRow('Outcome', label ?? outcome, isAsked ? `${changeAt}#outcome` : undefined)]
}
