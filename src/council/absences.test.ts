import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '../store/index.ts'
import { testDatabase } from '../store/testing.ts'
import { absenceNow, absencesOf, awayInWords, awayOn, coveredBy } from './absences.ts'
import { postsCovered } from './covered-posts.ts'
import { AbsenceRefused, changeAbsence, recordAbsence } from './record-absence.ts'
import type { AbsenceToRecord } from './record-absence.ts'

const database = await testDatabase()
after(() => database.close())
const [ada, grace, alan, left] = [1, 2, 3, 4]

before(() =>
  sql`
    insert into worker (worker, given, family) values (1, 'Ada', 'King'), (2, 'Grace', 'Hopper'), (3, 'Alan', 'Turing'), (4, 'Left', 'Yesterday'), (5, 'Mary', 'Manager'), (6, 'Bea', 'Support');
    insert into service values ('area', 'Area', 15, 1);
    insert into team (team, name, service, started_on, known_from) values ('one', 'Area one', 'area', '2018-01-01', '2018-01-01Z');
    insert into post (worker, role, team, started_on, known_from) values ('5', 'teamManager', 'one', '2018-01-01', '2018-01-01Z'),
      (6, 'businessSupport', 'one', '2018-01-01', '2018-01-01Z');
    insert into post (worker, role, started_on, ended_on, known_from) values
      (1, 'socialWorker', '2018-01-01', null, '2018-01-01Z'), (2, 'socialWorker', '2018-01-01', null, '2018-01-01Z'),
      (3, 'socialWorker', '2018-01-01', null, '2018-01-01Z'), (4, 'socialWorker', '2018-01-01', '2020-12-13', '2018-01-01Z');
  `.execute(database.sql),
)

const at = (minute: number) => ({ worker: ada, now: `2020-12-14T09:${String(minute).padStart(2, '0')}:00.000Z` })
const wanted = (more: Partial<AbsenceToRecord>): AbsenceToRecord => ({
  worker: ada,
  kind: 'leave',
  startedOn: '2020-12-21',
  backOn: '2021-01-04',
  cover: null,
  note: null,
  ...more,
})
const recorded = (more: Partial<AbsenceToRecord> = {}) =>
  inTransaction(database, queries => recordAbsence(queries, at(0), wanted(more)), { isolation: 'read committed' })

const refusedFor = (question: string, words: RegExp) => (error: unknown) =>
  error instanceof AbsenceRefused && error.question === question && words.test(error.message)

test('an absence is told by its days and its cover, and never by its reason', async () => {
  const absence = await recorded({ cover: grace })
  const told = await absenceNow(database.sql, absence)
  assert.ok(told)
  assert.equal(awayInWords(told), 'away, back 4 January 2021; Grace Hopper covers')
  assert.equal(
    awayInWords(told, told.startedOn),
    'away from 21 December 2020, back 4 January 2021; Grace Hopper covers',
  )
  assert.deepEqual([...(await awayOn(database.sql, '2020-12-20', [ada, grace])).keys()], [])
  assert.deepEqual([...(await awayOn(database.sql, '2020-12-21', [ada, grace])).keys()], [ada])
  assert.deepEqual([...(await awayOn(database.sql, '2021-01-04', [ada, grace])).keys()], [])
  const covered = await coveredBy(database.sql, grace, { from: '2021-01-03', before: '2021-01-04' })
  assert.deepEqual(
    covered.map(({ name }) => name),
    ['Ada King'],
  )
})

test('what cannot be is refused in words, and nothing is written', async () => {
  await assert.rejects(
    recorded({ worker: alan, backOn: '2020-12-21' }),
    refusedFor('backOn', /after the first day away/),
  )
  await assert.rejects(
    recorded({ worker: alan, backOn: '2020-12-01' }),
    refusedFor('backOn', /after the first day away/),
  )
  await assert.rejects(
    recorded({ startedOn: '2021-01-03', backOn: null }),
    refusedFor('startedOn', /from 21 December 2020, back on 4 January 2021 already/),
  )
  await assert.rejects(recorded({ worker: alan, cover: alan }), refusedFor('cover', /Nobody covers for themselves/))
  await assert.rejects(recorded({ worker: alan, cover: ada }), refusedFor('cover', /Ada King is away too/))
  await assert.rejects(recorded({ worker: alan, cover: left }), refusedFor('cover', /must have a post here/))
  assert.deepEqual(await absencesOf(database.sql, alan), [])
  await recorded({ worker: alan, startedOn: '2021-01-04', backOn: null, cover: ada })
})

test('two who record the same days at once do not both succeed', async () => {
  const days = { startedOn: '2021-03-01', backOn: '2021-03-08' }
  const answers = await Promise.allSettled([recorded(days), recorded(days)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('a change keeps what was believed before; the second of two changes is told so', async () => {
  const first = await recorded({ startedOn: '2021-05-01', backOn: null, cover: grace })
  await inTransaction(database, queries =>
    changeAbsence(queries, at(5), first, wanted({ startedOn: '2021-05-01', backOn: '2021-05-10', cover: grace })),
  )
  const { rows } = await sql<{ ended_on: string | null }>`
    select ended_on from absence where worker = 1 and started_on = '2021-05-01' order by id`.execute(database.sql)
  assert.deepEqual(rows, [{ ended_on: null }, { ended_on: '2021-05-10' }])
  await assert.rejects(
    inTransaction(database, queries => changeAbsence(queries, at(6), first, undefined)),
    refusedFor('absence', /changed while you were looking/),
  )
  const [latest] = await absencesOf(database.sql, ada)
  await inTransaction(database, queries => changeAbsence(queries, at(7), latest?.absence ?? 0, undefined))
  assert.ok((await absencesOf(database.sql, ada)).every(({ startedOn }) => startedOn !== '2021-05-01'))
  await assert.rejects(
    inTransaction(database, queries =>
      changeAbsence(queries, at(8), latest?.absence ?? 0, wanted({ startedOn: '2021-06-01', backOn: null })),
    ),
    refusedFor('absence', /changed/),
  )
})

test('whoever covers a manager fills the manager’s post for those days alone, and works with children', async () => {
  const mary = 5
  await assert.rejects(recorded({ worker: mary, cover: 6 }), refusedFor('cover', /takes the manager’s decisions/))
  const absence = await recorded({ worker: mary, startedOn: '2020-12-14', backOn: '2020-12-21', cover: grace })
  const filled = { worker: grace, name: 'Grace Hopper', role: 'teamManager', team: 'one', teamName: 'Area one' }
  const expected = [{ ...filled, absence, absentName: 'Mary Manager' }]
  assert.deepEqual(await postsCovered(database.sql, '2020-12-14', grace), expected)
  assert.deepEqual(await postsCovered(database.sql, '2020-12-20'), expected)
  assert.deepEqual(await postsCovered(database.sql, '2020-12-13', grace), [])
  assert.deepEqual(await postsCovered(database.sql, '2020-12-21', grace), [])
  await sql`update post set ended_on = '2020-12-16' where worker = 2`.execute(database.sql)
  assert.deepEqual(await postsCovered(database.sql, '2020-12-17', grace), [])
})
