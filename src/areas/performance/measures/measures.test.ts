import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, financialYear } from '../../../calendar/index.ts'
import type { CivilDate, Instant, Period } from '../../../calendar/index.ts'
import { count, countByCategory } from '../counting/count.ts'
import { take } from '../counting/tally.ts'
import type { Measure } from '../measure.ts'
import { dayBefore, smallRecord, today } from '../testing.ts'
import type { SmallRecord } from '../testing.ts'
import * as clocks from './clocks.ts'
import * as leaving from './leaving-care.ts'
import * as missing from './missing.ts'
import * as plans from './plans.ts'
import * as stability from './stability.ts'
import * as assessment from './assessment.ts'
import * as care from './care.ts'
import * as caseloads from './caseloads.ts'
import * as door from './front-door.ts'
import { measures } from './index.ts'
import * as need from './in-need.ts'
import * as oversight from './oversight.ts'
import * as protection from './protection.ts'

let record: SmallRecord
before(async () => {
  record = await smallRecord()
})
after(() => record.close())
beforeEach(() => record.empty())

const tally = async (measure: Measure, when: Period, known: Instant = today) => {
  const [counted] = await count(record.database.sql, measure, [when], known)
  return { rows: counted?.rows, counted: counted?.counted }
}
const value = async (measure: Measure, when: Period, known: Instant = today) => {
  const [counted] = await count(record.database.sql, measure, [when], known)
  assert.ok(counted)
  return take(measure.taken, counted).value
}
const on = (day: CivilDate): Period => ({ from: day, to: day })
const stock = async (measure: Measure, day: CivilDate, known: Instant = today) =>
  (await tally(measure, on(day), known)).rows
const september: Period = { from: '2020-09-01', to: '2020-09-30' }

describe('contacts', () => {
  it('count on the day they were received, once for each child', async () => {
    const [one, two] = [await record.child(), await record.child()]
    await record.entry('contact', [one, two], '2020-09-01', { outcome: 'informationAndAdvice' })
    await record.entry('contact', one, '2020-09-30', { completed: '2020-10-02', outcome: 'earlyHelp' })
    await record.entry('contact', one, '2020-10-01', { outcome: 'informationAndAdvice' })
    await record.entry('contact', one, '2020-08-31', { outcome: 'informationAndAdvice' })
    assert.deepEqual(await tally(door.contactsInformationAndAdvice, september), { rows: 3, counted: 2 })
  })
  it('are split by who made them', async () => {
    const one = await record.child()
    for (const source of ['police', 'police', 'health'])
      await record.entry('contact', one, '2020-09-10', { answers: { source } })
    const [split] = await countByCategory(record.database.sql, door.contacts, [september], today)
    assert.deepEqual([...(split ?? [])].map(([who, { rows }]) => [who, rows]).sort(), [
      ['health', 1],
      ['police', 2],
    ])
  })
  it('take working days to early help, bank holidays left out', async () => {
    const one = await record.child()
    // Thursday to the Tuesday after the August bank holiday is two working days, and the same day none.
    await record.entry('contact', one, '2020-08-27', { completed: '2020-09-01', outcome: 'earlyHelp' })
    await record.entry('contact', one, '2020-08-28', { completed: '2020-08-28', outcome: 'earlyHelp' })
    await record.entry('contact', one, '2020-08-28', { completed: '2020-09-28', outcome: 'informationAndAdvice' })
    assert.equal(await value(door.daysToEarlyHelp, { from: '2020-08-01', to: '2020-08-31' }), 1)
  })
  it('passed to the partnership team take working days from the decision to pass them on', async () => {
    const one = await record.child()
    const contact = await record.entry('contact', one, '2020-09-01', {
      completed: '2020-09-03',
      outcome: 'multiAgencyPartnership',
    })
    await record.entry('multiAgencyEnquiry', one, '2020-09-07', { outcome: 'assessmentService', follows: contact })
    await record.entry('multiAgencyEnquiry', one, '2020-09-09', { outcome: 'earlyHelp', follows: contact })
    assert.deepEqual(await tally(door.daysToAssessmentService, september), { rows: 1, counted: 0 })
    assert.equal(await value(door.daysToAssessmentService, september), 2)
  })
  it('of nobody have no average and no share', async () => {
    assert.equal(await value(door.daysToEarlyHelp, september), null)
    assert.equal(await value(door.contactsInformationAndAdvice, september), null)
  })
})

