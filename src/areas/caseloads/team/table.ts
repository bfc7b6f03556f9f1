import { workKindNames, workKinds } from '../../../council/index.ts'
import type { WorkKind } from '../../../council/index.ts'
import { numberInWords } from '../../../web/index.ts'
import type { QueryValues } from '../../../web/index.ts'
import { tableView } from '../../../web/tables/index.ts'
import type { Column, Listing, TableView } from '../../../web/tables/index.ts'
import { childrenOf, roomOf } from '../loads/load.ts'
import type { Load } from '../loads/load.ts'
import { aboutInWords, roomInWords } from '../loads/words.ts'
import { paths } from '../paths.ts'

export type TeamTableAsked = {
  readonly listing: Listing
  readonly address: (query: QueryValues) => string
  readonly day: QueryValues
  /** Late work by worker; undefined on a day that is past. */
  readonly late: ReadonlyMap<number, number> | undefined
  /** Who is away today, in words, by worker. */
  readonly away: ReadonlyMap<number, string>
}

const kindColumn = (kind: WorkKind): Column<Load> => ({
  name: kind,
  heading: workKinds[kind],
  numeric: true,
  order: ({ held }) => childrenOf(held, kind),
  cell: ({ held }) => numberInWords(childrenOf(held, kind)),
})

/** The workers of a team: what each holds by kind, what that weighs against policy, what is late, who is away. */
export const teamTable = (loads: readonly Load[], asked: TeamTableAsked): TableView => {
  const { late, away } = asked
  const kinds = workKindNames.filter(kind => loads.some(({ held }) => childrenOf(held, kind) > 0))
  const columns: readonly Column<Load>[] = [
    {
      name: 'name',
      heading: 'Worker',
      order: ({ name }) => name.slice(name.lastIndexOf(' ') + 1),
      cell: load => ({
        text: load.name,
        link: paths.worker({ worker: load.worker }, asked.day),
        note: aboutInWords(load, away.get(load.worker)),
      }),
    },
    ...kinds.map(kindColumn),
    {
      name: 'children',
      heading: 'Children',
      numeric: true,
      order: ({ children }) => children,
      cell: ({ children }) => numberInWords(children),
    },
    {
      name: 'weight',
      heading: 'Weight',
      numeric: true,
      order: ({ weight }) => weight,
      cell: ({ weight, allowed }) => ({
        text: numberInWords(weight),
        ...(allowed === null ? {} : { note: `of ${numberInWords(allowed)}` }),
      }),
    },
    {
      name: 'room',
      heading: 'Against policy',
      order: roomOf,
      cell: load => ({ text: roomInWords(load), late: (roomOf(load) ?? 0) < 0 }),
    },
    ...(late === undefined
      ? []
      : [
          {
            name: 'late',
            heading: 'Work late',
            numeric: true,
            order: ({ worker }: Load) => late.get(worker) ?? 0,
            cell: ({ worker }: Load) => {
              const count = late.get(worker) ?? 0
              return count === 0 ? 'none' : { text: `${numberInWords(count)} late`, late: true }
            },
          },
        ]),
  ]
  return tableView({
    caption: 'Workers',
    of: ['worker', 'workers'],
    columns,
    rows: loads,
    listing: asked.listing,
    address: asked.address,
    empty: 'Workers with a post in this team on this day, and what each of them holds, would be here.',
  })
}
