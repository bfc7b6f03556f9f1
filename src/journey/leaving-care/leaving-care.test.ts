import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { birthdayNow, birthdaysOf, categoryByDates, isOutOfDate, supportOn, windowAround } from './index.ts'
import type { CarePeriod, ContactSaid } from './index.ts'

const care: readonly CarePeriod[] = [{ startedOn: '2015-01-01', endedOn: '2018-12-20' }]
const contact = (entry: number, on: string, more: Partial<ContactSaid> = {}): ContactSaid => ({
  entry,
  on,
  inTouch: 'YES',
  accommodation: 'U',
  suitable: true,
  activity: 'F2',
  ...more,
})
const today = '2020-12-14'
const of = (bornOn: string, contacts: readonly ContactSaid[] = [], periods = care, on = today) =>
  birthdaysOf(bornOn, periods, contacts, on)

describe('the months around a birthday', () => {
  it('are the three before it and the one after', () => {
    assert.deepEqual(windowAround('2020-12-20'), { from: '2020-09-20', to: '2021-01-20' })
    assert.deepEqual(windowAround('2021-05-31'), { from: '2021-02-28', to: '2021-06-30' })
  })

  it('are asked for from the 17th to the 21st birthday and the 25th, and from 2022 for every one to the 25th', () => {
    const leftBefore16 = [{ startedOn: '2015-01-01', endedOn: '2016-01-01' }]
    assert.deepEqual(
      of('2000-12-20', [], leftBefore16).map(({ age }) => age),
      [17, 18, 19, 20, 21, 22, 23, 24, 25],
    )
    assert.deepEqual(
      of('1996-06-01', [], [{ startedOn: '2010-01-01', endedOn: '2012-01-01' }]).map(({ age }) => age),
      [17, 18, 19, 20, 21, 25],
    )
  })

  it('are not asked for at 17 or 18 of one who was in care on that day, nor before care began', () => {
    assert.deepEqual(of('2000-12-20').map(({ age }) => age)[0], 19, 'care ended on the 18th birthday')
    assert.equal(
      of('2000-12-21').some(({ age }) => age === 18),
      true,
      'care ended the day before',
    )
    assert.equal(of('1999-12-20', [], [{ startedOn: '2017-06-01', endedOn: null }])[0]?.age, 19)
  })
})

describe('what answers for a birthday', () => {
  it('is the nearest contact in its months, one in touch before an attempt', () => {
    const [, twentieth] = of('2000-12-20', [
      contact(1, '2020-10-01', { accommodation: 'S' }),
      contact(2, '2020-12-01'),
      contact(3, '2020-12-10', { inTouch: 'NO', accommodation: undefined, activity: undefined }),
      contact(4, '2020-09-01'),
    ])
    assert.deepEqual(twentieth && [twentieth.standing, twentieth.answer?.entry, twentieth.missing], ['open', 2, []])
  })

  it('says what is missing while the months run and when they are over, and nothing before', () => {
    const asked = of('2000-12-20', [contact(1, '2020-12-01', { suitable: undefined, activity: undefined })])
    assert.deepEqual(asked.map(({ age, standing, missing }) => [age, standing, missing]).slice(0, 3), [
      [19, 'past', ['inTouch', 'accommodation', 'activity']],
      [20, 'open', ['suitable', 'activity']],
      [21, 'ahead', []],
    ])
    assert.equal(birthdayNow(asked)?.age, 20)
  })

  it('asks nothing more of one with whom the council is not in touch', () => {
    const lost = contact(1, '2020-12-01', {
      inTouch: 'REFU',
      accommodation: undefined,
      suitable: undefined,
      activity: undefined,
    })
    assert.deepEqual(birthdayNow(of('2000-12-20', [lost]))?.missing, [])
  })

  it('is nothing that was learnt on another day than those: the day before the months, the day after', () => {
    const outside = [contact(1, '2020-09-19'), contact(2, '2021-01-21')]
    assert.deepEqual(of('2000-12-20', outside, care, '2021-02-01')[1]?.missing, [
      'inTouch',
      'accommodation',
      'activity',
    ])
    assert.deepEqual(of('2000-12-20', [contact(1, '2020-09-20')], care, '2021-02-01')[1]?.missing, [])
    assert.deepEqual(of('2000-12-20', [contact(1, '2021-01-20')], care, '2021-02-01')[1]?.missing, [])
  })
})

describe('the category that the dates of care give', () => {
  const at = (periods: readonly CarePeriod[], bornOn: string, on = today) =>
    categoryByDates(periods, bornOn, on).category
  it('is eligible in care at 16 or 17 after 13 weeks since 14, relevant after care, former relevant from 18 to 25', () => {
    const now = [{ startedOn: '2020-08-01', endedOn: null }]
    assert.equal(at(now, '2004-06-01'), 'eligible')
    assert.equal(at([{ startedOn: '2020-08-01', endedOn: '2020-12-01' }], '2004-06-01'), 'relevant')
    assert.equal(at([{ startedOn: '2020-01-01', endedOn: '2020-06-01' }], '2002-06-01'), 'formerRelevant')
    assert.equal(at([{ startedOn: '2010-01-01', endedOn: '2014-01-01' }], '1996-01-01'), 'formerRelevant')
    assert.equal(
      at([{ startedOn: '2010-01-01', endedOn: '2014-01-01' }], '1995-12-14'),
      undefined,
      'not on the 25th birthday',
    )
  })

  it('counts 13 weeks to the day, and only those from the 14th birthday on', () => {
    const ninety = [{ startedOn: '2020-09-15', endedOn: '2020-12-14' }]
    assert.equal(at(ninety, '2004-01-01'), 'qualifying', '90 days')
    assert.equal(at([{ startedOn: '2020-09-14', endedOn: '2020-12-14' }], '2004-01-01'), 'relevant', '91 days')
    assert.equal(at([{ startedOn: '2015-01-01', endedOn: '2018-01-01' }], '2004-01-01'), undefined, 'none of it at 16')
  })

  it('adds up several periods, and is no category before 16', () => {
    const twice = [
      { startedOn: '2018-01-01', endedOn: '2018-03-01' },
      { startedOn: '2020-11-01', endedOn: null },
    ]
    assert.equal(at(twice, '2004-01-01'), 'eligible')
    assert.equal(at(twice, '2004-12-15'), undefined)
  })

  it('is out of date at 18 for those whose category ends there', () => {
    assert.equal(isOutOfDate('eligible', '2002-12-14', today), true)
    assert.equal(isOutOfDate('eligible', '2002-12-15', today), false)
    assert.equal(isOutOfDate('formerRelevant', '2002-12-15', today), true)
  })
})

describe('what a care leaver is owed', () => {
  const what = (category: string, bornOn: string, on = today) =>
    supportOn(category, bornOn, on)
      .map(each => each.basis)
      .join()
  it('goes by age and category, and to 25 for all who ask since April 2018', () => {
    assert.match(what('formerRelevant', '1997-01-01'), /23CZB/)
    assert.doesNotMatch(what('formerRelevant', '1994-01-01', '2017-12-14'), /23CZB/)
    assert.match(what('formerRelevant', '2001-01-01'), /23C;/)
    assert.match(what('relevant', '2003-06-01'), /23B\(8\)/)
    assert.equal(what('formerRelevant', '1995-12-14'), '')
  })
})
