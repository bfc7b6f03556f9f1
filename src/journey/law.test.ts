import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  days,
  earlier,
  endOfSpan,
  hours,
  limitInWords,
  months,
  ruleOn,
  spanInWords,
  weeks,
  workingDays,
  workingMorning,
} from './law.ts'
import { workingTogether } from './working-together.ts'

describe('spans', () => {
  it('are said as people say them', () =>
    assert.deepEqual(
      [hours(72), days(1), days(3), weeks(6), days(42), workingDays(1), workingDays(15), months(3)].map(spanInWords),
      ['72 hours', '1 day', '3 days', '6 weeks', '6 weeks', '1 working day', '15 working days', '3 months'],
    ))

  it('end where the law says, the day of the event being day 0', () => {
    assert.deepEqual(endOfSpan(days(3), '2020-02-28'), { on: '2020-03-02' })
    assert.deepEqual(endOfSpan(months(1), '2020-01-31'), { on: '2020-02-29' })
    assert.deepEqual(endOfSpan(months(1), '2019-01-31'), { on: '2019-02-28' })
    assert.deepEqual(endOfSpan(workingDays(1), '2020-12-24'), { on: '2020-12-29' })
    assert.deepEqual(endOfSpan(workingDays(1), '2022-06-01T09:30'), { on: '2022-06-06' })
    assert.deepEqual(endOfSpan(hours(24), '2020-12-14T09:30'), { on: '2020-12-15', at: '2020-12-15T09:30:00.000Z' })
  })

  it('a working morning is the next ten o’clock on which people work, at least an hour away', () => {
    const by = (start: string) => endOfSpan(workingMorning(10), start).at
    assert.equal(by('2020-12-14T01:30'), '2020-12-14T10:00:00.000Z')
    assert.equal(by('2020-12-14T09:00'), '2020-12-15T10:00:00.000Z')
    assert.equal(by('2020-12-11T19:00'), '2020-12-14T10:00:00.000Z')
    assert.equal(by('2020-12-24T22:15'), '2020-12-29T10:00:00.000Z')
    assert.equal(by('2021-06-30T23:00'), '2021-07-01T09:00:00.000Z')
    assert.equal(
      limitInWords(workingMorning(10), 'the duty call'),
      'by 10am on the next working morning after the duty call',
    )
  })

  it('a working day beyond the known bank holidays is a loud error', () =>
    assert.throws(() => endOfSpan(workingDays(20), '2030-12-20'), /outside the years whose bank holidays are known/))

  it('the earlier of two counts, to the minute on the same day', () => {
    const [noon, night] = [
      { on: '2020-12-14', at: '2020-12-14T12:00:00.000Z' },
      { on: '2020-12-14', at: '2020-12-14T22:00:00.000Z' },
    ]
    assert.equal(earlier(night, noon), noon)
    assert.equal(earlier(noon, { on: '2020-12-14' }), noon)
    assert.deepEqual(earlier(noon, { on: '2020-12-13' }), { on: '2020-12-13' })
  })
})

describe('dated rules', () => {
  const rules = [
    { from: '2013-04-15', until: '2018-07-03', is: 'old' },
    { from: '2018-07-04', is: 'new' },
  ]
  it('hold on their first day and their last, and none holds before the first', () => {
    assert.equal(ruleOn(rules, '2013-04-14'), undefined)
    assert.equal(ruleOn(rules, '2013-04-15')?.is, 'old')
    assert.equal(ruleOn(rules, '2018-07-03')?.is, 'old')
    assert.equal(ruleOn(rules, '2018-07-04')?.is, 'new')
  })

  it('Working Together is one rule in each of its editions, from the day asked for', () => {
    const all = workingTogether({ is: 1 })
    assert.equal(all[0]?.from, '2010-01-01')
    assert.equal(all.length, 6)
    const since = workingTogether({ is: 1 }, '2013-04-15')
    assert.deepEqual([since.length, since[0]?.from, since[0]?.basis], [5, '2013-04-15', 'Working Together 2013'])
  })
})
