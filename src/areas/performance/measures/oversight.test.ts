import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { addDays } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { significantEvents } from '../../../journey/index.ts'
import { driftRules, driftWithPlans } from '../../../oversight/index.ts'
import { count } from '../counting/count.ts'
import type { Measure } from '../measure.ts'
import { smallRecord, standingByRows, today } from '../testing.ts'
import type { SmallRecord } from '../testing.ts'
import * as oversight from './oversight.ts'

let record: SmallRecord
before(async () => {
  record = await smallRecord()
})
after(() => record.close())
beforeEach(() => record.empty())

const on = async (measure: Measure, day: CivilDate, known: Instant = today) => {
  const [tally] = await count(record.database.sql, measure, [{ from: day, to: day }], known)
  const counted = [tally?.counted ?? 0, tally?.rows ?? 0] as const
  if (measure.over === 'stock')
    assert.deepEqual(await standingByRows(record.database, measure, [day], known), [counted])
  return counted
}

const held = async (children: readonly number[], worker: number, from: CivilDate, to: CivilDate | null = null) => {
  for (const child of children)
    await record.episode('socialWorkerAllocation', child, from, to, { detail: { worker, team: 'north' } })
}
const supervised = (children: readonly number[], worker: number, day: CivilDate, recorded: CivilDate = day) =>
  record.entry('supervision', children, day, { answers: { supervised: worker }, recorded })
const plan = (child: number, rule: string, from: CivilDate, lookAgainOn: CivilDate) =>
  record.entry('managementOversight', child, from, { answers: { drift: [rule], lookAgainOn } })

/** Children with an action put off too often on a day: without a manager's plan, and in all. */
const putOffOn = async (day: CivilDate) => {
  const asked = { from: day, to: day, known: today }
  const { rows } = await sql<{ answered: boolean }>`
    select answered from ${driftWithPlans(asked, [driftRules.actionMoved])} drift
    where started <= ${day}::date and (ended is null or ended > ${day}::date)`.execute(record.database.sql)
  return [rows.filter(({ answered }) => !answered).length, rows.length] as const
}

describe('supervision of workers', () => {
  it('is in time until 23 working days after the last, and after that it is not', async () => {
    const [one, two] = [await record.child(), await record.child()]
    await held([one, two], 1, '2020-09-01')
    // 23 working days from Tuesday 1 September 2020 are over on Friday 2 October.
    assert.deepEqual(await on(oversight.supervisionInTime, '2020-10-02'), [1, 1])
    assert.deepEqual(await on(oversight.supervisionInTime, '2020-10-03'), [0, 1])
    await supervised([one], 1, '2020-10-05')
    assert.deepEqual(await on(oversight.supervisionInTime, '2020-10-05'), [1, 1])
    assert.deepEqual(await on(oversight.supervisionInTime, '2020-11-05'), [1, 1])
    assert.deepEqual(await on(oversight.supervisionInTime, '2020-11-06'), [0, 1])
  })
  it('counts what was known, and no worker who holds no child', async () => {
    const one = await record.child()
    await held([one], 1, '2020-09-01', '2020-11-01')
    await supervised([one], 1, '2020-10-02', '2020-10-20')
    assert.deepEqual(await on(oversight.supervisionInTime, '2020-10-10', '2020-10-15T00:00:00.000Z'), [0, 1])
    assert.deepEqual(await on(oversight.supervisionInTime, '2020-10-10'), [1, 1])
    assert.deepEqual(await on(oversight.supervisionInTime, '2020-11-01'), [0, 0])
  })
  it('judges nobody before the timescale was in force', async () => {
    await held([await record.child()], 1, '2019-01-01')
    assert.deepEqual(await on(oversight.supervisionInTime, '2019-11-30'), [0, 0])
    assert.deepEqual(await on(oversight.supervisionInTime, '2019-12-01'), [1, 1])
  })
})

describe('significant events', () => {
  it('are found by the day on which they were complete: each step of them has a place in that index', async () => {
    const { rows } = await sql<{ where: string }>`
      select pg_get_expr(indpred, indrelid) as where from pg_index where indexrelid = 'entry_by_completion'::regclass`.execute(
      record.database.sql,
    )
    for (const { entries } of Object.values(significantEvents))
      for (const { step } of entries) assert.ok(rows[0]?.where.includes(`'${step}'`), step)
  })
  const september = { from: '2020-09-01', to: '2020-09-30' }
  const tally = async () => {
    const [counted] = await count(record.database.sql, oversight.oversightAfterEvents, [september], today)
    return [counted?.counted, counted?.rows]
  }
  it('are looked at in time by the fifth working day, each child’s own', async () => {
    const [one, two, three] = [await record.child(), await record.child(), await record.child()]
    await record.entry('strategyDiscussion', [one, two, three], '2020-09-01', { outcome: 'section47' })
    await record.entry('managementOversight', one, '2020-09-08')
    await record.entry('managementOversight', two, '2020-09-09')
    assert.deepEqual(await tally(), [1, 3])
  })
  it('are not looked at by what came before, nor by a decision that is marked as done', async () => {
    const one = await record.child()
    await record.entry('managementOversight', one, '2020-09-01')
    await record.entry('missing', one, '2020-09-02', { outcome: 'missing' })
    await record.entry('managementOversight', one, '2020-09-03', { outcome: 'done' })
    assert.deepEqual(await tally(), [0, 1])
  })
  it('are those that are declared: a review that went on is none', async () => {
    const one = await record.child()
    await record.entry('reviewConference', one, '2020-09-02', { outcome: 'continues' })
    await record.entry('reviewConference', one, '2020-09-03', { outcome: 'ends' })
    await record.entry('caseNote', one, '2020-09-04')
    assert.deepEqual(await tally(), [0, 1])
  })
})

