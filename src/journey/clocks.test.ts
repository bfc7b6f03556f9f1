import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CivilDate } from '../calendar/index.ts'
import { england } from './england.ts'
import { dueDays, occurrenceOf, openDuty, reckonIn } from './reckoning/testing.ts'

const contact = (decidedOn: CivilDate, outcome: string) =>
  occurrenceOf(1, 'contact', outcome, { receivedOn: decidedOn, decidedOn })
const referral = (receivedOn: CivilDate, decidedOn = receivedOn, follows: number | null = null) =>
  occurrenceOf(2, 'referral', 'assessment', { receivedOn, decidedOn }, follows)
const discussion = (entry: number, heldOn: CivilDate, follows: number | null = 2) =>
  occurrenceOf(entry, 'strategyDiscussion', 'section47', { heldOn }, follows)
const enquiry = (entry: number, startedOn: CivilDate, completedOn: CivilDate, follows: number) =>
  occurrenceOf(entry, 'section47Enquiry', 'conference', { startedOn, completedOn }, follows)
const conference = (entry: number, heldOn: CivilDate, follows: number | null = null) =>
  occurrenceOf(entry, 'initialConference', 'plan', { heldOn, category: 'NEG' }, follows)
const intoCare = (startedOn: CivilDate, more: Readonly<Record<string, unknown>> = {}) =>
  occurrenceOf(10, 'becomingLookedAfter', 'started', {
    startedOn,
    legalStatus: 'C2',
    placementType: 'U6',
    unaccompanied: false,
    ...more,
  })
const visit = (entry: number, visitedOn: CivilDate, more: Readonly<Record<string, unknown>> = {}) =>
  occurrenceOf(entry, 'lookedAfterVisit', 'seen', { visitedOn, mode: 'faceToFace', ...more })
const review = (entry: number, heldOn: CivilDate) =>
  occurrenceOf(entry, 'lookedAfterReview', 'continues', { heldOn, participation: 'PN1' })

/** The open visit of a child placed on a day and visited on others. */
const nextVisit = (placed: CivilDate, more: Readonly<Record<string, unknown>>, ...visited: readonly CivilDate[]) =>
  openDuty(reckonIn([intoCare(placed, more), ...visited.map((on, index) => visit(20 + index, on))]), 'placement.visit')
    ?.dueOn

// Every expected day below was counted by hand on a calendar with England's bank holidays.
describe('clocks of the front door and assessment', () => {
  it('a referral is decided one working day after the contact, over Easter 2020', () => {
    const reckoning = reckonIn([contact('2020-04-09', 'assessmentService')])
    assert.equal(openDuty(reckoning, 'referral')?.dueOn, '2020-04-14')
  })

  it('a multi-agency enquiry takes up to three working days, and the referral after it one', () => {
    const asked = contact('2020-12-24', 'multiAgencyPartnership')
    assert.equal(openDuty(reckonIn([asked]), 'multiAgencyEnquiry')?.dueOn, '2020-12-31')
    const answered = occurrenceOf(2, 'multiAgencyEnquiry', 'assessmentService', { completedOn: '2020-12-31' }, 1)
    assert.equal(openDuty(reckonIn([asked, answered]), 'referral')?.dueOn, '2021-01-04')
  })

  it('an assessment is due 45 working days after the referral was received, over four bank holidays', () => {
    const reckoning = reckonIn([referral('2020-04-01', '2020-04-02')])
    assert.equal(openDuty(reckoning, 'childAndFamilyAssessment')?.dueOn, '2020-06-09')
    assert.equal(openDuty(reckoning, 'childAndFamilyAssessment')?.anchoredOn, '2020-04-01')
  })

  it('a later assessment is counted from the manager’s decision to reassess, not from the old referral', () => {
    const decided = occurrenceOf(3, 'managementOversight', 'reassess', { heldOn: '2020-09-01' }, 2)
    const done = occurrenceOf(4, 'childAndFamilyAssessment', 'continues', { completedOn: '2020-06-01' }, 2)
    const reckoning = reckonIn([referral('2020-04-01'), done, decided])
    assert.equal(openDuty(reckoning, 'childAndFamilyAssessment')?.dueOn, '2020-11-03')
  })

  it('the clock follows this referral and not an older one', () => {
    const older = occurrenceOf(1, 'referral', 'noFurtherAction', { receivedOn: '2020-01-02', decidedOn: '2020-01-03' })
    const reckoning = reckonIn([older, referral('2020-04-01')])
    assert.equal(openDuty(reckoning, 'childAndFamilyAssessment')?.anchoredOn, '2020-04-01')
  })

  it('an early help assessment has 30 working days, a plan 10, reviews 6 weeks and then 3 months, by local practice', () => {
    const asked = contact('2020-12-14', 'earlyHelp')
    assert.equal(openDuty(reckonIn([asked]), 'earlyHelpAssessment')?.dueOn, '2021-01-28')
    const assessed = occurrenceOf(2, 'earlyHelpAssessment', 'plan', { completedOn: '2021-01-28' }, 1)
    assert.equal(openDuty(reckonIn([asked, assessed]), 'earlyHelpPlan')?.dueOn, '2021-02-11')
    const reviewed = occurrenceOf(3, 'earlyHelpReview', 'continues', { heldOn: '2021-03-01' })
    assert.deepEqual(dueDays(reckonIn([asked, assessed, reviewed]), 'earlyHelp.review'), ['2021-03-11', '2021-06-01'])
  })
})

