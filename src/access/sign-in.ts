import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { dateAt } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { isManagingRole, postsCovered } from '../council/covered-posts.ts'
import { inPostOn, posts, teamOn } from '../council/organisation.ts'
import { isRole, roles } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'
import { contextAt } from './context.ts'
import type { Context } from './context.ts'

const thisMachine = new BlockList()
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4')
thisMachine.addAddress('::1', 'ipv6')

/**
 * Whether a connection comes from this machine. It goes by the socket's own remote address; what a request says of its
 * origin in its headers is never asked.
 */
export const comesFromThisMachine = (remoteAddress: string | undefined): boolean => {
  if (remoteAddress === undefined) return false
  const plain = remoteAddress.toLowerCase().startsWith('::ffff:') ? remoteAddress.slice(7) : remoteAddress
  if (isIPv4(plain)) return thisMachine.check(plain, 'ipv4')
  return isIPv6(plain) && thisMachine.check(plain, 'ipv6')
}

/**
 * The context of a worker in one of their parts at an instant, with its teams and services of that day; undefined where they
 * have not that part. A manager's part, with its teams, is also that of whoever covers for the manager today.
 */
export const contextOf = async (
  database: Kysely<Tables>,
  who: { readonly worker: number; readonly role: Role },
  at: Instant,
): Promise<Context | undefined> => {
  const [own, covered] = await Promise.all([
    posts(database, { on: dateAt(at) }, who),
    // Managers alone are covered in their part: nobody else's page waits for the question.
    isManagingRole(who.role) ? postsCovered(database, dateAt(at), who.worker) : [],
  ])
  const held = [...own, ...covered.filter(({ role }) => role === who.role)]
  const first = held[0]
  if (first === undefined) return undefined
  const teams = [...new Set(held.flatMap(post => (post.team === null ? [] : [post.team])))]
  const services =
    teams.length === 0
      ? []
      : await database
          .selectFrom('team')
          .select('service')
          .distinct()
          .where('team', 'in', teams)
          .where(teamOn('team', dateAt(at)))
          .orderBy('service')
          .execute()
  return contextAt(
    { worker: who.worker, name: first.name, role: who.role, teams, services: services.map(row => row.service) },
    at,
  )
}

/** Somebody whom one may choose to be in the demonstration. */
export type PersonToBe = {
  readonly worker: number
  readonly name: string
  readonly role: Role
  readonly team: string | null
  readonly teamName: string | null
}

/**
 * Everybody with a post on a day, and whoever fills a manager's meanwhile, by role in the matrix's order and then by team and name; those whose name, role or
 * team contains every word of `words` where it is given.
 */
export const peopleToBe = async (
  database: Kysely<Tables>,
  on: CivilDate,
  words = '',
): Promise<readonly PersonToBe[]> => {
  const covered = await postsCovered(database, on)
  const own = await database
    .selectFrom('post')
    .innerJoin('worker', 'worker.worker', 'post.worker')
    .leftJoin('team', join => join.onRef('team.team', '=', 'post.team').on(teamOn('team', on)))
    .select([
      'post.worker',
      sql<string>`worker.given || ' ' || worker.family`.as('name'),
      'post.role',
      'post.team',
      'team.name as teamName',
    ])
    .distinct()
    .where(inPostOn('post', on))
    .orderBy('teamName')
    .orderBy('name')
    .execute()
  const standIns = covered.filter(each => !own.some(({ worker, role }) => worker === each.worker && role === each.role))
  const wanted = words.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean)
  const order = Object.keys(roles)
  return [...own, ...standIns]
    .flatMap(row => (isRole(row.role) ? [{ ...row, role: row.role }] : []))
    .filter(row => {
      const text = `${row.name} ${roles[row.role]} ${row.teamName ?? ''}`.toLocaleLowerCase('en-GB')
      return wanted.every(word => text.includes(word))
    })
    .sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role))
}
