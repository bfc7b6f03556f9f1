import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { note } from '../../access/log.ts'
import { contextAt } from '../../access/context.ts'
import { checkCouncilFile, createCouncil } from '../../council/index.ts'
import type { CouncilFileInput } from '../../council/index.ts'
import { england } from '../../journey/england.ts'
import { noPolicy } from '../../journey/policy.ts'
import { roles } from '../../journey/roles.ts'
import type { Role } from '../../journey/roles.ts'
import { createChild } from '../../people/index.ts'
import { testCouncilFile } from '../../council/testing.ts'
import { testDatabase } from '../../store/testing.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitor, visitorSignedIn } from '../../web/testing.ts'
import { administration } from './area.ts'

const database = await testDatabase()
const since = '2019-01-01'
const everyRole = Object.keys(roles) as Role[]

const file = (more: Partial<CouncilFileInput> = {}): CouncilFileInput =>
  testCouncilFile({
    services: [{ key: 'assessment', name: 'Assessment Service', caseloadThreshold: 25 }],
    teams: [{ key: 'assessment', name: 'Assessment team', service: 'assessment', from: since }],
    workers: [
      ...everyRole.map(role => ({
        given: 'Róisín',
        family: `O’Brien ${roles[role]}`,
        posts: [{ role, team: 'assessment', from: since }],
      })),
      { given: 'Gone', family: 'Away', posts: [{ role: 'socialWorker', from: since, until: '2020-01-01' }] },
    ],
    ...more,
  })

const make = async (more: Partial<CouncilFileInput> = {}): Promise<readonly number[]> => {
  const { workers } = await createCouncil(database.sql, checkCouncilFile(file(more)), { replace: true })
  return workers
}

let server: FastifyInstance
let workers: readonly number[]
const workerOf = (role: Role): number => workers[everyRole.indexOf(role)] ?? 0
const atTheDoor = async () => {
  const someone = visitor(server)
  await someone.get('/sign-in')
  return someone
}
const signedIn = (role: Role) => visitorSignedIn(server, database, { worker: workerOf(role), role })

before(async () => {
  workers = await make()
  server = await buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [administration],
    cacheFolder: testStyles,
  })
})
after(async () => {
  await server.close()
  await database.close()
})

describe('signing in', () => {
  it('shows everybody with a post today, by role', async () => {
    const { body, statusCode } = await visitor(server).get('/sign-in')
    assert.equal(statusCode, 200)
    for (const role of everyRole) assert.match(body, new RegExp(`id="role-${role}"`))
    assert.doesNotMatch(body, /Gone Away/)
  })
  it('finds by name, role and team', async () => {
    const { body } = await (await atTheDoor()).post('/sign-in/find', { words: 'róisín social' })
    assert.match(body, /1 post found/)
    assert.match(body, /O’Brien Social worker/)
    const none = await (await atTheDoor()).post('/sign-in/find', { words: '<script>' })
    assert.match(none.body, /Nobody with a post today/)
    assert.doesNotMatch(none.body, /<script>/)
  })
  it('begins a session as the person chosen, goes where one was going, and is noted', async () => {
    const asked = await atTheDoor()
    const { statusCode, headers } = await asked.post('/sign-in', {
      person: `${workerOf('auditor')}.auditor`,
      next: '/roles',
    })
    assert.deepEqual([statusCode, headers.location], [303, '/roles'])
    assert.match((await asked.get('/roles')).body, /You are signed in as.*O’Brien Auditor/)
    const line = await database.sql.selectFrom('access_log').selectAll().where('act', '=', 'sign in').executeTakeFirst()
    assert.deepEqual([line?.worker, line?.role], [workerOf('auditor'), 'auditor'])
  })
  it('goes nowhere else than this server', async () => {
    const { headers } = await (
      await atTheDoor()
    ).post('/sign-in', {
      person: `${workerOf('auditor')}.auditor`,
      next: 'https://example.org/',
    })
    assert.equal(headers.location, '/')
  })
  it('refuses a part that the worker has not, or that is no part', async () => {
    for (const person of [
      `${workerOf('auditor')}.director`,
      `${workers.at(-1) ?? 0}.socialWorker`,
      'x',
      '1.king',
      '',
    ]) {
      const { statusCode, body } = await (await atTheDoor()).post('/sign-in', { person })
      assert.equal(statusCode, 422, person)
      assert.match(body, /Choose a person from the list/)
    }
  })
  it('is refused to another machine, and to a page that pretends to be this one', async () => {
    for (const request of [
      { remoteAddress: '10.0.0.5', headers: { 'x-forwarded-for': '127.0.0.1' } },
      { headers: { host: 'rebound.example.org' } },
    ]) {
      const { statusCode, body } = await server.inject({ url: '/sign-in', ...request })
      assert.equal(statusCode, 403)
      assert.doesNotMatch(body, /Róisín/)
    }
  })
  it('ends, and its session opens nothing more', async () => {
    const someone = await signedIn('auditor')
    assert.equal((await someone.get('/roles')).statusCode, 200)
    assert.equal((await someone.post('/sign-out', {})).headers.location, '/sign-in')
    const open = await database.sql.selectFrom('session').select('ended_at').orderBy('started_at', 'desc').execute()
    assert.ok(open.some(({ ended_at }) => ended_at !== null))
    assert.match(String((await someone.get('/roles')).headers.location), /^\/sign-in/)
  })
})

