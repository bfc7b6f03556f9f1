import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant, Period } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Measure } from '../measure.ts'
import { rowsOn, withPlaces } from './place.ts'
import { add, nothing } from './tally.ts'
import type { Tally } from './tally.ts'

/** One part of a breakdown; `key` is null for the rows that the record puts nowhere. */
export type Part = { readonly key: string | null; readonly name: string; readonly tally: Tally }

/** A team as it was called in a period of its own, and of which service it was then: a team may change both and stay itself. */
export type TeamPart = Part & { readonly called: string | null; readonly service: string | null }

export type Breakdown = {
  readonly services: readonly Part[]
  readonly quadrants: readonly Part[]
  readonly teams: readonly TeamPart[]
  /** By service and quadrant at once, for a table whose margins are the other two. */
  readonly cells: readonly {
    readonly service: string | null
    readonly quadrant: string | null
    readonly tally: Tally
  }[]
}

type Cell = Tally & {
  readonly service: string | null
  readonly quadrant: string | null
  readonly team: string | null
  readonly teamName: string | null
}

const partsBy = (
  cells: readonly Cell[],
  keyOf: (cell: Cell) => string | null,
  nameOf: (cell: Cell) => string | undefined,
  order: readonly string[],
): readonly Part[] =>
  [...Map.groupBy(cells, keyOf)]
    .map(([key, each]) => ({
      key,
      name: (each[0] === undefined ? undefined : nameOf(each[0])) ?? 'Not recorded',
      tally: each.reduce<Tally>(add, nothing),
    }))
    .sort((one, other) => rank(order, one) - rank(order, other) || one.name.localeCompare(other.name, 'en-GB'))

const teamsIn = (
  cells: readonly Cell[],
  serviceName: (key: string | null) => string | undefined,
): readonly TeamPart[] => {
  const parts = [
    ...Map.groupBy(cells, ({ team, teamName, service }) => JSON.stringify([team, teamName, service])).values(),
  ].map(each => {
    const { team = null, teamName = null, service = null } = each[0] ?? {}
    return {
      key: team,
      called: teamName,
      service,
      name: teamName ?? team ?? 'Not recorded',
      tally: each.reduce<Tally>(add, nothing),
    }
  })
  const names = parts.map(({ name }) => name)
  const isShared = (name: string) => names.indexOf(name) !== names.lastIndexOf(name)
  return parts
    .map(part => ({
      ...part,
      name: isShared(part.name) ? [part.name, serviceName(part.service) ?? part.key].join(', ') : part.name,
    }))
    .sort((one, other) => rank([], one) - rank([], other) || one.name.localeCompare(other.name, 'en-GB'))
}

const rank = (order: readonly string[], { key }: Part) =>
  key === null ? order.length + 1 : order.includes(key) ? order.indexOf(key) : order.length

/** What a measure counted in a period, or on its last day, by service, by quadrant and by team on the day of each row. */
export const breakDown = async (
  database: Kysely<Tables>,
  measure: Measure,
  when: Period,
  known: Instant,
): Promise<Breakdown> => {
  const { rows } = await sql<Cell>`
    select service, quadrant, team_key as team, team_name as "teamName", count(*)::int as rows,
      (count(*) filter (where counted))::int as counted, coalesce(sum(value), 0)::float8 as sum, max(value)::float8 as highest
    from ${withPlaces(rowsOn(measure, when, known), when, known)} placed group by 1, 2, 3, 4`.execute(database)
  const services = await database.selectFrom('service').select(['service', 'name']).orderBy('position').execute()
  const quadrants = await database.selectFrom('quadrant').select(['quadrant', 'name']).orderBy('position').execute()
  const serviceNames = new Map(services.map(({ service, name }) => [service, name]))
  const quadrantNames = new Map(quadrants.map(({ quadrant, name }) => [quadrant, name]))
  const serviceName = (key: string | null) => (key === null ? undefined : serviceNames.get(key))
  const quadrantName = (key: string | null) => (key === null ? undefined : (quadrantNames.get(key) ?? key))
  return {
    services: partsBy(
      rows,
      ({ service }) => service,
      ({ service }) => serviceName(service),
      [...serviceNames.keys()],
    ),
    quadrants: partsBy(
      rows,
      ({ quadrant }) => quadrant,
      ({ quadrant }) => quadrantName(quadrant),
      [...quadrantNames.keys()],
    ),
    teams: teamsIn(rows, serviceName),
    cells: [...Map.groupBy(rows, ({ service, quadrant }) => JSON.stringify([service, quadrant])).values()].map(
      each => ({
        service: each[0]?.service ?? null,
        quadrant: each[0]?.quadrant ?? null,
        tally: each.reduce<Tally>(add, nothing),
      }),
    ),
  }
}
