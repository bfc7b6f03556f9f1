/** A page of a longer list, counted from 1. */
export type Paging = {
  readonly page: number
  readonly pages: number
  readonly previous: string | undefined
  readonly next: string | undefined
  readonly from: number
  readonly to: number
  readonly total: number
}

/** The page that was asked for; the first where what was asked is no number of a page. */
export const pageAsked = (text: string): number => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1)

/** Where a page stands in its list. `link` writes the address of another page. */
export const pagingOf = (total: number, asked: number, perPage: number, link: (page: number) => string): Paging => {
  const pages = Math.max(1, Math.ceil(total / perPage))
  const page = Math.min(Math.max(1, asked), pages)
  return {
    page,
    pages,
    previous: page > 1 ? link(page - 1) : undefined,
    next: page < pages ? link(page + 1) : undefined,
    from: total === 0 ? 0 : (page - 1) * perPage + 1,
    to: Math.min(page * perPage, total),
    total,
  }
}
