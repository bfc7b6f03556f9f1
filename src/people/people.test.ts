import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { contextAt } from '../access/context.ts'
import type { Context } from '../access/context.ts'
import type { Role } from '../journey/roles.ts'
import { testDatabase } from '../store/testing.ts'
import {
  FactsRefused,
  IdentifierRefused,
  MoveRefused,
  RecordRefused,
  RelationshipRefused,
  bornOn,
  changeFacts,
  createAdult,
  createChild,
  decide,
  endRelationship,
  historyOf,
  identify,
  linksOf,
  move,
  personOf,
  recordsOf,
  relate,
  relativesOf,
  placeHomesByPostcode,
  placeHousehold,
  residencesOf,
  search,
  versionsOf,
} from './index.ts'
import type { AddressGiven } from './index.ts'

const database = await testDatabase()
const queries = database.sql
const as = (role: Role, now = '2020-12-14T09:00:00.000Z'): Context =>
  contextAt(
    { worker: role === 'pointOfAccessWorker' ? 1 : 2, name: 'Grace Hopper', role, teams: [], services: [] },
    now,
  )
const worker = as('pointOfAccessWorker')

before(async () => {
  await sql`insert into worker (worker, given, family) values (1, 'Grace', 'Hopper'), (2, 'Ada', 'King')`.execute(
    queries,
  )
})
after(() => database.close())

const restrict = (identity: number) =>
  queries
    .insertInto('restriction')
    .values({ identity, reason: 'A relative works here', started_at: '2020-01-01T00:00:00.000Z' })
    .execute()

describe('a person’s facts', () => {
  it('are corrected in a new version, and the old stays what was known', async () => {
    const child = await createChild(queries, worker, { given: ' Amira ', family: 'Okafor', bornOn: '2013-01-02' })
    const changed = await changeFacts(queries, as('pointOfAccessWorker', '2020-12-15T09:00:00.000Z'), child, {
      bornOn: '2013-02-01',
      ethnicity: 'MWBA',
    })
    assert.equal(changed.birthChanged, true)
    assert.equal(changed.bornOn, '2013-02-01')
    const [then] = await versionsOf(queries, [child], '2020-12-14T12:00:00.000Z')
    const [now] = await versionsOf(queries, [child])
    assert.deepEqual([then?.facts.given, then?.facts.bornOn], ['Amira', '2013-01-02'])
    assert.deepEqual([now?.facts.bornOn, now?.facts.ethnicity], ['2013-02-01', 'MWBA'])
    assert.equal((await historyOf(queries, child)).length, 2)
  })
  it('are refused with the fact’s name, and nothing is written', async () => {
    const before = await queries.selectFrom('identity').select('identity').execute()
    await assert.rejects(createChild(queries, worker, { given: 'Amira', bornOn: '2021-01-01' }), (error: unknown) => {
      assert.ok(error instanceof FactsRefused)
      assert.deepEqual(
        error.problems.map(({ fact }) => fact),
        ['bornOn'],
      )
      return true
    })
    assert.equal((await queries.selectFrom('identity').select('identity').execute()).length, before.length)
  })
  it('cannot be changed on a version that somebody else has changed', async () => {
    const child = await createChild(queries, worker, { given: 'Tom', bornOn: '2016-02-29' })
    const [seen] = await versionsOf(queries, [child])
    await changeFacts(queries, worker, child, { preferred: 'Tommy' }, seen?.version)
    await assert.rejects(changeFacts(queries, worker, child, { preferred: 'Thomas' }, seen?.version), RecordRefused)
  })
  it('cannot be changed by one to whom the record does not open', async () => {
    const child = await createChild(queries, worker, { given: 'Tom' })
    await assert.rejects(changeFacts(queries, as('councillor'), child, { given: 'X' }), RecordRefused)
  })
  it('of an unborn child become those of one who was born', async () => {
    const mother = await createAdult(queries, worker, { given: 'Grace', family: 'O’Brien', bornOn: '1995-05-05' })
    const child = await createChild(queries, worker, { expectedOn: '2020-12-20' })
    await relate(queries, worker, { one: mother, kind: 'mother', other: child, parentalResponsibility: true })
    const found = await search(queries, worker, { words: '20 12 2020' })
    assert.deepEqual(
      found.found.map(({ name }) => name),
      ['Unborn baby of Grace O’Brien'],
    )
    const changed = await changeFacts(queries, worker, child, {
      given: 'Éabha',
      family: 'O’Brien',
      bornOn: '2020-12-13',
    })
    assert.equal(changed.birthChanged, true)
    assert.equal(await bornOn(queries, child), '2020-12-13')
  })
})

