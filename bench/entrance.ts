import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { checkCouncilFile, createCouncil } from '../src/council/index.ts'
import { migrate, openDatabase } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { recordsPlace } from '../src/store/embedded/place.ts'
import { ensureServer, leaveServer } from '../src/store/embedded/server.ts'
import type { Figure, MachineBench } from './bench.ts'

const peopleAtOnce = 8
const times = 20

/** So many forms are acknowledged in a round before its server is killed, unless it takes too long. */
const enough = 12
const longestRound = 60_000

const council = checkCouncilFile({
  name: 'Bench County Council',
  brand: { shortName: 'Bench County' },
  signIn: 'none',
  quadrants: [],
  districts: [],
  services: [{ key: 'point-of-access', name: 'Point of access' }],
  teams: [{ key: 'point-of-access', name: 'Point of access', service: 'point-of-access', from: '2020-01-01' }],
  workers: [
    {
      given: 'Sam',
      family: 'Worker',
      posts: [{ role: 'pointOfAccessWorker', team: 'point-of-access', from: '2020-01-01' }],
    },
  ],
})

/** The pages of the form in their order, with what is answered on each. */
const pages: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['/help/begin', {}],
  ['/help/who', { sender: 'parent' }],
  ['/help/kind', { kind: 'support' }],
  ['/help/children/add', { given: 'Maya', family: 'Sender' }],
  ['/help/children', {}],
  ['/help/questions/home', { line: '4 Mill Lane' }],
  ['/help/questions/about', { needs: 'familyLife' }],
  ['/help/questions/what', { happening: 'Bedtime takes three hours. '.repeat(20) }],
  ['/help/questions/agree', { agrees: 'yes' }],
  ['/help/questions/you', { yourGiven: 'Ada' }],
  ['/help/questions/contact', { safeWays: 'none' }],
  ['/help/questions/language', { interpreter: 'no' }],
  ['/help/files', {}],
  ['/help/send', {}],
]

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('There is no port to listen at.')
  return address.port
}

let addresses = 0

/** Somebody at an address of their own, behind what stands in front of a real server. */
const newcomer = (origin: string) => {
  addresses += 1
  const from = `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`
  const cookies = new Map<string, string>()
  const ask = async (path: string, body?: URLSearchParams) => {
    const answer = await fetch(`${origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        'x-forwarded-for': from,
        'x-forwarded-proto': 'https',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(body === undefined ? {} : { body }),
    })
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
      cookies.set(name, value)
    }
    return { status: answer.status, text: await answer.text() }
  }
  return ask
}

/** One whole form; the reference that was shown at its end. */
const submit = async (origin: string): Promise<string> => {
  const ask = newcomer(origin)
  const token = /name="_csrf" value="([^"]+)"/.exec((await ask('/help')).text)?.[1] ?? ''
  for (const [path, answers] of pages) {
    const { status, text } = await ask(path, new URLSearchParams({ _csrf: token, ...answers }))
    if (status !== 303) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`)
  }
  const [, reference] = /([A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{3})/.exec((await ask('/help/sent')).text) ?? []
  if (reference === undefined) throw new Error('There is no reference on the last page.')
  return reference
}

const isUp = (origin: string): Promise<boolean> =>
  fetch(`${origin}/health`).then(
    ({ ok }) => ok,
    () => false,
  )

const startServer = async (origin: string, environment: Readonly<Record<string, string>>): Promise<ChildProcess> => {
  const server = spawn(process.execPath, [resolve(import.meta.dirname, '../src/cli.ts'), 'start'], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  })
  while (!(await isUp(origin))) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}.`)
    await pause(100)
  }
  return server
}

type Load = { readonly acknowledged: string[]; seconds: number; faults: number }

/** People who send one form after another until the server is killed under them. */
const loadUntilKilled = async (origin: string, server: ChildProcess, load: Load): Promise<void> => {
  const began = performance.now()
  const before = load.acknowledged.length
  const killed = new AbortController()
  const sendForms = async (): Promise<void> => {
    for (let sent = 0; sent < 10_000 && !killed.signal.aborted; sent += 1)
      await submit(origin).then(
        reference => void load.acknowledged.push(reference),
        // Cut off in the middle nothing was acknowledged. Before the kill it would be a fault.
        () => void (load.faults += killed.signal.aborted ? 0 : 1),
      )
  }
  const people = Array.from({ length: peopleAtOnce }, sendForms)
  // In the middle of their work, wherever each of them is.
  while (load.acknowledged.length < before + enough && performance.now() - began < longestRound) await pause(50)
  await pause(Math.random() * 1000)
  killed.abort()
  server.kill('SIGKILL')
  load.seconds += (performance.now() - began) / 1000
  await Promise.all([...people, once(server, 'exit')])
}

const missing = async ({ sql }: Database, references: readonly string[]): Promise<number> => {
  const kept = await sql.selectFrom('request').select('reference').execute()
  const known = new Set(kept.map(({ reference }) => reference))
  return references.filter(reference => !known.has(reference)).length
}

/** Kills the server so many times under load, and counts what was acknowledged and is not there. */
export const killUnderLoad = async (kills: number): Promise<readonly Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'righthelp-bench-'))
  chmodSync(folder, 0o755)
  const place = recordsPlace({ dataFolder: folder })
  const { url } = await ensureServer(place)
  const database = openDatabase(url)
  const load: Load = { acknowledged: [], seconds: 0, faults: 0 }
  try {
    await migrate(database)
    await createCouncil(database.sql, council)
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const environment = {
      DATABASE_URL: url,
      RIGHTHELP_DATA: folder,
      RIGHTHELP_ORIGIN: 'https://bench.example',
      PORT: String(port),
    }
    for (let kill = 0; kill < kills; kill += 1)
      await loadUntilKilled(origin, await startServer(origin, environment), load)
    const lost = await missing(database, load.acknowledged)
    return [
      { title: 'public form: acknowledged under load', value: load.acknowledged.length, unit: 'times' },
      { title: `  and missing after ${kills} kills`, value: lost, unit: 'times', atMost: 0 },
      { title: '  answered otherwise before a kill', value: load.faults, unit: 'times', atMost: 0 },
      { title: '  whole forms of 16 pages a second', value: load.acknowledged.length / load.seconds, unit: 'times' },
    ]
  } finally {
    await database.close()
    await leaveServer(place)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The public form under load, its server killed in the middle. */
export const entranceBench: MachineBench = { name: 'entrance', run: () => killUnderLoad(times) }
