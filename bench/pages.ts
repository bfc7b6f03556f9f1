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

/** Times of the server for each address, each asked once after ten that warm the connections; a page that fails stops it. */
const timesOf = async (visitor: Visitor, addresses: readonly string[]): Promise<readonly number[]> => {
  const ask = async (address: string) => {
    const { statusCode } = await visitor.get(address)
    if (statusCode !== 200) throw new Error(`${address.replaceAll(/\d+/g, 'N')} answered ${statusCode}.`)
  }
  for (const address of addresses.slice(0, 10)) await ask(address)
  const times: number[] = []
  for (const address of addresses) times.push(await millisecondsOf(() => ask(address)))
  return times
}

const figures = (title: string, times: readonly number[], atMost: number): readonly Figure[] => [
  { title: `${title}, median`, value: percentile(times, 0.5), unit: 'ms' },
  { title: `${title}, 95 in 100`, value: percentile(times, 0.95), unit: 'ms', atMost },
]

const repeat = (addresses: readonly string[], count = 40): readonly string[] =>
  Array.from({ length: count }, (_, index) => addresses[index % addresses.length] ?? '/')

/** Social workers of a manager's team. */
const workersOf = async ({ sql }: Database, manager: number): Promise<readonly number[]> => {
  const rows = await sql
    .selectFrom('post as of_manager')
    .innerJoin('post', 'post.team', 'of_manager.team')
    .select('post.worker')
    .where('of_manager.worker', '=', manager)
    .where('post.role', '=', 'socialWorker')
    .where('post.ended_on', 'is', null)
    .where('of_manager.ended_on', 'is', null)
    .orderBy('post.worker')
    .execute()
  return rows.map(({ worker }) => worker)
}

/** Pages as somebody asks for them, with the most milliseconds that 95 in 100 may take. */
interface Asked {
  readonly title: string
  readonly as: Role
  readonly addresses: readonly string[]
  readonly atMost: number
}

const askedOn = async (database: Database): Promise<readonly Asked[]> => {
  const [plans, care, need, leavers] = await Promise.all(
    ['childProtectionPlan', 'lookedAfter', 'childInNeedPlan', 'careLeaver'].map(kind =>
      childrenWith(database, kind, 60),
    ),
  )
  const children = [...(plans ?? []), ...(care ?? []), ...(need ?? [])]
  const ofChildren = (rest: string, some: readonly number[] = children) =>
    some.map(child => `/children/${child}${rest}`)
  const workers = await workersOf(database, await someoneInPart(database, 'teamManager'))
  const ofWorkers = (before: string, after = '') => repeat(workers.map(worker => `${before}/${worker}${after}`))
  const page = (title: string, as: Role, addresses: readonly string[], atMost = 60): Asked => ({
    title,
    as,
    addresses,
    atMost,
  })
  return [
    page('a child', 'director', ofChildren(''), 40),
    page('the story', 'director', ofChildren('/story')),
    page('plans of a child', 'director', ofChildren('/plans')),
    page('people of a child, drawn', 'director', ofChildren('/people')),
    page('meetings of a child', 'director', ofChildren('/meetings')),
    page('a care leaver', 'director', ofChildren('/leaving-care', leavers)),
    page('work due, a worker', 'socialWorker', repeat(['/work'])),
    page('work due, a team', 'teamManager', repeat(['/work'])),
    page('my work, a social worker', 'socialWorker', repeat(['/'])),
    page('my work, a personal adviser', 'personalAdviser', repeat(['/'])),
    page('home, a team manager', 'teamManager', repeat(['/'])),
    page('home, a chair', 'conferenceChair', repeat(['/'])),
    page('a worker’s page', 'teamManager', ofWorkers('/workers')),
    page('caseloads of the county', 'teamManager', repeat(['/caseloads'])),
    page('a worker’s caseload', 'teamManager', ofWorkers('/caseloads/workers')),
    page('who waits', 'teamManager', repeat(['/caseloads/waiting'])),
    page('visits of a team', 'teamManager', repeat(['/visits'])),
    page('visits of the county', 'director', repeat(['/visits'])),
    page('care leavers of an adviser', 'personalAdviser', repeat(['/leaving-care'])),
    page('care leavers of the county', 'director', repeat(['/leaving-care'])),
    page('supervision of a team', 'teamManager', repeat(['/supervision'])),
    page('an agenda of supervision', 'teamManager', ofWorkers('/supervision/workers', '/agenda')),
    page('drift', 'teamManager', repeat(['/supervision/drift'])),
    page('a chair’s diary', 'conferenceChair', repeat(['/meetings'])),
    page('minutes to write', 'businessSupport', repeat(['/meetings/minutes'])),
    page('the service at a glance', 'director', repeat(['/service'])),
  ]
}

/** How long the server takes for the pages people live in, asked one after another as the people who use them. */
export const pagesBench: CountyBench = {
  name: 'pages',
  run: async ({ database }) => {
    const cacheFolder = await mkdtemp(join(tmpdir(), 'righthelp-bench-'))
    const app = await buildApp({ database, cacheFolder, log: { level: 'silent' } })
    try {
      const measured: Figure[] = []
      for (const { title, as, addresses, atMost } of await askedOn(database)) {
        const visitor = await visitorSignedIn(app, database, { worker: await someoneInPart(database, as), role: as })
        measured.push(...figures(title, await timesOf(visitor, addresses), atMost))
      }
      const held = { title: 'Node, memory held', value: process.memoryUsage.rss() / 2 ** 20, unit: 'MB', atMost: 400 }
      return [...measured, held as Figure]
    } finally {
      await app.close()
      await rm(cacheFolder, { recursive: true, force: true })
    }
  },
}
