import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { contextOf } from '../../access/sign-in.ts'
import { now } from '../../council/clock.ts'
import { addTestCouncil } from '../../council/testing.ts'
import { england, noPolicy } from '../../journey/index.ts'
import type { Role } from '../../journey/roles.ts'
import { record } from '../../ledger/record.ts'
import { testDatabase } from '../../store/testing.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitorSignedIn } from '../../web/testing.ts'
import { frontDoor } from './area.ts'

const database = await testDatabase()
const rules = { pathway: england, policy: noPolicy }
const known_from = '2016-01-01T00:00:00.000Z'
const workers: readonly Role[] = ['pointOfAccessWorker', 'socialWorker', 'councillor']
await addTestCouncil(database)
await database.sql.insertInto('quadrant').values({ quadrant: 'north', name: 'North', position: 1 }).execute()
await database.sql
  .insertInto('district')
  .values({ district: 'upton', name: 'Upton', quadrant: 'north', position: 1, postcodes: ['UP1'] })
  .execute()
for (const [index, role] of workers.entries()) {
  await database.sql
    .insertInto('worker')
    .values({ worker: index + 1, given: 'Sam', family: role, newly_qualified_on: null })
    .execute()
  await database.sql
    .insertInto('post')
    .values({ worker: index + 1, role, team: null, started_on: '2016-01-01', ended_on: null, known_from })
    .execute()
}
const server = await buildServer({
  database,
  rules,
  areas: [frontDoor],
  cacheFolder: testStyles,
})
after(async () => {
  await server.close()
  await database.close()
})
const as = (role: Role) => visitorSignedIn(server, database, { worker: workers.indexOf(role) + 1, role })

test('a contact about a child whom nobody knows begins a record with a household, and goes on to the contact', async () => {
  const visitor = await as('pointOfAccessWorker')
  const begun = await visitor.post('/front-door/new-child', {
    given: 'Lowri',
    family: 'Newcomer',
    'bornOn-day': '1',
    'bornOn-month': '2',
    'bornOn-year': '2014',
    motherGiven: 'Mair',
    motherFamily: 'Newcomer',
    line: '4 Chapel Row',
    town: 'Upton',
    postcode: 'up1 2ab',
  })
  assert.equal(begun.statusCode, 303, begun.body)
  const homes = database.sql.selectFrom('household').select(['line', 'district', 'outside_county'])
  assert.deepEqual(await homes.execute(), [{ line: '4 Chapel Row', district: 'upton', outside_county: false }])
  assert.match(
    (await visitor.get('/front-door/new-child')).body,
    /District \(optional\)[^]*Upton[^]*Outside the county[^]*Not known/,
  )
  assert.match(String(begun.headers.location), /^\/children\/\d+\/record\/contact$/)
  const again = await visitor.post('/front-door/new-child', { given: 'Lowri', family: 'Newcomer' })
  assert.equal(again.statusCode, 200)
  assert.match(again.body, /Is it one of these people\?[^]*Lowri Newcomer[^]*6/)
  assert.match(again.body, /Record the contact about Lowri Newcomer/)
  const told = { given: 'Newcomer', family: 'Lowri', 'bornOn-day': '2', 'bornOn-month': '1', 'bornOn-year': '2014' }
  const looked = await visitor.post('/front-door/new-child/matches', told)
  assert.equal(looked.statusCode, 200)
  assert.match(looked.body, /[Ll]ikely:<\/strong>[^]*Lowri Newcomer[^]*first and last name have changed places/)
  assert.match(looked.body, /date of birth with day and month exchanged/)
  assert.match(
    (await visitor.post('/front-door/new-child/matches', { given: '%' })).body,
    /Nobody in the record comes near/,
  )
})

test('a child not yet born has an expected date and the mother’s name', async () => {
  const visitor = await as('pointOfAccessWorker')
  const unborn = {
    'expectedOn-day': '1',
    'expectedOn-month': '3',
    'expectedOn-year': '2021',
    motherGiven: 'Una',
    motherFamily: 'Expecting',
  }
  const begun = await visitor.post('/front-door/new-child', unborn)
  assert.equal(begun.statusCode, 303, begun.body)
  const again = await visitor.post('/front-door/new-child', unborn)
  assert.match(again.body, /Una Expecting/)
  assert.equal((await visitor.post('/front-door/new-child', { ...unborn, isNew: 'yes' })).statusCode, 303)
})

