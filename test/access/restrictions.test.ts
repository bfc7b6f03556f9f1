import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { staff } from '../../src/areas/casework/testing.ts'
import type { StaffName } from '../../src/areas/casework/testing.ts'
import { now } from '../../src/council/index.ts'
import { receive } from '../../src/door/receive.ts'
import { hiddenName, makeScene } from './scene.ts'

const { children, as, close, database } = await makeScene()
after(close)

describe('restricting a child', () => {
  it('is for information governance: find the child, say why, name keepers, and the child is gone', async () => {
    const governor = await as('informationGovernance')
    assert.equal((await (await as('director')).get('/restrictions')).statusCode, 403)
    assert.match((await governor.post('/restrictions/new', { words: 'Otherfield' })).body, /Robin Otherfield/)
    const address = `/restrictions/new/${children.other}`
    assert.match((await governor.get(address)).body, /Restrict Robin Otherfield/)
    for (const [form, words] of [
      [{ act: 'restrict' }, /Choose why the child is restricted/],
      [{ act: 'restrict', kind: 'adoption' }, /Say in a sentence why/],
      [{ act: 'restrict', kind: 'adoption', reason: 'Placed.' }, /Name at least one keeper/],
      [
        { act: 'restrict', kind: 'adoption', reason: 'Placed.', keepers: String(staff.informationGovernance) },
        /Nobody names themself a keeper/,
      ],
      [{ act: 'restrict', kind: 'king', reason: 'Placed.' }, /Choose why/],
    ] as const) {
      const { statusCode, body } = await governor.post(address, form)
      assert.equal(statusCode, 422)
      assert.match(body, words)
    }
    const found = await governor.post(address, {
      act: 'find',
      words: 'otherSocial',
      kind: 'adoption',
      reason: 'Placed.',
    })
    assert.match(found.body, /otherSocialWorker Tester, social worker/)
    assert.match(found.body, /value="adoption" checked/)
    const made = await governor.post(address, {
      act: 'restrict',
      kind: 'adoption',
      reason: 'Placed for adoption.',
      keepers: String(staff.otherSocialWorker),
    })
    assert.equal(made.statusCode, 303, made.body)
    const page = await governor.get(String(made.headers.location))
    assert.match(page.body, /Adoption\./)
    assert.match(page.body, /otherSocialWorker Tester/)
    assert.doesNotMatch(page.body, /Otherfield|Placed for adoption/)
    assert.equal((await governor.get(`/children/${children.other}`)).statusCode, 404)
    assert.equal((await governor.get(address)).statusCode, 404)
    assert.equal((await (await as('otherSocialWorker')).get(`/children/${children.other}`)).statusCode, 200)
  })
  it('keeps the last keeper, takes another, and ends with a reason; all of it is in the log', async () => {
    const governor = await as('informationGovernance')
    const { id } = await database.sql
      .selectFrom('restriction')
      .select('id')
      .where('identity', '=', children.other)
      .executeTakeFirstOrThrow()
    const address = `/restrictions/${id}`
    const end = (keeper: number) => governor.post(`${address}/keepers/end`, { keeper: String(keeper) })
    await receive(
      database,
      {
        kind: 'concern',
        sender: 'professional',
        answers: { happening: 'Hungry at school.' },
        children: [{ given: 'Robin', family: 'Otherfield', bornOn: '2013-05-04', answers: {} }],
      },
      { now: await now(database.sql) },
    )
    const hasRequest = async (who: StaffName) =>
      /1 request waits for you alone/.test((await (await as(who)).get('/')).body)
    assert.deepEqual([await hasRequest('otherSocialWorker'), await hasRequest('serviceManager')], [true, false])
    assert.match((await end(staff.otherSocialWorker)).body, /The last keeper stays/)
    assert.match((await governor.get('/restrictions')).body, /name a second/)
    assert.equal(
      (await governor.post(`${address}/keepers`, { act: 'name', keepers: String(staff.serviceManager) })).statusCode,
      303,
    )
    assert.equal((await (await as('serviceManager')).get(`/children/${children.other}`)).statusCode, 200)
    assert.equal((await end(staff.otherSocialWorker)).statusCode, 303)
    assert.equal((await (await as('otherSocialWorker')).get(`/children/${children.other}`)).statusCode, 404)
    assert.deepEqual(
      [await hasRequest('otherSocialWorker'), await hasRequest('serviceManager')],
      [false, true],
      'what waits for the keeper goes with the child',
    )
    assert.match((await governor.post(`${address}/end`, { ending: ' ' })).body, /Say why the restriction ends/)
    assert.equal((await governor.post(`${address}/end`, { ending: 'The adoption fell through.' })).statusCode, 303)
    assert.equal((await (await as('otherSocialWorker')).get(`/children/${children.other}`)).statusCode, 200)
    assert.match((await governor.get(address)).body, /The adoption fell through/)
    const acts = await database.sql
      .selectFrom('access_log')
      .select('act')
      .where('identity', '=', children.other)
      .where('worker', '=', staff.informationGovernance)
      .execute()
    for (const act of ['restrict', 'name a keeper', 'end a keeper', 'end a restriction'])
      assert.ok(
        acts.some(line => line.act === act),
        act,
      )
    assert.equal((await governor.get('/restrictions/999999')).statusCode, 404)
  })
})

describe('a record opened with a reason', () => {
  it('is looked at by the manager of the child’s team, and said something of by name', async () => {
    const worker = await as('otherSocialWorker')
    const opened = await worker.post('/open-with-reason', {
      child: String(children.own),
      reason: 'At the door of the hospital',
    })
    assert.equal(opened.statusCode, 303)
    const manager = await as('teamManager')
    assert.match((await manager.get('/')).body, /1 record opened with a reason to look at/)
    const list = await manager.get('/reasons')
    assert.match(
      list.body,
      /otherSocialWorker Tester[\s\S]*Robin Ownfield[\s\S]*At the door of the hospital[\s\S]*Nothing yet/,
    )
    const address = /\/reasons\/\d+/.exec(list.body)?.[0] ?? ''
    assert.equal((await (await as('socialWorker')).get(address)).statusCode, 403)
    assert.match((await manager.post(address, { words: 'x' })).body, /Choose what you say of it/)
    const half = await manager.post(address, { verdict: 'right' })
    assert.match(half.body, /Say in a sentence why/)
    assert.match(half.body, /value="right" checked/)
    assert.equal((await manager.post(address, { verdict: 'right', words: 'The hospital rang.' })).statusCode, 303)
    assert.match(
      (await manager.get(address)).body,
      /It was right to open the record<\/strong>, said teamManager Tester/,
    )
    assert.doesNotMatch((await manager.get('/')).body, /opened with a reason to look at/)
  })
  it('is for information governance where the child’s team has no manager, and both see it under everybody’s', async () => {
    await (await as('socialWorker')).post('/open-with-reason', { child: String(children.other), reason: 'A sibling' })
    const governor = await as('informationGovernance')
    assert.match((await governor.get('/reasons')).body, /Robin Otherfield/)
    assert.doesNotMatch((await (await as('teamManager')).get('/reasons')).body, /Otherfield/)
    assert.match((await governor.get('/reasons?of=everybody')).body, /Robin Ownfield/)
  })
  it('of a child who is restricted since is not shown', async () => {
    const manager = await as('teamManager')
    assert.doesNotMatch((await manager.get('/reasons')).body, new RegExp(hiddenName))
  })
})
