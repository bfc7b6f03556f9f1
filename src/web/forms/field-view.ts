import type { Field, FieldKind } from '../../journey/index.ts'
import { addDays, partsOf } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { render, markup } from '../templates.ts'
import type { Markup } from '../templates.ts'
import { inputNames } from './names.ts'
import type { Typed } from './names.ts'
import { rowsComponent } from './rows-view.ts'

/** Somebody or something to choose from a list. */
export type Option = { readonly value: string; readonly text: string }

/** What questions need to be shown with, beside themselves. */
export type Choosing = {
  readonly workers: readonly Option[]
  readonly teams: readonly Option[]
  readonly today: CivilDate
}

/** What stands beside a question: what is known, or what was said last time. */
export type Beside = { readonly heading: string; readonly words: string; readonly mayKeep: boolean }

/** A question ready for the page. `html` is the whole of it; `focus` is the id that an error links to. */
export type FieldView = {
  readonly name: string
  readonly ask: string
  readonly html: Markup
  readonly focus: string
  readonly problem: string | undefined
  /** The questions of each row, where it is a list of rows. */
  readonly inner?: readonly FieldView[]
}

/** One question with what was typed and what is wrong with it. `within` are views shown when an answer is chosen. */
export type Question = {
  readonly field: Field
  readonly name: string
  readonly typed: Typed
  readonly problem: string | undefined
  readonly beside?: readonly Beside[]
  readonly within?: Readonly<Record<string, readonly FieldView[]>>
  /** What is wrong in its rows, by the name of the input. */
  readonly problems?: Readonly<Record<string, string>>
  /** Whether a choice is shown as a list that opens, however few its answers: in rows, where room is short. */
  readonly isInRow?: boolean
}

/** More answers than this are chosen from a list that opens, and fewer from buttons that all show. */
const mostButtons = 12

const textTyped = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

const textsTyped = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name]
  return typeof value === 'string' ? [value] : (value ?? [])
}

const askOf = ({ field }: Question): string => (field.required ? field.ask : `${field.ask} (optional)`)

const label = (question: Question) => ({ text: askOf(question), classes: 'govuk-label--s' })
const fieldset = (question: Question) => ({ legend: { text: askOf(question), classes: 'govuk-fieldset__legend--s' } })

const exampleDate = (today: CivilDate, mayBeInFuture: boolean | undefined): string => {
  const { day, month, year } = partsOf(addDays(today, mayBeInFuture === true ? 14 : -2))
  return `For example, ${day} ${month} ${year}`
}

const hintOf = ({ field, isInRow }: Question, { today }: Choosing): string | undefined => {
  // A hint in every row would bury what is asked: the list says it once.
  if (isInRow === true) return field.rows === undefined ? undefined : field.hint
  const parts = [
    field.hint,
    field.kind === 'date' ? exampleDate(today, field.mayBeInFuture) : undefined,
    field.kind === 'moment' ? `${exampleDate(today, field.mayBeInFuture)}, 14:30` : undefined,
  ].filter(part => part !== undefined)
  return parts.length === 0 ? undefined : parts.join('. ')
}

const hinted = (question: Question, choosing: Choosing) => {
  const hint = hintOf(question, choosing)
  return hint === undefined ? {} : { hint: { text: hint } }
}

const common = (question: Question, choosing: Choosing) => {
  return {
    ...hinted(question, choosing),
    ...(question.problem === undefined ? {} : { errorMessage: { text: question.problem } }),
  }
}

const itemsOf = (question: Question, checked: readonly string[]) =>
  Object.entries(question.field.codes ?? {}).map(([value, text]) => {
    const within = question.within?.[value]
    return {
      value,
      text,
      checked: checked.includes(value),
      ...(within === undefined ? {} : { conditional: { html: within.map(view => view.html.toString()).join('') } }),
    }
  })

const dateInputs = (question: Question, choosing: Choosing) => ({
  component: 'date' as const,
  focus: `${question.name}-day`,
  params: {
    ...common(question, choosing),
    id: question.name,
    namePrefix: question.name,
    fieldset: fieldset(question),
    items: inputNames(question.name, question.field).map(input => {
      const part = input.slice(question.name.length + 1)
      return {
        name: part,
        value: textTyped(question.typed, input),
        classes: part === 'year' || part === 'time' ? 'govuk-input--width-4' : 'govuk-input--width-2',
        ...(part === 'time' ? { inputmode: 'text' } : {}),
      }
    }),
  },
})

