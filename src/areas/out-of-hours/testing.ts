import { sql } from 'kysely'
import type { Instant } from '../../calendar/index.ts'
import { now } from '../../council/clock.ts'
import { england } from '../../journey/england.ts'
import { contextOf } from '../../access/sign-in.ts'
import type { Role } from '../../journey/roles.ts'
import { record } from '../../ledger/record.ts'
import type { ToRecord } from '../../ledger/record.ts'
import { testDatabase } from '../../store/testing.ts'
import type { Database } from '../../store/database.ts'
import { sessionOfWorker } from '../../web/testing.ts'

/** Everybody of a small council with a duty team, a team by day, and a point of access. */
export const people = {
  night: { worker: 1, role: 'dutyWorker' },
  placements: { worker: 2, role: 'dutyWorker' },
  nightManager: { worker: 3, role: 'teamManager' },
  day: { worker: 4, role: 'socialWorker' },
  dayManager: { worker: 5, role: 'teamManager' },
  door: { worker: 6, role: 'pointOfAccessWorker' },
  councillor: { worker: 7, role: 'councillor' },
  otherDay: { worker: 8, role: 'socialWorker' },
} as const satisfies Readonly<Record<string, { readonly worker: number; readonly role: Role }>>

export type Person = keyof typeof people

export const rules = { pathway: england, policy: {} }

/** A small council whose clock stands at an instant, with three children: two with a worker, one with nobody. */
export const nightCouncil = async (standsAt: Instant) => {
  const database: Database = await testDatabase()
  const db = database.sql
  await sql`
    insert into council (name, brand, simulated, settings) values ('Testshire', '{}', true, '{}');
    insert into service values ('duty', 'Duty', null, 1), ('area', 'Area', 15, 2), ('point-of-access', 'Point of access', null, 3);
    insert into team (team, name, service, started_on, known_from) values
      ('emergency', 'Emergency duty team', 'duty', '2018-01-01', '2018-01-01Z'),
      ('north', 'Team North', 'area', '2018-01-01', '2018-01-01Z'), ('south', 'Team South', 'area', '2018-01-01', '2018-01-01Z'),
      ('access', 'Point of access', 'point-of-access', '2018-01-01', '2018-01-01Z');
    insert into worker (worker, given, family) values (1, 'Noor', 'Night'), (2, 'Pat', 'Placements'), (3, 'Nell', 'Manager'),
      (4, 'Dee', 'Day'), (5, 'Dan', 'Manager'), (6, 'Ana', 'Access'), (7, 'Con', 'Councillor'), (8, 'Sol', 'South');
    insert into post (worker, role, team, started_on, known_from) values (1, 'dutyWorker', 'emergency', '2018-01-01', '2018-01-01Z'),
      (2, 'dutyWorker', 'emergency', '2018-01-01', '2018-01-01Z'), (3, 'teamManager', 'emergency', '2018-01-01', '2018-01-01Z'),
      (4, 'socialWorker', 'north', '2018-01-01', '2018-01-01Z'), (5, 'teamManager', 'north', '2018-01-01', '2018-01-01Z'),
      (6, 'pointOfAccessWorker', 'access', '2018-01-01', '2018-01-01Z'), (7, 'councillor', null, '2018-01-01', '2018-01-01Z'),
      (8, 'socialWorker', 'south', '2018-01-01', '2018-01-01Z');
    insert into identity (identity, kind, recorded_at) values (101, 'child', '2019-01-01Z'), (102, 'child', '2019-01-01Z'), (103, 'child', '2019-01-01Z');
    insert into identity_version (identity, given, family, born_on, sex, known_from) values
      (101, 'Amira', 'Byrne', '2013-05-01', 'notStated', '2019-01-01Z'), (102, 'Idris', 'Byrne', '2015-05-01', 'notStated', '2019-01-01Z'),
      (103, 'Wren', 'Nobody', '2006-02-03', 'notStated', '2019-01-01Z');
    insert into person (identity, person) values (101, 101), (102, 102), (103, 103);
    insert into relationship (one, other, kind, known_from) values (101, 102, 'sibling', '2019-01-01Z')`.execute(db)
  await db
    .insertInto('clock')
    .values({ kind: 'simulated', stands_at: '2020-11-02T09:00:00.000Z', running_since: null })
    .execute()

  /** Sets the clock of the small council. */
  const clockAt = (at: Instant) => db.updateTable('clock').set({ stands_at: at }).execute()
  const say = async (who: Person, entry: ToRecord): Promise<number> => {
    const context = await contextOf(db, people[who], await now(db))
    if (context === undefined) throw new Error(`${who} has no such part today.`)
    return record({ database, rules }, context, entry)
  }
  const sessionOf = (who: Person): Promise<string> => sessionOfWorker(database, people[who])
  await say('night', {
    step: 'allocation',
    subjects: [{ identity: 101 }, { identity: 102 }],
    answers: { allocatedOn: '2020-11-02', worker: 4, team: 'north' },
    outcome: 'socialWorker',
  })
  await clockAt(standsAt)
  return { database, clockAt, say, sessionOf }
}
