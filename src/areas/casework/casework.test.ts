import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../../store/testing.ts'
import { visitorSignedIn } from '../../web/testing.ts'
import { casework } from './area.ts'
import { makePerson, makeSiblings, recordAs, roleOf, serverOf, smallCouncil, staff } from './testing.ts'
import type { StaffName } from './testing.ts'

const database = await testDatabase()
await smallCouncil(database)
const amira = await makePerson(database, { given: 'Amira' })
const tom = await makePerson(database, { given: 'Tom', bornOn: '2016-02-01' })
await makeSiblings(database, amira, tom)
const server = await serverOf(database, [casework])
after(async () => {
  await server.close()
  await database.close()
})

const as = (name: StaffName) => visitorSignedIn(server, database, { worker: staff[name], role: roleOf(name) })

test('a child is read in one minute: name, age, standing, who works with it, what is due', async () => {
  await recordAs(database, 'teamManager', {
    step: 'allocation',
    subjects: [{ identity: amira }],
    answers: { allocatedOn: '2020-12-01', worker: staff.socialWorker, team: 'protection-north' },
    outcome: 'socialWorker',
  }).catch(error => error)
  const visitor = await as('pointOfAccessWorker')
  const page = await visitor.get(`/children/${amira}`)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /Amira Ashdown/)
  assert.match(page.body, /Tom Ashdown, 4/)
})
