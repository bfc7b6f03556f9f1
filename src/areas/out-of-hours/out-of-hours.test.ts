import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { contextOf } from '../../access/sign-in.ts'
import { stretchAt } from '../../council/duty-hours.ts'
import { recordShift } from '../../council/duty-roster.ts'
import { buildServer } from '../../web/server.ts'
import { testStyles, visitorSignedIn } from '../../web/testing.ts'
import type { Visitor } from '../../web/testing.ts'
import { outOfHours } from './area.ts'
import { nightOfBoard } from './board/night.ts'
import { nightCouncil, people, rules } from './testing.ts'
import type { Person } from './testing.ts'

const twoAtNight = '2020-12-14T02:00:00.000Z'
const council = await nightCouncil(twoAtNight)
const { database } = council
const server = await buildServer({
  database,
  rules,
  areas: [outOfHours],
  council: { name: 'Testshire', colour: '#1d5e4f', simulated: true },
  cacheFolder: testStyles,
})
after(async () => {
  await server.close()
  await database.close()
})
const as = (who: Person): Promise<Visitor> => visitorSignedIn(server, database, people[who])

const call = (more: Record<string, string> = {}) => ({
  'calledAt-day': '14',
  'calledAt-month': '12',
  'calledAt-year': '2020',
  'calledAt-time': '01:40',
  caller: 'police',
  callerName: 'PC Long, 01632 960123',
  happened: 'Amira was found at the bus station by herself.',
  done: 'Police took her home. Her aunt is with her.',
  safeNow: 'safeWithPlan',
  dayTeam: 'See her at school and talk to her mother.',
  outcome: 'act',
  ...more,
})
const main = (body: string) => /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''
const entries = async (step: string) =>
  (
    await sql<{
      n: number
    }>`select count(*)::int as n from entry where step = ${step} and superseded_at = 'infinity'`.execute(database.sql)
  ).rows[0]?.n

before(() =>
  recordShift(
    database.sql,
    { worker: 3, now: '2020-12-01T10:00:00.000Z' },
    {
      worker: 1,
      discipline: 'socialWorker',
      from: '2020-12-13T23:00:00.000Z',
      until: '2020-12-14T09:00:00.000Z',
      telephone: '01632 960001',
    },
  ),
)

test('the form of a call says that it is now, and offers the brother', async () => {
  const { body, statusCode } = await (await as('night')).get('/out-of-hours/children/101/record/dutyCall')
  assert.equal(statusCode, 200)
  assert.match(body, /name="calledAt-time"[^>]*value="02:00"/)
  assert.match(main(body), /Also about[\s\S]*Idris Byrne, 5/)
  assert.doesNotMatch(body, /whichHour/)
  assert.doesNotMatch(/<title>[^<]*<\/title>/.exec(body)?.[0] ?? '', /Amira/)
})

test('half a form names what is missing and keeps what was typed; nothing is recorded', async () => {
  const visitor = await as('night')
  const { body, statusCode } = await visitor.post(
    '/out-of-hours/children/101/record/dutyCall',
    call({ happened: '', dayTeam: '' }),
  )
  assert.equal(statusCode, 422)
  assert.match(main(body), /Enter what happened/)
  assert.match(main(body), /PC Long, 01632 960123/)
  for (const [strange, value] of [
    ['also', '103'],
    ['colour', 'red'],
  ] as const)
    assert.equal(
      (await visitor.post('/out-of-hours/children/101/record/dutyCall', call({ [strange]: value }))).statusCode,
      422,
    )
  assert.equal(await entries('dutyCall'), 0)
})

