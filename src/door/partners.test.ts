import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Context } from '../access/context.ts'
import { contextOf } from '../access/sign-in.ts'
import { addMinutes, instantAt, millisecondsOf } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { usualSessions } from '../council/signing-in.ts'
import { testDatabase } from '../store/testing.ts'
import { ask, withdrawEnquiry } from './ask.ts'
import { enquiriesOf } from './enquiries.ts'
import { answerEnquiry, enquiriesFor, lookAtEnquiry } from './enquiry-answers.ts'
import { enquiryFields, enquiryFormOf, enquiryForms } from './enquiry-questions.ts'
import { examineNew } from './examine.ts'
import { noteEvent } from './history.ts'
import { levelsOfNeed, mayNeedNoDoor } from './levels-of-need.ts'
import { endPerson } from './partner-changes.ts'
import { adviceShare, countedRequests, countOf } from './partner-figures.ts'
import { beginPartnerSession, endPartnerSessionsOf, partnerOfSession } from './partner-sessions.ts'
import { addPartner, addPartnerPerson, partnerContextOf, partnersOn } from './partners.ts'
import { receive } from './receive.ts'

const database = await testDatabase()
const { sql } = database
after(() => database.close())

const now = '2020-12-14T09:00:00.000Z'
const startedOn = '2016-01-01'
const { worker } = await sql
  .insertInto('worker')
  .values({ given: 'Sam', family: 'Worker', newly_qualified_on: null })
  .returning('worker')
  .executeTakeFirstOrThrow()
await sql
  .insertInto('post')
  .values({
    worker,
    role: 'pointOfAccessWorker',
    team: null,
    started_on: startedOn,
    ended_on: null,
    known_from: '2016-01-01T00:00:00.000Z',
  })
  .execute()
const context = (await contextOf(sql, { worker, role: 'pointOfAccessWorker' }, now)) as Context
const police = await addPartner(sql, { name: 'Police', kind: 'police', answersEnquiries: true, startedOn })
const health = await addPartner(sql, { name: 'Health visiting', kind: 'health', answersEnquiries: true, startedOn })
const school = await addPartner(sql, { name: 'School', kind: 'schools', startedOn })
const add = (partner: number, given: string) =>
  addPartnerPerson(sql, { partner, given, family: 'Person', post: 'Post', startedOn })
const officer = await add(police, 'Olu')
const sergeant = await add(police, 'Sara')
const teacher = await add(school, 'Tom')
const who = async (person: number) => {
  const found = await partnerContextOf(sql, person, now)
  assert.ok(found)
  return found
}

let sent = 0
const request = async (partner?: { readonly partner: number; readonly person: number }, at = now) => {
  sent += 1
  const receipt = await receive(
    database,
    {
      kind: 'support',
      sender: partner === undefined ? 'public' : 'professional',
      ...(partner === undefined ? {} : { partner }),
      answers: { happening: `Words ${sent}` },
      children: [
        { given: 'Ada', family: 'One', bornOn: '2014-05-06', answers: {} },
        { given: 'Ben', family: 'Two', answers: {} },
      ],
    },
    { now: at },
  )
  await examineNew(database, at)
  return receipt.request
}

test('a session times out at the very minute that a worker’s does, and that somebody is there is written once a minute', async () => {
  const token = await beginPartnerSession(sql, officer, now)
  const session = sql
    .selectFrom('partner_session')
    .select('seen_at')
    .where('person', '=', officer)
    .orderBy('seen_at', 'desc')
  const { seen_at: begun } = await session.executeTakeFirstOrThrow()
  const askAt = async (machine: Instant) => (await partnerOfSession(sql, token, now, usualSessions, machine)).is
  assert.equal(await askAt(instantAt(millisecondsOf(begun) + 59_000)), 'signedIn')
  assert.equal((await session.executeTakeFirstOrThrow()).seen_at, begun)
  const later = addMinutes(begun, 29)
  assert.equal(await askAt(later), 'signedIn')
  assert.equal((await session.executeTakeFirstOrThrow()).seen_at, later)
  assert.equal(await askAt(addMinutes(later, 30)), 'timedOut')
})

