import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { contextAt } from '../../access/context.ts'
import type { Context } from '../../access/context.ts'
import { now } from '../../council/clock.ts'
import { addTestCouncil } from '../../council/testing.ts'
import { england } from '../../journey/england.ts'
import type { Role } from '../../journey/roles.ts'
import type { Rules } from '../../journey/reckoning/rows.ts'
import { record } from '../../ledger/record.ts'
import type { ToRecord } from '../../ledger/record.ts'
import type { Database } from '../../store/database.ts'
import type { Area } from '../../web/area.ts'
import { buildServer } from '../../web/server.ts'
import { sessionOfWorker, testStyles } from '../../web/testing.ts'
import { addTestPerson } from '../../people/testing.ts'
import type { TestPerson } from '../../people/testing.ts'

export const rules: Rules = { pathway: england, policy: {} }

/** Everybody of the small council, by the part they play. */
export const staff = {
  pointOfAccessWorker: 1,
  dutyWorker: 2,
  socialWorker: 3,
  otherSocialWorker: 4,
  teamManager: 5,
  serviceManager: 6,
  conferenceChair: 7,
  earlyHelpWorker: 8,
  personalAdviser: 9,
  businessSupport: 10,
  auditor: 11,
  analyst: 12,
  informationGovernance: 13,
  director: 14,
  councillor: 15,
  administrator: 16,
} as const

export type StaffName = keyof typeof staff

export const roleOf = (name: StaffName): Role => (name === 'otherSocialWorker' ? 'socialWorker' : name)

const homes: Readonly<Partial<Record<StaffName, string>>> = {
  pointOfAccessWorker: 'front-door',
  dutyWorker: 'assessment-north',
  socialWorker: 'protection-north',
  otherSocialWorker: 'protection-south',
  teamManager: 'protection-north',
  serviceManager: 'protection-north',
  conferenceChair: 'chairs',
  earlyHelpWorker: 'early-help-north',
  personalAdviser: 'leaving-care',
  businessSupport: 'protection-north',
}

/** A council of seven teams, with one worker in each part and a clock that stands at nine on 14 December 2020. */
export const smallCouncil = async (database: Database): Promise<void> => {
  const { sql: db } = database
  await addTestCouncil(database)
  await db.insertInto('quadrant').values({ quadrant: 'north', name: 'North', position: 1 }).execute()
  await db.insertInto('district').values({ district: 'upton', name: 'Upton', quadrant: 'north', position: 1 }).execute()
  const services = [
    'point-of-access',
    'assessment',
    'family-safeguarding',
    'quality-and-review',
    'early-help',
    'leaving-care',
  ]
  await db
    .insertInto('service')
    .values(services.map((service, position) => ({ service, name: service, caseload_threshold: 15, position })))
    .execute()
  const teams: readonly (readonly [string, string, string])[] = [
    ['front-door', 'Single point of access', 'point-of-access'],
    ['assessment-north', 'Assessment North', 'assessment'],
    ['protection-north', 'Family safeguarding North', 'family-safeguarding'],
    ['protection-south', 'Family safeguarding South', 'family-safeguarding'],
    ['chairs', 'Conference chairs', 'quality-and-review'],
    ['early-help-north', 'Early help North', 'early-help'],
    ['leaving-care', 'Leaving care', 'leaving-care'],
  ]
  const known_from = '2016-01-01T00:00:00.000Z'
  await db
    .insertInto('team')
    .values(
      teams.map(([team, name, service]) => ({
        team,
        name,
        service,
        quadrant: 'north',
        started_on: '2016-01-01',
        ended_on: null,
        known_from,
      })),
    )
    .execute()
  for (const name of Object.keys(staff) as StaffName[]) {
    await db
      .insertInto('worker')
      .values({ worker: staff[name], given: name, family: 'Tester', newly_qualified_on: null })
      .execute()
    await db
      .insertInto('post')
      .values({
        worker: staff[name],
        role: roleOf(name),
        team: homes[name] ?? null,
        started_on: '2016-01-01',
        ended_on: null,
        known_from,
      })
      .execute()
  }
}

/** A person in the record, alone in a cluster; answers with the number. */
export const makePerson = (database: Database, person: TestPerson): Promise<number> => addTestPerson(database, person)

/** The brothers and sisters of one household. */
export const makeSiblings = async (database: Database, one: number, other: number): Promise<void> => {
  await database.sql
    .insertInto('relationship')
    .values({
      one,
      other,
      kind: 'sibling',
      parental_responsibility: null,
      started_on: null,
      ended_on: null,
      author: null,
      known_from: '2019-01-01T00:00:00.000Z',
    })
    .execute()
}

/** The context of somebody of the small council now. */
export const contextOf = async ({ sql: db }: Database, name: StaffName): Promise<Context> => {
  const team = homes[name]
  const { rows } = await sql<{ service: string }>`select service from team where team = ${team ?? ''}`.execute(db)
  return contextAt(
    {
      worker: staff[name],
      name: `${name} Tester`,
      role: roleOf(name),
      teams: team === undefined ? [] : [team],
      services: rows.map(({ service }) => service),
    },
    await now(db),
  )
}

/** Records as somebody of the small council, through the ledger as the pages do. */
export const recordAs = async (database: Database, name: StaffName, entry: ToRecord): Promise<number> =>
  record({ database, rules }, await contextOf(database, name), entry)

/** The token of a session of somebody of the small council, for a browser. */
export const sessionAs = (database: Database, name: StaffName): Promise<string> =>
  sessionOfWorker(database, { worker: staff[name], role: roleOf(name) })

/** A server of these areas on a database. */
export const serverOf = (database: Database, areas: readonly Area[], use: Rules = rules): Promise<FastifyInstance> =>
  buildServer({
    database,
    rules: use,
    areas,
    council: { name: 'Testshire', colour: '#1d5e4f', simulated: true },
    cacheFolder: testStyles,
  })
