import type { Sent } from '../area.ts'
import { textOf } from '../area.ts'
import type { QueryValues } from '../path.ts'

/** Which part of a list is wanted, and in which order: `by` is a column's name; pages count from 1. */
export type Listing = { readonly by: string; readonly descending: boolean; readonly page: number }

/** The listing that an address asks for: `?sort=due&order=down&page=2`. What is not a column is the first in `by`. */
export const listingIn = (query: Sent, by: readonly string[], usual: Partial<Listing> = {}): Listing => {
  const wanted = textOf(query.sort)
  const known = by.includes(wanted)
  const page = /^[1-9]\d{0,5}$/.test(textOf(query.page)) ? Number(textOf(query.page)) : 1
  return {
    by: known ? wanted : (usual.by ?? by[0] ?? ''),
    descending: known ? textOf(query.order) === 'down' : (usual.descending ?? false),
    page,
  }
}

/** A listing as it stands in an address, beside what else the address holds. */
export const listingValues = ({ by, descending, page }: Listing): QueryValues => ({
  sort: by,
  order: descending ? 'down' : 'up',
  page: page === 1 ? undefined : page,
})