describe('the role matrix', () => {
  it('shows every role, and which is mine', async () => {
    const { body } = await (await signedIn('councillor')).get('/roles')
    assert.match(body, /Whoever covers for a worker who is away opens that worker’s children too/)
    assert.match(body, /15 roles/)
    assert.match(body, /Councillor <strong class="govuk-tag">You<\/strong>/)
  })
})

describe('the access log page', () => {
  it('is read by information governance, and names who looked at whom', async () => {
    const context = contextAt(
      { worker: workerOf('socialWorker'), name: 'x', role: 'socialWorker', teams: [], services: [] },
      '2020-12-14T09:00:00.000Z',
    )
    const child = await createChild(database.sql, context, { given: '小明', family: '王' })
    await note(database.sql, context, { act: 'child', answer: 'known', identity: child, reason: '<b>why</b>' })
    const reader = await signedIn('informationGovernance')
    const { body } = await reader.get('/access-log')
    assert.match(body, /王小明/)
    assert.match(body, /&lt;b&gt;why&lt;\/b&gt;/)
    assert.doesNotMatch(body, /<title>[^<]*王/)
    const narrowed = await reader.get(`/access-log?child=${child}`)
    assert.match(narrowed.body, /1 look/)
    assert.equal((await reader.get('/access-log?worker=x&page=99999')).statusCode, 200)
  })
  it('is refused to others, and the refusal is in it', async () => {
    const { statusCode } = await (await signedIn('director')).get('/access-log')
    assert.equal(statusCode, 403)
    const refusals = await (await signedIn('informationGovernance')).get('/access-log?refusals=yes')
    assert.match(refusals.body, /O’Brien Director/)
  })
})

describe('the organisation', () => {
  it('is shown on a day, to an administrator', async () => {
    const someone = await signedIn('administrator')
    const { body } = await someone.get('/organisation?on=2019-06-01')
    assert.match(body, /1 June 2019/)
    assert.match(body, /Assessment team/)
    assert.match(body, /Gone Away/)
    assert.match((await someone.get('/organisation?on=2018-01-01')).body, /There was none on this day/)
    assert.match((await someone.get('/organisation?on=yesterday')).body, /Enter a real date/)
    assert.equal((await (await signedIn('councillor')).get('/organisation')).statusCode, 403)
    assert.match(body, /by whoever runs this server: <code>righthelp council change FILE<\/code>/)
    assert.match(body, /on the page <a class="govuk-link" href="\/staff">Staff<\/a>/)
    const changed = { changed_at: '2020-12-01T09:00:00.000Z', words: ['A new team: “Short breaks”'] }
    await database.sql.insertInto('council_change').values(changed).execute()
    assert.match(
      (await someone.get('/organisation')).body,
      /Changed on [^<]*1 December 2020[^]*A new team: “Short breaks”/,
    )
  })
})

describe('the clock page', () => {
  it('moves a simulated county on a day, lets it run and stand', async () => {
    const someone = await signedIn('councillor')
    assert.match((await someone.get('/clock')).body, /14 December 2020 at 9am/)
    assert.equal((await someone.post('/clock', { act: 'moveOn' })).headers.location, '/clock')
    assert.match((await someone.get('/clock')).body, /15 December 2020 at 9am/)
    await someone.post('/clock', { act: 'letRun' })
    assert.match((await someone.get('/clock')).body, /The clock runs/)
    await someone.post('/clock', { act: 'stand' })
    assert.match((await someone.get('/clock')).body, /The clock stands/)
    assert.equal((await someone.post('/clock', { act: 'backwards' })).statusCode, 422)
  })
})

describe('a council at work', () => {
  it('has no clock to set, and nobody signs in where its file says so', async () => {
    const atWork = Object.fromEntries(Object.entries(file({ signIn: 'none' })).filter(([name]) => name !== 'simulated'))
    workers = (await createCouncil(database.sql, checkCouncilFile(atWork), { replace: true })).workers
    const refused = await visitor(server).get('/sign-in')
    assert.equal(refused.statusCode, 403)
    assert.match(refused.body, /Nobody can sign in here yet/)
    const someone = await signedIn('administrator')
    assert.equal((await someone.get('/clock')).statusCode, 404)
    assert.equal((await someone.post('/clock', { act: 'moveOn' })).statusCode, 404)
  })
})