test('a session is one person’s, is known by its hash alone, times out, can be ended, and ends with who leaves', async () => {
  const token = await beginPartnerSession(sql, officer, now)
  assert.ok(token)
  assert.equal(
    await sql.selectFrom('partner_session').select('person').where('token_hash', '=', token).executeTakeFirst(),
    undefined,
  )
  const asking = await partnerOfSession(sql, token, now)
  assert.equal(asking.is === 'signedIn' ? asking.partner.given : '', 'Olu')
  assert.equal((await partnerOfSession(sql, 'guessed', now)).is, 'nobody')
  assert.equal((await partnerOfSession(sql, token, now, { idleMinutes: -1, longestHours: 12 })).is, 'timedOut')
  assert.equal((await partnerOfSession(sql, token, now, { idleMinutes: 30, longestHours: -1 })).is, 'timedOut')
  await endPartnerSessionsOf(sql, officer)
  assert.equal((await partnerOfSession(sql, token, now)).is, 'nobody')
  const leaver = await add(police, 'Leo')
  const left = await beginPartnerSession(sql, leaver, now)
  await endPerson(sql, { partner: police, person: leaver }, '2020-12-15', { by: worker, at: now })
  assert.equal((await partnerOfSession(sql, left, now)).is, 'signedIn')
  assert.equal((await partnerOfSession(sql, left, '2020-12-15T00:00:00.000Z')).is, 'nobody')
  assert.equal((await partnerOfSession(sql, left, now)).is, 'nobody')
  assert.equal(await beginPartnerSession(sql, leaver, '2020-12-16T09:00:00.000Z'), undefined)
})

test('those who answer enquiries are told from those who do not, and each kind has its own form', async () => {
  const answering = await partnersOn(sql, '2020-12-14', { answering: true })
  assert.deepEqual(
    answering.map(({ name }) => name),
    ['Health visiting', 'Police'],
  )
  assert.deepEqual(
    (['police', 'health', 'schools', 'educationServices', 'legalAgency', 'housing', 'individual'] as const).map(
      enquiryFormOf,
    ),
    ['police', 'health', 'education', 'education', 'probation', 'housing', 'other'],
  )
  for (const [form, fields] of Object.entries(enquiryForms)) {
    assert.equal(enquiryFields(form), fields)
    assert.equal(Object.values(fields).filter(({ required }) => required).length <= 3, true, `${form} asks much`)
  }
})

test('what cannot be asked is refused by the name of its question; asked twice it is one', async () => {
  const about = await request()
  const whole = { request: about, partner: police, children: [1], question: 'What do you know?' }
  const refused = (question: string) => (error: { question?: string }) => error.question === question
  await assert.rejects(ask(database, context, { ...whole, question: '  ' }), refused('question'))
  await assert.rejects(ask(database, context, { ...whole, question: 'x'.repeat(2001) }), refused('question'))
  await assert.rejects(ask(database, context, { ...whole, partner: school }), refused('partner'))
  await assert.rejects(ask(database, context, { ...whole, children: [] }), refused('children'))
  await assert.rejects(ask(database, context, { ...whole, children: [7] }), refused('children'))
  await assert.rejects(ask(database, context, { ...whole, answerBy: now }), refused('answerBy'))
  assert.equal(await ask(database, context, whole), await ask(database, context, whole))
  assert.notEqual(await ask(database, context, whole), await ask(database, context, { ...whole, partner: health }))
})

