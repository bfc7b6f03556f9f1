import { randomUUID } from 'node:crypto'
import { readRequest } from '../../../door/open-request.ts'
import { childFrom, childQuestions, questionPages, unbornQuestions } from '../../../door/questions/index.ts'
import { receive } from '../../../door/receive.ts'
import { requestKinds, senders } from '../../../door/request.ts'
import type { ChildAsSent, RequestKind, Sender } from '../../../door/request.ts'
import { claim } from '../../../door/standing.ts'
import { sources } from '../../../journey/codes/sources.ts'
import { choice, optional } from '../../../journey/fields.ts'
import type { Field } from '../../../journey/field.ts'
import { inTransaction } from '../../../store/database.ts'
import { page, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { readQuestions, showQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'

/** As many children as one call is usually about; more are added by another. */
const places = [1, 2, 3, 4] as const

const declared: Readonly<Record<string, Field>> = Object.assign(
  {},
  ...questionPages.map(({ fields }) => fields),
) as never

/** Questions of the one form, none of which a caller must answer. */
const asking = (...names: readonly string[]): Questions =>
  Object.fromEntries(
    names.flatMap(name => {
      const field = declared[name]
      return field === undefined ? [] : [[name, withoutCondition(optional(field))]]
    }),
  )

const withoutCondition = (field: Field): Field =>
  Object.fromEntries(Object.entries(field).filter(([name]) => name !== 'when')) as unknown as Field

const caller: Questions = {
  kind: choice('What it is', requestKinds),
  sender: choice('Who calls', senders),
  ...asking('yourGiven', 'yourFamily', 'relation', 'organisation', 'post'),
  source: optional(choice('Which service, where a professional calls', sources)),
}

const told: Questions = {
  happening: declared.happening ?? choice('What is happening', {}),
  ...asking('wanted', 'safeNow', 'line', 'town', 'postcode', 'consent'),
}

const reached: Questions = asking('safeWays', 'phone', 'email', 'postTo', 'safeWhen', 'interpreter', 'language')

const childFields: Questions = {
  given: optional(childQuestions.given),
  family: childQuestions.family,
  bornOn: childQuestions.bornOn,
  age: childQuestions.age,
  sex: childQuestions.sex,
  school: childQuestions.school,
  motherGiven: optional(unbornQuestions.motherGiven),
  motherFamily: unbornQuestions.motherFamily,
  expectedOn: unbornQuestions.expectedOn,
}

const childAt = (place: number): Questions =>
  Object.fromEntries(Object.entries(childFields).map(([name, field]) => [`child${place}-${name}`, field]))

const everything: Questions = Object.assign({}, caller, ...places.map(childAt), told, reached) as never

const showForm = (
  asked: Asked,
  key: string,
  typed: Typed = {},
  problems: Readonly<Record<string, string>> = {},
): Answer => {
  const { views, errors } = showQuestions(everything, typed, problems, asked.context.today)
  const within = (questions: Questions) => views.filter(({ name }) => Object.hasOwn(questions, name))
  return page(
    'areas/front-door/call/call.njk',
    {
      title: 'Take a call',
      key,
      errors,
      caller: within(caller),
      children: places.map(place => ({
        place,
        questions: within(childAt(place)),
        isOpen:
          place === 1 ||
          Object.keys(childAt(place)).some(name =>
            Object.keys(typed).some(
              input => (input === name || input.startsWith(`${name}-`)) && textOf(typed[input]) !== '',
            ),
          ),
      })),
      told: within(told),
      reached: within(reached),
      board: paths.board(),
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

/** The form for a call: the questions of the one form, on one page, because somebody speaks while it is filled in. */
export const showCall = (asked: Asked): Answer => showForm(asked, randomUUID())

type Values = Readonly<Record<string, unknown>>

const childIn = (values: Values, place: number): readonly ChildAsSent[] => {
  const answers = Object.fromEntries(
    Object.keys(childFields).flatMap(name => {
      const value = values[`child${place}-${name}`]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return Object.keys(answers).length === 0 ? [] : [childFrom(answers)]
}

const answersIn = (values: Values): Values => {
  const own = Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== undefined && !/^child\d-/.test(name) && name !== 'kind' && name !== 'sender',
    ),
  )
  const isNamed = own.yourGiven !== undefined || own.yourFamily !== undefined
  return values.sender === 'public' ? { ...own, named: isNamed ? 'yes' : 'no' } : own
}

/** Writes a call down as a request, in the hands of whoever took it, so that every contact stands on the one board. */
export const takeCall = async (asked: Asked): Promise<Answer> => {
  const { database, context, form } = asked
  const key = textOf(form.key).slice(0, 64)
  const { values, problems, typed } = readQuestions(everything, form, context.today)
  if (Object.keys(problems).length > 0) return showForm(asked, key, typed, problems)
  const { request } = await receive(
    database,
    {
      kind: values.kind as RequestKind,
      sender: values.sender as Sender,
      takenBy: context.worker,
      answers: answersIn(values),
      children: places.flatMap(place => childIn(values, place)),
      ...(key === '' ? {} : { formKey: `call ${context.worker} ${key}` }),
    },
    { now: context.now },
  )
  const seen = await readRequest(database.sql, context, request)
  if (seen === undefined) return redirect(paths.board({}, { done: 'passed' }))
  if (seen.claimedBy === null)
    await inTransaction(database, queries => claim(queries, context, request), { isolation: 'read committed' })
  return redirect(paths.request({ request }))
}
