import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { beginSession } from '../../../access/sessions.ts'
import { visitor } from '../../../web/testing.ts'
import { caseworkPages, dayOf } from '../testing-pages.ts'
import { makePerson, recordAs, staff } from '../testing.ts'
import type { StaffName } from '../testing.ts'

const { database, server, as } = await caseworkPages()

/** A child with an assessment that is due since 3 December, allocated to a worker. */
const allocated = async (given: string, worker: StaffName = 'socialWorker', team = 'protection-north') => {
  const child = await makePerson(database, { given, family: 'Quennell' })
  const referral = await recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects: [{ identity: child }],
    answers: { receivedOn: '2020-10-01', source: 'police', why: 'An incident.', decidedOn: '2020-10-01' },
    outcome: 'assessment',
  })
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity: child }],
    answers: { allocatedOn: '2020-10-02', worker: staff[worker], team },
    outcome: 'socialWorker',
  })
  return { child, referral }
}

const noteBy = (who: StaffName, child: number, heading: string) =>
  recordAs(database, who, {
    step: 'caseNote',
    subjects: [{ identity: child }],
    answers: { happenedOn: '2020-12-14', heading, words: 'As it was.' },
    outcome: 'recorded',
  })

const dutiesOf = async (child: number) =>
  (
    await sql<object>`select rule, anchor, due_on, met_on, lapsed_on, known_to from duty
      where identity = ${child} order by id`.execute(database.sql)
  ).rows

const { child, referral } = await allocated('Ida')
const theirs = await allocated('Otto', 'otherSocialWorker', 'protection-south')

test('work waits on purpose: the reason stands beside it everywhere, and it stays due as before', async () => {
  const worker = await as('socialWorker')
  const before = await dutiesOf(child)
  const address = `/children/${child}/waits/${referral}/childAndFamilyAssessment`
  assert.match((await worker.get('/')).body, new RegExp(`Late, 1[^]*Ida Quennell[^]*href="${address}"`))
  const form = await worker.get(address)
  assert.match(form.body, /within 45 working days of the referral/)

  for (const [values, words] of [
    [{}, /Enter until when it waits/],
    [{ ...dayOf('until', '2020-12-13'), why: 'The father comes home.' }, /must be today or later/],
    [{ ...dayOf('until', '2020-12-20'), why: ' ' }, /Enter why waiting serves the child/],
    [{ 'until-day': '31', 'until-month': '2', 'until-year': '2021', why: 'x' }, /must be a real date/],
  ] as const) {
    const wrong = await worker.post(address, values)
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, words)
  }
  const kept = await worker.post(address, { ...dayOf('until', '2020-12-13'), why: 'The father comes home.' })
  assert.match(kept.body, /The father comes home\./)

  const right = { ...dayOf('until', '2020-12-20'), why: 'The father comes home on 18 December.' }
  assert.equal((await worker.post(address, right)).statusCode, 303)
  assert.equal((await worker.post(address, right)).statusCode, 303)
  const { rows } = await sql`select 1 from entry where step = 'purposefulDelay'`.execute(database.sql)
  assert.equal(rows.length, 1, 'sent twice, recorded once')
  assert.deepEqual(await dutiesOf(child), before, 'what is due, and so every figure of it, is as it was')

  const reason =
    /Waits on purpose until 20 December 2020: The father comes home on 18 December\. \(socialWorker Tester\)/
  const home = await worker.get('/')
  assert.match(home.body, /Late on purpose, 1/)
  assert.match(home.body, reason)
  for (const page of [`/children/${child}`, '/work', '/work?when=onPurpose'])
    assert.match((await worker.get(page)).body, reason, page)
  assert.doesNotMatch((await worker.get('/work?when=overdue')).body, /Ida Quennell/)
  assert.match((await (await as('teamManager')).get('/')).body, /1 on purpose/)
  assert.match(
    (await worker.get(`/children/${child}/story`)).body,
    /Waits on purpose until 20 December 2020: Child and family assessment\./,
  )
})

