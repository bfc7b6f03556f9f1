import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyAnswer, anyDay } from '../testing.ts'
import { actionsOf, changesOver, isUnchanged, timesMoved } from './changes.ts'
import { planStanding } from './drift.ts'
import { actionStatuses, plan as planQuestion, visitEvery } from './questions.ts'
import type { Action, ActionStatus, Plan } from './questions.ts'
import { planFromWords, planInForce, planVersions, visitsAskedByPlan } from './versions.ts'

const today = '2020-12-14'

const action = (key: string, change: Partial<Action> = {}): Action => ({
  key,
  what: 'Breakfast club',
  owner: 'School',
  by: '2020-11-01',
  status: 'notStarted',
  ...change,
})
const planOf = (...actions: readonly Action[]): Plan => [{ key: 'g', different: 'At school every day', actions }]

const anyPlan: fc.Arbitrary<Plan> = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    different: fc.constantFrom('Fed', 'Warm', 'At school'),
    actions: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom('p', 'q', 'r'),
        what: fc.constantFrom('Ring', 'Write'),
        owner: fc.constantFrom('mother', 'school'),
        by: anyDay('2020-06-01', '2020-06-06'),
        status: fc.constantFrom(...(Object.keys(actionStatuses) as ActionStatus[])),
      }),
      { selector: ({ key }) => key, maxLength: 3 },
    ),
  }),
  { selector: ({ key }) => key, maxLength: 4 },
)

describe('what has changed between versions of a plan', () => {
  it('tells what was added, removed, reworded, done, moved and dropped, each with its goal', () => {
    const before = planOf(action('a'), action('b'), action('c'), action('d'))
    const after = planOf(
      action('a', { status: 'done' }),
      action('b', { by: '2020-12-01', status: 'moved' }),
      action('c', { owner: 'mother' }),
      action('e'),
    )
    const { actions } = changesOver([before, after])
    assert.deepEqual(
      actions.map(({ action: { key }, marks }) => [key, ...marks]),
      [
        ['a', 'done'],
        ['b', 'moved', 'changed'],
        ['c', 'changed'],
        ['e', 'added'],
        ['d', 'removed'],
      ],
    )
    assert.deepEqual(
      changesOver([before, [{ key: 'h', different: 'Warm at home' }]]).removed.map(({ key }) => key),
      ['g'],
    )
  })

  it('counts how often an action was put off on the way', () => {
    const days = ['2020-09-01', '2020-10-01', '2020-09-15', '2020-11-01', '2020-11-01', '2020-12-01']
    const versions = days.map(by => planOf(action('a', { by })))
    assert.equal(timesMoved(versions, 'g', 'a'), 3)
    assert.equal(changesOver(versions).actions[0]?.timesMoved, 3)
  })

  it('is nothing between a plan and itself, whatever the order of its rows', () => {
    fc.assert(
      fc.property(anyPlan, plan => {
        assert.ok(isUnchanged(changesOver([plan, plan])))
        assert.ok(isUnchanged(changesOver([plan, plan.toReversed()])))
      }),
    )
  })

  it('what was added one way was removed the other way', () => {
    const keys = (goals: Plan) => goals.map(({ key }) => key).sort()
    const marked = (plans: readonly Plan[], mark: string) =>
      changesOver(plans)
        .actions.filter(({ marks }) => marks.some(each => each === mark))
        .map(({ goal, action: { key } }) => `${goal.key} ${key}`)
        .sort()
    fc.assert(
      fc.property(anyPlan, anyPlan, (one, other) => {
        assert.deepEqual(keys(changesOver([one, other]).added), keys(changesOver([other, one]).removed))
        assert.deepEqual(marked([one, other], 'added'), marked([other, one], 'removed'))
        assert.deepEqual(marked([one, other], 'moved'), marked([other, one], 'broughtForward'))
      }),
    )
  })

  it('leaves nothing out: what it does not name is the same in both', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (one, other) => {
        const { actions, added, removed, reworded } = changesOver([one, other])
        const named = new Set(actions.map(({ goal, action: { key } }) => `${goal.key} ${key}`))
        const changedGoals = new Set(
          [...added, ...removed, ...reworded.map(({ after }) => after)].map(({ key }) => key),
        )
        const rest = (plan: Plan) =>
          actionsOf(plan)
            .filter(({ goal, action: { key } }) => !named.has(`${goal.key} ${key}`))
            .map(({ goal, action: each }) => JSON.stringify([goal.key, each]))
            .sort()
        const goals = (plan: Plan) =>
          plan
            .filter(({ key }) => !changedGoals.has(key))
            .map(({ key, different, known }) => JSON.stringify([key, different, known]))
            .sort()
        assert.deepEqual(rest(one), rest(other))
        assert.deepEqual(goals(one), goals(other))
      }),
    )
  })

  it('counts the same moves whether they are counted at once or in two parts', () => {
    fc.assert(
      fc.property(fc.array(anyPlan, { minLength: 1, maxLength: 6 }), fc.nat(), (plans, at) => {
        const cut = at % plans.length
        for (const { goal, action: each } of plans.flatMap(actionsOf)) {
          const count = (of: readonly Plan[]) => timesMoved(of, goal.key, each.key)
          assert.equal(count(plans), count(plans.slice(0, cut + 1)) + count(plans.slice(cut)))
        }
      }),
    )
  })
})

