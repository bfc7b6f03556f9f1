import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../src/app.ts'
import type { Role } from '../src/journey/index.ts'
import type { Database } from '../src/store/index.ts'
import { visitorSignedIn } from '../src/web/testing.ts'
import type { Visitor } from '../src/web/testing.ts'
import { millisecondsOf, percentile } from './bench.ts'
import type { CountyBench, Figure } from './bench.ts'

const someoneInPart = async ({ sql }: Database, role: Role): Promise<number> => {
  const { worker } = await sql
    .selectFrom('post')
    .select('worker')
    .where('role', '=', role)
    .where('ended_on', 'is', null)
    .orderBy('worker')
    .executeTakeFirstOrThrow()
  return worker
}

const childrenWith = async ({ sql }: Database, kind: string, count: number): Promise<readonly number[]> => {
  const rows = await sql
    .selectFrom('episode')
    .select('identity')
    .where('kind', '=', kind)
    .where('ended_on', 'is', null)
    .orderBy('identity')
    .limit(count)
    .execute()
  return rows.map(({ identity }) => identity)
}

/** Times of the server for each address, each asked once after a first one that warms up; a page that fails stops it. */
const timesOf = async (visitor: Visitor, addresses: readonly string[]): Promise<readonly number[]> => {
  const ask = async (address: string) => {
    const { statusCode } = await visitor.get(address)
    if (statusCode !== 200) throw new Error(`${address.replaceAll(/\d+/g, 'N')} answered ${statusCode}.`)
  }
  for (const address of addresses.slice(0, 3)) await ask(address)
  const times: number[] = []
  for (const address of addresses) times.push(await millisecondsOf(() => ask(address)))
  return times
}

const figures = (title: string, times: readonly number[], atMost: number): readonly Figure[] => [
  { title: `${title}, median`, value: percentile(times, 0.5), unit: 'ms' },
  { title: `${title}, 95 in 100`, value: percentile(times, 0.95), unit: 'ms', atMost },
]

const repeat = (addresses: readonly string[], count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => addresses[index % addresses.length] ?? '/')

/** How long the server takes for the pages people live in, asked one after another as the people who use them. */
export const pagesBench: CountyBench = {
  name: 'pages',
  run: async ({ database }) => {
    const cacheFolder = await mkdtemp(join(tmpdir(), 'righthelp-bench-'))
    const app = await buildApp({ database, cacheFolder, log: { level: 'silent' } })
    try {
      const as = async (role: Role) =>
        visitorSignedIn(app, database, { worker: await someoneInPart(database, role), role })
      const director = await as('director')
      const manager = await as('teamManager')
      const worker = await as('socialWorker')
      const children = [
        ...(await childrenWith(database, 'childProtectionPlan', 60)),
        ...(await childrenWith(database, 'lookedAfter', 60)),
        ...(await childrenWith(database, 'childInNeedPlan', 60)),
      ]
      return [
        ...figures(
          'a child',
          await timesOf(
            director,
            children.map(child => `/children/${child}`),
          ),
          40,
        ),
        ...figures(
          'the story',
          await timesOf(
            director,
            children.map(child => `/children/${child}/story`),
          ),
          60,
        ),
        ...figures('work due, a worker', await timesOf(worker, repeat(['/work'], 40)), 60),
        ...figures('work due, a team', await timesOf(manager, repeat(['/work'], 40)), 60),
        ...figures('home, a team manager', await timesOf(manager, repeat(['/'], 40)), 60),
        { title: 'Node, memory held', value: process.memoryUsage.rss() / 2 ** 20, unit: 'MB', atMost: 400 },
      ]
    } finally {
      await app.close()
      await rm(cacheFolder, { recursive: true, force: true })
    }
  },
}