test('a reason counts until the end of its day, and for that piece of work alone', async () => {
  const { child: waiting, referral: anchor } = await allocated('Uma')
  const worker = await as('socialWorker')
  const address = `/children/${waiting}/waits/${anchor}/childAndFamilyAssessment`
  await worker.post(address, { ...dayOf('until', '2020-12-14'), why: 'Until the hearing.' })
  assert.match((await worker.get('/work?when=onPurpose')).body, /Uma Quennell/)
  await database.sql.updateTable('clock').set({ stands_at: '2020-12-15T09:00:00.000Z' }).execute()
  const later = await worker.get('/work?when=overdue')
  assert.match(later.body, /Uma Quennell[^]*Was to wait until 14 December 2020: Until the hearing/)
  await database.sql.updateTable('clock').set({ stands_at: '2020-12-14T10:00:00.000Z' }).execute()
  await recordAs(database, 'socialWorker', {
    step: 'childAndFamilyAssessment',
    subjects: [{ identity: waiting }],
    answers: {
      startedOn: '2020-10-02',
      completedOn: '2020-12-14',
      strengths: 'Much.',
      worries: 'Little.',
      reasonLate: 'The hearing.',
    },
    outcome: 'noFurtherAction',
    follows: anchor,
  })
  const gone = await worker.post(address, { ...dayOf('until', '2020-12-20'), why: 'Still.' })
  assert.equal(gone.statusCode, 409)
  assert.match(gone.body, /no longer due[^]*Nothing was recorded/)
})

test('a part that records nothing gives no reason, and whose child does not open hears whom to ask', async () => {
  const address = `/children/${theirs.child}/waits/${theirs.referral}/childAndFamilyAssessment`
  const right = { ...dayOf('until', '2020-12-20'), why: 'x' }
  assert.equal((await (await as('director')).post(address, right)).statusCode, 403)
  assert.match((await (await as('socialWorker')).post(address, right)).body, /Whom to ask/)
  assert.equal((await (await as('otherSocialWorker')).get(address.replace('waits/', 'waits/9'))).statusCode, 409)
})

test('what others wrote stands on the first page until the child, or that entry, has been looked at', async () => {
  const { child: mine } = await allocated('Wren')
  const worker = await as('socialWorker')
  await worker.get(`/children/${mine}`)
  const entry = await noteBy('teamManager', mine, 'A call from the school')
  await noteBy('teamManager', mine, 'A second call')
  await noteBy('socialWorker', mine, 'My own words')
  const home = await worker.get('/')
  assert.match(
    home.body,
    /Wren Quennell[^]*A second call[^]*Wren Quennell[^]*A call from the school[^]*teamManager Tester/,
  )
  assert.doesNotMatch(home.body, /My own words/)
  const { rows } = await sql<{ entry: number }>`select distinct entry from access_log
    where act = 'what others wrote' and worker = ${staff.socialWorker} and identity = ${mine}`.execute(database.sql)
  assert.equal(rows.length, 2, 'reading a line is a look, and is kept')

  await worker.get(`/children/${mine}/entries/${entry}`)
  const after = (await worker.get('/')).body
  assert.doesNotMatch(after, /A call from the school/)
  assert.match(after, /A second call/)
  await worker.get(`/children/${mine}`)
  assert.doesNotMatch((await worker.get('/')).body, /A second call/)

  await noteBy('teamManager', mine, 'Before it was restricted')
  await database.sql
    .insertInto('restriction')
    .values({ identity: mine, reason: 'A relative works here', started_at: '2020-12-01T00:00:00.000Z' })
    .execute()
  assert.doesNotMatch((await worker.get('/')).body, /Before it was restricted/)
  await database.sql.deleteFrom('restriction').execute()
})

