import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseworkPages, dayOf, draftIn, versionIn } from '../testing-pages.ts'
import { recordAs, staff } from '../testing.ts'
import { hidden, makeFamily, meetingIn, planning, setClock } from './testing.ts'

const { database, as } = await caseworkPages()

const family = await makeFamily(database, 'Planned')
const worker = await as('socialWorker')
const address = `/children/${family.child}/meetings/plan/initialConference`
let meeting = 0

test('a conference is planned with what the record knows: children, family and their needs, workers, chair, reports', async () => {
  const form = await worker.get(address)
  assert.equal(form.statusCode, 200, form.body)
  assert.match(form.body, /Due by 17 December 2020/)
  assert.match(form.body, /Grace Planned, mother/)
  assert.match(form.body, /Needs an interpreter: Polish/)
  assert.match(form.body, /socialWorker Tester, social worker/)
  assert.match(form.body, /conferenceChair Tester/)
  const made = await worker.post(address, planning(family))
  assert.equal(made.statusCode, 303, made.body)
  meeting = meetingIn(made.headers.location)
  const page = await worker.get(String(made.headers.location))
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /Wednesday 16 December 2020, 10am to midday/)
  assert.match(page.body, /Interpreter: Polish, not booked yet/)
  assert.match(page.body, /Missing<\/span> <span>Interpreter for Grace Planned, Polish/)
  assert.match(
    page.body,
    /Late<\/span> <span>Social worker’s report, shared with the family, socialWorker Tester: due 11 December 2020/,
  )
  assert.match(page.body, /Comes for a part/)
})

test('what cannot be is said in words and nothing is planned: the past, a time that there was not, an invitee twice, a chair who is away', async () => {
  const send = (more: Parameters<typeof planning>[1]) => worker.post(address, planning(family, more))
  const count = async () => (await database.sql.selectFrom('meeting').select('meeting').execute()).length
  const before = await count()
  const past = await send(dayOf('when', '2020-12-10'))
  assert.equal(past.statusCode, 422)
  assert.match(past.body, /must be after today \(14 December 2020\)/)
  assert.match(past.body, /Room 2, Civic Centre/)
  const skipped = await send({ ...dayOf('when', '2021-03-28'), 'when-time': '01:30' })
  assert.match(skipped.body, /there was no such time, the clocks went forward/)
  const night = await worker.post(
    `/children/${family.child}/meetings/plan/strategyDiscussion`,
    planning(family, { ...dayOf('when', '2021-03-28'), 'when-time': '02:30', chair: String(staff.socialWorker) }),
  )
  assert.equal(night.statusCode, 303, night.body)
  const nightly = await database.sql
    .selectFrom('meeting')
    .select('starts_at')
    .where('meeting', '=', meetingIn(night.headers.location))
    .executeTakeFirstOrThrow()
  assert.equal(nightly.starts_at, '2021-03-28T01:30:00.000Z')
  const twice = await send({ 'agency-3-agency': 'school', 'agency-3-name': 'head Teacher' })
  assert.match(twice.body, /school is there twice|head Teacher, school is there twice/)
  await database.sql
    .insertInto('absence')
    .values({
      worker: staff.conferenceChair,
      kind: 'leave',
      started_on: '2020-12-17',
      ended_on: '2020-12-21',
      cover: null,
      note: null,
      author: staff.teamManager,
      known_from: '2020-12-01T09:00:00.000Z',
    })
    .execute()
  const away = await send(dayOf('when', '2020-12-17'))
  assert.equal(away.statusCode, 422)
  assert.match(away.body, /conferenceChair Tester is away, back 21 December 2020/)
  const clash = await send({ 'when-time': '11:30' })
  assert.match(clash.body, /The chair has another meeting then: Initial child protection conference, 10am to midday/)
  const stranger = await send({ child: [String(family.child), '999999'] })
  assert.match(stranger.body, /one that you sent does not open to you/)
  assert.equal(await count(), before + 1)
  const sure = await send({ 'when-time': '11:30', anyway: 'yes' })
  assert.equal(sure.statusCode, 303)
  const other = meetingIn(sure.headers.location)
  assert.match((await worker.get(`/meetings/${other}`)).body, /Late<\/span> <span>The chair has another meeting then/)
  const cancelled = await worker.post(`/meetings/${other}/cancel`, { reason: 'Planned twice.' })
  assert.equal(cancelled.statusCode, 303, cancelled.body)
  assert.equal((await worker.post(`/meetings/${other}/cancel`, { reason: 'Again.' })).statusCode, 409)
  assert.equal((await worker.get(`/meetings/${other}/change`)).statusCode, 409)
})

