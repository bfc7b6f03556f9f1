import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import type { Role } from '../journey/roles.ts'
import { inPostOn, teamOn } from './organisation.ts'
import type { Tables } from '../store/tables.ts'
import { awayOnDay } from './absences.ts'

/** The parts whose decisions pass to whoever covers, for the days of the absence. */
const managingRoles = ['teamManager', 'serviceManager'] as const satisfies readonly Role[]

/** Whether a part is one whose decisions pass to whoever covers. */
export const isManagingRole = (role: Role): boolean => managingRoles.some(each => each === role)

/** The parts of those who may stand in for a manager: they work with children, or manage those who do. */
const standInRoles: readonly Role[] = [
  'pointOfAccessWorker',
  'dutyWorker',
  'socialWorker',
  'personalAdviser',
  'earlyHelpWorker',
  'conferenceChair',
  'teamManager',
  'serviceManager',
  'director',
]

/** Whether a part is one whose holder may stand in for a manager. */
export const mayStandIn = (role: Role): boolean => standInRoles.includes(role)

/** A manager's post that somebody fills while its holder is away: as whose, and for which absence. */
export type CoveredPost = {
  readonly worker: number
  readonly name: string
  readonly role: Role
  readonly team: string | null
  readonly teamName: string | null
  readonly absence: number
  readonly absentName: string
}

const isOneOf = (roles: readonly Role[]) => sql`(${sql.join(roles.map(role => sql.lit(role)))})`

/**
 * The managers' posts that somebody fills on a day because their holder is away and they cover; of one worker where asked.
 * Whoever has no post of their own any more fills no other.
 */
export const postsCovered = async (
  database: Kysely<Tables>,
  on: CivilDate,
  worker?: number,
): Promise<readonly CoveredPost[]> => {
  const { rows } = await sql<CoveredPost & { readonly role: string }>`
    select distinct absence.cover as worker, stand_in.given || ' ' || stand_in.family as name, post.role, post.team,
      team.name as "teamName", absence.id as absence, absent.given || ' ' || absent.family as "absentName"
    from absence
    join worker stand_in on stand_in.worker = absence.cover
    join worker absent on absent.worker = absence.worker
    join post on post.worker = absence.worker and post.role in ${isOneOf(managingRoles)} and ${inPostOn('post', on)}
    left join team on team.team = post.team and ${teamOn('team', on)}
    where ${awayOnDay(on)} and ${worker === undefined ? sql`absence.cover is not null` : sql`absence.cover = ${worker}`}
      and exists (select 1 from post own where own.worker = absence.cover and own.role in ${isOneOf(standInRoles)}
        and ${inPostOn('own', on)})
    order by absence.id, post.role, post.team`.execute(database)
  return rows
}
