import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { england } from '../england.ts'
import { inForce, ruleOn, workingDays } from '../law.ts'
import type { Occurrence } from './rows.ts'
import { dueDays, occurrenceOf, openDuty, reckonIn } from './testing.ts'

const referral = (entry: number, on: string, follows: number | null = null) =>
  occurrenceOf(entry, 'referral', 'assessment', { receivedOn: on, decidedOn: on }, follows)
const assessment = (entry: number, on: string, outcome = 'childInNeedPlan', follows: number | null = null) =>
  occurrenceOf(entry, 'childAndFamilyAssessment', outcome, { startedOn: on, completedOn: on }, follows)
const closure = (entry: number, on: string, outcome = 'closed') =>
  occurrenceOf(entry, 'closure', outcome, { closedOn: on, reason: 'RC7' })
const plan = (entry: number, on: string) => occurrenceOf(entry, 'childInNeedPlan', 'agreed', { agreedOn: on })

const periods = (occurrences: readonly Occurrence[]) =>
  reckonIn(occurrences).episodes.map(row => [row.kind, row.startedOn, row.endedOn])

describe('episodes', () => {
  it('an accepted referral opens a period of need on the day it was received, and closure ends it', () => {
    const referred = occurrenceOf(1, 'referral', 'assessment', { receivedOn: '2020-01-02', decidedOn: '2020-01-03' })
    assert.deepEqual(periods([referred, closure(2, '2020-06-01')]), [['inNeed', '2020-01-02', '2020-06-01']])
  })

  it('one at a time: a second accepted referral does not open a second period', () => {
    assert.deepEqual(periods([referral(1, '2020-01-02'), referral(2, '2020-02-03')]), [['inNeed', '2020-01-02', null]])
  })

  it('what lies inside ends with it', () => {
    assert.deepEqual(periods([referral(1, '2020-01-02'), plan(2, '2020-02-03'), closure(3, '2020-06-01')]), [
      ['inNeed', '2020-01-02', '2020-06-01'],
      ['childInNeedPlan', '2020-02-03', '2020-06-01'],
    ])
  })

  it('a conference’s plan takes the place of the child in need plan, with its category', () => {
    const conference = occurrenceOf(3, 'initialConference', 'plan', { heldOn: '2020-03-04', category: 'EMO' })
    const changed = occurrenceOf(4, 'reviewConference', 'changesCategory', { heldOn: '2020-06-01', category: 'NEG' })
    const reckoning = reckonIn([referral(1, '2020-01-02'), plan(2, '2020-02-03'), conference, changed])
    assert.deepEqual(
      reckoning.episodes.map(({ kind, startedOn, endedOn, detail }) => [kind, startedOn, endedOn, detail]),
      [
        ['inNeed', '2020-01-02', null, {}],
        ['childInNeedPlan', '2020-02-03', '2020-03-04', {}],
        ['childProtectionPlan', '2020-03-04', null, {}],
        ['categoryOfAbuse', '2020-03-04', '2020-06-01', { category: 'EMO' }],
        ['categoryOfAbuse', '2020-06-01', null, { category: 'NEG' }],
      ],
    )
  })

  it('legal status and placement begin and end with care, and a change to the same is no change', () => {
    const started = occurrenceOf(1, 'becomingLookedAfter', 'started', {
      startedOn: '2020-01-02',
      legalStatus: 'V2',
      placementType: 'U6',
      unaccompanied: true,
    })
    const same = occurrenceOf(2, 'legalStatusChange', 'changed', { changedOn: '2020-02-03', legalStatus: 'V2' })
    const order = occurrenceOf(3, 'legalStatusChange', 'changed', { changedOn: '2020-03-04', legalStatus: 'C1' })
    const ended = occurrenceOf(4, 'ceasingToBeLookedAfter', 'ceased', { ceasedOn: '2020-05-06', reason: 'E4A' })
    assert.deepEqual(
      reckonIn([started, same, order, ended]).episodes.map(({ kind, startedOn, endedOn, detail }) => [
        kind,
        startedOn,
        endedOn,
        detail,
      ]),
      [
        ['lookedAfter', '2020-01-02', '2020-05-06', { unaccompanied: true }],
        ['legalStatus', '2020-01-02', '2020-03-04', { legalStatus: 'V2' }],
        ['placement', '2020-01-02', '2020-05-06', { placementType: 'U6' }],
        ['legalStatus', '2020-03-04', '2020-05-06', { legalStatus: 'C1' }],
      ],
    )
  })

  it('a transfer ends one allocation and begins the next; another part stands beside it', () => {
    const to = (entry: number, step: 'allocation' | 'transfer', part: string, on: string, worker: number) =>
      occurrenceOf(entry, step, part, { allocatedOn: on, transferredOn: on, worker, team: 'assessment-north-east' })
    assert.deepEqual(
      reckonIn([
        to(1, 'allocation', 'socialWorker', '2020-01-02', 7),
        to(2, 'transfer', 'socialWorker', '2020-02-03', 8),
        to(3, 'allocation', 'reviewingOfficer', '2020-02-04', 9),
      ]).episodes.map(({ kind, startedOn, endedOn, detail }) => [kind, startedOn, endedOn, detail.worker]),
      [
        ['socialWorkerAllocation', '2020-01-02', '2020-02-03', 7],
        ['socialWorkerAllocation', '2020-02-03', null, 8],
        ['reviewingOfficerAllocation', '2020-02-04', null, 9],
      ],
    )
  })

  it('entries are taken in the order in which they happened, whenever they were recorded', () => {
    const entries = [closure(1, '2020-06-01'), plan(3, '2020-02-03'), referral(2, '2020-01-02')]
    assert.deepEqual(periods(entries), periods([...entries].reverse()))
    assert.deepEqual(periods(entries)[0], ['inNeed', '2020-01-02', '2020-06-01'])
  })

  it('an episode of one day starts and ends on it', () => {
    assert.deepEqual(periods([referral(1, '2020-01-02'), closure(2, '2020-01-02')]), [
      ['inNeed', '2020-01-02', '2020-01-02'],
    ])
  })
})

