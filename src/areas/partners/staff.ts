import type { Context } from '../../access/context.ts'
import { countedRequests, countOf } from '../../door/partner-figures.ts'
import type { CountedRequest, PartnerCount } from '../../door/partner-figures.ts'
import { standsAtTheDoor } from '../../door/sees.ts'
import { csv, page, route, textOf } from '../../web/index.ts'
import type { Answer, Asked } from '../../web/index.ts'
import { listingIn, tableView } from '../../web/tables/index.ts'
import type { Column } from '../../web/tables/index.ts'
import { adviceShare } from '../../door/partner-figures.ts'
import { byMonth, daysInWords, meaning, monthKey, monthsOf, monthWords, shareInWords } from './figures-in-words.ts'
import { paths } from './paths.ts'

/** Those who stand at the door, and those who answer for how it works with others. */
const answersForTheDoor = (context: Context): boolean =>
  standsAtTheDoor(context) || ['serviceManager', 'director', 'analyst'].includes(context.role)

type Line = { readonly partner: number; readonly name: string; readonly count: PartnerCount }

const columns: readonly Column<Line>[] = [
  { name: 'name', heading: 'Organisation', cell: ({ name }) => name, order: ({ name }) => name },
  { name: 'sent', heading: 'Sent', cell: ({ count }) => count.sent, order: ({ count }) => count.sent, numeric: true },
  {
    name: 'decided',
    heading: 'Decided',
    cell: ({ count }) => count.decided,
    order: ({ count }) => count.decided,
    numeric: true,
  },
  {
    name: 'advice',
    heading: 'Ended as information and advice',
    cell: ({ count }) => count.advice,
    order: ({ count }) => count.advice,
    numeric: true,
  },
  {
    name: 'share',
    heading: 'Share',
    cell: ({ count }) => shareInWords(count),
    order: ({ count }) => adviceShare(count) ?? null,
    numeric: true,
  },
  {
    name: 'days',
    heading: 'Working days to decision',
    cell: ({ count }) => daysInWords(count),
    order: ({ count }) => count.days ?? null,
    numeric: true,
  },
]

const linesOf = (rows: readonly CountedRequest[]): readonly Line[] =>
  [...Map.groupBy(rows, ({ partner }) => partner)]
    .map(([partner, own]) => ({ partner, name: own[0]?.partnerName ?? '', count: countOf(own) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))

const orders = ['name', 'sent', 'decided', 'advice', 'share', 'days']

const show = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const { months, whole } = monthsOf(context.today)
  const chosen = months.find(month => monthKey(month) === textOf(query.month))
  const rows = await countedRequests(database.sql, chosen ?? whole, { asOf: context.now })
  const all = countOf(rows)
  const month = chosen === undefined ? undefined : monthKey(chosen)
  return page('areas/partners/staff.njk', {
    title: 'Organisations that write to the front door',
    when: month === undefined ? 'the last twelve months' : monthWords(month),
    months: [
      { value: '', text: 'The last twelve months', selected: month === undefined },
      ...months.toReversed().map(each => ({
        value: monthKey(each),
        text: monthWords(monthKey(each)),
        selected: monthKey(each) === month,
      })),
    ],
    all: { ...all, share: shareInWords(all), days: daysInWords(all) },
    table: tableView({
      caption: `Organisations, ${month === undefined ? 'the last twelve months' : monthWords(month)}`,
      of: ['organisation', 'organisations'],
      columns,
      rows: linesOf(rows),
      listing: listingIn(query, orders),
      address: more => paths.staff({}, { month, ...more }),
      empty: 'Organisations that sent a request stand here, with how many ended as information and advice.',
    }),
    meaning,
    paths: { here: paths.staff(), csv: paths.staffCsv(), frontDoor: paths.frontDoor() },
  })
}

const download = async ({ database, context }: Asked): Promise<Answer> => {
  const { months, whole } = monthsOf(context.today)
  const rows = await countedRequests(database.sql, whole, { asOf: context.now })
  return csv(
    'organisations-by-month',
    [
      'Organisation',
      'Sent in',
      'Sent',
      'Decided',
      'Ended as information and advice',
      'Share in per cent',
      'Working days to decision',
    ],
    linesOf(rows).flatMap(({ partner, name }) =>
      byMonth(
        rows.filter(row => row.partner === partner),
        months,
      ).map(({ month, count }) => [
        name,
        month,
        count.sent,
        count.decided,
        count.advice,
        adviceShare(count) ?? null,
        count.days ?? null,
      ]),
    ),
  )
}

/** For staff: all organisations, and what became of what they sent. */
export const staffRoutes = [
  route({ method: 'GET', path: paths.staff, permission: answersForTheDoor, audit: 'organisations', answer: show }),
  route({
    method: 'GET',
    path: paths.staffCsv,
    permission: answersForTheDoor,
    audit: 'organisations by month as a file',
    answer: download,
  }),
]
