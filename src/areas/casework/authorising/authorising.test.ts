import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesAbout } from '../../../ledger/read.ts'
import { visitorSignedIn } from '../../../web/testing.ts'
import { caseworkPages, dayOf, draftIn, versionIn } from '../testing-pages.ts'
import type { Values } from '../testing-pages.ts'
import { makeScene } from '../testing-scene.ts'
import { contextOf, makePerson, recordAs, staff } from '../testing.ts'
import type { StaffName } from '../testing.ts'

const { database, server, as, recordByPages } = await caseworkPages()
const { child, brother } = await makeScene(database)

const assessment: Values = {
  ...dayOf('startedOn', '2020-11-16'),
  strengths: 'Nan helps.',
  worries: 'The flat is cold.',
  outcome: 'continues',
}

/** A draft that was checked: its number, its version, and the page of its check. */
const checked = async (name: StaffName, of = child, step = 'childAndFamilyAssessment', values = assessment) => {
  const visitor = await as(name)
  const begun = await visitor.post(`/children/${of}/record/${step}`, { ...values, 'own-action': 'check' })
  const draft = draftIn(begun.headers.location)
  const check = await visitor.get(`/drafts/${draft}/check`)
  return { visitor, draft, check, version: versionIn(check.body) }
}

const requestIn = (body: string): string => /name="request" value="(\d+)"/.exec(body)?.[1] ?? ''

/** A draft that waits for the team's manager. */
const sentBy = async (name: StaffName, values = assessment, of = child, step = 'childAndFamilyAssessment') => {
  const { visitor, draft, version } = await checked(name, of, step, values)
  const sent = await visitor.post(`/drafts/${draft}/send`, { 'own-version': version, to: String(staff.teamManager) })
  assert.equal(sent.headers.location, `/drafts/${draft}/sent`, sent.body)
  return { visitor, draft, version, request: requestIn((await visitor.get(`/drafts/${draft}/sent`)).body) }
}

const entriesOf = (draft: number) =>
  database.sql
    .selectFrom('entry')
    .select(['lineage', 'author', 'team', 'completed_on', 'recorded_at'])
    .where('draft', '=', draft)
    .execute()

const answersTo = (draft: number) =>
  database.sql.selectFrom('authorisation_request').select('answer').where('draft', '=', draft).execute()

