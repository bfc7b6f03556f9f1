import { countedRequests, countOf } from '../../door/partner-figures.ts'
import type { PartnerCount } from '../../door/partner-figures.ts'
import { listingIn, tableView } from '../../web/tables/index.ts'
import type { Column } from '../../web/tables/index.ts'
import { counted } from '../../web/index.ts'
import type { Answer } from '../../web/index.ts'
import { byMonth, daysInWords, meaning, monthsOf, monthWords, shareInWords } from './figures-in-words.ts'
import { partnerPage, partnerRoute } from './partner-route.ts'
import type { AskedByPartner } from './partner-route.ts'
import { paths } from './paths.ts'

type Line = { readonly month: string; readonly count: PartnerCount }

const columns: readonly Column<Line>[] = [
  { name: 'month', heading: 'Sent in', cell: ({ month }) => monthWords(month) },
  { name: 'sent', heading: 'Sent', cell: ({ count }) => count.sent, numeric: true },
  { name: 'decided', heading: 'Decided', cell: ({ count }) => count.decided, numeric: true },
  { name: 'advice', heading: 'Ended as information and advice', cell: ({ count }) => count.advice, numeric: true },
  { name: 'share', heading: 'Share', cell: ({ count }) => shareInWords(count), numeric: true },
  { name: 'days', heading: 'Working days to decision', cell: ({ count }) => daysInWords(count), numeric: true },
]

const inBrief = (count: PartnerCount): string =>
  count.decided === 0
    ? 'Nothing that you sent in the last twelve months has been decided yet.'
    : `In the last twelve months you sent ${counted(count.sent, 'request')}. ${count.decided} ${count.decided === 1 ? 'has' : 'have'} been decided, and ${count.advice} of these ended as information and advice${
        shareInWords(count).endsWith('%') ? ` (${shareInWords(count)})` : ''
      }.`

const show = async (asked: AskedByPartner): Promise<Answer> => {
  const { database, partner, query } = asked
  const { months, whole } = monthsOf(partner.today)
  const [own, all] = await Promise.all([
    countedRequests(database.sql, whole, { asOf: partner.now, partner: partner.partner }),
    countedRequests(database.sql, whole, { asOf: partner.now }),
  ])
  const everybody = shareInWords(countOf(all))
  return partnerPage(asked, 'feedback', 'areas/partners/feedback.njk', {
    title: 'What became of it',
    organisation: partner.name,
    brief: inBrief(countOf(own)),
    everybody: everybody.endsWith('%') ? everybody : undefined,
    table: tableView({
      caption: 'By the month in which it was sent',
      of: ['month', 'months'],
      columns,
      rows: byMonth(own, months).toReversed(),
      listing: listingIn(query, []),
      address: more => paths.feedback({}, more),
      empty: 'The months stand here.',
    }),
    meaning,
    paths: { levels: paths.levels(), consultation: paths.consultation() },
  })
}

/** Which of an organisation's requests ended as information and advice, by month. */
export const feedbackRoutes = [
  partnerRoute({ method: 'GET', path: paths.feedback, audit: 'what became of own requests', answer: show }),
]
