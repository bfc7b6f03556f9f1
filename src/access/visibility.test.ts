import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { roles } from '../journey/roles.ts'
import type { Role } from '../journey/roles.ts'
import { testDatabase } from '../store/testing.ts'
import { contextAt } from './context.ts'
import type { AccessAnswer, Context } from './context.ts'
import { accessLog, look, note, openWithReason, whoHasLooked } from './log.ts'
import { roleMatrix } from './role-matrix.ts'
import { accessAnswer, answerFor, mayKnowOf, mayOpen } from './visibility.ts'
import { addTestIdentity } from './testing.ts'

const database = await testDatabase()
const now = '2020-12-14T09:00:00.000Z'
const since = '2020-01-01'
const knownFrom = '2020-01-01T00:00:00.000Z'

const me = 1
const colleague = 2
const stranger = 3

const newIdentity = (kind: 'child' | 'adult' = 'child', sameAs?: number): Promise<number> =>
  addTestIdentity(database, { kind, knownFrom, ...(sameAs === undefined ? {} : { sameAs }) })

const episode = (identity: number, kind: string, detail: Record<string, unknown> = {}, endedOn: string | null = null) =>
  database.sql
    .insertInto('episode')
    .values({
      identity,
      kind,
      started_on: since,
      ended_on: endedOn,
      detail: JSON.stringify(detail),
      opened_by: 1,
      closed_by: null,
      known_from: knownFrom,
      settled_known_from: null,
    })
    .execute()

const allocated = async (
  worker: number,
  team: string,
  kind = 'socialWorkerAllocation',
  endedOn: string | null = null,
) => {
  const child = await newIdentity()
  await episode(child, kind, { worker, team }, endedOn)
  return child
}

const dueFor = (identity: number, step: string) =>
  database.sql
    .insertInto('duty')
    .values({
      identity,
      rule: step,
      step,
      anchor: 1,
      anchored_on: '2020-12-01',
      due_on: '2020-12-20',
      due_at: null,
      episode: null,
      met_by: null,
      met_on: null,
      lapsed_by: null,
      lapsed_on: null,
      known_from: knownFrom,
      settled_known_from: null,
    })
    .execute()

const related = (one: number, other: number, kind: string, endedOn: string | null = null) =>
  database.sql
    .insertInto('relationship')
    .values({
      one,
      other,
      kind,
      parental_responsibility: null,
      started_on: null,
      ended_on: endedOn,
      author: null,
      known_from: knownFrom,
    })
    .execute()

const restrict = (identity: number, from = '2020-06-01T00:00:00.000Z', to = 'infinity') =>
  database.sql
    .insertInto('restriction')
    .values({ identity, reason: 'A relative works here', started_at: from, ended_at: to })
    .execute()

const keeps = (worker: number, identity: number, to = 'infinity') =>
  database.sql
    .insertInto('keeper')
    .values({ identity, worker, started_at: '2020-06-01T00:00:00.000Z', ended_at: to })
    .execute()

const as = (role: Role, worker = me): Context =>
  contextAt({ worker, name: 'Grace Hopper', role, teams: ['north-one'], services: ['family-safeguarding'] }, now)

const children: Record<string, number> = {}
const child = (name: string): number => {
  const number = children[name]
  assert.ok(number !== undefined, name)
  return number
}

