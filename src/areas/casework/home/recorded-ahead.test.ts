import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { caseworkPages } from '../testing-pages.ts'
import { contextOf, makePerson, recordAs, staff } from '../testing.ts'
import { lateByTeam } from './glance.ts'

const { database, as } = await caseworkPages()

const child = await makePerson(database, { given: 'Esi', family: 'Homeward' })
await recordAs(database, 'dutyWorker', {
  step: 'referral',
  subjects: [{ identity: child }],
  answers: { receivedOn: '2020-09-01', source: 'police', why: 'An incident.', decidedOn: '2020-09-01' },
  outcome: 'assessment',
})
await recordAs(database, 'dutyWorker', {
  step: 'allocation',
  subjects: [{ identity: child }],
  answers: { allocatedOn: '2020-09-02', worker: staff.socialWorker, team: 'protection-north' },
  outcome: 'socialWorker',
})

const lateTeams = async () =>
  (await lateByTeam(database.sql, await contextOf(database, 'director'), undefined)).map(({ name }) => name)

test('what is late is told by the team of the post that is held today, not by one that begins next month or has ended', async () => {
  assert.deepEqual(await lateTeams(), ['Family safeguarding North'])
  await sql`update post set ended_on = '2021-01-14' where worker = ${staff.socialWorker}`.execute(database.sql)
  await sql`insert into post (worker, role, team, started_on, known_from) values
    (${staff.socialWorker}, 'socialWorker', 'protection-south', '2021-01-14', '2020-12-01')`.execute(database.sql)
  await sql`update team set ended_on = '2021-01-14' where team = 'protection-north' and started_on = '2016-01-01'`.execute(
    database.sql,
  )
  await sql`insert into team (team, name, service, quadrant, started_on, known_from) values
    ('protection-north', 'Safeguarding of tomorrow', 'family-safeguarding', 'north', '2021-01-14', '2020-12-01')`.execute(
    database.sql,
  )
  assert.deepEqual(await lateTeams(), ['Family safeguarding North'])
})

test('whoever may only know of a child is told the team to ask by its name today, though its end is entered already', async () => {
  const page = await (await as('otherSocialWorker')).get(`/children/${child}`)
  assert.match(page.body, /socialWorker Tester, Family safeguarding North/)
  assert.doesNotMatch(page.body, /Safeguarding of tomorrow/)
})
