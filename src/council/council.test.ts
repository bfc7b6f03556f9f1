import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { emptyEveryTable, takeOffIndexes, withClient } from '../store/index.ts'
import { testDatabase } from '../store/testing.ts'
import { carriesWhiteText } from './colour.ts'
import {
  ClockIsTheMachines,
  CouncilExists,
  CouncilFileRefused,
  caseloadsOfFile,
  checkCouncilFile,
  createCouncil,
  currentCouncil,
  letRun,
  moveOnOneDay,
  nextMoment,
  now,
  policyOfFile,
  posts,
  readClock,
  readCouncil,
  readCouncilFile,
  readingOf,
  services,
  stand,
  targetsOfFile,
  teams,
} from './index.ts'
import type { CouncilFileInput } from './index.ts'

const database = await testDatabase()
const queries = database.sql
after(() => database.close())
afterEach(() => emptyEveryTable(queries))

const text = readFileSync(join(import.meta.dirname, '../../examples/council.json'), 'utf8')
const example = (change: (file: Record<string, never> & CouncilFileInput) => void = () => undefined) => {
  const file = JSON.parse(text) as Record<string, never> & CouncilFileInput
  change(file)
  return file
}
const faultsOf = (file: unknown): readonly string[] => {
  try {
    checkCouncilFile(file)
    return []
  } catch (error) {
    assert.ok(error instanceof CouncilFileRefused)
    return error.faults
  }
}
const at = '2025-11-03T09:00:00.000Z'
const simulated = example(file => Object.assign(file, { simulated: { standsAt: '2020-12-14T09:00' } }))