describe('duties', () => {
  it('work that an outcome led to is met by the entry that follows, also when it is late', () => {
    const duty = reckonIn([referral(1, '2020-01-02'), assessment(2, '2020-09-01', 'continues', 1)]).duties[0]
    assert.deepEqual([duty?.step, duty?.metBy, duty?.metOn], ['childAndFamilyAssessment', 2, '2020-09-01'])
    assert.ok((duty?.dueOn ?? '') < (duty?.metOn ?? ''))
  })

  it('of two that wait, the entry meets the one that its own chain led to', () => {
    const decision = (entry: number, on: string) =>
      occurrenceOf(entry, 'managementOversight', 'reassess', { heldOn: on })
    const waiting = [referral(1, '2020-01-02'), decision(2, '2020-02-03')]
    const metBy = (follows: number | null) =>
      reckonIn([...waiting, assessment(3, '2020-03-04', 'continues', follows)])
        .duties.filter(row => row.metBy === 3)
        .map(row => row.anchor)
    assert.deepEqual(metBy(2), [2])
    assert.deepEqual(metBy(1), [1])
    assert.deepEqual(metBy(null), [1], 'without a chain, the one that has waited longest')
  })

  it('what belongs to a period that ends lapses on that day', () => {
    const reckoning = reckonIn([referral(1, '2020-01-02'), plan(2, '2020-02-03'), closure(3, '2020-02-10', 'stepDown')])
    assert.deepEqual(
      reckoning.duties.map(({ rule, metOn, lapsedOn, lapsedBy }) => [rule, metOn, lapsedOn, lapsedBy]),
      [
        ['childAndFamilyAssessment', null, '2020-02-10', 3],
        ['childInNeedPlan.visit', null, '2020-02-10', 3],
        ['childInNeedPlan.review', null, '2020-02-10', 3],
        ['earlyHelpAssessment', null, null, null],
      ],
    )
  })

  it('does not lapse where the same entry begins the period anew: a care leaver in another category', () => {
    const eligible = occurrenceOf(1, 'eligibility', 'entitled', { decidedOn: '2020-01-06', category: 'eligible' })
    const changed = { decidedOn: '2020-02-03', category: 'relevant' }
    const reckoning = reckonIn([eligible, occurrenceOf(2, 'eligibility', 'categoryChanged', changed)])
    assert.equal(openDuty(reckoning, 'pathwayPlan')?.dueOn, '2020-04-06')
  })

  it('a qualifying young person is owed no pathway plan and no contact every few weeks', () => {
    const decided = { decidedOn: '2020-01-06', category: 'qualifying' }
    const reckoning = reckonIn([occurrenceOf(1, 'eligibility', 'qualifying', decided)], { bornOn: '2003-05-05' })
    assert.deepEqual(reckoning.duties, [])
    assert.equal(reckoning.openEpisodes[0]?.kind, 'careLeaver')
  })

  it('whoever was qualifying and becomes entitled is owed a pathway plan; whoever becomes qualifying is owed none any more', () => {
    const decided = (entry: number, outcome: string, decidedOn: string, category: string) =>
      occurrenceOf(entry, 'eligibility', outcome, { decidedOn, category })
    const qualifying = decided(1, 'qualifying', '2020-01-06', 'qualifying')
    const entitled = reckonIn([qualifying, decided(2, 'entitled', '2020-03-02', 'formerRelevant')])
    assert.equal(openDuty(entitled, 'pathwayPlan')?.dueOn, '2020-06-02')
    assert.deepEqual(
      entitled.episodes.map(({ detail, endedOn }) => [detail.category, endedOn]),
      [
        ['qualifying', '2020-03-02'],
        ['formerRelevant', null],
      ],
    )
    const relevant = decided(1, 'entitled', '2020-01-06', 'relevant')
    const fewer = reckonIn([relevant, decided(2, 'qualifying', '2020-02-03', 'qualifying')])
    assert.deepEqual(
      fewer.duties.map(({ rule, lapsedOn }) => [rule, lapsedOn]),
      [
        ['careLeaver.keepingInTouch', '2020-02-03'],
        ['pathwayPlan', '2020-02-03'],
      ],
    )
    assert.deepEqual(
      fewer.openEpisodes.map(({ detail }) => detail.category),
      ['qualifying'],
    )
    const agreed = occurrenceOf(3, 'pathwayPlan', 'agreed', { agreedOn: '2020-01-20' }, 1)
    const planned = reckonIn([relevant, agreed, decided(4, 'qualifying', '2020-02-03', 'qualifying')])
    assert.deepEqual(planned.openDuties, [])
  })

  it('what protects a child is due though no case is open: the enquiry, and the conference after it', () => {
    const discussion = occurrenceOf(1, 'strategyDiscussion', 'section47', { heldOn: '2020-09-01' })
    assert.equal(openDuty(reckonIn([discussion]), 'section47Enquiry')?.dueOn, '2020-09-22')
    const dates = { startedOn: '2020-09-01', completedOn: '2020-09-15' }
    const enquiry = occurrenceOf(2, 'section47Enquiry', 'conference', dates, 1)
    assert.equal(openDuty(reckonIn([discussion, enquiry]), 'initialConference')?.dueOn, '2020-09-22')
  })

  it('a chair’s worry raised informally has no end that is due; taken further it has, from then on', () => {
    const care = occurrenceOf(1, 'becomingLookedAfter', 'started', {
      startedOn: '2020-06-01',
      legalStatus: 'C2',
      placementType: 'U6',
    })
    const raised = occurrenceOf(2, 'escalation', 'raised', { raisedOn: '2020-09-03', stage: 'informal' })
    assert.equal(openDuty(reckonIn([care, raised]), 'escalation.end'), undefined)
    const further = { raisedOn: '2020-09-10', stage: 'teamManager' }
    const reckoning = reckonIn([care, raised, occurrenceOf(3, 'escalationStage', 'raised', further, 2)])
    assert.equal(openDuty(reckoning, 'escalation.end')?.dueOn, '2020-10-08')
    assert.equal(reckoning.openDuties.filter(({ rule }) => rule === 'escalationAnswer').length, 2)
  })

  it('all stages of a chair’s escalation end within 20 working days of the formal start', () => {
    const care = occurrenceOf(1, 'becomingLookedAfter', 'started', {
      startedOn: '2020-06-01',
      legalStatus: 'C2',
      placementType: 'U6',
    })
    const raised = occurrenceOf(2, 'escalation', 'raised', { raisedOn: '2020-09-03', stage: 'teamManager' })
    const further = (entry: number, raisedOn: string, stage: string) =>
      occurrenceOf(entry, 'escalationStage', 'raised', { raisedOn, stage }, 2)
    const stages = [further(3, '2020-09-10', 'serviceManager'), further(4, '2020-09-17', 'director')]
    const reckoning = reckonIn([care, raised, ...stages])
    assert.deepEqual(dueDays(reckoning, 'escalation.end'), ['2020-10-01'])
    assert.equal(openDuty(reckoning, 'escalation.end')?.dueOn, '2020-10-01')
    assert.equal(reckoning.openDuties.filter(({ rule }) => rule === 'escalationAnswer').length, 3)
  })

  it('one that was raised before the child came into care has its end from the next stage on', () => {
    const raised = occurrenceOf(1, 'escalation', 'raised', { raisedOn: '2020-09-03', stage: 'teamManager' })
    const further = (entry: number, raisedOn: string, stage: string) =>
      occurrenceOf(entry, 'escalationStage', 'raised', { raisedOn, stage }, 1)
    const care = occurrenceOf(2, 'becomingLookedAfter', 'started', {
      startedOn: '2020-09-08',
      legalStatus: 'C2',
      placementType: 'U6',
    })
    const outside = reckonIn([raised, further(3, '2020-09-10', 'serviceManager')])
    assert.equal(openDuty(outside, 'escalation.end'), undefined)
    assert.equal(outside.episodes.length, 1)
    const within = [raised, care, further(3, '2020-09-10', 'serviceManager')]
    assert.equal(openDuty(reckonIn(within), 'escalation.end')?.dueOn, '2020-10-08')
    assert.deepEqual(dueDays(reckonIn([...within, further(4, '2020-09-17', 'director')]), 'escalation.end'), [
      '2020-10-08',
    ])
  })

  it('a visit at which the child was not seen meets nothing', () => {
    const missed = occurrenceOf(3, 'childInNeedVisit', 'notSeen', { visitedOn: '2020-02-10', mode: 'faceToFace' })
    const seen = occurrenceOf(4, 'childInNeedVisit', 'seen', { visitedOn: '2020-02-11', mode: 'faceToFace' })
    assert.deepEqual(dueDays(reckonIn([plan(2, '2020-02-03'), missed]), 'childInNeedPlan.visit'), ['2020-03-16'])
    assert.deepEqual(dueDays(reckonIn([plan(2, '2020-02-03'), missed, seen]), 'childInNeedPlan.visit'), [
      '2020-03-16',
      '2020-03-24',
    ])
  })

  it('a review that ends the plan meets its own duty and no further one arises', () => {
    const conference = occurrenceOf(3, 'initialConference', 'plan', { heldOn: '2020-03-04', category: 'EMO' })
    const ends = occurrenceOf(4, 'reviewConference', 'ends', { heldOn: '2020-06-01' })
    const reckoning = reckonIn([referral(1, '2020-01-02'), conference, ends])
    assert.equal(reckoning.duties.find(row => row.rule === 'childProtectionPlan.review')?.metBy, 4)
    assert.deepEqual(
      reckoning.openDuties.map(row => row.step),
      ['childAndFamilyAssessment', 'childInNeedPlan'],
    )
  })

  it('a conference’s clock is not judged by a strategy discussion of another chain', () => {
    const discussion = (entry: number, on: string) =>
      occurrenceOf(entry, 'strategyDiscussion', 'section47', { heldOn: on, present: '', concerns: '' }, 1)
    const enquiry = (entry: number, on: string, follows: number) =>
      occurrenceOf(entry, 'section47Enquiry', 'conference', { startedOn: on, completedOn: on }, follows)
    const reckoning = reckonIn([
      referral(1, '2020-01-02'),
      discussion(2, '2020-01-06'),
      enquiry(3, '2020-01-10', 2),
      discussion(4, '2020-03-02'),
      enquiry(5, '2020-03-06', 4),
    ])
    assert.deepEqual(
      reckoning.duties.filter(row => row.step === 'initialConference').map(row => row.anchoredOn),
      ['2020-01-06', '2020-03-02'],
    )
  })
})

