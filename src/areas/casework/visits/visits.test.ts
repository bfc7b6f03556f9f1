import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { decide } from '../../../people/index.ts'
import { caseworkPages, dayOf, draftIn } from '../testing-pages.ts'
import { contextOf, makePerson, makeSiblings, recordAs, staff } from '../testing.ts'
import type { Values } from '../testing-pages.ts'

const { database, as } = await caseworkPages()

const clockAt = (stands_at: string) => database.sql.updateTable('clock').set({ stands_at }).execute()

type Held = { readonly bornOn?: string; readonly worker?: number; readonly team?: string }

const onPlan = async (
  given: string,
  { bornOn = '2012-03-01', worker = staff.socialWorker, team = 'protection-north' }: Held = {},
) => {
  const child = await makePerson(database, { given, family: 'Visited', bornOn })
  const subjects = [{ identity: child }]
  await recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects,
    answers: { receivedOn: '2020-10-01', source: 'police', why: 'An incident.', decidedOn: '2020-10-01' },
    outcome: 'assessment',
  })
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects,
    answers: { allocatedOn: '2020-10-02', worker, team },
    outcome: 'socialWorker',
  })
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects,
    answers: { allocatedOn: '2020-10-02', worker: staff.conferenceChair, team: 'chairs' },
    outcome: 'reviewingOfficer',
  })
  await recordAs(database, 'conferenceChair', {
    step: 'initialConference',
    subjects,
    answers: {
      heldOn: '2020-12-01',
      present: 'Family and school',
      decision: 'A plan.',
      category: 'NEG',
      plan: [{ key: 'a', different: 'Food every day', actions: [] }],
    },
    outcome: 'plan',
  })
  return child
}

const usual = (child: number, more: Values = {}): Values => ({
  ...dayOf('visitedOn', '2020-12-14'),
  mode: 'faceToFace',
  place: 'home',
  notes: 'Seen in the kitchen.',
  [`own-seen-${child}`]: 'alone',
  'own-action': 'record',
  ...more,
})

const visitsOfChild = (child: number) =>
  database.sql
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.lineage', 'entry_subject.lineage')
    .select([
      'entry.lineage',
      'entry.step',
      'entry.outcome',
      'entry.answers',
      'entry.follows',
      'entry_subject.paragraph',
    ])
    .where('entry_subject.identity', '=', child)
    .where('entry.step', 'in', ['childProtectionVisit', 'childInNeedVisit', 'lookedAfterVisit', 'plannedVisit'])
    .orderBy('entry.lineage')
    .execute()

const nextVisit = async (child: number) =>
  (
    await database.sql
      .selectFrom('duty')
      .select(['rule', 'due_on'])
      .where('identity', '=', child)
      .where('rule', 'in', ['childProtectionPlan.visit', 'childProtectionVisit'])
      .where('met_on', 'is', null)
      .where('lapsed_on', 'is', null)
      .where('known_to', '=', sql<string>`'infinity'`)
      .orderBy('rule')
      .execute()
  ).map(({ rule, due_on }) => `${rule} ${due_on ?? ''}`)

test('the short page knows what is most often so, and records in one go what is due next', async () => {
  const child = await onPlan('Usual')
  const worker = await as('socialWorker')
  const page = await worker.get(`/children/${child}/visit`)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /Child protection visit, due by 15 December 2020 \(tomorrow\)/)
  assert.match(page.body, /name="visitedOn-day"[^>]*value="14"/)
  assert.match(page.body, /value="faceToFace" checked/)
  assert.match(page.body, /value="home" selected/)
  const done = await worker.post(`/children/${child}/visit`, usual(child))
  assert.equal(done.statusCode, 303, done.body)
  const recorded = await worker.get(String(done.headers.location))
  assert.match(recorded.body, /The visit of 14 December 2020 is recorded/)
  assert.match(recorded.body, /Next: Child protection visit by 30 December 2020/)
  assert.doesNotMatch(recorded.body, /not allocated to you/)
  const [visit] = await visitsOfChild(child)
  assert.deepEqual(visit?.answers, {
    visitedOn: '2020-12-14',
    mode: 'faceToFace',
    place: 'home',
    notes: 'Seen in the kitchen.',
    seenAlone: true,
  })
  assert.deepEqual(await nextVisit(child), ['childProtectionPlan.visit 2020-12-30'])
})