describe('clocks of protection', () => {
  it('an initial conference is due 15 working days after the strategy discussion that began the enquiry', () => {
    const entries = [referral('2020-12-01'), discussion(3, '2020-12-14'), enquiry(4, '2020-12-14', '2020-12-21', 3)]
    const due = openDuty(reckonIn(entries), 'initialConference')
    assert.equal(due?.dueOn, '2021-01-07')
    assert.equal(due.anchoredOn, '2020-12-14')
  })

  it('of several discussions the one that the enquiry follows starts the clock', () => {
    const entries = [
      referral('2020-12-01'),
      discussion(3, '2020-12-14'),
      occurrenceOf(5, 'strategyDiscussion', 'noFurtherAction', { heldOn: '2020-12-16' }, 3),
      enquiry(6, '2020-12-14', '2020-12-21', 3),
    ]
    assert.equal(openDuty(reckonIn(entries), 'initialConference')?.anchoredOn, '2020-12-14')
  })

  it('core groups: 10 working days after the conference, then 6 weeks by local practice', () => {
    const met = occurrenceOf(6, 'coreGroup', 'held', { heldOn: '2021-01-06' })
    assert.deepEqual(dueDays(reckonIn([conference(5, '2020-12-18'), met]), 'childProtectionPlan.coreGroup'), [
      '2021-01-06',
      '2021-02-17',
    ])
  })

  it('review conferences: 3 months, then 6; the last day of a shorter month, 29 February where there is one', () => {
    const reviewed = occurrenceOf(6, 'reviewConference', 'continues', { heldOn: '2020-02-29' })
    const again = occurrenceOf(7, 'reviewConference', 'continues', { heldOn: '2020-08-28' })
    assert.deepEqual(dueDays(reckonIn([conference(5, '2019-11-30'), reviewed, again]), 'childProtectionPlan.review'), [
      '2020-02-29',
      '2020-08-29',
      '2021-02-28',
    ])
    assert.deepEqual(dueDays(reckonIn([conference(5, '2018-11-30')]), 'childProtectionPlan.review'), ['2019-02-28'])
  })

  it('visits on a plan: 10 working days by local practice, from the last visit at which the child was seen', () => {
    const of = (outcome: string, mode: string, visitedOn: CivilDate) =>
      reckonIn([
        conference(5, '2020-03-02'),
        occurrenceOf(6, 'childProtectionVisit', outcome, { visitedOn, mode }),
      ]).openDuties.find(row => row.rule === 'childProtectionPlan.visit')?.dueOn
    assert.equal(of('seen', 'faceToFace', '2020-03-10'), '2020-03-24')
    assert.equal(of('notSeen', 'faceToFace', '2020-03-10'), '2020-03-16')
    assert.equal(of('seen', 'virtual', '2020-03-22'), '2020-03-16')
    assert.equal(of('seen', 'virtual', '2020-03-23'), '2020-04-06')
  })

  it('child in need: visits 30 working days, reviews 3 months, by local practice', () => {
    const reckoning = reckonIn([
      referral('2020-10-01'),
      occurrenceOf(3, 'childInNeedPlan', 'agreed', { agreedOn: '2020-11-30' }, 2),
    ])
    assert.equal(openDuty(reckoning, 'childInNeedPlan.visit')?.dueOn, '2021-01-14')
    assert.equal(openDuty(reckoning, 'childInNeedPlan.review')?.dueOn, '2021-02-28')
  })
})

