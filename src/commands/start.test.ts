import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
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

const start = (PORT: string) =>
  spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'start'], {
    env: { PATH: process.env['PATH'], PORT, DATABASE_URL: database.url, RIGHTHELP_DATA: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })

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
