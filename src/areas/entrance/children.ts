import { ageOn, dateAt } from '../../calendar/index.ts'
import { keepPage } from '../../door/begun-forms.ts'
import type { BegunChild, BegunForm } from '../../door/begun-forms.ts'
import {
  childInWords,
  childQuestions,
  isAboutThemself,
  mostChildren,
  readPage,
  unbornQuestions,
} from '../../door/questions/index.ts'
import type { Fields } from '../../journey/field.ts'
import { notFound, redirect, textOf } from '../../web/index.ts'
import type { Answer, AskedByAnyone, Part } from '../../web/index.ts'
import { fieldsForm } from '../../web/forms/index.ts'
import type { Typed } from '../../web/forms/index.ts'
import { entrancePage } from './frame.ts'
import { withForm } from './gone.ts'
import { backFrom, childrenOf, isKnownForm, nextOf, rawOf } from './order.ts'
import type { KnownForm } from './order.ts'
import { own } from './paths.ts'
import { typedIn } from './question.ts'

type AtPlace = { readonly place: Part<number> }

const fieldsOf = ({ isUnborn }: Pick<BegunChild, 'isUnborn'>): Fields => (isUnborn ? unbornQuestions : childQuestions)

/** Answers with a form that says who writes and what for, and is not sent. */
const withKnownForm = <P>(answer: (asked: AskedByAnyone<P>, form: KnownForm) => Promise<Answer> | Answer) =>
  withForm<P>((asked, form) => {
    if (form.request !== undefined) return redirect(own.sent())
    return isKnownForm(form) ? answer(asked, form) : redirect(nextOf(form, dateAt(asked.now)))
  })

const headingOf = (form: KnownForm, child: Pick<BegunChild, 'isUnborn'>, isFirst: boolean): string => {
  if (child.isUnborn) return 'About the baby who is not born yet'
  if (isAboutThemself(form) && isFirst) return 'About you'
  return isFirst ? 'About the child or young person' : 'About another child'
}

type Shown = { readonly place: number | undefined; readonly isUnborn: boolean; readonly typed: Typed }

const showOne = (
  asked: Pick<AskedByAnyone, 'council' | 'now'>,
  form: KnownForm,
  { place, isUnborn, typed }: Shown,
  problems: Readonly<Record<string, string>> = {},
): Answer => {
  const today = dateAt(asked.now)
  const { questions, errors } = fieldsForm(
    fieldsOf({ isUnborn }),
    { typed, problems },
    { workers: [], teams: [], today },
  )
  const isFirst = form.children.length === 0 || place === 1
  return entrancePage(
    asked,
    'question.njk',
    {
      title: 'Children',
      heading: headingOf(form, { isUnborn }, isFirst),
      lead: isUnborn || isAboutThemself(form) ? undefined : 'Leave empty what you do not know.',
      questions,
      errors,
      of: form.kind,
      back: form.children.length === 0 ? backFrom(form, today, 'children') : own.children(),
      otherwise:
        place === undefined && form.children.length === 0 && !isAboutThemself(form)
          ? isUnborn
            ? { text: 'The child is born already', to: own.newChild() }
            : { text: 'The baby is not born yet', to: own.newBaby() }
          : undefined,
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

/** The children so far, and a way to add another. */
export const showChildren = withKnownForm((asked, form) => {
  if (form.children.length === 0) return redirect(own.newChild())
  const today = dateAt(asked.now)
  return entrancePage(asked, 'children.njk', {
    title: 'Children',
    heading: form.children.length === 1 ? 'Is it about one child?' : `It is about ${form.children.length} children`,
    children: childrenOf(form, today).map((child, index) => ({
      name: childInWords(child),
      age: child.bornOn === undefined ? '' : `${ageOn(child.bornOn, today)} years old`,
      change: own.child({ place: index + 1 }),
      remove: own.removeChild({ place: index + 1 }),
    })),
    newChild: form.children.length < mostChildren ? own.newChild() : undefined,
    newBaby: own.newBaby(),
    of: form.kind,
    back: backFrom(form, today, 'children'),
  })
})

/** The children are all there: on to the next page. */
export const takeChildren = withKnownForm(async (asked, form) => {
  if (form.children.length === 0) return redirect(own.newChild())
  await keepPage(asked.database.sql, form, { done: 'children' }, asked.now)
  return redirect(nextOf({ ...form, done: [...form.done, 'children'] }, dateAt(asked.now)))
})

const textsOnly = (typed: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, textOf(value)]))

/** A date of birth is in the form of who it is about: of a grown-up there is another place to ask. */
const tooOld = (answers: Readonly<Record<string, unknown>>, today: string): Readonly<Record<string, string>> =>
  typeof answers.bornOn === 'string' && ageOn(answers.bornOn, today) >= 26
    ? { bornOn: 'Date of birth must be of somebody under 26. Check the year' }
    : {}

const take = async <P>(
  asked: AskedByAnyone<P>,
  form: KnownForm,
  { place, isUnborn }: Omit<Shown, 'typed'>,
): Promise<Answer> => {
  const today = dateAt(asked.now)
  const fields = fieldsOf({ isUnborn })
  const typed = textsOnly(typedIn(fields, asked.form))
  const reading = readPage(fields, rawOf(fields, typed), { today })
  const problems = { ...reading.problems, ...tooOld(reading.answers, today) }
  if (Object.keys(problems).length > 0) return showOne(asked, form, { place, isUnborn, typed }, problems)
  const child: BegunChild = { isUnborn, typed }
  const children =
    place === undefined
      ? [...form.children, child].slice(0, mostChildren)
      : form.children.map((each, index) => (index === place - 1 ? child : each))
  const isWhole = isAboutThemself(form)
  await keepPage(asked.database.sql, form, { children, ...(isWhole ? { done: 'children' } : {}) }, asked.now)
  return redirect(isWhole ? nextOf({ ...form, children, done: [...form.done, 'children'] }, today) : own.children())
}

export const showNewChild = (isUnborn: boolean) =>
  withKnownForm((asked, form) =>
    form.children.length >= mostChildren
      ? redirect(own.children())
      : showOne(asked, form, { place: undefined, isUnborn, typed: {} }),
  )

export const takeNewChild = (isUnborn: boolean) =>
  withKnownForm((asked, form) =>
    // Of a form that is sent again by its button there is no second child.
    isAboutThemself(form) && form.children.length > 0
      ? take(asked, form, { place: 1, isUnborn })
      : take(asked, form, { place: undefined, isUnborn }),
  )

const childAt = (form: BegunForm, place: number): BegunChild | undefined => form.children[place - 1]

export const showChild = withKnownForm<AtPlace>((asked, form) => {
  const { place } = asked.params
  const child = childAt(form, place)
  return child === undefined
    ? redirect(own.children())
    : showOne(asked, form, { place, isUnborn: child.isUnborn, typed: child.typed })
})

export const takeChild = withKnownForm<AtPlace>((asked, form) => {
  const { place } = asked.params
  const child = childAt(form, place)
  return child === undefined ? notFound() : take(asked, form, { place, isUnborn: child.isUnborn })
})

export const removeChild = withKnownForm<AtPlace>(async (asked, form) => {
  const children = form.children.filter((_, index) => index !== asked.params.place - 1)
  await keepPage(asked.database.sql, form, { children }, asked.now)
  return redirect(own.children())
})
