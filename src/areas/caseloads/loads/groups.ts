import { isAboveThreshold, isOver } from './load.ts'
import type { Load } from './load.ts'
import type { Organisation, Place } from './places.ts'

/** Workers taken together: of a service, a quadrant or a team. */
export type Group = {
  readonly key: string
  readonly name: string
  readonly note: string
  readonly workers: number
  readonly fullTimeEquivalent: number
  readonly children: number
  readonly weight: number
  readonly allowed: number
  readonly above: number
  readonly over: number
}

export const groupings = { service: 'Services', quadrant: 'Quadrants', team: 'Teams', worker: 'Workers' } as const
export type Grouping = keyof typeof groupings

export const isGrouping = (text: string): text is Grouping => Object.hasOwn(groupings, text)

const rounded = (value: number): number => Math.round(value * 10) / 10
const sum = (loads: readonly Load[], of: (load: Load) => number) => loads.reduce((total, load) => total + of(load), 0)

/** What some workers hold together. */
export const groupOf = (key: string, name: string, note: string, loads: readonly Load[]): Group => ({
  key,
  name,
  note,
  workers: loads.length,
  fullTimeEquivalent: rounded(sum(loads, load => load.fullTimeEquivalent)),
  children: sum(loads, load => load.children),
  weight: rounded(sum(loads, load => load.weight)),
  allowed: rounded(sum(loads, load => load.allowed ?? 0)),
  above: loads.filter(isAboveThreshold).length,
  over: loads.filter(isOver).length,
})

const keyOf: Readonly<Record<Exclude<Grouping, 'worker'>, (place: Place) => string>> = {
  service: ({ team }) => team.service,
  quadrant: ({ team }) => team.quadrant ?? '',
  team: ({ team }) => team.team,
}

const namesOf = ({ services, quadrants, teams }: Organisation, by: Exclude<Grouping, 'worker'>) =>
  by === 'service'
    ? services.map(({ service, name }) => ({ key: service, name, note: '' }))
    : by === 'quadrant'
      ? [...quadrants.map(({ key, name }) => ({ key, name, note: '' })), { key: '', name: 'Whole county', note: '' }]
      : teams.map(({ team, name, serviceName }) => ({ key: team, name, note: serviceName }))

/** Workers by service, quadrant or team, in the order of the organisation; one with posts in two stands in both. */
export const groupsOf = (
  loads: readonly Load[],
  organisation: Organisation,
  by: Exclude<Grouping, 'worker'>,
): readonly Group[] =>
  namesOf(organisation, by).flatMap(({ key, name, note }) => {
    const own = loads.filter(({ places }) => places.some(place => keyOf[by](place) === key))
    return own.length === 0 ? [] : [groupOf(key, name, note, own)]
  })