describe('a council’s file', () => {
  it('has targets of measures that are, one at a time, each with one limit', () => {
    const faults = (...targets: readonly object[]) => {
      try {
        checkCouncilFile(
          example(file => Object.assign(file, { targets })),
          { measures: ['referrals', 'plans'] },
        )
        return []
      } catch (error) {
        assert.ok(error instanceof CouncilFileRefused)
        return error.faults
      }
    }
    const target = { measure: 'plans', from: '2021-04-01', atMost: 12, basis: 'Ours' }
    assert.deepEqual(faults(target), [])
    assert.deepEqual(faults({ ...target, until: '2021-12-31' }, { ...target, from: '2022-01-01' }), [])
    assert.deepEqual(faults({ ...target, measure: 'happiness' }), [
      'targets[0].measure: there is no measure "happiness"',
    ])
    assert.deepEqual(faults({ ...target, atLeast: 3 }), ['targets[0]: must have either atLeast or atMost'])
    assert.deepEqual(faults({ ...target, until: '2021-03-30' }), [
      'targets[0].until: must be on or after from, or the day before it, where the target is taken back',
    ])
    assert.deepEqual(faults({ ...target, until: '2021-03-31' }, target), [], 'what was taken back meets no other')
    assert.deepEqual(faults(target, { ...target, from: '2022-04-01', until: '2022-03-31' }), [])
    assert.deepEqual(faults(target, { ...target, from: '2022-04-01' }), [
      'targets[1].from: "plans" already has a target at that time',
    ])
    assert.match(
      faults({ ...target, atMost: -1, from: '2021-02-31' }).join(),
      /targets\[0\]\.from.*targets\[0\]\.atMost/,
    )
  })
  it('that is the example is taken', () => assert.equal(readCouncilFile(text).name, 'Exampleshire County Council'))
  it('is refused with the place of each thing that is wrong', () => {
    assert.deepEqual(faultsOf(example(file => Object.assign(file, { nmae: 'x', name: ' ' }))), [
      'name: must not be empty',
      'there is no "nmae" here; check its spelling',
    ])
    assert.deepEqual(
      faultsOf(example(file => Object.assign(file.teams[2] ?? {}, { service: 'assesment', from: '2019-02-30' }))),
      ['teams[2].from: must be a day that exists, written YYYY-MM-DD'],
    )
    assert.deepEqual(faultsOf(example(file => Object.assign(file.teams[2] ?? {}, { service: 'assesment' }))), [
      'teams[2].service: there is no service "assesment"',
    ])
    assert.deepEqual(faultsOf(example(file => Object.assign(file.teams[2] ?? {}, { name: 'Assess\0ment' }))), [
      'teams[2].name: must not hold the character NUL',
    ])
    assert.deepEqual(faultsOf(example(file => Object.assign(file.workers[0]?.posts[0] ?? {}, { role: 'king' }))), [
      'workers[0].posts[0].role: must be one of the roles of the role matrix',
    ])
    assert.deepEqual(faultsOf(example(file => Object.assign(file.teams[3] ?? {}, { until: '2022-01-01' }))), [
      'teams[4].from: the team "assessment-east" is already somewhere at that time',
    ])
    assert.deepEqual(faultsOf(example(file => Object.assign(file.districts[1] ?? {}, { postcodes: ['zz1', 'ZZ'] }))), [
      'districts[1].postcodes[0]: must begin postcodes, like QX1, QX1 2 or QX1 2AB',
      'districts[1].postcodes[1]: must begin postcodes, like QX1, QX1 2 or QX1 2AB',
    ])
    assert.deepEqual(
      faultsOf(
        example(file => {
          for (const district of file.districts.slice(0, 2)) Object.assign(district, { postcodes: ['ZZ1', 'ZZ1 2'] })
        }),
      ),
      [
        'districts[1].postcodes[0]: "ZZ1" stands in Harbour already',
        'districts[1].postcodes[1]: "ZZ1 2" stands in Harbour already',
      ],
    )
    assert.deepEqual(faultsOf(example(file => Object.assign(file.brand, { colour: '#ffdd00' }))), [
      'brand.colour: must be dark enough for white text (contrast of 4.5 or more)',
    ])
    assert.deepEqual(faultsOf(example(file => Object.assign(file, { services: 'none', teams: undefined }))), [
      'services: must be a list',
      'teams: is missing; it must be a list',
    ])
    assert.deepEqual(faultsOf(example(file => Object.assign(file, { population: { 2019: 1.5 } }))), [
      'population.2019: must be a whole number',
    ])
  })
  it('cannot loosen the law, nor tighten a rule that does not exist', () => {
    const [fault] = faultsOf(
      example(file =>
        Object.assign(file.policies ?? {}, {
          childAndFamilyAssessment: [
            { within: { unit: 'workingDays', count: 60 }, from: '2022-04-01', basis: 'A wish' },
          ],
        }),
      ),
    )
    assert.match(fault ?? '', /^policies\.childAndFamilyAssessment.*longer than the 45 working days of the law/)
    assert.deepEqual(faultsOf(example(file => Object.assign(file, { policies: { visit: [] } }))), [
      'policies.visit: there is no step or rhythm of this name',
    ])
  })
  it('weighs kinds of work that there are, and lets the load of the newly qualified begin at once and rise', () => {
    const faults = (caseload: object) =>
      faultsOf(
        example(file => Object.assign(file, { caseloads: [{ from: '2021-04-01', basis: 'Ours', ...caseload }] })),
      )
    assert.deepEqual(faults({ weights: { assessment: 1.2 }, newlyQualified: [{ fromMonth: 0, share: 0.5 }] }), [])
    assert.match(faults({ weights: { adoption: 2 } })[0] ?? '', /^caseloads\[0\]\.weights/)
    assert.match(faults({ weights: { assessment: 0 } })[0] ?? '', /^caseloads\[0\]\.weights\.assessment/)
    assert.deepEqual(faults({ newlyQualified: [{ fromMonth: 1, share: 0.5 }] }), [
      'caseloads[0].newlyQualified: must begin with month 0',
    ])
    assert.deepEqual(
      faults({
        newlyQualified: [
          { fromMonth: 0, share: 0.9 },
          { fromMonth: 6, share: 0.5 },
        ],
      }),
      ['caseloads[0].newlyQualified[1]: must come after the one before it, and not be a smaller share'],
    )
  })
  it('says how workers sign in, which of the provider’s claims gives a part, and how long a session lasts', async () => {
    const values = [{ value: 'CS-Directors', role: 'director' }]
    const file = example(council =>
      Object.assign(council, {
        signIn: 'openid',
        openid: { parts: { claim: 'groups', values } },
        sessions: { idleMinutes: 15 },
      }),
    )
    await createCouncil(queries, checkCouncilFile(file))
    const council = await readCouncil(queries)
    assert.deepEqual(
      [council?.signIn, council?.openid, council?.sessions],
      [
        'openid',
        {
          scopes: ['openid', 'profile', 'email'],
          emailIsVouchedFor: false,
          parts: { claim: 'groups', values: [{ ...values[0], team: null }] },
        },
        { idleMinutes: 15, longestHours: 12 },
      ],
    )
    const wrong = { parts: { claim: 'groups', values: [{ value: 'x', role: 'director', team: 'nowhere' }] } }
    assert.deepEqual(
      faultsOf(example(council => Object.assign(council, { openid: wrong, sessions: { idleMinutes: 1 } }))).length,
      1,
    )
    assert.deepEqual(faultsOf(example(council => Object.assign(council, { openid: wrong }))), [
      'openid.parts.values[0].team: there is no team "nowhere"',
    ])
  })
  it('that is not JSON, or is something else, is refused', () => {
    assert.throws(() => readCouncilFile('{"name": '), CouncilFileRefused)
    for (const value of [null, [], 'council', 5]) assert.notEqual(faultsOf(value).length, 0)
  })
})

