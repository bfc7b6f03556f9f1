import { meetingKindOf } from '../../../journey/meetings.ts'
import { inWords } from '../../../calendar/index.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths as shared } from '../../../web/paths.ts'
import { filteredBy, filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { dateCell, kindTitles, linkedDate } from './list-words.ts'
import { toWrite } from './lists.ts'
import type { ToWrite } from './lists.ts'
import { paths } from './paths.ts'
import { namesInWords } from './words.ts'

const minutesStandings = {
  writing: 'Being written',
  withChair: 'With the chair',
  sentBack: 'Sent back by the chair',
} as const

const whoseMinutes = {
  mine: 'Mine',
  nobodys: 'Nobody’s yet',
  withChair: 'With the chair',
  sentBack: 'Sent back',
} as const

const isOf =
  (context: Asked['context'], whose: string | undefined) =>
  (row: ToWrite): boolean =>
    whose === undefined ||
    (whose === 'mine' && row.minuteTaker === context.worker) ||
    (whose === 'nobodys' && row.minuteTaker === null) ||
    row.standing === whose

/** What a minute-taker has before them: meetings that were held, with the clocks of decision record and minutes. */
export const showMinutesQueue = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const all = await toWrite(database.sql, context)
  const filters = [
    { name: 'whose', label: 'Which', options: whoseMinutes },
    { name: 'kind', label: 'Kind', options: kindTitles },
  ]
  const chosen = filteredBy(query, filters)
  const rows = all
    .filter(isOf(context, chosen.whose))
    .filter(({ kind }) => chosen.kind === undefined || kind === chosen.kind)
  const columns: readonly Column<ToWrite>[] = [
    {
      name: 'meeting',
      heading: 'Meeting',
      cell: ({ kind, meeting, entry, children }) => ({
        text: meetingKindOf(kind).title,
        link:
          meeting === null
            ? shared.entry({ child: children[0]?.identity ?? 0, entry: entry ?? 0 })
            : paths.meeting({ meeting }),
        note: namesInWords(children.map(({ name }) => name)),
      }),
      order: ({ kind }) => meetingKindOf(kind).title,
    },
    { name: 'held', heading: 'Held', cell: ({ heldOn }) => inWords(heldOn), order: ({ heldOn }) => heldOn },
    { name: 'chair', heading: 'Chair', cell: ({ chairName }) => chairName ?? '', order: ({ chairName }) => chairName },
    {
      name: 'decisions',
      heading: 'Decision record due',
      cell: row =>
        row.meeting !== null && row.decisionsDueOn !== null
          ? linkedDate(row.decisionsDueOn, context.today, paths.decisions({ meeting: row.meeting }))
          : dateCell(row.decisionsDueOn, context.today, 'sent, or not due'),
      order: ({ decisionsDueOn }) => decisionsDueOn,
    },
    {
      name: 'minutes',
      heading: 'Minutes due',
      cell: ({ minutesDueOn }) => dateCell(minutesDueOn, context.today, 'no longer by a day'),
      order: ({ minutesDueOn }) => minutesDueOn,
    },
    {
      name: 'standing',
      heading: 'How they stand',
      cell: row => ({
        text:
          row.standing === null
            ? row.meeting === null
              ? 'Begin the minutes'
              : 'Write the minutes'
            : minutesStandings[row.standing],
        link:
          row.meeting === null
            ? paths.takeUp({ child: row.children[0]?.identity ?? 0, entry: row.entry ?? 0 })
            : paths.minutes({ meeting: row.meeting }),
        note: row.minuteTakerName ?? 'nobody takes them yet',
      }),
      order: ({ standing }) => standing ?? '',
    },
  ]
  const late = rows.filter(({ minutesDueOn }) => minutesDueOn !== null && minutesDueOn < context.today).length
  const recordsLate = rows.filter(
    ({ decisionsDueOn }) => decisionsDueOn !== null && decisionsDueOn < context.today,
  ).length
  return page('areas/casework/meetings/list.njk', {
    title: 'Minutes to write',
    heading: 'Minutes and decision records',
    words: `${rows.length === 0 ? 'Nothing waits' : `${rows.length} waiting`}; ${recordsLate} decision record${recordsLate === 1 ? '' : 's'} and ${late} set${late === 1 ? '' : 's'} of minutes late.`,
    notice:
      textOf(query.given) !== ''
        ? 'The minutes are with the chair.'
        : textOf(query.approved) !== ''
          ? 'The minutes are approved: they stand in the story and among the documents of each child.'
          : undefined,
    filtersView: filterView(paths.minutesQueue(), filters, chosen),
    tables: [
      tableView({
        caption: 'Meetings held',
        of: ['meeting', 'meetings'],
        columns,
        rows,
        listing: listingIn(query, ['due', ...columns.map(({ name }) => name)]),
        address: values => paths.minutesQueue({}, { ...chosen, ...values }),
        empty: 'Conferences and reviews that were held stand here until the chair has approved their minutes.',
        perPage: 50,
      }),
    ],
    links: [{ text: 'Meetings of the week', href: paths.diary() }],
  })
}
