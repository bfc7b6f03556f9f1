import type { StoredAnswers } from '../../journey/field.ts'
import type { BegunForm } from '../../door/begun-forms.ts'
import {
  answersAsked,
  askedOn,
  childFrom,
  childQuestions,
  pagesAskedOf,
  readPage,
  unbornQuestions,
} from '../../door/questions/index.ts'
import type { FormSoFar } from '../../door/questions/index.ts'
import type { ChildAsSent, RequestAsSent } from '../../door/request.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { rawAnswer } from '../../web/forms/index.ts'
import type { Typed } from '../../web/forms/index.ts'
import type { Fields } from '../../journey/field.ts'
import { own } from './paths.ts'

/** What was typed for some questions, as their readers take it. */
export const rawOf = (fields: Fields, typed: Typed): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, rawAnswer(name, field, typed)]))

/** A form that says who writes and what for: from then on it is known which questions come. */
export type KnownForm = BegunForm & { readonly kind: 'support' | 'concern'; readonly sender: RequestAsSent['sender'] }

export const isKnownForm = (form: BegunForm): form is KnownForm => form.kind !== undefined && form.sender !== undefined

const soFarWith = (form: KnownForm, answers: StoredAnswers): FormSoFar => ({
  kind: form.kind,
  sender: form.sender,
  isKnown: false,
  answers,
})

const answersOn = (form: KnownForm, known: FormSoFar, today: CivilDate): StoredAnswers =>
  Object.assign(
    {},
    ...pagesAskedOf(known).map(each => {
      const { fields } = askedOn(each, known)
      return readPage(fields, rawOf(fields, form.typed), { today }).answers
    }),
  ) as StoredAnswers

/** A form with what it answers. Which pages come depends on answers, and those on which pages came: two turns settle it. */
export const soFar = (form: KnownForm, today: CivilDate): FormSoFar =>
  [1, 2, 3].reduce(known => soFarWith(form, answersOn(form, known, today)), soFarWith(form, {}))

/** A page of a form in its order: its key, and where it is. */
export type Place = { readonly key: string; readonly to: string }

const begins: readonly Place[] = [
  { key: 'who', to: own.who() },
  { key: 'kind', to: own.kind() },
]

/** The pages of a form as far as it is known which come, without the last, on which it is checked. */
const placesOf = (form: BegunForm, today: CivilDate): readonly Place[] =>
  isKnownForm(form)
    ? [
        ...begins,
        { key: 'children', to: own.children() },
        ...pagesAskedOf(soFar(form, today)).map(({ key }) => ({ key, to: own.question({ page: key }) })),
        { key: 'files', to: own.files() },
      ]
    : begins

/** The first page that is not done yet; the last, where everything is. */
export const nextOf = (form: BegunForm, today: CivilDate): string =>
  placesOf(form, today).find(({ key }) => !form.done.includes(key))?.to ?? own.check()

/** The page before one, for the link back. */
export const backFrom = (form: BegunForm, today: CivilDate, key: string): string => {
  const places = placesOf(form, today)
  const at = places.findIndex(place => place.key === key)
  return at > 0 ? (places[at - 1]?.to ?? own.before()) : own.before()
}

/** The children of a form as the request will have them. */
export const childrenOf = ({ children }: BegunForm, today: CivilDate): readonly ChildAsSent[] =>
  children.map(({ isUnborn, typed }) => {
    const fields = isUnborn ? unbornQuestions : childQuestions
    return childFrom(readPage(fields, rawOf(fields, typed), { today }).answers)
  })

/** A form as it is sent. */
export const asSent = (form: KnownForm, today: CivilDate): RequestAsSent => ({
  kind: form.kind,
  sender: form.sender,
  answers: answersAsked(soFar(form, today)),
  children: childrenOf(form, today),
  formKey: form.formKey,
})
