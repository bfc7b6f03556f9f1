import { ageInWords } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { QueryValues } from '../../../web/index.ts'
import { tableView } from '../../../web/tables/index.ts'
import type { Column, Listing, TableView } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import { whereToRecord } from '../recording/where.ts'
import { dutyOnPage } from '../../../journey/duty-words.ts'
import type { DutyOnPage } from '../../../journey/duty-words.ts'
import type { WorkFound, WorkRow } from './work-asked.ts'

type Line = { readonly row: WorkRow; readonly duty: DutyOnPage }

/** A column that a query has ordered: it has a link to sort by it all the same. */
const sortable = () => 0

const childCell =
  (today: CivilDate) =>
  ({ row }: Line) => ({
    text: row.child.trim() === '' ? 'A child whose name is not known' : row.child.trim(),
    link: paths.child({ child: row.identity }),
    ...(row.bornOn === null ? {} : { note: ageInWords(row.bornOn, today) }),
  })

const columnsFor = (
  today: CivilDate,
  mayRecord: (step: string) => boolean,
  withWorker: boolean,
): readonly Column<Line>[] => [
  { name: 'child', heading: 'Child', cell: childCell(today), order: sortable },
  {
    name: 'work',
    heading: 'What',
    order: sortable,
    cell: ({ row, duty }) =>
      mayRecord(row.step) ? { text: duty.title, link: whereToRecord(row.identity, row.step) } : duty.title,
  },
  {
    name: 'due',
    heading: 'By',
    order: sortable,
    cell: ({ duty }) => ({
      text: duty.by,
      note: duty.onPurpose === undefined ? duty.clock : `${duty.clock}. ${duty.onPurpose}`,
      late: duty.standing === 'overdue' && !duty.lateOnPurpose,
    }),
  },
  { name: 'why', heading: 'Why', cell: ({ duty }) => ({ text: `${duty.rule}, ${duty.reason}`, note: duty.basis }) },
  ...(withWorker
    ? [{ name: 'worker', heading: 'Worker', order: sortable, cell: ({ row }: Line) => row.workerName ?? 'Nobody yet' }]
    : []),
]

/** A page of work due as a table. */
export const workTable = (
  rules: Rules,
  found: WorkFound,
  at: {
    readonly now: Instant
    readonly today: CivilDate
    readonly listing: Listing
    readonly perPage: number
    readonly withWorker: boolean
    readonly caption: string
    readonly mayRecord: (step: string) => boolean
    readonly address: (query: QueryValues) => string
  },
): TableView =>
  tableView({
    caption: at.caption,
    of: ['piece of work', 'pieces of work'],
    columns: columnsFor(at.today, at.mayRecord, at.withWorker),
    rows: found.rows.map(row => ({ row, duty: dutyOnPage(rules, row, at.now) })),
    listing: at.listing,
    address: at.address,
    empty:
      'Nothing is due here. Work that a decision, a plan or the law asks for stands in this list with its rule and its date.',
    perPage: at.perPage,
    total: found.total,
  })