test('a worker’s page is for that worker, their manager, the service manager and the director', async () => {
  const address = `/workers/${staff.socialWorker}`
  for (const who of ['socialWorker', 'teamManager', 'serviceManager', 'director'] as const) {
    const page = await (await as(who)).get(address)
    assert.equal(page.statusCode, 200, who)
    assert.match(page.body, /socialWorker Tester[^]*Ida Quennell[^]*Waits on purpose until/, who)
    for (const more of ['/absences', '/calendar'])
      assert.equal((await (await as(who)).get(address + more)).statusCode, 200)
    assert.match((await (await as(who)).get(`/work?of=${staff.socialWorker}`)).body, /Ida Quennell/, who)
  }
  for (const who of ['otherSocialWorker', 'conferenceChair', 'auditor', 'councillor'] as const)
    for (const page of [address, `${address}/absences`, `${address}/calendar`, `/work?of=${staff.socialWorker}`])
      assert.equal((await (await as(who)).get(page)).statusCode, 403, `${who} ${page}`)
  const refusals = await database.sql
    .selectFrom('access_log')
    .select('act')
    .where('worker', '=', staff.otherSocialWorker)
    .where('answer', '=', 'refused')
    .execute()
  assert.ok(
    refusals.some(({ act }) => act === 'a worker’s work'),
    'a refused look is kept',
  )
  assert.equal((await (await as('teamManager')).get(`/workers/${staff.otherSocialWorker}`)).statusCode, 403)
  assert.equal((await (await as('director')).get('/workers/999')).statusCode, 404)
})

test('an absence that cannot be is refused in words, keeps what was typed, and leaves nothing behind', async () => {
  const worker = await as('socialWorker')
  const address = `/workers/${staff.socialWorker}/absences`
  const good = {
    ...dayOf('startedOn', '2020-12-16'),
    ...dayOf('backOn', '2020-12-21'),
    kind: 'leave',
    cover: String(staff.otherSocialWorker),
    note: 'The keys are with reception',
  }
  const away = { ...good, cover: '' }
  await (
    await as('otherSocialWorker')
  ).post(`/workers/${staff.otherSocialWorker}/absences`, {
    ...away,
    ...dayOf('startedOn', '2020-12-20'),
    ...dayOf('backOn', '2020-12-24'),
  })
  for (const [values, words] of [
    [dayOf('backOn', '2020-12-15'), /first day back must be after the first day away/],
    [{ cover: String(staff.socialWorker) }, /Nobody covers for themselves/],
    [{}, /otherSocialWorker Tester is away too, from 20 December 2020, back on 24 December 2020/],
    [{ cover: '99999' }, /must have a post here/],
    [{ kind: 'holiday' }, /choose one of the answers/],
    [{ 'startedOn-day': '99' }, /must be a real date/],
  ] as const) {
    const wrong = await worker.post(address, { ...good, ...values })
    assert.equal(wrong.statusCode, 422, wrong.body)
    assert.match(wrong.body, words)
    assert.match(wrong.body, /The keys are with reception/)
  }
  assert.doesNotMatch((await worker.get(address)).body, /Annual leave, from/)
  assert.equal((await worker.post(address, { ...away, ...dayOf('backOn', '2020-12-20') })).statusCode, 303)
  const twice = await worker.post(address, { ...away, ...dayOf('startedOn', '2020-12-18') })
  assert.match(twice.body, /An absence is recorded from 16 December 2020/)

  const change = /href="(\/workers\/\d+\/absences\/\d+)"/.exec((await worker.get(address)).body)?.[1] ?? ''
  assert.match((await worker.get(change)).body, /value="16"/)
  assert.equal((await worker.post(change, { ...away, ...dayOf('backOn', '2020-12-18') })).statusCode, 303)
  const late = await worker.post(change, { ...away, ...dayOf('backOn', '2020-12-19') })
  assert.equal(late.statusCode, 422)
  assert.match(late.body, /changed or taken back meanwhile/)
  const now = /href="(\/workers\/\d+\/absences\/\d+)"/.exec(late.body)?.[1] ?? ''
  assert.equal((await worker.post(now, { act: 'takeBack' })).statusCode, 303)
  assert.doesNotMatch((await worker.get(address)).body, /Annual leave, from/)
  assert.equal((await (await as('otherSocialWorker')).get(now)).statusCode, 403)
})

