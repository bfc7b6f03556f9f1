import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { withClient } from '../database.ts'
import { testDatabase } from '../testing.ts'
import { copyInto } from './index.ts'
import type { CopyValue } from './index.ts'

const database = await testDatabase()
after(() => database.close())

const columns = {
  id: 'integer',
  words: 'text',
  big: 'bigint',
  exact: 'boolean',
  day: 'date',
  moment: 'timestamptz',
  detail: 'jsonb',
  tags: 'text[]',
  numbers: 'bigint[]',
} as const

before(() =>
  sql`create table sample (
    id integer, words text, big bigint, exact boolean, day date, moment timestamptz, detail jsonb, tags text[],
    numbers bigint[]
  )`.execute(database.sql),
)

const only = async (fragment: string): Promise<unknown> => {
  const { rows } = await database.pool.query<{ value: unknown }>(`select ${fragment} as value`)
  return rows[0]?.value
}

/** Whatever stood in the table goes; the rows are loaded, and come back as they are read. */
const loadedAndRead = async (rows: readonly (readonly CopyValue[])[]): Promise<readonly unknown[][]> => {
  await sql`truncate sample`.execute(database.sql)
  assert.equal(await withClient(database, client => copyInto(client, 'sample', columns, rows)), rows.length)
  const { rows: back } = await database.pool.query<Record<string, unknown>>(
    `select ${Object.keys(columns).join(', ')} from sample order by id`,
  )
  return back.map(row => Object.values(row))
}

const awkward = [
  'tab\there',
  'line\nbreak',
  'carriage\rreturn',
  'back\\slash',
  '\\N',
  '\\.',
  'Zoë 李 👩🏽‍👧',
  'just short enough: 24 let',
  'O’Brien-Ní Dhomhnaill, and more than is written letter by letter',
  '',
  ' ',
  '"quoted", {x}',
]

test('what is loaded in bulk comes back as it was', async () => {
  const rows: CopyValue[][] = awkward.map((words, id) => [
    id,
    words,
    2 ** 40 + id,
    id % 2 === 0,
    '2020-12-14',
    '2020-12-14T09:00:00.250Z',
    { words, nested: [words, null, 1] },
    [...awkward, null, 'NULL'],
    [id, null],
  ])
  assert.deepEqual(await loadedAndRead(rows), rows)
})

test('numbers, days and instants at their ends come back as they were', async () => {
  const rows: CopyValue[][] = [
    [0, '', Number.MAX_SAFE_INTEGER, true, '1066-10-14', '1066-10-14T23:59:59.999Z', {}, [], []],
    [1, '', Number.MIN_SAFE_INTEGER, false, '2020-02-29', '2020-02-29T00:00:00.000Z', { a: null }, [''], [-1]],
    [2, '', -1, false, '1999-12-31', '1999-12-31T23:59:59.999Z', { b: 'é' }, ['é'], [2 ** 32]],
    [3, '', 2 ** 32 - 1, false, '2000-01-01', 'infinity', { c: 2.5 }, ['a', 'b'], [2 ** 31, 0]],
    [2 ** 31 - 1, null, null, null, null, null, null, null, null],
  ]
  assert.deepEqual(await loadedAndRead(rows), rows)
})

test('any text, number, day and instant comes back as it was', async () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 60 }).filter(text => !text.includes('\0'))
  const moment = fc.date({
    min: new Date('1900-01-01T00:00:00.000Z'),
    max: new Date('2199-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  const row = fc
    .tuple(words, fc.maxSafeInteger(), fc.boolean(), moment, fc.array(words), fc.array(fc.maxSafeInteger()))
    .map(([text, number, yes, at, tags, numbers]) => {
      const instant = at.toISOString()
      return [text, number, yes, instant.slice(0, 10), instant, { text, tags }, tags, numbers] as const
    })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 40 }), async rows => {
      const numbered = rows.map((each, id) => [id, ...each])
      assert.deepEqual(await loadedAndRead(numbered), numbered)
    }),
    { numRuns: 30 },
  )
})

