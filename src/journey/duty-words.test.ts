import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dueInWords, dueStanding } from './due-standing.ts'
import { dutyOnPage } from './duty-words.ts'
import { ruleInWords } from './rule-words.ts'
import { workingDays } from './law.ts'
import { occurrenceOf, openDuty, reckonIn, rulesOfEngland } from './reckoning/testing.ts'

const referral = occurrenceOf(1, 'referral', 'assessment', { receivedOn: '2020-11-02', decidedOn: '2020-11-02' })
const intoCare = occurrenceOf(1, 'becomingLookedAfter', 'started', {
  startedOn: '2020-09-01',
  legalStatus: 'V2',
  placementType: 'U6',
})
const visit = occurrenceOf(2, 'lookedAfterVisit', 'seen', { visitedOn: '2020-09-08', mode: 'faceToFace' })

const words = (occurrences: Parameters<typeof reckonIn>[0], rule: string, policy = {}) => {
  const row = openDuty(reckonIn(occurrences, { policy }), rule)
  assert.ok(row)
  return ruleInWords(rulesOfEngland(policy), row)
}

describe('a duty in words', () => {
  it('says by which clock and which law a step is due', () =>
    assert.deepEqual(words([referral], 'childAndFamilyAssessment'), {
      title: 'Child and family assessment',
      rule: 'within 45 working days of the referral or the management oversight',
      basis: 'Working Together 2018',
    }))

  it('says how long after the one before what recurs is due, also where the gap is reckoned', () => {
    assert.equal(words([intoCare], 'placement.visit').rule, 'within 1 week of the start of the placement')
    assert.equal(words([intoCare, visit], 'placement.visit').rule, 'within 6 weeks of the one before')
    assert.equal(
      words([intoCare], 'lookedAfter.healthAssessment').rule,
      'within 20 working days of the start of being looked after',
    )
  })

  it('says of a visit that an order has made due sooner that it is the order’s, with the day of the order', () => {
    const parent = { startedOn: '2020-06-01', legalStatus: 'C1', placementType: 'P1' }
    const entries = [
      occurrenceOf(1, 'becomingLookedAfter', 'started', parent),
      occurrenceOf(2, 'lookedAfterReview', 'continues', { heldOn: '2020-06-26' }),
      occurrenceOf(3, 'lookedAfterVisit', 'seen', { visitedOn: '2020-06-26', mode: 'faceToFace' }),
      occurrenceOf(4, 'legalStatusChange', 'changed', { changedOn: '2020-07-06', legalStatus: 'C2' }),
    ]
    assert.deepEqual(words(entries, 'placement.visit'), {
      title: 'Looked-after visit',
      rule: 'within 1 week of the order',
      basis: 'Care Planning Regulations 2010, regulation 28',
    })
    const due = openDuty(reckonIn(entries), 'placement.visit')
    assert.ok(due)
    const shown = dutyOnPage(rulesOfEngland(), { ...due, anchorStep: 'lookedAfterVisit' }, '2020-07-08T09:00:00.000Z')
    assert.deepEqual([shown.by, shown.reason], ['13 July 2020', 'counted from 6 July 2020, the order'])
  })

  it('names the day alone where it came before what was recorded last', () => {
    const protection = { startedOn: '2020-12-01', legalStatus: 'L1', placementType: 'U6' }
    const entries = [
      occurrenceOf(1, 'becomingLookedAfter', 'started', protection),
      occurrenceOf(2, 'legalStatusChange', 'changed', { changedOn: '2020-12-07', legalStatus: 'L1' }),
    ]
    assert.equal(words(entries, 'legalStatus.expiry').rule, 'by 4 December 2020')
  })

  it('says the length that the law names of a placement that is limited, and the day alone of one that was extended', () => {
    const placed = (visitingRule: string, more: object = {}) =>
      occurrenceOf(1, 'becomingLookedAfter', 'started', {
        startedOn: '2019-01-07',
        legalStatus: 'C2',
        placementType: 'U6',
        visitingRule,
        ...more,
      })
    const rule = (...occurrences: Parameters<typeof reckonIn>[0]) => words(occurrences, 'placement.expiry').rule
    assert.equal(rule(placed('outsideTerms')), 'within 6 working days of the start of the placement')
    assert.equal(rule(placed('parentBeforeAssessment')), 'within 20 working days of the start of the placement')
    assert.equal(rule(placed('temporaryApproval')), 'within 16 weeks of the start of the placement')
    const extended = occurrenceOf(2, 'placementChange', 'extended', { movedOn: '2019-04-25' })
    assert.equal(rule(placed('temporaryApproval'), extended), 'by 24 June 2019')
    assert.equal(rule(placed('temporaryApproval', { approvedOn: '2019-01-02' })), 'by 24 April 2019')
  })

  it('says of a review that comes back that it follows from the return of the child', () => {
    const placed = (entry: number, movedOn: string, placementType: string) =>
      occurrenceOf(entry, 'placementChange', 'moved', { movedOn, placementType })
    const entries = [
      occurrenceOf(1, 'becomingLookedAfter', 'started', {
        startedOn: '2020-01-06',
        legalStatus: 'E1',
        placementType: 'U6',
      }),
    ]
    const rule = 'legalStatus.adoptionReview'
    assert.equal(words(entries, rule).rule, 'within 3 months of the start of the legal status')
    const returned = [...entries, placed(2, '2020-03-30', 'A6'), placed(3, '2020-05-11', 'U4')]
    assert.equal(words(returned, rule).rule, 'within 6 weeks of the return of the child')
  })

  it('says when the council’s own timescale is the one that counts', () => {
    const policy = { childAndFamilyAssessment: [{ from: '2020-01-01', within: workingDays(35), basis: 'Ours' }] }
    assert.deepEqual(words([referral], 'childAndFamilyAssessment', policy), {
      title: 'Child and family assessment',
      rule: 'within 35 working days of the referral or the management oversight',
      basis: 'the council’s own timescale',
    })
  })

  it('says why a duty waits on purpose, which makes it no less due, and counts until the end of its day', () => {
    const late = {
      rule: 'coreGroup',
      step: 'coreGroup',
      anchoredOn: '2020-11-27',
      dueOn: '2020-12-11',
      dueAt: null,
      nth: 0,
    }
    const duty = { ...late, delay: { until: '2020-12-14', why: 'The hearing.', by: 'Grace Hopper', entry: 9 } }
    const on = (now: string) => dutyOnPage(rulesOfEngland(), duty, now)
    const waits = on('2020-12-14T09:00:00.000Z')
    assert.deepEqual(
      [waits.standing, waits.clock, waits.mark, waits.lateOnPurpose, waits.onPurpose],
      [
        'overdue',
        '3 days late',
        'Late on purpose',
        true,
        'Waits on purpose until 14 December 2020: The hearing. (Grace Hopper)',
      ],
    )
    const after = on('2020-12-15T09:00:00.000Z')
    assert.deepEqual([after.mark, after.lateOnPurpose], ['Late', false])
    assert.match(after.onPurpose ?? '', /^Was to wait until 14 December 2020: The hearing\./)
  })

  it('names what a day is counted from as a person would, and says plainly that no day is set', () => {
    const rules = rulesOfEngland()
    const on = (rule: string, dueOn: string | null, anchorStep: string) =>
      dutyOnPage(
        rules,
        {
          rule,
          step: rule.includes('.') ? 'carePlan' : rule,
          anchoredOn: '2020-11-13',
          dueOn,
          dueAt: null,
          nth: 0,
          anchorStep,
        },
        '2020-12-14T09:00:00.000Z',
      )
    const plan = on('lookedAfter.carePlan', '2020-11-27', 'becomingLookedAfter')
    assert.equal(plan.reason, 'counted from 13 November 2020, becoming looked after')
    assert.equal(plan.rule, 'within 2 weeks of the start of being looked after')
    const closure = on('closure', null, 'childAndFamilyAssessment')
    assert.deepEqual(
      [closure.by, closure.clock, closure.rule, closure.reason],
      [
        'No date is set',
        '',
        'no number of days is set',
        'it follows from the child and family assessment of 13 November 2020',
      ],
    )
  })

  it('says hours as people say them', () =>
    assert.equal(
      dueInWords({ dueOn: '2020-12-15', dueAt: '2020-12-15T07:45:00.000Z' }, '2020-12-14T09:00:00.000Z').by,
      '7:45am on 15 December 2020',
    ))

  it('says where a due day stands to now, to the minute where the law counts hours', () => {
    const now = '2020-12-14T09:00:00.000Z'
    const standing = (dueOn: string | null, dueAt: string | null = null) => [
      dueStanding({ dueOn, dueAt }, now),
      dueInWords({ dueOn, dueAt }, now).clock,
    ]
    assert.deepEqual(standing('2020-12-11'), ['overdue', '3 days late'])
    assert.deepEqual(standing('2020-12-14'), ['today', 'today'])
    assert.deepEqual(standing('2020-12-15'), ['soon', 'tomorrow'])
    assert.deepEqual(standing('2020-12-22'), ['later', 'in 8 days'])
    assert.deepEqual(standing('2020-12-14', '2020-12-14T08:59:00.000Z'), ['overdue', 'late today'])
    assert.deepEqual(standing(null), ['undated', ''])
  })
})