before(async () => {
  await sql`
    insert into quadrant values ('north', 'North', 1);
    insert into service values ('family-safeguarding', 'Family Safeguarding', 15, 1), ('looked-after', 'Looked after', 15, 2);
    insert into team (team, name, service, quadrant, started_on, known_from) values
      ('north-one', 'North one', 'family-safeguarding', 'north', '2020-01-01', '2020-01-01Z'),
      ('north-two', 'North two', 'family-safeguarding', 'north', '2020-01-01', '2020-01-01Z'),
      ('far', 'Far', 'looked-after', 'north', '2020-01-01', '2020-01-01Z');
    insert into team (team, name, service, quadrant, started_on, ended_on, known_from) values
      ('moved', 'Moved', 'family-safeguarding', 'north', '2019-01-01', '2020-06-01', '2019-01-01Z'),
      ('moved', 'Moved', 'looked-after', 'north', '2020-06-01', null, '2020-06-01Z');
    insert into worker (worker, given, family) values (1, 'Grace', 'Hopper'), (2, 'Ada', 'King'), (3, 'Alan', 'Turing');
  `.execute(database.sql)
  children.own = await allocated(me, 'far')
  children.team = await allocated(colleague, 'north-one')
  children.service = await allocated(colleague, 'north-two')
  children.other = await allocated(stranger, 'far')
  children.former = await allocated(me, 'north-one', 'socialWorkerAllocation', '2020-11-01')
  children.waiting = await newIdentity()
  await dueFor(child('waiting'), 'childAndFamilyAssessment')
  children.conference = await allocated(stranger, 'far')
  await dueFor(child('conference'), 'initialConference')
  children.plan = await allocated(stranger, 'far')
  await episode(child('plan'), 'childProtectionPlan')
  children.sibling = await newIdentity()
  await related(child('sibling'), child('team'), 'halfSibling')
  children.mother = await newIdentity('adult')
  await related(child('mother'), child('team'), 'parent')
  children.formerCarer = await newIdentity('adult')
  await related(child('formerCarer'), child('team'), 'carer', '2020-10-01')
  children.household = await newIdentity()
  const { household } = await database.sql
    .insertInto('household')
    .values({ line: '1 Lane', town: null, postcode: null, district: null })
    .returning('household')
    .executeTakeFirstOrThrow()
  for (const identity of [child('household'), child('team')])
    await database.sql
      .insertInto('residence')
      .values({ identity, household, started_on: since, ended_on: null, known_from: knownFrom })
      .execute()
  children.linked = await newIdentity('child', child('team'))
  children.restricted = await allocated(me, 'north-one')
  await restrict(child('restricted'))
  children.restrictedTwin = await newIdentity('child', child('restricted'))
  children.restrictedSibling = await newIdentity()
  await related(child('restrictedSibling'), child('team'), 'sibling')
  await restrict(child('restrictedSibling'))
  children.kept = await allocated(stranger, 'far')
  await restrict(child('kept'))
  await keeps(me, child('kept'))
  children.keptOnce = await allocated(me, 'north-one')
  await restrict(child('keptOnce'))
  await keeps(me, child('keptOnce'), '2020-12-01T00:00:00.000Z')
  children.noLongerRestricted = await allocated(me, 'north-one')
  await restrict(child('noLongerRestricted'), '2020-06-01T00:00:00.000Z', '2020-07-01T00:00:00.000Z')
})
after(() => database.close())

const relations = [
  'own',
  'team',
  'service',
  'other',
  'waiting',
  'conference',
  'plan',
  'sibling',
  'restricted',
  'kept',
] as const

/** o: open; k: known to exist; n: nothing; in the order of the relations above. */
const expected: Readonly<Record<Role, string>> = {
  pointOfAccessWorker: 'ooooooooNo',
  dutyWorker: 'ooooooooNo',
  socialWorker: 'ookkkkkoNo',
  personalAdviser: 'ookkkkkkNo',
  earlyHelpWorker: 'ookkkkkoNo',
  teamManager: 'ookkokkoNo',
  serviceManager: 'oookokkoNo',
  conferenceChair: 'okkkkookNo',
  businessSupport: 'ookkkkkoNo',
  auditor: 'ooooooooNo',
  analyst: 'kkkkkkkkNN',
  informationGovernance: 'ooooooooNo',
  director: 'ooooooooNo',
  councillor: 'NNNNNNNNNN',
  administrator: 'NNNNNNNNNN',
}
const letters: Readonly<Record<string, AccessAnswer>> = { o: 'open', k: 'known', N: 'nothing' }

