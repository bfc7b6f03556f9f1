import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { contextAt } from '../../access/context.ts'
import type { Context } from '../../access/context.ts'
import type { Role } from '../../journey/roles.ts'
import { testDatabase } from '../../store/testing.ts'
import { changeFacts, createAdult, createChild, decide, identify, move, relate } from '../index.ts'
import type { Facts } from '../index.ts'
import { candidates, keepersFor, matchesFor, unrestricted } from './index.ts'
import type { Probe } from './index.ts'

const database = await testDatabase()
const queries = database.sql
const now = '2020-12-14T09:00:00.000Z'
const as = (role: Role, worker: number): Context =>
  contextAt({ worker, name: 'Grace Hopper', role, teams: [], services: [] }, now)
const worker = as('pointOfAccessWorker', 1)

const child = (facts: Partial<Facts>) => createChild(queries, worker, facts)
const found = async (probe: Probe) => (await candidates(queries, probe)).map(({ identity }) => identity)
const first = async (probe: Probe) => (await found(probe))[0]

let amira = 0
let brien = 0
let ming = 0
let unborn = 0
let hidden = 0
before(async () => {
  await sql`insert into worker (worker, given, family) values (1, 'Grace', 'Hopper'), (2, 'Ada', 'King'), (3, 'Ann', 'Keeper')`.execute(
    queries,
  )
  await sql`insert into post (worker, role, started_on, known_from) values
    (2, 'director', '2016-01-01', '2016-01-01'), (3, 'socialWorker', '2016-01-01', '2016-01-01')`.execute(queries)
  amira = await child({ given: 'Amira', family: 'Okafor-Byrne', bornOn: '2014-03-05', sex: 'female' })
  await child({ given: 'Zara', family: 'Okafor-Byrne', bornOn: '2014-03-05', sex: 'female' })
  brien = await child({ given: 'Róisín', family: 'O’Brien-Ní Dhomhnaill', bornOn: '2012-11-02' })
  ming = await child({ given: '小明', family: '王', bornOn: '2015-06-07' })
  unborn = await child({ expectedOn: '2021-03-01' })
  hidden = await child({ given: 'Cosima', family: 'Attfield', bornOn: '2010-09-08' })
  const mother = await createAdult(queries, worker, { given: 'Una', family: 'Expecting' })
  await relate(queries, worker, { one: mother, kind: 'mother', other: unborn }, { justMade: mother })
  await move(queries, worker, [amira], { line: '12 Alder Road', town: 'Upton', postcode: 'UP1 2AB' }, '2020-12-01')
  await identify(queries, worker, amira, 'nhsNumber', '943 476 5919')
  await queries
    .insertInto('restriction')
    .values({ identity: hidden, reason: 'A relative works here', started_at: '2020-01-01T00:00:00.000Z' })
    .execute()
})
after(() => database.close())

describe('somebody who is looked for', () => {
  it('is found by names in any order and spelling, with day and month exchanged', async () => {
    assert.equal(await first({ given: 'Amira', family: 'Okafor-Byrne', bornOn: '2014-03-05' }), amira)
    assert.equal(await first({ given: 'amirah', family: 'okafor', bornOn: '2014-05-03' }), amira)
    assert.equal(await first({ given: 'Okafor Byrne', family: 'Amira', bornOn: '2014-03-05' }), amira)
    assert.equal(await first({ given: 'Amira Okafor', family: null, bornOn: '2014-03-06' }), amira)
    assert.equal(await first({ given: 'Roisin', family: "O'Brien" }), brien)
    assert.equal(await first({ given: 'RÓISÍN', family: "O'Brien-Ní Dhomhnaill" }), brien)
    assert.equal(await first({ given: '王小明', bornOn: '2015-06-07' }), ming)
    assert.equal(await first({ given: '小明', family: '王' }), ming)
  })
  it('is found by an address or a number where the name was misheard', async () => {
    assert.equal(await first({ given: 'Ameerah', address: '12 Alder Rd', postcode: 'up12ab' }), amira)
    assert.equal(await first({ given: 'Amy', address: '12 Alder Road, Upton UP1 2AB' }), amira)
    assert.equal(await first({ nhsNumber: '9434765919' }), amira)
  })
  it('is found before birth by the mother alone', async () => {
    assert.equal(await first({ mother: { given: 'Una', family: 'Expecting' } }), unborn)
    assert.equal(await first({ mother: { given: 'Una', family: 'Expecting' }, expectedOn: '2021-03-04' }), unborn)
  })
  it('is told from a twin, and both are shown', async () => {
    const [one, other] = await candidates(queries, { given: 'Amira', family: 'Okafor-Byrne', bornOn: '2014-03-05' })
    assert.equal(one?.identity, amira)
    assert.ok(one.probability > 0.9 && (other?.probability ?? 1) < 0.5)
    assert.deepEqual(
      one.evidence.map(({ field, agreement }) => [field, agreement]),
      [
        ['given', 'same'],
        ['family', 'same'],
        ['birth', 'same'],
      ],
    )
  })
  it('is found under a new name as soon as it is written, and once however many records there are', async () => {
    const elsewhere = await child({ given: 'Leocadia', family: 'Penfold', bornOn: '2011-01-02' })
    const again = await child({ given: 'Leocadia', family: 'Penfold', bornOn: '2011-01-02' })
    assert.equal((await found({ given: 'Leocadia', family: 'Penfold' })).length, 2)
    await decide(queries, worker, { one: elsewhere, other: again }, 'same', 'One child, seen twice')
    assert.deepEqual(await found({ given: 'Leocadia', family: 'Penfold' }), [elsewhere])
    await changeFacts(queries, contextAt(worker, '2020-12-14T10:00:00.000Z'), again, { family: 'Steadman' })
    assert.deepEqual(await found({ given: 'Leocadia', family: 'Steadman', bornOn: '2011-01-02' }), [again])
  })
  it('is nobody, where nothing or nonsense was told', async () => {
    const long = 'x'.repeat(10_000)
    for (const probe of [
      {},
      { given: '%' },
      { given: '_', family: '%' },
      { given: '\0' },
      { given: long, family: long },
    ])
      assert.deepEqual(await found(probe), [], JSON.stringify(probe).slice(0, 40))
    assert.deepEqual(await found({ bornOn: '2014-02-31', nhsNumber: '1', postcode: '%', address: '%' }), [])
  })
})

