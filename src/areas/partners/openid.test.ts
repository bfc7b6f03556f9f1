import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openIdProvider, ProviderFault } from '../../access/openid.ts'
import { testProvider } from '../../access/testing-provider.ts'
import { checkCouncilFile, createCouncil } from '../../council/index.ts'
import { unlinkPartnerAccount } from '../../door/partner-accounts.ts'
import { endPerson } from '../../door/partner-changes.ts'
import { addPartner, addPartnerPerson } from '../../door/partners.ts'
import { england, noPolicy } from '../../journey/index.ts'
import { testCouncilFile } from '../../council/testing.ts'
import { testDatabase } from '../../store/testing.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitor } from '../../web/testing.ts'
import { partners } from './area.ts'

const origin = 'http://localhost:3999'
const startedOn = '2019-01-01'
const now = '2020-12-14T09:00:00.000Z'
const there = await testProvider(origin)
const database = await testDatabase()
const { sql } = database
await createCouncil(
  sql,
  checkCouncilFile(
    testCouncilFile({
      signIn: 'openid',
    }),
  ),
)
const school = await addPartner(sql, { name: 'Mill Lane Primary School', kind: 'schools', startedOn })
const police = await addPartner(sql, { name: 'Testshire Police', kind: 'police', startedOn })
const person = (partner: number, given: string, email: string) =>
  addPartnerPerson(sql, { partner, given, family: 'Person', post: 'Post', email, startedOn })
const hetty = await person(school, 'Hetty', 'Hetty@school.example')
const leaver = await person(school, 'Lea', 'lea@school.example')
await person(school, 'Sue', 'office@school.example')
await person(school, 'Sid', 'office@school.example')
there.people.set('hetty', { email: 'hetty@school.example', email_verified: true })
there.people.set('claimant', { email: 'hetty@school.example', email_verified: true })
there.people.set('unchecked', { email: 'lea@school.example', email_verified: false })
there.people.set('leaver', { email: 'lea@school.example', email_verified: true })
there.people.set('office', { email: 'office@school.example', email_verified: true })

const provider = openIdProvider(there.settings, origin)
let signOutAt = provider.signOutAt
const server = await buildServer({
  database,
  rules: { pathway: england, policy: noPolicy },
  areas: [partners],
  cacheFolder: testStyles,
  origin,
  provider: { ...provider, signOutAt: returnTo => signOutAt(returnTo) },
})
after(async () => {
  await server.close()
  await database.close()
  await there.close()
})

type Someone = ReturnType<typeof visitor>
const goThere = async (who: Someone, subject: string | undefined, next = '') => {
  const begun = await who.get(`/professionals/sign-in/begin?next=${encodeURIComponent(next)}`)
  const { pathname, search } = await there.signIn(String(begun.headers.location), subject)
  return `${pathname}${search}`
}
const comeBack = async (subject: string | undefined, next = '') => {
  const who = visitor(server)
  return { who, answer: await who.get(await goThere(who, subject, next)) }
}
/** A page without what differs each time it is made. */
const plainly = (body: string) => body.replaceAll(/nonce="[^"]*"|value="[^"]*"/g, '')

