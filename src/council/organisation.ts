import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { isRole } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import type { Tables } from '../store/tables.ts'
import { caseloadPolicyOn } from './caseload-policy.ts'
import { readCouncil } from './council.ts'

/** The day of which is asked, and the instant whose knowledge counts; without it, today's. */
export type AsAt = { readonly on: CivilDate; readonly knownAt?: Instant }

export type Service = { readonly service: string; readonly name: string; readonly caseloadThreshold: number | null }

export type Team = {
  readonly team: string
  readonly name: string
  readonly service: string
  readonly serviceName: string
  readonly quadrant: string | null
  readonly startedOn: CivilDate
  readonly endedOn: CivilDate | null
}

/** A worker's part in a team. */
export type Post = {
  readonly worker: number
  readonly name: string
  readonly role: Role
  readonly team: string | null
  readonly agency: boolean
  readonly fullTimeEquivalent: number
  readonly newlyQualifiedOn: CivilDate | null
  readonly startedOn: CivilDate
  readonly endedOn: CivilDate | null
}

export type Place = { readonly key: string; readonly name: string; readonly quadrant: string }

/** In force on the day, and believed at the instant. */
const asAt = (alias: string, { on, knownAt }: AsAt) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const believed =
    knownAt === undefined
      ? sql<boolean>`${column('known_to')} = 'infinity'`
      : sql<boolean>`${column('known_from')} <= ${knownAt} and ${column('known_to')} > ${knownAt}`
  return sql<boolean>`(${column('started_on')} <= ${on}::date
    and (${column('ended_on')} is null or ${column('ended_on')} > ${on}::date) and ${believed})`
}

/** Whether a post of the table under this name is held on a day, as is believed now: one recorded ahead is not held yet. */
export const inPostOn = (post: string, on: CivilDate): RawBuilder<boolean> => asAt(post, { on })

/** Whether a team of the table under this name is there on a day, as is believed now. */
export const teamOn = (team: string, on: CivilDate): RawBuilder<boolean> => asAt(team, { on })

/** Whether a team of the table under this name has begun by a day: one that has ended since is still among them. */
export const teamBegunBy = (team: string, on: CivilDate): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${team}.known_to`)} = 'infinity' and ${sql.ref(`${team}.started_on`)} <= ${on}::date)`

/**
 * The name by which a team, a column or another expression, is known on a day: a team's name changes with its place, and a
 * team that has ended keeps its last. What is recorded ahead is not its name yet.
 */
export const teamNameOn = (team: RawBuilder<unknown>, on: CivilDate): RawBuilder<string | null> =>
  sql<string | null>`(select named_team.name from team named_team where named_team.team = ${team}
    and ${teamBegunBy('named_team', on)} order by named_team.started_on desc limit 1)`

/** The services, in their order. */
export const services = (database: Kysely<Tables>): Promise<readonly Service[]> =>
  database
    .selectFrom('service')
    .select(['service', 'name', 'caseload_threshold as caseloadThreshold'])
    .orderBy('position')
    .execute()

/** The services with the thresholds that hold on a day: the council's policy on caseloads may say other ones from a day on. */
export const servicesOn = async (database: Kysely<Tables>, on: CivilDate): Promise<readonly Service[]> => {
  const [all, council] = await Promise.all([services(database), readCouncil(database)])
  const { thresholds } = caseloadPolicyOn(council?.caseloads ?? [], on)
  return all.map(each => ({ ...each, caseloadThreshold: thresholds[each.service] ?? each.caseloadThreshold }))
}

/** The teams that there are on a day, with their service and quadrant on that day. */
export const teams = (database: Kysely<Tables>, when: AsAt): Promise<readonly Team[]> =>
  database
    .selectFrom('team')
    .innerJoin('service', 'service.service', 'team.service')
    .select([
      'team.team',
      'team.name',
      'team.service',
      'service.name as serviceName',
      'team.quadrant',
      'team.started_on as startedOn',
      'team.ended_on as endedOn',
    ])
    .where(asAt('team', when))
    .orderBy('service.position')
    .orderBy('team.name')
    .execute()

const postsFrom = (database: Kysely<Tables>, when: AsAt) =>
  database
    .selectFrom('post')
    .innerJoin('worker', 'worker.worker', 'post.worker')
    .select([
      'post.worker',
      sql<string>`worker.given || ' ' || worker.family`.as('name'),
      'post.role',
      'post.team',
      'post.agency',
      'post.full_time_equivalent as fullTimeEquivalent',
      'worker.newly_qualified_on as newlyQualifiedOn',
      'post.started_on as startedOn',
      'post.ended_on as endedOn',
    ])
    .where(asAt('post', when))
    .orderBy('worker.family')
    .orderBy('worker.given')
    .orderBy('post.worker')

const known = <Row extends { readonly role: string }>(rows: readonly Row[]) =>
  rows.flatMap(row => (isRole(row.role) ? [{ ...row, role: row.role }] : []))

/** The posts held on a day, by family name; of one worker, team or role where asked. */
export const posts = async (
  database: Kysely<Tables>,
  when: AsAt,
  of: { readonly worker?: number; readonly team?: string; readonly role?: Role } = {},
): Promise<readonly Post[]> => {
  let query = postsFrom(database, when)
  if (of.worker !== undefined) query = query.where('post.worker', '=', of.worker)
  if (of.team !== undefined) query = query.where('post.team', '=', of.team)
  if (of.role !== undefined) query = query.where('post.role', '=', of.role)
  return known(await query.execute())
}

/** Names of workers by number, those who have left included. */
export const workerNames = async (
  database: Kysely<Tables>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, string>> => {
  if (numbers.length === 0) return new Map()
  const rows = await database
    .selectFrom('worker')
    .select(['worker', sql<string>`given || ' ' || family`.as('name')])
    .where('worker', 'in', [...new Set(numbers)])
    .execute()
  return new Map(rows.map(row => [row.worker, row.name]))
}

/** The quadrants, in their order. */
export const quadrants = (
  database: Kysely<Tables>,
): Promise<readonly { readonly key: string; readonly name: string }[]> =>
  database.selectFrom('quadrant').select(['quadrant as key', 'name']).orderBy('position').execute()
