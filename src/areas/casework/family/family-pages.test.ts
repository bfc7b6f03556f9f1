import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { RelationshipKindName } from '../../../people/index.ts'
import { childRecord } from '../child/record.ts'
import { makeScene } from '../testing-scene.ts'
import { caseworkPages } from '../testing-pages.ts'
import { contextOf, makePerson, rules } from '../testing.ts'
import { connectionsOf } from './ecomap/connections.ts'
import { halfBreadth, halfHeight, ringOf } from './ecomap/layout.ts'
import { genogram, lifeInWords } from './genogram/draw.ts'
import { kinOf } from './kin-of.ts'
import { wrapped } from './wrap.ts'

const { database, as } = await caseworkPages()
const scene = await makeScene(database)

const relate = (one: number, kind: RelationshipKindName, other: number, endedOn: string | null = null) =>
  database.sql
    .insertInto('relationship')
    .values({
      one,
      other,
      kind,
      parental_responsibility: null,
      started_on: null,
      ended_on: endedOn,
      author: null,
      known_from: '2019-01-01T00:00:00.000Z',
    })
    .execute()

const adult = (given: string, family: string, bornOn: string | null = '1960-01-01') =>
  makePerson(database, { given, family, bornOn, kind: 'adult' })

let father = 0
let grandmother = 0
let halfSister = 0
before(async () => {
  father = await adult('王', '小明')
  grandmother = await adult('Nan', 'Byrne')
  halfSister = await makePerson(database, { given: 'Ruth', family: 'O’Brien-Ní Dhomhnaill', bornOn: '2008-01-01' })
  const [mother] = await database.sql
    .selectFrom('relationship')
    .select('one')
    .where('other', '=', scene.child)
    .where('kind', '=', 'mother')
    .execute()
  assert.ok(mother)
  await relate(father, 'father', scene.child)
  await relate(father, 'father', scene.brother)
  await relate(grandmother, 'mother', mother.one)
  await relate(mother.one, 'mother', halfSister)
  await relate(halfSister, 'halfSibling', scene.child)
  await database.sql
    .updateTable('identity_version')
    .set({ died_on: '2019-03-01' })
    .where('identity', '=', grandmother)
    .execute()
})

describe('the family of a child, as it is drawn', () => {
  it('reaches from the child to grandparents and half-siblings, each once', async () => {
    const kin = await kinOf(database.sql, await contextOf(database, 'socialWorker'), scene.child)
    const names = kin.people.map(({ name }) => name).sort()
    assert.deepEqual(
      names,
      [
        'Amira Okafor-Byrne',
        'Grace Byrne',
        'Nan Byrne',
        'Ruth O’Brien-Ní Dhomhnaill',
        'Tom Okafor-Byrne',
        '小明王',
      ].sort(),
    )
    assert.equal(kin.household.size, 3)
  })
  it('says in its table what the picture shows', async () => {
    const context = await contextOf(database, 'socialWorker')
    const { rows, svg } = genogram(await kinOf(database.sql, context, scene.child), context.today)
    const row = (name: string) => rows.find(([who]) => who === name)
    assert.deepEqual(row('Ruth O’Brien-Ní Dhomhnaill'), [
      'Ruth O’Brien-Ní Dhomhnaill',
      'half-brother or half-sister',
      '12',
      'Grace Byrne and Father not in the record',
      '',
      'no',
    ])
    assert.deepEqual(row('Nan Byrne'), [
      'Nan Byrne',
      '',
      'died 1 March 2019, at 59',
      '',
      'Father not in the record',
      'no',
    ])
    assert.deepEqual(row('Amira Okafor-Byrne'), [
      'Amira Okafor-Byrne',
      'the child',
      '7',
      'Grace Byrne and 小明王',
      '',
      'yes',
    ])
    const drawing = svg.toString()
    assert.match(drawing, /<title>Genogram<\/title><desc>8 people in 3 generations\./)
    assert.doesNotMatch(drawing, / style=/)
    for (const [who = ''] of rows)
      assert.ok(
        wrapped(who, 18).every(line => drawing.includes(line)),
        who,
      )
  })
  it('holds nobody whose record is restricted, and nobody who is known through them alone', async () => {
    const hidden = await makePerson(database, { given: 'Hidden', family: 'Child', bornOn: '2006-01-01' })
    const behind = await adult('Behind', 'Them')
    await relate(hidden, 'halfSibling', scene.child)
    await relate(behind, 'father', hidden)
    await database.sql
      .insertInto('restriction')
      .values({
        identity: hidden,
        reason: 'A relative works here',
        started_at: '2020-06-01T00:00:00.000Z',
        ended_at: 'infinity',
      })
      .execute()
    const page = await (await as('socialWorker')).get(`/children/${scene.child}/people/drawn`)
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /Hidden|Behind/)
  })
  it('is followed no further than records that open to the reader', async () => {
    const aunt = await adult('Far', 'Aunt')
    await relate(aunt, 'sibling', father)
    const cousin = await makePerson(database, { given: 'Far', family: 'Cousin' })
    await relate(aunt, 'mother', cousin)
    const context = await contextOf(database, 'socialWorker')
    const kin = await kinOf(database.sql, context, scene.child)
    assert.ok(kin.people.some(({ name }) => name === 'Far Aunt'))
    assert.ok(!kin.people.some(({ name }) => name === 'Far Cousin'))
  })
  it('leaves out bonds that have ended', async () => {
    const once = await adult('Once', 'Stepfather')
    await relate(once, 'stepfather', scene.child, '2020-01-01')
    const kin = await kinOf(database.sql, await contextOf(database, 'socialWorker'), scene.child)
    assert.ok(!kin.people.some(({ name }) => name === 'Once Stepfather'))
  })
})