test('a contact about a restricted child goes to its keepers, and no second record is made', async () => {
  const { identity } = await database.sql
    .insertInto('identity')
    .values({ kind: 'child', source: 'righthelp', recorded_at: known_from })
    .returning('identity')
    .executeTakeFirstOrThrow()
  await database.sql.insertInto('person').values({ identity, person: identity }).execute()
  await database.sql
    .insertInto('identity_version')
    .values({ identity, given: 'Cosima', family: 'Attfield', born_on: '2010-09-08', disabilities: [], known_from })
    .execute()
  await database.sql
    .insertInto('restriction')
    .values({ identity, reason: 'Adopted', started_at: known_from, kind: 'adoption' })
    .execute()
  await database.sql.insertInto('keeper').values({ identity, worker: 2, started_at: known_from }).execute()
  const visitor = await as('pointOfAccessWorker')
  const told = { given: 'Cosima', family: 'Attfield', 'bornOn-day': '8', 'bornOn-month': '9', 'bornOn-year': '2010' }
  const looked = await visitor.post('/front-door/new-child/matches', told)
  assert.match(looked.body, /Nobody in the record comes near/)
  const begun = await visitor.post('/front-door/new-child', { ...told, isNew: 'yes' })
  assert.equal(begun.headers.location, '/front-door?done=passed')
  const keepers = await database.sql.selectFrom('request_keeper').select('worker').execute()
  assert.deepEqual(keepers, [{ worker: 2 }])
  const children = await database.sql
    .selectFrom('identity_version')
    .where('family', '=', 'Attfield')
    .selectAll()
    .execute()
  assert.equal(children.length, 1)
  assert.doesNotMatch((await visitor.get('/front-door')).body, /Cosima/)
})

test('a child of whom nothing is known, and dates that cannot be, are refused in words', async () => {
  const visitor = await as('pointOfAccessWorker')
  const nothing = await visitor.post('/front-door/new-child', { line: '4 Chapel Row' })
  assert.equal(nothing.statusCode, 422)
  assert.match(nothing.body, /Enter a name, or the expected date of birth/)
  assert.match(nothing.body, /value="4 Chapel Row"/)
  const tomorrow = { given: 'Eve', 'bornOn-day': '15', 'bornOn-month': '12', 'bornOn-year': '2020' }
  assert.equal((await visitor.post('/front-door/new-child', tomorrow)).statusCode, 422)
  const { count } = await database.sql
    .selectFrom('identity')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal((await visitor.post('/front-door/new-child', { given: 'x'.repeat(101) })).statusCode, 422)
  const after = await database.sql
    .selectFrom('identity')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(after.count, count, 'nothing is half written')
})

test('what waits for a decision stands at the door with who told us, in their words, and the clock', async () => {
  const { identity } = await database.sql
    .selectFrom('identity_version')
    .select('identity')
    .where('given', '=', 'Lowri')
    .executeTakeFirstOrThrow()
  const context = await contextOf(database.sql, { worker: 1, role: 'pointOfAccessWorker' }, await now(database.sql))
  assert.ok(context)
  const contact = (decidedOn: string, outcome: string) =>
    record({ database, rules }, context, {
      step: 'contact',
      subjects: [{ identity }],
      answers: { receivedOn: '2020-12-08', source: 'police', why: 'Shouting <b>heard</b> at night.', decidedOn },
      outcome,
    })
  const first = await contact('2020-12-08', 'assessmentService')
  await contact('2020-12-14', 'multiAgencyPartnership')
  const visitor = await as('pointOfAccessWorker')
  const door = await visitor.get('/front-door')
  assert.equal(door.statusCode, 200)
  assert.match(
    door.body,
    /Referral decisions[^]*1 waiting[^]*1 late[^]*Lowri Newcomer[^]*Police:<\/strong> Shouting &lt;b&gt;heard&lt;\/b&gt; at night\.[^]*5 days late[^]*within 1 working day of the contact/,
  )
  assert.match(door.body, /Multi-agency enquiries[^]*1 waiting/)
  assert.match(door.body, /1 earlier contact in a year/)
  await record({ database, rules }, context, {
    step: 'purposefulDelay',
    subjects: [{ identity }],
    answers: {
      decidedOn: '2020-12-14',
      work: 'Referral',
      rule: 'referral',
      until: '2020-12-15',
      why: 'The police call back.',
    },
    outcome: 'recorded',
    follows: first,
  })
  const waits = await visitor.get('/front-door')
  assert.match(
    waits.body,
    /1 waiting, 1 late on purpose[^]*Waits on purpose until 15 December 2020: The police call back\./,
  )
})

test('the door is for those who stand at it', async () => {
  assert.equal((await (await as('socialWorker')).get('/front-door')).statusCode, 403)
  assert.equal((await (await as('councillor')).get('/front-door/new-child')).statusCode, 403)
})
