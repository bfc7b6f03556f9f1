import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CivilDate } from '../../calendar/index.ts'
import { england } from '../england.ts'
import { adulthood } from '../law.ts'
import { replay } from './replay.ts'
import type { Occurrence } from './rows.ts'
import { dueDays, occurrenceOf, openDuty, reckonIn, rulesOfEngland } from './testing.ts'

const intoCare = (startedOn: CivilDate, more: Readonly<Record<string, unknown>> = {}) =>
  occurrenceOf(1, 'becomingLookedAfter', 'started', {
    startedOn,
    legalStatus: 'C2',
    placementType: 'U6',
    unaccompanied: false,
    ...more,
  })
const visit = (entry: number, visitedOn: CivilDate) =>
  occurrenceOf(entry, 'lookedAfterVisit', 'seen', { visitedOn, mode: 'faceToFace' })
const carePlan = (entry: number, agreedOn: CivilDate, visitEvery: number) =>
  occurrenceOf(entry, 'carePlan', 'revised', { agreedOn, visitEvery })
const ceased = (entry: number, ceasedOn: CivilDate, outcome: 'ceased' | 'ceasedAt18') =>
  occurrenceOf(entry, 'ceasingToBeLookedAfter', outcome, { ceasedOn, reason: 'E8' })

const ofChildren = ['lookedAfter', 'placement', 'legalStatus', 'shortBreaks', 'childInNeedPlan', 'childProtectionPlan']

describe('whoever comes of age', () => {
  it('is owed nothing more of what the law asks for children, by any rhythm of theirs', () => {
    const rhythms = ofChildren.flatMap(kind =>
      Object.entries(rulesOfEngland().pathway.episodes[kind]?.rhythms ?? {}).map(
        ([name, { untilBirthday }]) => [`${kind}.${name}`, untilBirthday] as const,
      ),
    )
    assert.ok(rhythms.length >= 14)
    assert.deepEqual(
      rhythms.filter(([, untilBirthday]) => untilBirthday !== adulthood),
      [],
    )
    assert.equal(england.episodes.earlyHelp.rhythms?.review.untilBirthday, undefined, 'early help is the family’s')
  })

  it('is owed a visit due on the day before the 18th birthday and none due on it, which after 29 February is 1 March', () => {
    const due = (bornOn: CivilDate) =>
      openDuty(reckonIn([intoCare('2022-02-21')], { bornOn }), 'placement.visit')?.dueOn
    assert.equal(due('2004-03-01'), '2022-02-28')
    assert.equal(due('2004-02-29'), '2022-02-28')
    assert.equal(due('2004-02-28'), undefined)
    const onTheFirst = openDuty(reckonIn([intoCare('2022-02-22')], { bornOn: '2004-02-29' }), 'placement.visit')
    assert.equal(onTheFirst, undefined)
  })

  it('is owed no visit, core group, conference or review of a plan that was never ended', () => {
    const bornOn = '2003-06-01'
    const plan = reckonIn(
      [
        occurrenceOf(1, 'referral', 'assessment', { receivedOn: '2021-03-01', decidedOn: '2021-03-01' }),
        occurrenceOf(2, 'initialConference', 'plan', { heldOn: '2021-04-01', category: 'NEG' }, 1),
        occurrenceOf(3, 'childProtectionVisit', 'seen', { visitedOn: '2021-05-19', mode: 'faceToFace' }),
        occurrenceOf(4, 'coreGroup', 'held', { heldOn: '2021-04-20' }),
      ],
      { bornOn },
    )
    assert.deepEqual(dueDays(plan, 'childProtectionPlan.visit'), ['2021-04-19'])
    assert.deepEqual(dueDays(plan, 'childProtectionPlan.coreGroup'), ['2021-04-19'])
    assert.deepEqual(dueDays(plan, 'childProtectionPlan.review'), [])
    const inNeed = reckonIn(
      [
        occurrenceOf(1, 'referral', 'assessment', { receivedOn: '2021-03-01', decidedOn: '2021-03-01' }),
        occurrenceOf(2, 'childInNeedPlan', 'agreed', { agreedOn: '2021-04-26' }, 1),
      ],
      { bornOn },
    )
    assert.deepEqual(dueDays(inNeed, 'childInNeedPlan.visit'), [])
    assert.deepEqual(dueDays(inNeed, 'childInNeedPlan.review'), [])
  })

  it('has nothing overdue from after the birthday while the end of care is not recorded, nor once it is', () => {
    const bornOn = '2003-06-01'
    const entries = [intoCare('2020-01-06'), visit(2, '2021-04-12'), visit(3, '2021-05-10')]
    const before = reckonIn(entries, { bornOn })
    assert.deepEqual(
      before.openDuties.filter(({ dueOn }) => dueOn !== null && dueOn >= '2021-06-01'),
      [],
    )
    assert.equal(openDuty(before, 'placement.visit'), undefined)
    assert.equal(openDuty(before, 'lookedAfter.review')?.dueOn, '2020-02-03', 'what was due to the child stays due')
    const recorded = [
      ...entries.map(occurrence => ({ at: `${occurrence.completedOn}T12:00:00.000Z`, occurrence })),
      { at: '2021-08-20T12:00:00.000Z', occurrence: ceased(4, '2021-06-01', 'ceasedAt18') },
    ]
    const { duties, episodes } = replay(rulesOfEngland(), [{ at: '2020-01-01T12:00:00.000Z', bornOn }, ...recorded])
    assert.deepEqual(
      duties.filter(({ row }) => row.dueOn !== null && row.dueOn >= '2021-06-01'),
      [],
      'at no time was anything known to fall due then',
    )
    const review = duties.find(({ row }) => row.rule === 'lookedAfter.review')
    assert.equal(review?.row.lapsedOn, '2021-06-01')
    assert.equal(review.settledKnownFrom, '2021-08-20T12:00:00.000Z')
    assert.ok(episodes.every(({ row }) => row.endedOn === '2021-06-01'))
  })

  it('had a visit due where care ended before, and that visit lapses on the day it ended', () => {
    const entries = [intoCare('2020-01-06'), visit(2, '2021-04-12'), ceased(3, '2021-05-03', 'ceased')]
    const visits = reckonIn(entries, { bornOn: '2003-06-01' }).duties.filter(({ rule }) => rule === 'placement.visit')
    assert.deepEqual(
      visits.map(({ dueOn, metOn, lapsedOn }) => [dueOn, metOn, lapsedOn]),
      [
        ['2020-01-13', '2021-04-12', null],
        ['2021-05-24', null, '2021-05-03'],
      ],
    )
  })

  it('is owed none by a date of birth that nobody knew at the time, and was owed it until then', () => {
    const care = intoCare('2021-05-28')
    assert.equal(openDuty(reckonIn([care]), 'placement.visit')?.dueOn, '2021-06-04')
    assert.equal(openDuty(reckonIn([care], { bornOn: '2003-06-01' }), 'placement.visit'), undefined)
  })
})