test('somebody who is invited already is not invited again; needs are said, invitations noted, reports come', async () => {
  const again = await worker.post(`/meetings/${meeting}/invite`, { agency: 'school', name: 'head teacher' })
  assert.equal(again.statusCode, 422)
  assert.match(again.body, /invited already/)
  assert.equal(
    (await worker.post(`/meetings/${meeting}/invite`, { worker: String(staff.teamManager) })).statusCode,
    303,
  )
  assert.equal((await worker.post(`/meetings/${meeting}/invite`, {})).statusCode, 422)
  const page = await worker.get(`/meetings/${meeting}`)
  const grace = /invitees\/(\d+)">Grace Planned, mother/.exec(page.body)?.[1] ?? ''
  const needs = {
    interpreter: 'yes',
    language: 'Polish',
    booked: 'yes',
    separateTime: 'yes',
    hasAdvocate: 'yes',
    advocate: 'Her sister',
  }
  assert.equal((await worker.post(`/meetings/${meeting}/invitees/${grace}`, needs)).statusCode, 303)
  const letters = await worker.get(`/meetings/${meeting}/letters`)
  assert.match(letters.body, /You are invited to a child protection conference about/)
  assert.match(letters.body, /There will be an interpreter for you \(Polish\)/)
  assert.match(letters.body, /You will have time with the chair apart from others/)
  assert.equal((await worker.post(`/meetings/${meeting}/letters`, {})).statusCode, 303)
  const report = /reports\/(\d+)/.exec(page.body)?.[1] ?? ''
  assert.equal((await worker.post(`/meetings/${meeting}/reports/${report}`, { came: 'yes' })).statusCode, 303)
  const ready = await worker.get(`/meetings/${meeting}`)
  assert.match(ready.body, /Interpreter: Polish, booked/)
  assert.match(ready.body, /Everybody is invited/)
  assert.match(
    ready.body,
    /Ready<\/span> <span>Social worker’s report, shared with the family, socialWorker Tester: came 14 December 2020/,
  )
})

test('two who move a meeting at once: the second is told, and who was invited is to be told anew', async () => {
  const form = await worker.get(`/meetings/${meeting}/change`)
  const values = { ...planning(family, { 'when-time': '14:00' }), version: hidden(form.body, 'version') }
  const change = Object.fromEntries(
    Object.entries(values).filter(([name]) => !['child', 'family', 'worker'].includes(name)),
  )
  assert.equal((await worker.post(`/meetings/${meeting}/change`, change)).statusCode, 303)
  assert.equal((await worker.post(`/meetings/${meeting}/change`, change)).statusCode, 409)
  const page = await worker.get(`/meetings/${meeting}`)
  assert.match(
    page.body,
    /Moved from Wednesday 16 December 2020, 10am to midday to Wednesday 16 December 2020, 2pm to 4pm/,
  )
  assert.match(page.body, /Invitations to send: /)
})

test('the chair finds it in the week, with what is missing, and it is in the record of who looked', async () => {
  const chair = await as('conferenceChair')
  const diary = await chair.get('/meetings')
  assert.match(diary.body, /2pm to 4pm[^]*Initial child protection conference: Amira Planned and Tom Planned/)
  assert.match(diary.body, /Missing/)
  assert.equal((await chair.get(`/meetings/${meeting}`)).statusCode, 200)
  const looks = await database.sql
    .selectFrom('access_log')
    .select('identity')
    .where('worker', '=', staff.conferenceChair)
    .where('act', '=', 'meeting')
    .where('identity', 'is not', null)
    .execute()
  assert.deepEqual(looks.map(({ identity }) => identity).toSorted(), [family.child, family.brother].toSorted())
  const other = await as('otherSocialWorker')
  assert.equal((await other.get(`/meetings/${meeting}`)).statusCode, 404)
  assert.equal((await (await as('councillor')).get(`/meetings/${meeting}`)).statusCode, 403)
})

