import type { DraftForm } from '../../../ledger/drafts.ts'
import type { MergedForms, ThreeForms } from '../../../ledger/merge-drafts.ts'
import { mergeForms } from '../../../web/forms/index.ts'
import type { Clash, Typed } from '../../../web/forms/index.ts'
import { choiceOf } from '../../../web/forms/merging/choosing.ts'
import type { ClashOnPage } from '../../../web/forms/merging/choosing.ts'
import { textsOf } from '../../../web/index.ts'
import { askedStep } from './form.ts'
import { byWhen, inputs } from './typed.ts'

const isAbout = (input: string): boolean => input.startsWith(inputs.about)

/** The days of decisions about children that stand in any of some forms, each one question. */
const daysIn = (forms: readonly Typed[]): Readonly<Record<string, typeof byWhen>> =>
  Object.fromEntries(
    forms
      .flatMap(typed => Object.keys(typed))
      .flatMap(input => {
        const [, name] = /^(by-[1-9]\d*)-(?:day|month|year)$/.exec(input) ?? []
        return name === undefined ? [] : [[name, byWhen]]
      }),
  )

const formOf = (typed: Typed): DraftForm => ({ subjects: [], typed, paragraphs: {} })

/** Merges what was typed about one supervision in two windows, question by question and child by child. */
export const mergeSupervision = ({ before, now, mine }: ThreeForms): MergedForms<Clash> => {
  const three = { before: before.typed, now: now.typed, mine: mine.typed }
  const step = { ...askedStep, fields: { ...askedStep.fields, ...daysIn(Object.values(three)) } }
  const { typed, clashes } = mergeForms(step, three, isAbout)
  return { form: formOf(typed), clashes }
}

const asks: Readonly<Record<string, string>> = {
  about: 'What was said',
  decision: 'What is decided',
  who: 'Who does it',
  by: 'By when',
  drift: 'The drift that it answers',
  done: 'A decision of before',
}

const called = (name: string, names: ReadonlyMap<number, string>): string => {
  const [, kind = '', number = ''] = /^(about|decision|who|by|drift|done)-([1-9]\d*)$/.exec(name) ?? []
  if (kind === '')
    return (
      Object.entries(askedStep.fields).find(([each]) => name === each || name.startsWith(`${each}-`))?.[1].ask ?? name
    )
  const child = names.get(Number(number))
  return child === undefined ? (asks[kind] ?? name) : `${child}: ${(asks[kind] ?? name).toLowerCase()}`
}

const inWords = (typed: Typed): string =>
  Object.values(typed)
    .flatMap(value => textsOf(value))
    .filter(each => each.trim() !== '')
    .join(' ')

const isProse = (name: string): boolean =>
  isAbout(name) || Object.entries(askedStep.fields).some(([each, { kind }]) => each === name && kind === 'prose')

/** The questions that were answered differently in two windows, with both answers, to choose from. */
export const supervisionClashes = (
  clashes: readonly Clash[],
  names: ReadonlyMap<number, string>,
): readonly ClashOnPage[] =>
  clashes.map(({ name, mine, theirs }) => ({
    ask: called(name, names),
    mine: inWords(mine),
    theirs: inWords(theirs),
    choice: choiceOf(name),
    mayJoin: isProse(name),
  }))
