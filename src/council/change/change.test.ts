import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { emptyEveryTable, inTransaction } from '../../store/index.ts'
import { testDatabase } from '../../store/testing.ts'
import {
  changeCouncil,
  changesOfCouncil,
  checkCouncilFile,
  CouncilFileRefused,
  createCouncil,
  nextMoment,
  NoCouncil,
  readCouncil,
  servicesOn,
  teams,
} from '../index.ts'
import type { CouncilFileInput } from '../index.ts'

const database = await testDatabase()
const queries = database.sql
after(() => database.close())

type Writable<T> = T extends readonly (infer One)[]
  ? Writable<One>[]
  : T extends object
    ? { -readonly [Name in keyof T]: Writable<T[Name]> }
    : T
type Draft = Writable<CouncilFileInput>

const text = readFileSync(join(import.meta.dirname, '../../../examples/council.json'), 'utf8')
/** The example, of a council whose day is 3 November 2025. */
const file = (edit: (file: Draft) => void = () => undefined): Draft => {
  const draft = { ...(JSON.parse(text) as Draft), simulated: { standsAt: '2025-11-03T09:00' } }
  edit(draft)
  return draft
}
const team = (draft: Draft, key: string) => {
  const found = draft.teams.findLast(each => each.key === key)
  assert.ok(found !== undefined)
  return found
}
const change = (typed: Draft, options: { readonly check?: boolean } = {}) =>
  changeCouncil(queries, { file: checkCouncilFile(typed), typed }, options)
const faultsOf = async (typed: Draft): Promise<readonly string[]> => {
  const error = await change(typed).then(
    () => undefined,
    (refusal: unknown) => refusal,
  )
  assert.ok(error instanceof CouncilFileRefused, String(error))
  return error.faults
}
/** Everything that a file could change, as it stands. */
const everything = async () => ({
  council: await queries.selectFrom('council').selectAll().execute(),
  teams: await queries.selectFrom('team').selectAll().orderBy('id').execute(),
  services: await queries.selectFrom('service').selectAll().orderBy('service').execute(),
  districts: await queries.selectFrom('district').selectAll().orderBy('district').execute(),
  population: await queries.selectFrom('population').selectAll().orderBy('year').execute(),
  changes: await queries.selectFrom('council_change').selectAll().execute(),
})

beforeEach(async () => {
  await emptyEveryTable(queries)
  await createCouncil(queries, checkCouncilFile(file()))
})

/** A year in the life of the council. */
const nextYear = (draft: Draft): void => {
  draft.services.push({ key: 'short-breaks', name: 'Short breaks', caseloadThreshold: 30 })
  draft.teams.push({ key: 'short-breaks', name: 'Short breaks team', service: 'short-breaks', from: '2026-01-05' })
  team(draft, 'assessment-west').until = '2026-01-05'
  draft.teams.push({
    key: 'assessment-west',
    name: 'Family assessment, West',
    service: 'assessment',
    quadrant: 'west',
    from: '2026-01-05',
  })
  Object.assign(draft.districts[2] ?? {}, { postcodes: ['QX9'] })
  draft.brand.telephone = { day: '01632 960009' }
  draft.entrance = {
    crisisLines: [{ name: 'Childline', number: '0800 1111', says: 'At any hour' }],
    linesCheckedOn: '2025-11-01',
  }
  draft.policies = {
    ...draft.policies,
    childAndFamilyAssessment: [
      ...(draft.policies?.childAndFamilyAssessment ?? []),
      { within: { unit: 'workingDays', count: 30 }, from: '2026-04-01', basis: 'Service plan 2026/27' },
    ],
  }
  const [target] = draft.targets ?? []
  assert.equal(target?.measure, 'supervision-in-time')
  draft.targets = [
    { ...target, until: '2026-03-31' },
    ...(draft.targets ?? []).slice(1),
    { measure: 'supervision-in-time', from: '2026-04-01', atLeast: 95, basis: 'Service plan 2026/27' },
  ]
  draft.caseloads = [
    ...(draft.caseloads ?? []),
    { from: '2026-04-01', basis: 'Service plan 2026/27', thresholds: { assessment: 20 } },
  ]
  draft.population = { ...draft.population, 2026: 12_345 }
}

