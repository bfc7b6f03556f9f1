import { sql } from 'kysely'
import { contextAt } from '../../../access/context.ts'
import { ageInWords, localTime } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/clock.ts'
import { dutyAnswer } from '../../../journey/steps/duty-answer.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import { record } from '../../../ledger/record.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { paths as common, notFound, page, redirect, refused } from '../../../web/index.ts'
import type { Answer, AskedAboutChild, Part } from '../../../web/index.ts'
import { choosingFor, readForm, stepForm, typedFrom } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { paths } from '../paths.ts'
import { childNamed } from './children.ts'
import type { NamedChild } from './children.ts'

type AskedOfRequest = AskedAboutChild<{ readonly child: Part<number>; readonly entry: Part<number> }>

/** A request about a child, every child that it is about, and whether it has been answered. */
type Request = { readonly asks: string; readonly children: readonly number[]; readonly answered: boolean }

const requestOf = async ({ database, child, params }: AskedOfRequest): Promise<Request | undefined> => {
  const { rows } = await sql<Request>`
    select entry.answers ->> 'asks' as asks,
      (select array_agg(subject.identity order by subject.identity) from entry_subject subject where subject.lineage = entry.lineage) as children,
      not exists (select 1 from duty where duty.anchor = entry.lineage and duty.step = 'dutyAnswer' and duty.met_on is null
        and duty.lapsed_on is null and duty.known_to = 'infinity') as answered
    from entry join entry_subject own on own.lineage = entry.lineage
      join person mate on mate.identity = own.identity join person self on self.person = mate.person
    where entry.lineage = ${params.entry} and entry.step = 'dutyRequest' and entry.superseded_at = 'infinity'
      and not entry.withdrawn and self.identity = ${child}`.execute(database.sql)
  return rows[0]
}

const show = async (
  { database, context, params }: AskedOfRequest,
  child: NamedChild,
  { asks }: Request,
  { typed, problems }: { readonly typed: Typed; readonly problems: Readonly<Record<string, string>> },
  status: 200 | 422 = 200,
): Promise<Answer> => {
  const form = stepForm(dutyAnswer, { typed, problems }, await choosingFor(database.sql, context, dutyAnswer))
  return page(
    'areas/out-of-hours/record/short.njk',
    {
      title: 'Answer a request',
      heading: 'Answer a request',
      button: 'Record the answer',
      hint: 'The answer stands on the night’s board and in the child’s record.',
      name: child.name,
      age: child.bornOn === null ? '' : ageInWords(child.bornOn, context.today),
      tonight: common.tonight({ child: child.child }),
      asks,
      form,
      errors: form.errors,
      others: [],
      action: paths.answer({ child: child.child, entry: params.entry }),
    },
    { status },
  )
}

type Found = { readonly child: NamedChild; readonly request: Request }

const open = async (asked: AskedOfRequest): Promise<Found | Answer> => {
  if (!whoMayRecord(dutyAnswer, asked.context.today).includes(asked.context.role)) return refused()
  const [child, request] = await Promise.all([childNamed(asked.database.sql, asked.child), requestOf(asked)])
  return child === undefined || request === undefined ? notFound() : { child, request }
}

/** The page on which what was asked for at night is answered; answered already, it leads to the board. */
export const showAnswer = async (asked: AskedOfRequest): Promise<Answer> => {
  const opened = await open(asked)
  if ('kind' in opened) return opened
  if (opened.request.answered) return redirect(paths.board())
  const typed = typedFrom(dutyAnswer, { answeredAt: localTime(asked.context.now).slice(0, 16) }, '')
  return show(asked, opened.child, opened.request, { typed, problems: {} })
}

/** Records the answer about every child of the request. Whoever comes second is told that it is answered. */
export const recordAnswer = async (asked: AskedOfRequest): Promise<Answer> => {
  const { database, context, form, params } = asked
  const opened = await open(asked)
  if ('kind' in opened) return opened
  const { child, request } = opened
  const reading = readForm(dutyAnswer, form, context)
  const problems = {
    ...reading.problems,
    ...(reading.unasked.length > 0 ? { unasked: 'The form held something that is not asked. Nothing was saved' } : {}),
    ...(request.answered ? { answer: 'This request has been answered meanwhile. Nothing was saved' } : {}),
  }
  if (Object.keys(problems).length > 0) return show(asked, child, request, { typed: reading.typed, problems }, 422)
  try {
    await record(asked, contextAt(context, await nextMoment(database.sql)), {
      step: 'dutyAnswer',
      subjects: request.children.map(identity => ({ identity })),
      answers: reading.answers,
      outcome: reading.outcome,
      follows: params.entry,
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return show(asked, child, request, { typed: reading.typed, problems: { answer: error.message } }, 422)
  }
  return redirect(common.tonight({ child: child.child }, { recorded: 'dutyAnswer' }))
}
