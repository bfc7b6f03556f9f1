import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../src/app.ts'
import { makePerson, recordAs, roleOf, smallCouncil, staff } from '../../src/areas/casework/testing.ts'
import type { StaffName } from '../../src/areas/casework/testing.ts'
import { addDays, dateAt } from '../../src/calendar/index.ts'
import { now } from '../../src/council/index.ts'
import type { StoredAnswers } from '../../src/journey/index.ts'
import { testDatabase } from '../../src/store/testing.ts'
import type { Database } from '../../src/store/index.ts'
import { testStyles, visitorSignedIn } from '../../src/web/testing.ts'
import type { Visitor } from '../../src/web/testing.ts'

/** The relations in which a worker can stand to a child, by what the child's record is. */
export const relations = ['own', 'team', 'other', 'restricted'] as const
export type Relation = (typeof relations)[number]

const surname: Readonly<Record<Relation, string>> = {
  own: 'Ownfield',
  team: 'Teamfield',
  other: 'Otherfield',
  restricted: 'Zzyzxfield',
}

/** The family name of the child whom nobody but its keeper may find anywhere. */
export const hiddenName = surname.restricted

/** A whole small council with the assembled application, and a child in each relation to its social worker. */
export type Scene = {
  readonly database: Database
  readonly server: FastifyInstance
  readonly children: Readonly<Record<Relation, number>>
  /** An entry of each child's. */
  readonly entries: Readonly<Record<Relation, number>>
  readonly as: (name: StaffName) => Promise<Visitor>
  readonly close: () => Promise<void>
}

const isolated = {
  own: 'socialWorker',
  team: 'socialWorker',
  other: 'otherSocialWorker',
  restricted: 'socialWorker',
} as const

const teamOf = (relation: Relation): string => (relation === 'other' ? 'protection-south' : 'protection-north')

/** A contact, a referral, an allocation and an assessment under way: what puts a child into every list there is. */
const begin = async (
  database: Database,
  relation: Relation,
): Promise<{ readonly child: number; readonly entry: number }> => {
  const child = await makePerson(database, { given: 'Robin', family: surname[relation], bornOn: '2013-05-04' })
  const today = dateAt(await now(database.sql))
  const ago = (days: number) => addDays(today, -days)
  const say = (who: StaffName, step: string, outcome: string, answers: StoredAnswers, follows?: number) =>
    recordAs(database, who, {
      step,
      subjects: [{ identity: child, paragraph: `What was said of Robin ${surname[relation]}.` }],
      outcome,
      answers,
      ...(follows === undefined ? {} : { follows }),
    })
  const contact = await say('pointOfAccessWorker', 'contact', 'assessmentService', {
    receivedOn: ago(30),
    source: 'schools',
    sourceName: 'Head teacher',
    why: 'Hungry at school.',
    decidedOn: ago(30),
  })
  const entry = await say(
    'dutyWorker',
    'referral',
    'assessment',
    { receivedOn: ago(30), source: 'schools', why: 'Hungry at school.', decidedOn: ago(29) },
    contact,
  )
  await say('teamManager', 'allocation', 'socialWorker', {
    allocatedOn: ago(29),
    worker: relation === 'team' ? staff.teamManager : staff[isolated[relation]],
    team: teamOf(relation),
  })
  return { child, entry }
}

/** Restricts a child from now on, to one keeper. */
export const restrict = async (database: Database, child: number, keeper: number): Promise<void> => {
  const at = await now(database.sql)
  await database.sql
    .insertInto('restriction')
    .values({ identity: child, kind: 'staffFamily', reason: 'A relative works here', started_at: at })
    .execute()
  await database.sql.insertInto('keeper').values({ identity: child, worker: keeper, started_at: at }).execute()
}

/** Makes the scene; the restricted child's only keeper is the director. */
export const makeScene = async (): Promise<Scene> => {
  const database = await testDatabase()
  await smallCouncil(database)
  const begun = {
    own: await begin(database, 'own'),
    team: await begin(database, 'team'),
    other: await begin(database, 'other'),
    restricted: await begin(database, 'restricted'),
  }
  await restrict(database, begun.restricted.child, staff.director)
  const server = await buildApp({
    database,
    cacheFolder: testStyles,
  })
  const as = (name: StaffName) => visitorSignedIn(server, database, { worker: staff[name], role: roleOf(name) })
  const each = <Value>(value: (relation: Relation) => Value) => ({
    own: value('own'),
    team: value('team'),
    other: value('other'),
    restricted: value('restricted'),
  })
  return {
    database,
    server,
    children: each(relation => begun[relation].child),
    entries: each(relation => begun[relation].entry),
    as,
    close: async () => {
      await server.close()
      await database.close()
    },
  }
}