test('a call about two children is one entry, and two handovers due at ten in the morning; the same form twice is one call', async () => {
  const visitor = await as('night')
  for (let times = 0; times < 2; times += 1) {
    const answer = await visitor.post('/out-of-hours/children/101/record/dutyCall', call({ also: '102' }))
    assert.equal(answer.headers.location, '/children/101/tonight?recorded=dutyCall')
  }
  assert.equal(await entries('dutyCall'), 1)
  const { rows } = await sql`select identity, due_at, due_on from duty where step = 'handoverAccepted'
    and known_to = 'infinity' order by identity`.execute(database.sql)
  assert.deepEqual(rows, [
    { identity: 101, due_at: '2020-12-14T10:00:00.000Z', due_on: '2020-12-14' },
    { identity: 102, due_at: '2020-12-14T10:00:00.000Z', due_on: '2020-12-14' },
  ])
})

test('a call at 01:30 on the night when the clocks go back asks which of the two it was; on any other it does not', async () => {
  await council.clockAt('2020-11-02T09:00:00.000Z')
  const visitor = await as('night')
  const at = { 'calledAt-day': '25', 'calledAt-month': '10', 'calledAt-time': '01:30' }
  const address = '/out-of-hours/children/103/record/dutyCall'
  const asked = await visitor.post(address, call(at))
  assert.equal(asked.statusCode, 422)
  assert.match(main(asked.body), /Choose which of the two hours it was/)
  assert.match(main(asked.body), /Amira was found at the bus station/)
  assert.equal((await visitor.post(address, call({ ...at, whichHour: 'second' }))).statusCode, 303)
  const { rows } = await sql<{ answers: Record<string, string> }>`select answers from entry where step = 'dutyCall'
    order by id desc limit 1`.execute(database.sql)
  assert.deepEqual([rows[0]?.answers.calledAt, rows[0]?.answers.whichHour], ['2020-10-25T01:30', 'second'])
  await council.clockAt(twoAtNight)
})

test('in the second of the two hours the form knows which it is', async () => {
  await council.clockAt('2020-10-25T01:30:00.000Z')
  const { body } = await (await as('night')).get('/out-of-hours/children/103/record/dutyCall')
  assert.match(body, /name="calledAt-time"[^>]*value="01:30"/)
  assert.match(body, /name="whichHour"[^>]*value="second" checked/)
  await council.clockAt(twoAtNight)
})

test('a call in the hour that the clocks skip is refused in words; an hour later it is a call', async () => {
  await council.clockAt('2021-03-29T08:00:00.000Z')
  const visitor = await as('night')
  const at = (time: string) =>
    call({ 'calledAt-day': '28', 'calledAt-month': '3', 'calledAt-year': '2021', 'calledAt-time': time })
  const address = '/out-of-hours/children/103/record/dutyCall'
  const skipped = await visitor.post(address, at('01:30'))
  assert.equal(skipped.statusCode, 422)
  assert.match(main(skipped.body), /there was no such time, the clocks went forward/)
  assert.equal((await visitor.post(address, at('02:30'))).statusCode, 303)
  await council.clockAt(twoAtNight)
})

test('a visit says who was seen', async () => {
  const visitor = await as('night')
  const answer = await visitor.post('/out-of-hours/children/101/record/dutyVisit', {
    'visitedAt-day': '14',
    'visitedAt-month': '12',
    'visitedAt-year': '2020',
    'visitedAt-time': '1:55',
    childSeen: 'alone',
    whoSeen: 'Her aunt',
    seenAndHeard: 'She was in bed, warm and fed.',
    done: 'Agreed that she stays with her aunt.',
    safeNow: 'safe',
    outcome: 'know',
  })
  assert.equal(answer.headers.location, '/children/101/tonight?recorded=dutyVisit')
  assert.equal((await visitor.post('/out-of-hours/children/101/record/dutyVisit', {})).statusCode, 422)
})

test('a night in which more was done than a page holds says so, and keeps the order in which it came', async () => {
  const context = await contextOf(database.sql, people.night, twoAtNight)
  assert.ok(context)
  const stretch = stretchAt(twoAtNight)
  const all = await nightOfBoard(database.sql, context, stretch)
  assert.ok(all.entries.length > 1)
  assert.equal(all.more, false)
  const one = await nightOfBoard(database.sql, context, stretch, 1)
  assert.deepEqual([one.entries.map(({ entry }) => entry), one.more], [[all.entries[0]?.entry], true])
})

