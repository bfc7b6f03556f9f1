import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { england, noPolicy } from '../../journey/index.ts'
import { rebuild } from '../../ledger/index.ts'
import { endOfBeginning, putBackIndexes, withClient } from '../../store/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { batchesOf, loadBatches, moveSequencesOn } from './index.ts'
import type { ToldFamily } from './index.ts'
import { loadedTables } from './tables.ts'

const database = await testDatabase()
const rules = { pathway: england, policy: noPolicy }

const facts = (given: string, bornOn: string) => ({
  from: '2020-01-06T09:00:00.000Z',
  given,
  family: 'O’Brien-Ní Dhomhnaill',
  preferred: null,
  saidAs: null,
  bornOn,
  expectedOn: null,
  sex: 'female' as const,
  ethnicity: 'WIRI',
  disabilities: ['HEAR', 'VIS'],
  language: null,
  interpreter: false,
  unaccompanied: false,
})

const referral = (receivedOn: string) => ({
  receivedOn,
  source: 'schools',
  why: 'Tab\there\\ and\nline',
  decidedOn: receivedOn,
})

const family = (at: number): ToldFamily => ({
  members: [
    { identity: at, kind: 'child', facts: [facts('Una', '2012-02-29')] },
    { identity: at + 1, kind: 'child', facts: [facts('小明', '2015-05-05')] },
    { identity: at + 2, kind: 'adult', facts: [facts('Grace', '1985-01-01')] },
  ],
  relationships: [
    {
      one: at + 2,
      other: at,
      kind: 'mother',
      parentalResponsibility: true,
      startedOn: null,
      from: '2020-01-06T09:00:00.000Z',
    },
  ],
  households: [{ household: at, line: '1 High Street', town: 'Anytown', postcode: null, district: null }],
  residences: [
    { identity: at, household: at, startedOn: '2012-02-29', endedOn: null, from: '2020-01-06T09:00:00.000Z' },
  ],
  identifiers: [],
  entries: [
    {
      step: 'referral',
      follows: null,
      source: 'simulated',
      subjects: [
        { identity: at, paragraph: 'Una’s own' },
        { identity: at + 1, paragraph: null },
      ],
      versions: [
        {
          id: at * 10,
          answers: referral('2020-09-01'),
          outcome: 'assessment',
          happenedOn: '2020-09-01',
          completedOn: '2020-09-01',
          author: 1,
          team: null,
          recordedAt: '2020-09-01T15:00:00.000Z',
        },
        {
          id: at * 10 + 5,
          answers: referral('2020-08-28'),
          outcome: 'assessment',
          happenedOn: '2020-08-28',
          completedOn: '2020-08-28',
          author: 1,
          team: null,
          recordedAt: '2020-09-03T15:00:00.000Z',
          correctionReason: 'The letter was dated the Friday before',
        },
      ],
    },
  ],
})

const load = (families: readonly ToldFamily[]) =>
  withClient(database, (client, queries) =>
    queries.transaction().execute(async transaction => {
      await putBackIndexes([client], await loadBatches(client, batchesOf(rules, families)))
      await moveSequencesOn(client)
      await endOfBeginning(transaction)
    }),
  )

const constraints = async () =>
  (
    await sql<{ what: string }>`
      select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as what from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('f', 'x', 'u', 'p')
      union all select indexdef from pg_indexes where schemaname = 'public' order by 1`.execute(database.sql)
  ).rows.map(({ what }) => what)

before(() => database.sql.insertInto('worker').values({ given: 'A', family: 'B', newly_qualified_on: null }).execute())
after(() => database.close())

describe('loading families', () => {
  it('loads every column as the type it has', async () => {
    const { rows } = await sql<{ table: string; column: string; type: string }>`
      select attrelid::regclass::text as table, attname as column,
        replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz') as type
      from pg_attribute where attrelid = any (${Object.keys(loadedTables)}::text[]::regclass[]) and attnum > 0`.execute(
      database.sql,
    )
    const types = new Map(rows.map(({ table, column, type }) => [`${table}.${column}`, type]))
    for (const [table, columns] of Object.entries(loadedTables))
      for (const [column, type] of Object.entries(columns)) assert.equal(type, types.get(`${table}.${column}`), column)
  })

  it('leaves nothing behind where a row is refused', async () => {
    const standing = await constraints()
    const twice = family(1)
    await assert.rejects(load([twice, twice]), /could not create unique index|duplicate key/)
    assert.deepEqual(await database.sql.selectFrom('identity').selectAll().execute(), [])
    assert.deepEqual(await constraints(), standing)
  })

  it('puts every index and constraint back, and goes on numbering after what was loaded', async () => {
    const standing = await constraints()
    await load([family(1), family(101), family(201)])
    assert.deepEqual(await constraints(), standing)
    const { identity } = await database.sql
      .insertInto('identity')
      .values({ kind: 'child', recorded_at: '2020-12-14T09:00:00.000Z' })
      .returning('identity')
      .executeTakeFirstOrThrow()
    assert.equal(identity, 204)
  })

  it('stores what recording one by one would have stored', async () => {
    const { differed, identities } = await rebuild({ database, rules }, { repair: false })
    assert.deepEqual(differed, [])
    assert.equal(identities, 6)
    const episodes = await database.sql
      .selectFrom('episode')
      .select(['started_on', 'known_from', 'known_to'])
      .where('identity', '=', 1)
      .orderBy('known_from')
      .execute()
    assert.deepEqual(episodes, [
      { started_on: '2020-09-01', known_from: '2020-09-01T15:00:00.000Z', known_to: '2020-09-03T15:00:00.000Z' },
      { started_on: '2020-08-28', known_from: '2020-09-03T15:00:00.000Z', known_to: 'infinity' },
    ])
  })
})
