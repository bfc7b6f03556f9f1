import { addDays, addWorkingDays, ageInWords, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { escalationStages } from '../../../journey/codes/index.ts'
import { isMeetingKind, meetingKinds, meetingKindOf } from '../../../journey/meetings.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { paths as shared } from '../../../web/paths.ts'
import { filteredBy, filterView, listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column } from '../../../web/tables/index.ts'
import { linesOf } from './diary-page.ts'
import { openEscalations } from './escalations.ts'
import type { OpenEscalation } from './escalations.ts'
import { planned, toPlan, toWrite } from './lists.ts'
import type { ToWrite } from './lists.ts'
import { paths } from './paths.ts'
import { readMeetings } from './read.ts'
import { leftInWords, namesInWords } from './words.ts'

const kindTitles = Object.fromEntries(Object.entries(meetingKinds).map(([name, { title }]) => [name, title]))

const dateCell = (dueOn: CivilDate | null, today: CivilDate, done: string) => {
  if (dueOn === null) return done
  const left = leftInWords(dueOn, today)
  return { text: inWords(dueOn), note: left.words, late: left.isLate }
}

const linkedDate = (dueOn: CivilDate, today: CivilDate, link: string) => {
  const left = leftInWords(dueOn, today)
  return { text: inWords(dueOn), note: left.words, late: left.isLate, link }
}

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
      cell: ({ minutesDueOn }) => dateCell(minutesDueOn, context.today, 'no date'),
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
    notice: textOf(query.given) === '' ? undefined : 'The minutes are with the chair.',
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

const days = { '7': 'Next 7 days', '14': 'Next 14 days', '28': 'Next 28 days' } as const

/** What a manager sees of all meetings: those planned with what they lack, and those due that nobody has planned. */
export const showManaged = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const filters = [
    { name: 'kind', label: 'Kind', options: kindTitles },
    { name: 'days', label: 'When', options: days },
  ]
  const chosen = filteredBy(query, filters)
  const kind = isMeetingKind(chosen.kind ?? '') ? { kind: chosen.kind as never } : {}
  const listing = listingIn(query, ['when'])
  const second = /^[1-9]\d{0,3}$/.test(textOf(query.waiting)) ? Number(textOf(query.waiting)) : 1
  const perPage = 25
  const ahead = Number(chosen.days ?? '14')
  const [found, waiting] = await Promise.all([
    planned(database.sql, context, { today: context.today, days: ahead, ...kind, page: listing.page, perPage }),
    toPlan(database.sql, context, { before: addWorkingDays(context.today, 15), ...kind, page: second, perPage }),
  ])
  const lines = await linesOf(asked, await readMeetings(database.sql, context, found.numbers))
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
        total: found.total,
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
        ] satisfies readonly Column<(typeof waiting)[number]>[],
        rows: waiting,
        listing: { by: 'due', descending: false, page: second },
        total: waiting[0]?.total ?? 0,
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

const answers: Readonly<Record<string, string>> = {
  agreed: 'Agreed',
  partly: 'Agreed in part',
  notAgreed: 'Not agreed',
}

/** Open escalations with the days that are left, for chair, manager and director alike. */
export const showEscalations = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const filters = [
    {
      name: 'whose',
      label: 'Which',
      options: { raised: 'Raised by me', answer: 'Answered by me', late: 'Answer late' },
    },
    { name: 'stage', label: 'Stage', options: escalationStages },
  ]
  const chosen = filteredBy(query, filters)
  const rows = (await openEscalations(database.sql, context)).filter(
    row =>
      (chosen.stage === undefined || row.stage === chosen.stage) &&
      (chosen.whose === undefined ||
        (chosen.whose === 'raised' && row.raisedBy === context.worker) ||
        (chosen.whose === 'answer' && row.addressedTo === context.worker) ||
        (chosen.whose === 'late' && row.answerDueOn !== null && row.answerDueOn < context.today)),
  )
  const columns: readonly Column<OpenEscalation>[] = [
    {
      name: 'child',
      heading: 'Child',
      cell: row => ({
        text: row.child,
        link: paths.ofChild({ child: row.identity }),
        ...(row.bornOn === null ? {} : { note: ageInWords(row.bornOn, context.today) }),
      }),
      order: row => row.child,
    },
    {
      name: 'worry',
      heading: 'What the chair is worried about',
      cell: row => ({ text: row.worries, note: `${row.raisedByName}, ${inWords(row.raisedOn)}` }),
      order: row => row.raisedOn,
    },
    {
      name: 'stage',
      heading: 'Stage',
      cell: row => ({
        text: escalationStages[row.stage],
        link: shared.entry({ child: row.identity, entry: row.entry }),
        note: row.addressedToName ?? '',
      }),
      order: row => Object.keys(escalationStages).indexOf(row.stage),
    },
    {
      name: 'answer',
      heading: 'Answer',
      cell: row =>
        row.answerDueOn === null
          ? {
              text: answers[row.answeredAs ?? ''] ?? 'Answered',
              note: row.answeredOn === null ? '' : inWords(row.answeredOn),
            }
          : dateCell(row.answerDueOn, context.today, ''),
      order: row => row.answerDueOn,
    },
    {
      name: 'end',
      heading: 'To be at its end by',
      cell: row => dateCell(row.endDueOn, context.today, 'no day is set'),
      order: row => row.endDueOn,
    },
  ]
  const waiting = rows.filter(({ answerDueOn }) => answerDueOn !== null)
  const late = waiting.filter(({ answerDueOn }) => (answerDueOn ?? '9') < context.today)
  return page('areas/casework/meetings/list.njk', {
    title: 'Chairs’ escalations',
    heading: 'Chairs’ escalations that are open',
    words: `${waiting.length} wait for an answer, ${late.length} of them late. Work goes on meanwhile: an escalation blocks nothing.`,
    filtersView: filterView(paths.escalations(), filters, chosen),
    tables: [
      tableView({
        caption: 'Open escalations',
        of: ['escalation', 'escalations'],
        columns,
        rows,
        listing: listingIn(query, ['answer', ...columns.map(({ name }) => name)]),
        address: values => paths.escalations({}, { ...chosen, ...values }),
        empty: 'Worries that a chair has raised with a manager stand here until they are put right.',
        perPage: 50,
      }),
    ],
    links: [{ text: 'My meetings of the week', href: paths.diary() }],
  })
}