const invitees = async () =>
  database.sql.selectFrom('meeting_invitee').selectAll().where('meeting', '=', meeting).orderBy('invitee').execute()

test('on the day who came, what each thinks, dissent and decisions are noted; two who write lose nothing', async () => {
  const chair = await as('conferenceChair')
  const early = await chair.get(`/meetings/${meeting}/hold`)
  const asked = { 'own-action': 'record', version: hidden(early.body, 'version') }
  const tooSoon = await chair.post(`/meetings/${meeting}/hold`, asked)
  assert.equal(tooSoon.statusCode, 422)
  assert.match(tooSoon.body, /It is planned for 16 December 2020/)
  await setClock(database, '2020-12-16T16:30:00.000Z')
  const page = await chair.get(`/meetings/${meeting}/hold`)
  const version = hidden(page.body, 'version')
  const people = await invitees()
  const notes: Record<string, string> = { version, quorate: 'yes' }
  for (const each of people) notes[`attendance-${each.invitee}`] = each.agency === 'Police' ? 'sentReport' : 'came'
  const mother = people.find(({ identity }) => identity === family.mother)?.invitee ?? 0
  const amira = people.find(({ identity }) => identity === family.child)?.invitee ?? 0
  Object.assign(notes, {
    [`view-${mother}`]: 'I want this to stop.',
    [`view-${amira}`]: 'I feel safe at school.',
    [`dissents-${mother}`]: 'yes',
    'extra-1-name': 'Nan Planned',
    'extra-1-agency': 'Grandmother',
    'decisions-1-words': 'Visits twice a week',
    'decisions-1-byWhom': 'Social worker',
    ...dayOf('decisions-1-byWhen', '2020-12-23'),
    'decisions-2-words': 'Play therapy',
    'decisions-2-about': String(family.brother),
    [`paragraph-${family.child}`]: 'She is the more frightened.',
    [`outcome-${family.child}`]: 'plan',
    [`outcome-${family.brother}`]: 'noPlan',
  })
  const incomplete = await chair.post(`/meetings/${meeting}/hold`, { ...notes, 'own-action': 'record' })
  assert.equal(incomplete.statusCode, 422)
  assert.match(incomplete.body, /Say why Grace Planned does not agree/)
  assert.match(incomplete.body, /Nan Planned/)
  const late = await chair.post(`/meetings/${meeting}/hold`, { ...notes, [`view-${mother}`]: 'Other words.' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /Nothing was overwritten/)
  assert.match(late.body, /I want this to stop\./)
  assert.match(late.body, /Other words\./)
  const nan = (await invitees()).find(({ name }) => name === 'Nan Planned')?.invitee ?? 0
  const again = Object.fromEntries(Object.entries(notes).filter(([name]) => !name.startsWith('extra-')))
  const done = await chair.post(`/meetings/${meeting}/hold`, {
    ...again,
    [`attendance-${nan}`]: 'came',
    [`reason-${mother}`]: 'She thinks a plan is too much.',
    version: hidden(incomplete.body, 'version'),
    'own-action': 'record',
  })
  assert.equal(done.statusCode, 303, done.body)
  assert.match(String(done.headers.location), /\/drafts\/\d+\/check/)
})

test('what was decided becomes the record of each child, with nothing typed twice', async () => {
  const chair = await as('conferenceChair')
  const page = await chair.get(`/meetings/${meeting}`)
  const drafts = [...page.body.matchAll(/\/drafts\/(\d+)\/check/g)].map(([, number]) => number)
  assert.equal(new Set(drafts).size, 2)
  for (const draft of new Set(drafts)) {
    const form = await chair.get(`/drafts/${draft}`)
    assert.match(form.body, /Grace Planned, mother: came/)
    assert.match(form.body, /Police: sent a report/)
    assert.match(form.body, /1\. Visits twice a week \(Social worker, by 23 December 2020\)/)
    assert.match(form.body, /Grace Planned, mother did not agree: She thinks a plan is too much\./)
    const isPlan = /value="plan" checked/.test(form.body)
    const typed = Object.fromEntries(
      [...form.body.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)].map(([, name = '', words = '']) => [
        name,
        words,
      ]),
    )
    const saved = await chair.post(`/drafts/${draft}`, {
      ...typed,
      ...dayOf('heldOn', '2020-12-16'),
      'own-version': versionIn(form.body),
      'own-follows': /name="own-follows"[^]*?<option value="(\d+)" selected/.exec(form.body)?.[1] ?? '',
      'own-subject': [
        ...form.body.matchAll(
          /name="own-subject"[^>]*value="(\d+)" checked|value="(\d+)"[^>]*name="own-subject"[^>]*checked/g,
        ),
      ].map(([, one, two]) => one ?? two ?? ''),
      outcome: isPlan ? 'plan' : 'noPlan',
      ...(isPlan ? { category: 'NEG' } : {}),
      'own-action': 'check',
    })
    assert.equal(saved.statusCode, 303, saved.body)
    const check = await chair.get(String(saved.headers.location))
    assert.equal(check.statusCode, 200, check.body)
    const completed = await chair.post(`/drafts/${draftIn(saved.headers.location)}/complete`, {
      'own-version': versionIn(check.body),
    })
    assert.equal(completed.statusCode, 303, completed.body)
  }
  const entries = await database.sql.selectFrom('entry').selectAll().where('step', '=', 'initialConference').execute()
  assert.deepEqual(entries.map(({ outcome }) => outcome).toSorted(), ['noPlan', 'plan'])
  assert.match(String(entries[0]?.answers.present), /Nan Planned, Grandmother: came/)
  const now = await chair.get(`/meetings/${meeting}`)
  assert.match(now.body, /Held and recorded/)
  assert.match(now.body, /Child protection plan<\/a>[^]*She is the more frightened/)
})

