import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testDatabase } from '../store/testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'righthelp-start-'))
chmodSync(folder, 0o755)
const database = await testDatabase()
await database.sql
  .insertInto('council')
  .values({ name: 'Testshire', brand: JSON.stringify({ colour: '#5b2c83' }), simulated: false, settings: '{}' })
  .execute()

after(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = (PORT: string, { words = [], data = folder }: { words?: readonly string[]; data?: string } = {}) =>
  spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'start', ...words], {
    env: { PATH: process.env['PATH'], PORT, DATABASE_URL: database.url, RIGHTHELP_DATA: data },
    stdio: ['ignore', 'ignore', 'pipe'],
  })

/** How a start that cannot succeed ends: its code, and what it said. Killed where it does not end by itself. */
const failedStart = async (...how: Parameters<typeof start>) => {
  const child = start(...how)
  const patience = setTimeout(() => child.kill('SIGKILL'), 60_000)
  let said = ''
  child.stderr.on('data', part => (said += String(part)))
  await once(child, 'close')
  clearTimeout(patience)
  return { code: child.exitCode, said }
}

const addressSaid = async (child: ReturnType<typeof start>): Promise<string> => {
  let said = ''
  for await (const part of child.stderr.iterator({ destroyOnReturn: false })) {
    said += String(part)
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
    if (address !== undefined) return address
  }
  throw new Error(`It ended without an address: ${said}`)
}

test('start serves the council on the loopback address, says where, and stops cleanly when told to', async () => {
  const child = start('0')
  const ended = once(child, 'exit')
  const address = await addressSaid(child)
  assert.deepEqual(await (await fetch(`${address}/health`)).json(), { status: 'well' })
  const page = await (await fetch(`${address}/nowhere`)).text()
  assert.match(page, /Testshire/)
  assert.doesNotMatch(page, /Simulated/)
  const brand = /href="(\/assets\/brand-[^"]+)"/.exec(page)?.[1] ?? ''
  assert.equal(await (await fetch(address + brand)).text(), ':root{--brand:#5b2c83}\n')
  const styles = /href="(\/assets\/styles-[^"]+)"/.exec(page)?.[1] ?? ''
  const css = await (await fetch(address + styles)).text()
  assert.match(css, /rh-header/)
  assert.doesNotMatch(css, /GDS Transport/)

  const second = start(new URL(address).port)
  let refusal = ''
  second.stderr.on('data', part => (refusal += String(part)))
  assert.deepEqual(await once(second, 'exit'), [1, null])
  assert.match(refusal, /Port \d+ is in use/)

  child.kill('SIGTERM')
  assert.deepEqual(await ended, [143, null])
})

test('a level of the log that there is not is told with those that there are', async () => {
  const { code, said } = await failedStart('0', { words: ['--log', 'bogus'] })
  assert.equal(code, 2)
  assert.match(said, /--log 'bogus' is not one of fatal, error, warn/)
  assert.doesNotMatch(said, / {4}at /)
})

test('an address that this machine does not have is told without a trace', async () => {
  const { code, said } = await failedStart('0', { words: ['--host', '999.1.1.1'] })
  assert.equal(code, 1)
  assert.match(said, /--host 999\.1\.1\.1 is no address of this machine/)
  assert.doesNotMatch(said, / {4}at /)
})

test('a data folder that cannot be written is told before anything is begun', async () => {
  const data = join(folder, 'a file')
  writeFileSync(data, '')
  const { code, said } = await failedStart('0', { data: join(data, 'below') })
  assert.equal(code, 1)
  assert.match(said, /Nothing can be written into .*below: .*RIGHTHELP_DATA/)
  assert.doesNotMatch(said, / {4}at /)
})

test('a cache that cannot be written is told as that, and not as a fault of the port', async () => {
  const data = join(folder, 'without-a-cache')
  mkdirSync(data)
  writeFileSync(join(data, 'cache'), '')
  const { code, said } = await failedStart('0', { data })
  assert.equal(code, 1)
  assert.match(said, /Nothing can be written into .*cache: .*RIGHTHELP_DATA/)
  assert.doesNotMatch(said, / {4}at |Port/)
})
