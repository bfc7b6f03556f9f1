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
