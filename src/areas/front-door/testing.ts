import type { FastifyInstance } from 'fastify'
import { receive } from '../../door/receive.ts'
import type { RequestAsSent } from '../../door/request.ts'
import { addTestCouncil, atNine } from '../../council/testing.ts'
import { england, noPolicy } from '../../journey/index.ts'
import type { Role } from '../../journey/roles.ts'
import type { Database } from '../../store/database.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitorSignedIn } from '../../web/testing.ts'
import type { Visitor } from '../../web/testing.ts'
import { frontDoor } from './area.ts'

const rules = { pathway: england, policy: noPolicy }

/** Who works in the small council at whose door the tests stand: two at the door, their manager, and others. */
const staff = {
  ada: 'pointOfAccessWorker',
  ben: 'pointOfAccessWorker',
  cleo: 'teamManager',
  dan: 'socialWorker',
  eve: 'councillor',
  finn: 'director',
} as const satisfies Readonly<Record<string, Role>>

export type StaffName = keyof typeof staff

/** The number of somebody of the small council. */
export const workerOf = (name: StaffName): number => Object.keys(staff).indexOf(name) + 1

/** A council with a point of access and a partner, at nine on 14 December 2020. */
export const councilWithADoor = async (database: Database): Promise<void> => {
  const { sql: db } = database
  const known_from = '2016-01-01T00:00:00.000Z'
  const dated = { started_on: '2016-01-01', ended_on: null, known_from }
  await addTestCouncil(database, { brand: { telephone: { day: '01632 960 100', outOfHours: '01632 960 101' } } })
  await db
    .insertInto('service')
    .values({ service: 'point-of-access', name: 'Point of access', caseload_threshold: null, position: 1 })
    .execute()
  const place = { name: 'Single point of access', service: 'point-of-access', quadrant: null }
  await db
    .insertInto('team')
    .values({ team: 'door', ...place, ...dated })
    .execute()
  for (const [name, role] of Object.entries(staff)) {
    const worker = workerOf(name as StaffName)
    await db.insertInto('worker').values({ worker, given: name, family: 'Tester', newly_qualified_on: null }).execute()
    const team = role === 'pointOfAccessWorker' || role === 'teamManager' ? 'door' : null
    await db
      .insertInto('post')
      .values({ worker, role, team, ...dated })
      .execute()
  }
  const { partner } = await db
    .insertInto('partner')
    .values({
      name: 'Upton Primary School',
      kind: 'schools',
      answers_enquiries: true,
      started_on: '2016-01-01',
      ended_on: null,
    })
    .returning('partner')
    .executeTakeFirstOrThrow()
  const head = {
    given: 'Hal',
    family: 'Head',
    post: 'Head teacher',
    email: null,
    started_on: '2016-01-01',
    ended_on: null,
  }
  await db
    .insertInto('partner_person')
    .values({ partner, ...head })
    .execute()
}

/** A request of a mother about her two children. */
export const ofAMother = (more: Partial<RequestAsSent> = {}): RequestAsSent => ({
  kind: 'support',
  sender: 'parent',
  answers: {
    line: '4 Chapel Row',
    town: 'Upton',
    postcode: 'UP1 2AB',
    needs: ['familyLife'],
    happening: 'He does not sleep <b>at all</b> and I am at the end of my strength.',
    yourGiven: 'Mair',
    yourFamily: 'Newcomer',
    relation: 'mother',
    safeWays: ['post'],
    postTo: '4 Chapel Row, Upton, UP1 2AB',
  },
  children: [
    { given: 'Lowri', family: 'Newcomer', bornOn: '2014-02-01', answers: {} },
    { given: 'Huw', family: 'Newcomer', bornOn: '2017-05-01', answers: { school: 'Upton Primary' } },
  ],
  ...more,
})

/** Takes a request in as the public entrance does; answers its number. */
export const sendIn = async (database: Database, sent: RequestAsSent): Promise<number> =>
  (await receive(database, sent, { now: atNine })).request

/** A server of the door, and people of the council who use it. */
export const doorOf = async (database: Database) => {
  const server: FastifyInstance = await buildServer({
    database,
    rules,
    areas: [frontDoor],
    cacheFolder: testStyles,
  })
  const as = (name: StaffName): Promise<Visitor> =>
    visitorSignedIn(server, database, { worker: workerOf(name), role: staff[name] })
  return { server, as }
}
