import { decideRequest } from '../../../door/decisions.ts'
import { decisionsOf } from '../../../door/decisions-made.ts'
import { childrenKnown } from '../../../door/known-of.ts'
import type { ChildKnown } from '../../../door/known-of.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import {
  closings,
  contactOutcomes,
  isClosing,
  isContactOutcome,
  isLevel,
  levelChoices,
} from '../../../door/outcomes.ts'
import type { Level } from '../../../door/outcomes.ts'
import { agreementOf } from '../../../door/agreement.ts'
import { ageOn } from '../../../calendar/index.ts'
import { choice, choices, optional, prose } from '../../../journey/fields.ts'
import { notFound, page, redirect } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { readQuestions, showQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'
import { fromWhom, kindInWords, sentName } from '../words.ts'
import { isWrong, openRequest, writing, wrongOr } from './asked.ts'
import type { ForRequest } from './asked.ts'

type Problems = Readonly<Record<string, string>>

/** The children about whom nothing stands decided yet, and whether the record of each is known. */
const leftToDecide = async (asked: ForRequest, { request }: OpenRequest) => {
  const { database, context } = asked
  const [known, made] = await Promise.all([
    childrenKnown(database.sql, context, [request]),
    decisionsOf(database.sql, request),
  ])
  const standing = made.filter(({ returnedAt }) => returnedAt === null)
  const left = known.filter(({ position }) => !standing.some(({ children }) => children.includes(position)))
  return { left, ready: left.filter(({ identity }) => identity !== null), hasStanding: standing.length > 0 }
}

const nameOf = (child: ChildKnown): string => child.name ?? sentName(child)

/** The ways in which this request may end: about children in the record, or as a whole without one. */
const outcomesFor = (
  request: OpenRequest,
  ready: readonly ChildKnown[],
  hasStanding: boolean,
): Readonly<Record<string, string>> => {
  const { consultation, ...others } = closings
  return {
    ...(ready.length > 0 ? contactOutcomes : {}),
    ...(hasStanding ? {} : { ...(request.kind === 'consultation' ? { consultation } : {}), ...others }),
  }
}

const questionsFor = (request: OpenRequest, ready: readonly ChildKnown[], hasStanding: boolean): Questions => ({
  ...(ready.length > 1
    ? {
        children: choices(
          'About whom do you decide',
          Object.fromEntries(ready.map(child => [String(child.position), nameOf(child)])),
          { hint: 'Together, or one after another where they need different help' },
        ),
      }
    : {}),
  outcome: choice('What is the right help', outcomesFor(request, ready, hasStanding)),
  ...(ready.length > 0 ? { level: optional(choice('Level of need', levelChoices)) } : {}),
  rationale: prose('Why this is the right help', {
    hint: 'It stands in the record of the child, and the manager and the family may read it',
  }),
})

const isAdult = ({ bornOn }: ChildKnown, today: string): boolean =>
  bornOn !== null && bornOn <= today && ageOn(bornOn, today) >= 18

const showForm = async (
  asked: ForRequest,
  request: OpenRequest,
  typed: Typed = {},
  problems: Problems = {},
  general: readonly string[] = [],
): Promise<Answer> => {
  const { left, ready, hasStanding } = await leftToDecide(asked, request)
  const all: Typed =
    ready.length > 1 && typed.children === undefined
      ? { ...typed, children: ready.map(({ position }) => String(position)) }
      : typed
  const { views, errors } = showQuestions(questionsFor(request, ready, hasStanding), all, problems, asked.context.today)
  const adults = left.filter(child => isAdult(child, asked.context.today)).map(nameOf)
  return page(
    'areas/front-door/request/decide.njk',
    {
      title: 'Decide about a request',
      kind: kindInWords(request),
      from: fromWhom(request),
      about: ready.map(nameOf),
      notReady: left.filter(({ identity }) => identity === null).map(nameOf),
      adults,
      questions: views,
      errors: [...errors, ...general.map(text => ({ text, href: '#outcome' }))],
      back: paths.request({ request: request.request }),
    },
    { status: errors.length + general.length > 0 ? 422 : 200 },
  )
}

/** The form of the decision about a request. */
export const showDecide = async (asked: ForRequest): Promise<Answer> => {
  const request = await openRequest(asked, 'decide a request')
  if (request === undefined) return notFound()
  return showForm(asked, request)
}

const levelOf = (value: unknown): Level | undefined => {
  const level = Number(value)
  return isLevel(level) ? level : undefined
}

/** Decides about a request, or proposes it where policy asks for a manager's agreement. */
export const decide = async (asked: ForRequest): Promise<Answer> => {
  const request = await openRequest(asked, 'decide a request')
  if (request === undefined) return notFound()
  const { database, context, form } = asked
  const { ready, hasStanding } = await leftToDecide(asked, request)
  const { values, problems, typed } = readQuestions(questionsFor(request, ready, hasStanding), form, context.today)
  const outcome = typeof values.outcome === 'string' ? values.outcome : ''
  if (Object.keys(problems).length > 0 || (!isClosing(outcome) && !isContactOutcome(outcome)))
    return showForm(asked, request, typed, problems)
  const chosen =
    ready.length > 1 ? (values.children as readonly string[]).map(Number) : ready.map(({ position }) => position)
  const level = levelOf(values.level)
  try {
    const done = await decideRequest(
      asked,
      await writing(asked),
      request.request,
      {
        children: isClosing(outcome) ? [] : chosen,
        outcome,
        rationale: String(values.rationale),
        ...(level === undefined || isClosing(outcome) ? {} : { level }),
      },
      await agreementOf(database.sql),
    )
    return redirect(
      paths.request(
        { request: request.request },
        { done: done.proposed ? 'proposed' : isClosing(outcome) ? 'closed' : 'decided' },
      ),
    )
  } catch (error) {
    const wrong = wrongOr(error)
    if (!isWrong(wrong)) return wrong
    const isAsked = ['children', 'outcome', 'level', 'rationale'].includes(wrong.question)
    return showForm(
      asked,
      request,
      typed,
      isAsked ? { [wrong.question]: wrong.words } : {},
      isAsked ? [] : [wrong.words],
    )
  }
}