test('it is one tap away from my work and from the child’s page', async () => {
  const child = await onPlan('Near')
  const worker = await as('socialWorker')
  assert.ok((await worker.get('/')).body.includes(`href="/children/${child}/visit"`))
  assert.ok((await worker.get(`/children/${child}`)).body.includes(`href="/children/${child}/visit"`))
  assert.ok((await worker.get('/visits')).body.includes(`href="/children/${child}/visit"`))
})

test('brothers and sisters are visited in one go, each as it was found, and one not visited stays out', async () => {
  const [ada, ben, cy, dee] = [await onPlan('Ada'), await onPlan('Ben'), await onPlan('Cy'), await onPlan('Dee')]
  for (const [one, other] of [
    [ada, ben],
    [ada, cy],
    [ada, dee],
  ] as const)
    await makeSiblings(database, one, other)
  const stranger = await onPlan('Stranger', { worker: staff.otherSocialWorker, team: 'protection-south' })
  const worker = await as('socialWorker')
  const page = await worker.get(`/children/${ada}/visit`)
  assert.match(page.body, /Ben Visited, 8[^]*Not part of this visit/)
  const values = usual(ada, {
    [`own-seen-${ben}`]: 'withOthers',
    [`own-seen-${cy}`]: 'notSeen',
    [`own-seen-${dee}`]: '',
    [`own-about-${ben}`]: 'Ben has a new bicycle.',
    childsWords: 'It was nice.',
    missedBecause: 'childAway',
    whyNotSeen: 'Cy was at a friend’s; seen on Thursday.',
  })
  const done = await worker.post(`/children/${ada}/visit`, values)
  assert.equal(done.statusCode, 303, done.body)
  const [hers, his, theirs] = [await visitsOfChild(ada), await visitsOfChild(ben), await visitsOfChild(cy)]
  assert.equal(hers[0]?.answers.seenAlone, true)
  assert.equal(his[0]?.answers.seenAlone, false)
  assert.equal(his[0].paragraph, 'Ben has a new bicycle.')
  assert.equal(theirs[0]?.outcome, 'notSeen')
  assert.equal(theirs[0].answers.missedBecause, 'childAway')
  assert.equal(theirs[0].answers.childsWords, undefined, 'one who was not seen said nothing')
  assert.equal((await visitsOfChild(dee)).length, 0)
  const recorded = await worker.get(String(done.headers.location))
  assert.match(recorded.body, /Ada Visited[^]*Ben Visited[^]*Cy Visited/)
  const other = await worker.post(`/children/${ada}/visit`, usual(ada, { [`own-seen-${stranger}`]: 'alone' }))
  assert.equal(other.statusCode, 422)
  assert.match(other.body, /does not ask[^]*Nothing was saved/)
  assert.equal((await visitsOfChild(stranger)).length, 0)
  const looks = await database.sql
    .selectFrom('access_log')
    .select('act')
    .where('identity', '=', ben)
    .where('worker', '=', staff.socialWorker)
    .execute()
  assert.ok(
    looks.some(({ act }) => act === 'record a visit') &&
      looks.some(({ act }) => act === 'recorded childProtectionVisit'),
  )
})

