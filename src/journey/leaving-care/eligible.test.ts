import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CivilDate } from '../../calendar/index.ts'
import { dutyOnPage } from '../duty-words.ts'
import { ruleInWords } from '../rule-words.ts'
import { replay } from '../reckoning/replay.ts'
import { dueDays, occurrenceOf, openDuty, reckonIn, rulesOfEngland } from '../reckoning/testing.ts'
import { eligibleFrom } from './index.ts'

const rule = 'lookedAfter.eligibility'
const intoCare = (startedOn: CivilDate, entry = 1) =>
  occurrenceOf(entry, 'becomingLookedAfter', 'started', {
    startedOn,
    legalStatus: 'V2',
    placementType: 'U6',
    unaccompanied: false,
  })
const visit = (entry: number, visitedOn: CivilDate) =>
  occurrenceOf(entry, 'lookedAfterVisit', 'seen', { visitedOn, mode: 'faceToFace' })
const decision = (entry: number, decidedOn: CivilDate, outcome = 'entitled', category = 'eligible') =>
  occurrenceOf(entry, 'eligibility', outcome, { decidedOn, category })
const ceased = (entry: number, ceasedOn: CivilDate) =>
  occurrenceOf(entry, 'ceasingToBeLookedAfter', 'ceased', { ceasedOn, reason: 'E4A' })

describe('an eligible child', () => {
  it('is one from the 16th birthday on, or after 13 weeks in care since 14 where those end later', () => {
    assert.equal(eligibleFrom('2004-06-01', '2012-01-09', []), '2020-06-01')
    assert.equal(eligibleFrom('2004-06-01', '2020-03-02', []), '2020-06-01', '13 weeks on the birthday itself')
    assert.equal(eligibleFrom('2004-06-01', '2020-03-03', []), '2020-06-02')
    assert.equal(eligibleFrom('2004-06-01', '2020-12-14', []), '2021-03-15')
    assert.equal(eligibleFrom('2004-02-29', '2010-01-04', []), '2020-02-29')
    assert.equal(eligibleFrom('2005-02-28', '2010-01-04', []), '2021-02-28')
  })

  it('is one by earlier care too, but for what lay before the 14th birthday', () => {
    const weeks = (startedOn: CivilDate, endedOn: CivilDate) => [{ startedOn, endedOn }]
    assert.equal(eligibleFrom('2004-06-01', '2020-12-14', weeks('2019-01-07', '2019-04-08')), '2020-12-14')
    assert.equal(eligibleFrom('2004-06-01', '2020-12-14', weeks('2019-01-07', '2019-04-01')), '2020-12-21')
    assert.equal(eligibleFrom('2004-06-01', '2020-12-14', weeks('2018-01-08', '2018-06-01')), '2021-03-15')
  })
})

