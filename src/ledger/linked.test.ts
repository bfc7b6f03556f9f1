import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { inTransaction, openDatabase } from '../store/index.ts'
import { testDatabase } from '../store/testing.ts'
import { lockSubjects } from './checks.ts'
import { correct, entriesAbout, record } from './index.ts'
import { happenings, refusedAs, workerOf } from './testing-children.ts'

const database = await testDatabase()
const { ledger, as, linked, say, periods } = await workerOf(database)
const { referral, closure, assessment, care, careEnds, move } = happenings
after(() => database.close())

const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

describe('the law of a child with several records', () => {
  it('is asked of a correction by all of them together', async () => {
    const [first, second] = await linked()
    const referred = await say(first, referral('2020-10-01', 'noFurtherAction'))
    await say(second, referral('2020-09-01'))
    const [, outcome, answers] = referral('2020-10-01')
    await assert.rejects(
      correct(ledger, as('dutyWorker'), { entry: referred, version: 1, answers, outcome, reason: 'It was assessed' }),
      refusedAs('alreadyOpen', /since 1 September 2020/),
    )
    assert.deepEqual(await periods(first, 'inNeed'), ['2020-09-01 on'])
  })

  it('asks what is recorded late of the record that had the period, and writes it there', async () => {
    const [first, second] = await linked()
    await say(first, care('2020-09-01'))
    await say(first, careEnds('2020-12-01'))
    await say(second, move('2020-11-20'))
    assert.deepEqual(await periods(first, 'placement'), ['2020-09-01 2020-11-20', '2020-11-20 2020-12-01'])
  })
})

describe('the record in which an entry belongs', () => {
  it('is the one whose case it closes, before one that merely holds what it follows', async () => {
    const [first, second] = await linked()
    await say(first, referral('2019-03-04'))
    const old = await say(first, assessment('2019-04-01', 'noFurtherAction'))
    await say(first, closure('2019-04-30'))
    await say(second, referral('2020-09-01'))
    await say(first, closure('2020-11-02'), old)
    assert.deepEqual(await periods(second, 'inNeed'), ['2019-03-04 2019-04-30', '2020-09-01 2020-11-02'])
    const closed = await entriesAbout(database.sql, as('dutyWorker'), second)
    assert.equal(closed.find(({ step }) => step === 'closure')?.follows, old)
  })

  it('stays the one that holds what it follows where something is due or running there, or no other has what it ends', async () => {
    const [first, second] = await linked()
    await say(first, referral('2019-03-04'))
    const old = await say(first, assessment('2019-04-01', 'noFurtherAction'))
    const closed = await say(second, closure('2019-05-01'), old)
    const about = async (identity: number) =>
      (await database.sql.selectFrom('entry_subject').select('lineage').where('identity', '=', identity).execute()).map(
        ({ lineage }) => lineage,
      )
    assert.ok((await about(first)).includes(closed))
    const noted = await say(
      second,
      ['caseNote', 'recorded', { happenedOn: '2020-01-02', heading: 'A call', words: 'Well' }],
      old,
    )
    assert.ok((await about(first)).includes(noted))
  })
})

describe('two who write at once in two linked records', () => {
  it('do not both begin the same period', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [first, second] = await linked()
      const answers = await Promise.allSettled([
        say(first, referral('2020-09-01')),
        say(second, referral('2020-09-02')),
      ])
      assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
      assert.ok(answers.every(each => each.status === 'fulfilled' || refusedAs('alreadyOpen')(each.reason)))
    }
  })

  it('wait for each other in one order over all records, siblings among them', async () => {
    const { rows } = await database.pool.query<{ name: string }>('select current_database() as name')
    const url = new URL(database.pool.options.connectionString ?? '')
    url.pathname = `/${rows[0]?.name ?? ''}`
    const other = openDatabase(url.href, { connections: 2 })
    try {
      const [[one, oneAgain], [two, twoAgain]] = [await linked(), await linked()]
      const order: string[] = []
      const first = inTransaction(
        database,
        async queries => {
          await lockSubjects(queries, [twoAgain])
          await pause(150)
          order.push('first')
        },
        { isolation: 'read committed' },
      )
      await pause(30)
      const note = (identities: readonly number[], in_: typeof database) =>
        record({ ...ledger, database: in_ }, as('dutyWorker'), {
          step: 'caseNote',
          outcome: 'recorded',
          answers: { happenedOn: '2020-10-01', heading: 'A call', words: 'The school called.' },
          subjects: identities.map(identity => ({ identity })),
        }).then(() => order.push('note'))
      await Promise.all([first, note([two, oneAgain], database), note([one, twoAgain], other)])
      assert.deepEqual(order, ['first', 'note', 'note'])
    } finally {
      await other.close()
    }
  })
})
