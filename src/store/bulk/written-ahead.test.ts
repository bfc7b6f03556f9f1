import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { openDatabase } from '../database.ts'
import { testDatabase } from '../testing.ts'
import { mayWriteAhead, writtenAhead } from './index.ts'

const database = await testDatabase()
after(() => database.close())

/** Where the server's log ended when it last wrote everything to disk. */
const lastWritten = async (): Promise<string> => {
  const { rows } = await sql<{ at: string }>`select checkpoint_lsn::text as at from pg_control_checkpoint()`.execute(
    database.sql,
  )
  return rows[0]?.at ?? ''
}

test('what is changed is written to disk when it is asked for', async () => {
  const before = await lastWritten()
  await database.sql.insertInto('worker').values({ given: 'A', family: 'B', newly_qualified_on: null }).execute()
  const ahead = writtenAhead(database, true)
  ahead.write()
  ahead.write()
  await ahead.ended()
  assert.notEqual(await lastWritten(), before)
})

test('a server that waits for no disk, as this one for tests, is not asked for it', async () => {
  assert.equal(await mayWriteAhead(database), false)
})

test('a role that may not ask for it is refused and goes on without', async () => {
  const role = `builder_${randomBytes(4).toString('hex')}`
  await sql`create role ${sql.id(role)} login password ${sql.lit(role)}`.execute(database.sql)
  const url = Object.assign(new URL(database.url), { username: role, password: role })
  const asRole = openDatabase(url.href)
  try {
    assert.equal(await mayWriteAhead(asRole), false)
    const ahead = writtenAhead(asRole, true)
    ahead.write()
    await ahead.ended()
  } finally {
    await asRole.close()
    await sql`drop role ${sql.id(role)}`.execute(database.sql)
  }
})
