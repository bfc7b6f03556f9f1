import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../store/testing.ts'
import { posts } from './organisation.ts'
import { historyOfWorker } from './worker-history.ts'
import { staff } from './staff-list.ts'
import { addWorker, beginPost, endPost, leave, StaffRefusal } from './staff.ts'
import { postsOf } from './posts-of-worker.ts'

const database = await testDatabase()
const queries = database.sql
after(() => database.close())

const today = '2020-12-14'
const said = { by: 1, at: '2020-12-14T09:00:00.000Z' }
const later = { by: 1, at: '2020-12-15T09:00:00.000Z' }
const refusedFor = (field: string, words: RegExp) => (error: unknown) =>
  error instanceof StaffRefusal && error.field === field && words.test(error.message)

before(() =>
  sql`
    insert into service values ('assessment', 'Assessment', 25, 1);
    insert into team (team, name, service, started_on, known_from) values
      ('one', 'Assessment one', 'assessment', '2018-01-01', '2018-01-01Z'),
      ('two', 'Assessment two', 'assessment', '2018-01-01', '2018-01-01Z');
    insert into worker (worker, given, family) values (1, 'Ann', 'Administrator');
    select setval(pg_get_serial_sequence('worker', 'worker'), 1);
    insert into post (worker, role, started_on, known_from) values (1, 'administrator', '2018-01-01', '2018-01-01Z');
  `.execute(queries),
)

const joiner = (family: string) =>
  addWorker(
    queries,
    { given: 'Grace', family, newlyQualifiedOn: null, post: { role: 'socialWorker', team: 'one', from: today } },
    said,
  )

test('whoever joins has a post from its day, and a history', async () => {
  const worker = await joiner('Hopper')
  assert.deepEqual(
    (await posts(queries, { on: today }, { worker })).map(({ role, team }) => [role, team]),
    [['socialWorker', 'one']],
  )
  assert.deepEqual(await posts(queries, { on: '2020-12-13' }, { worker }), [])
  const history = await historyOfWorker(queries, worker)
  assert.deepEqual(
    history.map(({ kind, authorName }) => [kind, authorName]),
    [
      ['postBegun', 'Ann Administrator'],
      ['joined', 'Ann Administrator'],
    ],
  )
})

test('nobody joins a team that there is not, and then nothing is kept', async () => {
  const count = async () => (await staff(queries, { on: today, page: 1, perPage: 50 })).total
  const before = await count()
  const post = { role: 'socialWorker', team: 'nowhere', from: today } as const
  await assert.rejects(
    addWorker(queries, { given: 'No', family: 'Team', newlyQualifiedOn: null, post }, said),
    refusedFor('team', /there is on the day/),
  )
  assert.equal(await count(), before)
})

test('whoever moves ends one post and begins another, and what was known before stays known', async () => {
  const worker = await joiner('Mover')
  const [post] = await postsOf(queries, worker)
  assert.ok(post)
  const next = { role: 'teamManager', team: 'two', from: '2021-01-04' } as const
  await endPost(queries, worker, { post: post.post, on: '2021-01-04', next }, later)
  const on = async (day: string, knownAt?: string) =>
    (await posts(queries, { on: day, ...(knownAt === undefined ? {} : { knownAt }) }, { worker })).map(
      each => each.role,
    )
  assert.deepEqual(await on('2021-01-03'), ['socialWorker'])
  assert.deepEqual(await on('2021-01-04'), ['teamManager'])
  assert.deepEqual(await on('2021-01-04', '2020-12-14T12:00:00.000Z'), ['socialWorker'])
  await assert.rejects(
    endPost(queries, worker, { post: post.post, on: '2021-01-04' }, later),
    refusedFor('post', /meanwhile/),
  )
  await assert.rejects(beginPost(queries, worker, next, later), refusedFor('role', /already/))
})