test('the decision record is sent once, whoever sends it', async () => {
  const support = await as('businessSupport')
  const chair = await as('conferenceChair')
  const queue = await support.get('/meetings/minutes')
  assert.match(queue.body, /Amira Planned and Tom Planned[^]*17 December 2020[^]*1 working day left[^]*18 January 2021/)
  const page = await support.get(`/meetings/${meeting}/decisions`)
  assert.match(page.body, /1\. Visits twice a week/)
  const words = /<textarea[^>]*name="words"[^>]*>([^<]*)</.exec(page.body)?.[1] ?? ''
  const [one, other] = await Promise.all([
    support.post(`/meetings/${meeting}/decisions`, { words }),
    chair.post(`/meetings/${meeting}/decisions`, { words }),
  ])
  assert.deepEqual([one.statusCode, other.statusCode].toSorted(), [303, 409])
  const sent = await database.sql.selectFrom('entry').selectAll().where('step', '=', 'decisionRecord').execute()
  assert.equal(sent.length, 2, 'one for each of the two entries of the conference')
  assert.match((await support.get('/meetings/minutes')).body, /sent, or not due/)
})

test('minutes are written beside what was decided, sent back with words, and approved once though two approve at once', async () => {
  const support = await as('businessSupport')
  const chair = await as('conferenceChair')
  const page = await support.get(`/meetings/${meeting}/minutes`)
  assert.match(page.body, /Grace Planned, mother: came/)
  assert.match(page.body, /What is recorded/)
  const version = hidden(page.body, 'version')
  const saved = await support.post(`/meetings/${meeting}/minutes`, { version, words: 'The minutes, first words.' })
  assert.equal(saved.statusCode, 303, saved.body)
  const late = await chair.post(`/meetings/${meeting}/minutes`, { version, words: 'The minutes, by another.' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /first words[^]*|by another/)
  assert.match(late.body, /What the other person wrote/)
  assert.equal((await support.post(`/meetings/${meeting}/minutes`, { version, words: '' })).statusCode, 422)
  const give = async (words: string) => {
    const form = await support.get(`/meetings/${meeting}/minutes`)
    const values = { version: hidden(form.body, 'version'), words, 'own-action': 'toChair' }
    return support.post(`/meetings/${meeting}/minutes`, values)
  }
  assert.equal((await give('The minutes.')).statusCode, 303)
  assert.equal((await support.post(`/meetings/${meeting}/minutes/check`, { 'own-action': 'approve' })).statusCode, 403)
  const check = async () => hidden((await chair.get(`/meetings/${meeting}/minutes`)).body, 'version')
  const empty = { version: await check(), 'own-action': 'sendBack', chairsWords: '' }
  assert.equal((await chair.post(`/meetings/${meeting}/minutes/check`, empty)).statusCode, 422)
  const back = { ...empty, chairsWords: 'Add what Tom said.' }
  assert.equal((await chair.post(`/meetings/${meeting}/minutes/check`, back)).statusCode, 303)
  assert.match((await support.get(`/meetings/${meeting}/minutes`)).body, /Add what Tom said\./)
  assert.equal((await give('The minutes, with what Tom said.')).statusCode, 303)
  const approve = { version: await check(), 'own-action': 'approve' }
  const second = await as('conferenceChair')
  const answers = await Promise.all([
    chair.post(`/meetings/${meeting}/minutes/check`, approve),
    second.post(`/meetings/${meeting}/minutes/check`, approve),
  ])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  const entries = await database.sql.selectFrom('entry').selectAll().where('step', '=', 'meetingMinutes').execute()
  assert.equal(entries.length, 2)
  assert.ok(entries.every(({ answers: said }) => said.minutes === 'The minutes, with what Tom said.'))
  const papers = await database.sql.selectFrom('document').select(['kind', 'title']).execute()
  assert.deepEqual(
    papers.map(({ kind }) => kind).filter(kind => kind === 'minutes').length,
    2,
    'the decision record and the minutes, once each',
  )
  assert.ok(
    papers.some(({ kind }) => kind === 'letter'),
    'invitations are kept',
  )
  const open = await database.sql
    .selectFrom('duty')
    .select('id')
    .where('step', 'in', ['meetingMinutes', 'decisionRecord'])
    .where('met_on', 'is', null)
    .execute()
  assert.deepEqual(open, [])
  const ofChild = await worker.get(`/children/${family.child}/meetings`)
  assert.match(
    ofChild.body,
    /Initial child protection conference, 16 December 2020[^]*What was decided[^]*Minutes<\/a>/,
  )
  assert.match((await worker.get(`/meetings/${meeting}/minutes`)).body, /with what Tom said/)
  assert.doesNotMatch((await support.get('/meetings/minutes')).body, /Amira Planned/)
})

test('a conference recorded without a meeting stands in the queue all the same, and its minutes are begun from it', async () => {
  const { child, brother } = await makeFamily(database, 'Unplanned')
  const entry = await recordAs(database, 'conferenceChair', {
    step: 'initialConference',
    subjects: [{ identity: child }, { identity: brother }],
    outcome: 'noPlan',
    answers: { heldOn: '2020-12-16', present: 'All', decision: 'No plan is needed.' },
  })
  const chair = await as('conferenceChair')
  const queue = await chair.get('/meetings/minutes')
  assert.match(
    queue.body,
    new RegExp(`/children/${child}/meetings/take-up/${entry}"|/children/${brother}/meetings/take-up/${entry}"`),
  )
  const begun = await chair.post(`/children/${child}/meetings/take-up/${entry}`, {})
  assert.equal(begun.statusCode, 303, begun.body)
  const again = await chair.post(`/children/${child}/meetings/take-up/${entry}`, {})
  assert.equal(again.headers.location, begun.headers.location)
  assert.match((await chair.get(String(begun.headers.location))).body, /No plan is needed\./)
})

test('of siblings of whom one may not be opened, that one is neither offered, shown nor written about', async () => {
  const { child, brother, mother } = await makeFamily(database, 'Apart')
  const planned = await worker.post(
    `/children/${child}/meetings/plan/initialConference`,
    planning({ child, brother, mother }, { ...dayOf('when', '2020-12-23'), 'when-time': '09:00' }),
  )
  const number = meetingIn(planned.headers.location)
  await database.sql
    .insertInto('restriction')
    .values({ identity: brother, reason: 'A test.', started_at: '2020-12-01T00:00:00.000Z' })
    .execute()
  const chair = await as('conferenceChair')
  for (const address of [
    `/meetings/${number}`,
    `/meetings/${number}/hold`,
    `/meetings/${number}/letters`,
    '/meetings?week=2020-12-21',
  ]) {
    const page = await chair.get(address)
    assert.equal(page.statusCode, 200, page.body)
    assert.match(page.body, /Amira Apart/)
    assert.doesNotMatch(page.body, /Tom Apart/)
  }
  const form = await worker.get(`/children/${child}/meetings/plan/coreGroup`)
  assert.doesNotMatch(form.body, /Tom Apart/)
  const sent = await worker.post(
    `/children/${child}/meetings/plan/initialConference`,
    planning({ child, brother, mother }, { ...dayOf('when', '2020-12-22') }),
  )
  assert.equal(sent.statusCode, 422)
  assert.match(sent.body, /one that you sent does not open to you/)
})

test('a manager sees what is planned and what is due and not planned', async () => {
  const { child } = await makeFamily(database, 'Waiting')
  const manager = await as('teamManager')
  const page = await manager.get('/meetings/managed')
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /Amira Apart/)
  assert.match(
    page.body,
    new RegExp(`/children/${child}/meetings/plan/initialConference|Amira Waiting and Tom Waiting`),
  )
  assert.equal((await manager.get('/meetings/managed?kind=coreGroup&days=28')).statusCode, 200)
  assert.equal((await manager.get('/meetings/minutes?whose=nobodys')).statusCode, 200)
})