describe('two records of one person', () => {
  it('make one with golden values, each from its record, and part again', async () => {
    const one = await createChild(queries, worker, { given: 'Noah', family: 'Evans', sex: 'male' })
    const other = await createChild(
      queries,
      as('pointOfAccessWorker', '2020-12-14T10:00:00.000Z'),
      { given: 'Noah', family: 'Evans-Hill', bornOn: '2012-02-29', disabilities: ['AUT'] },
      'school census',
    )
    const third = await createChild(queries, worker, { given: 'N', bornOn: '2012-03-01' })
    await decide(queries, worker, { one: other, other: one }, 'same', 'Same school and address')
    await decide(queries, worker, { one: other, other: third }, 'same', 'Same mother')
    const person = await personOf(queries, worker, third)
    assert.deepEqual(person?.identities, [one, other, third])
    assert.equal(person.person, one)
    assert.deepEqual(person.facts.sex, { value: 'male', from: one, differs: [] })
    assert.deepEqual(person.facts.bornOn, { value: '2012-03-01', from: third, differs: [other] })
    assert.deepEqual(person.facts.disabilities, { value: ['AUT'], from: other, differs: [] })
    assert.deepEqual(person.facts.language, { value: null, from: undefined, differs: [] })
    assert.equal(await bornOn(queries, one), '2012-02-29')

    await decide(queries, worker, { one, other }, 'different', 'Two boys of one name')
    assert.deepEqual(await recordsOf(queries, one), [one])
    assert.deepEqual(await recordsOf(queries, third), [other, third])
    assert.deepEqual(
      (await linksOf(queries, worker, one)).map(({ decision }) => decision),
      ['different', 'same'],
    )
  })
  it('are found once', async () => {
    const one = await createChild(queries, worker, { given: 'Zebedee', family: 'Quill' })
    const other = await createChild(queries, worker, { given: 'Zebedee', family: 'Quill' })
    await decide(queries, worker, { one, other }, 'same', 'One boy')
    const { total, found } = await search(queries, worker, { words: 'zebedee quill' })
    assert.deepEqual([total, found.map(({ identity }) => identity)], [1, [one]])
  })
})

describe('a family', () => {
  it('is read from both ends, and without whoever does not exist for the reader', async () => {
    const mother = await createAdult(queries, worker, { given: 'Maya', family: 'Khan' })
    const child = await createChild(queries, worker, { given: 'Aisha', family: 'Khan', bornOn: '2015-01-01' })
    const brother = await createChild(queries, worker, { given: 'Bilal', family: 'Khan', bornOn: '2014-01-01' })
    const hidden = await createChild(queries, worker, { given: 'Hidden', family: 'Khan' })
    await relate(queries, worker, { one: mother, kind: 'mother', other: child, parentalResponsibility: true })
    await relate(queries, worker, { one: brother, kind: 'sibling', other: child })
    await relate(queries, worker, { one: child, kind: 'sibling', other: brother, startedOn: '2015-01-01' })
    await relate(queries, worker, { one: hidden, kind: 'sibling', other: child })
    await restrict(hidden)
    const family = await relativesOf(queries, worker, child)
    assert.deepEqual(
      family.map(({ name, isTheir, parentalResponsibility }) => [name, isTheir, parentalResponsibility]),
      [
        ['Maya Khan', 'mother', true],
        ['Bilal Khan', 'brother or sister', null],
      ],
    )
    assert.deepEqual(
      (await relativesOf(queries, worker, mother)).map(({ name, isTheir }) => [name, isTheir]),
      [['Aisha Khan', 'child']],
    )
    const bond = family.find(({ identity }) => identity === brother)
    assert.ok(await endRelationship(queries, worker, bond?.relationship ?? 0, '2020-12-01'))
    assert.equal((await relativesOf(queries, worker, child)).length, 1)
    assert.equal((await relativesOf(queries, worker, child, { past: true })).length, 2)
  })
  it('takes no bond that makes no sense', async () => {
    const child = await createChild(queries, worker, { given: 'Ella' })
    const friend = await createChild(queries, worker, { given: 'Lily' })
    await assert.rejects(relate(queries, worker, { one: child, kind: 'sibling', other: child }), RelationshipRefused)
    await assert.rejects(
      relate(queries, worker, { one: friend, kind: 'friend', other: child, parentalResponsibility: true }),
      RelationshipRefused,
    )
  })
  it('keeps the bond as it was where another saying of it cannot be written', async () => {
    const child = await createChild(queries, worker, { given: 'Nell' })
    const friend = await createChild(queries, worker, { given: 'Tilda' })
    await relate(queries, worker, { one: friend, kind: 'friend', other: child })
    await assert.rejects(
      relate(queries, worker, { one: friend, kind: 'friend', other: child, startedOn: '2020-02-31' }),
    )
    assert.equal((await relativesOf(queries, worker, child)).length, 1)
  })
})