describe('a council', () => {
  it('is made as the file says, with nobody in it, and read back', async () => {
    const file = checkCouncilFile(example())
    const { workers } = await createCouncil(queries, file, { at })
    assert.equal(workers.length, file.workers.length)
    const council = await readCouncil(queries)
    assert.equal(council?.name, 'Exampleshire County Council')
    assert.equal(council.simulated, false)
    assert.equal(council.brand.telephone.outOfHours, '01632 960002')
    assert.deepEqual(council.policy, policyOfFile(file))
    assert.deepEqual(council.caseloads, caseloadsOfFile(file))
    assert.deepEqual(council.targets, targetsOfFile(file))
    assert.deepEqual(await readClock(queries), { kind: 'machine' })
    assert.equal((await services(queries)).length, 9)
    assert.equal((await queries.selectFrom('identity').selectAll().execute()).length, 0)
    const [social] = await posts(queries, { on: '2025-11-03' }, { worker: workers.at(-1) ?? 0 })
    assert.deepEqual(
      [social?.name, social?.agency, social?.fullTimeEquivalent],
      ['Second Assessment Social Worker', true, 0.6],
    )
  })
  it('has teams that change their name on a day, and is known from when it was made', async () => {
    await createCouncil(queries, checkCouncilFile(example()), { at })
    const nameOn = async (on: string, knownAt?: string) =>
      (await teams(queries, { on, ...(knownAt === undefined ? {} : { knownAt }) })).find(
        ({ team }) => team === 'assessment-east',
      )?.name
    assert.equal(await nameOn('2021-09-05'), 'Intake team, East')
    assert.equal(await nameOn('2021-09-06'), 'Assessment team, East')
    assert.equal(await nameOn('2019-03-31'), undefined)
    assert.equal(await nameOn('2021-09-06', '2025-11-03T08:59:00.000Z'), undefined)
    assert.equal(await nameOn('2021-09-06', at), 'Assessment team, East')
  })
  it('that is simulated is known from the day each thing began', async () => {
    await createCouncil(queries, checkCouncilFile(simulated), { at })
    assert.equal((await teams(queries, { on: '2020-01-01', knownAt: '2020-01-01T00:00:00.000Z' })).length, 11)
  })
  it('is never made over another, unless asked for and without real records', async () => {
    const file = checkCouncilFile(example())
    await createCouncil(queries, file, { at })
    await assert.rejects(createCouncil(queries, file, { at }), CouncilExists)
    const { workers } = await createCouncil(queries, file, { at, replace: true })
    await queries
      .insertInto('entry')
      .values({
        lineage: 1,
        subjects: [],
        step: 'contact',
        answers: '{}',
        outcome: 'informationAndAdvice',
        happened_on: '2025-11-03',
        completed_on: '2025-11-03',
        author: workers[0] ?? 0,
        recorded_at: at,
      })
      .execute()
    await assert.rejects(createCouncil(queries, file, { at, replace: true }), /never replaced/)
    assert.equal((await queries.selectFrom('entry').selectAll().execute()).length, 1)
  })
  it('can be made where a county that was being built was cut off: of that nothing stays', async () => {
    await queries.insertInto('worker').values({ given: 'A', family: 'B', newly_qualified_on: null }).execute()
    await withClient(database, client => takeOffIndexes(client, ['duty']))
    const { workers } = await createCouncil(queries, checkCouncilFile(example()), { at })
    assert.equal((await queries.selectFrom('worker').select('worker').execute()).length, workers.length)
    assert.deepEqual(await queries.selectFrom('taken_off').selectAll().execute(), [])
  })
  it('is never made over anybody’s work, though no entry is written yet, and says what there is', async () => {
    const file = checkCouncilFile(example())
    const work: readonly (readonly [words: RegExp, write: (worker: number) => RawBuilder<unknown>])[] = [
      [
        /: requests at the door\. They are never replaced/,
        () => sql`insert into request (reference, kind, sender, answers, received_at, decide_by)
          values ('ABC', 'support', 'parent', '{}', ${at}, ${at})`,
      ],
      [/: people\./, () => sql`insert into identity (kind, recorded_at) values ('child', ${at})`],
      [
        /: organisations/,
        () => sql`insert into partner (name, kind, started_on) values ('Hill School', 'schools', '2025-11-03')`,
      ],
      [
        /: forms that somebody has begun/,
        () => sql`insert into begun_form (form_key, token_hash, begun_at, open_until, keep_until)
          values ('one', 'hash', ${at}, ${at}, ${at})`,
      ],
      [
        /: changes of the staff/,
        worker => sql`insert into worker_event (worker, at, kind) values (${worker}, ${at}, 'joined')`,
      ],
    ]
    for (const [words, write] of work) {
      const made = await createCouncil(queries, file, { at, replace: true })
      await write(made.workers[0] ?? 0).execute(queries)
      await assert.rejects(createCouncil(queries, file, { at, replace: true }), words)
      await emptyEveryTable(queries)
    }
  })
  it('that nobody but who signs in has come to is replaced, and so is a simulated one with records', async () => {
    const file = checkCouncilFile(example())
    const { workers } = await createCouncil(queries, file, { at })
    const worker = workers[0] ?? 0
    await sql`insert into worker_event (worker, at, kind) values (${worker}, ${at}, 'accountLinked')`.execute(queries)
    await createCouncil(queries, checkCouncilFile(simulated), { at, replace: true })
    await queries.insertInto('identity').values({ kind: 'child', recorded_at: at }).execute()
    await createCouncil(queries, file, { at, replace: true })
    assert.equal((await queries.selectFrom('identity').selectAll().execute()).length, 0)
  })
  it('that cannot be made whole is not made', async () => {
    const file = checkCouncilFile(example())
    const broken = { ...file, services: [...file.services, ...file.services] }
    await assert.rejects(createCouncil(queries, broken, { at }))
    assert.equal(await readCouncil(queries), undefined)
    assert.equal((await queries.selectFrom('quadrant').selectAll().execute()).length, 0)
  })
  it('is read once by a process for a while, and always in a transaction', async () => {
    assert.equal(await currentCouncil(queries), undefined)
    await createCouncil(queries, checkCouncilFile(example()), { at })
    assert.equal(await currentCouncil(queries), undefined)
    assert.equal((await queries.transaction().execute(currentCouncil))?.brand.shortName, 'Exampleshire')
  })
})