test('the file that made a council changes nothing of it, nor does any other file twice', async () => {
  const before = await everything()
  assert.deepEqual(await change(file()), { name: 'Exampleshire County Council', changes: [], leftOut: [] })
  assert.deepEqual(await everything(), before)
  assert.notDeepEqual((await change(file(nextYear))).changes, [])
  const later = await everything()
  assert.deepEqual((await change(file(nextYear))).changes, [])
  assert.deepEqual(await everything(), later)
})

test('what a file says otherwise is said beforehand in words, and nothing is written', async () => {
  const before = await everything()
  const { changes, at } = await change(file(nextYear), { check: true })
  assert.equal(at, undefined)
  assert.deepEqual(await everything(), before)
  const said = changes.join('\n')
  for (const words of [
    /A new service: “Short breaks”, whose workers stand out above 30 children/,
    /A new team: “Short breaks team”, in Short breaks, from 5 January 2026/,
    /The team “Assessment team, West” is as it is now until 5 January 2026/,
    /The team “Assessment team, West” is then: “Family assessment, West”, in Assessment Service, West, from 5 January 2026/,
    /The postcodes of “Moor”: also QX9/,
    /The telephone number by day, from now on: 01632 960009 \(before: 01632 960001\)/,
    /Whom somebody in need may call, from now on: Childline 0800 1111 At any hour/,
    /The timescale childAndFamilyAssessment, from 1 April 2026: within 30 working days \(Service plan 2026\/27\)/,
    /The target of supervision-in-time, from 1 April 2026: at least 95/,
    /The policy on caseloads, from 1 April 2026: Service plan 2026\/27/,
    /Children under 18 in 2026: 12345/,
  ])
    assert.match(said, words)
})

test('what changes changes from its day on, and what was before stays', async () => {
  const { changes, at } = await change(file(nextYear))
  const names = async (on: string) => (await teams(queries, { on })).map(({ name }) => name)
  assert.ok((await names('2026-01-04')).includes('Assessment team, West'))
  assert.ok(!(await names('2026-01-04')).includes('Short breaks team'))
  assert.ok((await names('2026-01-05')).includes('Family assessment, West'))
  assert.ok((await names('2026-01-05')).includes('Short breaks team'))
  const asKnownBefore = await teams(queries, { on: '2026-01-05', knownAt: '2025-11-03T09:00:00.000Z' })
  assert.ok(asKnownBefore.some(({ name }) => name === 'Assessment team, West'))
  const council = await readCouncil(queries)
  assert.ok(council !== undefined)
  assert.equal(council.policy['childAndFamilyAssessment']?.at(-1)?.within.count, 30)
  assert.equal(council.brand.telephone.day, '01632 960009')
  assert.equal(council.brand.telephone.outOfHours, '01632 960002', 'what the file leaves out of the brand stays')
  assert.equal(council.entrance.linesCheckedOn, '2025-11-01')
  assert.equal(council.targets.findLast(({ measure }) => measure === 'supervision-in-time')?.value, 95)
  const threshold = async (on: string) =>
    (await servicesOn(queries, on)).find(({ service }) => service === 'assessment')?.caseloadThreshold
  assert.deepEqual([await threshold('2026-03-31'), await threshold('2026-04-01')], [25, 20])
  assert.deepEqual(await changesOfCouncil(queries, 5), [{ at, words: changes }])
})

