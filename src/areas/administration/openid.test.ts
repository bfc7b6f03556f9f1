import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { linkAccount } from '../../access/accounts.ts'
import { openIdProvider, ProviderFault } from '../../access/openid.ts'
import { beginSession } from '../../access/sessions.ts'
import { testProvider } from '../../access/testing-provider.ts'
import { beginPost, checkCouncilFile, createCouncil, endPost, leave, now, postsOf } from '../../council/index.ts'
import type { CouncilFileInput } from '../../council/index.ts'
import { england } from '../../journey/england.ts'
import { noPolicy } from '../../journey/policy.ts'
import { testCouncilFile } from '../../council/testing.ts'
import { testDatabase } from '../../store/testing.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitor } from '../../web/testing.ts'
import { administration } from './area.ts'

const origin = 'http://localhost:3999'
const [ann, sam, both, gone] = [0, 1, 2, 3]

const file = testCouncilFile({
  signIn: 'openid',
  teams: [{ key: 'assessment', name: 'Assessment team', service: 'assessment', from: '2019-01-01' }],
  workers: [
    { given: 'Ann', family: 'Administrator', posts: [{ role: 'administrator', from: '2019-01-01' }] },
    { given: 'Sam', family: 'Worker', posts: [{ role: 'socialWorker', team: 'assessment', from: '2019-01-01' }] },
    {
      given: 'Bo',
      family: 'Both',
      posts: [
        { role: 'socialWorker', team: 'assessment', from: '2019-01-01' },
        { role: 'auditor', from: '2019-01-01' },
      ],
    },
    { given: 'Gus', family: 'Gone', posts: [{ role: 'director', from: '2019-01-01', until: '2020-01-01' }] },
  ],
})
const claimed = {
  parts: {
    claim: 'groups',
    values: [
      { value: 'CS-Social-Workers', role: 'socialWorker' },
      { value: 'CS-Auditors', role: 'auditor' },
    ],
  },
}

const there = await testProvider(origin)

/** A council on a database of its own, whose workers have accounts at the provider. */
const house = async (more: Partial<CouncilFileInput> = {}) => {
  const database = await testDatabase()
  const queries = database.sql
  const { workers } = await createCouncil(queries, checkCouncilFile({ ...file, ...more }))
  const server = await buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [administration],
    cacheFolder: testStyles,
    origin,
    provider: openIdProvider(there.settings, origin),
  })
  const numberOf = (index: number) => workers[index] ?? 0
  const said = { by: numberOf(ann), at: await now(queries) }
  for (const [index, subject] of ['ann', 'sam', 'both', 'gone'].entries())
    await linkAccount(queries, { worker: numberOf(index), issuer: there.settings.issuer, subject }, said)
  const close = async () => {
    await server.close()
    await database.close()
  }
  return { database, queries, server, numberOf, said, close }
}

const { queries, server, numberOf, said, close } = await house()
const byClaims = await house({ openid: claimed })
after(async () => {
  await close()
  await byClaims.close()
  await there.close()
})

type Someone = ReturnType<typeof visitor>
const someone = () => visitor(server)
const sentTo = async (who: Someone, next = '') =>
  String((await who.get(`/sign-in/begin${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`)).headers.location)
const goThere = async (who: Someone, subject: string | undefined, next = '') => {
  const { pathname, search } = await there.signIn(await sentTo(who, next), subject)
  return `${pathname}${search}`
}
const comeBack = async (who: Someone, subject: string | undefined, next = '') =>
  who.get(await goThere(who, subject, next))
const signedIn = async (subject: string) => {
  const who = someone()
  assert.equal((await comeBack(who, subject)).statusCode, 303)
  return who
}
/** A page without what differs each time it is made. */
const plainly = (body: string) => body.replaceAll(/nonce="[^"]*"|value="[^"]*"/g, '')

