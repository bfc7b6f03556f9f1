import type { Kysely } from 'kysely'
import { dateAt } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { postsCovered } from '../council/covered-posts.ts'
import { posts, teams } from '../council/organisation.ts'
import type { PartOfClaim } from '../council/signing-in.ts'
import { beginPost, StaffRefusal } from '../council/staff.ts'
import { roles } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'

/** A part that a worker may take today, and the teams in which they have it. */
export type PartToTake = { readonly role: Role; readonly teamNames: readonly string[] }

/** The parts that a worker has on a day, by post or by covering for a manager, in the matrix's order; those given alone where `given` says so. */
export const partsOf = async (
  database: Kysely<Tables>,
  worker: number,
  on: CivilDate,
  given: readonly string[] | null = null,
): Promise<readonly PartToTake[]> => {
  const [own, covered, allTeams] = await Promise.all([
    posts(database, { on }, { worker }),
    postsCovered(database, on, worker),
    teams(database, { on }),
  ])
  const held = [...own, ...covered]
  return (Object.keys(roles) as Role[])
    .filter(role => (given === null || given.includes(role)) && held.some(post => post.role === role))
    .map(role => ({
      role,
      teamNames: allTeams
        .filter(({ team }) => held.some(post => post.role === role && post.team === team))
        .map(({ name }) => name),
    }))
}

/**
 * Begins the posts that the provider's claims give and that the worker has not today. A part that comes without a team is
 * held already by whoever has it in any. Claims end no post, and begin none for somebody who has none at all: they say which
 * parts may be taken, and administration says who works here.
 */
export const beginPostsOfClaims = async (
  database: Kysely<Tables>,
  worker: number,
  given: readonly PartOfClaim[],
  at: Instant,
): Promise<void> => {
  const from = dateAt(at)
  const held = await posts(database, { on: from }, { worker })
  if (held.length === 0) return
  const missing = given.filter(
    part => !held.some(post => post.role === part.role && (part.team === null || post.team === part.team)),
  )
  for (const { role, team } of missing)
    try {
      await beginPost(database, worker, { role, team, from }, { by: null, at })
    } catch (error) {
      // A team that has ended, or a post that begins later: administration knows better than the claim.
      if (!(error instanceof StaffRefusal)) throw error
    }
}