describe('how a plan stands', () => {
  const version = (on: string, plan: Plan) => ({ on, plan })

  it('says since when nothing has changed, what is overdue and what was put off again and again', () => {
    const versions = [
      version('2020-06-01', planOf(action('a', { by: '2020-07-01' }), action('b', { by: '2020-07-01' }))),
      version('2020-07-01', planOf(action('a', { by: '2020-08-01' }), action('b', { status: 'done' }))),
      version('2020-08-01', planOf(action('a', { by: '2020-09-01' }), action('b', { status: 'done' }))),
      version('2020-09-01', planOf(action('a', { by: '2020-10-01' }), action('b', { status: 'done' }))),
      version('2020-11-01', planOf(action('a', { by: '2020-10-01' }), action('b', { status: 'done' }))),
    ]
    const standing = planStanding(versions, today)
    assert.equal(standing?.unchangedSince, '2020-09-01')
    assert.equal(standing.daysUnchanged, 104)
    assert.deepEqual([standing.actions, standing.done], [2, 1])
    assert.deepEqual(
      standing.overdue.map(({ action: { key }, days }) => [key, days]),
      [['a', 74]],
    )
    assert.deepEqual(
      standing.moved.map(({ action: { key }, times }) => [key, times]),
      [['a', 3]],
    )
    assert.equal(planStanding([], today), undefined)
  })

  it('never has an action that is done or dropped among the overdue', () => {
    fc.assert(
      fc.property(fc.array(anyPlan, { minLength: 1, maxLength: 4 }), plans => {
        const standing = planStanding(
          plans.map((plan, index) => version(`2020-0${index + 1}-01`, plan)),
          today,
        )
        for (const { action: each } of [...(standing?.overdue ?? []), ...(standing?.moved ?? [])])
          assert.ok(each.status !== 'done' && each.status !== 'dropped')
      }),
    )
  })
})

describe('which plan is in force', () => {
  const entry = (number: number, happenedOn: string, step: string, answers: object) => ({
    entry: number,
    step,
    happenedOn,
    answers: { ...answers },
  })
  const one = planOf(action('a'))
  const two = planOf(action('a', { status: 'done' }))
  const entries = [
    entry(9, '2020-10-01', 'planProgress', { ofPlan: 'childProtectionPlan', plan: two }),
    entry(7, '2020-09-03', 'coreGroup', { plan: one, visitEvery: 5 }),
    entry(8, '2020-09-20', 'childInNeedReview', { plan: one }),
    entry(5, '2020-09-01', 'initialConference', { outlinePlan: 'Food every day' }),
    entry(2, '2018-02-01', 'coreGroup', { plan: two, visitEvery: 3 }),
  ]
  const periods = [
    { kind: 'childProtectionPlan', startedOn: '2020-09-01', endedOn: null },
    { kind: 'childProtectionPlan', startedOn: '2018-01-01', endedOn: '2018-09-01' },
  ]

  it('is the latest version since the open period began, by whichever step said so', () => {
    assert.equal(planInForce(entries, periods, 'childProtectionPlan')?.entry.entry, 9)
    assert.equal(planInForce(entries, periods, 'childInNeedPlan'), undefined)
    assert.deepEqual(
      planVersions(entries, 'childProtectionPlan').map(version => version.entry.entry),
      [2, 7, 9],
    )
  })

  it('says how often the child’s own plan asks for visits, and nothing where it leaves that to policy', () => {
    assert.deepEqual(visitsAskedByPlan(entries, periods, 'childProtectionPlan'), {
      everyWorkingDays: 5,
      since: '2020-09-03',
      entry: 7,
    })
    assert.equal(visitsAskedByPlan(entries.slice(3), periods, 'childProtectionPlan'), undefined)
    for (const raw of ['0', '131', '1.5', 'often'])
      assert.ok('problem' in visitEvery.read(raw, { today }), `${raw} is no rhythm of visits`)
    assert.deepEqual(visitEvery.read('5', { today }), { value: 5 })
    assert.deepEqual(visitEvery.read('', { today }), { value: undefined })
  })

  it('a plan written in words before goes on as the first goal of one with goals', () => {
    const [goal] = planFromWords({ goals: 'Fed and warm', actions: 'School: breakfast' }) ?? []
    assert.equal(goal?.different, 'Fed and warm')
    assert.equal(goal.actions?.[0]?.what, 'School: breakfast')
    assert.equal(planFromWords({ present: 'All' }), undefined)
  })
})

describe('the goals of a plan', () => {
  it('that may validly be typed are read', () => {
    fc.assert(
      fc.property(anyAnswer(planQuestion, today), raw => assert.ok('value' in planQuestion.read(raw, { today }))),
    )
  })
})
