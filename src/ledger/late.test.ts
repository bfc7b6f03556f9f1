import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { england } from '../journey/index.ts'
import { testDatabase } from '../store/testing.ts'
import { correct, versionsOf } from './index.ts'
import { begunBy, standingOn } from './standings.ts'
import { happenings, refusedAs, workerOf } from './testing-children.ts'
import type { Happening } from './testing-children.ts'

const database = await testDatabase()
const { ledger, as, child, say, periods } = await workerOf(database)
const { referral, closure, enquiry, conference, review, care, careEnds, move, status } = happenings
after(() => database.close())

/** A child of whom this was said, in this order. */
const told = async (...happened: readonly Happening[]): Promise<number> => {
  const identity = await child()
  for (const each of happened) await say(identity, each)
  return identity
}

describe('what is recorded late is judged by how the child stood on its own day', () => {
  it('is taken in after the period in which it happened has ended', async () => {
    const moved = await told(care('2020-09-01'), careEnds('2020-12-01'))
    await say(moved, move('2020-11-20'))
    await say(moved, status('2020-11-25', 'C1'))
    assert.deepEqual(await periods(moved, 'placement'), ['2020-09-01 2020-11-20', '2020-11-20 2020-12-01'])
    assert.deepEqual(await periods(moved, 'legalStatus'), ['2020-09-01 2020-11-25', '2020-11-25 2020-12-01'])
    const planned = await told(
      enquiry('2020-05-20'),
      conference('2020-06-01'),
      review('2020-11-20', 'endsAndCloses'),
      // Whoever chairs opens those who are looked after.
      care('2020-12-01'),
    )
    await say(planned, review('2020-08-20', 'changesCategory'))
    assert.deepEqual(await periods(planned, 'categoryOfAbuse'), ['2020-06-01 2020-08-20', '2020-08-20 2020-11-20'])
  })

  it('is refused where the period in which it would lie had not begun', async () => {
    const moved = await told(care('2020-09-01'))
    await assert.rejects(
      say(moved, move('2020-08-20')),
      refusedAs('againstTheLaw', /running on 20 August 2020: Looked after/),
    )
  })

  it('meets the limits of the law as they bound then', async () => {
    const home = await told(care('2020-09-01', 'C1'), status('2020-10-20', 'C2'), move('2020-11-02', 'P1'))
    await say(home, status('2020-09-05', 'V2'))
    await assert.rejects(say(home, move('2020-10-01', 'P1')), refusedAs('againstTheLaw', /section 20/))
    const again = await told(referral('2020-03-02'), care('2020-09-01'))
    await say(again, closure('2020-06-15'))
    assert.deepEqual(await periods(again, 'inNeed'), ['2020-03-02 2020-06-15'])
    await assert.rejects(say(again, closure('2020-10-15')), refusedAs('againstTheLaw', /is looked after/))
  })

  it('begins a period that has ended since, and no second one beside another or reaching into it', async () => {
    const ended = await told(closure('2020-04-30'))
    await say(ended, referral('2020-03-02'))
    assert.deepEqual(await periods(ended, 'inNeed'), ['2020-03-02 2020-04-30'])
    await assert.rejects(say(ended, referral('2020-04-01')), refusedAs('alreadyOpen', /ended on 30 April 2020/))
    await say(ended, referral('2020-08-03'))
    await assert.rejects(
      say(ended, referral('2020-06-01')),
      refusedAs('alreadyOpen', /Record first how the earlier one/),
    )
    await say(ended, closure('2020-07-01'))
    await say(ended, referral('2020-06-01'))
    assert.deepEqual(await periods(ended, 'inNeed'), [
      '2020-03-02 2020-04-30',
      '2020-06-01 2020-07-01',
      '2020-08-03 on',
    ])
  })

  it('asks nothing of a worker who was allocated sooner than was known: nothing is due twice by it', () => {
    const nobody = standingOn('2020-09-07', { bornOn: undefined, periods: [] })
    assert.deepEqual(begunBy(england.steps.allocation.outcomes.socialWorker, nobody), [])
    assert.deepEqual(begunBy(england.steps.eligibility.outcomes.entitled, nobody), ['careLeaver'])
  })

  it('is refused in words, never by the store, where a period of care would swallow a later one', async () => {
    const twice = await told(care('2020-09-01'), careEnds('2020-10-01'))
    await assert.rejects(say(twice, care('2020-08-01')), refusedAs('alreadyOpen', /on 1 September 2020/))
    await say(twice, careEnds('2020-08-20'))
    await say(twice, care('2020-08-01'))
    assert.deepEqual(await periods(twice, 'lookedAfter'), ['2020-08-01 2020-08-20', '2020-09-01 2020-10-01'])
    assert.deepEqual(await periods(twice, 'placement'), ['2020-08-01 2020-08-20', '2020-09-01 2020-10-01'])
  })
})

describe('a correction of the day alone', () => {
  const redated = async (entry: number, [, outcome, answers]: Happening, version = 1) =>
    correct(ledger, as('dutyWorker'), { entry, version, answers, outcome, reason: 'Another day' })

  it('is refused where the law forbids it on the other day, and taken where it does not', async () => {
    const planned = await told(
      referral('2020-03-02'),
      enquiry('2020-05-20'),
      conference('2020-06-01'),
      review('2020-11-20', 'endsAndCloses'),
    )
    const entry = await say(planned, closure('2020-11-30'))
    await assert.rejects(redated(entry, closure('2020-11-10')), refusedAs('againstTheLaw', /child protection plan/))
    assert.equal((await versionsOf(database.sql, as('dutyWorker'), entry)).length, 1)
    await redated(entry, closure('2020-11-25'))
    assert.deepEqual(await periods(planned, 'inNeed'), ['2020-03-02 2020-11-25'])
  })

  it('does not move a change out of its period, nor a beginning into another', async () => {
    const moved = await told(care('2020-09-01'))
    const entry = await say(moved, move('2020-11-02'))
    await assert.rejects(redated(entry, move('2020-08-20')), refusedAs('againstTheLaw', /20 August 2020/))
    await redated(entry, move('2020-10-20'))
    const twice = await told(referral('2020-03-02'), closure('2020-04-30'))
    const second = await say(twice, referral('2020-08-03'))
    await assert.rejects(redated(second, referral('2020-04-01')), refusedAs('alreadyOpen'))
    const first = await say(await told(), referral('2020-08-03'))
    await redated(first, referral('2020-04-01'))
    assert.deepEqual(await periods(twice, 'inNeed'), ['2020-03-02 2020-04-30', '2020-08-03 on'])
  })

  it('mends what broke the law before it as well', async () => {
    const unborn = await child()
    const visit = (visitedOn: string): Happening => [
      'childInNeedVisit',
      'seen',
      { visitedOn, mode: 'faceToFace', notes: 'Met Mum' },
    ]
    const entry = await say(unborn, visit('2020-10-05'))
    await database.sql
      .updateTable('identity_version')
      .set({ born_on: '2020-11-02' })
      .where('identity', '=', unborn)
      .execute()
    await redated(entry, visit('2020-10-06'))
    await redated(entry, visit('2020-11-05'), 2)
    await assert.rejects(redated(entry, visit('2020-10-06'), 3), refusedAs('againstTheLaw'))
  })
})
