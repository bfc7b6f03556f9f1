import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { readCouncil } from '../council/index.ts'
import { undoWhereCutOff } from '../store/index.ts'
import { testDatabase } from '../store/testing.ts'
import { buildCounty } from './build.ts'
import type { BuildStage } from './build.ts'
import { defaultControls } from './controls/index.ts'

const database = await testDatabase()
after(() => database.close())

const plan = { controls: defaultControls, seed: 1, scale: 0.02 }

const indexes = async (): Promise<readonly string[]> => {
  const { rows } = await sql<{ what: string }>`
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as what from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public' order by 1`.execute(database.sql)
  return rows.map(({ what }) => what)
}
const standing = await indexes()

const rowsIn = async (table: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(
    database.sql,
  )
  return rows[0]?.count ?? 0
}

const isAsItWas = async (): Promise<void> => {
  assert.equal(await readCouncil(database.sql), undefined)
  for (const table of ['worker', 'identity', 'entry', 'duty', 'meeting', 'taken_off'])
    assert.equal(await rowsIn(table), 0, table)
  assert.deepEqual(await indexes(), standing)
}

/** A process of its own that builds here and is killed, with no time to tidy up, as soon as it is so far. */
const killedAt = (stage: BuildStage, done: number): Promise<NodeJS.Signals | null> =>
  new Promise((resolve, reject) => {
    const script = `(async () => {
      const { buildCounty } = await import(${JSON.stringify(join(import.meta.dirname, 'build.ts'))})
      const { defaultControls } = await import(${JSON.stringify(join(import.meta.dirname, 'controls/index.ts'))})
      const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, '../store/index.ts'))})
      const plan = { controls: defaultControls, seed: ${plan.seed}, scale: ${plan.scale} }
      await buildCounty(openDatabase(${JSON.stringify(database.url)}), plan, (stage, done) => {
        if (stage === ${JSON.stringify(stage)} && done >= ${done}) process.kill(process.pid, 'SIGKILL')
      })
    })()`
    spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit'] })
      .on('error', reject)
      .on('close', (_code, signal) => resolve(signal))
  })

/** Tried until the server has seen that whoever was killed is gone. */
const untilUndone = async (undo: () => Promise<unknown>): Promise<void> => {
  for (let tries = 0; (await rowsIn('taken_off')) > 0; tries += 1) {
    assert.ok(tries < 200, 'the turn of whoever was killed never ended')
    await undo()
    await pause(50)
  }
}

test('a build that fails at the very end, when it counts again, is undone at once', async () => {
  await assert.rejects(
    buildCounty(database, plan, stage => {
      if (stage === 'recounting') throw new Error('a control is not met')
    }),
    /a control is not met/,
  )
  await isAsItWas()
})

test('a build that is killed has made no council, and whoever opens the database next finds it as it was', async () => {
  assert.equal(await killedAt('indexing', 20), 'SIGKILL')
  assert.ok((await rowsIn('entry')) > 1000)
  assert.equal(await readCouncil(database.sql), undefined)
  await untilUndone(() => undoWhereCutOff(database.sql))
  await isAsItWas()
})

test('a first build that is stopped in the middle leaves what somebody else keeps in the same database', async () => {
  await sql`create table of_another_program as select 1 as row`.execute(database.sql)
  const stop = new AbortController()
  await assert.rejects(
    buildCounty(
      database,
      plan,
      stage => {
        if (stage === 'indexing') stop.abort()
      },
      stop.signal,
    ),
    { name: 'AbortError' },
  )
  assert.equal(await rowsIn('of_another_program'), 1)
  await sql`drop table of_another_program`.execute(database.sql)
  await isAsItWas()
})