describe('a household', () => {
  it('is found again by its address, however it is written, and a move ends the time before', async () => {
    const one = await createChild(queries, worker, { given: 'Harry', family: 'Wood', bornOn: '2010-01-01' })
    const other = await createAdult(queries, worker, { given: 'Ann', family: 'Wood' })
    const address = { line: '1  Mill Lane', town: 'Ashford', postcode: 'qx1 2ab' }
    const first = await move(queries, worker, [one, other], address, '2019-01-01')
    assert.equal(
      await move(queries, worker, [other], { ...address, line: '1 mill lane', postcode: 'QX12AB' }, '2019-06-01'),
      first,
    )
    const second = await move(queries, worker, [one], { ...address, line: '2 Mill Lane' }, '2020-06-01')
    assert.notEqual(second, first)
    assert.deepEqual(
      (await residencesOf(queries, one)).map(({ line, startedOn, endedOn }) => [line, startedOn, endedOn]),
      [
        ['2 Mill Lane', '2020-06-01', null],
        ['1 Mill Lane', '2019-01-01', '2020-06-01'],
      ],
    )
    const about = (field: MoveRefused['field']) => (error: unknown) =>
      error instanceof MoveRefused && error.field === field
    await assert.rejects(move(queries, worker, [one], address, '2018-01-01'), about('movedOn'))
    await assert.rejects(move(queries, worker, [one], address, '2021-01-01'), about('movedOn'))
    await assert.rejects(
      move(queries, worker, [one], { ...address, postcode: 'nowhere' }, '2020-12-01'),
      about('postcode'),
    )
    await assert.rejects(move(queries, worker, [one], { ...address, line: ' ' }, '2020-12-01'), about('line'))
    assert.equal((await residencesOf(queries, one)).length, 2)
  })
})