describe('clocks of being looked after', () => {
  it('reviews: 20 working days, 3 months, 6 months, and the last gap repeats', () => {
    const reckoning = reckonIn([
      intoCare('2020-12-14'),
      review(11, '2021-01-12'),
      review(12, '2021-04-12'),
      review(13, '2021-10-12'),
    ])
    assert.deepEqual(dueDays(reckoning, 'lookedAfter.review'), ['2021-01-14', '2021-04-12', '2021-10-12', '2022-04-12'])
  })

  it('visits: a week after each placement, then 6 weeks in its first year', () => {
    assert.equal(nextVisit('2019-01-02', {}), '2019-01-09')
    assert.equal(nextVisit('2019-01-02', {}, '2019-01-09'), '2019-02-20')
    assert.equal(nextVisit('2019-01-02', { longTerm: true }, '2019-01-09', '2020-01-01'), '2020-02-12')
  })

  it('visits after a year: 3 months where the placement is to last to 18, else 6 weeks', () => {
    assert.equal(nextVisit('2019-01-02', { longTerm: true }, '2019-01-09', '2020-01-03'), '2020-04-03')
    assert.equal(nextVisit('2019-01-02', { longTerm: false }, '2019-01-09', '2020-01-03'), '2020-02-14')
  })

  it('fewer visits to a long-term foster home that the child agrees to are lawful from 1 April 2015 only', () => {
    const agreed = { longTerm: true, visitingRule: 'agreedLongTerm' }
    assert.equal(nextVisit('2013-01-02', agreed, '2013-01-09', '2015-03-31'), '2015-06-30')
    assert.equal(nextVisit('2013-01-02', agreed, '2013-01-09', '2015-04-01'), '2015-10-01')
  })

  it('with a parent under an interim care order: weekly until the first review, then 4 weeks', () => {
    const placed = intoCare('2020-09-01', { legalStatus: 'C1', placementType: 'P1' })
    const before = reckonIn([placed, visit(11, '2020-09-08'), visit(12, '2020-09-14')])
    assert.deepEqual(dueDays(before, 'placement.visit'), ['2020-09-08', '2020-09-15', '2020-09-21'])
    const after = reckonIn([placed, visit(11, '2020-09-08'), review(13, '2020-09-28'), visit(14, '2020-09-28')])
    assert.equal(openDuty(after, 'placement.visit')?.dueOn, '2020-10-26')
  })

  it('with a parent under a care order: a week, then 6 weeks, after a year too', () => {
    const parent = { placementType: 'P1', longTerm: true }
    assert.equal(nextVisit('2019-01-02', parent), '2019-01-09')
    assert.equal(nextVisit('2019-01-02', parent, '2019-01-09', '2020-01-03'), '2020-02-14')
  })

  it('visits start anew with a new placement, and the old placement’s visit lapses', () => {
    const moved = occurrenceOf(12, 'placementChange', 'moved', { movedOn: '2020-10-05', placementType: 'K2' })
    const reckoning = reckonIn([intoCare('2020-09-01'), visit(11, '2020-09-08'), moved])
    assert.equal(openDuty(reckoning, 'placement.visit')?.dueOn, '2020-10-12')
    assert.deepEqual(
      reckoning.duties.filter(row => row.lapsedOn !== null).map(row => [row.rule, row.dueOn, row.lapsedOn]),
      [['placement.visit', '2020-10-20', '2020-10-05']],
    )
  })

  it('virtual visits count from 24 April 2020 to 30 September 2021 and at no other time', () => {
    const virtually = (on: CivilDate) =>
      openDuty(reckonIn([intoCare('2020-01-01'), visit(11, on, { mode: 'virtual' })]), 'placement.visit')?.anchoredOn
    assert.equal(virtually('2020-04-23'), '2020-01-01')
    assert.equal(virtually('2020-04-24'), '2020-04-24')
    assert.equal(virtually('2021-09-30'), '2021-09-30')
    assert.equal(virtually('2021-10-01'), '2020-01-01')
  })

  it('health: 20 working days, 6 months under 5, 12 months from the fifth birthday, born on 29 February', () => {
    const assessed = (on: CivilDate) =>
      occurrenceOf(11, 'healthAssessment', 'completed', { assessedOn: on, by: 'medicalPractitioner' })
    const due = (on: CivilDate) =>
      dueDays(
        reckonIn([intoCare('2020-12-14'), assessed(on)], { bornOn: '2016-02-29' }),
        'lookedAfter.healthAssessment',
      )
    assert.deepEqual(due('2021-02-28'), ['2021-01-14', '2021-08-28'])
    assert.deepEqual(due('2021-03-01'), ['2021-01-14', '2022-03-01'])
  })

  it('health: the first assessment is a doctor’s, later ones may be a nurse’s', () => {
    const assessed = (entry: number, assessedOn: CivilDate, by: string) =>
      occurrenceOf(entry, 'healthAssessment', 'completed', { assessedOn, by })
    const due = (...done: readonly ReturnType<typeof assessed>[]) =>
      openDuty(reckonIn([intoCare('2020-01-06'), ...done], { bornOn: '2012-05-05' }), 'lookedAfter.healthAssessment')
        ?.dueOn
    assert.equal(due(assessed(11, '2020-01-20', 'nurse')), '2020-02-03')
    const first = assessed(12, '2020-01-27', 'medicalPractitioner')
    assert.equal(due(first, assessed(13, '2021-01-20', 'nurse')), '2022-01-20')
  })

  it('no review falls due on or after the 18th birthday, nor of leaving care after the 25th', () => {
    const rules = (bornOn: CivilDate) =>
      reckonIn([intoCare('2020-06-01'), visit(20, '2020-12-01'), review(30, '2020-12-01')], { bornOn })
        .openDuties.map(({ rule }) => rule)
        .filter(rule => rule === 'lookedAfter.review')
    assert.deepEqual(rules('2003-06-01'), ['lookedAfter.review'])
    assert.deepEqual(rules('2003-03-01'), [])
    const eligible = { decidedOn: '2014-01-06', category: 'formerRelevant' }
    const inTouch = (bornOn: CivilDate) =>
      openDuty(
        reckonIn(
          [
            occurrenceOf(1, 'eligibility', 'entitled', eligible),
            occurrenceOf(2, 'keepingInTouch', 'inTouch', { contactOn: '2020-12-01' }),
          ],
          { bornOn },
        ),
        'careLeaver.keepingInTouch',
      )?.dueOn
    assert.equal(inTouch('1996-01-27'), '2021-01-26')
    assert.equal(inTouch('1996-01-26'), undefined)
  })

  it('a move to a home of the same kind starts the visits anew, and is a placement of its own', () => {
    const moved = occurrenceOf(12, 'placementChange', 'moved', {
      movedOn: '2020-12-14',
      placementType: 'U6',
      where: 'Another carer',
    })
    const reckoning = reckonIn([intoCare('2020-06-01'), visit(20, '2020-12-10'), moved])
    assert.equal(openDuty(reckoning, 'placement.visit')?.dueOn, '2020-12-21')
    assert.equal(reckoning.episodes.filter(({ kind }) => kind === 'placement').length, 2)
  })

  it('a child who lives with a parent is visited within a week of a care order', () => {
    const order = (legalStatus: string) =>
      occurrenceOf(12, 'legalStatusChange', 'changed', { changedOn: '2018-06-25', legalStatus })
    const placed = { legalStatus: 'C1', placementType: 'P1' }
    const care = [intoCare('2018-04-02', placed), review(30, '2018-04-27'), visit(20, '2018-06-21')]
    assert.equal(openDuty(reckonIn(care), 'placement.visit')?.dueOn, '2018-07-19')
    assert.equal(openDuty(reckonIn([...care, order('C2')]), 'placement.visit')?.dueOn, '2018-07-02')
    const fostered = [intoCare('2018-04-02', { legalStatus: 'C1' }), visit(20, '2018-06-21'), order('C2')]
    assert.equal(openDuty(reckonIn(fostered), 'placement.visit')?.dueOn, '2018-08-02')
  })

  it('a care plan agreed after the order leaves the visit within a week of it; a visit since has met what the order asks', () => {
    const placed = intoCare('2018-04-02', { legalStatus: 'C1', placementType: 'P1' })
    const order = occurrenceOf(40, 'legalStatusChange', 'changed', { changedOn: '2018-06-25', legalStatus: 'C2' })
    const plan = (agreedOn: CivilDate) => occurrenceOf(41, 'carePlan', 'agreed', { agreedOn, visitEvery: 20 })
    const care = [placed, review(30, '2018-04-27'), visit(20, '2018-06-21'), order]
    assert.equal(openDuty(reckonIn([...care, plan('2018-06-26')]), 'placement.visit')?.dueOn, '2018-07-02')
    const visited = reckonIn([...care, visit(21, '2018-06-29'), plan('2018-07-03')])
    assert.equal(openDuty(visited, 'placement.visit')?.dueOn, '2018-07-31')
    assert.equal(openDuty(visited, 'placement.visit')?.soonerSince, null)
  })

  it('visits where placed for adoption are weekly until the first review; after a year in custody every three months', () => {
    assert.equal(nextVisit('2020-09-03', { placementType: 'A6' }, '2020-09-07'), '2020-09-14')
    assert.equal(nextVisit('2019-06-03', { placementType: 'R5' }, '2019-06-05', '2020-06-10'), '2020-09-10')
  })

  it('a temporary approval runs out after 16 weeks, or 24 where it is extended, however often; 24 weeks in spring and summer 2020', () => {
    const kin = { placementType: 'U3', visitingRule: 'temporaryApproval' }
    const rule = 'placement.expiry'
    const extended = (entry: number, movedOn: CivilDate) =>
      occurrenceOf(entry, 'placementChange', 'extended', { movedOn, placementType: 'U3' })
    const from = (day: CivilDate, ...days: readonly CivilDate[]) =>
      reckonIn([intoCare(day, kin), ...days.map((movedOn, index) => extended(40 + index, movedOn))])
    assert.deepEqual(dueDays(from('2019-01-07'), rule), ['2019-04-29'])
    assert.equal(openDuty(from('2019-01-07', '2019-04-25'), rule)?.dueOn, '2019-06-24')
    assert.equal(openDuty(from('2019-01-07', '2019-04-25', '2019-06-20'), rule)?.dueOn, '2019-06-24')
    assert.deepEqual(dueDays(from('2020-04-24'), rule), ['2020-10-09'])
    assert.deepEqual(dueDays(from('2020-09-28'), rule), ['2021-01-18'])
    assert.equal(from('2019-01-07', '2019-04-25').episodes.filter(({ kind }) => kind === 'placement').length, 1)
    const approved = occurrenceOf(40, 'placementChange', 'moved', { movedOn: '2019-04-15', placementType: 'U3' })
    const settled = reckonIn([intoCare('2019-01-07', kin), approved])
    assert.equal(openDuty(settled, rule), undefined)
    assert.equal(settled.duties.find(row => row.rule === rule)?.metOn, '2019-04-15')
  })

  it('an extension is judged by the law of the day on which the approval was given', () => {
    const kin = { placementType: 'U3', visitingRule: 'temporaryApproval' }
    const due = (day: CivilDate, movedOn: CivilDate) =>
      openDuty(
        reckonIn([intoCare(day, kin), occurrenceOf(40, 'placementChange', 'extended', { movedOn })]),
        'placement.expiry',
      )?.dueOn
    assert.equal(due('2020-09-01', '2021-02-10'), '2021-04-13')
    assert.equal(due('2020-01-06', '2020-04-25'), '2020-06-22')
  })

  it('a child who comes back to a carer brings no new approval: its limit counts from the day that is given', () => {
    const kin = { placementType: 'U3', visitingRule: 'temporaryApproval' }
    const moved = (entry: number, movedOn: CivilDate, more: object) =>
      occurrenceOf(entry, 'placementChange', 'moved', { movedOn, ...more })
    const back = (approvedOn?: CivilDate) =>
      reckonIn([
        intoCare('2019-01-07', kin),
        moved(40, '2019-03-01', { placementType: 'T1' }),
        moved(41, '2019-03-08', { ...kin, approvedOn }),
      ])
    assert.equal(openDuty(back('2019-01-07'), 'placement.expiry')?.dueOn, '2019-04-29')
    assert.equal(openDuty(back(), 'placement.expiry')?.dueOn, '2019-06-28')
    const before = { ...kin, approvedOn: '2020-04-20' }
    assert.equal(openDuty(reckonIn([intoCare('2020-04-27', before)]), 'placement.expiry')?.dueOn, '2020-08-10')
  })

  it('outside a carer’s terms a placement lasts 6 working days; with a parent before the assessment the decision has 20; others have no limit', () => {
    const due = (visitingRule?: string) =>
      openDuty(reckonIn([intoCare('2019-01-07', { placementType: 'U6', visitingRule })]), 'placement.expiry')?.dueOn
    assert.equal(due('outsideTerms'), '2019-01-15')
    assert.equal(due('parentBeforeAssessment'), '2019-02-04')
    assert.equal(due('agreedLongTerm'), undefined)
    assert.equal(due(), undefined)
  })

  it('a placement for adoption is reviewed after 4 weeks, then 3 months, then 6; one review meets the ordinary one too', () => {
    const placed = occurrenceOf(12, 'placementChange', 'moved', { movedOn: '2020-03-02', placementType: 'A6' })
    const care = [
      intoCare('2019-06-03', { legalStatus: 'E1' }),
      review(30, '2019-07-01'),
      review(31, '2019-10-01'),
      placed,
    ]
    const rule = 'placement.adoptionReview'
    assert.deepEqual(dueDays(reckonIn(care), rule), ['2020-03-30'])
    const reckoning = reckonIn([...care, review(32, '2020-03-27'), review(33, '2020-06-26')])
    assert.deepEqual(dueDays(reckoning, rule), ['2020-03-30', '2020-06-27', '2020-12-26'])
    assert.deepEqual(dueDays(reckoning, 'lookedAfter.review').slice(-3), ['2020-04-01', '2020-09-27', '2020-12-26'])
    assert.deepEqual(dueDays(reckonIn([intoCare('2020-03-02')]), rule), [])
  })

  it('a child who may be placed for adoption and is not is reviewed after 3 months, then every 6, until placed', () => {
    const order = occurrenceOf(12, 'legalStatusChange', 'changed', { changedOn: '2020-01-06', legalStatus: 'E1' })
    const care = [intoCare('2019-06-03'), order, review(30, '2020-04-03')]
    const rule = 'legalStatus.adoptionReview'
    assert.deepEqual(dueDays(reckonIn(care), rule), ['2020-04-06', '2020-10-03'])
    const placed = occurrenceOf(13, 'placementChange', 'moved', { movedOn: '2020-05-04', placementType: 'A6' })
    assert.equal(openDuty(reckonIn([...care, placed, review(31, '2020-06-01')]), rule), undefined)
  })

  it('the review of a child who waits for adoption rests from the day of the placement, and is due within 42 days of a return', () => {
    const rule = 'legalStatus.adoptionReview'
    const moved = (entry: number, movedOn: CivilDate, placementType: string) =>
      occurrenceOf(entry, 'placementChange', 'moved', { movedOn, placementType })
    const order = occurrenceOf(12, 'legalStatusChange', 'changed', { changedOn: '2020-01-06', legalStatus: 'E1' })
    const waiting = [intoCare('2019-06-03'), order]
    const placed = [...waiting, moved(13, '2020-03-30', 'A6')]
    const rested = reckonIn(placed).duties.filter(row => row.rule === rule)
    assert.deepEqual(
      rested.map(({ dueOn, lapsedOn, metOn }) => [dueOn, lapsedOn, metOn]),
      [['2020-04-06', '2020-03-30', null]],
    )
    const returned = [...placed, review(31, '2020-04-20'), moved(14, '2020-05-11', 'U4')]
    assert.equal(openDuty(reckonIn(returned), rule)?.dueOn, '2020-06-22')
    assert.equal(openDuty(reckonIn([...returned, moved(15, '2020-05-25', 'U6')]), rule)?.dueOn, '2020-06-22')
    assert.deepEqual(dueDays(reckonIn([...returned, review(32, '2020-06-15')]), rule).slice(1), [
      '2020-06-22',
      '2020-12-15',
    ])
    // A move between homes that are not for adoption changes nothing, near the 18th birthday too.
    const near = reckonIn([...waiting, moved(13, '2020-03-30', 'U4')], { bornOn: '2002-04-20' })
    assert.equal(openDuty(near, rule)?.dueOn, '2020-04-06')
  })

  it('in custody or hospital without a care order it is six weeks, after a year too, or three months where it is to last to 18', () => {
    const remanded = { placementType: 'R5', legalStatus: 'J1' }
    assert.equal(nextVisit('2019-06-03', remanded, '2019-06-05', '2020-06-10'), '2020-07-22')
    const agreed = { placementType: 'R2', legalStatus: 'V2' }
    assert.equal(nextVisit('2019-06-03', agreed, '2019-06-05', '2020-06-10'), '2020-07-22')
    assert.equal(nextVisit('2019-06-03', { ...agreed, longTerm: true }, '2019-06-05', '2020-06-10'), '2020-09-10')
  })

  it('short breaks are visited and reviewed after 3 months and then every 6, and are no care', () => {
    const breaks = { startedOn: '2020-06-01', legalStatus: 'V4', placementType: 'U6', unaccompanied: false }
    const reckoning = reckonIn([
      occurrenceOf(10, 'becomingLookedAfter', 'shortBreaks', breaks),
      visit(20, '2020-08-20'),
    ])
    assert.deepEqual(
      reckoning.openEpisodes.map(({ kind }) => kind),
      ['shortBreaks'],
    )
    assert.deepEqual(
      reckoning.openDuties.map(({ rule, dueOn }) => ({ rule, dueOn })),
      [
        { rule: 'shortBreaks.review', dueOn: '2020-09-01' },
        { rule: 'shortBreaks.visit', dueOn: '2021-02-20' },
      ],
    )
  })

  it('short breaks end where the child comes into care, or by an outcome of their own; then nothing of them is due', () => {
    const breaks = { startedOn: '2020-06-01', legalStatus: 'V4', placementType: 'U6', unaccompanied: false }
    const begun = occurrenceOf(9, 'becomingLookedAfter', 'shortBreaks', breaks)
    const order = reckonIn([begun, intoCare('2020-07-06', { legalStatus: 'C1' })])
    assert.deepEqual(
      order.openEpisodes.map(({ kind }) => kind),
      ['lookedAfter', 'legalStatus', 'placement'],
    )
    assert.deepEqual(
      order.duties.filter(({ rule }) => rule.startsWith('shortBreaks')).map(({ rule, lapsedOn }) => [rule, lapsedOn]),
      [
        ['shortBreaks.visit', '2020-07-06'],
        ['shortBreaks.review', '2020-07-06'],
      ],
    )
    const ended = reckonIn([
      begun,
      occurrenceOf(11, 'ceasingToBeLookedAfter', 'shortBreaksEnded', { ceasedOn: '2020-07-06' }),
    ])
    assert.deepEqual([ended.openEpisodes, ended.openDuties], [[], []])
  })

  it('a visit planned for a child who has short breaks is due on its day, and not once the breaks have ended', () => {
    const breaks = { startedOn: '2020-06-01', legalStatus: 'V4', placementType: 'U6', unaccompanied: false }
    const planned = { agreedOn: '2020-06-08', visitOn: '2020-06-24' }
    const entries = [
      occurrenceOf(9, 'becomingLookedAfter', 'shortBreaks', breaks),
      occurrenceOf(10, 'plannedVisit', 'lookedAfter', planned),
    ]
    assert.equal(openDuty(reckonIn(entries), 'lookedAfterVisit')?.dueOn, '2020-06-24')
    const ended = occurrenceOf(11, 'ceasingToBeLookedAfter', 'shortBreaksEnded', { ceasedOn: '2020-06-15' })
    assert.equal(openDuty(reckonIn([...entries, ended]), 'lookedAfterVisit'), undefined)
    const order = occurrenceOf(11, 'becomingLookedAfter', 'started', {
      startedOn: '2020-06-15',
      legalStatus: 'C1',
      placementType: 'U6',
    })
    assert.equal(openDuty(reckonIn([...entries, order]), 'lookedAfterVisit')?.dueOn, '2020-06-24')
  })

  it('the end of short breaks is told as that, and asks for no reason why care ended', () => {
    const declared = england.steps.ceasingToBeLookedAfter
    const on = { ceasedOn: '2020-07-06', reason: undefined, support: undefined, childsView: undefined }
    assert.equal(declared.tells(on, 'shortBreaksEnded'), 'Short breaks ended.')
    assert.equal(
      declared.tells({ ...on, reason: 'E4A' }, 'ceased'),
      'Ceased to be looked after: returned home to parents, as planned.',
    )
    assert.deepEqual([declared.fields.reason.required, declared.outcomes.ceased.needs], [false, ['reason']])
  })

  it('legal status and placement lie inside care: without it they do not begin', () => {
    const changes = [
      occurrenceOf(11, 'legalStatusChange', 'changed', { changedOn: '2020-12-01', legalStatus: 'C2' }),
      occurrenceOf(12, 'placementChange', 'moved', { movedOn: '2020-12-01', placementType: 'U6' }),
    ]
    assert.deepEqual(reckonIn(changes).episodes, [])
  })

  it('education: 20 working days, then each term; for a baby from the third birthday', () => {
    const agreed = occurrenceOf(11, 'personalEducationPlan', 'agreed', { agreedOn: '2021-01-14' })
    const rule = 'lookedAfter.personalEducationPlan'
    assert.deepEqual(dueDays(reckonIn([intoCare('2020-12-14'), agreed], { bornOn: '2010-05-05' }), rule), [
      '2021-01-14',
      '2021-05-14',
    ])
    assert.deepEqual(dueDays(reckonIn([intoCare('2020-12-14')], { bornOn: '2020-11-30' }), rule), ['2023-12-30'])
  })

  it('police protection runs out after 72 hours, an emergency protection order after 8 days', () => {
    const due = (legalStatus: string) =>
      openDuty(reckonIn([intoCare('2020-12-14', { legalStatus })]), 'legalStatus.expiry')?.dueOn
    assert.equal(due('L1'), '2020-12-17')
    assert.equal(due('L2'), '2020-12-22')
    assert.equal(due('V2'), undefined)
  })

  it('an emergency protection order is prolonged once, to 15 days in all; police protection never, however often it is recorded', () => {
    const again = (legalStatus: string, ...days: readonly CivilDate[]) =>
      openDuty(
        reckonIn([
          intoCare('2020-12-01', { legalStatus }),
          ...days.map((changedOn, index) =>
            occurrenceOf(12 + index, 'legalStatusChange', 'changed', { changedOn, legalStatus }),
          ),
        ]),
        'legalStatus.expiry',
      )?.dueOn
    assert.equal(again('L2', '2020-12-04'), '2020-12-16')
    assert.equal(again('L2', '2020-12-04', '2020-12-14'), '2020-12-16')
    assert.equal(again('L1', '2020-12-03'), '2020-12-04')
    assert.equal(again('L1', '2020-12-07'), '2020-12-04')
  })
})

