import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseworkPages, dayOf, draftIn, versionIn } from '../testing-pages.ts'
import { makeScene } from '../testing-scene.ts'

const { database, as } = await caseworkPages()
const { child } = await makeScene(database)

test('what was completed after midnight of a summer’s night is told by the day in England', async () => {
  await database.sql.updateTable('clock').set({ stands_at: '2021-06-30T23:30:00.000Z' }).execute()
  const [worker, manager] = [await as('socialWorker'), await as('teamManager')]
  const note = { ...dayOf('happenedOn', '2020-12-10'), heading: 'A call', words: 'The school called.' }
  const begun = await worker.post(`/children/${child}/record/caseNote`, { ...note, 'own-action': 'check' })
  const address = `/drafts/${draftIn(begun.headers.location)}`
  const version = versionIn((await manager.get(`${address}/check`)).body)
  assert.equal((await worker.post(`${address}/complete`, { 'own-version': version })).statusCode, 303)
  const completed = await manager.post(`${address}/complete`, { 'own-version': version })
  assert.match(completed.body, /completed by socialWorker Tester on 1 July 2021/)
  const saved = await manager.post(address, { ...note, words: 'She called.', 'own-version': version })
  assert.match(saved.body, /completed this on 1 July 2021 while you were typing/)
})
