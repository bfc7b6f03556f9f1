import type { Role } from '../../../journey/roles.ts'
import { roles } from '../../../journey/roles.ts'
import { numberInWords } from '../../../web/index.ts'
import type { QueryValues } from '../../../web/index.ts'
import { tableView } from '../../../web/tables/index.ts'
import type { Column, Listing, TableView } from '../../../web/tables/index.ts'
import { roomOf } from '../loads/load.ts'
import type { Load } from '../loads/load.ts'
import { groupings } from '../loads/groups.ts'
import type { Group, Grouping } from '../loads/groups.ts'
import { aboutInWords, roomInWords } from '../loads/words.ts'
import { paths } from '../paths.ts'

export type TableAsked = {
  readonly listing: Listing
  readonly address: (query: QueryValues) => string
  /** What stands in the address of a page that a row leads to: the day. */
  readonly day: QueryValues
}

const average = ({ children, workers }: Group): number => (workers === 0 ? 0 : children / workers)

const linkOf = (by: Grouping, { key }: Group, { address, day }: TableAsked): string =>
  by === 'team'
    ? paths.team({ team: key }, day)
    : by === 'service'
      ? address({ service: key, by: 'team', page: undefined })
      : address({ quadrant: key === '' ? 'none' : key, by: 'team', page: undefined })

const room = ({ allowed, weight }: Pick<Group, 'allowed' | 'weight'>) => ({ allowed, weight })

/** Services, quadrants or teams with what their workers hold. */
export const groupTable = (groups: readonly Group[], by: Exclude<Grouping, 'worker'>, asked: TableAsked): TableView => {
  const columns: readonly Column<Group>[] = [
    {
      name: 'name',
      heading: by === 'team' ? 'Team' : by === 'service' ? 'Service' : 'Quadrant',
      order: ({ name }) => name,
      cell: group => ({
        text: group.name,
        link: linkOf(by, group, asked),
        ...(group.note === '' ? {} : { note: group.note }),
      }),
    },
    { name: 'workers', heading: 'Workers', numeric: true, order: each => each.workers, cell: each => each.workers },
    {
      name: 'children',
      heading: 'Children',
      numeric: true,
      order: each => each.children,
      cell: each => numberInWords(each.children),
    },
    {
      name: 'average',
      heading: 'Each, on average',
      numeric: true,
      order: average,
      cell: each => numberInWords(average(each)),
    },
    {
      name: 'above',
      heading: 'Workers above the threshold',
      numeric: true,
      order: ({ above }) => above,
      cell: ({ above }) => (above === 0 ? 'none' : numberInWords(above)),
    },
    {
      name: 'weight',
      heading: 'Weight',
      numeric: true,
      order: each => each.weight,
      cell: each => numberInWords(each.weight),
    },
    {
      name: 'allowed',
      heading: 'Policy allows',
      numeric: true,
      order: each => each.allowed,
      cell: each => numberInWords(each.allowed),
    },
    {
      name: 'room',
      heading: 'Room',
      order: each => roomOf(room(each)),
      cell: each => ({
        text: each.allowed === 0 ? 'no threshold' : roomInWords(room(each)),
        ...(each.over === 0 ? {} : { note: `${each.over} over` }),
      }),
    },
  ]
  return tableView({
    caption: groupings[by],
    of: by === 'team' ? ['team', 'teams'] : by === 'service' ? ['service', 'services'] : ['quadrant', 'quadrants'],
    columns,
    rows: groups,
    listing: asked.listing,
    address: asked.address,
    empty: 'Those whose workers hold children on this day would be here.',
  })
}

const placeInWords = ({ places }: Load): string =>
  places.length === 0 ? 'No post' : [...new Set(places.map(({ team }) => team.name))].join(', ')

const rolesOf = ({ places }: Load): string =>
  [...new Set(places.map(({ role }): Role => role))].map(role => roles[role]).join(', ')

/** Workers with what they hold. */
export const workerTable = (loads: readonly Load[], asked: TableAsked): TableView =>
  tableView({
    caption: groupings.worker,
    of: ['worker', 'workers'],
    columns: [
      {
        name: 'name',
        heading: 'Worker',
        order: ({ name }) => name.slice(name.lastIndexOf(' ') + 1),
        cell: load => ({
          text: load.name,
          link: paths.worker({ worker: load.worker }, asked.day),
          note: [rolesOf(load), aboutInWords(load)].filter(words => words !== '').join('; '),
        }),
      },
      { name: 'team', heading: 'Team', order: placeInWords, cell: placeInWords },
      {
        name: 'children',
        heading: 'Children',
        numeric: true,
        order: ({ children }) => children,
        cell: ({ children, threshold }) =>
          threshold !== null && children > threshold
            ? { text: numberInWords(children), note: `above ${numberInWords(threshold)}` }
            : numberInWords(children),
      },
      {
        name: 'weight',
        heading: 'Weight',
        numeric: true,
        order: ({ weight }) => weight,
        cell: ({ weight }) => numberInWords(weight),
      },
      {
        name: 'allowed',
        heading: 'Policy allows',
        numeric: true,
        order: ({ allowed }) => allowed,
        cell: ({ allowed }) => (allowed === null ? '' : numberInWords(allowed)),
      },
      {
        name: 'room',
        heading: 'Room',
        order: roomOf,
        cell: load => ({ text: roomInWords(load), late: (roomOf(load) ?? 0) < 0 }),
      },
    ],
    rows: loads,
    listing: asked.listing,
    address: asked.address,
    empty: 'Workers who hold children on this day, or whose part it is to hold some, would be here.',
    perPage: 50,
  })