describe('what meetings leave to be done', () => {
  const january = { from: '2021-01-01', to: '2021-01-31' }
  const inJanuary = async (measure: Measure, known: Instant = today) => {
    const [counted] = await count(record.database.sql, measure, [january], known)
    return [counted?.counted, counted?.rows]
  }
  for (const [measure, rule] of [
    [oversight.minutesInTime, 'meetingMinutes'],
    [oversight.escalationsAnswered, 'escalationAnswer'],
  ] as const)
    it(`is in time until the day it is due, and counts then whether it is done or not: ${rule}`, async () => {
      const due = async (more: object = {}, day: CivilDate = '2021-01-15') =>
        record.duty(rule, await record.child(), '2020-12-15', { due: day, ...more })
      await due({ met: '2021-01-15' })
      await due({ met: '2021-01-18' })
      await due()
      await due({ lapsed: '2021-01-15' })
      await due({ lapsed: '2021-01-16' })
      await due({ met: '2021-01-14', settledRecorded: '2021-02-20' })
      await due({ met: '2021-01-04' }, '2021-02-01')
      await due({ met: '2020-12-31' }, '2020-12-31')
      assert.deepEqual(await inJanuary(measure), [2, 5])
      assert.deepEqual(await inJanuary(measure, '2021-02-01T00:00:00.000Z'), [1, 5], 'what was learnt later')
    })
})