const input = (question: Question, choosing: Choosing, more: object) => ({
  component: 'input' as const,
  focus: question.name,
  params: {
    ...common(question, choosing),
    id: question.name,
    name: question.name,
    label: label(question),
    value: textTyped(question.typed, question.name),
    ...more,
  },
})

const prose = (question: Question, choosing: Choosing) => ({
  component: 'prose' as const,
  focus: question.name,
  params: {
    ...common(question, choosing),
    id: question.name,
    name: question.name,
    label: label(question),
    value: textTyped(question.typed, question.name),
    rows: question.isInRow === true ? 2 : 5,
    spellcheck: true,
  },
})

const radios = (question: Question, choosing: Choosing, items: readonly object[], inline = false) => ({
  component: 'radios' as const,
  focus: question.name,
  params: {
    ...common(question, choosing),
    idPrefix: question.name,
    name: question.name,
    fieldset: fieldset(question),
    classes: inline ? 'govuk-radios--small govuk-radios--inline' : 'govuk-radios--small',
    items,
  },
})

const checkboxes = (question: Question, choosing: Choosing) => ({
  component: 'checkboxes' as const,
  focus: question.name,
  params: {
    ...common(question, choosing),
    idPrefix: question.name,
    name: question.name,
    fieldset: fieldset(question),
    classes: 'govuk-checkboxes--small',
    items: itemsOf(question, textsTyped(question.typed, question.name)),
  },
})

const select = (question: Question, choosing: Choosing, options: readonly Option[]) => {
  const value = textTyped(question.typed, question.name)
  return {
    component: 'select' as const,
    focus: question.name,
    params: {
      ...common(question, choosing),
      id: question.name,
      name: question.name,
      label: label(question),
      items: [...(question.field.otherwise === undefined ? [{ value: '', text: 'Choose' }] : []), ...options].map(
        option => ({ ...option, selected: option.value === (value === '' ? (question.field.otherwise ?? '') : value) }),
      ),
    },
  }
}

const optionsOf = (field: Field): readonly Option[] =>
  Object.entries(field.codes ?? {}).map(([value, text]) => ({ value, text }))

const chooseOne = (question: Question, choosing: Choosing) => {
  const options = optionsOf(question.field)
  return question.isInRow === true || (options.length > mostButtons && question.within === undefined)
    ? select(question, choosing, options)
    : radios(question, choosing, itemsOf(question, textsTyped(question.typed, question.name)))
}

const yesOrNo = (question: Question, choosing: Choosing) => {
  const field = { ...question.field, codes: { yes: 'Yes', no: 'No' } }
  const items = itemsOf({ ...question, field }, textsTyped(question.typed, question.name))
  // What an answer reveals goes under it, and that has no place beside another answer.
  return radios(question, choosing, items, question.within === undefined)
}

type Component = {
  readonly component: string
  readonly focus: string
  readonly params: object
  readonly inner?: readonly FieldView[]
}

const renderers: Readonly<Record<FieldKind, (question: Question, choosing: Choosing) => Component>> = {
  date: dateInputs,
  moment: dateInputs,
  text: (question, choosing) => input(question, choosing, {}),
  prose,
  choice: chooseOne,
  choices: checkboxes,
  yesNo: yesOrNo,
  number: (question, choosing) =>
    input(question, choosing, { inputmode: 'numeric', classes: 'govuk-input--width-5', spellcheck: false }),
  postcode: (question, choosing) =>
    input(question, choosing, { classes: 'govuk-input--width-10', spellcheck: false, autocomplete: 'off' }),
  worker: (question, choosing) => select(question, choosing, choosing.workers),
  team: (question, choosing) => select(question, choosing, choosing.teams),
  rows: (question, choosing) =>
    rowsComponent(question, { ask: askOf(question), ...hinted(question, choosing) }, inner =>
      fieldView(inner, choosing),
    ),
}

/** One question as the page shows it: the one renderer of its kind, with what was typed, what is wrong, and what stands beside. */
export const fieldView = (question: Question, choosing: Choosing): FieldView => {
  const { component, focus, params, inner } = renderers[question.field.kind](question, choosing)
  const html = render('web/forms/question.njk', {
    component,
    params,
    name: question.name,
    beside: question.beside ?? [],
  })
  const { name, problem } = question
  const shown: FieldView = { name, ask: question.field.ask, html: markup(html), focus, problem }
  return inner === undefined ? shown : { ...shown, inner }
}
