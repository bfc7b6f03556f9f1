import { beginForm, dropForm, openForm } from '../../door/begun-forms.ts'
import type { BegunForm, TypedWords } from '../../door/begun-forms.ts'
import { questionPages } from '../../door/questions/index.ts'
import { choice } from '../../journey/fields.ts'
import { dateAt } from '../../calendar/index.ts'
import { redirect, textOf, withCookies } from '../../web/index.ts'
import type { Answer, AskedByAnyone } from '../../web/index.ts'
import { fieldsForm, inputNames } from '../../web/forms/index.ts'
import { entrancePage } from './frame.ts'
import { nextOf } from './order.ts'
import { own } from './paths.ts'

/** The cookie of a form: it holds a secret that opens the form, and nothing of what is in it. */
export const formCookie = 'righthelp-form'

/** The form that this browser writes, where there is one. */
export const formOf = ({ database, cookies, now }: AskedByAnyone): Promise<BegunForm | undefined> =>
  openForm(database.sql, cookies[formCookie], now)

const danger = {
  inDanger: choice('Is anyone in danger now, or badly hurt?', { yes: 'Yes, or I think so', no: 'No' }),
}

const askDanger = (asked: AskedByAnyone, problems: Readonly<Record<string, string>>): Answer => {
  const { questions, errors } = fieldsForm(
    danger,
    { typed: {}, problems },
    { workers: [], teams: [], today: dateAt(asked.now) },
  )
  return entrancePage(
    asked,
    'danger.njk',
    { title: 'Help for children and families', questions, errors },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

/** The first page asks first whether anybody is in danger. */
export const showDanger = (asked: AskedByAnyone): Answer => askDanger(asked, {})

export const answerDanger = (asked: AskedByAnyone): Answer => {
  const reading = danger.inDanger.read(textOf(asked.form.inDanger), { today: dateAt(asked.now) })
  if ('problem' in reading) return askDanger(asked, { inDanger: 'Choose yes or no. If you are not sure, choose yes' })
  return redirect(reading.value === 'yes' ? own.now() : own.before())
}

/** Whom to call now. */
export const showNow = (asked: AskedByAnyone): Answer =>
  entrancePage(asked, 'now.njk', {
    title: 'Who to call now',
    lines: asked.council?.entrance.crisisLines ?? [],
    checkedOn: asked.council?.entrance.linesCheckedOn,
    day: asked.council?.brand.telephone.day,
    before: own.before(),
  })

/** Before the first question: how to leave in a hurry, and what is asked. */
export const showBefore = async (asked: AskedByAnyone): Promise<Answer> => {
  const form = await formOf(asked)
  const isUnderWay = form !== undefined && form.request === undefined && form.done.length > 0
  return entrancePage(asked, 'before.njk', {
    title: 'Before you start',
    begin: own.begin(),
    goOnHere: isUnderWay ? nextOf(form, dateAt(asked.now)) : undefined,
    drop: own.drop(),
  })
}

/** What history keeps, and how to be safer with a device that others use. */
export const showStayingSafe = (asked: AskedByAnyone): Answer =>
  entrancePage(asked, 'staying-safe.njk', { title: 'Your privacy', danger: own.danger() })

const allInputs = new Set(
  questionPages.flatMap(({ fields }) => Object.entries(fields).flatMap(([name, field]) => inputNames(name, field))),
)

/** What was typed on a page of a form that is gone comes along; of a worry about a child nothing does. */
const carriedOver = ({ form }: AskedByAnyone): { readonly typed: TypedWords; readonly kind?: 'support' } => {
  if (textOf(form.carries) !== 'support') return { typed: {} }
  const typed = Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      allInputs.has(name) && value !== undefined && JSON.stringify(value).length <= 30_000 ? [[name, value]] : [],
    ),
  )
  return { typed, kind: 'support' }
}

/** Begins a form in this browser. One that was begun before goes. */
export const begin = async (asked: AskedByAnyone): Promise<Answer> => {
  const before = await formOf(asked)
  if (before !== undefined && !before.isKept) await dropForm(asked.database.sql, before)
  const token = await beginForm(asked.database.sql, asked.now, carriedOver(asked))
  return withCookies(redirect(own.who()), { [formCookie]: token })
}

/** Takes back what was typed. */
export const drop = async (asked: AskedByAnyone): Promise<Answer> => {
  const form = await formOf(asked)
  if (form !== undefined) await dropForm(asked.database.sql, form)
  return withCookies(redirect(own.danger()), { [formCookie]: null })
}
