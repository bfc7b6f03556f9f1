import { sql } from 'kysely'
import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { mayKnowOf } from '../../../access/visibility.ts'
import { nextMoment } from '../../../council/clock.ts'
import { supervision } from '../../../journey/steps/supervision.ts'
import { supervisionReply } from '../../../journey/steps/supervision-reply.ts'
import type { Queries } from '../../../ledger/ledger.ts'
import { record } from '../../../ledger/record.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, page, paths as common, redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { answerRows, choosingFor, namesFor, readForm, stepForm } from '../../../web/forms/index.ts'
import type { Typed } from '../../../web/forms/index.ts'
import { noteChildren } from '../agenda/agenda.ts'
import { childrenNamed, standingOf } from '../caseload.ts'
import { paths } from '../paths.ts'
import { workerOf } from '../workers.ts'

type ForEntry = Asked & { readonly params: { readonly entry: number } }

type Row = {
  readonly answers: Readonly<Record<string, unknown>>
  readonly outcome: string
  readonly happenedOn: string
  readonly author: number
  readonly authorName: string
  readonly recordedAt: string
  readonly withdrawn: boolean
  readonly version: number
}

const entryColumns = sql`e.answers, e.outcome, e.happened_on as "happenedOn", e.author, w.given || ' ' || w.family as "authorName",
  e.recorded_at as "recordedAt", e.withdrawn, e.version`

const supervisionRow = async (queries: Queries, entry: number): Promise<Row | undefined> => {
  const { rows } = await sql<Row>`
    select ${entryColumns} from entry e join worker w on w.worker = e.author
    where e.lineage = ${entry} and e.step = 'supervision' and e.superseded_at = 'infinity'`.execute(queries)
  return rows[0]
}

const repliesTo = async (queries: Queries, entry: number): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select ${entryColumns} from entry e join worker w on w.worker = e.author
    where e.follows = ${entry} and e.step = 'supervisionReply' and e.superseded_at = 'infinity' and not e.withdrawn
    order by e.happened_on, e.lineage`.execute(queries)
  return rows
}

type Open = { readonly row: Row; readonly supervised: number; readonly isOwn: boolean }

/** A supervision that this person may read: their own, one that they wrote, or one of a worker whom they answer for. */
const openSupervision = async ({ database, context }: Asked, entry: number): Promise<Open | undefined> => {
  const row = await supervisionRow(database.sql, entry)
  if (row === undefined) return undefined
  const supervised = Number(row.answers.supervised)
  const isOwn = supervised === context.worker
  const may =
    isOwn || row.author === context.worker || (await workerOf(database.sql, context, supervised)) !== undefined
  return may ? { row, supervised, isOwn } : undefined
}

const paragraphsOf = async (queries: Queries, context: Context, entry: number) => {
  const { rows: subjects } = await sql<{ readonly identity: number; readonly paragraph: string | null }>`
    select person.person as identity, s.paragraph from entry_subject s join person on person.identity = s.identity
    where s.lineage = ${entry} and ${mayKnowOf(context, 's.identity', 'few')}`.execute(queries)
  const children = await childrenNamed(
    queries,
    context,
    subjects.map(({ identity }) => identity),
  )
  return {
    children: children.map(child => ({
      ...child,
      paragraph: subjects.find(({ identity }) => identity === child.child)?.paragraph ?? '',
    })),
    unseen: new Set(subjects.map(({ identity }) => identity)).size - children.length,
  }
}

const show = async (
  request: ForEntry,
  { row, supervised, isOwn }: Open,
  reply: { readonly typed: Typed; readonly problems: Readonly<Record<string, string>> },
  status: 200 | 422 = 200,
): Promise<Answer> => {
  const { database, rules, context, params, query } = request
  const queries = database.sql
  const [{ children, unseen }, replies, names, choosing] = await Promise.all([
    paragraphsOf(queries, context, params.entry),
    repliesTo(queries, params.entry),
    namesFor(queries, context, [{ step: supervision, answers: row.answers }]),
    choosingFor(queries, context, supervisionReply),
  ])
  await noteChildren(queries, context, 'supervision record', children)
  const mayReply = isOwn && !row.withdrawn && !replies.some(({ author }) => author === context.worker)
  const form = stepForm(supervisionReply, reply, choosing)
  const [first] = children
  return page(
    'areas/supervision/worker/record.njk',
    {
      title: 'A supervision',
      recorded: textOf(query.recorded) !== '',
      signed: textOf(query.signed) !== '',
      workerName: names.workers.get(supervised) ?? 'the worker',
      row,
      rows: answerRows(supervision, row.answers, row.outcome, names).filter(({ key }) => key.text !== 'Outcome'),
      children: children.map(child => ({
        name: child.name,
        href: common.child({ child: child.child }),
        standing: standingOf(rules, child),
        paragraph: child.paragraph,
      })),
      unseen,
      replies: replies.map(each => ({
        ...each,
        said: each.outcome === 'differs' ? 'sees something differently' : 'agrees',
        words: typeof each.answers.words === 'string' ? each.answers.words : '',
      })),
      mayReply,
      form,
      errors: mayReply ? form.errors : [],
      paths: {
        worker: paths.worker({ worker: supervised }),
        entry: first === undefined ? undefined : common.entry({ child: first.child, entry: params.entry }),
      },
    },
    { status },
  )
}

/** One supervision: what was said of the work, of each child whose record opens to the reader, and the worker's own words. */
export const showSupervision = async (request: ForEntry): Promise<Answer> => {
  const open = await openSupervision(request, request.params.entry)
  if (open === undefined) return notFound()
  const { day, month, year } = dayParts(request.context.today)
  const typed = { 'signedOn-day': day, 'signedOn-month': month, 'signedOn-year': year, outcome: 'agrees' }
  return show(request, open, { typed, problems: {} })
}

const dayParts = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { day: String(Number(day)), month: String(Number(month)), year }
}

/** The worker signs, with words of their own: in the record of every child discussed that still opens to the worker. */
export const reply = async (request: ForEntry): Promise<Answer> => {
  const { database, context, params, form } = request
  const open = await openSupervision(request, params.entry)
  if (open === undefined) return notFound()
  if (!open.isOwn) return refused()
  const reading = readForm(supervisionReply, form, context)
  const signedOn = reading.answers.signedOn
  const problems = {
    ...reading.problems,
    ...(reading.unasked.length > 0 ? { unasked: 'The form held something that is not asked. Nothing was saved' } : {}),
    ...(typeof signedOn === 'string' && signedOn < open.row.happenedOn
      ? { signedOn: 'The date cannot be before the supervision' }
      : {}),
  }
  if (Object.keys(problems).length > 0) return show(request, open, { typed: reading.typed, problems }, 422)
  const { children } = await paragraphsOf(database.sql, context, params.entry)
  try {
    await record(request, contextAt(context, await nextMoment(database.sql)), {
      step: 'supervisionReply',
      subjects: children.map(({ child }) => ({ identity: child })),
      answers: reading.answers,
      outcome: reading.outcome,
      follows: params.entry,
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const words =
      children.length === 0
        ? 'None of the children’s records opens to you any more, so that there is no record to sign in. Tell your manager.'
        : error.message
    return show(request, open, { typed: reading.typed, problems: { words } }, 422)
  }
  return redirect(paths.supervision({ entry: params.entry }, { signed: 1 }))
}
