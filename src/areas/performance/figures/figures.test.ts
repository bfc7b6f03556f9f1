import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { take } from '../counting/tally.ts'
import { smallRecord } from '../testing.ts'
import type { SmallRecord } from '../testing.ts'
import { readInstant } from './as-of.ts'
import { definitionOf } from './definition.ts'
import { unitOf } from './figure.ts'
import { allFigures } from './figures.ts'
import { comesFrom, countsInWords, valueInWords } from './in-words.ts'
import { readFigures, rise } from './read.ts'
import { withOthers } from './series.ts'
import { statedByReport, statedByStatistics } from './stated.ts'

let record: SmallRecord
before(async () => {
  record = await smallRecord()
  await record.database.sql
    .insertInto('population')
    .values([
      { year: 2019, under_18: 20_000 },
      { year: 2020, under_18: 10_000 },
      { year: 2020, under_18: 5000, known_from: '2020-12-15T09:00:00.000Z' },
    ])
    .execute()
  const refer = async (day: string, recorded = day) =>
    record.entry('referral', await record.child(), day, { outcome: 'assessment', recorded })
  for (const day of ['2020-02-10', '2020-07-10', '2020-08-10', '2020-08-11', '2020-09-01', '2020-09-30'])
    await refer(day)
  await refer('2020-09-15', '2020-10-20')
  for (const [started, ended] of [
    ['2020-01-01', null],
    ['2020-09-30', null],
    ['2020-01-01', '2020-09-30'],
  ] as const)
    await record.episode('lookedAfter', await record.child(), started, ended)
})
after(() => record.close())

const read = async (id: string, { asAt = '2020-12-14', asKnown = '2020-12-14T09:00:00.000Z' } = {}) =>
  (await readFigures(record.database.sql, allFigures, { asAt, asKnown })).filter(figure => figure.id === id)

describe('figures', () => {
  it('rise from the average of the months before', async () => {
    const [figure] = await read('F04')
    assert.deepEqual([figure?.value, figure?.numerator, figure?.denominator, figure?.unit], [100, 1.5, 1.5, 'percent'])
  })
  it('say how they are read from their measure, where that is otherwise than the measure says', async () => {
    const definitions = new Map(allFigures.map(figure => [figure.id, definitionOf(figure)]))
    const says = (id: string) => definitions.get(id)?.replace(/^.*?(?=How many|Per 10,000)/, '')
    assert.equal(
      says('F04'),
      'How many more there were than on the average of those in July 2020 and in August 2020, in percent of that average.',
    )
    assert.equal(says('F08'), 'How many more there were than from 1 April 2020 to 30 June 2020, in percent of those.')
    assert.equal(says('F29'), 'How many more there were than on 29 February 2020, in percent of those.')
    assert.match(says('P06') ?? '', /^Per 10,000 children under 18/)
    const [read15] = await read('F29.sinceApril2020')
    assert.match(read15?.definition ?? '', /than on 30 April 2020/)
  })
  it('of a rise come from two numbers', () => {
    assert.deepEqual(rise(276, 240), { value: 15, numerator: 36, denominator: 240 })
    assert.equal(rise(3, 0).value, null)
    const conferences = allFigures.find(({ id }) => id === 'F08')
    assert.ok(conferences)
    const of = { ...conferences, unit: unitOf(conferences) }
    assert.equal(comesFrom(of, { numerator: 36, denominator: 240 }), 'from 240 to 276')
    assert.equal(comesFrom(of, { numerator: 161.5, denominator: 950.5 }), 'from 950.5 to 1,112')
  })
  it('of re-referrals are how many and how many of a hundred, as the report states both', async () => {
    const statedOf = (id: string) => statedByReport.filter(stated => stated.id === id).map(({ words }) => words)
    assert.deepEqual(['F05', 'F05.percent', 'F06', 'F06.percent'].flatMap(statedOf), [
      '174 children',
      '19%',
      '289 children',
      '26%',
    ])
    const [percent] = await read('F06.percent')
    assert.deepEqual([percent?.unit, percent?.value, percent?.denominator], ['percent', 0, 3])
  })
  it('are rates by the estimate of the latest 30 June', async () => {
    const [figure] = await read('F15')
    assert.deepEqual([figure?.value, figure?.numerator, figure?.denominator], [2, 2, 10_000])
    assert.deepEqual([figure?.from, figure?.to, figure?.asAt], ['2020-09-30', '2020-09-30', '2020-09-30'])
    const [later] = await read('F15', { asKnown: '2020-12-16T09:00:00.000Z' })
    assert.deepEqual(
      [later?.value, later?.denominator],
      [4, 5000],
      'an estimate made anew counts from when it was known',
    )
  })
  it('have one element for each of their years, and none without an estimate to divide by', async () => {
    const years = await read('P05')
    assert.deepEqual(
      years.map(({ to }) => to),
      ['2017-03-31', '2018-03-31', '2019-03-31', '2020-03-31'],
    )
    assert.deepEqual(
      years.map(({ value }) => value),
      [null, null, null, 0],
    )
    assert.equal(years[3]?.denominator, 20_000)
  })
  it('are left out while their period has not ended', async () => {
    assert.equal((await read('F06', { asAt: '2020-09-29' })).length, 0)
    assert.equal((await read('F06', { asAt: '2020-09-30' })).length, 1)
    assert.deepEqual(
      (await read('P01', { asAt: '2018-06-01' })).map(({ to }) => to),
      ['2017-03-31', '2018-03-31'],
    )
  })
  it('go by what was known', async () => {
    const [before] = await read('F06', { asKnown: '2020-10-19T12:00:00.000Z' })
    const [since] = await read('F06', { asKnown: '2020-10-21T12:00:00.000Z' })
    assert.deepEqual([before?.denominator, since?.denominator], [2, 3])
  })
  it('are each stated somewhere, or another name of one that is', () => {
    const stated = new Set([...statedByReport, ...statedByStatistics].map(({ id }) => id))
    assert.deepEqual(
      allFigures.map(({ id }) => id).filter(id => !stated.has(id)),
      ['F17', 'P17'],
    )
    const declared = new Set(allFigures.map(({ id }) => id))
    for (const id of stated) assert.ok(declared.has(id), id)
  })
})

