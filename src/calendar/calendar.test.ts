import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addHours,
  addMonths,
  addWorkingDays,
  ageInWords,
  ageOn,
  birthday,
  comesTwice,
  dateAt,
  dateOf,
  dayNumber,
  financialYearEnding,
  instantOf,
  inWords,
  isCivilDate,
  isWorkingDay,
  localTime,
  millisecondsOf,
  quarterOf,
  weekday,
  workingDaysBetween,
} from './index.ts'

const knownDay = fc.integer({ min: dayNumber('2011-01-01'), max: dayNumber('2029-12-31') }).map(dateOf)

describe('a civil date', () => {
  it('agrees with the machine’s own calendar for every day of four centuries', () => {
    for (let day = dayNumber('1800-01-01'); day <= dayNumber('2199-12-31'); day += 1)
      assert.equal(dateOf(day), new Date(day * 86_400_000).toISOString().slice(0, 10))
  })
  it('is the same day by its number, of any year', () => {
    for (let day = dayNumber('0000-01-01'); day <= dayNumber('9999-12-31'); day += 17)
      assert.equal(dayNumber(dateOf(day)), day)
  })
  it('knows which days exist', () => {
    assert.ok(isCivilDate('2020-02-29'))
    assert.ok(!isCivilDate('2019-02-29'))
    assert.ok(!isCivilDate('2100-02-29'))
    assert.ok(!isCivilDate('2020-13-01'))
    assert.ok(!isCivilDate('1/2/2020'))
  })
  it('is refused wherever one of its characters is another', () => {
    const written = '2020-10-19'
    for (let at = 0; at < written.length; at += 1)
      for (const other of ['x', '/', ':', ' ', '-', '٣', '']) {
        if (other === written[at]) continue
        const text = written.slice(0, at) + other + written.slice(at + 1)
        assert.ok(!isCivilDate(text), text)
        assert.throws(() => dayNumber(text), /is not a date in the form/)
      }
    assert.ok(!isCivilDate(`${written} `))
  })
  it('ends a month on its last day where the day does not exist', () => {
    assert.equal(addMonths('2020-01-31', 1), '2020-02-29')
    assert.equal(addMonths('2020-03-31', -1), '2020-02-29')
    assert.equal(addMonths('2020-11-15', 3), '2021-02-15')
  })
  it('is written as people write it', () => assert.equal(inWords('2020-12-14'), '14 December 2020'))
  it('knows its weekday', () => assert.equal(weekday('2020-12-14'), 0))
})

describe('working days', () => {
  it('skip Christmas, Boxing Day’s substitute and New Year', () => {
    assert.equal(addWorkingDays('2020-12-24', 1), '2020-12-29')
    assert.equal(addWorkingDays('2026-12-14', 15), '2027-01-07')
    assert.equal(addWorkingDays('2026-12-01', 20), '2026-12-31')
  })
  it('move the early May holiday of 2020 to VE Day', () => {
    assert.ok(isWorkingDay('2020-05-04'))
    assert.ok(!isWorkingDay('2020-05-08'))
  })
  it('refuse a year whose holidays are not known', () =>
    assert.throws(() => addWorkingDays('2031-01-02', 1), /outside the years whose bank holidays are known/))
  it('count back what they counted forward', () =>
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 1, max: 60 }), (day, count) => {
        assert.equal(workingDaysBetween(day, addWorkingDays(day, count)), count)
        assert.ok(isWorkingDay(addWorkingDays(day, count)))
      }),
    ))
  it('count nothing from a day to itself', () =>
    fc.assert(fc.property(knownDay, day => workingDaysBetween(day, day) === 0)))
  it('before a day undo working days after one', () =>
    fc.assert(
      fc.property(knownDay.filter(isWorkingDay), fc.integer({ min: 1, max: 60 }), (day, count) => {
        assert.equal(addWorkingDays(addWorkingDays(day, count), -count), day)
      }),
    ))
})

