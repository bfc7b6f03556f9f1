import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { contextAt } from '../../../access/index.ts'
import { contacts } from '../measures/front-door.ts'
import { smallRecord, today } from '../testing.ts'
import type { SmallRecord } from '../testing.ts'
import { breakDown } from './breakdown.ts'
import { listRows } from './list.ts'

const september = { from: '2020-09-01', to: '2020-09-30' }

describe('a team that is renamed, and moved, in the middle of a period', () => {
  let record: SmallRecord
  before(async () => {
    record = await smallRecord()
    await record.teams(['door', 'assessment'])
    for (const [name, service, from, to] of [
      ['Single point of access', 'door', '2019-01-01', '2020-09-10'],
      ['Children’s single point of access', 'door', '2020-09-10', '2020-09-20'],
      ['Children’s single point of access', 'assessment', '2020-09-20', null],
    ] as const)
      await sql`insert into team (team, name, service, quadrant, started_on, ended_on, known_from)
        values ('spa', ${name}, ${service}, null, ${from}, ${to}::date, '2019-01-01')`.execute(record.database.sql)
    for (const day of ['2020-09-01', '2020-09-02', '2020-09-09', '2020-09-10', '2020-09-19', '2020-09-25'])
      await record.entry('contact', await record.child(), day, { team: 'spa' })
  })
  after(() => record.close())

  it('is counted as it was called on each day, and of which service it was', async () => {
    const { teams, services } = await breakDown(record.database.sql, contacts, september, today)
    assert.deepEqual(
      teams.map(({ key, name, tally }) => [key, name, tally.rows]),
      [
        ['spa', 'Children’s single point of access, assessment', 1],
        ['spa', 'Children’s single point of access, door', 2],
        ['spa', 'Single point of access', 3],
      ],
    )
    assert.deepEqual(
      services.map(({ name, tally }) => [name, tally.rows]),
      [
        ['door', 5],
        ['assessment', 1],
      ],
    )
  })
  it('is listed so: each part opens to as many rows as it counts', async () => {
    const { teams } = await breakDown(record.database.sql, contacts, september, today)
    for (const { key, called, service, tally } of teams) {
      const { rows, inAll } = await listRows(
        record.database.sql,
        contextAt({ worker: 1, name: 'Director', role: 'director', teams: [], services: [] }, today),
        contacts,
        september,
        today,
        { team: key ?? '', called: called ?? '', service: service ?? '' },
        { by: 'day', descending: false, offset: 0, limit: 50 },
      )
      assert.equal(inAll, tally.rows)
      for (const row of rows) assert.equal(row.team, called)
    }
  })
})

describe('the quadrant of a child’s home', () => {
  let record: SmallRecord
  before(async () => {
    record = await smallRecord()
    await record.teams(['door'])
    await sql`insert into team (team, name, service, quadrant, started_on, known_from)
      values ('spa', 'Single point of access', 'door', null, '2019-01-01', '2019-01-01')`.execute(record.database.sql)
    const child = await record.child()
    await record.entry('contact', child, '2020-09-02', { team: 'spa' })
    await sql`insert into quadrant values ('east', 'East', 8), ('west', 'West', 9);
      insert into district (district, name, quadrant, position) values ('harbour', 'Harbour', 'east', 8), ('moor', 'Moor', 'west', 9);
      insert into household (household, line, district) values (1, '1 Mill Lane', 'moor');
      insert into residence (identity, household, started_on, known_from) values (${sql.lit(child)}, 1, '2019-01-01', '2019-01-01');
      insert into household_before (household, district, outside_county, known_to) values
        (1, null, false, '2020-10-01'), (1, 'harbour', false, '2020-11-01')`.execute(record.database.sql)
  })
  after(async () => {
    await sql`truncate household cascade`.execute(record.database.sql)
    await record.close()
  })

  it('is that in which it was known to stand', async () => {
    const quadrantAt = async (known: string) =>
      (await breakDown(record.database.sql, contacts, september, known)).quadrants.map(({ key }) => key)
    assert.deepEqual(await quadrantAt('2020-09-20T09:00:00.000Z'), [null], 'before anybody knew')
    assert.deepEqual(await quadrantAt('2020-10-20T09:00:00.000Z'), ['east'], 'as it was said then')
    assert.deepEqual(await quadrantAt(today), ['west'], 'as it is said now')
  })
})
