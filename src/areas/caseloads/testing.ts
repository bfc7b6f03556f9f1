import type { FastifyInstance } from 'fastify'
import { contextOf } from '../../access/sign-in.ts'
import { createCouncil, now } from '../../council/index.ts'
import type { CouncilFileInput } from '../../council/index.ts'
import { checkCouncilFile } from '../../council/file.ts'
import { england, noPolicy } from '../../journey/index.ts'
import type { Role } from '../../journey/roles.ts'
import { record } from '../../ledger/record.ts'
import type { ToRecord } from '../../ledger/record.ts'
import { testDatabase } from '../../store/testing.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitorSignedIn } from '../../web/testing.ts'
import type { Visitor } from '../../web/testing.ts'
import { caseloads } from './area.ts'
import { addTestPerson } from '../../people/testing.ts'

export const rules = { pathway: england, policy: noPolicy }

type Person = readonly [
  role: Role,
  team: string | null,
  more?: { readonly newlyQualifiedOn?: string; readonly fullTimeEquivalent?: number; readonly until?: string },
]

/** Everybody of a small council whose clock stands at nine on 14 December 2020. */
const people = {
  duty: ['dutyWorker', null],
  manager: ['teamManager', 'north'],
  southManager: ['teamManager', 'south'],
  serviceManager: ['serviceManager', 'north'],
  director: ['director', null],
  ada: ['socialWorker', 'north'],
  bea: ['socialWorker', 'north', { newlyQualifiedOn: '2020-08-01' }],
  cy: ['socialWorker', 'north', { fullTimeEquivalent: 0.5 }],
  dan: ['socialWorker', 'south'],
  eve: ['socialWorker', 'north', { until: '2020-12-13' }],
  asha: ['socialWorker', 'assessment'],
  pat: ['personalAdviser', 'leaving'],
  hal: ['earlyHelpWorker', 'early-help'],
  councillor: ['councillor', null],
} as const satisfies Readonly<Record<string, Person>>

export type Name = keyof typeof people

const names = Object.keys(people) as readonly Name[]

const file: CouncilFileInput = {
  name: 'Testshire',
  brand: { shortName: 'Testshire' },
  simulated: { standsAt: '2020-12-14T09:00' },
  quadrants: [
    { key: 'north', name: 'North' },
    { key: 'south', name: 'South' },
  ],
  districts: [{ key: 'upton', name: 'Upton', quadrant: 'north' }],
  services: [
    { key: 'assessment', name: 'Assessment Service', caseloadThreshold: 25 },
    { key: 'family-safeguarding', name: 'Family Safeguarding', caseloadThreshold: 4 },
    { key: 'leaving-care', name: 'Leaving care', caseloadThreshold: 20 },
    { key: 'early-help', name: 'Early help', caseloadThreshold: 20 },
  ],
  teams: [
    ['north', 'Safeguarding North', 'family-safeguarding', 'north'],
    ['south', 'Safeguarding South', 'family-safeguarding', 'south'],
    ['assessment', 'Assessment North', 'assessment', 'north'],
    ['leaving', 'Leaving care team', 'leaving-care', null],
    ['early-help', 'Early help team', 'early-help', null],
  ].map(([key = '', name = '', service = '', quadrant = null]) => ({
    key: key ?? '',
    name: name ?? '',
    service: service ?? '',
    quadrant,
    from: '2016-01-01',
  })),
  workers: names.map(name => {
    const [role, team, more = {}]: Person = people[name]
    const { newlyQualifiedOn = null, fullTimeEquivalent = 1, until = null } = more
    return {
      given: name.charAt(0).toUpperCase() + name.slice(1),
      family: 'Tester',
      newlyQualifiedOn,
      posts: [{ role, team, fullTimeEquivalent, from: '2016-01-01', until }],
    }
  }),
}

/** What is so of a child to be made. */
export type ChildGiven = {
  readonly given: string
  readonly worker?: Name
  readonly plan?: boolean
  readonly since?: string
}

/** A small council in a database of its own, with children made as they are asked for. */
export const smallCouncil = async (more: Partial<CouncilFileInput> = {}) => {
  const database = await testDatabase()
  const { workers } = await createCouncil(database.sql, checkCouncilFile({ ...file, ...more }))
  const ledger = { database, rules }
  const worker = (name: Name): number => workers[names.indexOf(name)] ?? 0
  const as = async (name: Name) => {
    const context = await contextOf(
      database.sql,
      { worker: worker(name), role: people[name][0] },
      await now(database.sql),
    )
    if (context === undefined) throw new Error(`${name} has no post today.`)
    return context
  }
  const recordAs = async (name: Name, entry: ToRecord): Promise<number> => record(ledger, await as(name), entry)

  const person = (given: string): Promise<number> => addTestPerson(database, { given })

  const allocate = (child: number, name: Name, on: string): Promise<number> => {
    const [role, team]: Person = people[name]
    return recordAs('duty', {
      step: 'allocation',
      subjects: [{ identity: child }],
      outcome: role,
      answers: { allocatedOn: on, worker: worker(name), team: team ?? '' },
    })
  }

  /** A child in need; with a plan and in somebody's hands where that is asked for. Otherwise the assessment waits. */
  const child = async ({ given, worker: name, plan = false, since = '2020-10-01' }: ChildGiven): Promise<number> => {
    const identity = await person(given)
    const subjects = [{ identity }]
    await recordAs('duty', {
      step: 'referral',
      subjects,
      outcome: 'assessment',
      answers: { receivedOn: since, source: 'schools', why: 'Hungry.', decidedOn: since },
    })
    if (plan)
      await recordAs('duty', {
        step: 'childInNeedPlan',
        subjects,
        outcome: 'agreed',
        answers: { agreedOn: since, plan: [{ different: 'There is food every day.' }] },
      })
    if (name !== undefined) await allocate(identity, name, since)
    return identity
  }

  const serve = (): Promise<FastifyInstance> =>
    buildServer({
      database,
      rules,
      areas: [caseloads],
      cacheFolder: testStyles,
    })

  const visitorAs = (server: FastifyInstance, name: Name): Promise<Visitor> =>
    visitorSignedIn(server, database, { worker: worker(name), role: people[name][0] })

  const roleOf = (name: Name): Role => people[name][0]

  return {
    database,
    ledger,
    worker,
    as,
    recordAs,
    person,
    child,
    allocate,
    serve,
    visitorAs,
    roleOf,
    close: database.close,
  }
}

export type SmallCouncil = Awaited<ReturnType<typeof smallCouncil>>
