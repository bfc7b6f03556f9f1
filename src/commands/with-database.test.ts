import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { recordsPlace } from '../store/embedded/place.ts'
import { findPostmaster } from '../store/embedded/postmaster.ts'
import { stopServer } from '../store/embedded/server.ts'
import type { Settings } from '../store/settings.ts'
import { Refusal } from './command.ts'
import { checkDatabaseSuitsCouncil, withDatabase } from './with-database.ts'

const folder = mkdtempSync(join(tmpdir(), 'righthelp-with-database-'))
chmodSync(folder, 0o755)
const settings: Settings = {
  port: 3000,
  database: { kind: 'embedded', askedForByName: false },
  dataFolder: folder,
}
const isRunning = () => findPostmaster(recordsPlace(settings)) !== undefined

after(async () => {
  await stopServer(recordsPlace(settings))
  rmSync(folder, { recursive: true, force: true })
})

test('the work finds every table, and the server that was started for it stops when it ends', async () => {
  await withDatabase(settings, async ({ sql }) => {
    assert.deepEqual(await sql.selectFrom('entry').selectAll().execute(), [])
  })
  assert.equal(isRunning(), false)
})

test('work that fails is told, and the server stops all the same', async () => {
  await assert.rejects(
    withDatabase(settings, () => Promise.reject(new Error('the work failed'))),
    /the work failed/,
  )
  assert.equal(isRunning(), false)
})

/** Another process at work, told to stop once it is; answers with its exit code. */
const interrupted = (signal: 'SIGINT' | 'SIGTERM', work: string): Promise<number | null> =>
  new Promise(resolve => {
    const script = `
      const { withDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'with-database.ts'))})
      const { once } = await import('node:events')
      await withDatabase(${JSON.stringify(settings)}, async ({ pool }, stopping) => { process.stdout.write('at work'); ${work} })
    `
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.once('data', () => child.kill(signal))
    child.once('close', resolve)
  })

test('work that heeds being told to stop ends at once, in order', async () => {
  assert.equal(await interrupted('SIGINT', "await once(stopping, 'abort')"), 130)
  assert.equal(isRunning(), false)
})

test('work that does not heed it is left behind, and the server stops all the same', async () => {
  assert.equal(await interrupted('SIGTERM', "await pool.query('select pg_sleep(600)')"), 143)
  assert.equal(isRunning(), false)
})

test('a named server that cannot be reached is told as it is, without its password', async () => {
  const url = 'postgres://council:secretpassword@127.0.0.1:1/records'
  await assert.rejects(
    withDatabase({ ...settings, database: { kind: 'named', url } }, () => Promise.resolve()),
    (error: unknown) => {
      assert.ok(error instanceof Refusal)
      assert.match(error.message, /cannot be used: .*ECONNREFUSED/)
      assert.doesNotMatch(error.message, /secretpassword/)
      return true
    },
  )
})

test('a real council is refused the embedded server unless it is asked for by name', () => {
  const askedForByName: Settings = { ...settings, database: { kind: 'embedded', askedForByName: true } }
  assert.throws(() => checkDatabaseSuitsCouncil(settings, false), /lacks replication, backups[^]*--embedded/)
  checkDatabaseSuitsCouncil(settings, true)
  checkDatabaseSuitsCouncil(askedForByName, false)
})