describe('a child’s own plan near the 18th birthday', () => {
  const bornOn = '2003-06-01'
  const due = (...entries: readonly Occurrence[]) =>
    reckonIn([intoCare('2021-01-04'), visit(2, '2021-04-26'), ...entries], { bornOn })

  it('asks for no visit that would fall due after it', () => {
    assert.equal(openDuty(due(), 'placement.visit'), undefined, 'six weeks from the last would be 7 June')
    assert.equal(openDuty(due(carePlan(3, '2021-05-04', 30)), 'placement.visit'), undefined)
  })

  it('may ask for one before it of a child to whom no other was owed', () => {
    const asked = due(carePlan(3, '2021-05-04', 10))
    assert.equal(openDuty(asked, 'placement.visit')?.dueOn, '2021-05-18')
    assert.equal(openDuty(asked, 'placement.visit')?.anchoredOn, '2021-04-26')
    const visited = due(carePlan(3, '2021-05-04', 10), visit(4, '2021-05-18'))
    assert.deepEqual(dueDays(visited, 'placement.visit'), ['2021-01-11', '2021-05-18'])
  })

  it('takes back the visit that it asked for, where it comes to ask for it so seldom that it would be after it', () => {
    const plans = [carePlan(3, '2021-05-04', 10), carePlan(4, '2021-05-06', 40)]
    const asked = due(...plans)
    assert.equal(openDuty(asked, 'placement.visit'), undefined)
    assert.deepEqual(dueDays(asked, 'placement.visit'), ['2021-01-11'])
    const recorded = [intoCare('2021-01-04'), visit(2, '2021-04-26'), ...plans].map(occurrence => ({
      at: `${occurrence.completedOn}T12:00:00.000Z`,
      occurrence,
    }))
    const known = replay(rulesOfEngland(), [{ at: '2021-01-01T12:00:00.000Z', bornOn }, ...recorded])
      .duties.filter(({ row }) => row.rule === 'placement.visit')
      .map(({ row, knownFrom, knownTo }) => [row.dueOn, knownFrom.slice(0, 10), knownTo.slice(0, 10)])
    assert.deepEqual(known, [
      ['2021-01-11', '2021-01-04', 'infinity'],
      ['2021-05-18', '2021-05-04', '2021-05-06'],
    ])
  })
})