describe('a restricted child', () => {
  const probe = { given: 'Cosima', family: 'Attfield', bornOn: '2010-09-08' }
  it('is neither shown nor counted, and the keepers are named to whoever asked for them', async () => {
    assert.deepEqual(
      await matchesFor(queries, worker, probe),
      { candidates: [], keptBy: [2] },
      'without a keeper, the director',
    )
    await queries
      .insertInto('keeper')
      .values({ identity: hidden, worker: 3, started_at: '2020-01-01T00:00:00.000Z' })
      .execute()
    assert.deepEqual(await matchesFor(queries, worker, probe), { candidates: [], keptBy: [3] })
    assert.deepEqual(await keepersFor(queries, probe, now), [3])
    assert.deepEqual(await unrestricted(queries, probe, now), [])
    assert.equal((await unrestricted(queries, { given: 'Amira', family: 'Okafor' }, now))[0]?.identity, amira)
    assert.deepEqual(await keepersFor(queries, { ...probe, given: 'Reggie', bornOn: '2001-01-01' }, now), [])
  })
  it('is shown to its keeper', async () => {
    const { candidates: shown, keptBy } = await matchesFor(queries, as('socialWorker', 3), probe)
    assert.deepEqual([shown.map(({ identity }) => identity), keptBy], [[hidden], []])
  })
  it('whose only keeper has left is the director’s, who holds the post today: not one to come, and one who goes ahead still', async () => {
    const asked = () => keepersFor(queries, probe, now)
    await sql`update post set ended_on = '2020-12-14' where worker = 3`.execute(queries)
    await sql`update post set ended_on = '2021-01-31' where worker = 2`.execute(queries)
    await sql`insert into post (worker, role, started_on, known_from) values (1, 'director', '2021-01-31', '2020-12-01')`.execute(
      queries,
    )
    assert.deepEqual(await asked(), [2])
    assert.deepEqual((await matchesFor(queries, worker, probe)).keptBy, [2])
    await sql`update post set ended_on = null where worker = 3`.execute(queries)
    assert.deepEqual(await asked(), [3])
  })
  it('without a keeper or director is told to those who place restrictions, then to managers, and never to nobody', async () => {
    await sql`update post set ended_on = '2020-12-01' where worker in (2, 3)`.execute(queries)
    const hold = (role: Role) =>
      sql`insert into post (worker, role, started_on, known_from) values (3, ${role}, '2020-12-01', '2020-12-01')`.execute(
        queries,
      )
    await assert.rejects(keepersFor(queries, probe, now), /nobody may be shown it/)
    await hold('administrator')
    await assert.rejects(keepersFor(queries, probe, now), /nobody may be shown it/, 'an administrator opens no child')
    await sql`insert into worker (worker, given, family) values (4, 'Mia', 'Manager'), (5, 'Ivor', 'Governance')`.execute(
      queries,
    )
    await sql`insert into post (worker, role, started_on, known_from) values (4, 'teamManager', '2020-12-01', '2020-12-01')`.execute(
      queries,
    )
    assert.deepEqual(await keepersFor(queries, probe, now), [4])
    await sql`insert into post (worker, role, started_on, known_from) values (5, 'informationGovernance', '2020-12-01', '2020-12-01')`.execute(
      queries,
    )
    assert.deepEqual(await keepersFor(queries, probe, now), [5])
    await sql`delete from post where worker in (4, 5) or role = 'administrator'`.execute(queries)
    await sql`update post set ended_on = null where worker in (2, 3)`.execute(queries)
  })
})

describe('a look', () => {
  it('is noted for each person shown, and refused to parts that may not search', async () => {
    const { candidates: shown } = await matchesFor(queries, worker, {
      given: 'Amira',
      family: 'Okafor-Byrne',
      bornOn: '2014-03-05',
    })
    assert.equal(shown[0]?.name, 'Amira Okafor-Byrne')
    const looks = await queries
      .selectFrom('access_log')
      .selectAll()
      .where('act', '=', 'match')
      .orderBy('id', 'desc')
      .execute()
    assert.deepEqual(
      new Set(looks.slice(0, shown.length).map(({ identity }) => identity)),
      new Set(shown.map(({ identity }) => identity)),
    )
    assert.deepEqual(await matchesFor(queries, as('councillor', 2), { given: 'Amira', family: 'Okafor-Byrne' }), {
      candidates: [],
      keptBy: [],
    })
  })
  it('says nothing of where a child lives to one who may only know of the child', async () => {
    const address = { given: 'Amira', family: 'Okafor-Byrne', address: '12 Alder Road', postcode: 'UP1 2AB' }
    const said = async (context: Context) =>
      (await matchesFor(queries, context, address)).candidates[0]?.evidence.map(({ field }) => field)
    assert.deepEqual(await said(as('socialWorker', 2)), ['given', 'family'])
    assert.deepEqual(await said(worker), ['given', 'family', 'home'])
  })
})