test('what a worker finished waits for the manager, is recorded when they authorise it, and says who and when', async () => {
  const { check, version, draft, visitor: worker } = await checked('socialWorker')
  assert.match(check.body, /The day on which a manager authorises it/)
  assert.match(check.body, /teamManager Tester, team manager<\/option>[^]*serviceManager Tester, service manager/)
  assert.doesNotMatch(check.body, /\/complete"/, 'without a day it cannot be recorded here')
  const sending = { 'own-version': version, to: String(staff.teamManager) }
  const [sent, twice] = await Promise.all([1, 2].map(() => worker.post(`/drafts/${draft}/send`, sending)))
  assert.deepEqual([sent?.statusCode, twice?.statusCode], [303, 303])
  assert.deepEqual(await answersTo(draft), [{ answer: null }], 'sent twice it is sent once')
  assert.match(
    (await worker.get('/')).body,
    /Sent to a manager[^]*Amira Okafor-Byrne[^]*to teamManager Tester, waits since today/,
  )
  assert.match((await worker.get(`/children/${child}`)).body, /sent to teamManager Tester to authorise/)
  for (const address of [`/drafts/${draft}`, `/drafts/${draft}/check`])
    assert.equal((await worker.get(address)).headers.location, `/drafts/${draft}/sent`)

  const manager = await as('teamManager')
  assert.match(
    (await manager.get('/')).body,
    /To authorise[^]*Child and family assessment: Amira Okafor-Byrne[^]*from socialWorker Tester/,
  )
  const page = await manager.get(`/drafts/${draft}/sent`)
  assert.match(page.body, /The flat is cold\.[^]*What this does for Amira[^]*>Authorise<\/button>/)
  assert.match(page.body, /Date the assessment was authorised<\/dt><dd[^>]*>14 December 2020/)
  const done = await manager.post(`/drafts/${draft}/authorise`, { request: requestIn(page.body) })
  assert.equal(done.statusCode, 303, done.body)
  const [entry] = await entriesOf(draft)
  assert.deepEqual(
    [entry?.author, entry?.team, entry?.completed_on],
    [staff.socialWorker, 'protection-north', '2020-12-14'],
  )
  const shown = (await worker.get(`/children/${child}/entries/${entry?.lineage}`)).body
  assert.match(shown, /Recorded by socialWorker Tester[^]*Authorised by teamManager Tester on 14 December 2020\./)
  assert.match(
    (await worker.get(`/children/${child}/story`)).body,
    /socialWorker Tester, authorised by teamManager Tester/,
  )
  const chronology = await worker.post(`/children/${child}/chronology`, { entry: String(entry?.lineage) })
  assert.match(chronology.body, /socialWorker Tester, authorised by teamManager Tester/)
  assert.doesNotMatch((await manager.get('/')).body, /To authorise/)
  const before = await entriesAbout(database.sql, await contextOf(database, 'socialWorker'), child, {
    asKnown: '2020-12-14T08:59:59.000Z',
  })
  assert.ok(
    before.every(each => each.entry !== entry?.lineage),
    'it was not known before it was authorised',
  )
  const log = await database.sql
    .selectFrom('access_log')
    .select(['worker', 'act'])
    .where('act', 'in', ['sent to a manager', 'authorised childAndFamilyAssessment'])
    .where('identity', '=', child)
    .orderBy('id')
    .execute()
  assert.deepEqual(log, [
    { worker: staff.socialWorker, act: 'sent to a manager' },
    { worker: staff.teamManager, act: 'authorised childAndFamilyAssessment' },
  ])
  const again = await manager.post(`/drafts/${draft}/authorise`, { request: requestIn(page.body) })
  assert.equal(again.headers.location, `/children/${child}/entries/${entry?.lineage}`, 'sent twice it is shown')
})

test('returned with words it is the worker’s draft again, as it was, with the words on the home and on the draft', async () => {
  const { visitor: worker, draft, request, version } = await sentBy('socialWorker')
  const manager = await as('teamManager')
  const empty = await manager.post(`/drafts/${draft}/return`, { request, reason: ' ' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /href="#reason">Say what is to be done/)
  const long = await manager.post(`/drafts/${draft}/return`, { request, reason: 'x'.repeat(2001) })
  assert.equal(long.statusCode, 422)
  assert.match(long.body, /x{2001}/, 'what was typed is kept')
  const returning = { request, reason: 'Say what school thinks.' }
  for (let twice = 0; twice < 2; twice += 1)
    assert.equal((await manager.post(`/drafts/${draft}/return`, returning)).headers.location, '/')
  assert.match((await worker.get('/')).body, /Returned by a manager[^]*Say what school thinks\./)
  const form = await worker.get(`/drafts/${draft}`)
  assert.match(
    form.body,
    /Returned by teamManager Tester<\/strong>[^]*Say what school thinks\.[^]*>The flat is cold\.<\/textarea>/,
  )
  const late = await manager.post(`/drafts/${draft}/authorise`, { request })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /teamManager Tester returned this to socialWorker Tester/)
  const saved = await worker.post(`/drafts/${draft}`, {
    ...assessment,
    'own-version': version,
    worries: 'School worries too.',
  })
  assert.equal(saved.statusCode, 303)
  const stale = await worker.post(`/drafts/${draft}/send`, { 'own-version': version, to: String(staff.teamManager) })
  assert.equal(stale.statusCode, 409)
  assert.match(stale.body, /Somebody saved this draft while you were checking it/)
  const sent = await worker.post(`/drafts/${draft}/send`, {
    'own-version': versionIn(stale.body),
    to: String(staff.teamManager),
  })
  assert.equal(sent.statusCode, 303)
  assert.doesNotMatch((await worker.get('/')).body, /Returned by a manager/)
  const old = await manager.post(`/drafts/${draft}/authorise`, { request })
  assert.equal(old.statusCode, 409, 'the page that was read before is not what is authorised now')
  assert.match(old.body, /socialWorker Tester has sent this again since\. Read it again[^]*School worries too\./)
  assert.deepEqual(await entriesOf(draft), [])
})

test('of two managers who authorise at once one does, and of a manager and a worker who takes it back one is first', async () => {
  const [team, service] = [await as('teamManager'), await as('serviceManager')]
  for (let round = 0; round < 4; round += 1) {
    const { draft, request } = await sentBy('socialWorker', { ...assessment, worries: `Both at once, ${round}.` })
    const both = await Promise.all([team, service].map(each => each.post(`/drafts/${draft}/authorise`, { request })))
    assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409])
    assert.match(both.find(({ statusCode }) => statusCode === 409)?.body ?? '', /authorised this on 14 December 2020/)
    assert.equal((await entriesOf(draft)).length, 1)
  }
  for (let round = 0; round < 6; round += 1) {
    const { visitor, draft, request } = await sentBy('socialWorker', {
      ...assessment,
      worries: `Taken back, ${round}.`,
    })
    const [taken, authorised] = await Promise.all([
      visitor.post(`/drafts/${draft}/take-back`, { request }),
      team.post(`/drafts/${draft}/authorise`, { request }),
    ])
    const recorded = await entriesOf(draft)
    const [answer] = await answersTo(draft)
    assert.equal(recorded.length, answer?.answer === 'authorised' ? 1 : 0)
    const first = answer?.answer === 'authorised' ? authorised : taken
    const second = answer?.answer === 'authorised' ? taken : authorised
    assert.deepEqual([first.statusCode, second.statusCode], [303, 409])
    assert.match(second.body, /took this back on|authorised this on/)
  }
})