test('a child who was not seen needs a reason, and what was typed is kept as a draft until it has one', async () => {
  const child = await onPlan('Missed')
  const worker = await as('socialWorker')
  const values = usual(child, {
    [`own-seen-${child}`]: 'notSeen',
    notes: '',
    whyNotSeen: 'Nobody opened. I go back tomorrow.',
  })
  const answer = await worker.post(`/children/${child}/visit`, values)
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /Choose the reason why the child was not seen/)
  assert.match(answer.body, /Nobody opened\. I go back tomorrow\./)
  const draft = /action="(\/visits\/drafts\/\d+)"/.exec(answer.body)?.[1] ?? ''
  assert.match((await worker.get('/')).body, new RegExp(draft.replace('/visits', '')))
  assert.match((await worker.get(`/drafts/${draftIn(draft)}`)).headers.location ?? '', /\/visits\/drafts\//)
  const version = /name="own-version" value="(\d+)"/.exec(answer.body)?.[1] ?? ''
  const done = await worker.post(draft, { ...values, missedBecause: 'nobodyIn', 'own-version': version })
  assert.equal(done.statusCode, 303, done.body)
  const [visit] = await visitsOfChild(child)
  assert.equal(visit?.answers.notes, 'Nobody opened. I go back tomorrow.', 'nothing is typed twice')
  assert.deepEqual(await nextVisit(child), ['childProtectionPlan.visit 2020-12-15'], 'the visit stays due')
  assert.match((await worker.get('/visits')).body, /Missed Visited[^]*Not seen on 14 December 2020: nobody was in/)
  assert.match((await worker.get(`/children/${child}/story`)).body, /the child was not seen\. Reason: nobody was in\./)
  assert.equal((await worker.get(draft)).statusCode, 303, 'the draft leads to what was recorded')
})

test('the next visit is agreed with the visit, stands in the work due, and is what the next one is recorded against', async () => {
  const child = await onPlan('Planned')
  const worker = await as('socialWorker')
  const next = { ...dayOf('own-next', '2020-12-16'), 'own-time-of-next': '15.30' }
  await worker.post(`/children/${child}/visit`, usual(child, { ...dayOf('visitedOn', '2020-12-11'), ...next }))
  const [, planned] = await visitsOfChild(child)
  assert.deepEqual(planned?.answers, {
    agreedOn: '2020-12-11',
    visitOn: '2020-12-16',
    visitAt: '15:30',
    familyKnows: true,
  })
  assert.deepEqual(await nextVisit(child), ['childProtectionPlan.visit 2020-12-29', 'childProtectionVisit 2020-12-16'])
  assert.match((await worker.get('/visits')).body, /Planned visits[^]*Planned Visited[^]*16 December 2020 at 15:30/)
  assert.match((await worker.get('/work')).body, /on the day of the planned visit/)
  const page = await worker.get(`/children/${child}/visit`)
  assert.match(page.body, /It is the visit planned for 16 December 2020 at 15:30/)
  assert.match(page.body, /name="own-against"[^>]*value="yes" checked/)
  await worker.post(`/children/${child}/visit`, usual(child, { 'own-against': 'yes', notes: 'Came early.' }))
  assert.deepEqual(await nextVisit(child), ['childProtectionPlan.visit 2020-12-30'])
  assert.equal((await visitsOfChild(child)).at(2)?.follows, planned.lineage)
})

test('a visit before birth, in the future, or with no words is refused by the question, and nothing is written', async () => {
  const child = await onPlan('Born', { bornOn: '2020-12-08' })
  const worker = await as('socialWorker')
  const early = await worker.post(`/children/${child}/visit`, usual(child, dayOf('visitedOn', '2020-12-07')))
  assert.equal(early.statusCode, 422)
  assert.match(
    early.body,
    /href="#visitedOn-day">The child was born on 8 December 2020 and cannot have been seen on 7 December 2020/,
  )
  assert.match(early.body, /Seen in the kitchen\./)
  const late = await worker.post(
    `/children/${child}/visit`,
    usual(child, { ...dayOf('visitedOn', '2020-12-15'), notes: '' }),
  )
  assert.match(late.body, /must be today \(14 December 2020\) or in the past/)
  assert.match(late.body, /Enter what was seen, heard and done/)
  const nobody = await worker.post(`/children/${child}/visit`, usual(child, { [`own-seen-${child}`]: 'perhaps' }))
  assert.match(nobody.body, /Choose whether Born Visited was seen/)
  assert.deepEqual(await visitsOfChild(child), [])
})

