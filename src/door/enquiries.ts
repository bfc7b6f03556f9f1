import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { StoredAnswers } from '../journey/field.ts'
import type { Tables } from '../store/tables.ts'
import { enquiryFields } from './enquiry-questions.ts'
import { linesOf } from './questions/read.ts'
import type { AnswerLine } from './questions/read.ts'

type Queries = Kysely<Tables>

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
