import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import type { Role } from '../journey/roles.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { inPostOn, teamOn } from './organisation.ts'
import { noteOfWorker } from './worker-history.ts'
import type { Said } from './worker-history.ts'
import { believed, postsOf } from './posts-of-worker.ts'
import type { KnownPost } from './posts-of-worker.ts'

/** Why the staff cannot be changed so, in words for whoever asked, and the field that they are about. */
export class StaffRefusal extends Error {
  override readonly name = 'StaffRefusal'
  readonly field: string
  constructor(field: string, words: string) {
    super(words)
    this.field = field
  }
}

/** A post to begin. */
export type PostToBegin = {
  readonly role: Role
  readonly team: string | null
  readonly agency?: boolean
  readonly fullTimeEquivalent?: number
  readonly from: CivilDate
}

/** One change of the staff at a time, whole or not at all: who is the last administrator is asked under the lock. */
const changing = <Result>(database: Kysely<Tables>, work: (queries: Kysely<Tables>) => Promise<Result>) =>
  atOnce(database, async queries => {
    await sql`select pg_advisory_xact_lock(hashtext('righthelp staff'))`.execute(queries)
    return work(queries)
  })

/** The day from which the team of a post is no more, where that is known; null where it goes on. Throws StaffRefusal. */
const endOfTeam = async (database: Kysely<Tables>, { team, from }: PostToBegin): Promise<CivilDate | null> => {
  if (team === null) return null
  const lines = await database
    .selectFrom('team')
    .select(['started_on as startedOn', 'ended_on as endedOn', teamOn('team', from).as('isThere')])
    .where('team', '=', team)
    .where('known_to', '=', 'infinity')
    .orderBy('started_on')
    .execute()
  const there = lines.find(({ isThere }) => isThere)
  if (there === undefined) throw new StaffRefusal('team', 'Choose a team that there is on the day the post begins')
  // A team that has another name or place from a day on goes on in its next line.
  return lines
    .filter(({ startedOn }) => startedOn > there.startedOn)
    .reduce((end, line) => (line.startedOn === end ? line.endedOn : end), there.endedOn)
}

const holdsAlready = async (database: Kysely<Tables>, worker: number, { role, team, from }: PostToBegin) =>
  (await postsOf(database, worker)).some(
    post => post.role === role && post.team === team && (post.endedOn === null || post.endedOn > from),
  )

const begin = async (database: Kysely<Tables>, worker: number, post: PostToBegin, said: Said): Promise<void> => {
  // A post in a team that is to end ends with it, so that nobody is in no team unawares.
  const until = await endOfTeam(database, post)
  if (await holdsAlready(database, worker, post))
    throw new StaffRefusal('role', 'They have this part in this team already on that day or later')
  const { role, team, agency = false, fullTimeEquivalent = 1, from } = post
  await database
    .insertInto('post')
    .values({
      worker,
      role,
      team,
      agency,
      full_time_equivalent: fullTimeEquivalent,
      started_on: from,
      ended_on: until,
      known_from: said.at,
    })
    .execute()
  await noteOfWorker(database, said, {
    worker,
    kind: 'postBegun',
    role,
    team,
    from,
    ...(until === null ? {} : { until }),
  })
}

/** Begins a post of a worker. Throws StaffRefusal. */
export const beginPost = (database: Kysely<Tables>, worker: number, post: PostToBegin, said: Said): Promise<void> =>
  changing(database, queries => begin(queries, worker, post, said))

/** Takes a worker on, with a first post, and answers with their number. Throws StaffRefusal. */
export const addWorker = (
  database: Kysely<Tables>,
  joiner: {
    readonly given: string
    readonly family: string
    readonly newlyQualifiedOn: CivilDate | null
    readonly post: PostToBegin
  },
  said: Said,
): Promise<number> =>
  changing(database, async queries => {
    const { given, family, newlyQualifiedOn, post } = joiner
    const { worker } = await queries
      .insertInto('worker')
      .values({ given, family, newly_qualified_on: newlyQualifiedOn })
      .returning('worker')
      .executeTakeFirstOrThrow()
    await noteOfWorker(queries, said, { worker, kind: 'joined' })
    await begin(queries, worker, post, said)
    return worker
  })

const endAt = async (database: Kysely<Tables>, post: KnownPost, on: CivilDate, { at }: Said): Promise<void> => {
  const row = await database
    .updateTable('post')
    .set({ known_to: at })
    .where('id', '=', post.post)
    .where('known_to', '=', 'infinity')
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) throw new StaffRefusal('post', 'The post has been changed meanwhile. Look at it as it is now')
  // A post that would have begun later never was.
  if (post.startedOn > on) return
  await database
    .insertInto('post')
    .values({
      worker: row.worker,
      role: row.role,
      team: row.team,
      agency: row.agency,
      full_time_equivalent: row.full_time_equivalent,
      started_on: row.started_on,
      ended_on: on,
      known_from: at,
    })
    .execute()
}

/** Somebody must be able to change the staff tomorrow. */
const checkAdministratorRemains = async (database: Kysely<Tables>, on: CivilDate): Promise<void> => {
  const there = await believed(database)
    .select('post.id')
    .where('post.role', '=', 'administrator')
    .where(inPostOn('post', on))
    .limit(1)
    .executeTakeFirst()
  if (there === undefined)
    throw new StaffRefusal(
      'on',
      'Nobody would be an administrator any more, and nobody could change the staff. Begin the post of another administrator first',
    )
}

const end = async (
  database: Kysely<Tables>,
  worker: number,
  { post: number, on }: { readonly post: number; readonly on: CivilDate },
  said: Said,
): Promise<KnownPost> => {
  const post = (await postsOf(database, worker)).find(each => each.post === number)
  if (post === undefined) throw new StaffRefusal('post', 'The post has been changed meanwhile. Look at it as it is now')
  if (post.endedOn !== null && post.endedOn <= on) throw new StaffRefusal('on', 'The post ends before that day already')
  await endAt(database, post, on, said)
  await noteOfWorker(database, said, { worker, kind: 'postEnded', role: post.role, team: post.team, on })
  return post
}

/** Ends a post of a worker from a day on, and begins another where they move. Throws StaffRefusal. */
export const endPost = (
  database: Kysely<Tables>,
  worker: number,
  { post, on, next }: { readonly post: number; readonly on: CivilDate; readonly next?: PostToBegin },
  said: Said,
): Promise<void> =>
  changing(database, async queries => {
    const ended = await end(queries, worker, { post, on }, said)
    if (next !== undefined) await begin(queries, worker, next, said)
    if (ended.role === 'administrator') await checkAdministratorRemains(queries, on)
  })

/** Ends every post of a worker from a day on: they have no part in the service from then. Throws StaffRefusal. */
export const leave = (database: Kysely<Tables>, worker: number, on: CivilDate, said: Said): Promise<void> =>
  changing(database, async queries => {
    const open = (await postsOf(queries, worker)).filter(({ endedOn }) => endedOn === null || endedOn > on)
    if (open.length === 0) throw new StaffRefusal('on', 'They have no post on that day or later')
    for (const post of open) await endAt(queries, post, on, said)
    await noteOfWorker(queries, said, { worker, kind: 'left', on })
    if (open.some(({ role }) => role === 'administrator')) await checkAdministratorRemains(queries, on)
  })
