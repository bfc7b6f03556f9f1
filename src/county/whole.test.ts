import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../store/testing.ts'
import { buildCounty } from './build.ts'
import { defaultControls } from './controls/index.ts'

describe('the whole county', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  before(async () => {
    database = await testDatabase()
  })
  after(() => database.close())

  it('is built, and kept because the product’s own measures recount every control', async () => {
    await buildCounty(database, { controls: defaultControls, seed: 1, scale: 1 })
    const { rows } = await sql<{ readonly children: number; readonly entries: number }>`
      select (select count(distinct identity)::int from entry_subject) as children, (select count(*)::int from entry) as entries`.execute(
      database.sql,
    )
    const [{ children, entries } = { children: 0, entries: 0 }] = rows
    assert.ok(children > 100_000, `${children} children have a record`)
    assert.ok(entries > 500_000, `${entries} entries were made about them`)
  })
})
