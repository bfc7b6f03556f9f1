import type { CivilDate } from '../../../calendar/index.ts'
import { isLevelKey } from '../../../door/levels-of-need.ts'
import type { LevelKey } from '../../../door/levels-of-need.ts'
import type { TypedByPartner } from '../../../door/partner-drafts.ts'
import {
  childFrom,
  childInWords,
  childQuestions,
  mostChildren,
  pagesAskedOf,
  questionPages,
  readPage,
  unbornQuestions,
} from '../../../door/questions/index.ts'
import type { FormSoFar, QuestionPage } from '../../../door/questions/index.ts'
import type { ChildAsSent, RequestAsSent } from '../../../door/request.ts'
import { choice } from '../../../journey/fields.ts'
import type { Fields, StoredAnswers } from '../../../journey/field.ts'
import { inputNames, rawAnswer } from '../../../web/forms/index.ts'
import { textOf } from '../../../web/index.ts'

/** Under which name what somebody writes about a child is kept until it is sent. */
export const requestDraft = 'request'

/** Whether it is support that is asked for, or a worry that is told. */
export const kindFields = {
  kind: choice('What are you sending?', {
    support: 'The family needs help, and agrees or will be asked',
    concern: 'I am worried that a child is being harmed or may be',
  }),
} satisfies Fields

/** Pages of the form that are not about questions of the door, by the last part of their address. */
export const ownPages = {
  advice: 'advice',
  kind: 'kind',
  children: 'children',
  files: 'files',
  check: 'check',
} as const

const childPrefix = (place: number): string => `child-${place}-`

const unbornMark = 'unborn'

/** What was typed about one child, by the names of its own questions. */
export const typedOfChild = (typed: TypedByPartner, place: number): TypedByPartner => {
  const prefix = childPrefix(place)
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  )
}

/** The places of the children that have been written about. */
export const placesIn = (typed: TypedByPartner): readonly number[] =>
  Array.from({ length: mostChildren }, (_, index) => index + 1).filter(
    place => Object.keys(typedOfChild(typed, place)).length > 0,
  )

/** What was typed, with a child's answers in the place of those before; without the child where there are none. */
export const withChild = (typed: TypedByPartner, place: number, child: TypedByPartner | undefined): TypedByPartner => {
  const others = Object.entries(typed).filter(([name]) => !name.startsWith(childPrefix(place)))
  const own = Object.entries(child ?? {}).map(([name, value]) => [`${childPrefix(place)}${name}`, value] as const)
  return Object.fromEntries([...others, ...own])
}

/** Whether what was typed is about a baby who is not born yet. */
export const isAboutUnborn = (child: TypedByPartner): boolean => textOf(child[unbornMark]) === 'yes'

export const fieldsOfChild = (child: TypedByPartner): Fields =>
  isAboutUnborn(child) ? unbornQuestions : childQuestions

/** What a form held for some fields, as it is kept; a box that was not ticked is no longer there. */
export const typedFor = (fields: Fields, sent: TypedByPartner): TypedByPartner =>
  Object.fromEntries(
    Object.entries(fields)
      .flatMap(([name, field]) => inputNames(name, field))
      .flatMap(input => (sent[input] === undefined ? [] : [[input, sent[input]]])),
  )

/** What was typed, with a page's answers in the place of those before. */
export const withPage = (typed: TypedByPartner, fields: Fields, sent: TypedByPartner): TypedByPartner => {
  const inputs = new Set(Object.entries(fields).flatMap(([name, field]) => inputNames(name, field)))
  const others = Object.entries(typed).filter(([name]) => !inputs.has(name))
  return { ...Object.fromEntries(others), ...typedFor(fields, sent) }
}

/** The answers to some fields, and what is wrong with which. */
export const readTyped = (fields: Fields, typed: TypedByPartner, today: CivilDate) =>
  readPage(
    fields,
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, rawAnswer(name, field, typed)])),
    { today },
  )

/** A child as far as it is written about. */
export type ChildSoFar = {
  readonly place: number
  readonly name: string
  readonly child: ChildAsSent
  readonly isWhole: boolean
}

/** The whole form as far as it is written: what it says, the pages it asks, and the first that is not whole. */
export type RequestSoFar = {
  readonly form: FormSoFar
  readonly level: LevelKey | undefined
  readonly children: readonly ChildSoFar[]
  readonly pages: readonly QuestionPage[]
  /** The pages in their order, by the last part of their address; `check` is the last. */
  readonly order: readonly string[]
  readonly firstNotWhole: string | undefined
}

const childSoFar = (typed: TypedByPartner, place: number, today: CivilDate): ChildSoFar => {
  const own = typedOfChild(typed, place)
  const { answers, problems } = readTyped(fieldsOfChild(own), own, today)
  const child = childFrom(answers)
  return { place, child, name: childInWords(child), isWhole: Object.keys(problems).length === 0 }
}

const answersSoFar = (typed: TypedByPartner, today: CivilDate): StoredAnswers =>
  Object.assign({}, ...questionPages.map(({ fields }) => readTyped(fields, typed, today).answers)) as StoredAnswers

/** Reads what was typed so far. */
export const requestSoFar = (typed: TypedByPartner, today: CivilDate): RequestSoFar => {
  const kind = textOf(typed.kind) === 'concern' ? 'concern' : 'support'
  const form: FormSoFar = { kind, sender: 'professional', isKnown: true, answers: answersSoFar(typed, today) }
  const children = placesIn(typed).map(place => childSoFar(typed, place, today))
  const pages = pagesAskedOf(form)
  const [level, ...others] = pages
  const order = [
    ...(level === undefined ? [] : [level.key]),
    ownPages.kind,
    ownPages.children,
    ...others.map(({ key }) => key),
    ownPages.files,
    ownPages.check,
  ]
  const isWhole = (key: string): boolean => {
    if (key === ownPages.kind) return Object.keys(readTyped(kindFields, typed, today).problems).length === 0
    if (key === ownPages.children) return children.length > 0 && children.every(child => child.isWhole)
    const page = pages.find(each => each.key === key)
    return page === undefined || Object.keys(readTyped(page.fields, typed, today).problems).length === 0
  }
  const judged = form.answers.judgedLevel
  return {
    form,
    level: typeof judged === 'string' && isLevelKey(judged) ? judged : undefined,
    children,
    pages,
    order,
    firstNotWhole: order.find(key => !isWhole(key)),
  }
}

/** The page after this one. */
export const pageAfter = ({ order }: RequestSoFar, key: string): string =>
  order[order.indexOf(key) + 1] ?? ownPages.check

/** The page before this one; undefined before the first. */
export const pageBefore = ({ order }: RequestSoFar, key: string): string | undefined => order[order.indexOf(key) - 1]

/** What is sent to the door. */
export const asSent = (
  { form, children }: RequestSoFar,
  partner: { readonly partner: number; readonly person: number },
  formKey: string,
): RequestAsSent => ({
  kind: form.kind,
  sender: 'professional',
  partner,
  answers: Object.assign(
    {},
    ...pagesAskedOf(form).map(({ fields }) =>
      Object.fromEntries(Object.entries(form.answers).filter(([name]) => Object.hasOwn(fields, name))),
    ),
  ) as StoredAnswers,
  children: children.map(({ child }) => child),
  formKey,
})

/** The mark by which a child that is written about is known as not born. */
export const unborn = { [unbornMark]: 'yes' } as const