describe('professionals sign in with the council’s provider', () => {
  it('from a page that lets nobody choose whom to be, and back to the page they were going to', async () => {
    const who = visitor(server)
    const first = await who.get('/professionals/sign-in?next=%2Fprofessionals%2Flevels')
    assert.match(first.body, /sign-in\/begin\?next=%2Fprofessionals%2Flevels/)
    assert.doesNotMatch(first.body, /Mill Lane|Hetty/)
    assert.equal((await who.post('/professionals/sign-in', { person: String(hetty) })).statusCode, 403)
    const { who: signedIn, answer } = await comeBack('hetty', '/professionals/levels')
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/professionals/levels'])
    assert.match((await signedIn.get('/professionals')).body, /Hetty Person/)
    assert.equal((await comeBack('hetty', '//example.org')).answer.headers.location, '/professionals')
    assert.equal((await comeBack('hetty', '/staff')).answer.headers.location, '/professionals')
    const lines = await sql.selectFrom('access_log').select('answer').where('partner_person', '=', hetty).execute()
    assert.ok(lines.length > 0)
    const kept = await sql.selectFrom('partner_event').select(['kind', 'person', 'author']).execute()
    assert.deepEqual(kept, [{ kind: 'accountLinked', person: hetty, author: null }])
  })
  it('and whoever is not known hears the same words, whoever it is', async () => {
    const { answer: stranger } = await comeBack('stranger')
    assert.equal(stranger.statusCode, 403)
    assert.match(stranger.body, /You cannot sign in with this account/)
    assert.match(stranger.body, /ring 999/)
    await endPerson(sql, { partner: school, person: leaver }, '2020-12-14', { by: 1, at: now })
    // An address that another account has, one that nobody vouches for, a leaver’s, and one that two people share.
    for (const subject of ['claimant', 'unchecked', 'leaver', 'office']) {
      const { who, answer } = await comeBack(subject)
      assert.equal(answer.statusCode, 403, subject)
      assert.equal(plainly(answer.body), plainly(stranger.body), subject)
      assert.equal((await who.get('/professionals')).statusCode, 303)
    }
  })
  it('and whoever works for another organisation afterwards comes in as who they are there', async () => {
    assert.equal((await comeBack('hetty')).answer.statusCode, 303)
    await endPerson(sql, { partner: school, person: hetty }, '2020-12-14', { by: 1, at: now })
    assert.equal((await comeBack('hetty')).answer.statusCode, 403)
    const again = await person(police, 'Hetty', 'hetty@school.example')
    const { who } = await comeBack('hetty')
    assert.match((await who.get('/professionals')).body, /Testshire Police/)
    await unlinkPartnerAccount(sql, { partner: police, person: again }, { by: 1, at: now })
    assert.equal((await who.get('/professionals')).statusCode, 303)
  })
  it('in no other browser, not twice, and not where they decline', async () => {
    const who = visitor(server)
    const address = await goThere(who, 'hetty')
    assert.equal((await visitor(server).get(address)).statusCode, 403)
    assert.equal((await who.get(address)).statusCode, 303)
    assert.match((await who.get(address)).body, /This sign-in is no longer good/)
    assert.match((await comeBack(undefined)).answer.body, /You did not sign in/)
  })
  it('and out here at once, and there if they like, so that a shared desk is left empty', async () => {
    const [who, kept] = [visitor(server), new Map<string, string>()]
    const goAgain = async () => {
      const asked = { callback: '/professionals/sign-in/callback', scopes: [], atMostSecondsAgo: 3600 }
      const { searchParams } = await there.signIn(`${(await provider.begin(asked)).to}&prompt=none`, undefined, kept)
      return searchParams.get('error') ?? 'signed in'
    }
    const begun = await who.get('/professionals/sign-in/begin')
    const { pathname, search } = await there.signIn(String(begun.headers.location), 'hetty', kept)
    assert.equal((await who.get(`${pathname}${search}`)).headers.location, '/professionals')
    await who.get('/professionals')
    assert.equal((await who.post('/professionals/sign-out', {})).headers.location, '/professionals/signed-out')
    assert.equal((await who.get('/professionals')).statusCode, 303)
    assert.equal(await goAgain(), 'signed in')
    const page = (await who.get('/professionals/signed-out')).body
    assert.match(page, /You have signed out[^]*href="\/professionals\/signed-out\/provider"/)
    const to = String((await who.get('/professionals/signed-out/provider')).headers.location)
    assert.deepEqual([...new URL(to).searchParams.keys()].toSorted(), ['client_id', 'post_logout_redirect_uri'])
    const back = await there.signOut(to, kept)
    assert.equal(back.href, `${origin}/professionals/signed-out`)
    assert.equal(await goAgain(), 'login_required')
  })
  it('and are offered nothing there where the provider has no such place, or cannot be reached', async () => {
    const nowhere = () => Promise.resolve(undefined)
    const unreachable = () => Promise.reject(new ProviderFault('unreachable', undefined))
    for (const answer of [nowhere, unreachable]) {
      signOutAt = answer
      const page = await visitor(server).get('/professionals/signed-out')
      assert.match(page.body, /You have signed out/)
      assert.doesNotMatch(page.body, /sign out of your account too/)
      const { headers } = await visitor(server).get('/professionals/signed-out/provider')
      assert.equal(headers.location, '/professionals/signed-out')
    }
    signOutAt = provider.signOutAt
  })
})
