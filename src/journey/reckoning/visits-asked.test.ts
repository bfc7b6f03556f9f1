import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ruleInWords } from '../rule-words.ts'
import { replay } from './replay.ts'
import { dueDays, occurrenceOf, openDuty, reckonIn, rulesOfEngland } from './testing.ts'

const conference = occurrenceOf(1, 'initialConference', 'plan', { heldOn: '2020-09-01', category: 'NEG' })
const visit = (entry: number, visitedOn: string, follows: number | null = null, outcome: 'seen' | 'notSeen' = 'seen') =>
  occurrenceOf(entry, 'childProtectionVisit', outcome, { visitedOn, mode: 'faceToFace' }, follows)
const planned = (entry: number, agreedOn: string, visitOn: string) =>
  occurrenceOf(entry, 'plannedVisit', 'protection', { agreedOn, visitOn })
const coreGroup = (entry: number, heldOn: string, visitEvery?: number) =>
  occurrenceOf(entry, 'coreGroup', 'held', { heldOn, ...(visitEvery === undefined ? {} : { visitEvery }) })

describe('a visit for which a day was agreed', () => {
  it('is due on that day, beside the visit that the plan asks for', () => {
    const reckoning = reckonIn([conference, planned(2, '2020-09-03', '2020-09-10')])
    assert.equal(openDuty(reckoning, 'childProtectionVisit')?.dueOn, '2020-09-10')
    assert.equal(openDuty(reckoning, 'childProtectionPlan.visit')?.dueOn, '2020-09-15')
    const duty = openDuty(reckoning, 'childProtectionVisit')
    assert.ok(duty)
    assert.equal(ruleInWords(rulesOfEngland(), duty).rule, 'on the day of the planned visit')
  })

  it('is done by a visit on the day or later, and by one recorded against it even before the day', () => {
    const agreed = planned(2, '2020-09-03', '2020-09-10')
    assert.equal(openDuty(reckonIn([conference, agreed, visit(3, '2020-09-10')]), 'childProtectionVisit'), undefined)
    assert.equal(openDuty(reckonIn([conference, agreed, visit(3, '2020-09-08', 2)]), 'childProtectionVisit'), undefined)
    const unannounced = reckonIn([conference, agreed, visit(3, '2020-09-08')])
    assert.equal(
      openDuty(unannounced, 'childProtectionVisit')?.dueOn,
      '2020-09-10',
      'another visit leaves it as agreed',
    )
  })

  it('is over where the child was not seen, while the visit of the plan stays due', () => {
    const reckoning = reckonIn([
      conference,
      planned(2, '2020-09-03', '2020-09-10'),
      visit(3, '2020-09-10', 2, 'notSeen'),
    ])
    assert.equal(openDuty(reckoning, 'childProtectionVisit'), undefined)
    assert.equal(openDuty(reckoning, 'childProtectionPlan.visit')?.dueOn, '2020-09-15')
  })

  it('lapses with the plan, and is not expected of a child without one', () => {
    const ends = occurrenceOf(3, 'reviewConference', 'endsAndCloses', { heldOn: '2020-09-08' })
    const reckoning = reckonIn([conference, planned(2, '2020-09-03', '2020-09-10'), ends])
    assert.equal(openDuty(reckoning, 'childProtectionVisit'), undefined)
    assert.equal(openDuty(reckonIn([planned(2, '2020-09-03', '2020-09-10')]), 'childProtectionVisit'), undefined)
  })
})

