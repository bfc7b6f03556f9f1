import type { Context } from '../../../access/context.ts'
import type { Team } from '../../../council/index.ts'
import { roomOf } from '../loads/load.ts'
import type { Caseloads, Load } from '../loads/load.ts'
import type { Part } from '../loads/parts.ts'

/** Somebody who may receive children, in one team. */
export type Receiver = { readonly value: string; readonly load: Load; readonly team: Team }

/** The teams whose workers somebody allocates to: a manager's own, or those of the manager's services. */
export const ownTeams = ({ organisation }: Caseloads, { role, teams, services }: Context): readonly Team[] =>
  organisation.teams.filter(each =>
    role === 'serviceManager' ? services.includes(each.service) : teams.includes(each.team),
  )

/** The value by which a form names a worker in a team, and its reading. */
export const receiverValue = (worker: number, team: string): string => `${worker}.${team}`

export const receiverIn = (value: string): { readonly worker: number; readonly team: string } | undefined => {
  const [, worker, team] = /^([1-9]\d{0,14})\.([A-Za-z0-9][A-Za-z0-9.-]{0,79})$/.exec(value) ?? []
  return worker === undefined || team === undefined ? undefined : { worker: Number(worker), team }
}

/** Workers who have a post today in this part in these teams, those with most room first. */
export const receiversIn = ({ loads }: Caseloads, part: Part, teams: readonly Team[]): readonly Receiver[] => {
  const keys = new Set(teams.map(({ team }) => team))
  return loads
    .flatMap(load =>
      load.places.flatMap(({ role, team }) =>
        role === part && keys.has(team.team) ? [{ value: receiverValue(load.worker, team.team), load, team }] : [],
      ),
    )
    .toSorted(
      (one, other) =>
        (roomOf(other.load) ?? 0) - (roomOf(one.load) ?? 0) || one.load.name.localeCompare(other.load.name, 'en-GB'),
    )
}