describe('clocks of missing children', () => {
  const back = (returnedAt: string) =>
    openDuty(reckonIn([occurrenceOf(1, 'returnFromMissing', 'returned', { returnedAt })]), 'returnInterview')

  it('72 hours from return are hours of real time when the clocks go forward', () => {
    assert.equal(back('2020-03-28T12:00')?.dueAt, '2020-03-31T12:00:00.000Z')
    assert.equal(back('2020-03-28T12:00')?.dueOn, '2020-03-31')
  })

  it('and when they go back', () => {
    assert.equal(back('2020-10-24T12:00')?.dueAt, '2020-10-27T11:00:00.000Z')
  })

  it('an hour counted past midnight falls due on the next day', () => {
    assert.equal(back('2020-10-22T23:30')?.dueOn, '2020-10-25')
    assert.equal(back('2020-10-23T00:30')?.dueOn, '2020-10-25')
    assert.equal(back('2020-10-23T00:30')?.dueAt, '2020-10-25T23:30:00.000Z')
  })
})

describe('clocks of leaving care', () => {
  it('a pathway plan is due 3 months after becoming eligible, and reviewed every 6 months', () => {
    const eligible = occurrenceOf(1, 'eligibility', 'entitled', {
      decidedOn: '2020-09-10',
      eligibleOn: '2020-08-31',
      category: 'eligible',
    })
    assert.equal(openDuty(reckonIn([eligible], { bornOn: '2004-08-31' }), 'pathwayPlan')?.dueOn, '2020-11-30')
    const agreed = occurrenceOf(2, 'pathwayPlan', 'agreed', { agreedOn: '2020-11-30' }, 1)
    const reviewed = occurrenceOf(3, 'pathwayPlanReview', 'continues', { heldOn: '2021-05-30' })
    assert.deepEqual(dueDays(reckonIn([eligible, agreed, reviewed]), 'pathwayPlan.review'), [
      '2021-05-30',
      '2021-11-30',
    ])
  })

  it('keeping in touch is every 8 weeks from the 18th birthday, and stops at the 25th', () => {
    const eligible = occurrenceOf(1, 'eligibility', 'entitled', { decidedOn: '2018-09-10', category: 'eligible' })
    const inTouch = (entry: number, contactOn: CivilDate, outcome = 'inTouch') =>
      occurrenceOf(entry, 'keepingInTouch', outcome, { contactOn, inTouch: 'YES' })
    const rule = 'careLeaver.keepingInTouch'
    const due = (...contacts: readonly ReturnType<typeof inTouch>[]) =>
      dueDays(reckonIn([eligible, ...contacts], { bornOn: '2002-09-01' }), rule)
    assert.deepEqual(due(), ['2020-10-27'])
    assert.deepEqual(due(inTouch(2, '2020-10-20')), ['2020-10-27', '2020-12-15'])
    assert.deepEqual(due(inTouch(2, '2020-10-20', 'notInTouch')), ['2020-10-27'])
    assert.deepEqual(due(inTouch(2, '2027-09-01')), ['2020-10-27'])
  })
})
