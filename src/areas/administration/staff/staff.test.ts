import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { openIdProvider } from '../../../access/openid.ts'
import { checkCouncilFile, createCouncil } from '../../../council/index.ts'
import { england } from '../../../journey/england.ts'
import { noPolicy } from '../../../journey/policy.ts'
import type { Role } from '../../../journey/roles.ts'
import { testCouncilFile } from '../../../council/testing.ts'
import { testDatabase } from '../../../store/testing.ts'
import { buildServer } from '../../../web/server.ts'
import { testStyles, visitor, visitorSignedIn } from '../../../web/testing.ts'
import { administration } from '../area.ts'

const database = await testDatabase()
const queries = database.sql
const since = '2019-01-01'
const { workers } = await createCouncil(
  queries,
  checkCouncilFile(
    testCouncilFile({
      teams: [
        { key: 'one', name: 'Team one', service: 'assessment', from: since },
        { key: 'two', name: 'Team two', service: 'assessment', from: since },
      ],
      workers: [
        { given: 'Ann', family: 'Administrator', posts: [{ role: 'administrator', from: since }] },
        { given: 'Dee', family: 'Director', posts: [{ role: 'director', from: since }] },
        ...Array.from({ length: 60 }, (_, index) => ({
          given: 'Wyn',
          family: `Worker ${String(index).padStart(2, '0')}`,
          posts: [{ role: 'socialWorker', team: 'one', from: since }],
        })),
      ],
    }),
  ),
)
const issuer = 'http://127.0.0.1:9'
const server = await buildServer({
  database,
  rules: { pathway: england, policy: noPolicy },
  areas: [administration],
  cacheFolder: testStyles,
  provider: openIdProvider({ issuer, clientId: 'x', clientSecret: 'x' }, 'http://localhost:3999'),
})
after(async () => {
  await server.close()
  await database.close()
})

const [ann = 0, dee = 0, wyn = 0, other = 0] = workers
const signedInAs = (worker: number, role: Role) => visitorSignedIn(server, database, { worker, role })
const administrator = await signedInAs(ann, 'administrator')
const day = (name: string, on: string) => {
  const [year = '', month = '', date = ''] = on.split('-')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}

describe('the list of staff', () => {
  it('is for administrators alone', async () => {
    const director = await signedInAs(dee, 'director')
    for (const address of ['/staff', '/staff/new', `/staff/${wyn}`, `/staff/${wyn}/leave`])
      assert.equal((await director.get(address)).statusCode, 403, address)
    assert.equal((await director.post(`/staff/${wyn}/leave`, day('on', '2020-12-14'))).statusCode, 403)
  })
  it('goes by pages, and finds by name, role and team without a name in an address', async () => {
    const first = await administrator.get('/staff')
    assert.match(first.body, /62 people/)
    assert.match((await administrator.get('/staff?page=2')).body, /Worker 59/)
    const found = await administrator.post('/staff/find', { words: 'wyn TEAM social' })
    assert.match(found.body, /60 people found/)
    assert.match(found.body, /Next page/)
    const second = await administrator.post('/staff/find', { words: 'wyn TEAM social', page: '2' })
    assert.match(second.body, /Worker 59/)
    assert.doesNotMatch(second.body, /href="[^"]*wyn/i)
    for (const words of ['%', '<b>', 'x'.repeat(5000)])
      assert.match((await administrator.post('/staff/find', { words })).body, /no people found/)
    assert.match((await administrator.get('/staff?which=withoutAccount')).body, /62 people/)
  })
})

describe('whoever joins', () => {
  it('has a post, and what was typed is kept where something is missing', async () => {
    const values = { given: '小明', family: '王', role: 'socialWorker', team: 'two', ...day('from', '2020-12-14') }
    const wrong = await administrator.post('/staff/new', { ...values, family: ' ', ...day('from', '2020-02-30') })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Enter their last name/)
    assert.match(wrong.body, /must be a real date/)
    assert.match(wrong.body, /value="小明"/)
    for (const fault of [
      { role: 'king' },
      { team: 'nowhere' },
      { fullTimeEquivalent: '3' },
      { given: 'x'.repeat(300) },
    ])
      assert.equal(
        (await administrator.post('/staff/new', { ...values, ...fault })).statusCode,
        422,
        JSON.stringify(fault),
      )
    const done = await administrator.post('/staff/new', values)
    const { body } = await administrator.get(String(done.headers.location))
    assert.match(body, /小明 王/)
    assert.match(body, /Social worker, Team two/)
    assert.match(body, /Was taken on.*by Ann Administrator/s)
    assert.doesNotMatch(body, /<title>[^<]*王/)
  })
})

