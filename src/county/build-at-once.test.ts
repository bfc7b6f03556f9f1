import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { createCouncil, readCouncil } from '../council/index.ts'
import { takeTurnWithCouncil } from '../store/index.ts'
import { testDatabase } from '../store/testing.ts'
import { buildCounty } from './build.ts'
import { simulatedCouncil } from './council-file.ts'
import { defaultControls } from './controls/index.ts'

const database = await testDatabase()
after(() => database.close())

const plan = { controls: defaultControls, seed: 1, scale: 0.02 }

const quickCouncil = simulatedCouncil(defaultControls, {
  workers: [{ worker: 1, given: 'A', family: 'B', newlyQualifiedOn: null }],
  posts: [{ worker: 1, role: 'administrator', team: null, agency: false, from: 18_000, to: null }],
})

/** Whoever waits for its turn here, each with the tables that it holds meanwhile. */
const waiting = async (): Promise<readonly (readonly string[])[]> => {
  const { rows } = await sql<{ held: readonly string[] }>`
    select array(select relation::regclass::text from pg_locks held
      where held.pid = waiting.pid and held.locktype = 'relation') as held
    from pg_locks waiting where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(database.sql)
  return rows.map(({ held }) => held)
}

test('a build that is told to stop while it imagines the families stops there', async () => {
  await assert.rejects(
    buildCounty(database, plan, () => undefined, AbortSignal.timeout(200)),
    { name: 'AbortError' },
  )
  assert.equal(await readCouncil(database.sql), undefined)
})

test('of two builds at once one waits with nothing in hand, and leaves the county that the other has made', async () => {
  let slower: Promise<unknown> = Promise.resolve()
  await database.sql.transaction().execute(async transaction => {
    await takeTurnWithCouncil(transaction)
    slower = buildCounty(database, plan).then(
      () => undefined,
      (error: unknown) => error,
    )
    while ((await waiting()).length === 0) await pause(50)
    assert.deepEqual(await waiting(), [[]])
    await createCouncil(transaction, quickCouncil)
  })
  const error = await slower
  assert.ok(error instanceof Error)
  assert.match(error.message, /Another build was quicker/)
  assert.equal((await database.sql.selectFrom('worker').selectAll().execute()).length, 1)
})
