import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { Instant } from '../calendar/index.ts'
import { nextWorkingDayCloses } from '../council/duty-hours.ts'
import type { StoredAnswers } from '../journey/field.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { enquiryFields } from './enquiry-questions.ts'
import { noteEvent } from './history.ts'
import { partnersOn } from './partners.ts'
import { linesOf } from './questions/read.ts'
import type { AnswerLine } from './questions/read.ts'
import { lockRequest, RequestRefused } from './standing.ts'

type Queries = Kysely<Tables>

/** What a worker asks an organisation about children of a request. */
export type EnquiryToAsk = {
  readonly request: number
  readonly partner: number
  /** The places of the children in the request. */
  readonly children: readonly number[]
  readonly question: string
  /** Where they live, in words, if whoever is asked needs it to answer. */
  readonly address?: string
  /** Until the office closes on the next working day unless said otherwise. */
  readonly answerBy?: Instant
}

const longestQuestion = 2000

const refuse = (question: string, words: string) => new RequestRefused('notAnAnswer', words, question)

const tidyToAsk = async (queries: Queries, context: Context, asked: EnquiryToAsk): Promise<EnquiryToAsk> => {
  const question = asked.question.trim()
  if (question === '') throw refuse('question', 'Enter the question')
  if (question.length > longestQuestion)
    throw refuse('question', `The question must be ${longestQuestion} characters or fewer`)
  const partners = await partnersOn(queries, context.today, { answering: true })
  if (!partners.some(({ partner }) => partner === asked.partner))
    throw refuse('partner', 'Choose an organisation that answers enquiries')
  const children = [...new Set(asked.children)].sort((one, other) => one - other)
  if (children.length === 0) throw refuse('children', 'Choose the children the question is about')
  const found = await queries
    .selectFrom('request_child')
    .select('position')
    .where('request', '=', asked.request)
    .where('position', 'in', children)
    .execute()
  if (found.length !== children.length) throw refuse('children', 'Choose children of this request')
  if (asked.answerBy !== undefined && asked.answerBy <= context.now)
    throw refuse('answerBy', 'The time to answer by must be later than now')
  return { ...asked, question, children }
}

/**
 * Asks an organisation about children of a request, which it then sees: these children, the question, and nothing else.
 * Answers with the number of the enquiry; the same question asked twice while it is open is one. Throws RequestRefused.
 */
export const ask = (database: Pick<Database, 'sql'>, context: Context, asked: EnquiryToAsk): Promise<number> =>
  inTransaction(
    database,
    async queries => {
      await lockRequest(queries, context, asked.request)
      const { request, partner, children, question, address, answerBy } = await tidyToAsk(queries, context, asked)
      const same = await queries
        .selectFrom('enquiry')
        .select('enquiry')
        .where('request', '=', request)
        .where('partner', '=', partner)
        .where('question', '=', question)
        .where(sql<boolean>`children = ${[...children]}::integer[]`)
        .where('answered_at', 'is', null)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst()
      if (same !== undefined) return same.enquiry
      const tidyAddress = address?.trim() ?? ''
      const { enquiry } = await queries
        .insertInto('enquiry')
        .values({
          request,
          partner,
          children: [...children],
          question,
          address: tidyAddress === '' ? null : tidyAddress,
          asked_by: context.worker,
          asked_at: context.now,
          answer_by: answerBy ?? nextWorkingDayCloses(context.now),
          answer: null,
          answered_by: null,
          answered_at: null,
          withdrawn_at: null,
        })
        .returning('enquiry')
        .executeTakeFirstOrThrow()
      await noteEvent(queries, context, request, 'asked', { enquiry, partner })
      return enquiry
    },
    { isolation: 'read committed' },
  )

/** Takes a question back that has no answer yet; the organisation sees the children no longer. Throws RequestRefused. */
export const withdrawEnquiry = (
  database: Pick<Database, 'sql'>,
  context: Context,
  { request, enquiry }: { readonly request: number; readonly enquiry: number },
): Promise<void> =>
  inTransaction(
    database,
    async queries => {
      await lockRequest(queries, context, request)
      const row = await queries
        .selectFrom('enquiry')
        .select(['answered_at', 'withdrawn_at'])
        .where('enquiry', '=', enquiry)
        .where('request', '=', request)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined) throw new RequestRefused('notFound', 'There is no such enquiry.')
      if (row.withdrawn_at !== null) return
      if (row.answered_at !== null)
        throw new RequestRefused('meanwhile', 'This enquiry has been answered meanwhile: the answer is kept.')
      await queries.updateTable('enquiry').set({ withdrawn_at: context.now }).where('enquiry', '=', enquiry).execute()
      await noteEvent(queries, context, request, 'withdrawn', { enquiry })
    },
    { isolation: 'read committed' },
  )

