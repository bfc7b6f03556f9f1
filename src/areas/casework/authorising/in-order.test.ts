import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { KyselyPlugin } from 'kysely'
import { nextMoment } from '../../../council/clock.ts'
import { requestsSent, requestsToAnswer } from '../../../ledger/authorisation-requests.ts'
import { authorise, returnToWriter, sendToAuthorise, takeBack } from '../../../ledger/authorise.ts'
import { beginDraft } from '../../../ledger/drafts.ts'
import { testDatabase } from '../../../store/testing.ts'
import { makeScene } from '../testing-scene.ts'
import { contextOf, rules, smallCouncil, staff } from '../testing.ts'

const database = await testDatabase()
await smallCouncil(database)
const { child } = await makeScene(database)
after(() => database.close())

const ledger = { database, rules }
const [writer, manager] = [await contextOf(database, 'socialWorker'), await contextOf(database, 'teamManager')]
const { draft } = await beginDraft(database.sql, writer, {
  step: 'childAndFamilyAssessment',
  subjects: [child],
  typed: {},
  follows: undefined,
  corrects: undefined,
})
const entry = {
  step: 'childAndFamilyAssessment',
  subjects: [{ identity: child }],
  answers: { startedOn: '2020-11-16', completedOn: '2020-12-14', strengths: 'Nan helps.', worries: 'Cold.' },
  outcome: 'continues',
  draft,
}

/** Until somebody waits for a lock in this database. */
const somebodyWaits = async (): Promise<void> => {
  for (;;) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(database.sql)
    if (rows.length > 0) return
    await pause(10)
  }
}

/** Whether whoever has the moment, as one who records has, still finds the draft free while something is done to it. */
const isFreeDuring = async (act: () => Promise<unknown>): Promise<boolean> => {
  const { isFree, done } = await database.sql.transaction().execute(async recording => {
    await nextMoment(recording)
    const acting = act()
    await somebodyWaits()
    const { rows } = await sql`select 1 from draft where draft = ${draft} for update skip locked`.execute(recording)
    return { isFree: rows.length === 1, done: { acting } }
  })
  await done.acting
  return isFree
}

test('whoever sends, takes back, returns or authorises takes the moment before the draft, as whoever records does', async () => {
  let request = 0
  const send = async () => {
    request = await sendToAuthorise(ledger, writer, { version: 1, to: staff.teamManager, entry })
  }
  assert.ok(await isFreeDuring(send), 'sent')
  assert.ok(await isFreeDuring(() => takeBack(ledger, writer, { draft, request })), 'taken back')
  await send()
  assert.ok(await isFreeDuring(() => returnToWriter(ledger, manager, { draft, request }, 'Ask school.')), 'returned')
  await send()
  assert.ok(await isFreeDuring(() => authorise(ledger, manager, { draft, request }, entry)), 'authorised')
})

test('where nothing waits the homes do not ask who may open what', async () => {
  const questions: string[] = []
  const listening: KyselyPlugin = {
    transformQuery: ({ node }) => {
      questions.push(JSON.stringify(node))
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const queries = database.sql.withPlugin(listening)
  assert.deepEqual(await requestsToAnswer(queries, manager, ['childAndFamilyAssessment']), [])
  assert.deepEqual(await requestsSent(queries, writer), [])
  assert.equal(questions.length, 2)
  for (const question of questions) assert.doesNotMatch(question, /access_row/)
})