describe('re-referrals', () => {
  const referred = (child: number | number[], day: CivilDate) =>
    record.entry('referral', child, day, { outcome: 'noFurtherAction' })

  it('include one on the same day one year before, and none a day earlier', async () => {
    const [exactly, longer] = [await record.child(), await record.child()]
    await referred(exactly, '2019-09-10')
    await referred(exactly, '2020-09-10')
    await referred(longer, '2019-09-09')
    await referred(longer, '2020-09-10')
    assert.deepEqual(await tally(door.reReferrals, september), { rows: 2, counted: 1 })
  })
  it('need an earlier day: two on one day are no re-referral of each other', async () => {
    const one = await record.child()
    await referred(one, '2020-09-10')
    await referred(one, '2020-09-10')
    assert.deepEqual(await tally(door.reReferrals, september), { rows: 2, counted: 0 })
    await referred(one, '2020-09-09')
    assert.deepEqual(await tally(door.reReferrals, september), { rows: 3, counted: 2 })
  })
  it('look back from 29 February to 28 February', async () => {
    const one = await record.child()
    await referred(one, '2019-02-28')
    await referred(one, '2020-02-29')
    assert.equal((await tally(door.reReferrals, { from: '2020-02-01', to: '2020-02-29' })).counted, 1)
  })
  it('of records that are one child count from when they were known to be', async () => {
    const [one, other] = [await record.child(), await record.child()]
    await referred(one, '2020-06-01')
    await referred(other, '2020-09-10')
    await record.same(one, other, '2020-10-01')
    assert.equal((await tally(door.reReferrals, september)).counted, 1)
    assert.equal((await tally(door.reReferrals, september, '2020-09-30T12:00:00.000Z')).counted, 0)
  })
  it('count each of several siblings', async () => {
    const [one, two] = [await record.child(), await record.child()]
    await referred(one, '2020-06-01')
    await referred([one, two], '2020-09-10')
    assert.deepEqual(await tally(door.reReferrals, september), { rows: 2, counted: 1 })
  })
})

describe('what was known', () => {
  it('leaves out what was recorded later, and what was withdrawn since then', async () => {
    const one = await record.child()
    await record.entry('referral', one, '2020-09-10', { recorded: '2020-10-05' })
    const mistaken = await record.entry('referral', one, '2020-09-11', {
      recorded: '2020-09-11',
      superseded: '2020-09-20',
    })
    await record.entry('referral', one, '2020-09-11', {
      corrects: mistaken,
      version: 2,
      recorded: '2020-09-20',
      withdrawn: true,
    })
    const known = (moment: Instant) => tally(door.referrals, september, moment).then(({ rows }) => rows)
    assert.equal(await known('2020-09-10T12:00:00.000Z'), 0)
    assert.equal(await known('2020-09-15T12:00:00.000Z'), 1)
    assert.equal(await known('2020-09-30T12:00:00.000Z'), 0)
    assert.equal(await known('2020-10-30T12:00:00.000Z'), 1)
  })
  it('moves a corrected entry to its right month from the correction on', async () => {
    const one = await record.child()
    const wrong = await record.entry('referral', one, '2020-08-31', { superseded: '2020-11-01T10:00:00.000Z' })
    await record.entry('referral', one, '2020-09-01', {
      corrects: wrong,
      version: 2,
      recorded: '2020-11-01T10:00:00.000Z',
    })
    assert.equal((await tally(door.referrals, september, '2020-11-01T09:59:59.999Z')).rows, 0)
    assert.equal((await tally(door.referrals, september, '2020-11-01T10:00:00.000Z')).rows, 1)
  })
  it('keeps a child in stock until the ending was known', async () => {
    const one = await record.child()
    await record.episode('childProtectionPlan', one, '2020-01-10', '2020-09-15', { endRecorded: '2020-10-02' })
    assert.equal(await stock(protection.protectionPlans, '2020-09-30', '2020-10-01T00:00:00.000Z'), 1)
    assert.equal(await stock(protection.protectionPlans, '2020-09-30', '2020-10-02T00:00:00.000Z'), 0)
  })
  it('keeps what was still open by what was known, on days long after as well', async () => {
    const one = await record.child()
    await record.episode('childProtectionPlan', one, '2020-01-10', '2020-02-15')
    await record.duty('childAndFamilyAssessment', one, '2020-01-02', { due: '2020-03-05', met: '2020-02-10' })
    for (const measure of [protection.protectionPlans, assessment.openAssessments]) {
      assert.equal(await stock(measure, '2020-09-30', '2020-02-01T00:00:00.000Z'), 1)
      assert.equal(await stock(measure, '2020-09-30'), 0)
    }
  })
  it('replaces an episode whose start was corrected', async () => {
    const one = await record.child()
    await record.episode('childProtectionPlan', one, '2020-09-01', null, { superseded: '2020-10-10' })
    await record.episode('childProtectionPlan', one, '2020-10-01', null, { recorded: '2020-10-10' })
    assert.equal(await stock(protection.protectionPlans, '2020-09-30', '2020-10-09T00:00:00.000Z'), 1)
    assert.equal(await stock(protection.protectionPlans, '2020-09-30'), 0)
    assert.equal(await stock(protection.protectionPlans, '2020-10-01'), 1)
  })
})