test('of one who sends a draft while it is completed or thrown away elsewhere one is first, and nothing is half done', async () => {
  for (let round = 0; round < 6; round += 1) {
    const words = { ...assessment, ...dayOf('completedOn', '2020-12-11'), worries: `In two windows, ${round}.` }
    const { visitor, draft, version } = await checked('socialWorker', child, 'childAndFamilyAssessment', words)
    const other =
      round % 2 === 0
        ? visitor.post(`/drafts/${draft}/complete`, { 'own-version': version })
        : visitor.post(`/drafts/${draft}/discard`, {})
    const sending = { 'own-version': version, to: String(staff.teamManager) }
    const [sent, second] = await Promise.all([visitor.post(`/drafts/${draft}/send`, sending), other])
    for (const { statusCode } of [sent, second]) assert.ok([303, 404, 409].includes(statusCode), String(statusCode))
    const left = await database.sql.selectFrom('draft').select('completed_as').where('draft', '=', draft).execute()
    const waiting = await answersTo(draft)
    const recorded = await entriesOf(draft)
    assert.equal(waiting.length + recorded.length, left.length, 'it waits, or is recorded, or is gone')
  }
})

test('while it waits nothing of it changes, and what somebody types all the same is not lost', async () => {
  const { visitor: worker, draft, version, request } = await sentBy('socialWorker')
  const typed = { ...assessment, worries: 'From the other window.', 'own-version': version }
  const saved = await worker.post(`/drafts/${draft}`, typed)
  assert.equal(saved.statusCode, 409)
  assert.match(saved.body, /sent to teamManager Tester to authorise[^]*>From the other window\.<\/textarea>/)
  await worker.post(`/drafts/${draft}`, typed)
  assert.equal((await worker.post(`/drafts/${draft}`, { ...assessment, 'own-version': version })).statusCode, 303)
  const kept = await database.sql
    .selectFrom('draft_version')
    .select('set_aside')
    .where('draft', '=', draft)
    .where('set_aside', '=', true)
    .execute()
  assert.equal(kept.length, 1, 'what was typed is among the saves, once')
  const completed = await worker.post(`/drafts/${draft}/complete`, { 'own-version': version })
  assert.equal(completed.headers.location, `/drafts/${draft}/sent`)
  const thrown = await worker.post(`/drafts/${draft}/discard`, {})
  assert.equal(thrown.statusCode, 409)
  const attaching = await worker.get(`/children/${child}/documents/add?draft=${draft}`)
  assert.equal(attaching.statusCode, 409)
  assert.match((await worker.get(`/drafts/${draft}/sent`)).body, /The flat is cold/)
  const taken = await worker.post(`/drafts/${draft}/take-back`, { request })
  assert.equal(taken.headers.location, `/drafts/${draft}`)
  assert.equal((await worker.post(`/drafts/${draft}`, { ...typed, worries: 'Mine again.' })).statusCode, 303)
  assert.deepEqual(await entriesOf(draft), [])
})