describe('drift', () => {
  it('of a visit begins 5 working days after it was due, and ends with the visit', async () => {
    const one = await record.child()
    // Due on Friday 4 September 2020.
    await record.duty('childProtectionPlan.visit', one, '2020-08-21', { due: '2020-09-04', met: '2020-09-21' })
    for (const [day, expected] of [
      ['2020-09-10', [0, 0]],
      ['2020-09-11', [1, 1]],
      ['2020-09-20', [1, 1]],
      ['2020-09-21', [0, 0]],
    ] as const)
      assert.deepEqual(await on(oversight.driftNoVisit, day), expected, day)
  })
  it('is answered by a plan that names it until the day to look again, and by no other plan', async () => {
    const one = await record.child()
    await record.duty('childAndFamilyAssessment', one, '2020-07-01', { due: '2020-09-01' })
    await plan(one, 'noVisit', '2020-09-02', '2020-12-01')
    await plan(one, 'assessmentLate', '2020-09-10', '2020-09-20')
    for (const [day, open] of [
      ['2020-09-09', 1],
      ['2020-09-10', 0],
      ['2020-09-19', 0],
      ['2020-09-20', 1],
    ] as const)
      assert.deepEqual(await on(oversight.driftAssessmentLate, day), [open, 1], day)
  })
  it('of a plan begins after 15 weeks without a review, counted anew from a version in between', async () => {
    const [one, two] = [await record.child(), await record.child()]
    for (const child of [one, two])
      await record.duty('childInNeedPlan.review', child, '2020-03-02', { due: '2020-06-02', anchor: child })
    await record.entry('childInNeedPlan', two, '2020-06-15', { outcome: 'agreed' })
    const firstDay = addDays('2020-03-02', 15 * 7 + 1)
    assert.deepEqual(await on(oversight.driftPlanUnchanged, addDays(firstDay, -1)), [0, 0])
    assert.deepEqual(await on(oversight.driftPlanUnchanged, firstDay), [1, 1])
    assert.deepEqual(await on(oversight.driftPlanUnchanged, addDays('2020-06-15', 15 * 7 + 1)), [2, 2])
  })
  it('after a protection plan begins when 30 working days have passed with nothing in its place', async () => {
    const [one, two] = [await record.child(), await record.child()]
    for (const child of [one, two]) {
      await record.episode('inNeed', child, '2020-01-06')
      await record.episode('childProtectionPlan', child, '2020-02-03', '2020-09-01', { openedBy: 900 + child })
    }
    await record.episode('childInNeedPlan', two, '2020-09-03', null, { openedBy: 990 })
    assert.deepEqual(await on(oversight.driftNoReviewAfterPlan, '2020-10-13'), [0, 0])
    assert.deepEqual(await on(oversight.driftNoReviewAfterPlan, '2020-10-14'), [1, 1])
  })
  it('of a long plan begins after 15 months', async () => {
    await record.episode('childInNeedPlan', await record.child(), '2019-01-31')
    assert.deepEqual(await on(oversight.driftLongInStatus, '2020-04-30'), [0, 0])
    assert.deepEqual(await on(oversight.driftLongInStatus, '2020-05-01'), [1, 1])
  })
  it('of a child whom nobody talks about begins after 46 working days, anew after each supervision and each new start', async () => {
    const [one, two] = [await record.child(), await record.child()]
    await held([one, two], 1, '2020-06-01', '2020-10-01')
    await held([two], 2, '2020-10-01')
    await supervised([one], 1, '2020-07-01')
    // 46 working days from 1 June are over on 4 August; from 1 July on 4 September, a bank holiday between.
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-08-04'), [0, 0])
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-08-05'), [1, 1])
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-09-04'), [1, 1])
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-09-05'), [2, 2])
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-10-01'), [1, 1], 'another worker is no new start')
    await held([one], 3, '2020-11-02')
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-11-03'), [1, 1], 'a child given again is')
  })
  it('of such a child begins when none of its starts lasts any more, each by the timescale of its day', async () => {
    const basis = 'The council’s own'
    const versions = [
      { from: '2020-06-01', within: { unit: 'days', count: 90 }, basis },
      { from: '2020-07-01', within: { unit: 'days', count: 10 }, basis },
    ]
    const settings = JSON.stringify({ policies: { 'drift.noSupervision': versions } })
    await record.database.sql
      .insertInto('council')
      .values({ name: 'Testshire', brand: '{}', simulated: true, settings })
      .execute()
    const one = await record.child()
    await held([one], 1, '2020-06-15')
    await supervised([one], 1, '2020-07-10')
    // 90 days from 15 June are over on 13 September; 10 days from 10 July sooner.
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-07-21'), [0, 0])
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-09-13'), [0, 0])
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-09-14'), [1, 1])
    await record.database.sql.deleteFrom('council').execute()
  })
  it('is that of the child: supervision about one record of a child is about the other too', async () => {
    const [one, other] = [await record.child(), await record.child()]
    await record.same(one, other)
    await held([one], 1, '2020-06-01')
    await supervised([other], 1, '2020-08-03')
    assert.deepEqual(await on(oversight.driftNoSupervision, '2020-08-20'), [0, 0])
  })
  it('of such children is the same on some days alone as by the rows, whatever was held and talked about', async () => {
    const anyDay = fc.integer({ min: 0, max: 500 }).map(days => addDays('2019-10-01', days))
    const any = fc.record({
      linked: fc.boolean(),
      held: fc.array(fc.record({ child: fc.nat({ max: 2 }), from: anyDay, to: fc.option(anyDay) }), { maxLength: 6 }),
      talks: fc.array(fc.record({ about: fc.subarray([0, 1, 2], { minLength: 1 }), day: anyDay }), { maxLength: 6 }),
      days: fc.uniqueArray(anyDay, { minLength: 1, maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(any, async ({ linked, held: holdings, talks, days }) => {
        await record.empty()
        const children = [await record.child(), await record.child(), await record.child()]
        const named = (places: readonly number[]) => places.map(place => children[place] ?? 0)
        if (linked) await record.same(...(named([0, 1]) as [number, number]))
        for (const { child, from, to } of holdings)
          if (to === null || to > from) await held(named([child]), 1, from, to)
        for (const { about, day } of talks) await supervised(named(about), 1, day)
        const measure = oversight.driftNoSupervision
        const tallies = await count(
          record.database.sql,
          measure,
          days.map(day => ({ from: day, to: day })),
          today,
        )
        assert.deepEqual(
          tallies.map(({ counted, rows }) => [counted, rows]),
          await standingByRows(record.database, measure, days, today),
        )
      }),
      { numRuns: 60 },
    )
  })
  it('of an action begins when its date is put off for the third time, and ends when it is done', async () => {
    const one = await record.child()
    const version = (step: string, day: CivilDate, by: CivilDate, status = 'todo') =>
      record.entry(step, one, day, {
        answers: {
          ofPlan: 'childInNeedPlan',
          plan: [{ key: 'g', goal: 'Goal', actions: [{ key: 'a', what: 'Find a school', by, status }] }],
        },
      })
    await record.episode('childInNeedPlan', one, '2020-01-06', null, { openedBy: 900 })
    await version('childInNeedPlan', '2020-01-06', '2020-02-01')
    await version('childInNeedReview', '2020-03-02', '2020-04-01')
    await version('childInNeedReview', '2020-05-04', '2020-06-01')
    assert.deepEqual(await putOffOn('2020-06-30'), [0, 0])
    await version('childInNeedReview', '2020-07-06', '2020-08-03')
    assert.deepEqual(await putOffOn('2020-07-05'), [0, 0])
    assert.deepEqual(await putOffOn('2020-07-06'), [1, 1])
    await plan(one, 'actionMoved', '2020-07-10', '2020-07-20')
    assert.deepEqual(await putOffOn('2020-07-10'), [0, 1])
    assert.deepEqual(await putOffOn('2020-07-20'), [1, 1])
    await version('childInNeedReview', '2020-09-07', '2020-08-03', 'done')
    assert.deepEqual(await putOffOn('2020-09-07'), [0, 0])
  })
})
