import type { Fields, StoredAnswers } from '../../journey/field.ts'
import type { RequestKind, Sender } from '../request.ts'

/** What a form is so far: it decides which questions come. */
export type FormSoFar = {
  readonly kind: RequestKind
  readonly sender: Sender
  /** Whether whoever writes has signed in, so that their name and organisation are known. */
  readonly isKnown: boolean
  readonly answers: StoredAnswers
}

/** One page of questions about a request: one thing. */
export type QuestionPage = {
  /** The last part of its address. */
  readonly key: string
  /** Its title, which may be seen over a shoulder or in a history: it says nothing of danger. */
  readonly title: string
  /** Its heading. */
  readonly heading: string
  /** A sentence or two under the heading. */
  readonly lead?: string
  readonly fields: Fields
  /** The same questions to a young person who writes about themself. */
  readonly asYourself?: { readonly heading: string; readonly lead?: string; readonly fields: Fields }
  readonly isAsked: (form: FormSoFar) => boolean
}

export const questionPage = (page: Omit<QuestionPage, 'isAsked'> & Partial<QuestionPage>): QuestionPage => ({
  isAsked: () => true,
  ...page,
})

export const isFamily = ({ sender }: FormSoFar): boolean => sender === 'parent' || sender === 'carer'

export const isProfessional = ({ sender }: FormSoFar): boolean => sender === 'professional'

export const isYoung = ({ sender }: FormSoFar): boolean => sender === 'youngPerson'

/** Whether whoever writes is the child. */
export const isAboutThemself = ({ kind, sender }: Pick<FormSoFar, 'kind' | 'sender'>): boolean =>
  sender === 'youngPerson' && kind === 'support'

/** A page's words and questions for whoever writes. */
export const askedOn = (
  page: QuestionPage,
  form: FormSoFar,
): { readonly heading: string; readonly lead?: string | undefined; readonly fields: Fields } =>
  (isAboutThemself(form) ? page.asYourself : undefined) ?? page
