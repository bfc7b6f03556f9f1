import assert from 'node:assert/strict'
import { test } from 'node:test'
import { correct } from '../../ledger/correct.ts'
import { caseworkPages, dayOf, draftIn, versionIn } from './testing-pages.ts'
import { contextOf, makePerson, makeSiblings, rules, staff } from './testing.ts'

const { database, as, recordByPages } = await caseworkPages()
const amira = await makePerson(database, { given: 'Amira' })
const tom = await makePerson(database, { given: 'Tom', bornOn: '2016-02-01' })
await makeSiblings(database, amira, tom)

test('a child is read in one minute: name, age, standing, who works with it, what is due', async () => {
  const visitor = await as('pointOfAccessWorker')
  const page = await visitor.get(`/children/${amira}`)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /Amira Ashdown/)
  assert.match(page.body, /Tom Ashdown, 4/)
})

test('a child goes from a first contact to a protection plan by the pages alone, and what is due follows', async () => {
  const child = await makePerson(database, { given: 'Journey', family: 'Whole' })
  await recordByPages('pointOfAccessWorker', child, 'contact', {
    ...dayOf('receivedOn', '2020-11-02'),
    source: 'schools',
    why: 'The school is worried about how often she is hungry.',
    ...dayOf('decidedOn', '2020-11-02'),
    outcome: 'assessmentService',
  })
  const atTheDoor = await as('pointOfAccessWorker')
  assert.match((await atTheDoor.get(`/children/${child}`)).body, /within 1 working day of the contact/)
  const referralForm = await atTheDoor.get(`/children/${child}/record/referral`)
  assert.match(referralForm.body, /how often she is hungry/, 'what the contact said is in the referral')
  await recordByPages('dutyWorker', child, 'referral', {
    ...dayOf('receivedOn', '2020-11-02'),
    source: 'schools',
    why: 'Hungry at school.',
    ...dayOf('decidedOn', '2020-11-03'),
    outcome: 'assessment',
  })
  await recordByPages('dutyWorker', child, 'childAndFamilyAssessment', {
    ...dayOf('startedOn', '2020-11-03'),
    ...dayOf('completedOn', '2020-11-20'),
    ...dayOf('seenOn', '2020-11-10'),
    seenAlone: 'yes',
    strengths: 'Grandmother cooks every Sunday.',
    worries: 'There is no food in the house.',
    childsView: 'I like Sundays best.',
    outcome: 'strategyDiscussion',
  })
  await recordByPages('dutyWorker', child, 'strategyDiscussion', {
    ...dayOf('heldOn', '2020-11-23'),
    present: 'Police, health, school',
    concerns: 'Neglect.',
    outcome: 'section47',
  })
  await recordByPages('teamManager', child, 'allocation', {
    ...dayOf('allocatedOn', '2020-11-23'),
    worker: String(staff.socialWorker),
    team: 'protection-north',
    outcome: 'socialWorker',
  })
  await recordByPages('socialWorker', child, 'section47Enquiry', {
    ...dayOf('startedOn', '2020-11-23'),
    ...dayOf('completedOn', '2020-12-01'),
    findings: 'Likely to suffer significant harm.',
    outcome: 'conference',
  })
  const due = await (await as('conferenceChair')).get(`/children/${child}`)
  assert.match(due.body, /Initial child protection conference/)
  assert.match(due.body, /14 December 2020/, 'fifteen working days from the strategy discussion')
  await recordByPages('conferenceChair', child, 'initialConference', {
    ...dayOf('heldOn', '2020-12-10'),
    present: 'Mother, school, health',
    decision: 'A plan is needed.',
    category: 'NEG',
    outcome: 'plan',
  })
  const worker = await as('socialWorker')
  const held = await database.sql
    .selectFrom('entry')
    .select(['lineage as entry', 'version', 'answers', 'outcome'])
    .where('step', '=', 'initialConference')
    .orderBy('lineage', 'desc')
    .executeTakeFirstOrThrow()
  await correct({ database, rules }, await contextOf(database, 'businessSupport'), {
    ...held,
    answers: { ...held.answers, present: 'Mother, school, health, police' },
    reason: 'The police were there too',
  })
  const now = await worker.get(`/children/${child}`)
  assert.match(now.body, /Child protection plan<\/strong> since 10 December 2020 · Neglect/)
  assert.match(now.body, /24 December 2020/, 'the first visit is due within ten working days')
  assert.match(now.body, /There is no food in the house/)
  assert.match(now.body, /I like Sundays best/)
  assert.match(now.body, /Last seen 10 November 2020 \(34 days ago\), alone/)
  assert.match(
    now.body,
    /Last conference recorded by: <strong>conferenceChair Tester</,
    'no chair is allocated yet, and whoever corrected it held none',
  )
  assert.match(now.body, /id="record"[^]*>Case note<[^]*Everything you may record/, 'a case note is always near')
  await recordByPages('socialWorker', child, 'childProtectionVisit', {
    ...dayOf('visitedOn', '2020-12-13'),
    mode: 'faceToFace',
    seenAlone: 'yes',
    notes: 'Seen at home.',
    outcome: 'seen',
  })
  for (const step of ['coreGroup', 'section47Enquiry', 'childAndFamilyAssessment'])
    assert.match(
      (await worker.get(`/children/${child}/record/${step}`)).body,
      /<nav class="cw-contents" aria-label="Questions">/,
      `the long page of ${step} has a list of its questions`,
    )
  const story = await worker.get(`/children/${child}/story`)
  assert.match(story.body, /8 events/)
  assert.match(story.body, /Initial child protection conference: a child protection plan, neglect/)
  assert.match(story.body, /the child was seen alone/)
})