describe('series by category', () => {
  const at = (rows: number, counted: number) => {
    const tally = { rows, counted, sum: 0, highest: null }
    return { when: { from: '2020-09-01', to: '2020-09-30' }, tally, reading: take('share', tally) }
  }
  const series = ['one', 'two', 'three'].map((name, place) => ({ name, points: [at(10, place + 1)] }))
  it('of more than are wanted are taken together, a share of all their rows', () => {
    assert.deepEqual(withOthers({ taken: 'share' }, series, 3), series)
    const [first, others] = withOthers({ taken: 'share' }, series, 2)
    assert.equal(first?.name, 'one')
    assert.deepEqual([others?.name, others?.points[0]?.reading.value], ['All others', 25])
  })
})

describe('a moment', () => {
  it('is read as a date to its end, as England’s time, or in the zone named', () => {
    assert.equal(readInstant('2020-10-01'), '2020-10-01T22:59:59.999Z')
    assert.equal(readInstant('2020-12-14'), '2020-12-14T23:59:59.999Z')
    assert.equal(readInstant('2020-10-01T09:00'), '2020-10-01T08:00:00.000Z')
    assert.equal(readInstant('2020-10-01T09:00:30+01:00'), '2020-10-01T08:00:30.000Z')
    for (const text of ['', 'yesterday', '2020-02-30', '2020-03-29T01:30', '2020-10-01T25:00Z', '2020-10-01 09:00'])
      assert.equal(readInstant(text), undefined)
  })
})

describe('a value', () => {
  it('is said with its unit', () => {
    assert.equal(valueInWords(26.04, 'percent'), '26%')
    assert.equal(valueInWords(1, 'children'), '1 child')
    assert.equal(valueInWords(1004, 'children'), '1,004 children')
    assert.equal(valueInWords(38.838, 'per10000'), '38.8 per 10,000')
    assert.equal(valueInWords(2.97, 'workingDays'), '3 working days')
    assert.equal(countsInWords({ taken: 'share', unit: 'percent' }, 299, 1154), '299 of 1,154')
    assert.equal(countsInWords({ taken: 'mean', unit: 'cases' }, 7218, 451), '7,218 cases over 451')
  })
})
