import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { Instant } from '../calendar/index.ts'
import { nextWorkingDayCloses } from '../council/duty-hours.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { noteEvent } from './history.ts'
import { partnersOn } from './partners.ts'
import { lockRequest, RequestRefused } from './standing.ts'
import type { Tables } from '../store/tables.ts'

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
