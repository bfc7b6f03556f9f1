import type { QueryValues } from '../../../web/index.ts'
import { tableView } from '../../../web/tables/index.ts'
import type { TableView } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import type { ToldOf } from './told.ts'

type Adviser = {
  readonly adviser: number | null
  readonly name: string
  readonly team: string | null
  readonly people: readonly ToldOf[]
}

const share = (people: readonly ToldOf[], holds: (told: ToldOf) => boolean) => {
  const count = people.filter(holds).length
  return `${Math.round((100 * count) / Math.max(1, people.length))}% (${count})`
}

const isLate = (dueOn: string | undefined, today: string) => dueOn !== undefined && dueOn < today
const isMissing = ({ birthday }: ToldOf) => birthday?.standing === 'open' && birthday.missing.length > 0

/** How many hold, as a link to them where there are any. */
const countCell = (
  people: readonly ToldOf[],
  holds: (told: ToldOf) => boolean,
  link: string,
): { readonly text: string | number; readonly link?: string; readonly late?: boolean } => {
  const count = people.filter(holds).length
  return count === 0 ? { text: 'none' } : { text: count, link, late: true }
}

/** The young people of a manager's advisers, by adviser: how many, how they stand, and what is late. */
export const byAdviser = (told: readonly ToldOf[], today: string, kept: QueryValues): TableView => {
  const groups = Map.groupBy(told, ({ person }) => person.adviser)
  const rows = [...groups].map(([adviser, people]): Adviser => {
    const first = people[0]?.person
    return { adviser, name: first?.adviserName ?? 'Nobody yet', team: first?.teamName ?? null, people }
  })
  const to = ({ adviser }: Adviser, more: QueryValues = {}) =>
    paths.leavingCare({}, { ...kept, adviser: adviser ?? undefined, ...more })
  return tableView<Adviser>({
    caption: 'By personal adviser',
    of: ['adviser', 'advisers'],
    columns: [
      {
        name: 'adviser',
        heading: 'Personal adviser',
        cell: row => ({
          text: row.name,
          ...(row.adviser === null ? {} : { link: to(row) }),
          ...(row.team === null ? {} : { note: row.team }),
        }),
      },
      { name: 'count', heading: 'Young people', numeric: true, cell: ({ people }) => people.length },
      {
        name: 'touch',
        heading: 'In touch',
        numeric: true,
        cell: ({ people }) => share(people, each => each.touch.kind === 'inTouch'),
      },
      {
        name: 'home',
        heading: 'Suitable home',
        numeric: true,
        cell: ({ people }) => share(people, each => each.home.kind === 'suitable'),
      },
      {
        name: 'work',
        heading: 'In education or work',
        numeric: true,
        cell: ({ people }) => share(people, each => each.work.kind === 'inWork'),
      },
      {
        name: 'contact',
        heading: 'Contact late',
        numeric: true,
        cell: row => countCell(row.people, each => isLate(each.touch.dueOn, today), to(row, { need: 'contact' })),
      },
      {
        name: 'review',
        heading: 'Plan late',
        numeric: true,
        cell: row => countCell(row.people, each => isLate(each.review.dueOn, today), to(row, { need: 'review' })),
      },
      {
        name: 'birthday',
        heading: 'Birthday answers missing',
        numeric: true,
        cell: row => countCell(row.people, isMissing, to(row, { need: 'birthday' })),
      },
    ],
    rows: rows.toSorted(
      (one, other) => lateOf(other, today) - lateOf(one, today) || one.name.localeCompare(other.name, 'en-GB'),
    ),
    listing: { by: '', descending: false, page: 1 },
    address: more => paths.leavingCare({}, { ...kept, ...more }),
    empty: 'Nobody advises a young person here.',
    perPage: 200,
  })
}

const lateOf = ({ people }: Adviser, today: string) =>
  people.filter(
    each => isLate(each.touch.dueOn, today) || isLate(each.review.dueOn, today) || each.touch.kind === 'notInTouch',
  ).length

/** The shares of all in a list, in words and numbers, each with where it leads. */
export const sharesOf = (told: readonly ToldOf[], kept: QueryValues) =>
  told.length === 0
    ? []
    : [
        {
          what: 'in touch',
          holds: (each: ToldOf) => each.touch.kind === 'inTouch',
          not: { text: 'not in touch', touch: 'notInTouch' },
        },
        {
          what: 'in a suitable home',
          holds: (each: ToldOf) => each.home.kind === 'suitable',
          not: { text: 'in one that is not', home: 'unsuitable' },
        },
        {
          what: 'in education, employment or training',
          holds: (each: ToldOf) => each.work.kind === 'inWork',
          not: { text: 'not', work: 'notInWork' },
        },
      ].map(({ what, holds, not: { text, ...query } }) => {
        const count = told.filter(holds).length
        return {
          what,
          percent: Math.round((100 * count) / told.length),
          count,
          of: told.length,
          not: text,
          href: paths.leavingCare({}, { ...kept, ...query }),
        }
      })
