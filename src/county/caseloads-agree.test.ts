import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { smallCouncil } from '../areas/caseloads/testing.ts'
import type { SmallCouncil } from '../areas/caseloads/testing.ts'
import { now } from '../council/index.ts'
import { countedTwice } from './testing-caseloads.ts'

describe('the figures of caseloads and the pages of caseloads', () => {
  let council: SmallCouncil
  let first = 0
  before(async () => {
    council = await smallCouncil()
    first = await council.child({ given: 'Ann', worker: 'ada' })
    await council.child({ given: 'Ben', worker: 'ada', plan: true, since: '2020-11-01' })
    for (let each = 0; each < 26; each += 1) await council.child({ given: 'Cal', worker: 'asha' })
    for (let each = 0; each < 21; each += 1) await council.child({ given: 'Dee', worker: 'pat' })
    await council.child({ given: 'Eli', worker: 'hal' })
    await council.child({ given: 'Fay', worker: 'eve' })
    for (let each = 0; each < 16; each += 1) await council.child({ given: 'Gus', worker: 'dan' })
  })
  after(() => council.close())

  const agree = async (on: string, present = false) => {
    const twice = await countedTwice(council.database, on, await now(council.database.sql), present)
    for (const { figure, measured, shown } of twice) assert.deepEqual(shown, measured, `${figure} on ${on}`)
    return new Map(twice.map(({ figure, shown }) => [figure, shown]))
  }

  it('count the same on any day, those included who hold children and have no post any more', async () => {
    const figures = await agree('2020-12-14', true)
    assert.deepEqual(figures.get('average-caseload'), [(1 + 1 + 26 + 21 + 1 + 16) / 5])
    assert.deepEqual(figures.get('assessment-caseload-25-to-30'), [1, 1])
    assert.deepEqual(figures.get('protection-and-care-caseload-over-15'), [1, 2])
    assert.deepEqual(figures.get('personal-adviser-caseload-highest'), [21])
    for (const on of ['2020-09-30', '2020-10-01', '2020-11-12', '2020-12-14']) await agree(on)
  })

  it('and go on doing so when a child is transferred, and when somebody works beside', async () => {
    const before = await agree('2020-12-14', true)
    const worker = { worker: council.worker('dan'), team: 'south' }
    await council.recordAs('duty', {
      step: 'allocation',
      subjects: [{ identity: first }],
      outcome: 'coWorker',
      answers: { allocatedOn: '2020-12-14', ...worker },
    })
    assert.deepEqual(await agree('2020-12-14', true), before, 'a co-worker is in no figure')
    await council.recordAs('duty', {
      step: 'transfer',
      subjects: [{ identity: first }],
      outcome: 'socialWorker',
      answers: { transferredOn: '2020-12-14', worker: council.worker('bea'), team: 'north' },
    })
    const after = await agree('2020-12-14', true)
    assert.deepEqual(after.get('average-caseload'), [66 / 6])
    assert.deepEqual(after.get('cases-per-social-worker'), [(66 - 21) / 5])
  })
})
