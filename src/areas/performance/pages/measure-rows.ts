import type { Context } from '../../../access/index.ts'
import { ageInWords, inWords } from '../../../calendar/index.ts'
import { paths as common, textOf } from '../../../web/index.ts'
import type { QueryValues, Sent } from '../../../web/index.ts'
import { listingIn, tableView } from '../../../web/tables/index.ts'
import type { Column, TableView } from '../../../web/tables/index.ts'
import type { Database } from '../../../store/index.ts'
import { listRows, orderNames } from '../counting/list.ts'
import type { Choice, Listed, Order, RowList } from '../counting/list.ts'
import { concernsChildren } from '../measure.ts'
import type { Measure } from '../measure.ts'
import { paths } from '../paths.ts'
import type { Wanted } from './asking.ts'

const perPage = 50
const mostInFile = 50_000

const placeIn = (query: Sent, name: string): string | undefined => {
  const text = textOf(query[name])
  return /^[a-z0-9-]{1,80}$/.test(text) ? text : undefined
}

/** Which rows an address asks for: `?quadrant=north&counted=yes`. */
export const choiceIn = (query: Sent): Choice => {
  const [service, quadrant, team] = ['service', 'quadrant', 'team'].map(name => placeIn(query, name))
  const called = textOf(query.called)
  const counted = textOf(query.counted)
  return {
    ...(service === undefined ? {} : { service }),
    ...(quadrant === undefined ? {} : { quadrant }),
    ...(team === undefined ? {} : { team }),
    ...(called === '' ? {} : { called: called.slice(0, 200) }),
    ...(counted === 'yes' || counted === 'no' ? { counted: counted === 'yes' } : {}),
  }
}

/** The same as it stands in an address. */
export const queryOfChoice = ({ service, quadrant, team, called, counted }: Choice): QueryValues => ({
  service,
  quadrant,
  team,
  called,
  counted: counted === undefined ? undefined : counted ? 'yes' : 'no',
})

const takesPart = ({ taken }: Measure) => taken === 'share' || taken === 'counted'
const hasValue = ({ taken }: Measure) => taken === 'mean' || taken === 'highest'

const yesNo = (counted: boolean | null) => (counted === true ? 'yes' : 'no')

const valueHeading = ({ unit, thing }: Measure) =>
  unit === 'workingDays' ? 'Working days' : thing === 'worker' ? 'Children' : 'Value'

const categoryInWords = ({ categories }: Measure, category: string | null) =>
  category === null ? 'Not recorded' : (categories?.names[category] ?? category)

const columnsOf = (measure: Measure, { when }: Wanted): readonly Column<Listed>[] => {
  const categories = measure.categories
  return [
    {
      name: 'name',
      heading: concernsChildren(measure) ? 'Child' : 'Worker',
      cell: ({ name, identity, opens }) =>
        opens && identity !== null ? { text: name, link: common.child({ child: identity }) } : name,
      order: ({ name }) => name,
    },
    ...(concernsChildren(measure)
      ? [
          {
            name: 'age',
            heading: 'Age',
            cell: ({ bornOn }: Listed) => (bornOn === null ? 'not known' : ageInWords(bornOn, when.to)),
            order: ({ bornOn }: Listed) => bornOn,
          },
        ]
      : []),
    ...(concernsChildren(measure)
      ? [
          {
            name: 'day',
            heading: measure.over === 'stock' ? 'Since' : 'On',
            cell: ({ day, started }: Listed) => inWords(measure.over === 'stock' ? (started ?? day) : day),
            order: ({ day }: Listed) => day,
          },
        ]
      : []),
    ...(hasValue(measure) || (measure.thing === 'worker' && measure.unit !== 'percent')
      ? [
          {
            name: 'value',
            heading: valueHeading(measure),
            cell: ({ value }: Listed) => value ?? '',
            order: ({ value }: Listed) => value,
            numeric: true,
          },
        ]
      : []),
    ...(takesPart(measure)
      ? [
          {
            name: 'counted',
            heading: 'Counted',
            cell: ({ counted }: Listed) => yesNo(counted),
            order: ({ counted }: Listed) => yesNo(counted),
          },
        ]
      : []),
    ...(categories === undefined
      ? []
      : [
          {
            name: 'category',
            heading: categories.title,
            cell: ({ category }: Listed) => categoryInWords(measure, category),
          },
        ]),
    { name: 'team', heading: 'Team that day', cell: ({ team }) => team ?? 'none', order: ({ team }) => team },
  ]
}