test('nothing that has been in force is altered, and the line of the file that tries to is named', async () => {
  const before = await everything()
  const wrong = await faultsOf(
    file(draft => {
      team(draft, 'early-help').name = 'Early help, all of it'
      team(draft, 'looked-after').until = '2025-10-31'
      draft.teams.push({ key: 'late', name: 'Late team', service: 'early-help', from: '2025-11-02' })
      Object.assign(draft.services[3] ?? {}, { caseloadThreshold: 18 })
      Object.assign(draft.districts[0] ?? {}, { quadrant: 'west' })
      draft.policies = {
        ...draft.policies,
        closure: [{ within: { unit: 'workingDays', count: 5 }, from: '2025-11-03', basis: 'Today' }],
      }
      draft.targets = [{ measure: 'supervision-in-time', from: '2025-04-01', atLeast: 95, basis: 'Late' }]
      draft.entrance = { linesCheckedOn: '2025-11-04' }
    }),
  )
  for (const words of [
    /^teams\[2\]: has been in force since 1 April 2019 and stays as it was said/,
    /^teams\[9\]\.until: would change days before 3 November 2025/,
    /^teams\[12\]\.from: what is new begins on 3 November 2025 or later; 2 November 2025 is before that/,
    /^services\[3\]\.caseloadThreshold: that of Assessment Service has been 25/,
    /^districts\[0\]\.quadrant: Harbour has been in "east"/,
    /^policies\.closure\[0\]\.from: what is new begins on 4 November 2025 or later/,
    /^targets\[0\]\.from: what is new begins on 3 November 2025 or later/,
    /^entrance\.linesCheckedOn: nobody can have called on 4 November 2025 yet/,
  ])
    assert.ok(
      wrong.some(fault => words.test(fault)),
      `${String(words)} in\n${wrong.join('\n')}`,
    )
  assert.deepEqual(await everything(), before)
  assert.deepEqual(await faultsOf({ ...file(), simulated: undefined }), [
    'simulated: is missing; every record of this council is invented, and it stays so',
  ])
  assert.throws(() => checkCouncilFile({ ...file(), tems: [] }), /there is no "tems" here; check its spelling/)
})

test('a timescale begins after every clock of it that is known already', async () => {
  await sql`insert into identity (identity, kind, source, recorded_at) values (1, 'child', 'test', now())`.execute(
    queries,
  )
  await sql`insert into duty (identity, rule, step, anchor, anchored_on, known_from)
    values (1, 'childInNeedPlan.visit', 'childInNeedVisit', 1, '2025-11-20', '2025-11-03')`.execute(queries)
  const visits = (from: string) =>
    file(draft => {
      draft.policies = {
        ...draft.policies,
        'childInNeedPlan.visit': [
          ...(draft.policies?.['childInNeedPlan.visit'] ?? []),
          { within: { unit: 'workingDays', count: 15 }, from, basis: 'Ours' },
        ],
      }
    })
  const [fault] = await faultsOf(visits('2025-11-20'))
  assert.match(fault ?? '', /begins on 21 November 2025 or later, as clocks that start before are known already/)
  assert.equal((await change(visits('2025-11-21'))).changes.length, 1)
})

test('a team does not end over the heads of those who are in it, nor of its children: they are named', async () => {
  const ending = file(draft => {
    team(draft, 'looked-after').until = '2026-01-01'
  })
  const { worker } = await queries
    .selectFrom('post')
    .select('worker')
    .where('team', '=', 'looked-after')
    .executeTakeFirstOrThrow()
  await sql`insert into identity (identity, kind, source, recorded_at) values (1, 'child', 'test', now())`.execute(
    queries,
  )
  await sql`insert into episode (identity, kind, started_on, opened_by, detail, known_from) values (1, 'socialWorkerAllocation',
    '2025-01-01', 1, ${JSON.stringify({ worker, team: 'looked-after' })}::jsonb, '2025-01-01')`.execute(queries)
  const [fault, ...others] = await faultsOf(ending)
  assert.deepEqual(others, [])
  assert.match(
    fault ?? '',
    /^teams\[9\]\.until: “Looked-after children’s team” cannot end on 1 January 2026 while these are in it: First Looked-after Social Worker \(1 allocation\)\. End their posts on the page Staff/,
  )
  await queries.updateTable('post').set({ ended_on: '2026-01-01' }).where('worker', '=', worker).execute()
  assert.match(
    (await faultsOf(ending))[0] ?? '',
    /First Looked-after Social Worker \(1 allocation, and no post in it\)/,
  )
  await sql`update episode set ended_on = '2025-11-03' where identity = 1`.execute(queries)
  assert.deepEqual((await change(ending)).changes, [
    'The team “Looked-after children’s team” ends: from 1 January 2026 it is no more',
  ])
  assert.ok(!(await teams(queries, { on: '2026-01-01' })).some(each => each.team === 'looked-after'))
})