describe('what each role is answered about a child', () => {
  for (const role of Object.keys(roles) as Role[])
    it(role, async () => {
      const answers: Record<string, AccessAnswer> = {}
      const wanted: Record<string, AccessAnswer | undefined> = {}
      for (const [index, relation] of relations.entries()) {
        answers[relation] = await answerFor(database.sql, as(role), child(relation))
        wanted[relation] = letters[expected[role][index] ?? '']
      }
      assert.deepEqual(answers, wanted)
    })

  it('is the same answer for one child as for a list, and agrees with both conditions', async () => {
    for (const role of Object.keys(roles) as Role[]) {
      const rows = await database.sql
        .selectFrom('identity')
        .select([
          'identity.identity',
          accessAnswer(as(role), 'identity.identity').as('answer'),
          accessAnswer(as(role), 'identity.identity', 'few').as('answerOfFew'),
          mayOpen(as(role), 'identity.identity').as('opens'),
          mayKnowOf(as(role), 'identity.identity').as('known'),
        ])
        .execute()
      for (const row of rows) {
        assert.equal(await answerFor(database.sql, as(role), row.identity), row.answer)
        assert.equal(row.answerOfFew, row.answer)
        assert.equal(row.opens, row.answer === 'open')
        assert.equal(row.known, row.answer !== 'nothing')
      }
    }
  })
})

describe('what opens a record', () => {
  const answerTo = (role: Role, name: string, worker = me) => answerFor(database.sql, as(role, worker), child(name))

  it('is an allocation that lasts, not one that has ended', async () =>
    assert.equal(await answerTo('socialWorker', 'former'), 'known'))
  it('is a team of the service today, not one that has left it', async () => {
    const moved = await allocated(stranger, 'moved')
    assert.equal(await answerFor(database.sql, as('serviceManager'), moved), 'known')
    const theirs = { ...as('serviceManager'), services: ['looked-after'] }
    assert.equal(await answerFor(database.sql, theirs, moved), 'open')
  })
  it('is a series of short breaks to the chairs who review them, and no longer once it has ended', async () => {
    const breaks = await allocated(stranger, 'far')
    await episode(breaks, 'shortBreaks')
    assert.equal(await answerFor(database.sql, as('conferenceChair'), breaks), 'open')
    const ended = await allocated(stranger, 'far')
    await episode(ended, 'shortBreaks', {}, '2020-11-01')
    assert.equal(await answerFor(database.sql, as('conferenceChair'), ended), 'known')
  })
  it('is any of the linked records of the person', async () =>
    assert.equal(await answerTo('socialWorker', 'linked'), 'open'))
  it('is a parent in the family, from the child’s end', async () =>
    assert.equal(await answerTo('socialWorker', 'mother'), 'open'))
  it('is the household that the child lives in', async () =>
    assert.equal(await answerTo('socialWorker', 'household'), 'open'))
  it('is not a bond that has ended', async () => assert.equal(await answerTo('socialWorker', 'formerCarer'), 'known'))
  it('is a record that the worker has just begun, for a day', async () => {
    const begun = await newIdentity()
    await database.sql
      .insertInto('identity_version')
      .values({ identity: begun, given: 'New', author: me, known_from: now })
      .execute()
    assert.equal(await answerFor(database.sql, as('socialWorker'), begun), 'open')
    assert.equal(await answerFor(database.sql, as('socialWorker', colleague), begun), 'known')
    const later = contextAt(as('socialWorker'), '2020-12-15T09:00:00.001Z')
    assert.equal(await answerFor(database.sql, later, begun), 'known')
  })
  it('is covering for the worker of a child, from the first day away until the day before the first day back', async () => {
    const theirs = await allocated(stranger, 'far')
    const sibling = await newIdentity()
    await related(sibling, theirs, 'sibling')
    const hidden = await allocated(stranger, 'far')
    await restrict(hidden)
    const away = {
      worker: stranger,
      kind: 'leave',
      started_on: '2020-12-14',
      ended_on: '2020-12-21',
      cover: me,
      note: null,
      author: stranger,
      known_from: knownFrom,
    }
    const { id } = await database.sql.insertInto('absence').values(away).returning('id').executeTakeFirstOrThrow()
    const on = (day: string, role: Role = 'socialWorker') => contextAt(as(role), `${day}T12:00:00.000Z`)
    assert.equal(await answerFor(database.sql, on('2020-12-13'), theirs), 'known')
    for (const role of ['socialWorker', 'teamManager', 'personalAdviser', 'conferenceChair'] as const)
      assert.equal(await answerFor(database.sql, on('2020-12-14', role), theirs), 'open', role)
    assert.equal(await answerFor(database.sql, on('2020-12-20'), theirs), 'open')
    assert.equal(await answerFor(database.sql, on('2020-12-21'), theirs), 'known')
    assert.equal(await answerFor(database.sql, on('2020-12-15'), sibling), 'open', 'the family, as for one’s own')
    assert.equal(await answerFor(database.sql, on('2020-12-15'), hidden), 'nothing', 'never a restricted child')
    assert.equal(await answerFor(database.sql, on('2020-12-15', 'councillor'), theirs), 'nothing')
    assert.equal(await answerFor(database.sql, as('socialWorker', colleague), theirs), 'known', 'nobody but the cover')
    const list = await database.sql
      .selectFrom('identity')
      .select('identity.identity')
      .where(mayOpen(on('2020-12-15'), 'identity.identity'))
      .execute()
    assert.ok(list.some(({ identity }) => identity === theirs))
    await database.sql.updateTable('absence').set({ known_to: now }).where('id', '=', id).execute()
    assert.equal(
      await answerFor(database.sql, on('2020-12-15'), theirs),
      'known',
      'an absence taken back opens nothing',
    )
  })
  it('is nothing where there is no such identity', async () => {
    assert.equal(await answerFor(database.sql, as('director'), 999_999), 'nothing')
    assert.equal(await answerFor(database.sql, as('director'), -1), 'nothing')
  })
  it('must name a column with its table', () => assert.throws(() => mayOpen(as('director'), 'identity'), RangeError))
})