type Asking = { readonly database: Database; readonly context: Context; readonly query: Sent }

const isOrder = (text: string): text is Order => (orderNames as readonly string[]).includes(text)

/**
 * The rows that a measure counted, a page of those that the reader sees. How many are counted is said, and not how many are
 * seen: set beside one another the two would tell that there is a restricted child.
 */
export const rowTable = async (
  { database, context, query }: Asking,
  measure: Measure,
  wanted: Wanted,
  address: (more: QueryValues) => string,
): Promise<TableView> => {
  const listing = listingIn(query, orderNames, {
    by: measure.thing === 'worker' ? 'value' : 'name',
    descending: measure.thing === 'worker',
  })
  const choice = choiceIn(query)
  const found = await listRows(database.sql, context, measure, wanted.when, wanted.known, choice, {
    by: isOrder(listing.by) ? listing.by : 'name',
    descending: listing.descending,
    offset: (listing.page - 1) * perPage,
    limit: perPage,
  })
  const of: readonly [string, string] = concernsChildren(measure) ? ['row', 'rows'] : ['worker', 'workers']
  return tableView({
    caption: 'What it counts',
    of,
    columns: columnsOf(measure, wanted),
    rows: found.rows,
    listing,
    address: more => address({ ...queryOfChoice(choice), ...more }),
    empty:
      found.inAll === 0
        ? 'What the figure counts would be here; it counts nothing.'
        : 'Those whose records you open would be here.',
    perPage,
    total: found.visible,
    counted: found.inAll,
  })
}

type FileLine = readonly (string | number | null)[]

const headerOf = (measure: Measure): readonly string[] => [
  concernsChildren(measure) ? 'Child' : 'Worker',
  'Number',
  'Age',
  measure.over === 'stock' ? 'Since' : 'On',
  'Value',
  'Counted',
  'Category',
  'Service',
  'Quadrant',
  'Team',
]

/** The last line of a file that does not hold all, for whoever adds it up; as wide as the others. */
const thatThereAreMore = (measure: Measure, { rows, inAll }: RowList): FileLine =>
  headerOf(measure).map((_, index) =>
    index > 0
      ? null
      : `Only the first ${rows.length} of ${inAll} rows are in this file. Choose a service, a quadrant or a team for a smaller one.`,
  )

/** The same rows as a file: all that the reader may see, or as many as a file takes and a last line that says so. */
export const rowFile = async (
  { database, context, query }: Asking,
  measure: Measure,
  wanted: Wanted,
  most = mostInFile,
): Promise<{ readonly header: readonly string[]; readonly rows: readonly FileLine[] }> => {
  const found: RowList = await listRows(database.sql, context, measure, wanted.when, wanted.known, choiceIn(query), {
    by: 'name',
    descending: false,
    offset: 0,
    limit: most,
  })
  const aboutChildren = concernsChildren(measure)
  return {
    header: headerOf(measure),
    rows: [
      ...found.rows.map(row => [
        row.name,
        aboutChildren ? row.identity : row.worker,
        row.bornOn === null ? null : ageInWords(row.bornOn, wanted.when.to),
        row.started ?? row.day,
        row.value,
        takesPart(measure) ? yesNo(row.counted) : null,
        measure.categories === undefined ? null : categoryInWords(measure, row.category),
        row.service,
        row.quadrant,
        row.team,
      ]),
      ...(found.visible > found.rows.length ? [thatThereAreMore(measure, found)] : []),
    ],
  }
}

/** Where the rows are as a file. */
export const rowsHref = (measure: Measure, query: QueryValues): string => paths.rowsFile({ figure: measure.id }, query)
