import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import type { Part } from '../counting/breakdown.ts'
import { nothing } from '../counting/tally.ts'
import { referrals } from '../measures/front-door.ts'
import { smallRecord } from '../testing.ts'
import { publishParts, publishedQuarters, publishedSeries } from './published.ts'
import type { PublishedValue } from './published.ts'

const ofReferrals = (...counts: readonly number[]): readonly Part[] =>
  counts.map((rows, place) => ({ key: `${place}`, name: `Part ${place}`, tally: { ...nothing, rows } }))
const whole = (value: number): PublishedValue => ({ withheld: false, value })
const withheldWhole: PublishedValue = { withheld: true, value: null }

const published = (parts: readonly Part[], as: PublishedValue) =>
  publishParts({ taken: 'count' }, parts, null, as).map(({ name, value }) =>
    value.withheld ? `${name} withheld` : `${name} ${value.value ?? ''}`,
  )

describe('the parts of a published figure', () => {
  it('are shown but small ones, and one more', () =>
    assert.deepEqual(published(ofReferrals(3, 20, 9), whole(32)), ['Part 0 withheld', 'Part 1 20', 'Part 2 withheld']))
  it('are not shown where they add up to a whole that is withheld, so that another quarter is not found by it', () => {
    assert.deepEqual(published(ofReferrals(12, 8), withheldWhole), ['Every part withheld'])
    assert.deepEqual(published(ofReferrals(3, 8), withheldWhole), ['Part 0 withheld', 'Part 1 withheld'])
  })
  it('are not even named where the whole would tell that each is one', () =>
    assert.deepEqual(published(ofReferrals(1, 1, 1, 1, 1, 1), whole(6)), ['Every part withheld']))
  it('are none where nothing was counted', () => assert.deepEqual(published([], withheldWhole), []))
})

describe('a published quarter', () => {
  it('is counted once, whatever is recorded since', async () => {
    const record = await smallRecord()
    after(() => record.close())
    const refer = async (recorded: string) =>
      record.entry('referral', await record.child(), '2020-08-10', { outcome: 'assessment', recorded })
    for (let each = 0; each < 7; each += 1) await refer('2020-08-10')
    let questions = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        questions += 1
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
    const db = record.database.sql.withPlugin(counting)
    const read = async () =>
      (await publishedSeries(db, referrals, publishedQuarters('2020-12-14', 4))).map(({ value }) => value.value)
    assert.deepEqual(await read(), [0, 0, 0, 7])
    const asked = questions
    await refer('2020-11-20')
    assert.deepEqual(await read(), [0, 0, 0, 7])
    assert.ok(asked > 0)
    assert.equal(questions, asked)
  })
})