describe('the network of a child, as it is drawn', () => {
  it('has the family, who works with the child, and the agencies that the record knows', async () => {
    const context = await contextOf(database, 'socialWorker')
    const record = await childRecord({ database, rules, context, child: scene.child })
    const found = connectionsOf(record, context.today).map(({ kind, name, what }) => `${kind}: ${name}, ${what}`)
    for (const each of [
      'household: Grace Byrne, mother',
      'family: 小明王, father',
      'worker: socialWorker Tester, Social worker',
      'agency: School, told us about the child 2 July 2020',
    ])
      assert.ok(found.includes(each), `${each}\n${found.join('\n')}`)
  })
  it('has nobody over another, however many there are', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), count => {
        const { spots, centre, width, height } = ringOf(count)
        assert.equal(spots.length, count)
        const places = [centre, ...spots]
        for (const [index, one] of places.entries()) {
          assert.ok(
            one.x - halfBreadth >= 0 &&
              one.x + halfBreadth <= width &&
              one.y - halfHeight >= 0 &&
              one.y + halfHeight <= height,
          )
          for (const other of places.slice(index + 1))
            assert.ok(Math.abs(one.x - other.x) >= 2 * halfBreadth || Math.abs(one.y - other.y) >= 2 * halfHeight)
        }
      }),
    ))
})

describe('the pages of people', () => {
  it('hold both pictures, with their tables and a page to print', async () => {
    const visitor = await as('socialWorker')
    const people = await visitor.get(`/children/${scene.child}/people`)
    for (const each of [/aria-label="Genogram"/, /aria-label="Ecomap"/, /people\/drawn"/, /The same as a table/])
      assert.match(people.body, each)
    const drawn = await visitor.get(`/children/${scene.child}/people/drawn`)
    assert.equal(drawn.body.match(/<details class="govuk-details rh-chart__table" open/g)?.length, 2)
    const [look] = await database.sql
      .selectFrom('access_log')
      .select(['act', 'identity'])
      .orderBy('id', 'desc')
      .limit(1)
      .execute()
    assert.deepEqual(look, { act: 'family and network drawn', identity: scene.child })
  })
})

describe('words on cards', () => {
  it('are cut at spaces and hyphens, and lose nothing that a card has room for', () => {
    assert.deepEqual(wrapped('Grace Byrne', 18), ['Grace Byrne'])
    assert.deepEqual(wrapped('Siobhán O’Brien-Ní Dhomhnaill', 18), ['Siobhán O’Brien-Ní', 'Dhomhnaill'])
    assert.deepEqual(wrapped('王小明', 18), ['王小明'])
    assert.deepEqual(wrapped('x'.repeat(40), 18), ['x'.repeat(18), 'x'.repeat(18), 'xxxx'])
    assert.deepEqual(wrapped('one two three four', 5, 2), ['one', 'two…'])
  })
  it('never lose a character where there is room', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter(word => !/\s/u.test(word)),
          { minLength: 1, maxLength: 8 },
        ),
        parts => {
          const lines = wrapped(parts.join(' '), 20, 1000)
          assert.equal(lines.join('').replaceAll(/\s/gu, ''), parts.join(''))
        },
      ),
    ))
  it('say an age, a birth that is expected, and a death', () => {
    const dates = { bornOn: null, expectedOn: null, diedOn: null }
    assert.equal(lifeInWords(dates, '2020-12-14'), '')
    assert.equal(
      lifeInWords({ ...dates, expectedOn: '2021-03-01' }, '2020-12-14'),
      'not yet born, expected 1 March 2021',
    )
    assert.equal(
      lifeInWords({ ...dates, bornOn: '2020-01-01', diedOn: '2020-02-01' }, '2020-12-14'),
      'died 1 February 2020, at under 1',
    )
  })
})