describe('signing in with the council’s provider', () => {
  it('goes there with a challenge, comes back, and opens the page one was going to', async () => {
    const who = someone()
    assert.match((await who.get('/sign-in?next=%2Froles')).body, /href="\/sign-in\/begin\?next=%2Froles"/)
    const to = new URL(await sentTo(who, '/roles'))
    assert.equal(to.searchParams.get('code_challenge_method'), 'S256')
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((to.searchParams.get(name) ?? '').length >= 32)
    const back = await there.signIn(to.href, 'sam')
    const answer = await who.get(`${back.pathname}${back.search}`)
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/roles'])
    assert.match((await who.get('/roles')).body, /Sam Worker/)
    const lines = await queries.selectFrom('access_log').selectAll().where('act', '=', 'sign in').execute()
    assert.deepEqual(
      lines.map(({ worker, answer: told }) => [worker, told]),
      [[numberOf(sam), 'allowed']],
    )
    assert.equal(await queries.selectFrom('sign_in_attempt').select('state_hash').executeTakeFirst(), undefined)
  })
  it('goes nowhere else than this server', async () => {
    for (const next of ['https://example.org/', '//example.org', '/\\example.org', '/\t/example.org', 'roles'])
      assert.equal((await comeBack(someone(), 'sam', next)).headers.location, '/', next)
  })
  it('takes no other browser’s sign-in, none twice, none that is too old, and no made-up state', async () => {
    const who = someone()
    const address = await goThere(who, 'sam')
    assert.equal((await someone().get(address)).statusCode, 403)
    assert.equal((await who.get(address.replace(/state=[^&]*/, 'state=made-up'))).statusCode, 403)
    assert.equal((await who.get(address)).statusCode, 303)
    const again = await who.get(address)
    assert.equal(again.statusCode, 403)
    assert.match(again.body, /took too long, was used already, or began in another browser/)
    const slow = someone()
    const late = await goThere(slow, 'sam')
    await queries.updateTable('sign_in_attempt').set({ begun_at: '2020-01-01T00:00:00.000Z' }).execute()
    assert.equal((await slow.get(late)).statusCode, 403)
  })
  it('takes no code twice, and none with another sign-in’s secrets', async () => {
    const who = someone()
    const first = await goThere(who, 'sam')
    await who.get(first)
    const code = new URLSearchParams(first.split('?')[1]).get('code') ?? ''
    const second = await goThere(who, 'sam')
    const crossed = second.replace(/code=[^&]*/, `code=${code}`)
    const answer = await who.get(crossed)
    assert.equal(answer.statusCode, 403)
    assert.match(answer.body, /no longer good/)
  })
  it('says so where somebody turned back at the provider', async () => {
    const answer = await comeBack(someone(), undefined)
    assert.equal(answer.statusCode, 403)
    assert.match(answer.body, /You did not sign in/)
  })
  it('says so where the provider cannot be reached, before and after', async () => {
    const provider = openIdProvider({ ...there.settings, issuer: 'http://127.0.0.1:9' }, origin)
    await assert.rejects(
      provider.begin({ callback: '/x', scopes: [], atMostSecondsAgo: 60 }),
      (error: unknown) => error instanceof ProviderFault && error.why === 'unreachable',
    )
    const cut = await buildServer({
      database: byClaims.database,
      rules: { pathway: england, policy: noPolicy },
      areas: [administration],
      cacheFolder: testStyles,
      origin,
      provider,
    })
    const answer = await visitor(cut).get('/sign-in/begin')
    assert.equal(answer.statusCode, 503)
    assert.match(answer.body, /cannot be reached.*Nothing is wrong with your account/s)
    await cut.close()
  })
})

describe('who may come in', () => {
  it('is told the same, whether nobody knows the account, or its worker has left', async () => {
    const stranger = await comeBack(someone(), 'stranger')
    const leaver = await comeBack(someone(), 'gone')
    assert.deepEqual([stranger.statusCode, leaver.statusCode], [403, 403])
    assert.equal(plainly(stranger.body), plainly(leaver.body))
    assert.match(stranger.body, /You cannot sign in with this account/)
    const refused = queries.selectFrom('access_log').select(['worker', 'role']).where('answer', '=', 'refused')
    assert.deepEqual(await refused.execute(), [{ worker: numberOf(gone), role: 'director' }])
  })
  it('is known by an e-mail address that was checked, once, and by the subject from then on', async () => {
    const { worker } = await queries
      .insertInto('worker')
      .values({ given: 'Em', family: 'Ail', newly_qualified_on: null })
      .returning('worker')
      .executeTakeFirstOrThrow()
    await beginPost(queries, worker, { role: 'analyst', team: null, from: '2020-12-14' }, said)
    await linkAccount(queries, { worker, issuer: there.settings.issuer, email: 'Em.Ail@testshire.example' }, said)
    there.people.set('em', { email: 'em.ail@testshire.example', email_verified: false })
    assert.equal((await comeBack(someone(), 'em')).statusCode, 403)
    there.people.set('em', { email: 'em.ail@Testshire.example', email_verified: true })
    assert.equal((await comeBack(someone(), 'em')).statusCode, 303)
    there.people.set('em', {})
    assert.equal((await comeBack(someone(), 'em')).statusCode, 303)
    // The address goes to somebody else.
    there.people.set('heir', { email: 'em.ail@testshire.example', email_verified: true })
    assert.equal((await comeBack(someone(), 'heir')).statusCode, 403)
  })
  it('is out at once on leaving, and when a part ends, whatever the provider says', async () => {
    const who = await signedIn('both')
    const chosen = await who.post('/signed-in/part', { role: 'auditor', next: '/roles' })
    assert.equal(chosen.headers.location, '/roles')
    const auditor = (await postsOf(queries, numberOf(both))).find(({ role }) => role === 'auditor')
    await endPost(queries, numberOf(both), { post: auditor?.post ?? 0, on: '2020-12-14' }, said)
    assert.match(String((await who.get('/roles')).headers.location), /^\/sign-in/)
    const again = await signedIn('both')
    assert.equal((await again.get('/roles')).statusCode, 200)
    await leave(queries, numberOf(both), '2020-12-14', said)
    assert.match(String((await again.get('/roles')).headers.location), /^\/sign-in/)
    assert.equal((await comeBack(someone(), 'both')).statusCode, 403)
  })
})