test('a visit to a child who is no longer one’s own is recorded, with a notice; so is one after all has closed', async () => {
  const child = await onPlan('Gone')
  await recordAs(database, 'teamManager', {
    step: 'transfer',
    subjects: [{ identity: child }],
    answers: {
      transferredOn: '2020-12-12',
      worker: staff.otherSocialWorker,
      team: 'protection-south',
      handover: 'By telephone.',
    },
    outcome: 'socialWorker',
  })
  const worker = await as('socialWorker')
  assert.match((await worker.get(`/children/${child}/visit`)).body, /Whom to ask/)
  await worker.post('/open-with-reason', {
    child: String(child),
    reason: 'I visited on Thursday, before the transfer.',
  })
  const done = await worker.post(`/children/${child}/visit`, usual(child, dayOf('visitedOn', '2020-12-11')))
  assert.equal(done.statusCode, 303, done.body)
  const recorded = await worker.get(String(done.headers.location))
  assert.match(
    recorded.body,
    /Gone Visited is not allocated to you now\.[^]*otherSocialWorker Tester and conferenceChair Tester work with/,
  )
  const closed = await makePerson(database, { given: 'Closed', family: 'Visited' })
  const duty = await as('dutyWorker')
  const after = await duty.post(`/children/${closed}/visit`, usual(closed))
  assert.match(
    (await duty.get(String(after.headers.location))).body,
    /Nothing was open for Closed Visited on 14 December 2020/,
  )
  assert.equal((await visitsOfChild(closed))[0]?.step, 'childInNeedVisit')
})

test('a visit at half past two on the night the clocks change is recorded on its day; an hour that there was not is refused', async () => {
  const child = await onPlan('Night', { bornOn: '2015-01-01' })
  const worker = await as('socialWorker')
  const at = (day: string, visitedAt: string) =>
    worker.post(
      `/children/${child}/visit`,
      usual(child, { ...dayOf('visitedOn', day), visitedAt, notes: `${day} ${visitedAt}` }),
    )
  for (const [day, time] of [
    ['2020-10-25', '02:30'],
    ['2020-10-25', '01:30'],
    ['2020-03-29', '02:30'],
  ] as const)
    assert.equal((await at(day, time)).statusCode, 303, `${day} ${time}`)
  const none = await at('2020-03-29', '01:30')
  assert.equal(none.statusCode, 422)
  assert.match(none.body, /href="#visitedAt">There was no 01:30 on 29 March 2020: the clocks went forward/)
  assert.match((await at('2020-12-01', '25:00')).body, /Time of the visit must be a time like 15:30/)
  // Recorded in the very hour that comes twice.
  await clockAt('2021-10-31T01:30:00.000Z')
  const night = await as('socialWorker')
  const done = await night.post(
    `/children/${child}/visit`,
    usual(child, { ...dayOf('visitedOn', '2021-10-31'), visitedAt: '01:30' }),
  )
  assert.equal(done.statusCode, 303, done.body)
  assert.match((await night.get(String(done.headers.location))).body, /The visit of 31 October 2021 is recorded/)
  await clockAt('2020-12-14T09:00:00.000Z')
})

test('the same form sent again after a lost connection, or twice at once, is one visit', async () => {
  const child = await onPlan('Twice')
  const worker = await as('socialWorker')
  const first = await worker.post(`/children/${child}/visit`, usual(child))
  const again = await worker.post(`/children/${child}/visit`, usual(child))
  assert.equal(again.headers.location, String(first.headers.location))
  const both = usual(child, { notes: 'A double tap.' })
  const answers = await Promise.all([
    worker.post(`/children/${child}/visit`, both),
    worker.post(`/children/${child}/visit`, both),
  ])
  for (const answer of answers) assert.equal(answer.statusCode, 303, answer.body)
  assert.equal((await visitsOfChild(child)).length, 2)
  const { count } = await database.sql
    .selectFrom('draft')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(sql<boolean>`${child} = any (subjects)`)
    .where('completed_at', 'is', null)
    .executeTakeFirstOrThrow()
  assert.equal(count, 0, 'no draft is left behind')
})