describe('a stock', () => {
  it('holds who started on the day and not who ended on it', async () => {
    const [starts, ends] = [await record.child(), await record.child()]
    await record.episode('childProtectionPlan', starts, '2020-09-30')
    await record.episode('childProtectionPlan', ends, '2020-01-01', '2020-09-30')
    assert.equal(await stock(protection.protectionPlans, '2020-09-29'), 1)
    assert.equal(await stock(protection.protectionPlans, '2020-09-30'), 1)
    assert.equal(await stock(protection.protectionPlans, '2020-10-01'), 1)
  })
  it('never holds an episode of one day, which is started and counted as a start', async () => {
    const one = await record.child()
    await record.episode('childProtectionPlan', one, '2020-09-30', '2020-09-30')
    assert.equal(await stock(protection.protectionPlans, '2020-09-30'), 0)
    assert.equal((await tally(protection.protectionPlansStarted, september)).rows, 1)
  })
  it('holds a child of two records once', async () => {
    const [one, other] = [await record.child(), await record.child()]
    await record.episode('childProtectionPlan', one, '2020-01-01', '2020-06-01')
    await record.episode('childProtectionPlan', other, '2020-05-01')
    assert.equal(await stock(protection.protectionPlans, '2020-05-15'), 2)
    await record.same(one, other)
    assert.equal(await stock(protection.protectionPlans, '2020-05-15'), 1)
    assert.equal(await stock(protection.protectionPlans, '2020-07-15'), 1)
  })
  it('is the same asked for one day or for many, in any order', async () => {
    for (let month = 1; month <= 9; month += 1) {
      const one = await record.child()
      await record.episode(
        'childProtectionPlan',
        one,
        `2020-0${month}-10`,
        month % 2 === 0 ? `2020-0${month}-20` : null,
      )
    }
    const days = ['2020-09-30', '2020-02-15', '2020-05-31', '2020-02-15', '2020-04-20']
    const together = await count(record.database.sql, protection.protectionPlans, days.map(on), today)
    const apart = await Promise.all(days.map(day => stock(protection.protectionPlans, day)))
    assert.deepEqual(
      together.map(({ rows }) => rows),
      apart,
    )
    assert.deepEqual(apart, [5, 2, 3, 2, 2])
  })
})

describe('children in need', () => {
  it('are counted until the day before they are 18, however the episode stands', async () => {
    const one = await record.child('2002-09-30')
    await record.episode('inNeed', one, '2020-01-01')
    assert.equal(await stock(need.childrenInNeed, '2020-09-29'), 1)
    assert.equal(await stock(need.childrenInNeed, '2020-09-30'), 0)
  })
  it('born on 29 February are 18 on 1 March', async () => {
    const one = await record.child('2004-02-29')
    await record.episode('inNeed', one, '2020-01-01')
    assert.equal(await stock(need.childrenInNeed, '2022-02-28'), 1)
    assert.equal(await stock(need.childrenInNeed, '2022-03-01'), 0)
  })
  it('step up by a referral that early help made or that came while it lasted, and step down by a closure', async () => {
    const [one, two] = [await record.child(), await record.child()]
    const help = await record.entry('earlyHelpReview', one, '2020-09-01', { outcome: 'stepUp' })
    await record.entry('referral', one, '2020-09-02', { outcome: 'assessment', follows: help })
    await record.entry('referral', two, '2020-09-02', { outcome: 'assessment' })
    await record.entry('closure', two, '2020-09-20', { outcome: 'stepDown' })
    await record.entry('closure', one, '2020-09-20', { outcome: 'closed' })
    assert.equal((await tally(need.stepsUp, september)).rows, 1)
    const [lasts, endsThatDay, over] = [await record.child(), await record.child(), await record.child()]
    for (const [each, ended] of [
      [lasts, null],
      [endsThatDay, '2020-09-10'],
      [over, '2020-09-09'],
    ] as const) {
      await record.episode('earlyHelp', each, '2020-05-01', ended)
      await record.entry('referral', each, '2020-09-10', { outcome: 'assessment' })
    }
    assert.equal((await tally(need.stepsUp, september)).rows, 3)
    assert.equal((await tally(need.stepsDown, september)).rows, 1)
  })
})