describe('a council’s policy', () => {
  const entries = [referral(1, '2020-04-01')]
  const due = (count: number, from = '2010-01-01') =>
    openDuty(
      reckonIn(entries, {
        policy: { childAndFamilyAssessment: [{ from, within: workingDays(count), basis: 'The council’s own' }] },
      }),
      'childAndFamilyAssessment',
    )?.dueOn

  it('tightens the law', () => assert.equal(due(35), '2020-05-26'))
  it('cannot loosen it', () => assert.equal(due(60), '2020-06-09'))
  it('holds from its day on', () => assert.equal(due(35, '2020-04-02'), '2020-06-09'))

  it('takes the place of common practice, tighter or not, but never of the law in the same rhythm', () => {
    const policy = (rule: string, count: number) => ({
      [rule]: [{ from: '2010-01-01', within: workingDays(count), basis: 'The council’s own' }],
    })
    const visits = (count: number) =>
      dueDays(
        reckonIn([plan(2, '2020-02-03')], { policy: policy('childInNeedPlan.visit', count) }),
        'childInNeedPlan.visit',
      )
    assert.deepEqual(visits(20), ['2020-03-02'])
    assert.deepEqual(visits(40), ['2020-03-30'])
    const conference = occurrenceOf(3, 'initialConference', 'plan', { heldOn: '2020-03-04', category: 'EMO' })
    const met = occurrenceOf(4, 'coreGroup', 'held', { heldOn: '2020-03-18' })
    const rule = 'childProtectionPlan.coreGroup'
    assert.deepEqual(dueDays(reckonIn([conference, met], { policy: policy(rule, 40) }), rule), [
      '2020-03-18',
      '2020-05-18',
    ])
  })
})

