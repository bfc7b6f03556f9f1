import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { caseloadPolicyOn, currentCouncil, protectionOn, usualCaseloads } from '../../../council/index.ts'
import { smallCouncil } from '../testing.ts'
import type { SmallCouncil } from '../testing.ts'
import { caseloadsOn, roomOf } from './load.ts'
import { atPresent } from './stock.ts'
import { limitsInWords, outlierInWords, roomInWords } from './words.ts'

describe('the protected load of a newly qualified worker', () => {
  const shareOn = (day: string) => protectionOn(usualCaseloads, '2020-08-31', day)?.share
  it('rises over the first year and then is whole', () => {
    assert.equal(shareOn('2020-08-30'), undefined)
    assert.deepEqual(
      ['2020-08-31', '2020-11-29', '2020-11-30', '2021-02-28', '2021-05-31', '2021-08-30'].map(shareOn),
      [0.6, 0.6, 0.75, 0.85, 0.95, 0.95],
    )
    assert.equal(shareOn('2021-08-31'), undefined)
  })
  it('says until when the share holds', () => {
    assert.deepEqual(protectionOn(usualCaseloads, '2020-08-31', '2020-12-14'), {
      months: 3,
      share: 0.75,
      until: '2021-02-28',
    })
  })
})

describe('a council’s own policy', () => {
  const own = [{ from: '2020-06-01', basis: 'Ours', weights: { childProtectionPlan: 2 } }]
  it('holds from its day, and what it leaves out is as usual', () => {
    assert.equal(caseloadPolicyOn(own, '2020-05-31').weights.childProtectionPlan, 1.3)
    const policy = caseloadPolicyOn(own, '2020-06-01')
    assert.equal(policy.weights.childProtectionPlan, 2)
    assert.equal(policy.weights.childInNeedPlan, usualCaseloads.weights.childInNeedPlan)
    assert.equal(policy.basis, 'Ours')
  })
})

describe('caseloads', () => {
  let council: SmallCouncil
  before(async () => {
    council = await smallCouncil({
      caseloads: [{ from: '2020-01-01', basis: 'Testshire 2020', weights: { childInNeedPlan: 0.5 } }],
    })
    for (const given of ['Ann', 'Ben', 'Cal', 'Dee']) await council.child({ given, worker: 'ada' })
    await council.child({ given: 'Eli', worker: 'ada', plan: true, since: '2020-11-01' })
    await council.child({ given: 'Fay', worker: 'bea' })
    await council.child({ given: 'Gus', worker: 'eve' })
  })
  after(() => council.close())
  const today = async () => atPresent(await council.as('director'))
  const loadOf = async (name: 'ada' | 'bea' | 'cy' | 'eve' | 'dan', asAt?: Awaited<ReturnType<typeof today>>) => {
    const { loads } = await caseloadsOn(council.database.sql, asAt ?? (await today()))
    const load = loads.find(({ worker }) => worker === council.worker(name))
    assert.ok(load)
    return load
  }

  it('are weighed by the work that goes on, by the council’s policy', async () => {
    const ada = await loadOf('ada')
    assert.deepEqual([ada.children, ada.weight, ada.allowed, roomOf(ada)], [5, 4.5, 4, -0.5])
    assert.equal(
      outlierInWords(ada),
      '(Safeguarding North) holds 5 children, 1 above the threshold of 4; they weigh 4.5, over the 4 that policy allows.',
    )
  })
  it('are weighed by the council as it is at once when it has changed, and stay so', async () => {
    const { sql: queries } = council.database
    const before = await queries.selectFrom('council').select('settings').executeTakeFirstOrThrow()
    const change = async (settings: string) => {
      // A page has just asked what council this is, and a server keeps that for some seconds.
      await currentCouncil(queries)
      await queries.updateTable('council').set({ settings }).execute()
      await queries
        .insertInto('council_change')
        .values({ changed_at: '2020-12-14T09:00:00.000Z', words: ['Loads'] })
        .execute()
    }
    const said = {
      from: '2020-06-01',
      basis: 'New',
      weights: { childInNeedPlan: 1 },
      thresholds: { 'family-safeguarding': 9 },
    }
    await loadOf('ada')
    await change(JSON.stringify({ ...(before.settings as object), caseloads: [said] }))
    const ada = await loadOf('ada')
    assert.deepEqual([ada.weight, ada.threshold], [5, 9])
    await change(JSON.stringify(before.settings))
    assert.deepEqual([(await loadOf('ada')).weight, (await loadOf('ada')).threshold], [4.5, 4])
  })
  it('allow a newly qualified worker a share, a part-time worker the hours worked', async () => {
    const bea = await loadOf('bea')
    assert.deepEqual([bea.allowed, roomInWords(bea)], [3, 'room for 2'])
    assert.equal(limitsInWords(bea), 'newly qualified, 75% of a full load until 1 February 2021')
    const cy = await loadOf('cy')
    assert.deepEqual([cy.children, cy.allowed, limitsInWords(cy)], [0, 2, 'works 50% of full time'])
  })
  it('name whoever holds children and has no post any more', async () => {
    const eve = await loadOf('eve')
    assert.deepEqual([eve.places.length, eve.allowed], [0, null])
    assert.equal(outlierInWords(eve), 'holds 1 child and has no post any more.')
  })
  it('stand as they did on any day, and as was known then', async () => {
    const now = await today()
    const before = { ...now, on: '2020-10-31', present: false }
    assert.equal((await loadOf('ada', before)).children, 4)
    assert.equal((await loadOf('eve', before)).places.length, 1)
    const unknown = { ...before, known: '2020-11-30T00:00:00.000Z', knownOn: '2020-11-29' }
    assert.equal((await loadOf('ada', unknown)).children, 0, 'all of it was recorded on 14 December')
  })
})