describe('assessments and conferences', () => {
  it('are open from the referral until they are completed or lapse', async () => {
    const [one, two, three] = [await record.child(), await record.child(), await record.child()]
    const rule = 'childAndFamilyAssessment'
    await record.duty(rule, one, '2020-09-01', { due: '2020-11-03' })
    await record.duty(rule, two, '2020-09-01', { due: '2020-11-03', met: '2020-09-30' })
    await record.duty(rule, three, '2020-09-30', { due: '2020-12-02', lapsed: '2020-10-01' })
    assert.equal(await stock(assessment.openAssessments, '2020-09-29'), 2)
    assert.equal(await stock(assessment.openAssessments, '2020-09-30'), 2)
    assert.equal(await stock(assessment.openAssessments, '2020-10-01'), 1)
  })
  it('are in time on the day they are due, each child by its own duty', async () => {
    const [one, two, three] = [await record.child(), await record.child(), await record.child()]
    const held = await record.entry('initialConference', [one, two, three], '2020-09-22', { outcome: 'plan' })
    await record.duty('initialConference', one, '2020-09-01', { due: '2020-09-22', met: '2020-09-22', metBy: held })
    await record.duty('initialConference', two, '2020-08-31', { due: '2020-09-21', met: '2020-09-22', metBy: held })
    assert.deepEqual(await tally(protection.conferencesInTime, september), { rows: 3, counted: 1 })
  })
  it('are repeats where a manager decided to assess again', async () => {
    const one = await record.child()
    const rule = 'childAndFamilyAssessment'
    const referral = await record.entry('referral', one, '2020-07-01', { outcome: 'assessment' })
    const oversight = await record.entry('managementOversight', one, '2020-08-15', { outcome: 'reassess' })
    const first = await record.entry(rule, one, '2020-08-03')
    const second = await record.entry(rule, one, '2020-09-20')
    await record.duty(rule, one, '2020-07-01', { due: '2020-09-02', met: '2020-08-03', metBy: first, anchor: referral })
    await record.duty(rule, one, '2020-08-15', {
      due: '2020-10-16',
      met: '2020-09-20',
      metBy: second,
      anchor: oversight,
    })
    assert.deepEqual(await tally(assessment.repeatAssessments, { from: '2020-08-01', to: '2020-09-30' }), {
      rows: 2,
      counted: 1,
    })
    assert.deepEqual(await tally(assessment.assessmentsInTime, { from: '2020-08-01', to: '2020-09-30' }), {
      rows: 2,
      counted: 2,
    })
  })
  it('count enquiries by the discussions that decided on them', async () => {
    const one = await record.child()
    await record.entry('strategyDiscussion', one, '2020-03-01', { outcome: 'section47' })
    await record.entry('strategyDiscussion', one, '2020-09-01', { outcome: 'section47' })
    await record.entry('strategyDiscussion', one, '2020-09-02', { outcome: 'noFurtherAction' })
    assert.equal((await tally(assessment.section47Enquiries, september)).rows, 1)
    assert.equal((await tally(assessment.strategyDiscussions, september)).rows, 2)
    assert.deepEqual(await tally(assessment.repeatEnquiries, september), { rows: 1, counted: 1 })
  })
  it('know a second plan however long ago the first was', async () => {
    const [one, two] = [await record.child(), await record.child()]
    await record.episode('childProtectionPlan', one, '2012-01-01', '2012-06-01')
    await record.episode('childProtectionPlan', one, '2020-09-05')
    await record.episode('childProtectionPlan', two, '2020-09-05')
    assert.deepEqual(await tally(protection.secondPlans, september), { rows: 2, counted: 1 })
  })
})