/** A child who is allocated in a team. */
const allocate = async (team: string) => {
  await sql`insert into identity (identity, kind, source, recorded_at) values (1, 'child', 'test', now())`.execute(
    queries,
  )
  await sql`insert into episode (identity, kind, started_on, opened_by, detail, known_from) values (1, 'socialWorkerAllocation',
    '2025-01-01', 1, ${JSON.stringify({ worker: 1, team })}::jsonb, '2025-01-01')`.execute(queries)
}

test('whoever comes into a team after its end was planned is named by every file until it ends', async () => {
  const ending = file(draft => {
    team(draft, 'looked-after').until = '2026-01-01'
  })
  await queries.updateTable('post').set({ ended_on: '2025-11-03' }).where('team', '=', 'looked-after').execute()
  assert.equal((await change(ending)).changes.length, 1)
  assert.deepEqual((await change(ending)).changes, [])
  await allocate('looked-after')
  assert.match(
    (await faultsOf(ending)).join(),
    /^teams\[9\]\.until: “Looked-after children’s team” cannot end on 1 January 2026/,
  )
  const without = file(draft => {
    draft.teams = draft.teams.filter(({ key }) => key !== 'looked-after')
    for (const { posts } of draft.workers) for (const post of posts) if (post.team === 'looked-after') delete post.team
  })
  assert.match(
    (await faultsOf(without)).join(),
    /^teams, a line of “Looked-after children’s team” that the file leaves out\.until/,
  )
  await sql`update clock set stands_at = '2026-01-02'`.execute(queries)
  assert.deepEqual((await change(ending)).changes, [], 'once it has ended, nobody is kept from changing anything else')
})

test('a team does not end while the provider gives parts in it, though the file leaves that out', async () => {
  const parts = { claim: 'groups', values: [{ value: 'lac', role: 'socialWorker' as const, team: 'looked-after' }] }
  await change(file(draft => Object.assign(draft, { openid: { ...draft.openid, parts } })))
  await queries.updateTable('post').set({ ended_on: '2025-11-03' }).where('team', '=', 'looked-after').execute()
  const ending = file(draft => {
    delete draft.openid
    team(draft, 'looked-after').until = '2026-01-01'
  })
  assert.deepEqual(await faultsOf(ending), [
    'openid.parts, which the file leaves out, “lac”: the provider would give parts in “Looked-after children’s team”, which ends',
  ])
})

test('a line that has not begun is taken back, and what was before it goes on', async () => {
  const own = (draft: Draft, edit: (draft: Draft) => void) => {
    nextYear(draft)
    edit(draft)
  }
  await change(file(nextYear))
  const back = file(draft =>
    own(draft, () => {
      team(draft, 'short-breaks').until = '2026-01-05'
      team(draft, 'assessment-west').until = '2026-01-05'
      const [before] = draft.teams.filter(({ key }) => key === 'assessment-west')
      delete before?.until
      for (const [first, last] of [
        [draft.targets?.find(({ until }) => until === '2026-03-31'), draft.targets?.at(-1)],
        [undefined, draft.caseloads?.at(-1)],
        [undefined, draft.policies?.['childAndFamilyAssessment']?.at(-1)],
      ]) {
        delete first?.until
        Object.assign(last ?? {}, { until: '2026-03-31' })
      }
    }),
  )
  const { changes } = await change(back)
  const said = changes.join('\n')
  for (const words of [
    /The team “Assessment team, West” goes on as it is, with no end/,
    /The team “Family assessment, West” from 5 January 2026 is taken back before it begins/,
    /The team “Short breaks team” from 5 January 2026 is taken back before it begins/,
    /The target of supervision-in-time from 1 April 2026 is taken back before it begins/,
    /The policy on caseloads from 1 April 2026 is taken back before it begins/,
    /The timescale childAndFamilyAssessment from 1 April 2026 is taken back before it begins/,
  ])
    assert.match(said, words)
  const names = (await teams(queries, { on: '2026-01-05' })).map(({ name }) => name)
  assert.ok(names.includes('Assessment team, West'))
  assert.ok(!names.includes('Family assessment, West') && !names.includes('Short breaks team'))
  const council = await readCouncil(queries)
  assert.equal(council?.targets.findLast(({ measure }) => measure === 'supervision-in-time')?.until, undefined)
  assert.ok(!council?.caseloads.some(({ from }) => from === '2026-04-01'))
  assert.ok(!council?.policy['childAndFamilyAssessment']?.some(({ from }) => from === '2026-04-01'))
  assert.deepEqual((await change(back)).changes, [], 'the same file again changes nothing')
  await sql`update clock set stands_at = '2026-06-01'`.execute(queries)
  assert.deepEqual((await change(back)).changes, [], 'nor does it when its day is past')
})

