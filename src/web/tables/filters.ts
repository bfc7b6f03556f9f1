import type { Sent } from '../area.ts'
import { textOf } from '../area.ts'

/** One thing to filter by: a list to choose from, or a word. Never a name or other personal data: filters stand in the address. */
export type Filter = {
  readonly name: string
  readonly label: string
  readonly options?: Readonly<Record<string, string>>
  readonly kind?: 'choice' | 'word' | 'date'
}

/** What the address asks for; a choice that is not in the list counts as none. */
export const filteredBy = (query: Sent, filters: readonly Filter[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filters.flatMap(({ name, options }) => {
      const value = textOf(query[name]).slice(0, 100)
      return value === '' || (options !== undefined && !Object.hasOwn(options, value)) ? [] : [[name, value]]
    }),
  )

/** The filters as a form that asks for the page again, for its macro. `keep` are other values of the address. */
export const filterView = (
  action: string,
  filters: readonly Filter[],
  chosen: Readonly<Record<string, string>>,
  keep: Readonly<Record<string, string>> = {},
) => ({
  action,
  isFiltered: Object.keys(chosen).length > 0,
  keep: Object.entries(keep).map(([name, value]) => ({ name, value })),
  filters: filters.map(({ name, label, options, kind }) => ({
    name,
    label,
    kind: options === undefined ? (kind ?? 'word') : 'choice',
    value: chosen[name] ?? '',
    items: [
      { value: '', text: 'All' },
      ...Object.entries(options ?? {}).map(([value, text]) => ({ value, text, selected: chosen[name] === value })),
    ],
  })),
})

export type FilterView = ReturnType<typeof filterView>