test('only the managers of that team or above answer, nobody answers their own, and a guessed number shows nothing', async () => {
  const { draft, request } = await sentBy('socialWorker')
  await recordAs(database, 'teamManager', {
    step: 'allocation',
    subjects: [{ identity: child }],
    answers: { allocatedOn: '2020-12-10', worker: staff.otherSocialWorker, team: 'protection-south' },
    outcome: 'coWorker',
  })
  const other = await as('otherSocialWorker')
  assert.equal((await other.get(`/drafts/${draft}/sent`)).statusCode, 200, 'whoever opens the child reads it')
  for (const act of ['authorise', 'return', 'take-back']) {
    const refused = await other.post(`/drafts/${draft}/${act}`, { request, reason: 'No.' })
    assert.equal(refused.statusCode, 403, act)
  }
  const chair = await as('conferenceChair')
  assert.equal((await chair.post(`/drafts/${draft}/authorise`, { request })).statusCode, 403)
  assert.equal((await (await as('earlyHelpWorker')).get(`/drafts/${draft}/sent`)).statusCode, 404)
  assert.equal((await (await as('teamManager')).get('/drafts/999999/sent')).statusCode, 404)
  // A manager of another team, who opens the child because they work with it too.
  await database.sql
    .insertInto('post')
    .values({
      worker: staff.analyst,
      role: 'teamManager',
      team: 'protection-south',
      started_on: '2016-01-01',
      ended_on: null,
      known_from: '2016-01-01T00:00:00.000Z',
    })
    .execute()
  await recordAs(database, 'teamManager', {
    step: 'allocation',
    subjects: [{ identity: child }],
    answers: { allocatedOn: '2020-12-10', worker: staff.analyst, team: 'protection-south' },
    outcome: 'coWorker',
  })
  const elsewhere = await visitorSignedIn(server, database, { worker: staff.analyst, role: 'teamManager' })
  assert.doesNotMatch((await elsewhere.get('/')).body, /To authorise/)
  assert.equal((await elsewhere.get(`/drafts/${draft}/sent`)).statusCode, 200)
  const refused = await elsewhere.post(`/drafts/${draft}/authorise`, { request })
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /another manager of that team or service, answers it/)
  // Whoever sent it is a manager too.
  await database.sql
    .insertInto('post')
    .values({
      worker: staff.socialWorker,
      role: 'teamManager',
      team: 'protection-north',
      started_on: '2016-01-01',
      ended_on: null,
      known_from: '2016-01-01T00:00:00.000Z',
    })
    .execute()
  const self = await visitorSignedIn(server, database, { worker: staff.socialWorker, role: 'teamManager' })
  const own = await self.post(`/drafts/${draft}/authorise`, { request })
  await database.sql
    .deleteFrom('post')
    .where('worker', '=', staff.socialWorker)
    .where('role', '=', 'teamManager')
    .execute()
  await database.sql.deleteFrom('post').where('worker', '=', staff.analyst).where('role', '=', 'teamManager').execute()
  assert.equal(own.statusCode, 409)
  assert.deepEqual(await entriesOf(draft), [])
})

test('of a restricted child only a manager who keeps the record is offered, and what was sent to another is not shown', async () => {
  const { draft, request } = await sentBy('socialWorker')
  const from = { started_at: '2020-12-01T00:00:00.000Z' }
  await database.sql
    .insertInto('restriction')
    .values({ identity: child, reason: 'staff family', ...from })
    .execute()
  for (const worker of [staff.socialWorker, staff.serviceManager])
    await database.sql
      .insertInto('keeper')
      .values({ identity: child, worker, ...from })
      .execute()
  const manager = await as('teamManager')
  const [home, page, post] = [
    await manager.get('/'),
    await manager.get(`/drafts/${draft}/sent`),
    await manager.post(`/drafts/${draft}/authorise`, { request }),
  ]
  const { check } = await checked('socialWorker', child, 'childAndFamilyAssessment', {
    ...assessment,
    worries: 'Kept.',
  })
  const above = await (await as('serviceManager')).get('/')
  await database.sql.deleteFrom('keeper').where('identity', '=', child).execute()
  await database.sql.deleteFrom('restriction').where('identity', '=', child).execute()
  assert.doesNotMatch(home.body, /To authorise/)
  assert.deepEqual([page.statusCode, post.statusCode], [404, 404])
  assert.match(check.body, /Send to serviceManager Tester to authorise/)
  assert.doesNotMatch(check.body, /teamManager Tester/)
  assert.match(above.body, /To authorise[^]*to teamManager Tester/)
})

