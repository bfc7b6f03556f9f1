import type { StoredAnswers } from '../../journey/field.ts'
import type { ChildAsSent, RequestAsSent } from '../request.ts'
import { childInWords, childQuestions, isUnborn, unbornQuestions } from './children.ts'
import type { FormSoFar, QuestionPage } from './page.ts'
import { consultation, level } from './professional.ts'
import { linesOf } from './read.ts'
import type { AnswerLine } from './read.ts'
import { contact, language, nameOrNot, you, yourWork } from './sender.ts'
import {
  about,
  familyAgrees,
  feelings,
  happening,
  home,
  professionalAgrees,
  safety,
  school,
  youngAgrees,
} from './situation.ts'

export * from './children.ts'
export { askedOn, isAboutThemself } from './page.ts'
export type { FormSoFar, QuestionPage } from './page.ts'
export { answerWords, linesOf, readPage } from './read.ts'
export type { AnswerLine } from './read.ts'
export { safeWays } from './sender.ts'
export type { SafeWay } from './sender.ts'
export { needs } from './situation.ts'
export type { Need } from './situation.ts'

/** The pages of the one form, for families and professionals alike, in their order. The children come before them. */
export const questionPages: readonly QuestionPage[] = [
  consultation,
  level,
  home,
  about,
  happening,
  safety,
  feelings,
  school,
  familyAgrees,
  youngAgrees,
  professionalAgrees,
  nameOrNot,
  you,
  yourWork,
  contact,
  language,
]

/** The pages that a form asks, as far as it is answered. */
export const pagesAskedOf = (form: FormSoFar): readonly QuestionPage[] =>
  questionPages.filter(page => page.isAsked(form))

/** Answers without those to questions that are no longer asked, because another answer was changed since. */
export const answersAsked = (form: FormSoFar): StoredAnswers =>
  Object.assign(
    {},
    ...pagesAskedOf(form).map(({ fields }) =>
      Object.fromEntries(Object.entries(form.answers).filter(([name]) => Object.hasOwn(fields, name))),
    ),
  ) as StoredAnswers

/** A part of a request in words: a heading and its lines. */
export type AnswerPart = { readonly key: string; readonly heading: string; readonly lines: readonly AnswerLine[] }

const asAnswers = ({ answers, given, family, bornOn, expectedOn, sex }: ChildAsSent): StoredAnswers => ({
  ...answers,
  given,
  family,
  bornOn,
  expectedOn,
  sex,
})

/** What was said of one child, in words. */
export const childLines = (child: ChildAsSent): readonly AnswerLine[] =>
  linesOf(isUnborn(child) ? unbornQuestions : childQuestions, asAnswers(child))

/** A whole request in words for staff: each child, then page by page what was answered, and nothing that was not. */
export const answersInWords = ({
  answers,
  children,
}: Pick<RequestAsSent, 'answers' | 'children'>): readonly AnswerPart[] =>
  [
    ...children.map((child, index) => ({
      key: `child-${index + 1}`,
      heading: childInWords(child),
      lines: childLines(child),
    })),
    ...questionPages.map(({ key, title, fields }) => ({ key, heading: title, lines: linesOf(fields, answers) })),
  ].filter(({ lines }) => lines.length > 0)

/** Who sent a request, as they said: their name, who they are to the child, their work. Empty where they said nothing. */
export const senderInWords = (answers: StoredAnswers): string => {
  const said = (name: string): string => (typeof answers[name] === 'string' ? answers[name] : '')
  const name = [said('yourGiven'), said('yourFamily')].filter(part => part !== '').join(' ')
  return [name, said('relation'), said('post'), said('organisation')].filter(part => part !== '').join(', ')
}