/** How an enquiry stands. */
export type EnquiryStanding = 'open' | 'answered' | 'withdrawn'

export const enquiryStanding = ({
  answeredAt,
  withdrawnAt,
}: {
  readonly answeredAt: Instant | null
  readonly withdrawnAt: Instant | null
}): EnquiryStanding => (answeredAt !== null ? 'answered' : withdrawnAt !== null ? 'withdrawn' : 'open')

/** One answer: whose, when, and what it says under which question. */
export type EnquiryAnswer = { readonly by: string; readonly at: Instant; readonly lines: readonly AnswerLine[] }

/** An enquiry as the point of access sees it. */
export type EnquiryForStaff = {
  readonly enquiry: number
  readonly partner: number
  readonly partnerName: string
  readonly children: readonly number[]
  readonly question: string
  readonly address: string | null
  readonly askedBy: string
  readonly askedAt: Instant
  readonly answerBy: Instant
  readonly standing: EnquiryStanding
  readonly isLate: boolean
  /** The first answer, and what others of the organisation added to it. */
  readonly answers: readonly EnquiryAnswer[]
}

/** An answer as it is stored: the form it was given in, and the answers by question. */
export const answerInWords = (stored: Readonly<Record<string, unknown>>): readonly AnswerLine[] => {
  const form = typeof stored.form === 'string' ? stored.form : 'other'
  const answers = typeof stored.answers === 'object' && stored.answers !== null ? stored.answers : {}
  return linesOf(enquiryFields(form), answers as StoredAnswers)
}

const personName = sql<string>`person.given || ' ' || person.family || ', ' || person.post`

/** What was added to some enquiries after the first answer, in order. */
export const additionsTo = async (
  queries: Queries,
  enquiries: readonly number[],
): Promise<ReadonlyMap<number, readonly EnquiryAnswer[]>> => {
  if (enquiries.length === 0) return new Map()
  const rows = await queries
    .selectFrom('enquiry_addition')
    .innerJoin('partner_person as person', 'person.person', 'enquiry_addition.answered_by')
    .select([
      'enquiry_addition.enquiry',
      'enquiry_addition.answer',
      'enquiry_addition.answered_at as at',
      personName.as('by'),
    ])
    .where('enquiry_addition.enquiry', 'in', [...enquiries])
    .orderBy('enquiry_addition.id')
    .execute()
  const grouped = Map.groupBy(rows, ({ enquiry }) => enquiry)
  return new Map(
    [...grouped].map(([enquiry, list]) => [
      enquiry,
      list.map(({ by, at, answer }) => ({ by, at, lines: answerInWords(answer) })),
    ]),
  )
}

/** What organisations were asked about a request, in the order of asking, with what they answered. The caller has asked who may see the request. */
export const enquiriesOf = async (
  queries: Queries,
  request: number,
  now: Instant,
): Promise<readonly EnquiryForStaff[]> => {
  const rows = await queries
    .selectFrom('enquiry')
    .innerJoin('partner', 'partner.partner', 'enquiry.partner')
    .innerJoin('worker', 'worker.worker', 'enquiry.asked_by')
    .leftJoin('partner_person as person', 'person.person', 'enquiry.answered_by')
    .select([
      'enquiry.enquiry',
      'enquiry.partner',
      'partner.name as partnerName',
      'enquiry.children',
      'enquiry.question',
      'enquiry.address',
      sql<string>`worker.given || ' ' || worker.family`.as('askedBy'),
      'enquiry.asked_at as askedAt',
      'enquiry.answer_by as answerBy',
      'enquiry.answer',
      'enquiry.answered_at as answeredAt',
      'enquiry.withdrawn_at as withdrawnAt',
      sql<string | null>`${personName}`.as('answeredBy'),
    ])
    .where('enquiry.request', '=', request)
    .orderBy('enquiry.enquiry')
    .execute()
  const additions = await additionsTo(
    queries,
    rows.map(({ enquiry }) => enquiry),
  )
  return rows.map(({ answer, answeredAt, answeredBy, withdrawnAt, ...row }) => {
    const standing = enquiryStanding({ answeredAt, withdrawnAt })
    const first =
      answer === null || answeredAt === null
        ? []
        : [{ by: answeredBy ?? '', at: answeredAt, lines: answerInWords(answer) }]
    return {
      ...row,
      standing,
      isLate: standing === 'open' && row.answerBy < now,
      answers: [...first, ...(additions.get(row.enquiry) ?? [])],
    }
  })
}