describe('law changing on a date', () => {
  it('is judged by the day on which the clock starts', () => {
    const basis = (receivedOn: string) =>
      ruleOn(england.steps.childAndFamilyAssessment.due ?? [], receivedOn)?.basis.slice(0, 21)
    assert.equal(basis('2013-04-14'), 'Working Together 2010')
    assert.equal(basis('2013-04-15'), 'Working Together 2013')
    assert.equal(basis('2018-07-03'), 'Working Together 2015')
    assert.equal(basis('2018-07-04'), 'Working Together 2018')
    assert.equal(basis('2020-12-14'), 'Working Together 2018')
    assert.equal(basis('2023-12-15'), 'Working Together 2023')
  })

  it('a clock that runs over the change keeps the rule of its first day', () => {
    const visits = england.episodes.childProtectionPlan.rhythms?.visit
    assert.ok(visits)
    const changing = {
      ...england,
      episodes: {
        ...england.episodes,
        childProtectionPlan: {
          ...england.episodes.childProtectionPlan,
          rhythms: {
            visit: {
              ...visits,
              gaps: inForce([
                { from: '2010-01-01', until: '2020-03-31', spans: [workingDays(10)], basis: 'Older' },
                { from: '2020-04-01', spans: [workingDays(5)], basis: 'Newer' },
              ]),
            },
          },
        },
      },
    }
    const at = (heldOn: string) =>
      reckonIn([occurrenceOf(3, 'initialConference', 'plan', { heldOn, category: 'EMO' })], { pathway: changing })
    assert.equal(openDuty(at('2020-03-31'), 'childProtectionPlan.visit')?.dueOn, '2020-04-16')
    assert.equal(openDuty(at('2020-04-01'), 'childProtectionPlan.visit')?.dueOn, '2020-04-08')
  })
})