test('of brothers and sisters each has it once it is authorised, with their own paragraph', async () => {
  const { draft, request } = await sentBy('socialWorker', {
    ...assessment,
    'own-subject': [String(brother)],
    [`own-paragraph-${brother}`]: 'He sleeps badly.',
  })
  const manager = await as('teamManager')
  assert.match((await manager.get(`/drafts/${draft}/sent`)).body, /What this does for Tom[^]*He sleeps badly\./)
  assert.equal((await manager.post(`/drafts/${draft}/authorise`, { request })).statusCode, 303)
  const [entry] = await entriesOf(draft)
  assert.match(
    (await manager.get(`/children/${brother}/entries/${entry?.lineage}`)).body,
    /He sleeps badly\.[^]*Authorised by teamManager Tester/,
  )
})

test('what the law forbids the worker hears before it is sent', async () => {
  const closing = { ...dayOf('closedOn', '2020-12-11'), reason: 'RC7', outcome: 'closed' }
  const { visitor, draft, version } = await checked('socialWorker', child, 'closure', closing)
  const sent = await visitor.post(`/drafts/${draft}/send`, { 'own-version': version, to: String(staff.teamManager) })
  assert.equal(sent.statusCode, 422)
  assert.match(sent.body, /child protection plan/)
  const unknown = await visitor.post(`/drafts/${draft}/send`, { 'own-version': version, to: String(staff.auditor) })
  assert.equal(unknown.statusCode, 422)
  assert.deepEqual(await answersTo(draft), [])
})

test('recorded directly it says which manager had authorised it, or that nobody is recorded to have', async () => {
  const direct = { ...assessment, ...dayOf('completedOn', '2020-12-11') }
  const { visitor, draft, version, check } = await checked('socialWorker', child, 'childAndFamilyAssessment', direct)
  assert.match(check.body, /Who authorised it<\/label>/)
  const unsaid = await visitor.post(`/drafts/${draft}/complete`, { 'own-version': version, 'own-authoriser': '' })
  assert.equal(unsaid.statusCode, 422)
  assert.match(unsaid.body, /href="#own-authoriser">Say who authorised it/)
  const guessed = await visitor.post(`/drafts/${draft}/complete`, { 'own-version': version, 'own-authoriser': '11' })
  assert.equal(guessed.statusCode, 422, 'who is no manager has authorised nothing')
  const done = await visitor.post(`/drafts/${draft}/complete`, {
    'own-version': version,
    'own-authoriser': String(staff.teamManager),
  })
  const told = await visitor.get(String(done.headers.location))
  assert.match(told.body, /Authorised by teamManager Tester on 11 December 2020, as socialWorker Tester recorded\./)
  const nobody = await recordByPages('socialWorker', child, 'childAndFamilyAssessment', direct)
  assert.match(
    (await visitor.get(`/children/${child}/entries/${nobody}`)).body,
    /No manager’s authorisation is recorded\./,
  )
  const mine = await recordByPages('teamManager', child, 'childAndFamilyAssessment', direct)
  assert.match(
    (await visitor.get(`/children/${child}/entries/${mine}`)).body,
    /Authorised by teamManager Tester by recording it\./,
  )
})