describe('whoever moves or leaves', () => {
  const postOf = async (worker: number) =>
    /posts\/(\d+)\/end/.exec((await administrator.get(`/staff/${worker}`)).body)?.[1] ?? ''

  it('moves on a day, from one post to the next', async () => {
    const address = `/staff/${other}/posts/${await postOf(other)}/end`
    assert.match((await administrator.get(address)).body, /Team one/)
    assert.equal((await administrator.post(address, day('on', ''))).statusCode, 422)
    const move = { ...day('on', '2021-01-04'), role: 'teamManager', team: 'two' }
    assert.equal((await administrator.post(address, move)).statusCode, 303)
    const { body } = await administrator.get(`/staff/${other}`)
    assert.match(body, /Team manager, Team two<\/strong><br>from 4 January 2021/)
    assert.match(body, /until 4 January 2021/)
    assert.equal((await administrator.post(address, move)).statusCode, 404)
  })
  it('is out the moment they leave, and what is in their hands is told in numbers', async () => {
    await sql`insert into draft (step, subjects, answers, paragraphs, author, created_at, updated_at)
      values ('contact', '{}', '{}', '{}', ${wyn}, now(), now())`.execute(queries)
    await sql`insert into authorisation_request (draft, to_worker, to_role, to_team, sent_by, sent_at)
      select draft, author, 'teamManager', 'one', ${other}, now() from draft where author = ${wyn}`.execute(queries)
    const leaver = await signedInAs(wyn, 'socialWorker')
    assert.equal((await leaver.get('/roles')).statusCode, 200)
    assert.match((await administrator.get(`/staff/${wyn}`)).body, /Sign them out everywhere/)
    assert.match((await administrator.get(`/staff/${wyn}/leave`)).body, /1 draft not finished/)
    assert.match((await administrator.get(`/staff/${wyn}/leave`)).body, /1 piece of work sent to them to authorise/)
    assert.equal((await administrator.post(`/staff/${wyn}/leave`, day('on', '2020-12-14'))).statusCode, 303)
    assert.match(String((await leaver.get('/roles')).headers.location), /^\/sign-in/)
    const { body } = await administrator.get(`/staff/${wyn}`)
    assert.match(body, /They have no post now and cannot sign in/)
    assert.match(body, /Left on 14 December 2020/)
    assert.match(body, new RegExp(`/caseloads/workers/${wyn}/reallocate`))
    assert.match((await administrator.get('/staff?which=left')).body, /Worker 00/)
  })
  it('is not the last administrator', async () => {
    const answer = await administrator.post(`/staff/${ann}/leave`, day('on', '2020-12-14'))
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /Begin the post of another administrator first/)
    assert.equal((await administrator.get('/staff')).statusCode, 200)
  })
  it('is nobody who is not there', async () => {
    for (const address of ['/staff/999999', '/staff/999999/leave', '/staff/x', `/staff/${ann}/posts/999999/end`])
      assert.equal((await administrator.get(address)).statusCode, 404, address)
  })
})

describe('an account', () => {
  it('is linked to one of the staff alone, and unlinked', async () => {
    const address = `/staff/${dee}/account`
    assert.equal((await administrator.post(address, {})).statusCode, 422)
    assert.match((await administrator.post(address, { email: 'dee' })).body, /Enter an e-mail address, like/)
    assert.equal((await administrator.post(address, { email: 'Dee@Testshire.example' })).statusCode, 303)
    const taken = await administrator.post(`/staff/${other}/account`, { email: 'dee@testshire.example' })
    assert.match(taken.body, /linked to a worker already/)
    const { body } = await administrator.get(`/staff/${dee}`)
    assert.match(body, /dee@testshire\.example, not yet signed in/)
    const unlink = /action="([^"]*\/unlink)"/.exec(body)?.[1] ?? ''
    await administrator.post(unlink, {})
    assert.match((await administrator.get(`/staff/${dee}`)).body, /Account unlinked/)
  })
})

describe('a form that is sent when the session is over', () => {
  const typed = { given: 'Late', family: 'Lunch', role: 'auditor', ...day('from', '2020-12-14') }
  const overFor = async (worker: number) => {
    const who = await signedInAs(worker, 'administrator')
    await who.get('/staff/new')
    await queries
      .updateTable('session')
      .set({ used_at: '2020-01-01T00:00:00.000Z' })
      .where('worker', '=', worker)
      .execute()
    assert.match(String((await who.post('/staff/new', typed)).headers.location), /^\/sign-in/)
    return who
  }
  const sentForm = (body: string) => {
    const form = /<form method="post" action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(
      body.slice(body.indexOf('still here</h1>')),
    )
    const fields = [...(form?.[2] ?? '').matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    )
    return { action: form?.[1] ?? '', values: Object.fromEntries(fields.filter(([name]) => name !== '_csrf')) }
  }

  it('comes back to the same person who signs in again, and is sent whole', async () => {
    const who = await overFor(ann)
    const signIn = await who.get('/sign-in')
    assert.match(signIn.body, /nothing had come from you for a while.*What you typed is kept for an hour/s)
    const entered = await who.post('/sign-in', { person: `${ann}.administrator` })
    assert.equal(entered.headers.location, '/kept-form')
    const kept = sentForm((await who.get('/kept-form')).body)
    assert.equal(kept.action, '/staff/new')
    const done = await who.post(kept.action, kept.values)
    assert.match(String(done.headers.location), /^\/staff\/\d+$/)
    assert.match((await who.get(String(done.headers.location))).body, /Late Lunch/)
  })
  it('is thrown away on request, and never shown to another person', async () => {
    const who = await overFor(ann)
    await who.post('/sign-in', { person: `${ann}.administrator` })
    await who.post('/kept-form/drop', {})
    assert.equal((await who.get('/kept-form')).headers.location, '/')
    const shared = await overFor(ann)
    assert.equal((await shared.post('/sign-in', { person: `${dee}.director` })).headers.location, '/')
    assert.equal((await shared.get('/kept-form')).headers.location, '/')
    assert.equal((await visitor(server).get('/kept-form')).statusCode, 303)
  })
})