test('a placement is asked for, stands late on the board after an hour, and is answered once', async () => {
  const visitor = await as('night')
  await visitor.post('/out-of-hours/children/103/record/dutyRequest', {
    'askedAt-day': '14',
    'askedAt-month': '12',
    'askedAt-year': '2020',
    'askedAt-time': '00:30',
    discipline: 'placements',
    asks: 'A bed for tonight for a young man of 14.',
  })
  const board = main((await visitor.get('/out-of-hours')).body)
  assert.match(
    board,
    /Placements \(Gateway\)[\s\S]*A bed for tonight[\s\S]*No answer yet; it was due by Monday 14 December at 1:30am/,
  )
  const address = /\/out-of-hours\/children\/103\/requests\/\d+/.exec(board)?.[0] ?? ''
  const gateway = await as('placements')
  assert.match(main((await gateway.get(address)).body), /A bed for tonight/)
  const typed = {
    'answeredAt-day': '14',
    'answeredAt-month': '12',
    'answeredAt-year': '2020',
    'answeredAt-time': '02:00',
    answer: 'A bed at The Lodge until Monday.',
    outcome: 'given',
  }
  assert.equal((await gateway.post(address, { ...typed, answer: '' })).statusCode, 422)
  assert.equal((await gateway.post(address, typed)).statusCode, 303)
  const again = await gateway.post(address, typed)
  assert.equal(again.statusCode, 422)
  assert.match(main(again.body), /has been answered meanwhile/)
  assert.equal((await gateway.get(address)).headers.location, '/out-of-hours')
  assert.match(main((await visitor.get('/out-of-hours')).body), /Yes: it was given[\s\S]*A bed at The Lodge/)
  assert.equal((await visitor.get('/out-of-hours/children/101/requests/999999')).statusCode, 404)
})

test('a worker of the day tells the duty team of a child until a night; after it the note is off the board', async () => {
  const day = await as('day')
  const note = {
    'notedOn-day': '13',
    'notedOn-month': '12',
    'notedOn-year': '2020',
    'until-day': '13',
    'until-month': '12',
    'until-year': '2020',
    why: 'Her father may come to the door.',
    whatToDo: 'Call the police.',
  }
  assert.equal((await day.post('/out-of-hours/children/101/record/dutyWatch', note)).statusCode, 303)
  const night = await as('night')
  assert.match(
    main((await night.get('/out-of-hours')).body),
    /Children to watch[\s\S]*Amira Byrne[\s\S]*Call the police/,
  )
  await council.clockAt('2020-12-14T18:00:00.000Z')
  assert.doesNotMatch(main((await (await as('night')).get('/out-of-hours')).body), /Her father may come/)
  await council.clockAt(twoAtNight)
})

test('a child who is missing stands on the board, and is off it once back', async () => {
  const board = async () => main((await (await as('night')).get('/out-of-hours')).body)
  assert.doesNotMatch(await board(), /Missing now/)
  const subjects = [{ identity: 102 }]
  await council.say('night', {
    step: 'missing',
    subjects,
    answers: { missingFrom: '2020-12-11T01:30', kind: 'A' },
    outcome: 'missing',
  })
  assert.match(
    await board(),
    /Missing now[\s\S]*Idris Byrne<\/a>, 5: away without authorisation for <strong>3 days<\/strong>[\s\S]*The first time in 90 days · Dee Day, Team North/,
  )
  await council.say('night', {
    step: 'returnFromMissing',
    subjects,
    answers: { returnedAt: '2020-12-14T02:00' },
    outcome: 'returned',
  })
  assert.doesNotMatch(await board(), /Missing now/)
})

