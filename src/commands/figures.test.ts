import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../store/testing.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let url = ''
before(async () => {
  database = await testDatabase()
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.sql)
  const server = new URL(database.pool.options.connectionString ?? '')
  server.pathname = `/${rows[0]?.name ?? ''}`
  url = server.href
  await sql`insert into clock (kind, stands_at) values ('simulated', '2020-12-14T09:00:00Z')`.execute(database.sql)
})
after(() => database.close())

const figures = (...given: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'figures', ...given], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATABASE_URL: url },
  })

test('figures --json prints an array and nothing else, an element for each figure and period', () => {
  const { status, stdout, stderr } = figures('--json')
  assert.equal(status, 0, stderr)
  const read = JSON.parse(stdout) as readonly Readonly<Record<string, unknown>>[]
  assert.equal(read.filter(({ id }) => id === 'P03').length, 4)
  const [plans] = read.filter(({ id }) => id === 'F11')
  assert.deepEqual(Object.keys(plans ?? {}).sort(), [
    'asAt',
    'definition',
    'denominator',
    'from',
    'id',
    'numerator',
    'title',
    'to',
    'unit',
    'value',
  ])
  assert.deepEqual([plans?.['value'], plans?.['asAt']], [0, '2020-09-30'])
  assert.equal(read.find(({ id }) => id === 'F01')?.['value'], null)
})

test('figures as at a day leaves out periods that had not ended by it', () => {
  const { stdout } = figures('--json', '--as-at', '2018-03-31')
  const read = JSON.parse(stdout) as readonly { readonly id: string; readonly to: string }[]
  assert.deepEqual([...new Set(read.map(({ to }) => to))].sort(), ['2017-03-31', '2017-09-30', '2018-03-31'])
})

test('without --json figures are a table', () => {
  const { status, stdout } = figures()
  assert.equal(status, 0)
  assert.match(stdout, /^F11 +0 children +30 September 2020 +Children on a child protection plan in September 2020$/m)
})

test('where no period had ended by the day, a person is told so, and a program gets an empty array', () => {
  const { status, stdout, stderr } = figures('--as-at', '2015-01-01')
  assert.deepEqual([status, stdout], [0, ''])
  assert.match(stderr, /there are none: no figure has a period that ended by 2015-01-01/)
  assert.equal(figures('--json', '--as-at', '2015-01-01').stdout, '[]\n')
})

test('a date or moment that is none is told with code 2', () => {
  for (const [given, answer] of [
    [['--as-at', '2020-02-30'], /--as-at '2020-02-30' is not a date/],
    [['--as-known', 'yesterday'], /--as-known 'yesterday' is not a moment/],
    [['F11'], /'F11' is not expected here/],
  ] as const) {
    const { status, stdout, stderr } = figures(...given)
    assert.equal(status, 2)
    assert.equal(stdout, '')
    assert.match(stderr, answer)
  }
})