test('the same form sent again is one visit where it went into a linked record of the child', async () => {
  const due = await onPlan('Linked')
  const other = await makePerson(database, { given: 'Linked', family: 'Visited', bornOn: '2012-03-01' })
  const worker = await contextOf(database, 'socialWorker')
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity: other }],
    answers: { allocatedOn: '2020-10-02', worker: staff.socialWorker, team: 'protection-north' },
    outcome: 'socialWorker',
  })
  await decide(database.sql, worker, { one: due, other }, 'same', 'One boy')
  const page = await as('socialWorker')
  const first = await page.post(`/children/${other}/visit`, usual(other))
  assert.equal(first.statusCode, 303, first.body)
  assert.equal((await visitsOfChild(due)).length, 1, 'it is recorded where it was due')
  const again = await page.post(`/children/${other}/visit`, usual(other))
  assert.equal(again.headers.location, String(first.headers.location))
  assert.equal((await visitsOfChild(due)).length + (await visitsOfChild(other)).length, 1)
})

test('two people in one draft lose nothing: words are joined, and two answers stand side by side', async () => {
  const child = await onPlan('Shared')
  const worker = await as('socialWorker')
  const manager = await as('teamManager')
  const begun = await worker.post(`/children/${child}/visit`, usual(child, { 'own-action': 'save', notes: 'Begun.' }))
  const address = String(begun.headers.location)
  const values = usual(child, { 'own-version': '1', 'own-action': 'save' })
  await manager.post(address, { ...values, notes: 'Begun.\n\nThe manager’s words.', where: 'In the garden' })
  const joined = await worker.post(address, { ...values, notes: 'Begun.\n\nThe worker’s words.' })
  assert.equal(joined.statusCode, 303, joined.body)
  const both = await worker.get(String(joined.headers.location))
  assert.match(both.body, /Somebody else had written in it too/)
  assert.match(both.body, /Begun\.\s+The manager’s words\.\s+The worker’s words\.[^]*value="In the garden"/)

  const version = /name="own-version" value="(\d+)"/.exec(both.body)?.[1] ?? ''
  const now = { ...values, 'own-version': version, notes: 'Begun.' }
  await manager.post(address, { ...now, where: 'At school' })
  const clash = await worker.post(address, { ...now, where: 'At nursery', 'own-action': 'record' })
  assert.equal(clash.statusCode, 409)
  assert.match(clash.body, /Where exactly[^]*At nursery[^]*At school/)
  const chosen = /name="(own-choose-where)"/.exec(clash.body)?.[1] ?? ''
  const latest = /name="own-version" value="(\d+)"/.exec(clash.body)?.[1] ?? ''
  const done = await worker.post(address, {
    ...now,
    where: 'At nursery',
    'own-version': latest,
    [chosen]: 'theirs',
    'own-action': 'record',
  })
  assert.equal(done.statusCode, 303, done.body)
  const { rows } = await sql<{ where: string }>`select answers ->> 'where' as where from entry
    order by id desc limit 1`.execute(database.sql)
  assert.deepEqual(rows, [{ where: 'At school' }])

  const late = await manager.post(address, { ...now, 'own-version': latest, notes: 'Words that came too late.' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /recorded while you were typing[^]*Words that came too late\./)
})

test('visits by team and worker: the rates, those late first with why, at any day, and nobody whom one may not know of', async () => {
  const late = await onPlan('Late', { worker: staff.otherSocialWorker, team: 'protection-south' })
  const hidden = await onPlan('Hidden', { worker: staff.otherSocialWorker, team: 'protection-south' })
  for (const visitedOn of ['2020-11-20', '2020-12-02'])
    await recordAs(database, 'dutyWorker', {
      step: 'childProtectionVisit',
      subjects: [{ identity: late }],
      answers: {
        visitedOn,
        mode: visitedOn < '2020-12-01' ? 'faceToFace' : 'virtual',
        notes: 'Seen.',
        seenAlone: true,
      },
      outcome: 'seen',
    })
  await database.sql
    .insertInto('restriction')
    .values({ identity: hidden, reason: 'Safety', started_at: '2020-12-01T00:00:00.000Z' })
    .execute()
  const manager = await as('serviceManager')
  const page = await manager.get('/visits')
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /By team[^]*Family safeguarding South/)
  assert.match(page.body, /Late Visited[^]*Virtual, seen alone[^]*Last seen by video or telephone/)
  assert.doesNotMatch(page.body, /Hidden Visited/)
  const south = await manager.get('/visits?team=protection-south')
  assert.match(south.body, /By worker[^]*otherSocialWorker Tester[^]*67% \(2 of 3\)/)
  const virtual = await manager.get('/visits?standing=virtual&sort=child&order=down')
  assert.match(virtual.body, /1 child</)
  await clockAt('2021-02-01T09:00:00.000Z')
  const later = await (await as('serviceManager')).get('/visits?standing=late')
  assert.match(later.body, /Late Visited[^]*\d+ days late, due by 16 December 2020/)
  const before = await (await as('serviceManager')).get('/visits?on=2020-12-14&standing=late')
  assert.match(before.body, /stood on 14 December 2020\./)
  assert.doesNotMatch(before.body, /days late/)
  await clockAt('2020-12-14T09:00:00.000Z')
  const mine = await as('socialWorker')
  assert.doesNotMatch((await mine.get('/visits?scope=team')).body, /Late Visited/)
  assert.doesNotMatch((await mine.get('/visits?scope=county')).body, /Late Visited/)
  for (const nobody of ['councillor', 'administrator', 'earlyHelpWorker'] as const)
    assert.equal((await (await as(nobody)).get('/visits')).statusCode, 403, nobody)
  const analyst = await (await as('analyst')).get('/visits')
  assert.match(analyst.body, /Late Visited/)
  assert.doesNotMatch(analyst.body, /href="\/children\//)
})

/** What a test records of one child, whoever does it. */
const sayOf =
  (child: number) =>
  (role: 'dutyWorker' | 'socialWorker', step: string, outcome: string, answers: Readonly<Record<string, unknown>>) =>
    recordAs(database, role, { step, subjects: [{ identity: child }], answers, outcome })

/** Looked after by a carer of the county's own. */
const withCarer = {
  needCode: 'N2',
  unaccompanied: false,
  placementType: 'U6',
  provider: 'PR1',
  where: 'The carer',
  outsideCounty: false,
}

test('a child who has short breaks is visited for them, also on a child in need plan', async () => {
  const child = await makePerson(database, { given: 'Breaks', family: 'Visited', bornOn: '2012-03-01' })
  const say = sayOf(child)
  const referred = { receivedOn: '2020-10-01', source: 'police', why: 'An incident.', decidedOn: '2020-10-01' }
  await say('dutyWorker', 'referral', 'assessment', referred)
  const allocated = { allocatedOn: '2020-10-02', worker: staff.socialWorker, team: 'protection-north' }
  await say('dutyWorker', 'allocation', 'socialWorker', allocated)
  await say('socialWorker', 'becomingLookedAfter', 'shortBreaks', {
    startedOn: '2020-10-05',
    legalStatus: 'V4',
    ...withCarer,
  })
  await say('socialWorker', 'childInNeedPlan', 'agreed', {
    agreedOn: '2020-11-16',
    plan: [{ key: 'a', different: 'Rest', actions: [] }],
  })
  const worker = await as('socialWorker')
  const page = await worker.get(`/children/${child}/visit`)
  assert.match(page.body, /Child in need visit and Looked-after visit/)
  const list = await worker.get('/visits?group=shortBreaks')
  assert.match(list.body, /Breaks Visited[^]*Due by 5 January 2021[^]*Not seen yet since the short breaks began/)
  const done = await worker.post(`/children/${child}/visit`, usual(child))
  assert.equal(done.statusCode, 303, done.body)
  const visits = await visitsOfChild(child)
  assert.deepEqual(
    visits.map(({ step }) => step),
    ['childInNeedVisit', 'lookedAfterVisit'],
  )
  const { rows } = await sql<{ rule: string; due_on: string }>`select rule, due_on from duty where identity = ${child}
    and step in ('childInNeedVisit', 'lookedAfterVisit') and met_on is null and known_to = 'infinity' order by rule`.execute(
    database.sql,
  )
  assert.deepEqual(rows, [
    { rule: 'childInNeedPlan.visit', due_on: '2021-01-28' },
    { rule: 'shortBreaks.visit', due_on: '2021-06-14' },
  ])
})

test('one whose next visit during short breaks would fall due at 18 is owed none, and is not late', async () => {
  const child = await makePerson(database, { given: 'Grown', family: 'Visited', bornOn: '2003-01-04' })
  const subjects = [{ identity: child }]
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects,
    answers: { allocatedOn: '2020-10-02', worker: staff.socialWorker, team: 'protection-north' },
    outcome: 'socialWorker',
  })
  await recordAs(database, 'socialWorker', {
    step: 'becomingLookedAfter',
    subjects,
    answers: {
      startedOn: '2020-10-05',
      legalStatus: 'V4',
      ...withCarer,
    },
    outcome: 'shortBreaks',
  })
  const list = (await (await as('socialWorker')).get('/visits?group=shortBreaks&sort=child')).body
  assert.match(list, /Grown Visited[^]*No visit is due/)
  assert.doesNotMatch(list, /needs to be looked at/)
  const late = (await (await as('socialWorker')).get('/visits?group=shortBreaks&standing=late')).body
  assert.doesNotMatch(late, /Grown Visited/)
})