describe('the decision about support as a care leaver', () => {
  const bornOn = '2004-06-01'

  it('is due by itself three months after the 16th birthday, and stands on no list before the 15th', () => {
    const young = [intoCare('2012-01-09'), visit(2, '2019-05-31')]
    assert.deepEqual(dueDays(reckonIn(young, { bornOn }), rule), [])
    const grown = openDuty(reckonIn([...young, visit(3, '2019-06-03')], { bornOn }), rule)
    assert.deepEqual([grown?.dueOn, grown?.anchor, grown?.anchoredOn], ['2020-09-01', 1, '2012-01-09'])
  })

  it('comes to be due with work that is done, and not with a note', () => {
    const note = occurrenceOf(3, 'caseNote', 'recorded', { happenedOn: '2019-06-10' })
    assert.deepEqual(dueDays(reckonIn([intoCare('2012-01-09'), note], { bornOn }), rule), [])
    const visited = [intoCare('2012-01-09'), note, visit(4, '2019-06-12')]
    assert.deepEqual(dueDays(reckonIn(visited, { bornOn }), rule), ['2020-09-01'])
  })

  it('is due once, whatever is recorded after it was known to be', () => {
    const entries = [intoCare('2012-01-09'), visit(2, '2019-06-03'), visit(3, '2019-07-15'), visit(4, '2020-07-15')]
    assert.deepEqual(dueDays(reckonIn(entries, { bornOn }), rule), ['2020-09-01'])
    const decided = reckonIn([...entries, decision(5, '2020-07-20'), visit(6, '2020-08-20')], { bornOn })
    assert.deepEqual(
      decided.duties.filter(row => row.rule === rule).map(({ dueOn, metBy }) => [dueOn, metBy]),
      [['2020-09-01', 5]],
    )
    assert.equal(openDuty(decided, 'pathwayPlan')?.dueOn, '2020-10-20')
  })

  it('is due three months after 13 weeks in care to one who comes at 16, and to nobody who is 18 by then', () => {
    assert.equal(openDuty(reckonIn([intoCare('2020-12-14')], { bornOn }), rule)?.dueOn, '2021-06-15')
    assert.equal(openDuty(reckonIn([intoCare('2021-11-29')], { bornOn }), rule)?.dueOn, '2022-05-28')
    assert.equal(openDuty(reckonIn([intoCare('2021-12-06')], { bornOn }), rule), undefined)
    const back = reckonIn([intoCare('2019-01-07'), ceased(2, '2019-06-03'), intoCare('2020-12-14', 3)], { bornOn })
    assert.equal(openDuty(back, rule)?.dueOn, '2021-03-14', 'eligible as soon as back in care')
  })

  it('is not met by finding that somebody is not entitled yet, and not asked for where support stands', () => {
    const entries = [intoCare('2020-12-14'), decision(2, '2021-01-04', 'notEntitled')]
    assert.equal(openDuty(reckonIn(entries, { bornOn }), rule)?.dueOn, '2021-06-15')
    const relevant = [decision(1, '2020-09-01', 'entitled', 'relevant'), intoCare('2020-12-14', 2)]
    assert.equal(openDuty(reckonIn(relevant, { bornOn }), rule), undefined)
  })

  it('lapses where care ends, and is not asked for without a date of birth or during short breaks', () => {
    const left = reckonIn([intoCare('2020-12-14'), ceased(2, '2021-02-01')], { bornOn })
    assert.equal(left.duties.find(row => row.rule === rule)?.lapsedOn, '2021-02-01')
    assert.deepEqual(dueDays(reckonIn([intoCare('2020-12-14'), visit(2, '2020-12-21')]), rule), [])
    const breaks = occurrenceOf(1, 'becomingLookedAfter', 'shortBreaks', {
      startedOn: '2020-12-14',
      legalStatus: 'V4',
      placementType: 'U6',
    })
    assert.deepEqual(dueDays(reckonIn([breaks, visit(2, '2021-01-11')], { bornOn }), rule), [])
  })

  it('is known to be due since the first entry after the 15th birthday was recorded, and then stays as it was', () => {
    const recorded = [intoCare('2012-01-09'), visit(2, '2019-06-03'), visit(3, '2019-07-15')].map(occurrence => ({
      at: `${occurrence.completedOn}T12:00:00.000Z`,
      occurrence,
    }))
    const late = { at: '2019-08-01T12:00:00.000Z', occurrence: visit(4, '2019-06-02') }
    const known = replay(rulesOfEngland(), [{ at: '2012-01-01T12:00:00.000Z', bornOn }, ...recorded, late])
      .duties.filter(({ row }) => row.rule === rule)
      .map(({ row, knownFrom, knownTo }) => [row.dueOn, knownFrom.slice(0, 10), knownTo])
    assert.deepEqual(known, [['2020-09-01', '2019-06-03', 'infinity']])
  })

  it('says by which day it is due and which law says so', () => {
    const duty = openDuty(reckonIn([intoCare('2020-12-14')], { bornOn }), rule)
    assert.ok(duty)
    const words = ruleInWords(rulesOfEngland(), duty)
    assert.equal(words.title, 'Decision about support as a care leaver')
    assert.equal(words.rule, 'by 15 June 2021')
    assert.match(words.basis, /schedule 2 paragraph 19B; Care Planning Regulations 2010, regulations 40 and 42/)
  })

  it('is said to be counted from the birthday or the 13 weeks, and not from the day on which care began', () => {
    const duty = openDuty(reckonIn([intoCare('2012-03-05'), visit(2, '2019-06-03')], { bornOn }), rule)
    assert.ok(duty)
    const { reason, rule: words, basis } = dutyOnPage(rulesOfEngland(), duty, '2019-06-04T09:00:00.000Z')
    assert.match(reason, /^once, within 3 months of the 16th birthday/)
    assert.equal(words, 'by 1 September 2020')
    assert.match(basis, /schedule 2 paragraph 19B/)
  })
})
