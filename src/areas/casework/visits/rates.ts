import type { Asked, QueryValues } from '../../../web/index.ts'
import { tableView } from '../../../web/tables/index.ts'
import type { TableView } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import { visitGroupNames, visitGroups } from './kinds.ts'
import type { VisitGroup } from './kinds.ts'
import type { GroupCount, PartCount, VisitCount, VisitsAsked } from './standing-asked.ts'

/** A share as the report says it: whole percent. */
const percentOf = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.round((100 * part) / whole)

const none: VisitCount = { children: 0, inTime: 0, virtual: 0, late: 0, visited: 0, alone: 0 }

/** The rate of each group, with what it is made of and where each part leads. */
export const ratesOf = (groups: readonly GroupCount[], address: (values: QueryValues) => string) =>
  visitGroupNames.map(group => {
    const count = groups.find(each => each.group === group) ?? { ...none, group }
    return {
      title: visitGroups[group].title,
      ...count,
      percent: percentOf(count.inTime, count.children),
      alonePercent: percentOf(count.alone, count.visited),
      href: address({ group }),
      lateHref: address({ group, standing: 'late' }),
      virtualHref: address({ group, standing: 'virtual' }),
    }
  })

type Part = {
  readonly key: string | number | null
  readonly name: string
  readonly counts: ReadonlyMap<VisitGroup, VisitCount>
}

const keyOf = (part: PartCount, byWorker: boolean) => (byWorker ? part.worker : part.team)
const nameOf = (part: PartCount, byWorker: boolean) => (byWorker ? part.workerName : part.teamName) ?? 'Nobody yet'

const partsIn = (parts: readonly PartCount[], byWorker: boolean): readonly Part[] =>
  [...Map.groupBy(parts, part => keyOf(part, byWorker))].map(([key, each]) => ({
    key,
    name: each[0] === undefined ? '' : nameOf(each[0], byWorker),
    counts: new Map(each.map(part => [part.group, part])),
  }))

const sumOf = ({ counts }: Part, of: keyof VisitCount): number =>
  [...counts.values()].reduce((sum, count) => sum + count[of], 0)

/** The rates by team, or of one team by worker; whoever has most that is late first. */
export const partsTable = (
  parts: readonly PartCount[],
  { query }: Asked,
  asked: VisitsAsked,
  kept: QueryValues,
): TableView => {
  const byWorker = asked.scope === 'team' || asked.team !== undefined
  const rows = partsIn(parts, byWorker).toSorted(
    (one, other) => sumOf(other, 'late') - sumOf(one, 'late') || one.name.localeCompare(other.name, 'en-GB'),
  )
  const link = ({ key }: Part): QueryValues =>
    byWorker ? { ...kept, team: asked.team, worker: key ?? undefined } : { ...kept, team: key ?? undefined }
  return tableView<Part>({
    caption: byWorker ? 'By worker' : 'By team',
    of: byWorker ? ['worker', 'workers'] : ['team', 'teams'],
    columns: [
      {
        name: 'part',
        heading: byWorker ? 'Worker' : 'Team',
        cell: part => (part.key === null ? part.name : { text: part.name, link: paths.visits({}, link(part)) }),
      },
      ...visitGroupNames.map(group => ({
        name: group,
        heading: `${visitGroups[group].title}: in time`,
        numeric: true,
        cell: (part: Part) => {
          const count = part.counts.get(group)
          if (count === undefined || count.children === 0) return 'none'
          return `${percentOf(count.inTime, count.children) ?? 0}% (${count.inTime} of ${count.children})`
        },
      })),
      {
        name: 'late',
        heading: 'Late',
        numeric: true,
        cell: (part: Part) => {
          const late = sumOf(part, 'late')
          return late === 0 || part.key === null
            ? { text: late === 0 ? 'none' : `${late} late`, late: late > 0 }
            : { text: `${late} late`, link: paths.visits({}, { ...link(part), standing: 'late' }), late: true }
        },
      },
      {
        name: 'alone',
        heading: 'Seen alone, last visit',
        numeric: true,
        cell: (part: Part) => {
          const share = percentOf(sumOf(part, 'alone'), sumOf(part, 'visited'))
          return share === undefined ? 'none' : `${share}%`
        },
      },
    ],
    rows,
    listing: { by: '', descending: false, page: 1 },
    address: more => paths.visits({}, { ...kept, standing: String(query.standing ?? ''), ...more }),
    empty: 'Nobody holds a child who is visited.',
    perPage: 200,
  })
}