test('one in our care whose next visit would fall due at 18 is owed none, and stands by the last', async () => {
  const grown = async (given: string, mode: string, bornOn = '2003-01-04') => {
    const child = await makePerson(database, { given, family: 'Ofage', bornOn })
    const say = sayOf(child)
    const allocated = { allocatedOn: '2020-10-02', worker: staff.socialWorker, team: 'protection-north' }
    await say('dutyWorker', 'allocation', 'socialWorker', allocated)
    await say('socialWorker', 'becomingLookedAfter', 'started', {
      startedOn: '2020-12-07',
      legalStatus: 'V2',
      ...withCarer,
    })
    await say('socialWorker', 'lookedAfterVisit', 'seen', {
      visitedOn: '2020-12-11',
      mode,
      visitedAt: '10:00',
      seenAlone: true,
      notes: 'Talked about the day after the birthday.',
    })
  }
  await grown('Seen', 'faceToFace')
  await grown('Rung', 'virtual')
  await grown('Adult', 'faceToFace', '2002-12-14')
  const worker = await as('socialWorker')
  const list = async (standing: string) =>
    (await worker.get(`/visits?group=lookedAfter&standing=${standing}&sort=child`)).body
  const inTime = await list('inTime')
  assert.match(inTime, /Seen Ofage[^]*No visit is due[^]*11 December 2020/)
  assert.doesNotMatch(inTime, /Rung Ofage/)
  assert.match(await list('virtual'), /Rung Ofage[^]*No visit is due/)
  // Whose care nobody has ended by the birthday stands out.
  const late = await list('late')
  assert.match(late, /Adult Ofage[^]*needs to be looked at/)
  assert.doesNotMatch(late, /(?:Seen|Rung) Ofage/)
  assert.doesNotMatch(inTime, /Adult Ofage/)
})

test('one whose role records no visit is refused the page, and an unknown child is not found', async () => {
  const child = await onPlan('Refused')
  assert.equal((await (await as('auditor')).get(`/children/${child}/visit`)).statusCode, 403)
  const worker = await as('socialWorker')
  for (const address of ['/children/999999/visit', '/visits/drafts/999999', `/children/${child}/visit/999999`])
    assert.equal((await worker.get(address)).statusCode, 404, address)
})
