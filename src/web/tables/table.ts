import { counted } from '../templates.ts'
import type { Markup } from '../templates.ts'
import type { QueryValues } from '../path.ts'
import { listingValues } from './listing.ts'
import type { Listing } from './listing.ts'

/** What stands in a cell. `link` makes its text a link; `note` stands under it, quieter; `late` marks it, and its text must say so too. */
export type Cell =
  | string
  | number
  | Markup
  | { readonly text: string | number; readonly link?: string; readonly note?: string; readonly late?: boolean }

/** A column: `name` is what an address calls it when the table is sorted by it. */
export type Column<Row> = {
  readonly name: string
  readonly heading: string
  readonly cell: (row: Row) => Cell
  /** What rows are ordered by; a column without it has no sorting link. */
  readonly order?: (row: Row) => string | number | null
  readonly numeric?: boolean
}

export type TableRequest<Row> = {
  readonly caption: string
  /** What one row is, for the count: `['child', 'children']`. */
  readonly of: readonly [one: string, many: string]
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly listing: Listing
  /** The address of this list with other values in its query; what is not named there must be kept by the caller. */
  readonly address: (query: QueryValues) => string
  /** What would be here, where nothing is. */
  readonly empty: string
  readonly perPage?: number
  /** How many there are in all, where `rows` is one page that a query has ordered and cut already. */
  readonly total?: number
  /** How many are counted, where the list may leave some out: said instead of how many there are in the list. */
  readonly counted?: number
  readonly captionSize?: 's' | 'm' | 'l'
}

const inOrder = new Intl.Collator('en-GB', { numeric: true })

const compare = (one: string | number | null, other: string | number | null): number => {
  // What has no value stands last, whichever way the rest is turned.
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return inOrder.compare(String(one), String(other))
}

/** Rows in the order asked for; the same order as before where the column has none. */
export const ordered = <Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { by, descending }: Listing,
): readonly Row[] => {
  const order = columns.find(({ name }) => name === by)?.order
  if (order === undefined) return rows
  return rows.toSorted((first, second) => {
    const [one, other] = [order(first), order(second)]
    const turned = one === null || other === null ? 1 : descending ? -1 : 1
    return turned * compare(one, other)
  })
}

const isMarkup = (cell: Cell): cell is Markup => typeof cell === 'object' && !('text' in cell)

type CellView = {
  readonly text?: string | number
  readonly html?: Markup
  readonly link?: string
  readonly note?: string
  readonly late?: boolean
  readonly numeric: boolean
}

const cellView = (cell: Cell, numeric: boolean): CellView => {
  if (typeof cell === 'string' || typeof cell === 'number') return { text: cell, numeric }
  return isMarkup(cell) ? { html: cell, numeric } : { ...cell, numeric }
}

const headingView = <Row>({ name, heading, order, numeric }: Column<Row>, { listing, address }: TableRequest<Row>) => {
  if (order === undefined) return { text: heading, numeric: numeric ?? false }
  const isBy = listing.by === name
  return {
    text: heading,
    numeric: numeric ?? false,
    sorted: isBy ? (listing.descending ? 'descending' : 'ascending') : 'none',
    link: address(listingValues({ by: name, descending: isBy && !listing.descending, page: 1 })),
  }
}

/** The pages to offer: the first, the last, and those around this one. */
const pageNumbers = (page: number, last: number): readonly number[] =>
  [...new Set([1, page - 1, page, page + 1, last])].filter(number => number >= 1 && number <= last)

const pagination = (listing: Listing, last: number, address: (query: QueryValues) => string) => {
  if (last <= 1) return undefined
  const to = (page: number) => address(listingValues({ ...listing, page }))
  const numbers = pageNumbers(listing.page, last)
  const items = numbers.flatMap((number, index) => [
    ...(index > 0 && number - (numbers[index - 1] ?? 0) > 1 ? [{ ellipsis: true as const }] : []),
    { number, href: to(number), current: number === listing.page },
  ])
  return {
    items,
    ...(listing.page > 1 ? { previous: { href: to(listing.page - 1) } } : {}),
    ...(listing.page < last ? { next: { href: to(listing.page + 1) } } : {}),
  }
}

/** A table for its macro: ordered, one page of it, counted, with links that sort. `columns` whose rows are ordered by a query sort by link all the same. */
export const tableView = <Row>(request: TableRequest<Row>) => {
  const { caption, of, columns, rows, address, empty, perPage = 100, total = rows.length } = request
  const last = Math.max(1, Math.ceil(total / perPage))
  const listing = { ...request.listing, page: Math.min(request.listing.page, last) }
  const isWhole = request.total === undefined
  const shown = isWhole
    ? ordered(rows, columns, listing).slice((listing.page - 1) * perPage, listing.page * perPage)
    : rows
  const first = (listing.page - 1) * perPage + 1
  return {
    caption,
    captionSize: request.captionSize ?? 'm',
    empty,
    count: counted(request.counted ?? total, ...of),
    range:
      last > 1 && request.counted === undefined ? `${first} to ${Math.min(total, listing.page * perPage)}` : undefined,
    head: columns.map(column => headingView(column, { ...request, listing })),
    rows: shown.map(row => columns.map(({ cell, numeric }) => cellView(cell(row), numeric ?? false))),
    pagination: pagination(listing, last, address),
  }
}

export type TableView = ReturnType<typeof tableView>
