import { dutyOnPage } from '../../../../journey/duty-words.ts'
import { date, prose } from '../../../../journey/fields.ts'
import { whoMayRecord } from '../../../../journey/step.ts'
import { delayStep } from '../../../../ledger/delays.ts'
import { record } from '../../../../ledger/record.ts'
import { childRoute, page, problem, redirect, refused } from '../../../../web/index.ts'
import type { Answer, Asked } from '../../../../web/index.ts'
import { readQuestions, showQuestions } from '../../../../web/forms/questions.ts'
import type { Typed } from '../../../../web/forms/index.ts'
import { frameOf } from '../../child/frame.ts'
import { meetsChildren } from '../../child/meets-children.ts'
import { childRecord } from '../../child/record.ts'
import type { ChildRecord } from '../../child/record.ts'
import { paths } from '../../paths.ts'
import { writingContext } from '../../people/change.ts'

type ForDuty = Asked & {
  readonly child: number
  readonly params: { readonly anchor: number; readonly rule: string }
}

/** What is asked about work that is to wait; which work it is the page knows. */
const questions = {
  until: date('Until when it waits', { mayBeInFuture: true }),
  why: prose('Why waiting serves the child', {
    longest: 2000,
    hint: 'It stands beside the work, in the child’s story, and is read by the manager.',
  }),
}

type Problems = Readonly<Record<string, string>>

const mayRecord = ({ rules, context }: Asked): boolean => {
  const step = rules.pathway.steps[delayStep]
  return step !== undefined && whoMayRecord(step, context.today).includes(context.role)
}

const dutyIn = (asked: ForDuty, read: ChildRecord) => {
  const duty = read.duties.find(each => each.anchor === asked.params.anchor && each.rule === asked.params.rule)
  if (duty === undefined) return undefined
  const anchorStep = read.entries.find(({ entry }) => entry === duty.anchor)?.step ?? null
  return { duty, words: dutyOnPage(asked.rules, { ...duty, anchorStep }, asked.context.now) }
}

type Found = NonNullable<ReturnType<typeof dutyIn>>

const noLongerDue = (): Answer =>
  problem(
    409,
    'This work is no longer due',
    'It has been done, or is no longer expected, since the page was opened. Nothing was recorded.',
    'The child’s page shows what is due now.',
  )

const show = (asked: ForDuty, read: ChildRecord, { words }: Found, typed: Typed, problems: Problems): Answer => {
  const { rules, context, child } = asked
  const { views, errors } = showQuestions(questions, typed, problems, context.today)
  return page(
    'areas/casework/my-work/waits/waits.njk',
    {
      title: 'A reason to wait',
      frame: frameOf(rules, context, read, 'now'),
      duty: words,
      questions: views,
      errors,
      back: paths.child({ child }),
    },
    { status: errors.length > 0 ? 422 : 200 },
  )
}

const showWaits = async (asked: ForDuty): Promise<Answer> => {
  if (!mayRecord(asked)) return refused()
  const read = await childRecord(asked)
  const found = dutyIn(asked, read)
  return found === undefined ? noLongerDue() : show(asked, read, found, {}, {})
}

/** Records the decision about this one piece of work. Sent twice, it is recorded once. */
const saveWaits = async (asked: ForDuty): Promise<Answer> => {
  if (!mayRecord(asked)) return refused()
  const { context, child, form } = asked
  const read = await childRecord(asked)
  const found = dutyIn(asked, read)
  if (found === undefined) return noLongerDue()
  const { values, problems, typed } = readQuestions(questions, form, context.today)
  const until = typeof values.until === 'string' ? values.until : undefined
  const past =
    until !== undefined && until < context.today ? { until: 'Until when it waits must be today or later' } : {}
  const wrong: Problems = { ...problems, ...past }
  if (until === undefined || Object.keys(wrong).length > 0) return show(asked, read, found, typed, wrong)
  const why = String(values.why)
  const before = found.duty.delay
  if (before?.until !== until || before.why !== why)
    await record(asked, await writingContext(asked), {
      step: delayStep,
      subjects: [{ identity: found.duty.identity }],
      answers: { decidedOn: context.today, work: found.words.title, rule: found.duty.rule, until, why },
      outcome: 'recorded',
      follows: found.duty.anchor,
    })
  return redirect(`${paths.child({ child })}#due`)
}

export const waitsRoutes = [
  childRoute({
    method: 'GET',
    path: paths.waits,
    permission: meetsChildren,
    audit: 'a reason to wait',
    answer: showWaits,
  }),
  childRoute({
    method: 'POST',
    path: paths.waits,
    permission: meetsChildren,
    audit: 'a reason to wait',
    answer: saveWaits,
  }),
]