describe('a restricted child', () => {
  const answerTo = (role: Role, name: string, worker = me) => answerFor(database.sql, as(role, worker), child(name))

  it('does not exist for its own social worker, unless named', async () =>
    assert.equal(await answerTo('socialWorker', 'restricted'), 'nothing'))
  it('does not exist through a linked record or a brother', async () => {
    assert.equal(await answerTo('director', 'restrictedTwin'), 'nothing')
    assert.equal(await answerTo('socialWorker', 'restrictedSibling'), 'nothing')
  })
  it('does not exist for a keeper of another child', async () =>
    assert.equal(await answerTo('socialWorker', 'kept', colleague), 'nothing'))
  it('ceases to exist for one who is a keeper no more', async () =>
    assert.equal(await answerTo('socialWorker', 'keptOnce'), 'nothing'))
  it('is like any other when the restriction has ended', async () =>
    assert.equal(await answerTo('socialWorker', 'noLongerRestricted'), 'open'))
})

describe('a reason', () => {
  it('opens a known child for a day to a part that may, and stays in the log', async () => {
    assert.equal(await openWithReason(database.sql, as('socialWorker'), child('other'), ' '), 'known')
    assert.equal(
      await openWithReason(database.sql, as('socialWorker'), child('other'), 'At the door of the hospital'),
      'open',
    )
    assert.equal(await answerFor(database.sql, as('socialWorker'), child('other')), 'open')
    assert.equal(await answerFor(database.sql, as('socialWorker', colleague), child('other')), 'known')
    const tomorrow = contextAt(as('socialWorker'), '2020-12-15T09:00:01.000Z')
    assert.equal(await answerFor(database.sql, tomorrow, child('other')), 'known')
    const page = await accessLog(database.sql, as('informationGovernance'), { identity: child('other') })
    assert.deepEqual(
      page?.looks.map(line => [line.act, line.answer, line.reason]),
      [
        ['openWithReason', 'open', 'At the door of the hospital'],
        ['openWithReason', 'known', ''],
      ],
    )
  })
  it('opens nothing to a part that may not, and never a restricted child', async () => {
    assert.equal(await openWithReason(database.sql, as('businessSupport'), child('plan'), 'To file a letter'), 'known')
    assert.equal(await openWithReason(database.sql, as('socialWorker'), child('restricted'), 'Curious'), 'nothing')
    assert.equal(await answerFor(database.sql, as('socialWorker'), child('restricted')), 'nothing')
  })
})

