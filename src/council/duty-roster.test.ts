import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '../store/index.ts'
import { testDatabase } from '../store/testing.ts'
import { daysOf, hoursOf, isOutOfHours, nightOf, shiftsOn, stretchAt } from './duty-hours.ts'
import {
  changeShift,
  managesDutyTeam,
  onDutyAt,
  onDutyNext,
  recordShift,
  RosterRefused,
  rosterChanges,
  rosterWithin,
  shiftNow,
} from './duty-roster.ts'
import type { ShiftToRecord } from './duty-roster.ts'

const nightHours = (day: string) => {
  const night = shiftsOn(day).find(({ period }) => period === 'night')
  assert.ok(night)
  return hoursOf(night)
}

describe('the hours of the duty team', () => {
  it('are evening and night on a working day, and the day too at weekends and on bank holidays', () => {
    const periods = (day: string) => shiftsOn(day).map(({ period }) => period)
    assert.deepEqual(periods('2020-12-11'), ['evening', 'night'])
    for (const day of ['2020-12-12', '2020-12-25', '2020-12-28'])
      assert.deepEqual(periods(day), ['day', 'evening', 'night'])
  })

  it('a night has ten hours, eleven when the clocks go back, nine when they go forward', () => {
    assert.deepEqual(['2020-12-11', '2020-10-24', '2021-03-27'].map(nightHours), [10, 11, 9])
  })

  it('shifts of a day meet end to end, over both changes of the clocks and Christmas', () => {
    for (const day of ['2020-10-24', '2020-10-25', '2021-03-27', '2021-03-28', '2020-12-26'])
      for (const [index, shift] of shiftsOn(day).entries())
        assert.equal(shiftsOn(day)[index + 1]?.from ?? shift.until, shift.until)
  })

  it('the night belongs to the evening before until nine', () => {
    assert.equal(nightOf('2020-12-14T02:00:00.000Z'), '2020-12-13')
    assert.equal(nightOf('2020-12-14T09:00:00.000Z'), '2020-12-14')
  })

  it('a stretch runs from the last working evening to the next working morning', () => {
    const weekend = stretchAt('2020-12-13T03:00:00.000Z')
    assert.deepEqual(
      [weekend.since, weekend.from, weekend.until],
      ['2020-12-11', '2020-12-11T17:00:00.000Z', '2020-12-14T09:00:00.000Z'],
    )
    assert.deepEqual(daysOf(weekend), ['2020-12-11', '2020-12-12', '2020-12-13'])
    for (const now of ['2020-12-14T08:59:00.000Z', '2020-12-14T09:00:00.000Z', '2020-12-14T16:59:00.000Z'])
      assert.equal(stretchAt(now).since, '2020-12-11', now)
    assert.equal(stretchAt('2020-12-14T17:00:00.000Z').since, '2020-12-14')
    assert.equal(stretchAt('2020-12-27T12:00:00.000Z').until, '2020-12-29T09:00:00.000Z')
  })

  it('knows whether the day teams are at home', () => {
    const at = ['2020-12-14T08:59', '2020-12-14T09:00', '2020-12-14T16:59', '2020-12-14T17:00', '2020-12-12T12:00']
    assert.deepEqual(
      at.map(minute => isOutOfHours(`${minute}:00.000Z`)),
      [true, false, false, true, true],
    )
  })
})