test('a team that is taken back before it begins names who was posted into it', async () => {
  await change(file(nextYear))
  await sql`insert into post (worker, role, team, started_on, known_from) values (1, 'socialWorker', 'short-breaks', '2026-02-01', '2025-11-03')`.execute(
    queries,
  )
  const back = file(draft => {
    nextYear(draft)
    team(draft, 'short-breaks').until = '2026-01-05'
  })
  assert.match((await faultsOf(back)).join(), /“Short breaks team” cannot end on 5 January 2026 while these are in it/)
})

test('recording goes on while a team ends, and neither stops the other', async () => {
  const ending = file(draft => {
    team(draft, 'looked-after').until = '2026-01-01'
  })
  await queries.updateTable('post').set({ ended_on: '2025-11-03' }).where('team', '=', 'looked-after').execute()
  await allocate('looked-after')
  let changing: Promise<unknown> = Promise.resolve()
  await inTransaction(
    database,
    async recording => {
      await nextMoment(recording)
      changing = change(ending)
      await sql`select pg_sleep(0.3)`.execute(recording)
      await sql`update episode set ended_on = '2025-11-03' where identity = 1`.execute(recording)
    },
    { isolation: 'read committed', attempts: 1 },
  )
  await changing
  assert.ok(!(await teams(queries, { on: '2026-01-01' })).some(each => each.team === 'looked-after'))
})

test('what the file leaves out stays and is named, and a new line does not meet it', async () => {
  const without = file(draft => {
    draft.districts.pop()
    draft.teams = draft.teams.filter(({ key }) => key !== 'children-with-disabilities')
    draft.population = {}
    delete draft.brand.strapline
    delete draft.entrance
  })
  const { changes, leftOut } = await change(without)
  assert.deepEqual(changes, [])
  assert.ok(leftOut.includes('the district “Moor”'))
  assert.ok(leftOut.includes('the team “Children with disabilities team” from 1 April 2019'))
  assert.match(leftOut.join(), /the population of \d{4}/)
  const meeting = file(draft => {
    draft.teams = draft.teams.filter(({ key }) => key !== 'early-help')
    draft.teams.push({ key: 'early-help', name: 'Other', service: 'early-help', from: '2026-01-01' })
  })
  assert.match(
    (await faultsOf(meeting))[0] ?? '',
    /^teams\[11\]\.from: the line from 2019-04-01 is at that time already, and the file leaves it out/,
  )
})

test('an estimate made anew leaves what was known of the year before', async () => {
  const [year = '2019'] = Object.keys(file().population ?? {})
  await change(file(draft => Object.assign(draft.population ?? {}, { [year]: 777 })))
  const rows = await queries
    .selectFrom('population')
    .select(['under_18', 'known_from'])
    .where('year', '=', Number(year))
    .orderBy('known_from')
    .execute()
  assert.equal(rows.length, 2)
  assert.deepEqual([rows[0]?.known_from, rows[1]?.under_18], ['-infinity', 777])
})

test('where there is no council, none changes', async () => {
  await emptyEveryTable(queries)
  await assert.rejects(change(file()), NoCouncil)
})
