import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../store/testing.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
  await sql`insert into worker (given, family) values ('Ann', 'Smith'), ('Bea', 'Jones'), ('Bea', 'Jones')`.execute(
    database.sql,
  )
})
after(() => database.close())

const provider = {
  RIGHTHELP_ORIGIN: 'https://record.example',
  RIGHTHELP_OIDC_ISSUER: 'https://login.example',
  RIGHTHELP_OIDC_CLIENT_ID: 'righthelp',
  RIGHTHELP_OIDC_CLIENT_SECRET: 'secret',
}
const link = (given: readonly string[], environment: Readonly<Record<string, string>> = provider) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'council', 'link-account', ...given], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATABASE_URL: database.url, ...environment },
  })

test('the first administrator’s account is linked by name, once', async () => {
  const done = link(['Ann@Council.example', 'Ann', 'Smith'])
  assert.equal(done.status, 0, done.stderr)
  const rows = await database.sql.selectFrom('account').select(['issuer', 'email', 'subject']).execute()
  assert.deepEqual(rows, [{ issuer: 'https://login.example', email: 'ann@council.example', subject: null }])
  assert.match(link(['ann@council.example', 'Ann', 'Smith']).stderr, /linked to a worker already/)
})

test('where it cannot be, the words say why', () => {
  assert.match(link(['ann@council.example', 'Zoe', 'Nobody']).stderr, /No worker has the name Zoe Nobody/)
  assert.match(link(['bea@council.example', 'Bea', 'Jones']).stderr, /Say which with --worker: \d+, \d+/)
  assert.match(
    link(['bea@council.example', 'Bea', 'Jones', '--worker', '99']).stderr,
    /The worker with the number 99 is not Bea Jones\. Who has this name: \d+, \d+/,
  )
  assert.match(link(['ann', 'Ann', 'Smith']).stderr, /Name the account and the worker/)
  assert.match(link(['ann@council.example', 'Ann', 'Smith'], {}).stderr, /No provider is connected/)
})