describe('the clock', () => {
  it('of a council at work is the machine’s, and cannot be set', async () => {
    await createCouncil(queries, checkCouncilFile(example()), { at })
    assert.ok((await now(queries)) > '2025-01-01')
    await assert.rejects(moveOnOneDay(queries), ClockIsTheMachines)
    await assert.rejects(letRun(queries), ClockIsTheMachines)
    await assert.rejects(stand(queries), ClockIsTheMachines)
  })
  it('of a simulated county stands, and moves on a day', async () => {
    await createCouncil(queries, checkCouncilFile(simulated), { at })
    assert.equal(await now(queries), '2020-12-14T09:00:00.000Z')
    assert.equal(await now(queries), '2020-12-14T09:00:00.000Z')
    assert.equal(await moveOnOneDay(queries), '2020-12-15T09:00:00.000Z')
    assert.equal(await now(queries), '2020-12-15T09:00:00.000Z')
  })
  it('gives each piece of recording a moment of its own', async () => {
    await createCouncil(queries, checkCouncilFile(simulated), { at })
    const moments = [await nextMoment(queries), await nextMoment(queries)]
    assert.deepEqual(moments, ['2020-12-14T09:00:00.001Z', '2020-12-14T09:00:00.002Z'])
  })
  it('runs with the machine’s from where it stood, and is stopped there', async () => {
    const running = { kind: 'simulated', standsAt: '2020-12-14T09:00:00.000Z', runningSince: at } as const
    assert.equal(readingOf(running, '2025-11-03T10:30:00.250Z'), '2020-12-14T10:30:00.250Z')
    assert.equal(readingOf(running, '2025-11-03T08:00:00.000Z'), '2020-12-14T09:00:00.000Z')
    await createCouncil(queries, checkCouncilFile(simulated), { at })
    await letRun(queries)
    const clock = await readClock(queries)
    assert.ok(clock.kind === 'simulated' && clock.runningSince !== null)
    const stopped = await stand(queries)
    assert.ok(stopped >= '2020-12-14T09:00:00.000Z')
    assert.equal(await now(queries), stopped)
  })
  it('keeps the time of day in England when the clocks change', async () => {
    const on = (standsAt: string) =>
      createCouncil(queries, checkCouncilFile({ ...simulated, simulated: { standsAt } }), { at, replace: true })
    await on('2020-10-24T09:00')
    assert.deepEqual(
      [await now(queries), await moveOnOneDay(queries)],
      ['2020-10-24T08:00:00.000Z', '2020-10-25T09:00:00.000Z'],
    )
    await on('2021-03-27T01:30')
    assert.equal(await moveOnOneDay(queries), '2021-03-28T01:30:00.000Z')
  })
})

describe('a header’s colour', () => {
  it('carries white text or does not', () => {
    assert.ok(carriesWhiteText('#000000'))
    assert.ok(carriesWhiteText('#767676'))
    assert.ok(!carriesWhiteText('#777777'))
  })
})
