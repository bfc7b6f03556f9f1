import { contextOf } from '../../access/sign-in.ts'
import { now } from '../../council/clock.ts'
import { addTestCouncil } from '../../council/testing.ts'
import { england, noPolicy } from '../../journey/index.ts'
import type { Policy, Role } from '../../journey/index.ts'
import { record } from '../../ledger/record.ts'
import type { ToRecord } from '../../ledger/record.ts'
import { testDatabase } from '../../store/testing.ts'
import type { Area } from '../../web/index.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitorSignedIn } from '../../web/testing.ts'
import { addTestPerson } from '../../people/testing.ts'

const known_from = '2016-01-01T00:00:00.000Z'

/** Everybody of a small council with two teams of one service. */
export const people = {
  worker: { worker: 1, role: 'socialWorker', team: 'north' },
  colleague: { worker: 2, role: 'socialWorker', team: 'north' },
  manager: { worker: 3, role: 'teamManager', team: 'north' },
  southWorker: { worker: 4, role: 'socialWorker', team: 'south' },
  southManager: { worker: 5, role: 'teamManager', team: 'south' },
  serviceManager: { worker: 6, role: 'serviceManager', team: 'north' },
  director: { worker: 7, role: 'director', team: null },
  door: { worker: 8, role: 'pointOfAccessWorker', team: null },
  duty: { worker: 9, role: 'dutyWorker', team: null },
  chair: { worker: 10, role: 'conferenceChair', team: null },
  councillor: { worker: 11, role: 'councillor', team: null },
} as const satisfies Readonly<
  Record<string, { readonly worker: number; readonly role: Role; readonly team: string | null }>
>

export type Person = keyof typeof people

/** The small council at nine on 14 December 2020, with what is needed to record and to look at pages. */
export const smallCouncil = async (areas: readonly Area[], policies: Policy = noPolicy) => {
  const database = await testDatabase()
  const db = database.sql
  const rules = { pathway: england, policy: policies }
  await addTestCouncil(database, { settings: { policies } })
  await db
    .insertInto('service')
    .values({ service: 'safeguarding', name: 'Safeguarding', caseload_threshold: 15, position: 1 })
    .execute()
  for (const team of ['north', 'south'])
    await db
      .insertInto('team')
      .values({
        team,
        name: `Safeguarding ${team}`,
        service: 'safeguarding',
        quadrant: null,
        started_on: '2016-01-01',
        ended_on: null,
        known_from,
      })
      .execute()
  for (const [given, { worker, role, team }] of Object.entries(people)) {
    await db.insertInto('worker').values({ worker, given, family: 'Tester', newly_qualified_on: null }).execute()
    await db
      .insertInto('post')
      .values({ worker, role, team, started_on: '2016-01-01', ended_on: null, known_from })
      .execute()
  }
  const server = await buildServer({
    database,
    rules,
    areas,
    cacheFolder: testStyles,
  })

  const child = (given: string, bornOn = '2012-05-04', family = 'Ashdown'): Promise<number> =>
    addTestPerson(database, { given, family, bornOn, knownFrom: known_from })

  const say = async (who: Person, entry: ToRecord): Promise<number> => {
    const { worker, role } = people[who]
    const context = await contextOf(db, { worker, role }, await now(db))
    if (context === undefined) throw new Error(`${who} has no such part today.`)
    return record({ database, rules }, context, entry)
  }

  /** A child in need since a day, in somebody's hands since the same day. */
  const given = async (
    names: readonly string[],
    holder: 'worker' | 'colleague' | 'southWorker',
    on: string,
  ): Promise<readonly number[]> => {
    const children: number[] = []
    for (const name of names) children.push(await child(name))
    const subjects = children.map(identity => ({ identity }))
    await say('door', {
      step: 'referral',
      subjects,
      answers: { receivedOn: on, source: 'police', why: 'An incident.', decidedOn: on },
      outcome: 'assessment',
    })
    const { worker, team } = people[holder]
    await say('duty', {
      step: 'allocation',
      subjects,
      answers: { allocatedOn: on, worker, team },
      outcome: 'socialWorker',
    })
    return children
  }

  return {
    database,
    server,
    rules,
    child,
    say,
    given,
    as: (who: Person) => visitorSignedIn(server, database, { worker: people[who].worker, role: people[who].role }),
    close: async () => {
      await server.close()
      await database.close()
    },
  }
}

export type SmallCouncil = Awaited<ReturnType<typeof smallCouncil>>

/** A date as the inputs of a form have it. */
export const dayOf = (name: string, date: string): Readonly<Record<string, string>> => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { [`${name}-day`]: String(Number(day)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year }
}