describe('parts from the provider’s claims', () => {
  const enter = async (groups: unknown) => {
    there.people.set('both', { groups })
    const who = visitor(byClaims.server)
    return { who, answer: await comeBack(who, 'both') }
  }

  it('are those alone that the claims give, of several one is chosen, and changed without signing in again', async () => {
    const { who, answer } = await enter(['CS-Social-Workers', 'CS-Auditors', 'Everybody'])
    assert.equal(answer.headers.location, '/signed-in/part')
    const asked = await who.get('/signed-in/part')
    assert.match(asked.body, /Which part do you work in now\?/)
    assert.match(asked.body, /Auditor/)
    assert.equal((await who.post('/signed-in/part', { role: 'director' })).statusCode, 422)
    await who.post('/signed-in/part', { role: 'auditor' })
    assert.match((await who.get('/roles')).body, /Bo Both<\/strong><\/a>, Auditor/)
    const one = await enter('CS-Social-Workers')
    assert.equal(one.answer.headers.location, '/')
    assert.equal((await one.who.post('/signed-in/part', { role: 'auditor' })).statusCode, 422)
  })
  it('are begun where the worker has them not yet, and let nobody in who has left', async () => {
    there.people.set('sam', { groups: ['CS-Auditors'] })
    const who = visitor(byClaims.server)
    assert.equal((await comeBack(who, 'sam')).statusCode, 303)
    assert.match((await who.get('/roles')).body, /Sam Worker<\/strong><\/a>, Auditor/)
    there.people.set('gone', { groups: ['CS-Auditors'] })
    assert.equal((await comeBack(visitor(byClaims.server), 'gone')).statusCode, 403)
    there.people.set('both', { groups: [] })
    assert.equal((await comeBack(visitor(byClaims.server), 'both')).statusCode, 403)
  })
})

describe('sessions', () => {
  it('are each under a token of their own, and the one before ends', async () => {
    const who = await signedIn('sam')
    const open = () =>
      queries
        .selectFrom('session')
        .select('token_hash')
        .where('ended_at', 'is', null)
        .where('way', '=', 'openid')
        .where('worker', '=', numberOf(sam))
        .execute()
    const before = await open()
    await comeBack(who, 'sam')
    const after = await open()
    assert.equal(after.length, before.length)
    assert.notDeepEqual(after, before)
  })
  it('end with their person’s leave: from another browser, and at the provider too', async () => {
    const [here, elsewhere] = [await signedIn('sam'), await signedIn('sam')]
    assert.match((await here.get('/signed-in')).body, /Sign out there/)
    await here.post('/signed-in/end', {})
    assert.match(String((await elsewhere.get('/roles')).headers.location), /^\/sign-in/)
    assert.match((await elsewhere.get('/sign-in')).body, /signed out from another browser of yours/)
    assert.equal((await here.post('/sign-out', {})).headers.location, '/signed-out')
    assert.match((await here.get('/signed-out')).body, /href="\/signed-out\/provider"/)
    const to = new URL(String((await here.get('/signed-out/provider')).headers.location))
    assert.equal(to.origin, there.settings.issuer)
    assert.deepEqual([...to.searchParams.keys()].toSorted(), ['client_id', 'post_logout_redirect_uri'])
  })
  it('that were idle ask the provider who it is, although somebody has signed in there', async () => {
    const who = await signedIn('sam')
    await queries.updateTable('session').set({ used_at: '2020-01-01T00:00:00.000Z' }).execute()
    assert.match(String((await who.get('/roles')).headers.location), /^\/sign-in/)
    assert.match((await who.get('/sign-in')).body, /nothing had come from you for a while/)
    assert.equal(new URL(await sentTo(who)).searchParams.get('prompt'), 'login')
    assert.equal(new URL(await sentTo(someone())).searchParams.get('prompt'), null)
  })
  it('travel over https in cookies that are this server’s alone', async () => {
    const secure = await buildServer({
      database: byClaims.database,
      rules: { pathway: england, policy: noPolicy },
      areas: [administration],
      cacheFolder: testStyles,
      origin: 'https://record.example',
      behindProxy: true,
    })
    const headers = { 'x-forwarded-proto': 'https', host: 'record.example' }
    const page = await secure.inject({ url: '/sign-in', headers })
    for (const { name, ...cookie } of page.cookies) {
      assert.match(name, /^__Host-/)
      assert.deepEqual([cookie.secure, cookie.httpOnly, cookie.path, cookie.sameSite], [true, true, '/', 'Lax'])
    }
    const token =
      (await beginSession(byClaims.queries, { worker: byClaims.numberOf(ann), role: 'administrator' }, said.at)) ?? ''
    const asks = async (name: string) =>
      (await secure.inject({ url: '/roles', headers, cookies: { [name]: token } })).statusCode
    assert.equal(await asks('__Host-righthelp-session'), 200)
    assert.equal(await asks('righthelp-session'), 303)
    await secure.close()
  })
})
