import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { addHours } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { StoredAnswers } from '../journey/field.ts'
import { inTransaction } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { additionsTo, answerInWords, enquiryStanding } from './enquiries.ts'
import type { EnquiryAnswer, EnquiryStanding } from './enquiries.ts'
import { enquiryFormOf } from './enquiry-questions.ts'
import { notePartner } from './partner-looks.ts'
import type { PartnerContext } from './partners.ts'
import { childInWords } from './questions/children.ts'

type Queries = Kysely<Tables>

/** A child as an organisation that is asked sees it: who it is, and nothing that was said of it. */
export type ChildAskedAbout = {
  readonly position: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
}

/** An enquiry in the list of the organisation that is asked: without the children, who are on its page. */
export type EnquiryListed = {
  readonly enquiry: number
  readonly childCount: number
  readonly askedAt: Instant
  readonly answerBy: Instant
  readonly standing: EnquiryStanding
  readonly isLate: boolean
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
}

/** An enquiry as the organisation that is asked sees it. */
export type EnquiryForPartner = EnquiryListed & {
  readonly request: number
  readonly children: readonly ChildAskedAbout[]
  readonly question: string
  readonly address: string | null
  readonly answers: readonly EnquiryAnswer[]
}

/** So long whoever answered may read the children's names again, and what was answered. */
const hoursReadable = 28 * 24

const listed = (queries: Queries, { partner, now }: PartnerContext) =>
  queries
    .selectFrom('enquiry')
    .leftJoin('partner_person as person', 'person.person', 'enquiry.answered_by')
    .select([
      'enquiry.enquiry',
      sql<number>`cardinality(enquiry.children)`.as('childCount'),
      'enquiry.asked_at as askedAt',
      'enquiry.answer_by as answerBy',
      'enquiry.answered_at as answeredAt',
      'enquiry.withdrawn_at as withdrawnAt',
      sql<string | null>`person.given || ' ' || person.family || ', ' || person.post`.as('answeredBy'),
    ])
    .where('enquiry.partner', '=', partner)
    .where(
      sql<boolean>`coalesce(enquiry.answered_at, enquiry.withdrawn_at, 'infinity') > ${addHours(now, -hoursReadable)}`,
    )

const asListed = <Row extends { answerBy: Instant; answeredAt: Instant | null; withdrawnAt: Instant | null }>(
  { withdrawnAt, ...row }: Row,
  now: Instant,
) => {
  const standing = enquiryStanding({ answeredAt: row.answeredAt, withdrawnAt })
  return { ...row, standing, isLate: standing === 'open' && row.answerBy < now }
}

/** What an organisation is asked: what is open, soonest first; then what was settled in the last four weeks. */
export const enquiriesFor = async (queries: Queries, partner: PartnerContext): Promise<readonly EnquiryListed[]> => {
  const rows = await listed(queries, partner)
    .orderBy(sql`coalesce(enquiry.answered_at, enquiry.withdrawn_at) desc nulls first`)
    .orderBy('enquiry.answer_by')
    .execute()
  return rows.map(row => asListed(row, partner.now))
}

const childrenOf = async (queries: Queries, request: number, positions: readonly number[]) => {
  const rows = await queries
    .selectFrom('request_child')
    .leftJoin('request_link as link', join =>
      join
        .onRef('link.request', '=', 'request_child.request')
        .onRef('link.position', '=', 'request_child.position')
        .on('link.known_to', '=', 'infinity'),
    )
    .select([
      'request_child.position',
      'request_child.given',
      'request_child.family',
      'request_child.born_on as bornOn',
      'request_child.expected_on as expectedOn',
      'request_child.answers',
      'link.identity',
    ])
    .where('request_child.request', '=', request)
    .where('request_child.position', 'in', [...positions])
    .orderBy('request_child.position')
    .execute()
  return rows.map(({ given, family, answers, ...row }) => ({
    ...row,
    name: childInWords({
      ...(given === null ? {} : { given }),
      ...(family === null ? {} : { family }),
      answers,
    }),
  }))
}