describe('children looked after', () => {
  const year = financialYear(2020)
  it('who start and cease twice in a year count once, and the stock holds them in between', async () => {
    const one = await record.child()
    await record.episode('lookedAfter', one, '2019-05-01', '2019-07-01')
    await record.episode('lookedAfter', one, '2019-09-01', '2020-01-10')
    assert.equal((await tally(care.startedToBeLookedAfter, year)).rows, 1)
    assert.equal((await tally(care.ceasedToBeLookedAfter, year)).rows, 1)
    assert.equal((await tally(care.entrantsToCare, year)).rows, 2)
    assert.equal(await stock(care.lookedAfter, '2019-08-01'), 0)
    const months = [5, 9].map(month => ({ from: `2019-0${month}-01`, to: `2019-0${month}-30` }))
    const byMonth = await count(record.database.sql, care.startedToBeLookedAfter, [...months, year], today)
    assert.deepEqual(
      byMonth.map(({ rows }) => rows),
      [1, 1, 1],
    )
  })
  it('leave out the unaccompanied among entrants, and know who came by agreement at which age', async () => {
    const enter = async (
      born: CivilDate,
      legalStatus: string,
      unaccompanied = false,
      until: CivilDate | null = null,
    ) => {
      const one = await record.child(born)
      const opened = await record.entry('becomingLookedAfter', one, '2020-09-10')
      await record.episode('lookedAfter', one, '2020-09-10', null, { openedBy: opened, detail: { unaccompanied } })
      await record.episode('legalStatus', one, '2020-09-10', until, { openedBy: opened, detail: { legalStatus } })
      return one
    }
    await enter('2010-09-10', 'V2') // ten that day
    await enter('2010-09-11', 'V2') // nine until the next
    await enter('2004-09-11', 'V2') // fifteen until the next
    await enter('2004-09-10', 'V2') // sixteen that day
    await enter('2005-01-01', 'C1')
    const moved = await enter('2005-01-01', 'C1', false, '2020-09-20')
    await record.episode('legalStatus', moved, '2020-09-20', null, { openedBy: 999, detail: { legalStatus: 'V2' } })
    await enter('2004-01-01', 'V2', true)
    assert.deepEqual(await tally(care.entrantsToCare, september), { rows: 6, counted: 6 })
    assert.deepEqual(await tally(care.entrantsSection20, september), { rows: 6, counted: 4 })
    assert.deepEqual(await tally(care.entrantsSection20Aged10to15, september), { rows: 4, counted: 2 })
    assert.deepEqual(await tally(care.entrantsSection20Aged16plus, september), { rows: 4, counted: 1 })
    assert.equal(await stock(care.lookedAfterUnaccompanied, '2020-09-30'), 1)
    assert.equal(await stock(care.lookedAfter, '2020-09-30'), 7)
  })
  it('far from home are those whose placement that day is both far and outside the county', async () => {
    const placed = async (milesFromHome: number, outsideCounty: boolean) => {
      const one = await record.child()
      await record.episode('lookedAfter', one, '2019-01-01')
      await record.episode('placement', one, '2019-01-01', null, { detail: { milesFromHome, outsideCounty } })
      return one
    }
    await placed(21, true)
    await placed(20, true)
    await placed(40, false)
    assert.deepEqual(await tally(care.placedFarFromHome, on('2020-03-31')), { rows: 3, counted: 1 })
  })
  it('with three placements count the one in which they began the year', async () => {
    const move = async (...days: readonly CivilDate[]) => {
      const one = await record.child()
      await record.episode('lookedAfter', one, days[0] ?? '')
      for (const [place, day] of days.entries())
        await record.episode('placement', one, day, days[place + 1] ?? null, { openedBy: place })
    }
    await move('2018-01-01', '2019-04-01', '2019-12-01') // the first ended on the first day of the year
    await move('2018-01-01', '2019-03-31', '2019-12-01') // and here the day before it
    await move('2019-05-01', '2019-05-20', '2020-03-31')
    await move('2019-05-01', '2019-05-20', '2020-04-01')
    assert.deepEqual(await tally(care.threeOrMorePlacements, on('2020-03-31')), { rows: 4, counted: 2 })
    const days = ['2019-12-01', '2020-03-30', '2020-03-31', '2020-04-01']
    const standing = await count(record.database.sql, care.threeOrMorePlacements, days.map(on), today)
    assert.deepEqual(
      standing.map(({ counted }) => counted),
      [2, 2, 2, 2],
    )
  })
  it('have no more placements by a temporary move, the return from it, or a change of status with the same carer', async () => {
    type Move = readonly [day: CivilDate, answers: Readonly<Record<string, string>>]
    const placed = async (...moves: readonly Move[]) => {
      const one = await record.child()
      await record.episode('lookedAfter', one, moves[0]?.[0] ?? '')
      for (const [place, [day, answers]] of moves.entries())
        await record.episode('placement', one, day, moves[place + 1]?.[0] ?? null, {
          openedBy: await record.entry('placementChange', one, day, { answers }),
          detail: { placementType: answers['placementType'] ?? 'U6' },
        })
    }
    const temporary = { placementType: 'T1', where: 'The hospital' }
    await placed(['2018-01-01', { where: 'Ash' }], ['2019-06-01', temporary], ['2019-06-20', { where: ' ash ' }])
    await placed(['2018-01-01', { where: 'Ash' }], ['2019-06-01', temporary], ['2019-06-20', { where: 'Oak' }])
    await placed(
      ['2018-01-01', { where: 'Ash' }],
      ['2019-06-01', { where: 'Ash', placementType: 'U4', reasonForChange: 'PLACE' }],
      ['2019-12-01', { where: 'Oak', reasonForChange: 'CARPL' }],
    )
    // The placement in which the year began: its status had changed before that.
    await placed(
      ['2017-01-01', { where: 'Ash' }],
      ['2018-01-01', { where: 'Ash', reasonForChange: 'PLACE' }],
      ['2019-06-01', { where: 'Oak', reasonForChange: 'CARPL' }],
      ['2019-07-01', temporary],
      ['2019-07-10', { where: 'Elm', reasonForChange: 'CARPL' }],
    )
    assert.deepEqual(await tally(care.threeOrMorePlacements, on('2020-03-31')), { rows: 4, counted: 1 })
    // Whatever days are asked for together.
    const days = ['2019-07-09', '2019-07-10', '2020-03-31', '2020-06-01', '2020-06-02', '2020-12-31']
    const standing = await count(record.database.sql, care.threeOrMorePlacements, days.map(on), today)
    const each = await Promise.all(days.map(day => tally(care.threeOrMorePlacements, on(day))))
    assert.deepEqual(
      standing.map(({ counted }) => counted),
      [0, 1, 1, 0, 0, 0],
    )
    assert.deepEqual(
      each.map(({ counted }) => counted),
      standing.map(({ counted }) => counted),
    )
  })
  it('are visited and counted until they are 18, and not after', async () => {
    const one = await record.child('2002-11-12')
    await record.episode('lookedAfter', one, '2019-01-01')
    await record.duty('placement.visit', one, '2020-11-01', { due: '2020-12-13', anchor: 1 })
    for (const [day, rows] of [
      ['2020-11-11', 1],
      ['2020-11-12', 0],
    ] as const) {
      assert.equal(await stock(care.lookedAfter, day), rows)
      assert.deepEqual(await tally(protection.lookedAfterVisited, on(day)), { rows, counted: rows })
    }
  })
  it('become care leavers whom we count from the 19th birthday to the day before the 22nd', async () => {
    const one = await record.child('1999-03-31')
    await record.episode('careLeaver', one, '2017-03-31')
    for (const [day, counted] of [
      ['2018-03-30', 0],
      ['2018-03-31', 1],
      ['2021-03-30', 1],
      ['2021-03-31', 0],
    ] as const)
      assert.equal(await stock(care.careLeavers19to21, day), counted)
  })
})