describe('the roster', async () => {
  const database = await testDatabase()
  after(() => database.close())
  const queries = database.sql

  before(() =>
    sql`
      insert into worker (worker, given, family) values (1, 'Ada', 'King'), (2, 'Grace', 'Hopper'), (3, 'Mary', 'Manager');
      insert into service values ('duty', 'Duty', null, 1), ('area', 'Area', 15, 2);
      insert into team (team, name, service, started_on, known_from) values
        ('emergency', 'Emergency duty team', 'duty', '2018-01-01', '2018-01-01Z'), ('north', 'North', 'area', '2018-01-01', '2018-01-01Z');
      insert into post (worker, role, team, started_on, known_from) values (1, 'dutyWorker', 'emergency', '2018-01-01', '2018-01-01Z'),
        (2, 'dutyWorker', 'emergency', '2018-01-01', '2018-01-01Z');
    `.execute(queries),
  )

  const [night] = shiftsOn('2020-12-13').filter(({ period }) => period === 'night')
  assert.ok(night)
  const wanted = (more: Partial<ShiftToRecord> = {}): ShiftToRecord => ({
    worker: 1,
    discipline: 'socialWorker',
    telephone: '01632 960000',
    from: night.from,
    until: night.until,
    ...more,
  })
  const at = (minute: number) => ({ worker: 3, now: `2020-12-01T10:${String(minute).padStart(2, '0')}:00.000Z` })
  const write = <Result>(work: Parameters<typeof inTransaction<Result>>[1]) =>
    inTransaction(database, work, { isolation: 'read committed' })
  const refusedFor = (question: string) => (error: unknown) =>
    error instanceof RosterRefused && error.question === question

  it('says who is on now and who comes on next', async () => {
    await write(writing => recordShift(writing, at(0), wanted()))
    await write(writing => recordShift(writing, at(1), wanted({ worker: 2, discipline: 'placements' })))
    assert.deepEqual(
      (await onDutyAt(queries, '2020-12-14T02:00:00.000Z')).map(({ name, discipline }) => [name, discipline]),
      [
        ['Grace Hopper', 'placements'],
        ['Ada King', 'socialWorker'],
      ],
    )
    assert.deepEqual(await onDutyAt(queries, night.until), [])
    assert.equal((await onDutyNext(queries, '2020-12-13T12:00:00.000Z')).length, 2)
    assert.deepEqual(await onDutyNext(queries, night.from), [])
  })

  it('refuses somebody twice at one time, a shift that ends before it begins, and one longer than a day', async () => {
    await assert.rejects(
      write(writing => recordShift(writing, at(2), wanted())),
      refusedFor('worker'),
    )
    const backwards = wanted({ from: night.until, until: night.from })
    await assert.rejects(
      write(writing => recordShift(writing, at(2), backwards)),
      refusedFor('until'),
    )
    const long = wanted({ from: '2020-12-20T09:00:00.000Z', until: '2020-12-21T10:00:00.000Z' })
    await assert.rejects(
      write(writing => recordShift(writing, at(2), long)),
      refusedFor('until'),
    )
  })

  it('keeps what stood there: who changed it, why, and what stands in its place', async () => {
    const [first] = (await rosterWithin(queries, night)).filter(({ worker }) => worker === 1)
    assert.ok(first)
    await assert.rejects(
      write(writing => changeShift(writing, at(3), { id: first.id, because: ' ' })),
      refusedFor('because'),
    )
    const later = wanted({ from: '2020-12-14T00:00:00.000Z' })
    await write(writing => changeShift(writing, at(4), { id: first.id, wanted: later, because: 'She asked for it' }))
    assert.equal(await shiftNow(queries, first.id), undefined)
    await assert.rejects(
      write(writing => changeShift(writing, at(5), { id: first.id, because: 'Again' })),
      refusedFor('shift'),
    )
    const [second] = (await rosterWithin(queries, night)).filter(({ worker }) => worker === 1)
    assert.ok(second)
    assert.equal(second.shift, first.shift)
    await write(writing => changeShift(writing, at(6), { id: second.id, because: 'Ill' }))
    assert.deepEqual(
      (await rosterChanges(queries, night)).map(({ because, by, now }) => [because, by, now?.from ?? null]),
      [
        ['Ill', 'Mary Manager', null],
        ['She asked for it', 'Mary Manager', '2020-12-14T00:00:00.000Z'],
      ],
    )
  })

  it('is kept by the manager of the duty team, or of its service, and by nobody else', async () => {
    const who = { teams: ['emergency'], services: ['duty'], today: '2020-12-14' }
    const manages = (more: Partial<Parameters<typeof managesDutyTeam>[1]>) =>
      managesDutyTeam(queries, { ...who, role: 'teamManager', ...more })
    assert.equal(await manages({}), true)
    assert.equal(await manages({ role: 'serviceManager', teams: [] }), true)
    assert.equal(await manages({ teams: ['north'], services: ['area'] }), false)
    assert.equal(await manages({ role: 'serviceManager', services: ['area'] }), false)
    assert.equal(await manages({ role: 'dutyWorker' }), false)
  })
})