test('work due lists the children of a worker and a team, with rule and clock, and follows what is recorded', async () => {
  const child = await makePerson(database, { given: 'Due', family: 'Tomorrow' })
  const worker = await as('socialWorker')
  await recordByPages('dutyWorker', child, 'referral', {
    ...dayOf('receivedOn', '2020-10-01'),
    source: 'police',
    why: 'An incident at home.',
    ...dayOf('decidedOn', '2020-10-01'),
    outcome: 'assessment',
  })
  const waiting = await (await as('teamManager')).get('/work?scope=waiting')
  assert.match(waiting.body, /Due Tomorrow/)
  assert.doesNotMatch((await worker.get('/work')).body, /Due Tomorrow/)
  await recordByPages('teamManager', child, 'allocation', {
    ...dayOf('allocatedOn', '2020-10-02'),
    worker: String(staff.socialWorker),
    team: 'protection-north',
    outcome: 'socialWorker',
  })
  const mine = await worker.get('/work')
  assert.match(mine.body, /Due Tomorrow/)
  assert.match(mine.body, /within 45 working days of the referral/)
  assert.match(mine.body, /11 days late|10 days late|12 days late/)
  const team = await (await as('teamManager')).get('/work?when=overdue&sort=child&order=down')
  assert.equal(team.statusCode, 200)
  assert.match(team.body, /Due Tomorrow/)
  assert.match(team.body, /socialWorker Tester \(\d+\)/)
  assert.doesNotMatch((await (await as('otherSocialWorker')).get('/work?scope=team')).body, /Due Tomorrow/)
  assert.equal((await (await as('councillor')).get('/work')).statusCode, 403)
  await recordByPages('socialWorker', child, 'childAndFamilyAssessment', {
    ...dayOf('startedOn', '2020-10-02'),
    ...dayOf('completedOn', '2020-12-14'),
    strengths: 'Much.',
    worries: 'Little.',
    reasonLate: 'Waited for the father.',
    outcome: 'noFurtherAction',
  })
  assert.doesNotMatch((await worker.get('/work')).body, /within 45 working days of the referral/)
})

test('every page of a looked-after child answers: where it lives, its plans, its health, the summary for tonight', async () => {
  const child = await makePerson(database, { given: 'Placed', family: 'Child' })
  await recordByPages('dutyWorker', child, 'becomingLookedAfter', {
    ...dayOf('startedOn', '2020-12-01'),
    legalStatus: 'V2',
    placementType: 'U6',
    provider: 'PR1',
    where: 'Foster carers in Upton',
    milesFromHome: '4',
    outsideCounty: 'no',
    unaccompanied: 'no',
    needCode: 'N1',
    outcome: 'started',
  })
  const worker = await as('dutyWorker')
  const now = await worker.get(`/children/${child}`)
  assert.match(now.body, /In our care<\/strong> since 1 December 2020/)
  assert.match(now.body, /Placed with Foster carers in Upton since 1 December 2020/)
  assert.match(now.body, /8 December 2020/, 'the first visit is due within a week')
  for (const tab of ['tonight', 'plans', 'education-and-health', 'people', 'story'])
    assert.equal((await worker.get(`/children/${child}/${tab}`)).statusCode, 200, tab)
  const plan = await recordByPages('dutyWorker', child, 'personalEducationPlan', {
    ...dayOf('agreedOn', '2020-12-10'),
    school: 'Upton Primary',
    goals: 'To read for pleasure.',
    outcome: 'agreed',
  })
  assert.match(
    (await worker.get(`/children/${child}/education-and-health`)).body,
    new RegExp(`entries/${plan}[^]*To read for pleasure`),
  )
  assert.match((await worker.get(`/children/${child}/tonight`)).body, /In our care|Looked after/)
})

test('what the law forbids is refused naming the law, and the draft stays', async () => {
  const child = await makePerson(database, { given: 'Lawful', family: 'Child' })
  const worker = await as('dutyWorker')
  const care = {
    ...dayOf('startedOn', '2020-12-01'),
    legalStatus: 'V2',
    placementType: 'P1',
    provider: 'PR1',
    where: 'At home',
    outsideCounty: 'no',
    unaccompanied: 'no',
    needCode: 'N1',
    outcome: 'started',
  }
  const begun = await worker.post(`/children/${child}/record/becomingLookedAfter`, { ...care, 'own-action': 'check' })
  const draft = draftIn(begun.headers.location)
  const check = await worker.get(`/drafts/${draft}/check`)
  const refused = await worker.post(`/drafts/${draft}/complete`, { 'own-version': versionIn(check.body) })
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /only a child in care is placed with parents[^]*Children Act 1989 section 20/)
  assert.match((await worker.get(`/drafts/${draft}`)).body, /value="At home"/)
  await recordByPages('dutyWorker', child, 'becomingLookedAfter', { ...care, placementType: 'U6' })
  const again = await worker.post(`/children/${child}/record/becomingLookedAfter`, {
    ...care,
    legalStatus: 'C2',
    'own-action': 'check',
  })
  const second = await worker.get(String(again.headers.location))
  const twice = await worker.post(`/drafts/${draftIn(again.headers.location)}/complete`, {
    'own-version': versionIn(second.body),
  })
  assert.equal(twice.statusCode, 409)
  assert.match(twice.body, /has been open since 1 December 2020/)
})