test('whoever leaves has no post from that day, coming ones included', async () => {
  const worker = await joiner('Leaver')
  await beginPost(queries, worker, { role: 'teamManager', team: 'two', from: '2021-03-01' }, said)
  await leave(queries, worker, '2020-12-15', later)
  assert.deepEqual(await posts(queries, { on: '2020-12-15' }, { worker }), [])
  assert.deepEqual(await posts(queries, { on: '2021-03-01' }, { worker }), [])
  assert.equal((await posts(queries, { on: '2020-12-14' }, { worker })).length, 1)
  await assert.rejects(leave(queries, worker, '2020-12-15', later), refusedFor('on', /no post/))
})

test('the last administrator cannot go, nor two at once', async () => {
  await assert.rejects(leave(queries, 1, today, said), refusedFor('on', /Begin the post of another administrator/))
  const [post] = await postsOf(queries, 1)
  await assert.rejects(
    endPost(queries, 1, { post: post?.post ?? 0, on: today }, said),
    refusedFor('on', /Nobody would/),
  )
  assert.equal((await posts(queries, { on: today }, { worker: 1 })).length, 1)
  const second = await addWorker(
    queries,
    {
      given: 'Bea',
      family: 'Second',
      newlyQualifiedOn: null,
      post: { role: 'administrator', team: null, from: today },
    },
    said,
  )
  const both = await Promise.allSettled([leave(queries, 1, today, later), leave(queries, second, today, later)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('the staff are found by words of name, role and team, by where they stand, and a page at a time', async () => {
  const asked = (more: object) => staff(queries, { on: today, page: 1, perPage: 50, ...more })
  assert.deepEqual(
    (await asked({ words: 'grace ASSESSMENT social' })).members.map(({ name }) => name),
    ['Grace Hopper', 'Grace Leaver', 'Grace Mover'],
  )
  for (const words of ['%', '_', '\\', "'; drop table post; --"]) assert.equal((await asked({ words })).total, 0, words)
  const gone = await asked({ on: '2020-12-15', which: 'left' })
  assert.ok(gone.members.some(({ name }) => name === 'Grace Leaver'))
  assert.equal((await asked({ which: 'withoutAccount' })).total, (await asked({})).total)
  const second = await asked({ page: 2, perPage: 2 })
  assert.equal(second.members.length, 2)
  assert.deepEqual(second.members[0]?.parts, [{ role: 'socialWorker', teamName: 'Assessment one' }])
  const past = await asked({ page: 99, perPage: 2 })
  assert.deepEqual([past.members, past.total], [[], second.total], 'a page past the end counts as the others do')
})

test('a post in a team that is to end ends with it; one in a team that only has another name from then goes on', async () => {
  await sql`insert into team (team, name, service, started_on, ended_on, known_from) values
    ('ending', 'Ending', 'assessment', '2018-01-01', '2021-02-01', '2018-01-01Z'),
    ('renamed', 'Renamed', 'assessment', '2018-01-01', '2021-02-01', '2018-01-01Z'),
    ('renamed', 'Renamed since', 'assessment', '2021-02-01', null, '2018-01-01Z')`.execute(queries)
  const worker = await joiner('Endly')
  const ends = async (team: string) =>
    (await postsOf(queries, worker)).filter(post => post.team === team).map(({ endedOn }) => endedOn)
  for (const team of ['ending', 'renamed'])
    await beginPost(queries, worker, { role: 'socialWorker', team, from: '2021-01-04' }, said)
  assert.deepEqual([await ends('ending'), await ends('renamed')], [['2021-02-01'], [null]])
  const [line] = (await historyOfWorker(queries, worker)).filter(({ detail }) => detail.team === 'ending')
  assert.equal(line?.detail.until, '2021-02-01')
  await assert.rejects(
    beginPost(queries, worker, { role: 'teamManager', team: 'ending', from: '2021-02-01' }, said),
    refusedFor('team', /there is on the day/),
  )
})
