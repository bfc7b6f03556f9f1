import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { KyselyPlugin } from 'kysely'
import type { Part } from '../counting/breakdown.ts'
import { nothing } from '../counting/tally.ts'
import type { Tally } from '../counting/tally.ts'
import type { Measure } from '../measure.ts'
import { measureOf, measures } from '../measures/index.ts'
import { isSmall } from '../suppression/suppress.ts'
import { smallRecord } from '../testing.ts'
import type { SmallRecord } from '../testing.ts'
import { publishParts, publishedBreakdowns, publishedQuarters, publishedSeries, withheldInRun } from './published.ts'
import type { PublishedValue } from './published.ts'
import { withheldIn } from './withheld.ts'

const measure = (id: string): Measure => {
  const found = measureOf(id)
  assert.ok(found, id)
  return found
}

const parts = measures.filter(({ partOf }) => partOf !== undefined)

/** How many a published value is of, as a reader reckons it; a share by the number of the whole. */
const numberIn = ({ taken }: Measure, value: number | null | undefined, whole: number | undefined) =>
  value === null || value === undefined
    ? undefined
    : taken === 'share'
      ? whole === undefined
        ? undefined
        : Math.round((value * whole) / 100)
      : value

type Row = ReadonlyMap<Measure, PublishedValue | undefined>

const numberOf = (row: Row, of: Measure): number | undefined =>
  numberIn(of, row.get(of)?.value, of.taken === 'share' && of.partOf ? numberOf(row, of.partOf.whole) : undefined)

/** What a reader finds who subtracts every part from its whole, and all parts by the same thing together. */
const differences = (row: Row): readonly number[] =>
  parts.flatMap(part => {
    const { partOf } = part
    const whole = partOf && numberOf(row, partOf.whole)
    const alike = parts.filter(each => each.partOf?.whole === partOf?.whole && each.partOf?.by === partOf?.by)
    const numbers = alike.map(each => numberOf(row, each))
    const together = numbers.every(number => number !== undefined)
      ? numbers.reduce((sum, number) => sum + number, 0)
      : undefined
    return [numberOf(row, part), together].flatMap(number =>
      whole === undefined || number === undefined ? [] : [Math.abs(whole - number)],
    )
  })

const assertNoneIsSmall = (row: Row, where: string) => {
  for (const difference of differences(row)) assert.ok(!isSmall(difference), `${difference} ${where}`)
}

describe('what is withheld of measures that are part of one another', () => {
  const tally = fc
    .record({ rows: fc.nat({ max: 60 }), left: fc.nat({ max: 60 }) })
    .map(({ rows, left }): Tally => ({ rows, counted: Math.max(0, rows - left), sum: 0, highest: null }))
  it('leaves no difference of 1 to 5, whatever was counted', () =>
    fc.assert(
      fc.property(fc.array(fc.array(tally, { minLength: 4, maxLength: 4 }), { minLength: 60, maxLength: 60 }), all => {
        const rowsOf = (of: Measure) => all[measures.indexOf(of) % all.length] ?? []
        for (const part of parts) {
          const whole = part.partOf?.whole ?? part
          const [hidden, above] = [withheldIn(part, rowsOf, true), withheldIn(whole, rowsOf, true)]
          for (const row of above) assert.ok(hidden.has(row))
          for (const [row, { rows, counted }] of rowsOf(part).entries()) {
            if (hidden.has(row)) continue
            const { rows: those, counted: ofThose } = rowsOf(whole)[row] ?? { rows: 0, counted: 0 }
            const isCounted = ({ taken }: Measure) => taken === 'share' || taken === 'counted'
            const number = isCounted(part) ? counted : rows
            assert.ok(!isSmall(number) && !isSmall(Math.abs((isCounted(whole) ? ofThose : those) - number)), part.id)
          }
        }
      }),
      { numRuns: 60 },
    ))
})

describe('published figures', () => {
  let record: SmallRecord
  const quarters = publishedQuarters('2020-12-14', 8)
  before(async () => {
    record = await smallRecord()
    await record.teams(['care'])
    const start = async (quadrant: string, howMany: number, day: string, unaccompanied: boolean) => {
      for (let each = 0; each < howMany; each += 1) {
        const child = await record.child()
        await record.episode('socialWorkerAllocation', child, day, null, {
          detail: { worker: 1, team: `care-${quadrant}` },
        })
        await record.episode('lookedAfter', child, day, null, {
          detail: unaccompanied ? { unaccompanied: true } : {},
        })
      }
    }
    await start('north', 26, '2020-08-10', false)
    await start('north', 4, '2020-08-10', true)
    await start('south', 34, '2020-08-11', false)
    await start('south', 8, '2020-08-11', true)
    await start('south', 20, '2020-05-11', false)
    await start('south', 3, '2020-05-11', true)
  })
  after(() => record.close())
  const breakdownsOf = async (of: Measure) => {
    const last = (await publishedSeries(record.database.sql, of, quarters)).at(-1)
    assert.ok(last)
    return publishedBreakdowns(record.database.sql, of, last.when, last.value)
  }

  it('leave no small number to be found by subtracting one measure from another', async () => {
    const runs = new Map<Measure, readonly PublishedValue[]>()
    const places = new Map<string, Map<Measure, PublishedValue>>()
    for (const of of measures) {
      const run = await publishedSeries(record.database.sql, of, quarters)
      runs.set(
        of,
        run.map(({ value }) => value),
      )
      const { services, quadrants } = await breakdownsOf(of)
      for (const [kind, rows] of Object.entries({ services, quadrants }))
        for (const { name, value } of rows) {
          const row = places.get(`${kind} ${name}`) ?? new Map<Measure, PublishedValue>()
          places.set(`${kind} ${name}`, row.set(of, value))
        }
    }
    for (const [place] of quarters.entries())
      assertNoneIsSmall(new Map([...runs].map(([of, values]) => [of, values[place]])), quarters[place]?.to ?? '')
    for (const [where, row] of places) assertNoneIsSmall(row, where)
    const started = runs.get(measure('started-to-be-looked-after'))?.map(({ value }) => value)
    assert.deepEqual(started?.slice(-2), [23, 72])
    const entered = await breakdownsOf(measure('entrants-to-care'))
    assert.deepEqual(
      entered.quadrants.map(({ name, value }) => [name, value.withheld]),
      [
        ['north', true],
        ['south', true],
      ],
    )
    assert.equal(places.get('quadrants north')?.get(measure('started-to-be-looked-after'))?.value, 30)
  })
})

