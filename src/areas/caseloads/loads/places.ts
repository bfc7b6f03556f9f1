import type { Kysely } from 'kysely'
import { posts, quadrants, servicesOn, teams } from '../../../council/index.ts'
import type { Service, Team } from '../../../council/index.ts'
import type { Tables } from '../../../store/index.ts'
import type { Role } from '../../../journey/roles.ts'
import type { AsAt } from './stock.ts'

/** A post in a team, with where that team stands that day. */
export type Place = {
  readonly role: Role
  readonly team: Team
  readonly fullTimeEquivalent: number
  readonly agency: boolean
  /** The children of a full caseload of the service; null where its workers hold none. */
  readonly threshold: number | null
}

export type Posted = {
  readonly worker: number
  readonly name: string
  readonly newlyQualifiedOn: string | null
  readonly places: readonly Place[]
}

export type Organisation = {
  readonly teams: readonly Team[]
  readonly services: readonly Service[]
  readonly quadrants: readonly { readonly key: string; readonly name: string }[]
  readonly posted: ReadonlyMap<number, Posted>
}

/** The organisation on a day, as known, with everybody who has a post in a team. */
export const organisationOn = async (database: Kysely<Tables>, { on, known, present }: AsAt): Promise<Organisation> => {
  const when = present ? { on } : { on, knownAt: known }
  const [held, teamList, serviceList, quadrantList] = await Promise.all([
    posts(database, when),
    teams(database, when),
    servicesOn(database, on),
    quadrants(database),
  ])
  const teamOf = new Map(teamList.map(team => [team.team, team]))
  const thresholdOf = new Map(serviceList.map(({ service, caseloadThreshold }) => [service, caseloadThreshold]))
  const posted = new Map<number, Posted>()
  for (const { worker, name, role, team, agency, fullTimeEquivalent, newlyQualifiedOn } of held) {
    const place = team === null ? undefined : teamOf.get(team)
    if (place === undefined) continue
    const threshold = thresholdOf.get(place.service) ?? null
    const before = posted.get(worker)?.places ?? []
    const places = [...before, { role, team: place, fullTimeEquivalent, agency, threshold }]
    posted.set(worker, { worker, name, newlyQualifiedOn, places })
  }
  return { teams: teamList, services: serviceList, quadrants: quadrantList, posted }
}