test('whoever covers has the work and the children for those days; who returns reads what was done', async () => {
  const manager = await as('teamManager')
  const cover = await as('otherSocialWorker')
  assert.match((await cover.get(`/children/${child}`)).body, /Whom to ask/)
  const saved = await manager.post(`/workers/${staff.socialWorker}/absences`, {
    ...dayOf('startedOn', '2020-12-14'),
    ...dayOf('backOn', '2020-12-17'),
    kind: 'sick',
    cover: String(staff.otherSocialWorker),
  })
  assert.equal(saved.statusCode, 303, saved.body)

  const home = await cover.get('/')
  assert.match(home.body, /Covering for socialWorker Tester[^]*Ida Quennell[^]*back on 17 December 2020/)
  assert.doesNotMatch(home.body, /ickness/, 'why somebody is away is theirs')
  assert.match(
    (await cover.get(`/work?of=${staff.socialWorker}`)).body,
    /children of socialWorker Tester[^]*Ida Quennell/,
  )
  const page = await cover.get(`/children/${child}`)
  assert.match(
    page.body,
    /Social worker: <strong>socialWorker Tester<\/strong>[^]*away, back 17 December 2020; otherSocialWorker Tester covers/,
  )
  await noteBy('otherSocialWorker', child, 'While covering')
  const team = await manager.get('/')
  assert.match(
    team.body,
    /Who is away[^]*socialWorker Tester[^]*back 17 December 2020; otherSocialWorker Tester covers/,
  )
  assert.match((await (await as('socialWorker')).get('/')).body, /You are away, back on 17 December 2020 \(sickness\)/)

  const alsoAway = await cover.post(`/workers/${staff.otherSocialWorker}/absences`, {
    ...dayOf('startedOn', '2020-12-16'),
    ...dayOf('backOn', '2020-12-18'),
    kind: 'training',
  })
  assert.match((await cover.get(String(alsoAway.headers.location))).body, /somebody else must be named for them/)

  await database.sql.updateTable('clock').set({ stands_at: '2020-12-17T09:00:00.000Z' }).execute()
  assert.doesNotMatch((await cover.get('/')).body, /Covering for/)
  assert.match((await cover.get(`/children/${child}`)).body, /Whom to ask/)
  const back = await (await as('socialWorker')).get('/')
  assert.match(
    back.body,
    /While you were away[^]*14 December 2020 to 16 December 2020[^]*Ida Quennell[^]*While covering/,
  )
  await database.sql.updateTable('clock').set({ stands_at: '2020-12-14T11:00:00.000Z' }).execute()
})

test('whoever covers a manager has the team’s decisions for those days, says so at home, and no longer', async () => {
  const manager = await as('teamManager')
  const standIn = { worker: staff.otherSocialWorker, role: 'teamManager' } as const
  assert.equal(await beginSession(database.sql, standIn, '2020-12-14T11:00:00.000Z'), undefined)
  const saved = await manager.post(`/workers/${staff.teamManager}/absences`, {
    ...dayOf('startedOn', '2020-12-14'),
    ...dayOf('backOn', '2020-12-16'),
    kind: 'leave',
    cover: String(staff.otherSocialWorker),
  })
  assert.equal(saved.statusCode, 303, saved.body)
  const own = await (await as('otherSocialWorker')).get('/')
  assert.match(
    own.body,
    /You cover for teamManager Tester, team manager of Family safeguarding North[^]*Sign in to that/,
  )
  assert.doesNotMatch(own.body, /Covering for teamManager/)

  const token = await beginSession(database.sql, standIn, '2020-12-14T11:00:00.000Z')
  const acting = visitor(server, token)
  const home = await acting.get('/')
  assert.match(home.body, /Until then you take the decisions of that team/)
  assert.match(home.body, /What needs us: my team[^]*Ida Quennell/)
  assert.match((await acting.get('/work?scope=team')).body, /Ida Quennell/)
  assert.equal((await acting.get(`/workers/${staff.socialWorker}`)).statusCode, 200)
  await database.sql.updateTable('clock').set({ stands_at: '2020-12-16T09:00:00.000Z' }).execute()
  assert.equal((await acting.get('/')).statusCode, 303, 'the part is over with the absence')
  await database.sql.updateTable('clock').set({ stands_at: '2020-12-14T11:00:00.000Z' }).execute()
})