test('null and undefined are no value, and there may be many more rows than are written at once', async () => {
  await sql`truncate sample`.execute(database.sql)
  const rows = function* (): Generator<readonly CopyValue[]> {
    for (let id = 0; id < 20_000; id += 1) yield [id, id % 2 === 0 ? null : undefined]
  }
  await withClient(database, client => copyInto(client, 'sample', { id: 'integer', words: 'text' }, rows()))
  assert.equal(await only('(select count(*) from sample where words is null)'), 20_000)
})

test('one value may be larger than a whole piece of what is sent', async () => {
  const [large, larger] = ['x'.repeat(700_000), '李'.repeat(500_000)]
  const rows = [
    [1, large, 1, true, null, null, { larger }, [larger], []],
    [2, 'after it', 2, true, null, null, {}, [], []],
  ]
  assert.deepEqual(await loadedAndRead(rows), rows)
})

test('a value that is not of its column’s type is refused with the column’s name', async () => {
  await sql`truncate sample`.execute(database.sql)
  const refusals: readonly (readonly [keyof typeof columns, CopyValue, RegExp])[] = [
    ['id', 'not a number', /^TypeError: id: A string was given where a whole number belongs/],
    ['id', 2 ** 31, /^TypeError: id: A number was given where a whole number of four bytes belongs/],
    ['big', 2.5, /^TypeError: big: A number was given where a whole number belongs/],
    ['words', 7, /^TypeError: words: A number was given where text belongs/],
    ['exact', 'yes', /^TypeError: exact: A string was given where yes or no belongs/],
    ['day', '2021-02-29', /^TypeError: day: '2021-02-29' is not a date/],
    ['moment', '2020-12-14 09:00', /^TypeError: moment: '2020-12-14 09:00' is not an instant/],
    ['tags', 'one', /^TypeError: tags: A string was given where a list belongs/],
    ['numbers', ['one'], /^TypeError: numbers: A string was given where a whole number belongs/],
  ]
  for (const [name, value, why] of refusals)
    await assert.rejects(
      withClient(database, client => copyInto(client, 'sample', { [name]: columns[name] }, [[value]])),
      why,
    )
  assert.equal(await only('(select count(*) from sample)'), 0)
})

test('what is refused or breaks half-way changes nothing and leaves the database usable', async () => {
  await sql`truncate sample`.execute(database.sql)
  const id = { id: 'integer' } as const
  const breaking = function* (): Generator<readonly CopyValue[]> {
    yield [1]
    throw new Error('the source broke')
  }
  await assert.rejects(
    withClient(database, client => copyInto(client, 'sample', id, breaking())),
    /the source broke/,
  )
  await assert.rejects(
    withClient(database, client => copyInto(client, 'sample', id, [[1, 2]])),
    /2 values was given for 1 columns/,
  )
  await assert.rejects(
    withClient(database, client => copyInto(client, 'sample', { id: 'bigint' }, [[1]])),
    /incorrect binary data format/,
  )
  assert.equal(await only('(select count(*) from sample)'), 0)
})

test('bulk loading and queries share one transaction, and what fails half-way is undone', async () => {
  const load = (fails: boolean) =>
    withClient(database, (client, through) =>
      through.transaction().execute(async transaction => {
        await copyInto(client, 'sample', { id: 'integer' }, [[77]])
        const { rows } = await sql<{ seen: number }>`select count(*) as seen from sample where id = 77`.execute(
          transaction,
        )
        assert.equal(rows[0]?.seen, 1)
        if (fails) throw new Error('half-way')
      }),
    )
  await assert.rejects(load(true), /half-way/)
  assert.equal(await only('(select count(*) from sample where id = 77)'), 0)
  await load(false)
  assert.equal(await only('(select count(*) from sample where id = 77)'), 1)
})
