import { dateAt } from '../../calendar/index.ts'
import { keepPage } from '../../door/begun-forms.ts'
import type { BegunForm, FormChange } from '../../door/begun-forms.ts'
import { askedOn, pagesAskedOf, questionPages, readPage } from '../../door/questions/index.ts'
import { choice } from '../../journey/fields.ts'
import type { Fields, StoredAnswers } from '../../journey/field.ts'
import type { RequestKind, Sender } from '../../door/request.ts'
import { notFound, redirect, textOf } from '../../web/index.ts'
import type { Answer, AskedByAnyone, Part, Sent } from '../../web/index.ts'
import { fieldsForm, inputNames } from '../../web/forms/index.ts'
import type { Typed } from '../../web/forms/index.ts'
import { entrancePage } from './frame.ts'
import { withForm } from './gone.ts'
import { backFrom, isKnownForm, nextOf, rawOf, soFar } from './order.ts'
import { own } from './paths.ts'

/** A page with questions: of the form's own beginning, or of those that are declared. */
type Asking = {
  readonly key: string
  readonly title: string
  readonly heading: string
  readonly lead?: string | undefined
  readonly fields: Fields
  /** What the answers change on the form beside what was typed. */
  readonly change?: (answers: StoredAnswers) => FormChange
}

const senders: Readonly<Record<Sender, string>> = {
  parent: 'A parent or carer',
  carer: 'A grandparent, relative or friend of the family who helps to look after the child',
  youngPerson: 'A young person under 18, or under 25 with a special need',
  public: 'A neighbour, or somebody else who worries',
  professional: 'Somebody who works with children or families',
}

const whoPage: Asking = {
  key: 'who',
  title: 'Who you are',
  heading: 'Who are you?',
  fields: { sender: choice('Who are you?', senders) },
  change: ({ sender }) => ({ sender: sender as Sender }),
}

const kindsFor = (sender: Sender | undefined) =>
  sender === 'youngPerson'
    ? { support: 'I want help for myself', concern: 'I worry about somebody else' }
    : sender === 'parent'
      ? { support: 'I want help for my child or my family', concern: 'I worry that a child is being harmed' }
      : { support: 'I ask for help for a child or family', concern: 'I worry that a child is being harmed' }

const kindPage = ({ sender }: BegunForm): Asking => ({
  key: 'kind',
  title: 'What you need',
  heading: 'What do you want to do?',
  lead: 'If you are not sure, choose either. It comes to the same people, and they read all of it.',
  fields: { kind: choice('What do you want to do?', kindsFor(sender)) },
  change: ({ kind }) => ({ kind: kind as Exclude<RequestKind, 'consultation'> }),
})

const inputsOf = (fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => inputNames(name, field))

/** What was sent for some questions, and nothing else. */
export const typedIn = (fields: Fields, sent: Sent): Typed =>
  Object.fromEntries(
    inputsOf(fields).flatMap(input => {
      const value = sent[input]
      return value === undefined ? [] : [[input, value]]
    }),
  )

/** What is longer than any answer may be is not kept before it is answered. */
const withinReason = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => JSON.stringify(value).length <= 30_000))

const show = (
  asked: AskedByAnyone,
  form: BegunForm,
  asking: Asking,
  typed: Typed,
  problems: Readonly<Record<string, string>> = {},
): Answer => {
  const today = dateAt(asked.now)
  const { questions, errors } = fieldsForm(asking.fields, { typed, problems }, { workers: [], teams: [], today })
  const isChange = textOf(asked.query.change ?? asked.form.change) === 'yes'
  return entrancePage(
    asked,
    'question.njk',
    {
      title: asking.title,
      heading: asking.heading,
      lead: asking.lead,
      isOnlyOne: Object.keys(asking.fields).length === 1,
      questions,
      errors,
      of: form.kind,
      isChange,
      back: isChange ? own.check() : backFrom(form, today, asking.key),
      mayKeep: form.kind === 'support' && asking.change === undefined,
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

const typedFor = (form: BegunForm, asking: Asking): Typed =>
  asking.key === 'who'
    ? { sender: form.sender ?? '' }
    : asking.key === 'kind'
      ? { kind: form.kind ?? '' }
      : typedIn(asking.fields, form.typed)

const take = async (asked: AskedByAnyone, form: BegunForm, asking: Asking): Promise<Answer> => {
  const { database, now } = asked
  const today = dateAt(now)
  const typed = typedIn(asking.fields, asked.form)
  const isForLater = textOf(asked.form.later) === 'yes' && form.kind === 'support' && asking.change === undefined
  if (isForLater) {
    // Kept as it is, whole or not: it stands there when whoever writes comes back.
    await keepPage(database.sql, form, { typed: withinReason(typed), inputs: inputsOf(asking.fields) }, now)
    return redirect(own.keep())
  }
  const { answers, problems } = readPage(asking.fields, rawOf(asking.fields, typed), { today })
  if (Object.keys(problems).length > 0) return show(asked, form, asking, typed, problems)
  const change = asking.change?.(answers) ?? { typed, inputs: inputsOf(asking.fields) }
  await keepPage(database.sql, form, { ...change, done: asking.key }, now)
  const after = { ...form, ...change, done: [...form.done, asking.key] }
  return redirect(nextOf({ ...after, typed: { ...form.typed, ...typed } }, today))
}

const firstPages = (form: BegunForm, key: 'who' | 'kind'): Asking => (key === 'who' ? whoPage : kindPage(form))

const sentAlready = ({ request }: BegunForm): boolean => request !== undefined

/** Who writes, and what for. */
export const showFirst = (key: 'who' | 'kind') =>
  withForm((asked, form) => {
    if (sentAlready(form)) return redirect(own.sent())
    const asking = firstPages(form, key)
    return show(asked, form, asking, typedFor(form, asking))
  })

export const takeFirst = (key: 'who' | 'kind') =>
  withForm((asked, form) => (sentAlready(form) ? redirect(own.sent()) : take(asked, form, firstPages(form, key))))

type AskedOfPage = AskedByAnyone<{ readonly page: Part<string> }>

/** One of the declared pages as this form asks it; undefined where it does not. */
const declared = (asked: AskedByAnyone, form: BegunForm, key: string): Asking | undefined => {
  if (!isKnownForm(form)) return undefined
  const known = soFar(form, dateAt(asked.now))
  const page = pagesAskedOf(known).find(each => each.key === key)
  return page === undefined ? undefined : { key: page.key, title: page.title, ...askedOn(page, known) }
}

const isDeclared = (key: string): boolean => questionPages.some(page => page.key === key)

const atPage =
  (answer: (asked: AskedByAnyone, form: BegunForm, asking: Asking) => Promise<Answer> | Answer) =>
  (asked: AskedOfPage): Promise<Answer> | Answer => {
    const { page } = asked.params
    if (!isDeclared(page)) return notFound()
    return withForm((_: AskedByAnyone, form) => {
      if (sentAlready(form)) return redirect(own.sent())
      const asking = declared(asked, form, page)
      return asking === undefined ? redirect(nextOf(form, dateAt(asked.now))) : answer(asked, form, asking)
    })(asked)
  }

/** One page of questions, with what was typed before. */
export const showQuestion = atPage((asked, form, asking) => show(asked, form, asking, typedFor(form, asking)))

/** Keeps what was answered on one page and goes on to the next that is not done. */
export const takeQuestion = atPage(take)
