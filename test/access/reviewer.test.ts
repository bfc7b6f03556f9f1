import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { unusualLooks } from '../../src/access/unusual.ts'
import { contextOf, staff } from '../../src/areas/casework/testing.ts'
import { hiddenName, makeScene } from './scene.ts'

const { children, as, close, database } = await makeScene()
after(close)

const addLook = (at: string, worker: number, identity: number, role = 'socialWorker') =>
  database.sql
    .insertInto('access_log')
    .values({ at, worker, role, act: 'child', answer: 'open', identity, entry: null, reason: null })
    .execute()

describe('the reviewer', () => {
  it('narrows the log by person, child, days, act and answer, and no name stands in an address', async () => {
    await (await as('socialWorker')).get(`/children/${children.own}`)
    await (await as('personalAdviser')).get(`/children/${children.own}`)
    const governor = await as('informationGovernance')
    const found = await governor.post('/access-log/find', { words: 'socialWorker' })
    assert.match(found.body, new RegExp(`href="/access-log\\?worker=${staff.socialWorker}"`))
    assert.match((await governor.post('/access-log/find', { words: 'Ownfield' })).body, /\?child=\d+">Robin Ownfield/)
    assert.doesNotMatch((await governor.post('/access-log/find', { words: hiddenName })).body, /\?child=/)
    const narrowed = await governor.get(
      `/access-log?child=${children.own}&from=2020-12-14&until=2020-12-14&answer=open`,
    )
    assert.match(narrowed.body, /socialWorker Tester/)
    assert.doesNotMatch(narrowed.body, /personalAdviser Tester/)
    assert.match((await governor.get('/access-log?from=2020-12-15')).body, /Looks at records would be here/)
    assert.match((await governor.get('/access-log?from=soon')).body, /Enter a real date/)
    assert.equal((await governor.get("/access-log?act=%27;drop&answer=x'")).statusCode, 200)
  })
  it('is shown what is worth a question, plainly', async () => {
    await addLook('2020-12-12T23:30:00.000Z', staff.socialWorker, children.own)
    await addLook('2020-12-12T23:30:00.000Z', staff.dutyWorker, children.own, 'dutyWorker')
    await addLook('2015-06-03T10:00:00.000Z', staff.socialWorker, children.own)
    await database.sql.updateTable('worker').set({ family: 'OTHERFIELD' }).where('worker', '=', staff.auditor).execute()
    await addLook('2020-12-11T10:00:00.000Z', staff.auditor, children.other, 'auditor')
    const governor = await as('informationGovernance')
    const { body } = await governor.get('/access-log/unusual')
    const after = (title: string) => body.slice(body.indexOf(title)).split('</section>')[0] ?? ''
    assert.match(after('At night or at a weekend'), /socialWorker Tester, 12 December 2020<\/a>: 1 look/)
    assert.doesNotMatch(after('At night or at a weekend'), /dutyWorker/)
    assert.match(after('A child with the same family name'), /auditor OTHERFIELD, 11 December 2020/)
    assert.match(after('Many children that are not theirs'), /None\./)
    const long = await governor.get('/access-log/unusual?until=2015-06-10')
    assert.match(long.body, /On a day without a post here[\s\S]*socialWorker Tester, 3 June 2015/)
    assert.equal((await (await as('director')).get('/access-log/unusual')).statusCode, 403)
    const governing = await contextOf(database, 'informationGovernance')
    const asked = { from: '2020-11-17', until: '2020-12-14' }
    const outOfHours = async (most?: number) =>
      (await unusualLooks(database.sql, governing, { ...asked, ...(most === undefined ? {} : { most }) }))?.find(
        ({ kind }) => kind === 'outOfHours',
      )
    await addLook('2020-12-05T23:30:00.000Z', staff.socialWorker, children.own)
    const all = await outOfHours()
    assert.deepEqual([all?.found.length, all?.more], [2, false])
    const one = await outOfHours(1)
    assert.deepEqual([one?.found[0]?.on, one?.found.length, one?.more], ['2020-12-12', 1, true])
  })
  it('prints who has looked at one record, by part, and with names where they are given', async () => {
    const governor = await as('informationGovernance')
    const address = `/access-log/children/${children.own}`
    const { body } = await governor.get(address)
    assert.match(body, /Who has looked at the record of Robin Ownfield/)
    assert.match(body, /14 December 2020[\s\S]*Social worker<\/td>[\s\S]*looked once/)
    assert.match(body, /Personal adviser<\/td>[\s\S]*was not shown it once/)
    assert.doesNotMatch(body, /socialWorker Tester/)
    assert.doesNotMatch(body, /<title>[^<]*Ownfield/)
    assert.match((await governor.get(`${address}?names=yes`)).body, /Social worker: socialWorker Tester/)
    assert.equal((await governor.get(`/access-log/children/${children.restricted}`)).statusCode, 404)
  })
})