describe('the quarters of a year', () => {
  const [first] = publishedQuarters('2020-12-14', 1)
  const runOf =
    (...counts: readonly number[]) =>
    () =>
      publishedQuarters('2020-05-14', 4).map((when, place) => ({
        when,
        tally: { rows: counts[place] ?? 0, counted: 0, sum: 0, highest: null },
        reading: { value: counts[place] ?? 0, numerator: null, denominator: null },
      }))
  it('add up where they are of what happened: a second is withheld', () => {
    assert.ok(first)
    assert.deepEqual(withheldInRun(measure('steps-down'), runOf(3, 40, 30, 20)).quarters, new Set([0, 3]))
  })
  it('stay told once they were: a later one of few has a later one withheld with it, or the total of the year', () => {
    const hidden = (...counts: readonly number[]) => {
      const { quarters, years } = withheldInRun(measure('steps-down'), runOf(...counts))
      return [[...quarters], [...years]]
    }
    assert.deepEqual(hidden(20, 30, 3, 40), [[2, 3], []])
    assert.deepEqual(hidden(20, 30, 40, 3), [[3], [2020]])
    assert.deepEqual(hidden(20, 4, 30, 3), [[1, 3], []])
  })
  it('do not add up where they are of what stood on a day, or of a mean', () => {
    for (const id of ['care-leavers-19-to-21', 'days-to-early-help'])
      assert.deepEqual(withheldInRun(measure(id), runOf(3, 40, 30, 20)).quarters, new Set([0]))
  })
})

describe('a year whose first quarter is no longer shown', () => {
  it('is withheld as it was when all of it was: its total is told elsewhere', async () => {
    const record = await smallRecord()
    after(() => record.close())
    for (const [day, howMany] of [
      ['2018-05-10', 3],
      ['2018-08-10', 40],
      ['2018-11-10', 30],
      ['2019-02-10', 20],
      ['2019-05-10', 50],
    ] as const) {
      const children: number[] = []
      for (let each = 0; each < howMany; each += 1) children.push(await record.child())
      await record.entry('closure', children, day, { outcome: 'stepDown' })
    }
    const shownOn = async (day: string, howMany: number) =>
      (await publishedSeries(record.database.sql, measure('steps-down'), publishedQuarters(day, howMany))).map(
        ({ value }) => (value.withheld ? 'withheld' : value.value),
      )
    assert.deepEqual(await shownOn('2019-08-14', 5), ['withheld', 40, 30, 'withheld', 50])
    assert.deepEqual(await shownOn('2019-08-14', 4), [40, 30, 'withheld', 50])
    assert.deepEqual(await shownOn('2019-08-14', 2), ['withheld', 50])
  })
})

const ofReferrals = (...counts: readonly number[]): readonly Part[] =>
  counts.map((rows, place) => ({ key: `${place}`, name: `Part ${place}`, tally: { ...nothing, rows } }))
const whole = (value: number): PublishedValue => ({ withheld: false, value })
const withheldWhole: PublishedValue = { withheld: true, value: null }

const published = (parts: readonly Part[], as: PublishedValue) =>
  publishParts(measure('referrals'), () => parts, as).map(({ name, value }) =>
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
  it('is counted once, whatever is recorded since, and anew where another council has come', async () => {
    const record = await smallRecord()
    after(() => record.close())
    const refer = async (recorded: string) =>
      record.entry('referral', await record.child(), '2020-08-10', { outcome: 'assessment', recorded })
    for (let each = 0; each < 7; each += 1) await refer('2020-08-10')
    let questions = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        // Whether it is the same council still is asked each time, and nothing else is.
        const asksCouncil = JSON.stringify(node).includes('xmin::text as council from council')
        if (!asksCouncil) questions += 1
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
    const db = record.database.sql.withPlugin(counting)
    const read = async () =>
      (await publishedSeries(db, measure('referrals'), publishedQuarters('2020-12-14', 4))).map(
        ({ value }) => value.value,
      )
    assert.deepEqual(await read(), [0, 0, 0, 7])
    const asked = questions
    await refer('2020-11-20')
    assert.deepEqual(await read(), [0, 0, 0, 7])
    assert.ok(asked > 0)
    assert.equal(questions, asked)
    await sql`insert into council (name, brand, simulated, settings) values ('Another', '{}', true, '{}')`.execute(
      record.database.sql,
    )
    await sql`update entry set withdrawn = true where step = 'referral' and happened_on = '2020-08-10'`.execute(
      record.database.sql,
    )
    assert.deepEqual(await read(), [0, 0, 0, 0])
  })
})
