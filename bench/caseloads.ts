import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { contextOf } from '../src/access/sign-in.ts'
import type { Context } from '../src/access/context.ts'
import { buildApp } from '../src/app.ts'
import { addDays, dateAt } from '../src/calendar/index.ts'
import { now } from '../src/council/index.ts'
import { england, noPolicy } from '../src/journey/index.ts'
import type { Role } from '../src/journey/index.ts'
import { handOver, holdingsOf } from '../src/ledger/index.ts'
import type { Hand } from '../src/ledger/index.ts'
import type { Database } from '../src/store/index.ts'
import { visitorSignedIn } from '../src/web/testing.ts'
import { millisecondsOf, percentile } from './bench.ts'
import type { CountyBench, Figure } from './bench.ts'

const children = 40

type Somebody = { readonly worker: number; readonly team: string }

/** Somebody in a part, in the team of a service, of the county as it is now. */
const someone = async ({ sql: queries }: Database, role: Role, service?: string): Promise<Somebody> => {
  const row = await queries
    .selectFrom('post')
    .leftJoin('team', join => join.onRef('team.team', '=', 'post.team').on('team.ended_on', 'is', null))
    .select(['post.worker', 'post.team'])
    .where('post.role', '=', role)
    .where('post.ended_on', 'is', null)
    .$if(service !== undefined, query => query.where('team.service', '=', service ?? ''))
    .orderBy('post.worker')
    .executeTakeFirstOrThrow()
  return { worker: row.worker, team: row.team ?? '' }
}

const contextFor = async (database: Database, role: Role, service?: string): Promise<Context> => {
  const { worker } = await someone(database, role, service)
  const context = await contextOf(database.sql, { worker, role }, await now(database.sql))
  if (context === undefined) throw new Error(`Nobody is ${role} today.`)
  return context
}

/** Children of the manager’s services who have a social worker, and social workers of one of their teams. */
const choose = async (database: Database, { services }: Context) => {
  const { rows } = await sql<{ readonly identity: number }>`
    select episode.identity from episode join team on team.team = episode.detail ->> 'team' and team.ended_on is null
    where episode.kind = 'socialWorkerAllocation' and episode.ended_on is null and episode.known_to = 'infinity'
      and team.service = any (${[...services]}) order by episode.identity limit ${children}`.execute(database.sql)
  const { rows: workers } = await sql<Somebody>`
    select post.worker, post.team from post join team on team.team = post.team and team.ended_on is null
    where post.role = 'socialWorker' and post.ended_on is null and team.service = any (${[...services]})
    order by post.worker limit 6`.execute(database.sql)
  return { identities: rows.map(({ identity }) => identity), workers }
}

/** Whoever of these does not hold the child already, each in turn. */
const handsFor = async (
  database: Database,
  identities: readonly number[],
  to: readonly Somebody[],
): Promise<readonly Hand[]> => {
  const holdings = (await holdingsOf(database.sql, identities)).filter(({ part }) => part === 'socialWorker')
  return holdings.flatMap(({ identity, part, heldBy, worker }, index) => {
    const receivers = to.filter(each => each.worker !== worker)
    const receiver = receivers[index % Math.max(1, receivers.length)]
    return receiver === undefined ? [] : [{ identity, part, heldBy, ...receiver }]
  })
}

/** Seconds that it takes to pass the children of one worker who leaves to five others, in one transaction. */
const reallocation = async (database: Database): Promise<readonly Figure[]> => {
  const ledger = { database, rules: { pathway: england, policy: noPolicy } }
  const context = await contextFor(database, 'serviceManager', 'family-safeguarding')
  const { identities, workers } = await choose(database, context)
  const [leaver, ...others] = workers
  if (leaver === undefined || identities.length < children) return []
  const times: number[] = []
  for (let round = 0; round < 4; round += 1) {
    await handOver(ledger, context, await handsFor(database, identities, [leaver]))
    const hands = await handsFor(database, identities, others)
    times.push(await millisecondsOf(() => handOver(ledger, context, hands, 'The worker has left.')))
  }
  return [
    {
      title: `${children} children reallocated at once, the slowest of ${times.length}`,
      value: Math.max(...times),
      unit: 'ms',
      atMost: 1000,
    },
  ]
}

/** How long the pages of caseloads take, and a reallocation when somebody leaves. */
export const caseloadsBench: CountyBench = {
  name: 'caseloads',
  run: async ({ database }) => {
    const cacheFolder = await mkdtemp(join(tmpdir(), 'righthelp-bench-'))
    const app = await buildApp({ database, cacheFolder, log: { level: 'silent' } })
    try {
      const today = dateAt(await now(database.sql))
      const as = (who: Somebody, role: Role) => visitorSignedIn(app, database, { worker: who.worker, role })
      const director = await as(await someone(database, 'director'), 'director')
      const manager = await someone(database, 'teamManager', 'family-safeguarding')
      const managing = await as(manager, 'teamManager')
      const worker = await someone(database, 'socialWorker', 'family-safeguarding')
      const times = async (visitor: typeof director, addresses: readonly string[]): Promise<readonly number[]> => {
        const each: number[] = []
        for (const address of addresses.slice(0, 2)) await visitor.get(address)
        for (const address of addresses)
          each.push(
            await millisecondsOf(async () => {
              const { statusCode } = await visitor.get(address)
              if (statusCode !== 200) throw new Error(`${address.replaceAll(/\d+/g, 'N')} answered ${statusCode}.`)
            }),
          )
        return each
      }
      const repeat = (address: string) => Array.from({ length: 30 }, () => address)
      const measured: readonly (readonly [string, typeof director, readonly string[]])[] = [
        ['the county', director, repeat('/caseloads')],
        ['the county on a past day', director, repeat(`/caseloads?on=${addDays(today, -100)}`)],
        ['a team', managing, repeat(`/caseloads/teams/${manager.team}`)],
        ['a worker', managing, repeat(`/caseloads/workers/${worker.worker}`)],
        ['who waits', managing, repeat('/caseloads/waiting')],
      ]
      const figures: Figure[] = []
      for (const [title, visitor, addresses] of measured)
        figures.push({
          title: `caseloads, ${title}, 95 in 100`,
          value: percentile(await times(visitor, addresses), 0.95),
          unit: 'ms',
          atMost: 60,
        })
      return [...figures, ...(await reallocation(database))]
    } finally {
      await app.close()
      await rm(cacheFolder, { recursive: true, force: true })
    }
  },
}
