import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { contextAt } from '../access/index.ts'
import { visitsOf } from '../areas/casework/visits/standing.ts'
import { count } from '../areas/performance/counting/count.ts'
import { measures } from '../areas/performance/measures/index.ts'
import * as protection from '../areas/performance/measures/protection.ts'
import { standingByRows } from '../areas/performance/testing.ts'
import { instantOf, monthsTo } from '../calendar/index.ts'
import { reportFigures } from '../areas/performance/figures/figures.ts'
import { readFigures } from '../areas/performance/figures/read.ts'
import { awayOnDay, createCouncil, now, postsCovered, readCouncil } from '../council/index.ts'
import { england, readStep } from '../journey/index.ts'
import { rebuild } from '../ledger/index.ts'
import { testDatabase } from '../store/testing.ts'
import type { Database } from '../store/index.ts'
import { buildCounty } from './build.ts'
import type { BuildStage } from './build.ts'
import { ControlCannotBeMet, defaultControls, scaleControls } from './controls/index.ts'
import type { Controls } from './controls/index.ts'
import { recount } from './recount/index.ts'
import { countedTwice } from './testing-caseloads.ts'
import { smallCounty, smallCountyPlan } from './testing.ts'

const plan = smallCountyPlan
const { scale } = plan
const opens = instantOf('2020-12-14T09:00')
const rules = { pathway: england, policy: {} }

const hashOf = async ({ sql: queries }: Database): Promise<string> => {
  const hash = createHash('sha256')
  for (const query of [
    `select string_agg(t::text, ',' order by id) as rows from entry t`,
    `select string_agg(md5(t::text), ',' order by identity, kind, opened_by, known_from) as rows from episode t`,
    `select string_agg(md5(t::text), ',' order by identity, anchor, rule, known_from, known_to, episode) as rows from duty t`,
    `select string_agg(md5(t::text), ',' order by id) as rows from identity_version t`,
    `select string_agg(md5(t::text), ',' order by meeting) as rows from meeting t`,
    `select string_agg(md5(t::text), ',' order by invitee) as rows from meeting_invitee t`,
    `select string_agg(md5(t::text), ',' order by id) as rows from contact_detail t`,
    `select string_agg(md5(t::text), ',' order by id) as rows from connection t`,
  ]) {
    const { rows } = await sql<{ rows: string | null }>`${sql.raw(query)}`.execute(queries)
    hash.update(rows[0]?.rows ?? '')
  }
  return hash.digest('hex')
}

const countOf = async ({ sql: queries }: Database, table: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(queries)
  return rows[0]?.count ?? 0
}

const impossible = (): Controls => {
  const { placements } = defaultControls
  const farFromHomeAndOutside = { ...placements.farFromHomeAndOutside, '2019-03-31': 5_000 }
  return { ...defaultControls, placements: { ...placements, farFromHomeAndOutside } }
}

