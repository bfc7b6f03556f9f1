import { enquiriesFor } from '../../door/enquiry-answers.ts'
import type { EnquiryListed } from '../../door/enquiry-answers.ts'
import { partnerDraft } from '../../door/partner-drafts.ts'
import { requestKinds } from '../../door/request.ts'
import { becameOf, sentRequests } from '../../door/sent-requests.ts'
import type { SentRequest } from '../../door/sent-requests.ts'
import { counted, instantInWords } from '../../web/index.ts'
import { listingIn, tableView } from '../../web/tables/index.ts'
import type { Column } from '../../web/tables/index.ts'
import type { Answer } from '../../web/index.ts'
import { requestDraft } from './new-request/form.ts'
import { partnerPage, partnerRoute } from './partner-route.ts'
import type { AskedByPartner } from './partner-route.ts'
import { paths } from './paths.ts'

const perPage = 25

/** By when something is decided or answered, and whether that has passed, in words. */
export const clockInWords = (by: string, isLate: boolean): string =>
  isLate ? `Late: it was due by ${instantInWords(by)}` : `By ${instantInWords(by)}`

const requestColumns: readonly Column<SentRequest>[] = [
  {
    name: 'reference',
    heading: 'Reference',
    cell: ({ reference }) => ({ text: reference, link: paths.request({ reference }) }),
  },
  { name: 'what', heading: 'What', cell: ({ kind }) => requestKinds[kind] },
  { name: 'by', heading: 'Sent', cell: ({ sentBy, sentAt }) => ({ text: instantInWords(sentAt), note: sentBy }) },
  {
    name: 'stands',
    heading: 'What became of it',
    cell: ({ became, decidedAt, decideBy, isLate }) => ({
      text: becameOf[became],
      note: decidedAt === null ? clockInWords(decideBy, isLate) : `Decided ${instantInWords(decidedAt)}`,
    }),
  },
]

const enquiryLine = (each: EnquiryListed) => ({
  href: paths.enquiry({ enquiry: each.enquiry }),
  about: `A question about ${counted(each.childCount, 'child', 'children')}`,
  asked: instantInWords(each.askedAt),
  standing: each.standing,
  isLate: each.isLate,
  clock:
    each.standing === 'open'
      ? clockInWords(each.answerBy, each.isLate)
      : each.standing === 'withdrawn'
        ? 'No longer asked'
        : `Answered by ${each.answeredBy ?? ''}`,
})

const show = async (asked: AskedByPartner): Promise<Answer> => {
  const { database, partner, query } = asked
  const listing = listingIn(query, [])
  const [sent, enquiries, begun] = await Promise.all([
    sentRequests(database.sql, partner, { page: listing.page, perPage }),
    enquiriesFor(database.sql, partner),
    partnerDraft(database.sql, partner, requestDraft),
  ])
  return partnerPage(asked, 'home', 'areas/partners/home.njk', {
    title: 'Requests and questions',
    begun: begun === undefined ? undefined : { savedAt: begun.savedAt },
    isAsked: partner.answersEnquiries || enquiries.length > 0,
    open: enquiries.filter(({ standing }) => standing === 'open').map(enquiryLine),
    settled: enquiries.filter(({ standing }) => standing !== 'open').map(enquiryLine),
    sent: tableView({
      caption: `What ${partner.name} has sent`,
      of: ['request', 'requests'],
      columns: requestColumns,
      rows: sent.rows,
      total: sent.total,
      listing,
      perPage,
      address: more => paths.home({}, more),
      empty: 'Requests that you and your colleagues send stand here, with what became of them.',
    }),
    paths: {
      begin: paths.begin(),
      consultation: paths.consultation(),
      levels: paths.levels(),
      discard: paths.discard(),
    },
  })
}

/** What an organisation is asked, and what it has sent. */
export const homeRoutes = [partnerRoute({ method: 'GET', path: paths.home, audit: 'own requests', answer: show })]
