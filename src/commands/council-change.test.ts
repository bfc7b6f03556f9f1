import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { checkCouncilFile, createCouncil } from '../council/index.ts'
import { testDatabase } from '../store/testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'righthelp-change-'))
const example = () =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../examples/council.json'), 'utf8')) as Record<string, object[]>
let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
  await createCouncil(database.sql, checkCouncilFile(example()))
  await database.sql
    .insertInto('household')
    .values({ line: '1 Moor Lane', town: null, postcode: 'QX9 1AB', district: null })
    .execute()
})
after(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const change = (file: object, ...given: readonly string[]) => {
  const path = join(folder, 'council.json')
  writeFileSync(path, JSON.stringify(file))
  return spawnSync(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'council', 'change', path, ...given], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATABASE_URL: database.url },
  })
}

test('a council at work is changed by its file: said beforehand, done once, and homes get their district', async () => {
  assert.match(change(example()).stderr, /Exampleshire County Council is as the file says: nothing changes/)
  const file = example()
  file['teams']?.push({ key: 'new-team', name: 'New team', service: 'early-help', from: '2099-01-01' })
  Object.assign(file['districts']?.[2] ?? {}, { postcodes: ['QX9'] })
  const checked = change(file, '--check')
  assert.equal(checked.status, 0, checked.stderr)
  assert.match(
    checked.stderr,
    /nothing has changed yet:\n[^]*The postcodes of “Moor”: also QX9[^]*A new team: “New team”/,
  )
  const done = change(file, '--json')
  assert.equal(done.status, 0, done.stderr)
  const { changes, ...answer } = JSON.parse(done.stdout) as { readonly changes: readonly string[] }
  assert.deepEqual(answer, { name: 'Exampleshire County Council', leftOut: [], homes: 1, changed: true })
  assert.equal(changes.length, 2)
  assert.deepEqual(await database.sql.selectFrom('household').select('district').execute(), [{ district: 'moor' }])
  assert.match(change(file).stderr, /nothing changes/)
  await database.sql.updateTable('household').set({ district: null }).execute()
  assert.match(
    change(file).stderr,
    /nothing changes\.\n {2}1 home has its district by postcode/,
    'where finding the districts was broken off, the same file finds them',
  )
})

test('a file that cannot be taken changes nothing, and each thing that is wrong is named', () => {
  const file = example()
  file['teams']?.push({ key: 'late', name: 'Late team', service: 'early-help', from: '2020-01-01' })
  const refused = change(file)
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /has been left aside; nothing has changed\.\nteams\[12\]\.from: what is new begins on/)
  const misspelt = change({ ...example(), tems: [] })
  assert.equal(misspelt.status, 1)
  assert.match(misspelt.stderr, /there is no "tems" here; check its spelling/)
  const simulated = change({ ...example(), simulated: { standsAt: '2020-12-14T09:00' } })
  assert.match(simulated.stderr, /simulated: this council is at work, and never becomes a simulated one/)
})