describe('the access log', () => {
  it('keeps looks and refusals, and is read by those who may', async () => {
    assert.equal(await look(database.sql, as('socialWorker'), child('team'), 'child'), 'open')
    assert.equal(await look(database.sql, as('personalAdviser', stranger), child('linked'), 'child'), 'open')
    assert.equal(await look(database.sql, as('councillor'), child('team'), 'child'), 'nothing')
    const page = await whoHasLooked(database.sql, as('teamManager'), child('team'))
    assert.deepEqual(
      page?.looks.map(line => [line.name, line.role, line.answer]),
      [
        ['Grace Hopper', 'councillor', 'nothing'],
        ['Alan Turing', 'personalAdviser', 'open'],
        ['Grace Hopper', 'socialWorker', 'open'],
      ],
    )
    assert.equal(page.total, 3)
    assert.equal(await whoHasLooked(database.sql, as('socialWorker'), child('team')), undefined)
    assert.equal(await whoHasLooked(database.sql, as('teamManager'), child('plan')), undefined)
    assert.equal(await accessLog(database.sql, as('director')), undefined)
  })
  it('names no restricted child to one who is not its keeper', async () => {
    await look(database.sql, as('socialWorker', stranger), child('restricted'), 'child')
    const all = await accessLog(database.sql, as('informationGovernance'), { worker: stranger })
    assert.equal(all?.looks[0]?.identity, null)
    const by = as('socialWorker', stranger)
    await note(database.sql, by, [
      { act: 'changed facts', answer: 'open', identity: child('restricted'), entry: 7, reason: 'Her aunt works here' },
      { act: 'search', answer: 'allowed', reason: 'A reason without a child' },
    ])
    const [other, restricted] =
      (await accessLog(database.sql, as('informationGovernance'), { worker: stranger }))?.looks ?? []
    assert.deepEqual(
      [restricted?.act, restricted?.identity, restricted?.entry, restricted?.reason],
      ['changed facts', null, null, null],
    )
    assert.equal(other?.reason, 'A reason without a child')
    const of = await accessLog(database.sql, as('informationGovernance'), { identity: child('restricted') })
    assert.equal(of?.total, 0)
  })
  it('cannot be changed or emptied', async () => {
    await assert.rejects(database.sql.deleteFrom('access_log').execute(), /append-only/)
    await assert.rejects(database.sql.updateTable('access_log').set({ worker: stranger }).execute(), /append-only/)
    await assert.rejects(sql`truncate access_log`.execute(database.sql), /append-only/)
  })
})

describe('the role matrix', () => {
  it('says something of every role, and gives figures down to children to nobody who may not know of them', () => {
    for (const role of Object.keys(roles) as Role[]) {
      const row = roleMatrix[role]
      assert.match(row.says, /^[A-Z].*\.$/)
      if (row.others === 'nothing') assert.equal(row.figures, 'published')
    }
  })
})
