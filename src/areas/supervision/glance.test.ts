import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { contextOf } from '../../access/sign-in.ts'
import { now } from '../../council/clock.ts'
import type { Asked } from '../../web/index.ts'
import { whatStandsStill } from './glance.ts'
import { people, smallCouncil } from './testing.ts'

const { database, rules, say, given, close } = await smallCouncil([])
after(close)

const setClock = (stands_at: string) => database.sql.updateTable('clock').set({ stands_at }).execute()

const asked = async (): Promise<Asked> => {
  const { worker, role } = people.director
  const context = await contextOf(database.sql, { worker, role }, await now(database.sql))
  if (context === undefined) throw new Error('The director has no such part today.')
  const files = (async function* () {})()
  return { database, rules, context, params: {}, query: {}, form: {}, origin: '', files, session: undefined }
}

const driftByTeam = async () =>
  ((await whatStandsStill(await asked()))?.lines ?? []).map(({ name, figure }) => [name, figure])

test('what stands still as known this morning stands with whoever had the child then, though it has gone to another since', async () => {
  await setClock('2020-12-13T09:00:00.000Z')
  const [amira = 0] = await given(['Amira'], 'worker', '2020-08-03')
  await setClock('2020-12-14T10:00:00.000Z')
  const { worker, team } = people.southWorker
  await say('duty', {
    step: 'allocation',
    subjects: [{ identity: amira }],
    answers: { allocatedOn: '2020-12-14', worker, team },
    outcome: 'socialWorker',
  })
  const monday = await driftByTeam()
  assert.deepEqual(
    monday.map(([name]) => name),
    ['Safeguarding north'],
  )
  await setClock('2020-12-15T09:00:00.000Z')
  const tuesday = await driftByTeam()
  assert.ok(tuesday.some(([name]) => name === 'Safeguarding south'))
})