test('a calendar has what is due, planned and away, by month and by week, whatever the address asks', async () => {
  await recordAs(database, 'socialWorker', {
    step: 'plannedVisit',
    subjects: [{ identity: child }],
    answers: { agreedOn: '2020-12-14', visitOn: '2020-12-18', visitAt: '15:30' },
    outcome: 'inNeed',
  })
  const { meeting } = await database.sql
    .insertInto('meeting')
    .values({
      kind: 'reviewConference',
      starts_at: '2020-12-17T10:00:00.000Z',
      minutes: 90,
      manner: 'video',
      chair: staff.socialWorker,
      called_at: '2020-12-10T10:00:00.000Z',
    })
    .returning('meeting')
    .executeTakeFirstOrThrow()
  await database.sql.insertInto('meeting_child').values({ meeting, identity: child }).execute()
  const worker = await as('socialWorker')
  const address = `/workers/${staff.socialWorker}/calendar`
  const month = await worker.get(address)
  assert.match(
    month.body,
    /December 2020[^]*late on purpose[^]*Friday 18 December 2020[^]*15:30[^]*Ida Quennell[^]*Planned: /,
  )
  assert.match(
    month.body,
    new RegExp(`10:00[^]*href="/meetings/${meeting}"[^]*Ida Quennell[^]*Review child protection`),
  )
  assert.match(month.body, /You are away until 16 December 2020: sickness/)
  assert.match(
    (await worker.get(`${address}?view=week&on=2020-12-18`)).body,
    /14 December 2020 to 20 December 2020[^]*15:30/,
  )
  assert.match((await worker.get(`${address}?on=2021-02-01`)).body, /February 2021[^]*Nothing stands here/)
  for (const query of ['?on=2020-02-31', '?on=9999-01-01&view=week', '?on=0001-01-01', '?view=year', '?on=%27;--'])
    assert.match((await worker.get(address + query)).body, /December 2020/, query)
  const { body: title } = await worker.get(address)
  assert.match(title, /<title>[^<]*Calendar[^<]*<\/title>/)
})

test('a calendar file says of a child the first letter alone, and the same thing has the same number each time', async () => {
  const worker = await as('socialWorker')
  const file = await worker.get('/my-calendar.ics')
  assert.equal(file.headers['content-type'], 'text/calendar; charset=utf-8')
  assert.match(String(file.headers['content-disposition']), /attachment; filename="?my-calendar\.ics/)
  assert.match(file.body, /SUMMARY:Child and family assessment\\, I\.\r\n/)
  assert.match(file.body, /DTSTART;TZID=Europe\/London:20201218T153000/)
  assert.match(file.body, /20201217T100000\r\nDURATION:PT90M\r\nSUMMARY:Review child protection conference\\, I\./)
  assert.match(file.body, new RegExp(`URL:http://[^\\r]*/children/${child}\\r\\n`))
  assert.match(file.body, /SUMMARY:Away\r\n/)
  assert.doesNotMatch(file.body, /Quennell|Ida|hearing|father|ickness/)
  const numbers = (body: string) => [...body.matchAll(/UID:(.+)/g)].map(match => match[1])
  const again = numbers((await worker.get('/my-calendar.ics')).body)
  assert.deepEqual(again, numbers(file.body))
  assert.equal(new Set(again).size, again.length)
  assert.equal((await (await as('councillor')).get('/my-calendar.ics')).statusCode, 403)
})

test('a chair has conferences and reviews, and the initial conferences that wait for one', async () => {
  const { child: soon } = await allocated('Nell')
  const discussion = await recordAs(database, 'socialWorker', {
    step: 'strategyDiscussion',
    subjects: [{ identity: soon }],
    answers: { heldOn: '2020-12-01', present: 'Police, health', concerns: 'Neglect.' },
    outcome: 'section47',
  })
  await recordAs(database, 'socialWorker', {
    step: 'section47Enquiry',
    subjects: [{ identity: soon }],
    answers: { startedOn: '2020-12-01', completedOn: '2020-12-10', findings: 'Likely to suffer harm.' },
    outcome: 'conference',
    follows: discussion,
  })
  const home = await (await as('conferenceChair')).get('/')
  assert.match(home.body, /Initial conferences[^]*Nell Quennell[^]*Initial child protection conference/)
  assert.doesNotMatch(home.body, /Child and family assessment/)
})