test('the chair’s escalation goes from stage to stage with its days, and blocks nothing', async () => {
  await setClock(database, '2020-12-14T09:00:00.000Z')
  const { child } = await makeFamily(database, 'Escalated')
  const say = (
    who: 'conferenceChair' | 'teamManager',
    step: string,
    outcome: string,
    answers: Readonly<Record<string, unknown>>,
  ) => recordAs(database, who, { step, subjects: [{ identity: child }], outcome, answers })
  const raised = {
    stage: 'informal',
    chairsWorry: 'No visit for six weeks.',
    wanted: 'A visit this week.',
    addressedTo: staff.teamManager,
  }
  await say('conferenceChair', 'escalation', 'raised', { raisedOn: '2020-12-04', ...raised })
  const chair = await as('conferenceChair')
  const first = await chair.get('/escalations')
  assert.match(
    first.body,
    /Amira Escalated[^]*No visit for six weeks[^]*Informal[^]*11 December 2020[^]*1 working day late/,
  )
  await assert.rejects(
    say('conferenceChair', 'escalation', 'raised', { raisedOn: '2020-12-07', ...raised }),
    /has been open since/,
  )
  await say('teamManager', 'escalationAnswer', 'notAgreed', { answeredOn: '2020-12-11', answer: 'A visit was made.' })
  assert.match((await chair.get('/escalations')).body, /Not agreed/)
  await say('conferenceChair', 'escalationStage', 'raised', {
    raisedOn: '2020-12-14',
    stage: 'teamManager',
    whyNotEnough: 'The child was not seen.',
    wanted: 'A visit at which the child is seen.',
    addressedTo: staff.teamManager,
  })
  const manager = await as('teamManager')
  const stage = await manager.get('/escalations?whose=answer')
  assert.match(stage.body, /No visit for six weeks[^]*Formal, stage 1[^]*21 December 2020[^]*5 working days left/)
  assert.match((await manager.get(`/children/${child}/meetings`)).body, /Record: Answer to a chair’s escalation/)
  await say('conferenceChair', 'escalationEnd', 'resolved', { endedOn: '2020-12-14', changed: 'She was seen.' })
  assert.doesNotMatch((await chair.get('/escalations')).body, /Amira Escalated/)
})
