import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../store/testing.ts'
import { accountsOf, linkAccount, unlinkAccount, workerOfAccount } from './accounts.ts'

const database = await testDatabase()
after(() => database.close())
const queries = database.sql

const issuer = 'https://login.example.org'
const said = { by: null, at: '2020-12-14T09:00:00.000Z' }

test('an account is linked, bound at the first sign-in and unlinked with its line in the history, or not at all', async () => {
  await sql`insert into worker (worker, given, family) values (1, 'Grace', 'Hopper')`.execute(queries)
  const accounts = () => accountsOf(queries, { worker: 1, issuer })
  const withoutHistory = async (work: () => Promise<unknown>) => {
    await sql`alter table worker_event add constraint nothing_today check (id < 0) not valid`.execute(queries)
    await assert.rejects(work(), /nothing_today/)
    await sql`alter table worker_event drop constraint nothing_today`.execute(queries)
  }
  const link = () => linkAccount(queries, { worker: 1, issuer, email: 'Grace@example.org' }, said)
  const signIn = () => workerOfAccount(queries, { issuer, subject: 'g', email: 'grace@example.org' }, said.at)

  await withoutHistory(link)
  assert.deepEqual(await accounts(), [])
  await link()
  await withoutHistory(signIn)
  assert.equal((await accounts())[0]?.subject, null)
  assert.equal(await signIn(), 1)
  const [{ account } = { account: 0 }] = await accounts()
  await withoutHistory(() => unlinkAccount(queries, { worker: 1, account }, said))
  assert.equal((await accounts()).length, 1)
  await unlinkAccount(queries, { worker: 1, account }, said)
  assert.deepEqual(await accounts(), [])
  const history = await queries.selectFrom('worker_event').select('kind').orderBy('id').execute()
  assert.deepEqual(
    history.map(({ kind }) => kind),
    ['accountLinked', 'accountLinked', 'accountUnlinked'],
  )
})