describe('an age', () => {
  it('of one born on 29 February changes on 1 March in a common year', () => {
    assert.equal(birthday('2004-02-29', 18), '2022-03-01')
    assert.equal(ageOn('2004-02-29', '2022-02-28'), 17)
    assert.equal(ageOn('2004-02-29', '2022-03-01'), 18)
    assert.equal(birthday('2004-02-29', 16), '2020-02-29')
  })
  it('is said in days, weeks, months and years, and never as none of them', () => {
    assert.equal(ageInWords('2020-01-01', '2020-01-01'), 'newborn')
    assert.equal(ageInWords('2020-01-01', '2020-01-02'), '1 day')
    assert.equal(ageInWords('2020-01-01', '2020-01-07'), '6 days')
    assert.equal(ageInWords('2020-01-01', '2020-01-29'), '4 weeks')
    assert.equal(ageInWords('2020-01-01', '2020-02-01'), '1 month')
    assert.equal(ageInWords('2021-02-01', '2021-03-01'), '1 month')
    assert.equal(ageInWords('2020-12-01', '2020-12-14'), '1 week')
    assert.equal(ageInWords('2020-07-20', '2020-12-14'), '4 months')
    assert.equal(ageInWords('2013-01-01', '2020-12-14'), '7')
    assert.equal(ageInWords('2021-02-01', '2020-12-14'), 'not yet born')
  })
})

describe('an instant', () => {
  it('is an hour behind the clocks in summer', () => {
    assert.equal(localTime('2020-06-01T08:00:00.000Z'), '2020-06-01T09:00')
    assert.equal(instantOf('2020-06-01T09:00'), '2020-06-01T08:00:00.000Z')
    assert.equal(instantOf('2020-12-14T09:00'), '2020-12-14T09:00:00.000Z')
  })
  it('knows the hour that comes twice in October, and takes it as the first', () => {
    const twice = ['00:59', '01:00', '01:30', '01:59', '02:00'].filter(time => comesTwice(`2020-10-25T${time}`))
    assert.deepEqual(twice, ['01:00', '01:30', '01:59'])
    assert.ok(!comesTwice('2020-03-29T01:30') && !comesTwice('2020-10-24T01:30'))
    assert.equal(instantOf('2020-10-25T01:30'), '2020-10-25T00:30:00.000Z')
  })
  it('takes the first of the two hours in October', () =>
    assert.equal(instantOf('2020-10-25T01:30'), '2020-10-25T00:30:00.000Z'))
  it('refuses the hour that March skips', () =>
    assert.throws(() => instantOf('2020-03-29T01:30'), /the clocks go forward/))
  it('falls on the next day in England late on a summer evening', () =>
    assert.equal(dateAt('2020-06-30T23:30:00.000Z'), '2020-07-01'))
  it('is the same by its number of milliseconds as for the machine', () =>
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), date => {
        assert.equal(millisecondsOf(date.toISOString()), date.getTime())
      }),
    ))
  it('is refused where a part of it is not what it should be', () => {
    for (const text of [
      '2020-12-14',
      '2020-12-14 09:00:00.000Z',
      '2020-12-14T24:00:00.000Z',
      '2020-12-14T09:60:00.000Z',
      '2020-12-14T09:00:60.000Z',
      '2020-12-14T09:00:00.0x0Z',
      '2020-12-14T09:00:00.000+',
      '2021-02-29T09:00:00.000Z',
      'infinity',
    ])
      assert.throws(() => millisecondsOf(text), /is not an instant in the form/, text)
  })
  it('72 hours later is 72 hours of real time', () =>
    assert.equal(localTime(addHours(instantOf('2020-10-24T12:00'), 72)), '2020-10-27T11:00'))
  it('comes back from local time unchanged', () =>
    fc.assert(
      fc.property(knownDay, fc.integer({ min: 180, max: 1439 }), (day, minutes) => {
        const local = `${day}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
        assert.equal(localTime(instantOf(local)), local)
      }),
    ))
})

describe('periods', () => {
  it('put March in the year that ends with it and April in the next', () => {
    assert.equal(financialYearEnding('2020-03-31'), 2020)
    assert.equal(financialYearEnding('2020-04-01'), 2021)
  })
  it('begin the first quarter in April', () => {
    assert.deepEqual(quarterOf('2020-09-30'), { from: '2020-07-01', to: '2020-09-30', quarter: 2 })
    assert.deepEqual(quarterOf('2020-02-29'), { from: '2020-01-01', to: '2020-03-31', quarter: 4 })
  })
  it('add up', () => assert.equal(addDays('2019-12-31', 60), '2020-02-29'))
})