describe('visits', () => {
  const rule = 'childProtectionPlan.visit'
  const plan = async (from: CivilDate = '2020-01-01') => {
    const one = await record.child()
    await record.episode('childProtectionPlan', one, from)
    return one
  }
  const visit = (child: number, day: CivilDate, mode: string) =>
    record.entry('childProtectionVisit', child, day, { outcome: 'seen', answers: { mode } })

  it('are in time until the day they are due, after a visit face to face or none at all', async () => {
    const [seen, virtual, overdue, fresh, nothingDue] = [
      await plan(),
      await plan(),
      await plan(),
      await plan('2020-11-10'),
      await plan(),
    ]
    assert.ok(nothingDue > 0)
    await record.duty(rule, seen, '2020-11-01', {
      due: '2020-11-12',
      anchor: await visit(seen, '2020-11-01', 'faceToFace'),
    })
    await record.duty(rule, virtual, '2020-11-01', {
      due: '2020-11-20',
      anchor: await visit(virtual, '2020-11-01', 'virtual'),
    })
    await record.duty(rule, overdue, '2020-10-01', {
      due: '2020-11-11',
      anchor: await visit(overdue, '2020-10-01', 'faceToFace'),
    })
    const conference = await record.entry('initialConference', fresh, '2020-11-10', { outcome: 'plan' })
    await record.duty(rule, fresh, '2020-11-10', { due: '2020-11-24', anchor: conference })
    assert.deepEqual(await tally(protection.plansVisited, on('2020-11-12')), { rows: 5, counted: 2 })
    assert.deepEqual(await tally(protection.plansVisited, on('2020-11-13')), { rows: 5, counted: 1 })
    assert.deepEqual(await tally(protection.plansVisited, on('2020-11-11')), { rows: 5, counted: 3 })
  })
  it('give way to a later one by video, however much in time they were, as the definitions say', async () => {
    const one = await plan('2020-10-01')
    const faceToFace = await visit(one, '2020-10-05', 'faceToFace')
    const virtual = await visit(one, '2020-10-08', 'virtual')
    const again = await visit(one, '2020-10-15', 'faceToFace')
    await record.duty(rule, one, '2020-10-05', { due: '2020-10-19', met: '2020-10-08', anchor: faceToFace })
    await record.duty(rule, one, '2020-10-08', { due: '2020-10-22', met: '2020-10-15', anchor: virtual })
    await record.duty(rule, one, '2020-10-15', { due: '2020-10-29', anchor: again })
    for (const [day, counted] of [
      ['2020-10-07', 1],
      ['2020-10-08', 0],
      ['2020-10-14', 0],
      ['2020-10-15', 1],
    ] as const)
      assert.deepEqual(await tally(protection.plansVisited, on(day)), { rows: 1, counted }, day)
    for (const measure of [protection.plansVisited, protection.inNeedPlansVisited, protection.lookedAfterVisited])
      assert.match(measure.definition, /a later virtual visit takes the place of one face to face that was in time/)
  })
  it('count a child once, however many duties stand', async () => {
    const one = await plan()
    for (const due of ['2020-11-20', '2020-11-25', '2020-11-01'])
      await record.duty(rule, one, '2020-10-20', { due, anchor: await visit(one, '2020-10-20', 'faceToFace') })
    assert.deepEqual(await tally(protection.plansVisited, on('2020-11-12')), { rows: 1, counted: 1 })
  })
  it('are in time between a visit and the next, and not on the days after one was missed', async () => {
    const one = await plan('2020-10-01')
    const first = await visit(one, '2020-10-05', 'faceToFace')
    await record.duty(rule, one, '2020-10-01', { due: '2020-10-15', met: '2020-10-05', metBy: first })
    await record.duty(rule, one, '2020-10-05', { due: '2020-10-19', met: '2020-10-26', anchor: first })
    const second = await visit(one, '2020-10-26', 'faceToFace')
    await record.duty(rule, one, '2020-10-26', { due: '2020-11-09', anchor: second })
    const days = ['2020-10-04', '2020-10-19', '2020-10-20', '2020-10-25', '2020-10-26', '2020-11-09', '2020-11-10']
    const standing = await count(record.database.sql, protection.plansVisited, days.map(on), today)
    assert.deepEqual(
      standing.map(({ rows, counted }) => [rows, counted]),
      [
        [1, 1],
        [1, 1],
        [1, 0],
        [1, 0],
        [1, 1],
        [1, 1],
        [1, 0],
      ],
    )
  })
  it('stay as they were last where none falls due before the 18th birthday any more', async () => {
    const grown = async (openedBy: number, mode?: string) => {
      const one = await record.child('2002-12-01')
      await record.episode('childProtectionPlan', one, '2020-10-26', null, { openedBy })
      if (mode === undefined) return
      const visited = { metBy: await visit(one, '2020-11-05', mode), met: '2020-11-05' }
      await record.duty(rule, one, '2020-10-26', { due: '2020-11-09', anchor: openedBy, episode: openedBy, ...visited })
    }
    await grown(901, 'faceToFace')
    await grown(902, 'virtual')
    await grown(903)
    for (const [day, counted] of [
      ['2020-11-04', 3],
      ['2020-11-05', 2],
      ['2020-11-30', 2],
      // Whose plan nobody ended by the birthday is not seen in time any more.
      ['2020-12-01', 0],
    ] as const)
      assert.deepEqual(await tally(protection.plansVisited, on(day)), { rows: 3, counted }, day)
  })
  it('of a child in need plan leave out children with a protection plan or looked after that day', async () => {
    const [only, protectedToo, inCare] = [await record.child(), await record.child(), await record.child()]
    for (const one of [only, protectedToo, inCare]) await record.episode('childInNeedPlan', one, '2020-01-01')
    await record.episode('childProtectionPlan', protectedToo, '2020-05-01', '2020-11-12')
    await record.episode('lookedAfter', inCare, '2020-11-12')
    await record.duty('childInNeedPlan.visit', only, '2020-11-01', { due: '2020-11-30', anchor: 1 })
    assert.deepEqual(await tally(protection.inNeedPlansVisited, on('2020-11-11')), { rows: 2, counted: 1 })
    assert.deepEqual(await tally(protection.inNeedPlansVisited, on('2020-11-12')), { rows: 2, counted: 1 })
  })
})

