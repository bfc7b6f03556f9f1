import { ageOf } from '../child/facts.ts'
import { frameOf } from '../child/frame.ts'
import { openAmong } from '../child/near.ts'
import { childRecord } from '../child/record.ts'
import type { ChildRecord } from '../child/record.ts'
import type { Found } from '../../../people/index.ts'
import { page, redirect } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { showQuestions } from '../../../web/forms/questions.ts'
import type { Questions } from '../../../web/forms/questions.ts'
import { paths } from '../paths.ts'
import type { Problems } from './change.ts'

export type ForChild = Asked & { readonly child: number }

/** A form by which something said of people is changed. */
export type FormPage = {
  readonly heading: string
  readonly words?: string
  readonly questions: Questions
  readonly typed: Typed
  readonly problems: Problems
  readonly button: string
  readonly version?: number
  /** The house that the form is about. */
  readonly household?: number
  readonly matches?: readonly Found[]
  readonly record?: ChildRecord
  /** Whether those under the same roof are offered, who may have moved with the child. */
  readonly isMove?: boolean
}

const choicesOf = (matches: readonly Found[], asked: ForChild) =>
  matches.map(found => ({
    value: found.identity,
    text: [found.name, ageOf(found, asked.context.today)].filter(Boolean).join(', '),
    hint: found.answer === 'open' ? '' : 'Held by others: it cannot be chosen here',
    disabled: found.answer !== 'open',
  }))

/** Those under the same roof whose record opens too, so that they can be moved with the child. */
const mayMoveToo = async ({ database, context }: ForChild, { near }: ChildRecord) => {
  const here = near.filter(each => each.here)
  const open = await openAmong(
    database.sql,
    context,
    here.map(({ identity }) => identity),
  )
  return here.filter(({ identity }) => open.has(identity))
}

/** The page of such a form. */
export const showForm = async (asked: ForChild, form: FormPage, status?: 409): Promise<Answer> => {
  const { rules, context, child } = asked
  const record = form.record ?? (await childRecord(asked))
  const { views, errors } = showQuestions(form.questions, form.typed, form.problems, context.today)
  return page(
    'areas/casework/people/form.njk',
    {
      title: form.heading,
      frame: frameOf(rules, context, record, 'people'),
      heading: form.heading,
      words: form.words,
      questions: views,
      errors,
      button: form.button,
      version: form.version,
      household: form.household,
      matches: choicesOf(form.matches ?? [], asked),
      together: form.isMove === true ? await mayMoveToo(asked, record) : [],
      back: paths.people({ child }),
    },
    { status: status ?? (Object.keys(form.problems).length > 0 ? 422 : 200) },
  )
}

/** Back to the people of the child, once something was changed. */
export const done = ({ child }: ForChild) => redirect(paths.people({ child }))

export const hasProblems = (problems: Problems) => Object.keys(problems).length > 0
