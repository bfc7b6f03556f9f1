import { addDays, addWorkingDays, inWords } from '../../../calendar/index.ts'
import { isMeetingKind, meetingKindOf } from '../../../journey/meetings.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { filteredBy, filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { linesOf } from './diary-page.ts'
import { dateCell, kindTitles } from './list-words.ts'
import { managedMeetings } from './lists.ts'
import { paths } from './paths.ts'
import { readMeetings } from './read.ts'
import { namesInWords } from './words.ts'

const days = { '7': 'Next 7 days', '14': 'Next 14 days', '28': 'Next 28 days' } as const

/** What a manager sees of all meetings: those planned with what they lack, and those due that nobody has planned. */
export const showManaged = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const filters = [
    { name: 'kind', label: 'Kind', options: kindTitles },
    { name: 'days', label: 'When', options: days },
  ]
  const chosen = filteredBy(query, filters)
  const named = chosen.kind ?? ''
  const kind = isMeetingKind(named) ? { kind: named } : {}
  const listing = listingIn(query, ['when'])
  const second = /^[1-9]\d{0,3}$/.test(textOf(query.waiting)) ? Number(textOf(query.waiting)) : 1
  const perPage = 25
  const ahead = Number(chosen.days ?? '14')
  const found = await managedMeetings(database.sql, context, {
    plannedBefore: addDays(context.today, ahead),
    dueBefore: addWorkingDays(context.today, 15),
    ...kind,
    plannedPage: listing.page,
    duePage: second,
    perPage,
  })
  const lines = await linesOf(asked, await readMeetings(database.sql, context, found.planned))
  return page('areas/casework/meetings/list.njk', {
    title: 'Meetings planned and due',
    heading: 'Meetings planned and due',
    words: `Conferences, reviews, core groups and discussions about children who open to you, to ${inWords(addDays(context.today, ahead - 1))}.`,
    filtersView: filterView(paths.managed(), filters, chosen),
    tables: [
      tableView({
        caption: 'Planned',
        of: ['meeting', 'meetings'],
        columns: [
          {
            name: 'meeting',
            heading: 'Meeting',
            cell: line => ({ text: line.title, link: line.href, note: line.children }),
          },
          { name: 'when', heading: 'When', cell: line => ({ text: inWords(line.day), note: line.hours }) },
          { name: 'chair', heading: 'Chair', cell: line => line.chair ?? 'nobody' },
          {
            name: 'missing',
            heading: 'Missing',
            cell: line =>
              line.missing.length === 0
                ? 'everything is ready'
                : {
                    text: `${line.missing.length} of ${line.missing.length + line.ready.length}`,
                    note: line.missing.map(({ words }) => words).join('; '),
                    late: line.missing.some(({ isLate }) => isLate),
                  },
          },
        ] satisfies readonly Column<(typeof lines)[number]>[],
        rows: lines,
        listing,
        total: found.plannedTotal,
        address: values => paths.managed({}, { ...chosen, waiting: second, ...values }),
        empty: 'Meetings that are planned about children who open to you stand here, with what each still lacks.',
        perPage,
      }),
      tableView({
        caption: 'Due within 15 working days and not planned',
        of: ['meeting', 'meetings'],
        columns: [
          {
            name: 'meeting',
            heading: 'Meeting',
            cell: row => ({
              text: meetingKindOf(row.kind).title,
              link: paths.plan({ child: row.identity, kind: row.kind }),
              note: namesInWords(row.children.map(({ name }) => name)),
            }),
          },
          { name: 'due', heading: 'Due', cell: row => dateCell(row.dueOn, context.today, 'no date') },
        ] satisfies readonly Column<(typeof found.toPlan)[number]>[],
        rows: found.toPlan,
        listing: { by: 'due', descending: false, page: second },
        total: found.toPlanTotal,
        address: ({ page: to }) => paths.managed({}, { ...chosen, page: listing.page, waiting: to ?? 1 }),
        empty: 'Meetings that are due soon and that nobody has planned stand here.',
        perPage,
      }),
    ],
    links: [
      { text: 'Minutes and decision records', href: paths.minutesQueue() },
      { text: 'Chairs’ escalations', href: paths.escalations() },
      { text: 'My meetings of the week', href: paths.diary() },
    ],
  })
}