describe('the simulated county', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  before(async () => {
    database = await testDatabase(smallCounty)
  })
  after(() => database.close())

  it('is a council that says that it is simulated, at nine in the morning after its last day', async () => {
    assert.equal((await readCouncil(database.sql))?.simulated, true)
    assert.equal(await now(database.sql), opens)
  })

  it('has workers who are away that morning, and a team manager for whom somebody else decides', async () => {
    const away = await database.sql
      .selectFrom('absence')
      .select(['worker', 'cover'])
      .where(awayOnDay('2020-12-14'))
      .execute()
    assert.ok(away.length >= 2, `${away.length} are away`)
    assert.deepEqual(
      (await postsCovered(database.sql, '2020-12-14')).map(({ role }) => role),
      ['teamManager'],
    )
  })

  it('meets every control when the product’s own measures count again', async () => {
    const { checked, misses } = await recount(database.sql, scaleControls(defaultControls, scale), opens)
    assert.deepEqual(misses, [])
    assert.ok(checked > 80, `${checked} controls were counted`)
  })

  it('has the same caseloads in its figures as on the pages of caseloads, at any date and as known', async () => {
    const asked = ['2019-09-30', '2020-03-31', '2020-09-30', '2020-11-12', '2020-12-14'].map(on => [on, opens] as const)
    for (const [on, known] of [...asked, ['2020-09-30', instantOf('2020-10-02T00:00')] as const])
      for (const { figure, measured, shown } of await countedTwice(database, on, known, on === '2020-12-14'))
        assert.deepEqual(shown, measured, `${figure} on ${on}`)
  })

  it('stores the episodes and duties that its entries give', async () => {
    const { identities, differed } = await rebuild({ database, rules }, { repair: false })
    assert.deepEqual(differed, [])
    assert.ok(identities > 1000)
  })

  it('has meetings planned for the days after its clock from what is due, and minutes to write of those held', async () => {
    const { rows } = await sql<Readonly<Record<string, number>>>`
      select count(*) filter (where meeting.held_at is null)::int as planned,
        count(*) filter (where meeting.held_at is null and meeting.starts_at <= ${opens})::int as past,
        count(*) filter (where meeting.held_at is null and exists (select 1 from meeting other
          where other.chair = meeting.chair and other.meeting <> meeting.meeting and other.held_at is null
            and other.starts_at < meeting.starts_at + make_interval(mins => meeting.minutes)
            and other.starts_at + make_interval(mins => other.minutes) > meeting.starts_at))::int as clashing,
        count(*) filter (where meeting.held_at is null and not exists (select 1 from meeting_child child
          join duty on duty.identity = child.identity and duty.step = meeting.kind and duty.due_on = meeting.due_on
            and duty.met_on is null and duty.lapsed_on is null and duty.known_to = 'infinity'
          where child.meeting = meeting.meeting))::int as undue,
        count(*) filter (where meeting.held_at is not null and meeting.closed_at is null)::int as unwritten
      from meeting`.execute(database.sql)
    const [found] = rows
    assert.ok((found?.planned ?? 0) > 10 && (found?.unwritten ?? 0) > 5, JSON.stringify(found))
    assert.deepEqual([found?.past, found?.clashing, found?.undue], [0, 0, 0])
  })

  it('says of those who are helped where they go to school and to the doctor, and how a parent is rung', async () => {
    const { rows } = await sql<Readonly<Record<string, number>>>`
      with helped as (
        select distinct version.identity, born_on from episode join identity_version version using (identity)
        where ended_on is null and episode.known_to = 'infinity' and version.known_to = 'infinity'
          and born_on between '2005-09-01' and '2015-08-31'
      )
      select count(*)::int as pupils,
        count(*) filter (where exists (select from connection where identity = helped.identity and kind = 'school'))::int as schooled,
        count(*) filter (where exists (select from connection where identity = helped.identity and kind = 'surgery'))::int as with_doctor,
        count(*) filter (where exists (select from relationship join contact_detail on contact_detail.identity = one
          where other = helped.identity))::int as rung,
        (select count(*)::int from connection where known_from > ${opens} or started_on > '2020-12-14') as ahead
      from helped`.execute(database.sql)
    const [found] = rows
    assert.ok(found !== undefined && (found['pupils'] ?? 0) > 100, JSON.stringify(found))
    assert.equal(found['schooled'], found['with_doctor'])
    assert.ok((found['schooled'] ?? 0) > 0.9 * (found['pupils'] ?? 0), JSON.stringify(found))
    assert.ok((found['rung'] ?? 0) > 0.7 * (found['pupils'] ?? 0), JSON.stringify(found))
    assert.equal(found['ahead'], 0)
  })

  it('records nothing in the future, and nothing before it was done', async () => {
    const { rows } = await sql<{ wrong: number }>`
      select count(*)::int as wrong from entry
      where recorded_at > ${opens} or (recorded_at at time zone 'Europe/London')::date < completed_on or happened_on > completed_on
    `.execute(database.sql)
    assert.deepEqual(rows, [{ wrong: 0 }])
  })

  it('answers each step as its page would take it', async () => {
    const steps: Readonly<Record<string, (typeof england.steps)[keyof typeof england.steps]>> = england.steps
    const { rows } = await sql<{
      readonly step: string
      readonly outcome: string
      readonly answers: Readonly<Record<string, unknown>>
    }>`
      select step, outcome, answers from (
        select *, row_number() over (partition by step, outcome order by id) as place from entry
        where superseded_at = 'infinity' and not withdrawn
      ) each where place <= 40
    `.execute(database.sql)
    for (const { step, outcome, answers } of rows) {
      const declared = steps[step]
      assert.ok(declared !== undefined, `there is a step ${step}`)
      assert.ok(Object.hasOwn(declared.outcomes, outcome), `${step} can end in ${outcome}`)
      for (const name of Object.keys(answers))
        assert.ok(Object.hasOwn(declared.fields, name), `${step} asks for ${name}`)
      const { problems } = readStep(declared, answers, outcome, { today: '2020-12-14' })
      assert.deepEqual(problems, {}, `${step}, ${outcome}`)
    }
  })

  it('leaves work to do: open duties, some of them overdue', async () => {
    const { rows } = await sql<{ open: number; overdue: number }>`
      select count(*)::int as open, (count(*) filter (where due_on < '2020-12-14'))::int as overdue from duty
      where met_on is null and lapsed_on is null and known_to = 'infinity'
    `.execute(database.sql)
    const { open = 0, overdue = 0 } = rows[0] ?? {}
    assert.ok(overdue > 0 && overdue < open / 4, `${overdue} of ${open} are overdue`)
  })

  it('owes nobody who has turned 18 what is owed to children', async () => {
    const { rows } = await sql<{ due: number; late: number }>`
      select count(*)::int as due, (count(*) filter (where extract(year from age(due_on, born_on)) >= 18))::int as late
      from duty join identity_version born using (identity)
      where born.known_to = 'infinity' and duty.known_to = 'infinity' and split_part(rule, '.', 2) <> ''
        and split_part(rule, '.', 1) in ('lookedAfter', 'placement', 'legalStatus', 'childProtectionPlan', 'childInNeedPlan')
    `.execute(database.sql)
    const { due = 0, late } = rows[0] ?? {}
    assert.ok(due > 1000, `${due} were due`)
    assert.equal(late, 0)
  })

  it('decides in time about the support of most who turn 16 in care, and has a personal adviser for them', async () => {
    const { rows } = await sql<Readonly<Record<string, number>>>`
      select count(*)::int as due, (count(*) filter (where met_on <= due_on))::int as met,
        (count(*) filter (where met_on is null and lapsed_on is null))::int as open,
        (select count(*)::int from episode leaver where leaver.kind = 'careLeaver' and leaver.known_to = 'infinity'
          and leaver.ended_on is null and leaver.started_on < date '2020-12-14' - 21 and not exists (select from episode held
            where held.identity = leaver.identity and held.kind = 'personalAdviserAllocation' and held.ended_on is null)) as alone
      from duty where rule = 'lookedAfter.eligibility' and known_to = 'infinity'
        and due_on between '2016-06-01' and '2020-12-13' and not coalesce(lapsed_on <= due_on, false)
    `.execute(database.sql)
    const [found] = rows
    assert.ok((found?.['due'] ?? 0) > 20 && (found?.['met'] ?? 0) > 0.7 * (found?.['due'] ?? 0), JSON.stringify(found))
    assert.equal(found?.['alone'], 0, JSON.stringify(found))
  })

  it('has corrections, so that what was known before one differs from what is known now', async () => {
    const { rows } = await sql<{ corrected: number; late: number; moved: number }>`
      select (count(*) filter (where version > 1))::int as corrected,
        (count(*) filter (where recorded_at::date > completed_on + 5))::int as late,
        (select count(*)::int from episode where known_to < 'infinity') as moved
      from entry
    `.execute(database.sql)
    const { corrected = 0, late = 0, moved = 0 } = rows[0] ?? {}
    assert.ok(
      corrected > 0 && late > 0 && moved > 0,
      `${corrected} corrected, ${late} late, ${moved} episodes no longer believed`,
    )
  })

  it('shares entries among brothers and sisters, each with a paragraph of its own where there is one to say', async () => {
    const { rows } = await sql<{ shared: number; told: number }>`
      select (count(*) filter (where children > 1))::int as shared, (count(*) filter (where told > 1))::int as told
      from (select count(*) as children, count(paragraph) as told from entry_subject group by lineage) each
    `.execute(database.sql)
    const { shared = 0, told = 0 } = rows[0] ?? {}
    assert.ok(shared > 100 && told > 50, `${shared} shared, ${told} with paragraphs`)
  })

  it('gives every child in need a social worker', async () => {
    const { rows } = await sql<{ without: number; children: number }>`
      select count(*)::int as children, (count(*) filter (where not exists (
        select from episode a where a.identity = n.identity and a.kind = 'socialWorkerAllocation' and a.ended_on is null
      )))::int as without
      from episode n where n.kind = 'inNeed' and n.ended_on is null and n.known_to = 'infinity'
    `.execute(database.sql)
    const { without = 0, children = 0 } = rows[0] ?? {}
    assert.ok(children > 200 && without <= children * 0.02, `${without} of ${children} have none`)
  })

  it('is replaced by the same, entry for entry, from the same seed, and tells how far it is, stage by stage', async () => {
    const first = await hashOf(database)
    const stages: BuildStage[] = []
    await buildCounty(database, plan, stage => {
      if (stages.at(-1) !== stage) stages.push(stage)
    })
    assert.deepEqual(stages, ['simulating', 'telling', 'indexing', 'analysing', 'recounting'])
    assert.equal(await hashOf(database), first)
  })

  it('leaves the county that is there where another cannot be', async () => {
    const entries = await countOf(database, 'entry')
    await assert.rejects(
      buildCounty(database, { ...plan, controls: impossible() }),
      (error: unknown) =>
        error instanceof ControlCannotBeMet &&
        error.series === 'placements.farFromHomeAndOutside' &&
        error.month === '2019-03-31',
    )
    assert.equal(await countOf(database, 'entry'), entries)
  })

  it('shows on the page of visits what the measures count, today and on the day of the report', async () => {
    const director = { worker: 1, name: 'D', role: 'director', teams: [], services: [] } as const
    const measures = {
      lookedAfter: protection.lookedAfterVisited,
      childProtectionPlan: protection.plansVisited,
      childInNeedPlan: protection.inNeedPlansVisited,
    }
    for (const on of ['2020-12-14', '2020-11-12']) {
      const found = await visitsOf(database.sql, contextAt(director, opens), {
        scope: 'county',
        on,
        order: 'standing',
        descending: false,
        page: 1,
        perPage: 1,
      })
      for (const { group, children, inTime } of found.groups) {
        assert.ok(group !== 'shortBreaks', 'nobody in the county has short breaks')
        const [tally] = await count(database.sql, measures[group], [{ from: on, to: on }], opens)
        assert.deepEqual([tally?.rows, tally?.counted], [children, inTime], `${group} on ${on}`)
      }
      assert.equal(found.groups.length, 3)
    }
  })

  it('counts on some days alone what stands on them by the rows of each measure', async () => {
    const days = monthsTo('2020-11-30', 24).map(({ to }) => to)
    for (const measure of measures.filter(({ over }) => over === 'stock')) {
      const tallies = await count(
        database.sql,
        measure,
        days.map(day => ({ from: day, to: day })),
        opens,
      )
      assert.deepEqual(
        tallies.map(({ counted, rows }) => [counted, rows]),
        await standingByRows(database, measure, days, opens),
        measure.id,
      )
    }
  })

  it('reads every figure of the report', async () => {
    const figures = await readFigures(database.sql, reportFigures, { asAt: '2020-12-14', asKnown: opens })
    assert.ok(figures.every(({ value }) => value !== null))
  })
})

describe('a database that holds a council at work', () => {
  it('is left alone', async () => {
    const database = await testDatabase()
    try {
      await createCouncil(database.sql, {
        ...(await import('./council-file.ts')).simulatedCouncil(defaultControls, {
          workers: [{ worker: 1, given: 'A', family: 'B', newlyQualifiedOn: null }],
          posts: [{ worker: 1, role: 'administrator', team: null, agency: false, from: 18_000, to: null }],
        }),
        simulated: undefined,
      })
      await assert.rejects(buildCounty(database, plan), /Name another database/)
      assert.equal(await countOf(database, 'entry'), 0)
    } finally {
      await database.close()
    }
  })
})