describe('caseloads', () => {
  const hold = async (worker: number, children: number, kind: string, from: CivilDate, to: CivilDate | null = null) => {
    const held: number[] = []
    for (let each = 0; each < children; each += 1) {
      const one = await record.child()
      held.push(one)
      await record.episode(kind, one, from, to, { detail: { worker, team: 'assessment-north' } })
    }
    return held
  }
  it('are children over the workers who hold any, of each day', async () => {
    await record.teams(['assessment', 'looked-after', 'leaving-care'])
    const one = await record.worker('assessment-north', '2019-01-01')
    const two = await record.worker('looked-after-north', '2019-01-01')
    const adviser = await record.worker('leaving-care-north', '2019-01-01')
    await record.worker('assessment-south', '2019-01-01')
    await hold(one, 3, 'socialWorkerAllocation', '2020-11-01')
    await hold(one, 2, 'socialWorkerAllocation', '2020-11-01', '2020-11-12')
    await hold(two, 1, 'socialWorkerAllocation', '2020-11-12')
    await hold(adviser, 5, 'personalAdviserAllocation', '2020-01-01')
    await hold(two, 9, 'earlyHelpAllocation', '2020-01-01')
    assert.equal(await value(caseloads.averageCaseload, on('2020-11-11')), 5)
    assert.equal(await value(caseloads.averageCaseload, on('2020-11-12')), 3)
    assert.equal(await value(caseloads.adviserCaseload, on('2020-11-12')), 5)
    assert.equal(await value(caseloads.adviserCaseloadHighest, on('2020-11-12')), 5)
  })
  it('of assessment workers are of those with a post there that day', async () => {
    await record.teams(['assessment', 'looked-after'])
    const stays = await record.worker('assessment-north', '2019-01-01')
    const leaves = await record.worker('assessment-north', '2019-01-01', '2020-11-12')
    const elsewhere = await record.worker('looked-after-north', '2019-01-01')
    for (const worker of [stays, leaves, elsewhere]) await hold(worker, 25, 'socialWorkerAllocation', '2020-10-01')
    assert.deepEqual(await tally(caseloads.assessmentCaseload25to30, on('2020-11-11')), { rows: 2, counted: 2 })
    assert.deepEqual(await tally(caseloads.assessmentCaseload25to30, on('2020-11-12')), { rows: 1, counted: 1 })
    assert.deepEqual(await tally(caseloads.protectionAndCareCaseloadOver15, on('2020-11-12')), { rows: 1, counted: 1 })
    assert.deepEqual(await tally(caseloads.assessmentCaseload35orMore, on('2020-11-12')), { rows: 1, counted: 0 })
  })
  it('of any workers on any days are what their rows give', async () => {
    await record.teams(['assessment', 'looked-after', 'leaving-care'])
    const workers = [
      await record.worker('assessment-north', '2019-01-01'),
      await record.worker('assessment-south', '2020-10-10', '2020-10-20'),
      await record.worker('looked-after-north', '2019-01-01', '2020-10-15'),
      await record.worker('leaving-care-north', '2019-01-01'),
    ]
    const anyDay = fc.nat({ max: 40 }).map(days => addDays('2020-09-25', days))
    const anyHolding = fc.record({
      worker: fc.constantFrom(...workers),
      kind: fc.constantFrom('socialWorkerAllocation', 'personalAdviserAllocation'),
      days: fc.tuple(anyDay, anyDay).map(days => days.toSorted()),
      isOpen: fc.boolean(),
      isInNeed: fc.boolean(),
    })
    for (const { worker, kind, days, isOpen, isInNeed } of fc.sample(anyHolding, 60)) {
      const [from = '', to = ''] = days
      const [one] = await hold(worker, 1, kind, from, isOpen ? null : to)
      if (isInNeed) await record.episode('inNeed', one ?? 0, addDays(from, -3), addDays(to, -1))
    }
    const whens = Array.from({ length: 40 }, (_, index) => on(addDays('2020-09-28', index)))
    for (const { load, ...byRows } of Object.values(caseloads)) {
      assert.ok(load !== undefined)
      const [counted, fromRows] = [
        await count(record.database.sql, { ...byRows, load }, whens, today),
        await count(record.database.sql, byRows, whens, today),
      ]
      assert.deepEqual(counted, fromRows, byRows.id)
    }
  })
  it('of a social worker are children with an open episode of need', async () => {
    await record.teams(['assessment'])
    const worker = await record.worker('assessment-north', '2019-01-01')
    const held = await hold(worker, 3, 'socialWorkerAllocation', '2020-01-01')
    await record.episode('inNeed', held[0] ?? 0, '2020-01-01')
    await record.episode('inNeed', held[1] ?? 0, '2020-01-01', '2020-09-30')
    assert.equal(await value(caseloads.casesPerSocialWorker, on(dayBefore('2020-09-30'))), 2)
    assert.equal(await value(caseloads.casesPerSocialWorker, on('2020-09-30')), 1)
  })
})

describe('every measure', () => {
  it('has an id of its own, a title, a definition that ends as a sentence, and a source', () => {
    assert.equal(new Set(measures.map(({ id }) => id)).size, measures.length)
    for (const { id, title, definition, source } of measures) {
      assert.match(id, /^[a-z0-9-]+$/)
      assert.ok(title.length > 5 && source.length > 5, id)
      assert.match(definition, /\.$/, id)
    }
  })
  it('that is declared is listed', () => {
    const families = [
      assessment,
      care,
      caseloads,
      clocks,
      door,
      leaving,
      missing,
      need,
      oversight,
      plans,
      protection,
      stability,
    ]
    const declared = families.flatMap(family => Object.values<Measure>(family))
    assert.deepEqual(declared.map(({ id }) => id).sort(), measures.map(({ id }) => id).sort())
  })
  it('counts nothing where nothing is recorded', async () => {
    for (const measure of measures)
      assert.deepEqual(await tally(measure, september), { rows: 0, counted: 0 }, measure.id)
  })
})
