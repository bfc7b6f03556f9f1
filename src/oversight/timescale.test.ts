import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { addDays } from '../calendar/index.ts'
import { endOfSpan, noPolicy, timescaleNames, timescaleOn } from '../journey/index.ts'
import type { Policy, TimescaleName } from '../journey/index.ts'
import { testDatabase } from '../store/testing.ts'
import { inForceFrom, withinTimescale } from './timescale.ts'

const database = await testDatabase()
after(() => database.close())
const db = database.sql
await db.insertInto('council').values({ name: 'Testshire', brand: '{}', simulated: true, settings: '{}' }).execute()

const go = (policies: Policy) =>
  db
    .updateTable('council')
    .set({ settings: JSON.stringify({ policies }) })
    .execute()

const starts = Array.from({ length: 500 }, (_, index) => addDays('2019-10-20', index))

/** By when each start is in time, as the query says it and as the declarations do. */
const compared = async (name: TimescaleName, policy: Policy) => {
  await go(policy)
  const { rows } = await sql<{ readonly start: string; readonly by_day: string }>`
    select start, by_day from ${withinTimescale(name, sql`(select unnest(${starts}::date[]) as start)`, sql`start`)} judged
    order by start`.execute(db)
  const declared = starts.flatMap(start => {
    const rule = timescaleOn(policy, name, start)
    return rule === undefined ? [] : [{ start, by_day: endOfSpan(rule.within, start).on }]
  })
  return { rows, declared }
}

const version = (from: string, unit: 'days' | 'workingDays' | 'months', count: number, until?: string) => ({
  from,
  ...(until === undefined ? {} : { until }),
  within: { unit, count },
  basis: 'The council’s own',
})

describe('a timescale of managers’ work', () => {
  for (const name of timescaleNames)
    it(`${name} judges in a query as it is declared`, async () => {
      const { rows, declared } = await compared(name, noPolicy)
      assert.deepEqual(rows, declared)
    })

  it('gives way to the council’s own in its time, in every unit', async () => {
    for (const versions of [
      [version('2020-02-01', 'days', 10)],
      [version('2020-02-01', 'workingDays', 10, '2020-03-31')],
      [version('2019-01-01', 'months', 1), version('2020-06-01', 'months', 2, '2020-07-15')],
      [version('2018-01-01', 'days', 3, '2018-12-31')],
    ]) {
      const { rows, declared } = await compared('supervision', { supervision: versions })
      assert.deepEqual(rows, declared, JSON.stringify(versions))
    }
  })

  it('says since when anybody is judged', async () => {
    await go({ supervision: [version('2019-06-01', 'days', 10)] })
    const { rows } = await sql<{ readonly since: string }>`select ${inForceFrom('supervision')} as since`.execute(db)
    assert.equal(rows[0]?.since, '2019-06-01')
  })
})