test('the board says who is on now', async () => {
  const board = main((await (await as('night')).get('/out-of-hours')).body)
  assert.match(board, /Who is on now[\s\S]*Social worker[\s\S]*Noor Night, 11pm to 9am, 01632 960001/)
  assert.match(board, /Since 5pm on Friday 11 December 2020/)
  assert.match(board, /Call, Monday 14 December at 1:40am[\s\S]*Police[\s\S]*Amira Byrne[\s\S]*Idris Byrne/)
})

test('the day worker accepts with one button, by name; who comes second is told who did', async () => {
  await council.clockAt('2020-12-14T09:00:00.000Z')
  const day = await as('day')
  const list = main((await day.get('/out-of-hours/handovers')).body)
  assert.match(list, /Amira Byrne[\s\S]*To be read by Monday 14 December at 10am/)
  assert.doesNotMatch(list, /Wren Nobody/)
  const address = /\/out-of-hours\/children\/102\/handovers\/\d+/.exec(list)?.[0] ?? ''
  assert.equal(
    (await day.post(address, { back: 'mine' })).headers.location,
    '/out-of-hours/handovers?scope=mine&accepted=1',
  )
  const second = await (await as('dayManager')).post(address, {})
  assert.equal(second.statusCode, 409)
  assert.match(second.body, /Dee Day accepted this on 14 December 2020/)
  assert.match(main((await day.get('/out-of-hours/handovers')).body), /Accepted by Dee Day, Monday 14 December at 9am/)
})

test('a child in nobody’s hands goes to the point of access; another worker neither sees nor accepts', async () => {
  const door = main((await (await as('door')).get('/out-of-hours/handovers')).body)
  assert.match(door, /Wren Nobody[\s\S]*Nobody is allocated: the point of access/)
  const other = await as('otherDay')
  assert.doesNotMatch(main((await other.get('/out-of-hours/handovers')).body), /Amira|Wren/)
  const address = /\/out-of-hours\/children\/103\/handovers\/\d+/.exec(door)?.[0] ?? ''
  await other.post(address, {})
  assert.match(main((await (await as('door')).get('/out-of-hours/handovers')).body), new RegExp(address))
  assert.equal((await (await as('councillor')).get('/out-of-hours/handovers')).statusCode, 403)
})

test('what is unread after ten stands loud on the board and counts against the rate', async () => {
  await council.clockAt('2020-12-14T10:30:00.000Z')
  const board = main((await (await as('nightManager')).get('/out-of-hours')).body)
  assert.match(board, /Unread after ten in the morning: [2-9]/)
  assert.match(board, /Accepted by ten in the morning, in the last 28 days: <strong>\d+%/)
  assert.match(board, /Amira Byrne[\s\S]*Dee Day, Team North/)
  await council.clockAt(twoAtNight)
})