test('two people answer one enquiry: the second is told, and may add; nothing is lost', async () => {
  const about = await request()
  const enquiry = await ask(database, context, { request: about, partner: police, children: [1, 2], question: 'Who?' })
  const answers = { known: 'no', visiting: 'notKnown', mayShare: 'yes' }
  const both = await Promise.all(
    [officer, sergeant].map(async person => answerEnquiry(database, await who(person), { enquiry, answers })),
  )
  assert.deepEqual(both.toSorted(), ['alreadyAnswered', 'answered'])
  const more = { ...answers, worries: 'One thing more.' }
  assert.equal(
    await answerEnquiry(database, await who(sergeant), { enquiry, answers: more, isAdded: true }),
    'answered',
  )
  assert.equal(await answerEnquiry(database, await who(teacher), { enquiry, answers }), 'notFound')
  const [told] = await enquiriesOf(sql, about, now)
  assert.equal(told?.standing, 'answered')
  assert.equal(told.answers.length, 2)
  assert.match(JSON.stringify(told.answers[1]), /One thing more\./)
  await assert.rejects(withdrawEnquiry(database, context, { request: about, enquiry }), /answered meanwhile/)
})

test('every look at an enquiry is in the access log, a guess too; one that was taken back shows nothing', async () => {
  const about = await request()
  const enquiry = await ask(database, context, { request: about, partner: police, children: [2], question: 'Where?' })
  const seen = await lookAtEnquiry(sql, await who(officer), enquiry, 'enquiry')
  assert.deepEqual(
    seen?.children.map(({ name }) => name),
    ['Ben Two'],
  )
  assert.equal(await lookAtEnquiry(sql, await who(teacher), enquiry, 'enquiry'), undefined)
  const looks = await sql
    .selectFrom('access_log')
    .select(['partner_person', 'answer', 'request'])
    .where('act', '=', 'enquiry')
    .orderBy('id')
    .execute()
  assert.deepEqual(looks, [
    { partner_person: officer, answer: 'open', request: about },
    { partner_person: teacher, answer: 'nothing', request: null },
  ])
  await withdrawEnquiry(database, context, { request: about, enquiry })
  const after = await lookAtEnquiry(sql, await who(officer), enquiry, 'enquiry')
  assert.deepEqual([after?.standing, after?.children, after?.question], ['withdrawn', [], ''])
  const late = await partnerContextOf(sql, officer, '2021-02-01T09:00:00.000Z')
  assert.ok(late)
  assert.equal(
    (await enquiriesFor(sql, late)).some(each => each.enquiry === enquiry),
    false,
  )
})

test('what ended as information and advice is counted by request, as known at an instant; a share of few is not given', async () => {
  const own = { partner: school, person: teacher }
  const period = { from: '2020-11-01', to: '2020-11-30' }
  const decide = async (about: number, outcomes: readonly string[], at: string) => {
    for (const outcome of outcomes) await noteEvent(sql, { now: at }, about, 'decided', { outcome, entries: [] })
    await sql.updateTable('request_standing').set({ decided_at: at }).where('request', '=', about).execute()
  }
  const day = '2020-11-27T23:30:00.000Z'
  const monday = '2020-11-30T09:00:00.000Z'
  await decide(await request(own, day), ['informationAndAdvice'], monday)
  await decide(await request(own, day), ['informationAndAdvice', 'earlyHelp'], '2020-12-01T09:00:00.000Z')
  await request(own, '2020-12-01T00:30:00.000Z')
  const rows = await countedRequests(sql, period, { asOf: now, partner: school })
  assert.deepEqual(countOf(rows), { sent: 2, decided: 2, advice: 1, days: 1.5 })
  const known = await countedRequests(sql, period, { asOf: monday, partner: school })
  assert.deepEqual(countOf(known), { sent: 2, decided: 1, advice: 1, days: 1 })
  assert.equal(adviceShare({ advice: 9, decided: 9 }), undefined)
  assert.equal(adviceShare({ advice: 5, decided: 10 }), 50)
})

test('each level of need says what it means in every area of life, and what to do', () => {
  for (const [key, { means, whoHelps, examples, whatToDo }] of Object.entries(levelsOfNeed)) {
    assert.ok(means !== '' && whoHelps !== '' && whatToDo.length > 1, key)
    assert.equal(Object.values(examples).filter(words => words !== '').length, 6)
  }
  assert.deepEqual((['1', '2', '3', '4'] as const).map(mayNeedNoDoor), [true, true, false, false])
})