test('the manager’s day is the manager’s: a worker corrects the words, and a manager the day', async () => {
  const { visitor: worker, draft, request } = await sentBy('socialWorker')
  const manager = await as('teamManager')
  await manager.post(`/drafts/${draft}/authorise`, { request })
  const [entry] = await entriesOf(draft)
  const at = `/children/${child}/entries/${entry?.lineage}`
  const correct = async (who: StaffName, values: Values) => {
    const visitor = await as(who)
    const form = await visitor.get(`${at}/correct`)
    const corrected = /name="own-corrected" value="(\d+)"/.exec(form.body)?.[1] ?? ''
    const sent = { ...assessment, ...values, 'own-reason': 'A slip', 'own-corrected': corrected, 'own-action': 'check' }
    const begun = await visitor.post(`${at}/correct`, sent)
    const check = await visitor.get(String(begun.headers.location))
    assert.doesNotMatch(check.body, /to authorise<\/button>/, 'a correction is recorded by whoever makes it')
    return visitor.post(`/drafts/${draftIn(begun.headers.location)}/complete`, { 'own-version': versionIn(check.body) })
  }
  const refused = await correct('socialWorker', dayOf('completedOn', '2020-12-01'))
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /is the day on which teamManager Tester authorised it/)
  const words = await correct('socialWorker', { ...dayOf('completedOn', '2020-12-14'), worries: 'The flat is damp.' })
  assert.equal(words.statusCode, 303, words.body)
  assert.match(
    (await worker.get(at)).body,
    /Authorised by teamManager Tester on 14 December 2020\. It has been corrected since/,
  )
  assert.match(
    (await worker.get(`/children/${child}/story`)).body,
    /authorised by teamManager Tester before it was corrected/,
  )
  const day = await correct('teamManager', dayOf('completedOn', '2020-12-11'))
  assert.equal(day.statusCode, 303, day.body)
  assert.match((await worker.get(at)).body, /Authorised by teamManager Tester by recording it\./)
})

test('where the manager is away whoever covers authorises, and where there is none the worker records it', async () => {
  await database.sql
    .insertInto('absence')
    .values({
      worker: staff.teamManager,
      kind: 'leave',
      started_on: '2020-12-14',
      ended_on: '2020-12-21',
      cover: staff.otherSocialWorker,
      author: staff.teamManager,
      known_from: '2020-12-01T00:00:00.000Z',
    })
    .execute()
  const { check, visitor, draft, version } = await checked('socialWorker', child, 'childAndFamilyAssessment', {
    ...assessment,
    worries: 'While she is away.',
  })
  assert.match(check.body, /otherSocialWorker Tester, team manager \(covers for teamManager Tester\)/)
  assert.match(
    check.body,
    /teamManager Tester, team manager \(away, back 21 December 2020; otherSocialWorker Tester covers\)/,
  )
  await visitor.post(`/drafts/${draft}/send`, { 'own-version': version, to: String(staff.teamManager) })
  const cover = await visitorSignedIn(server, database, { worker: staff.otherSocialWorker, role: 'teamManager' })
  assert.match((await cover.get('/')).body, /To authorise[^]*to teamManager Tester/)
  const request = requestIn((await cover.get(`/drafts/${draft}/sent`)).body)
  assert.equal((await cover.post(`/drafts/${draft}/authorise`, { request })).statusCode, 303)
  await database.sql.deleteFrom('absence').execute()

  const managers = await database.sql
    .selectFrom('post')
    .selectAll()
    .where('role', 'in', ['teamManager', 'serviceManager'])
    .execute()
  await database.sql.deleteFrom('post').where('role', 'in', ['teamManager', 'serviceManager']).execute()
  const alone = await makePerson(database, { given: 'Alone', family: 'Nomanager' })
  for (const [step, outcome, answers] of [
    ['referral', 'assessment', { receivedOn: '2020-12-01', source: 'police', why: 'Alone.', decidedOn: '2020-12-01' }],
    ['allocation', 'socialWorker', { allocatedOn: '2020-12-02', worker: staff.socialWorker, team: 'protection-north' }],
  ] as const)
    await recordAs(database, step === 'allocation' ? 'teamManager' : 'dutyWorker', {
      step,
      outcome,
      answers,
      subjects: [{ identity: alone }],
    })
  const open = await checked('socialWorker', alone)
  assert.equal(open.check.statusCode, 303, 'without a manager the day is the worker’s to say')
  const without = await checked('socialWorker', alone, 'childAndFamilyAssessment', {
    ...assessment,
    ...dayOf('completedOn', '2020-12-11'),
  })
  assert.match(
    without.check.body,
    /No manager in post of this team or service may open this record: you record it yourself/,
  )
  assert.doesNotMatch(without.check.body, /own-authoriser|\/send"/)
  const done = await without.visitor.post(`/drafts/${without.draft}/complete`, { 'own-version': without.version })
  assert.match(String(done.headers.location), /\/entries\/\d+/)
  await database.sql.insertInto('post').values(managers).execute()
})
