import type { Kysely } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import { isRole } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'

/** A post as it is believed now, past and coming ones included. */
export type KnownPost = {
  readonly post: number
  readonly role: Role
  readonly team: string | null
  readonly teamName: string | null
  readonly agency: boolean
  readonly fullTimeEquivalent: number
  readonly startedOn: CivilDate
  readonly endedOn: CivilDate | null
}

/** All posts as they are believed now. */
export const believed = (database: Kysely<Tables>) =>
  database.selectFrom('post').where('post.known_to', '=', 'infinity')

/** Every post of a worker as it is believed now, the latest first. */
export const postsOf = async (database: Kysely<Tables>, worker: number): Promise<readonly KnownPost[]> => {
  const rows = await believed(database)
    .where('post.worker', '=', worker)
    .select(eb => [
      'post.id as post',
      'post.role',
      'post.team',
      'post.agency',
      'post.full_time_equivalent as fullTimeEquivalent',
      'post.started_on as startedOn',
      'post.ended_on as endedOn',
      // A team's name changes with its place: the latest is the one people know.
      eb
        .selectFrom('team')
        .select('team.name')
        .whereRef('team.team', '=', 'post.team')
        .where('team.known_to', '=', 'infinity')
        .orderBy('team.started_on', 'desc')
        .limit(1)
        .as('teamName'),
    ])
    .orderBy('post.started_on', 'desc')
    .orderBy('post.id', 'desc')
    .execute()
  return rows.flatMap(row => (isRole(row.role) ? [{ ...row, role: row.role }] : []))
}