describe('the visits that a child’s own plan asks for', () => {
  it('are due earlier than policy where the plan says so, and never later', () => {
    const often = reckonIn([conference, coreGroup(2, '2020-09-02', 5), visit(3, '2020-09-04')])
    assert.equal(openDuty(often, 'childProtectionPlan.visit')?.dueOn, '2020-09-11')
    const seldom = reckonIn([conference, coreGroup(2, '2020-09-02', 30), visit(3, '2020-09-04')])
    assert.equal(openDuty(seldom, 'childProtectionPlan.visit')?.dueOn, '2020-09-18')
  })

  it('count from the day on which the plan comes to ask, for a visit that is already due', () => {
    const reckoning = reckonIn([conference, visit(2, '2020-09-04'), coreGroup(3, '2020-09-08', 3)])
    assert.deepEqual(dueDays(reckoning, 'childProtectionPlan.visit'), ['2020-09-15', '2020-09-11'])
    const duty = openDuty(reckoning, 'childProtectionPlan.visit')
    assert.ok(duty)
    assert.deepEqual(ruleInWords(rulesOfEngland(), duty), {
      title: 'Child protection visit',
      rule: 'within 5 working days of the one before',
      basis: 'the child’s own plan',
    })
  })

  it('are those of the latest plan, and of the plan of that kind alone', () => {
    const reckoning = reckonIn([
      conference,
      coreGroup(2, '2020-09-02', 5),
      coreGroup(3, '2020-09-03', 8),
      visit(4, '2020-09-04'),
    ])
    assert.equal(openDuty(reckoning, 'childProtectionPlan.visit')?.dueOn, '2020-09-16')
    const other = occurrenceOf(2, 'childInNeedPlan', 'revised', { agreedOn: '2020-09-02', visitEvery: 2 })
    assert.equal(openDuty(reckonIn([conference, other]), 'childProtectionPlan.visit')?.dueOn, '2020-09-15')
  })

  it('leave what was known before the plan as it was known', () => {
    const recorded = [conference, visit(2, '2020-09-04'), coreGroup(3, '2020-09-08', 3), visit(4, '2020-09-10')]
    const known = replay(
      rulesOfEngland(),
      recorded.map(occurrence => ({ at: `${occurrence.completedOn}T12:00:00.000Z`, occurrence })),
    )
    const told = known.duties
      .filter(({ row }) => row.rule === 'childProtectionPlan.visit')
      .map(({ row, knownFrom, knownTo }) => [row.dueOn, row.metOn, knownFrom.slice(0, 10), knownTo.slice(0, 10)])
    assert.deepEqual(told, [
      ['2020-09-15', '2020-09-04', '2020-09-01', 'infinity'],
      ['2020-09-18', null, '2020-09-04', '2020-09-08'],
      ['2020-09-11', '2020-09-10', '2020-09-08', 'infinity'],
      ['2020-09-15', null, '2020-09-10', 'infinity'],
    ])
  })
})

describe('a visit that cannot have been', () => {
  const guards = rulesOfEngland().pathway.steps.childProtectionVisit?.guards ?? []
  const refusal = (happenedOn: string, outcome: string, visitedAt?: string) =>
    guards
      .map(({ refuses }) =>
        refuses({ answers: { visitedAt }, outcome, happenedOn, bornOn: '2020-03-29', openEpisodes: [] }),
      )
      .find(wrong => wrong !== undefined)

  it('is refused before birth where the child is said to have been seen, and not where the family was', () => {
    assert.match(
      refusal('2020-03-28', 'seen') ?? '',
      /born on 29 March 2020 and cannot have been seen on 28 March 2020/,
    )
    assert.equal(refusal('2020-03-28', 'notSeen'), undefined)
    assert.equal(refusal('2020-03-29', 'seen'), undefined)
  })

  it('is refused at the hour that the clocks left out, and at no other of that night or of the night they went back', () => {
    assert.match(refusal('2020-03-29', 'seen', '01:30') ?? '', /There was no 01:30 on 29 March 2020/)
    assert.equal(refusal('2020-03-29', 'seen', '02:30'), undefined)
    assert.equal(refusal('2020-10-25', 'seen', '01:30'), undefined)
    assert.equal(refusal('2020-10-25', 'seen', '02:30'), undefined)
  })
})
