import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { dateOf, dayNumber } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import { mostDaysAsBits } from '../../../oversight/index.ts'
import { testDatabase } from '../../../store/testing.ts'
import type { Measure, Share } from '../measure.ts'
import { shareOfStock } from '../measures/share-of-stock.ts'
import type { Fragment } from '../rows/asked.ts'
import { count } from './count.ts'

const database = await testDatabase()
after(() => database.close())

type Period = { readonly child: number; readonly started: CivilDate; readonly ended: CivilDate | null }

const firstDay = dayNumber('2020-02-20')
const anyDay = fc.nat({ max: 25 }).map(days => dateOf(firstDay + days))
const anyPeriod: fc.Arbitrary<Period> = fc.record({
  child: fc.integer({ min: 1, max: 4 }),
  started: anyDay,
  ended: fc.option(anyDay, { nil: null }),
})
const anyPeriods = fc.array(anyPeriod, { maxLength: 8 })

/** Periods as a table; some end on the day on which they start, or before it. */
const table = (periods: readonly Period[]): Fragment => sql`(
  select child, child as identity, started, ended from unnest(
    ${periods.map(({ child }) => child)}::bigint[], ${periods.map(({ started }) => started)}::date[],
    ${periods.map(({ ended }) => ended)}::date[]) given (child, started, ended)
)`

const measureOf = (share: Share): Measure =>
  shareOfStock({
    id: 'any',
    group: 'inNeed',
    title: 'Any',
    definition: 'Any',
    source: 'Any',
    polarity: 'neither',
    share: () => share,
  })

describe('a share of those in stock', () => {
  it('is counted from who is there on each day as it is from the rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPeriods,
        fc.option(anyPeriods, { nil: undefined }),
        anyPeriods,
        fc.array(anyDay, { minLength: 1, maxLength: 12 }),
        async (of, except, holds, days) => {
          const measure = measureOf({
            of: table(of),
            holds: table(holds),
            ...(except === undefined ? {} : { except: table(except) }),
          })
          const { share: _, ...byRows } = measure
          const whens = days.map(day => ({ from: day, to: day }))
          const known = '2020-12-14T09:00:00.000Z'
          assert.deepEqual(
            await count(database.sql, measure, whens, known),
            await count(database.sql, byRows, whens, known),
          )
        },
      ),
      { numRuns: 100 },
    )
  })

  it('is counted on as many days as anybody asks for', async () => {
    const of = table([{ child: 1, started: '2020-02-29', ended: null }])
    const measure = measureOf({ of, holds: of })
    for (const many of [mostDaysAsBits, mostDaysAsBits + 1]) {
      const days = Array.from({ length: many }, (_, at) => dateOf(firstDay + at))
      const tallies = await count(
        database.sql,
        measure,
        days.map(day => ({ from: day, to: day })),
        '2020-12-14T09:00:00.000Z',
      )
      assert.deepEqual(
        tallies.map(({ rows, counted }) => [rows, counted]),
        days.map(day => (day < '2020-02-29' ? [0, 0] : [1, 1])),
      )
    }
  })
})