describe('the district of a home', () => {
  const place = async (household: number) =>
    queries
      .selectFrom('household')
      .select(['district', 'outside_county as outsideCounty'])
      .where('household', '=', household)
      .executeTakeFirstOrThrow()
  const home = (line: string, more: Partial<AddressGiven> = {}) => ({ line, town: null, postcode: 'WX1 2AB', ...more })
  let child = 0
  before(async () => {
    await queries.insertInto('quadrant').values({ quadrant: 'north', name: 'North', position: 1 }).execute()
    await queries
      .insertInto('district')
      .values([
        { district: 'hill', name: 'Hill', quadrant: 'north', position: 1, postcodes: ['WX1'] },
        { district: 'dale', name: 'Dale', quadrant: 'north', position: 2, postcodes: ['WX1 3', 'WX11'] },
      ])
      .execute()
    child = await createChild(queries, worker, { given: 'Mover' })
  })
  it('is told by the postcode, by whatever fits longest, and by nothing that only looks alike', async () => {
    const at = async (postcode: string) =>
      (await place(await move(queries, worker, [child], home(`1 ${postcode}`, { postcode }), '2019-01-01'))).district
    assert.deepEqual(
      [await at('wx12ab'), await at('WX1 3AB'), await at('WX11 2AB'), await at('WX12 1AB'), await at('W1A 1AA')],
      ['hill', 'dale', 'dale', null, null],
    )
  })
  it('is what somebody says, whatever the postcode does', async () => {
    const dale = { district: 'dale', outsideCounty: false }
    const outside = { district: null, outsideCounty: true }
    const said = await move(queries, worker, [child], home('1 Border', { place: dale }), '2019-01-02')
    assert.deepEqual(await place(said), dale)
    const beyond = await move(queries, worker, [child], home('2 Border', { place: outside }), '2019-01-03')
    assert.deepEqual(await place(beyond), outside)
    const other = await createChild(queries, worker, { given: 'Neighbour' })
    await move(queries, worker, [other], home('2 border'), '2019-01-03')
    assert.deepEqual(await place(beyond), outside, 'whoever comes later and says nothing leaves it as it is')
    assert.deepEqual((await residencesOf(queries, other))[0]?.outsideCounty, true)
  })
  it('is found later for a home of which nobody knew it, and what was said before is kept', async () => {
    const first = await move(queries, worker, [child], home('3 Border', { postcode: null }), '2019-01-04')
    assert.deepEqual(await place(first), { district: null, outsideCounty: false })
    const hill = { district: 'hill', outsideCounty: false }
    await move(queries, worker, [child], home('3 Border', { postcode: null, place: hill }), '2019-01-04')
    assert.deepEqual(await place(first), hill)
    await placeHousehold(queries, worker, first, { district: null, outsideCounty: true })
    assert.deepEqual(
      await queries
        .selectFrom('household_before')
        .select(['district', 'outside_county', 'changed_by'])
        .where('household', '=', first)
        .orderBy('id')
        .execute(),
      [
        { district: null, outside_county: false, changed_by: worker.worker },
        { district: 'hill', outside_county: false, changed_by: worker.worker },
      ],
    )
  })
})

describe('homes whose district nobody knew', () => {
  it('get theirs where postcodes come to tell it; what somebody said stays', async () => {
    const child = await createChild(queries, worker, { given: 'Settled' })
    const at = (line: string, place?: AddressGiven['place']) =>
      move(queries, worker, [child], { line, town: null, postcode: 'YX7 2AB', place }, '2019-02-01')
    const unknown = await at('1 New Postcode')
    const beyond = await at('2 New Postcode', { district: null, outsideCounty: true })
    assert.equal(await placeHomesByPostcode(queries, worker.now), 0)
    await queries
      .updateTable('district')
      .set({ postcodes: ['YX7', 'YX7 3'] })
      .where('district', '=', 'hill')
      .execute()
    assert.equal(await placeHomesByPostcode(queries, worker.now), 1)
    const rows = await queries
      .selectFrom('household')
      .select(['household', 'district'])
      .where('household', 'in', [unknown, beyond])
      .orderBy('household')
      .execute()
    assert.deepEqual(rows, [
      { household: unknown, district: 'hill' },
      { household: beyond, district: null },
    ])
  })
})

describe('an identifier', () => {
  it('is one person’s, checked, and found by', async () => {
    const one = await createChild(queries, worker, { given: 'Jack' })
    const other = await createChild(queries, worker, { given: 'Jill' })
    assert.equal(await identify(queries, worker, one, 'nhsNumber', '943 476 5919'), '9434765919')
    await assert.rejects(identify(queries, worker, one, 'nhsNumber', '943 476 5910'), IdentifierRefused)
    await assert.rejects(identify(queries, worker, other, 'nhsNumber', '9434765919'), (error: unknown) => {
      assert.ok(error instanceof IdentifierRefused)
      assert.equal(error.other, one)
      return true
    })
    await decide(queries, worker, { one, other }, 'same', 'Jack goes by Jill')
    await identify(queries, worker, other, 'nhsNumber', '9434765919')
    const { found } = await search(queries, worker, { words: '943 476 5919' })
    assert.deepEqual(
      found.map(({ identity }) => identity),
      [one],
    )
  })
  it('is one person’s alone, though two are recorded at the same moment', async () => {
    const people = [
      await createChild(queries, worker, { given: 'First' }),
      await createChild(queries, worker, { given: 'Second' }),
    ]
    const asked = await Promise.allSettled(
      people.map(each => identify(queries, worker, each, 'nhsNumber', '9876543210')),
    )
    assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 1)
    const refused = asked.flatMap(each => (each.status === 'rejected' ? [each.reason as unknown] : []))
    assert.ok(refused[0] instanceof IdentifierRefused)
    const rows = await queries.selectFrom('identifier').select('identity').where('value', '=', '9876543210').execute()
    assert.equal(rows.length, 1)
  })
})