/**
 * Opens an enquiry to the organisation that is asked, and notes the look; undefined, and noted, for one that is another's or
 * does not exist. Of one that was withdrawn nothing is shown but that it was.
 */
export const lookAtEnquiry = async (
  queries: Queries,
  partner: PartnerContext,
  enquiry: number,
  act: string,
): Promise<EnquiryForPartner | undefined> => {
  const row = await listed(queries, partner)
    .select([
      'enquiry.request',
      'enquiry.children as positions',
      'enquiry.question',
      'enquiry.address',
      'enquiry.answer',
    ])
    .where('enquiry.enquiry', '=', enquiry)
    .executeTakeFirst()
  if (row === undefined) {
    await notePartner(queries, partner, { act, answer: 'nothing' })
    return undefined
  }
  const { positions, answer, ...rest } = asListed(row, partner.now)
  const { request } = rest
  if (rest.standing === 'withdrawn') {
    await notePartner(queries, partner, { act, answer: 'open', request })
    return { ...rest, children: [], question: '', address: null, answers: [] }
  }
  const [found, additions] = await Promise.all([
    childrenOf(queries, request, positions),
    additionsTo(queries, [enquiry]),
  ])
  const known = [...new Set(found.flatMap(({ identity }) => (identity === null ? [] : [identity])))]
  await notePartner(
    queries,
    partner,
    known.length === 0
      ? { act, answer: 'open', request }
      : known.map(identity => ({ act, answer: 'open', request, identity })),
  )
  const first =
    answer === null || rest.answeredAt === null
      ? []
      : [{ by: rest.answeredBy ?? '', at: rest.answeredAt, lines: answerInWords(answer) }]
  return {
    ...rest,
    children: found.map(({ position, name, bornOn, expectedOn }) => ({ position, name, bornOn, expectedOn })),
    answers: [...first, ...(additions.get(enquiry) ?? [])],
  }
}

/** What became of an answer: it is the answer; somebody answered before, and it is kept if added; or nobody asks any more. */
export type Answered = 'answered' | 'alreadyAnswered' | 'withdrawn' | 'notFound'

const eventOf = (queries: Queries, partner: PartnerContext, request: number, detail: object) =>
  queries
    .insertInto('request_event')
    .values({
      request,
      at: partner.now,
      kind: 'answered',
      worker: null,
      partner_person: partner.person,
      detail: JSON.stringify(detail),
    })
    .execute()

/**
 * Gives an organisation's answer to an enquiry. Where a colleague has answered meanwhile nothing is overwritten: with `isAdded`
 * it stands beside the first answer, and without it nothing is kept and the person is told.
 */
export const answerEnquiry = (
  database: Pick<Database, 'sql'>,
  partner: PartnerContext,
  {
    enquiry,
    answers,
    isAdded = false,
  }: {
    readonly enquiry: number
    readonly answers: StoredAnswers
    readonly isAdded?: boolean
  },
): Promise<Answered> =>
  inTransaction(
    database,
    async queries => {
      const row = await queries
        .selectFrom('enquiry')
        .select(['request', 'answered_at', 'withdrawn_at'])
        .where('enquiry', '=', enquiry)
        .where('partner', '=', partner.partner)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined) return 'notFound'
      if (row.withdrawn_at !== null) return 'withdrawn'
      if (row.answered_at !== null && !isAdded) return 'alreadyAnswered'
      const answer = JSON.stringify({ form: enquiryFormOf(partner.kind), answers })
      if (row.answered_at === null)
        await queries
          .updateTable('enquiry')
          .set({ answer, answered_by: partner.person, answered_at: partner.now })
          .where('enquiry', '=', enquiry)
          .execute()
      else
        await queries
          .insertInto('enquiry_addition')
          .values({ enquiry, answer, answered_by: partner.person, answered_at: partner.now })
          .execute()
      await eventOf(queries, partner, row.request, { enquiry, partner: partner.partner })
      return 'answered'
    },
    { isolation: 'read committed' },
  )
