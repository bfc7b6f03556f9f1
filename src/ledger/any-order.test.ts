import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { anyDay } from '../journey/testing.ts'
import { testDatabase } from '../store/testing.ts'
import { rebuild, record, Refusal } from './index.ts'
import { happenings, workerOf } from './testing-children.ts'
import type { Happening } from './testing-children.ts'

const database = await testDatabase()
const { ledger, as, child, linked } = await workerOf(database)
after(() => database.close())

const { referral, closure, care, careEnds, move, status, assessment } = happenings
const whatHappens: readonly ((day: string) => Happening)[] = [
  referral,
  closure,
  care,
  careEnds,
  move,
  day => move(day, 'P1'),
  day => status(day, 'C2'),
  day => status(day, 'V2'),
  day => assessment(day, 'noFurtherAction'),
  day => ['childInNeedPlan', 'agreed', { agreedOn: day, plan: [{ different: 'Well', actions: [] }] }],
  day => ['missing', 'missing', { missingFrom: `${day}T00:30`, kind: 'M' }],
  day => ['returnFromMissing', 'returned', { returnedAt: `${day}T02:30` }],
]

/** Any day of 2020, among them often the leap day and those on which the clocks change. */
const day = fc.oneof(
  { weight: 3, arbitrary: anyDay('2020-01-15', '2020-12-10') },
  { weight: 1, arbitrary: fc.constantFrom('2020-02-28', '2020-02-29', '2020-03-01', '2020-03-29', '2020-10-25') },
)

/** Something that happened on a day, told on the page of one of the records, or of both children. */
const telling = fc.record({
  happened: fc.tuple(fc.constantFrom(...whatHappens), day).map(([what, on]) => what(on)),
  whom: fc.constantFrom(...([[0], [1], [2], [0, 2], [1, 2]] as const)),
})

/** Pairs of periods of a kind, of which there is one at a time, that overlap in the linked records of a person. */
const overlapping = async (): Promise<number> => {
  const { rows } = await sql<{ readonly pairs: number }>`
    select count(*)::int as pairs from episode one join person of_one on of_one.identity = one.identity
    join person of_other on of_other.person = of_one.person
    join episode other on other.identity = of_other.identity and other.kind = one.kind and other.id > one.id
    where one.known_to = 'infinity' and other.known_to = 'infinity'
      and daterange(one.started_on, one.ended_on) && daterange(other.started_on, other.ended_on)`.execute(database.sql)
  return rows[0]?.pairs ?? 0
}

/** The entries among these that say that a period began, and began none. */
const beganNothing = async (entries: readonly number[]): Promise<readonly number[]> => {
  const said = await database.sql
    .selectFrom('entry')
    .select(['lineage', 'step', 'outcome'])
    .where('lineage', 'in', [...entries, 0])
    .execute()
  const opened = await database.sql
    .selectFrom('episode')
    .select('opened_by')
    .where('known_to', '=', 'infinity')
    .execute()
  const isBeginning = new Set(opened.map(({ opened_by: entry }) => entry))
  return said
    .filter(({ step, outcome }) => ledger.rules.pathway.steps[step]?.outcomes[outcome]?.opens !== undefined)
    .map(({ lineage }) => lineage)
    .filter(entry => !isBeginning.has(entry))
}

it('what is told late, in any order and in any of a child’s records, is refused in words or stands as reckoned anew', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(fc.array(telling, { minLength: 6, maxLength: 18 }), async tellings => {
      const records = [...(await linked()), await child('2016-02-29')]
      const entries: number[] = []
      for (const { happened, whom } of tellings) {
        const [step, outcome, answers] = happened
        const subjects = whom.map(which => ({ identity: records[which] ?? 0 }))
        try {
          entries.push(await record(ledger, as('dutyWorker'), { step, outcome, answers, subjects }))
        } catch (error) {
          assert.ok(error instanceof Refusal && /^(againstTheLaw|alreadyOpen)$/.test(error.kind), String(error))
        }
      }
      taken += entries.length
      assert.deepEqual(await beganNothing(entries), [])
      assert.equal(await overlapping(), 0)
    }),
    { numRuns: 8 },
  )
  assert.ok(taken > 20, `${taken} were taken in`)
  assert.deepEqual((await rebuild(ledger, { repair: false })).differed, [])
})