describe('the search', () => {
  const names: Readonly<Record<string, number>> = {}
  const found = async (words: string, role: Role = 'pointOfAccessWorker') =>
    (await search(queries, as(role), { words })).found.map(({ name }) => name)

  before(async () => {
    const add = async (given: string, family: string, more: { preferred?: string; bornOn?: string } = {}) =>
      Object.assign(names, { [`${given} ${family}`]: await createChild(queries, worker, { given, family, ...more }) })
    await add('Róisín', 'O’Brien-Ní Dhomhnaill', { bornOn: '2016-02-29' })
    await add('小明', '王')
    await add('Małgorzata', 'Żółć', { preferred: 'Gosia' })
    await add('100%', 'Under_score')
    await add('Ruby', 'Underxscore')
    await add('Annabel', 'Hughes')
    await add('Joanna', 'Hughes')
    await add('Secret', 'Hughes')
    await restrict(names['Secret Hughes'] ?? 0)
  })

  it('finds a name in any order, without its marks, apostrophes and hyphens', async () => {
    for (const words of ['roisin obrien', "O'Brien Róisín", 'dhomhnaill ni', 'o brien-ni', 'BRIEN ní', 'ro 29/02/2016'])
      assert.deepEqual(await found(words), ['Róisín O’Brien-Ní Dhomhnaill'], words)
    assert.deepEqual(await found('malgorzata zolc'), ['Gosia Żółć'])
    assert.deepEqual(await found('gosia'), ['Gosia Żółć'])
  })
  it('finds a Chinese name together or apart', async () => {
    for (const words of ['王小明', '王', '小明 王']) assert.deepEqual(await found(words), ['王小明'], words)
  })
  it('takes % and _ for themselves', async () => {
    assert.deepEqual(await found('100%'), ['100% Under_score'])
    assert.deepEqual(await found('%'), [])
    assert.deepEqual(await found('_'), [])
    assert.deepEqual(await found('under_'), ['100% Under_score'])
    assert.deepEqual(await found('\u0301'), [])
    assert.deepEqual(await found('under score'), [])
    assert.deepEqual(await found(`'; drop table person; --`), [])
  })
  it('goes by the beginning of a part of a name', async () =>
    assert.deepEqual(await found('ann hughes'), ['Annabel Hughes']))
  it('neither shows nor counts whoever does not exist for the reader', async () => {
    const page = await search(queries, worker, { words: 'hughes' })
    assert.deepEqual([page.total, page.found.map(({ name }) => name)], [2, ['Annabel Hughes', 'Joanna Hughes']])
  })
  it('comes in pages, with the answer for each', async () => {
    const page = await search(queries, as('socialWorker'), { words: 'hughes', perPage: 1, page: 2 })
    assert.deepEqual([page.total, page.pages, page.found.map(({ answer }) => answer)], [2, 2, ['known']])
    const past = await search(queries, as('socialWorker'), { words: 'hughes', perPage: 1, page: 9 })
    assert.deepEqual([past.total, past.pages, past.found], [2, 2, []], 'a page past the end counts as the others do')
  })
  it('is noted, and refused to a part that may not search', async () => {
    const before = await queries.selectFrom('access_log').select('id').execute()
    assert.deepEqual(await found('hughes', 'councillor'), [])
    await found('annabel', 'socialWorker')
    const lines = await queries
      .selectFrom('access_log')
      .select(['role', 'answer', 'identity'])
      .orderBy('id')
      .offset(before.length)
      .execute()
    assert.deepEqual(lines, [
      { role: 'councillor', answer: 'refused', identity: null },
      { role: 'socialWorker', answer: 'known', identity: names['Annabel Hughes'] },
    ])
  })
  it('of nothing finds nothing', async () => assert.deepEqual(await found('  '), []))
  it('of a record’s number finds it', async () =>
    assert.deepEqual(await found(`#${names['Annabel Hughes'] ?? 0}`), ['Annabel Hughes']))
})
