import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { binariesFolder } from './binaries.ts'
import { EmbeddedServerError } from './embedded-server-error.ts'
import { operatingUser } from './operating-user.ts'
import { filesOf, recordsPlace } from './place.ts'
import { findPostmaster } from './postmaster.ts'
import { ensureServer, keepServer, leaveServer, stopServer } from './server.ts'

const folder = mkdtempSync(join(tmpdir(), 'righthelp-embedded-'))
chmodSync(folder, 0o755)
const place = recordsPlace({ dataFolder: folder })
const files = filesOf(place)

after(async () => {
  await stopServer(place)
  rmSync(folder, { recursive: true, force: true })
})

const ask = async (url: string, question: string): Promise<unknown> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ answer: unknown }>(question)).rows[0]?.answer
  } finally {
    await client.end()
  }
}

const isRunning = () => findPostmaster(place) !== undefined

const postmasterPid = (): number => {
  const running = findPostmaster(place)
  assert.ok(running)
  return running.pid
}

test('two that start the server at once get the same one, and the last to leave stops it', async () => {
  const [one, other] = await Promise.all([ensureServer(place), ensureServer(place)])
  assert.equal(one.url, other.url)
  assert.deepEqual([one.startedHere, other.startedHere].sort(), [false, true])
  assert.equal(await ask(one.url, 'select current_database() as answer'), 'righthelp')
  await leaveServer(place)
  assert.equal(isRunning(), false)
})

test('what is acknowledged is on disk: no setting trades that for speed', async () => {
  const { url } = await ensureServer(place)
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    assert.equal(await ask(url, `select current_setting('${setting}') as answer`), 'on')
  }
  await leaveServer(place)
})

test('only the loopback address, only with the password, and the password is for its owner alone', async () => {
  const { url } = await ensureServer(place)
  assert.equal(await ask(url, `select current_setting('listen_addresses') as answer`), '127.0.0.1')
  const wrong = new URL(url)
  wrong.password = 'guess'
  await assert.rejects(ask(wrong.href, 'select 1 as answer'), /password authentication failed/)
  assert.equal(statSync(files.password).mode & 0o777, 0o600)
  await leaveServer(place)
})

test('the port is remembered, and another is chosen where it is taken', async () => {
  const portOf = (url: string) => Number(new URL(url).port)
  const first = portOf((await ensureServer(place)).url)
  await leaveServer(place)
  assert.equal(portOf((await ensureServer(place)).url), first)
  await leaveServer(place)
  const squatter = createServer()
  await new Promise<void>(resolve => squatter.listen(first, '127.0.0.1', resolve))
  const { url } = await ensureServer(place).finally(() => squatter.close())
  assert.notEqual(portOf(url), first)
  assert.equal(await ask(url, 'select 1 as answer'), 1)
  await leaveServer(place)
})

test('after kill -9 of the server the next start recovers all that was acknowledged', async () => {
  const { url } = await ensureServer(place)
  await ask(url, 'create table kept_through_a_crash as select 42 as one')
  process.kill(postmasterPid(), 'SIGKILL')
  while (isRunning()) await pause(10)
  const again = await ensureServer(place)
  assert.equal(again.startedHere, true)
  assert.equal(await ask(again.url, 'select one as answer from kept_through_a_crash'), 42)
  await leaveServer(place)
})

test('a file left by a dead server is seen through, though its number is now that of another program', async () => {
  const { url } = await ensureServer(place)
  const written = readFileSync(files.postmaster, 'utf8').split('\n')
  await leaveServer(place)
  writeFileSync(files.postmaster, [String(process.pid), ...written.slice(1)].join('\n'))
  const { uid, gid } = statSync(files.data)
  chownSync(files.postmaster, uid, gid)
  assert.equal(isRunning(), false)
  assert.equal((await ensureServer(place)).url, url)
  await leaveServer(place)
})

const useElsewhere = (end: 'stay' | 'leave') =>
  spawn(
    process.execPath,
    [
      '--input-type=module-typescript',
      '-e',
      `const { ensureServer, leaveServer } = await import(${JSON.stringify(join(import.meta.dirname, 'server.ts'))})
       const place = ${JSON.stringify(place)}
       await ensureServer(place)
       process.stdout.write('ready')
       ${end === 'stay' ? 'setInterval(() => {}, 1000)' : 'await leaveServer(place)'}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )

test('a process that ends without leaving is not waited for: kill -9 of us leaves nothing to clean up', async () => {
  const other = useElsewhere('stay')
  await new Promise((resolve, reject) => {
    other.stdout.once('data', resolve)
    other.once('close', () => reject(new Error('it ended before it was ready')))
  })
  const killed = new Promise(resolve => other.once('close', resolve))
  other.kill('SIGKILL')
  await killed
  assert.equal(isRunning(), true)
  assert.equal((await ensureServer(place)).startedHere, false)
  await leaveServer(place)
  assert.equal(isRunning(), false)
})

test('one who leaves does not take the server from another who uses it', async () => {
  const { url } = await ensureServer(place)
  const other = useElsewhere('leave')
  assert.equal(await new Promise(resolve => other.once('close', resolve)), 0)
  assert.equal(await ask(url, 'select 1 as answer'), 1)
  await leaveServer(place)
  assert.equal(isRunning(), false)
})

test('a server that is to be kept stays up when nobody uses it, until it is stopped', async () => {
  await ensureServer(place)
  keepServer(place)
  await leaveServer(place)
  assert.equal(isRunning(), true)
  assert.equal(await stopServer(place), true)
  assert.equal(isRunning(), false)
  assert.equal(await stopServer(place), false)
})

const onlyAsRoot = { skip: process.getuid?.() === 0 ? false : 'only root starts the server as somebody else' }

test(
  'a checkout in a private folder: the programs are copied to where the server’s user can run them',
  onlyAsRoot,
  () => {
    const hidden = join(folder, 'private')
    mkdirSync(hidden, { mode: 0o700 })
    const reachable = binariesFolder(join(folder, 'unused'), operatingUser(files.data))
    symlinkSync(reachable, join(hidden, 'native'))
    writeFileSync(join(hidden, 'package.json'), JSON.stringify({ version: '18.0.0-test' }))
    const staging = join(folder, 'programs')
    const staged = binariesFolder(staging, operatingUser(files.data), join(hidden, 'native'))
    assert.equal(staged, join(staging, '18.0.0-test'))
  },
)

test('root is told where its server’s user cannot enter the data folder', onlyAsRoot, async () => {
  const hidden = join(folder, 'hidden')
  mkdirSync(hidden, { mode: 0o700 })
  await assert.rejects(ensureServer(recordsPlace({ dataFolder: join(hidden, 'data') })), /RIGHTHELP_DATA/)
})

test('a data folder that cannot be written is told with what to do', async () => {
  const file = join(folder, 'a file')
  writeFileSync(file, '')
  await assert.rejects(ensureServer(recordsPlace({ dataFolder: file })), (error: unknown) => {
    assert.ok(error instanceof EmbeddedServerError)
    assert.match(error.message, /Nothing can be written into .*a file.*RIGHTHELP_DATA/)
    return true
  })
})