test('the manager of the duty team reads what the team wrote of the night, and opens no record; another manager reads nothing', async () => {
  const manager = await as('nightManager')
  const board = main((await manager.get('/out-of-hours')).body)
  assert.match(board, /She was in bed, warm and fed[\s\S]*A bed for tonight[\s\S]*A bed at The Lodge/)
  assert.doesNotMatch(board, /href="\/children\/10[12]\/entries/)
  assert.doesNotMatch(board, /Her father may come to the door/)
  await sql`insert into worker (worker, given, family) values (9, 'Sia', 'South');
    insert into post (worker, role, team, started_on, known_from) values (9, 'teamManager', 'south', '2018-01-01', '2018-01-01Z')`.execute(
    database.sql,
  )
  const south = await visitorSignedIn(server, database, { worker: 9, role: 'teamManager' })
  const other = main((await south.get('/out-of-hours')).body)
  assert.match(other, /Visit, Monday 14 December[\s\S]*Amira Byrne[\s\S]*opens to those who work with the child/)
  assert.doesNotMatch(other, /She was in bed|stays with her aunt/)
  // A call about two children, one of whom is restricted meanwhile: the words may be about that one.
  await sql`insert into restriction (identity, reason, started_at) values (102, 'A test', '2019-01-01Z')`.execute(
    database.sql,
  )
  const hidden = main((await manager.get('/out-of-hours')).body).split('id="calls"')[1] ?? ''
  assert.doesNotMatch(hidden, /Amira was found at the bus station|Idris/)
  assert.match(hidden, /She was in bed, warm and fed/)
  await sql`delete from restriction where identity = 102`.execute(database.sql)
})

test('a restricted child stands on the board of nobody but its keepers', async () => {
  await sql`insert into restriction (identity, reason, started_at) values (103, 'A test', '2019-01-01Z')`.execute(
    database.sql,
  )
  const night = await as('night')
  assert.doesNotMatch(main((await night.get('/out-of-hours')).body), /Wren|A bed for tonight/)
  assert.doesNotMatch(main((await (await as('door')).get('/out-of-hours/handovers')).body), /Wren/)
  assert.equal((await night.get('/out-of-hours/children/103/record/dutyCall')).statusCode, 404)
  await sql`delete from restriction where identity = 103`.execute(database.sql)
})

test('the manager puts somebody on the roster, changes it with a reason, and takes them off; what stood there stays readable', async () => {
  const manager = await as('nightManager')
  const shift = {
    worker: '2',
    discipline: 'placements',
    day: '2020-12-13',
    period: 'night',
    from: '23:00',
    until: '09:00',
    telephone: '',
    act: 'keep',
  }
  assert.match((await manager.get('/out-of-hours/roster/add?day=2020-12-13&period=night')).body, /value="23:00"/)
  const wrong = await manager.post('/out-of-hours/roster/add', { ...shift, worker: '4', from: '25:00' })
  assert.equal(wrong.statusCode, 422)
  assert.match(main(wrong.body), /Choose who is on duty[\s\S]*From must be a time like 17:00/)
  assert.equal((await manager.post('/out-of-hours/roster/add', shift)).statusCode, 303)
  const twice = await manager.post('/out-of-hours/roster/add', shift)
  assert.match(main(twice.body), /Pat Placements is on the roster at that time already/)
  const roster = main((await manager.get('/out-of-hours/roster?from=2020-12-13')).body)
  const address = /\/out-of-hours\/roster\/shifts\/(\d+)">Pat Placements/.exec(roster)
  assert.ok(address)
  const change = `/out-of-hours/roster/shifts/${address[1]}`
  assert.equal((await manager.get(change)).statusCode, 200)
  assert.equal((await manager.post(change, { ...shift, from: '22:00' })).statusCode, 422)
  assert.equal(
    (await manager.post(change, { ...shift, from: '22:00', because: 'Asked for an hour more' })).statusCode,
    303,
  )
  const changed = main((await manager.get('/out-of-hours/roster?from=2020-12-13')).body)
  assert.match(changed, /Pat Placements[\s\S]*10pm to 9am[\s\S]*Asked for an hour more[\s\S]*Nell Manager/)
  const now = /\/out-of-hours\/roster\/shifts\/(\d+)">Pat Placements/.exec(changed)?.[1] ?? ''
  const gone = await manager.post(`/out-of-hours/roster/shifts/${now}`, { ...shift, act: 'remove', because: 'Ill' })
  assert.equal(gone.statusCode, 303)
  assert.match(main((await manager.get('/out-of-hours/roster?from=2020-12-13')).body), /taken off[\s\S]*Ill/)
})

test('anybody else who works with children reads the roster and changes nothing', async () => {
  const day = await as('day')
  const { body, statusCode } = await day.get('/out-of-hours/roster')
  assert.equal(statusCode, 200)
  assert.doesNotMatch(body, /roster\/add/)
  for (const who of ['day', 'night', 'dayManager'] as const)
    assert.equal((await (await as(who)).get('/out-of-hours/roster/add')).statusCode, 403, who)
  assert.equal((await day.get('/out-of-hours')).statusCode, 403)
})

test('the roster tells a night of eleven hours', async () => {
  const { body } = await (await as('night')).get('/out-of-hours/roster?from=2020-10-24')
  assert.match(body, /11pm to 9am, 11 hours: the clocks change/)
})
