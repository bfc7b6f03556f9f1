import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideRequest } from '../../../door/decisions.ts'
import { ask } from '../../../door/ask.ts'
import { answerEnquiry } from '../../../door/enquiry-answers.ts'
import { examineNew } from '../../../door/examine.ts'
import { createFromSent, linkChild } from '../../../door/links.ts'
import { usualAgreement } from '../../../door/outcomes.ts'
import { addPartner, addPartnerPerson, partnerContextOf } from '../../../door/partners.ts'
import { receive } from '../../../door/receive.ts'
import { move } from '../../../people/index.ts'
import { caseworkPages, dayOf } from '../testing-pages.ts'
import { contextOf, makePerson, recordAs, rules, staff } from '../testing.ts'
import { isSameHome } from './told.ts'

const { database, as } = await caseworkPages()

const door = await contextOf(database, 'pointOfAccessWorker')
const { now } = door
const ledger = { database, rules }
const police = await addPartner(database.sql, {
  name: 'County police',
  kind: 'police',
  answersEnquiries: true,
  startedOn: '2016-01-01',
})
const officer = await addPartnerPerson(database.sql, {
  partner: police,
  given: 'Olu',
  family: 'Officer',
  post: 'Constable',
  startedOn: '2016-01-01',
})

const amira = await makePerson(database, { given: 'Amira', family: 'Told' })
await move(database.sql, door, [amira], { line: '12 Mill Lane', town: 'Upton', postcode: 'UP1 2AB' }, '2019-01-01')

/** A worry of a head teacher about Amira, who is in the record, and a brother, who is not. */
const take = async () => {
  const { request } = await receive(
    database,
    {
      kind: 'concern',
      sender: 'professional',
      answers: {
        line: '4 Chapel Row',
        town: 'Upton',
        postcode: 'UP1 9ZZ',
        otherHome: 'At weekends with <b>their father</b> in Netherby.',
        needs: ['safety', 'mentalHealth', 'attendance'],
        happening: 'She comes hungry.',
        goingWell: 'Nan helps on Sundays.',
        safeNow: 'notSure',
        hurtThemself: 'yes',
        attendance: 'half',
        extraHelp: 'plan',
        consent: 'notAsked',
        whyNotAsked: 'evidence',
        yourGiven: 'Hal',
        yourFamily: 'Head',
        organisation: 'Upton Primary School',
        post: 'Head teacher',
        safeWays: ['phone'],
        phone: '01632 960 555',
        interpreter: true,
        language: 'Somali',
      },
      children: [
        { given: 'Amira', family: 'Told', bornOn: '2013-05-04', answers: {} },
        { given: 'Tom', family: 'Told', bornOn: '2016-02-01', answers: {} },
      ],
    },
    { now },
  )
  await examineNew(database, now)
  return request
}

const decided = async (request: number, children: readonly number[]): Promise<number> => {
  const { entry } = await decideRequest(
    ledger,
    door,
    request,
    { children, outcome: 'multiAgencyPartnership', level: 4, rationale: 'Three worries at once.' },
    { ...usualAgreement, outcomes: [] },
  )
  return entry ?? 0
}

const allocated = (identity: number, who: 'socialWorker' | 'otherSocialWorker') =>
  recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity }],
    outcome: 'socialWorker',
    answers: {
      allocatedOn: '2020-12-14',
      worker: staff[who],
      team: who === 'socialWorker' ? 'protection-north' : 'protection-south',
    },
  })

const request = await take()
await linkChild(database.sql, door, request, { position: 1, identity: amira, reason: '' })
const enquiry = await ask(database, door, { request, partner: police, children: [1], question: 'Who lives there?' })
const answering = await partnerContextOf(database.sql, officer, now)
assert.ok(answering)
await answerEnquiry(database, answering, {
  enquiry,
  answers: { known: 'yes', worries: 'Called <i>twice</i> in May.', visiting: 'no', mayShare: 'no' },
})
const contact = await decided(request, [1])
await allocated(amira, 'socialWorker')
const at = `/children/${amira}/entries/${contact}`

test('what was told of a child whose brother nobody has found yet opens once he is', async () => {
  const worker = await as('socialWorker')
  const early = await worker.get(at)
  assert.equal(early.statusCode, 200, early.body)
  assert.match(early.body, /What was told at the door[^]*It opens as soon as that is decided/)
  assert.doesNotMatch(early.body, /Somali|01632 960 555|Tom Told/)
})

test('the worker who assesses reads all that was told, decided and answered, and the look is kept', async () => {
  const tom = await createFromSent(database.sql, door, request, 2, {
    motherGiven: null,
    motherFamily: null,
    line: null,
    town: null,
    postcode: null,
  })
  assert.ok(typeof tom === 'number')
  await allocated(tom, 'socialWorker')
  const worker = await as('socialWorker')
  const page = await worker.get(at)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /Worry about a child, from Hal Head, Head teacher, Upton Primary School/)
  for (const words of [
    /Is the child safe at this moment\?[^]*I am not sure/,
    /hurt themself[^]*Yes/,
    /About half/,
    /An education, health and care plan/,
    /They were not asked[^]*Asking might harm an investigation of the police/,
    /Nan helps on Sundays/,
    /At weekends with &lt;b&gt;their father&lt;\/b&gt;/,
    /Telephone number[^]*01632 960 555/,
    /Somali/,
    /Level 4, specialist[^]*Three worries at once/,
    /County police was asked about Amira Told[^]*Who lives there\?[^]*Olu Officer, Constable[^]*Called &lt;i&gt;twice&lt;\/i&gt; in May[^]*No: go with the police/,
  ])
    assert.match(page.body, words)
  const looks = await database.sql
    .selectFrom('access_log')
    .select(['identity', 'entry', 'request'])
    .where('act', '=', 'told at the door')
    .where('worker', '=', staff.socialWorker)
    .orderBy('identity')
    .execute()
  assert.deepEqual(
    looks,
    [amira, tom].map(identity => ({ identity, entry: contact, request })),
  )
})

test('an address that was told otherwise stands there beside the recorded one, and the move begins with it', async () => {
  const worker = await as('socialWorker')
  const page = await worker.get(at)
  assert.match(page.body, /Told: 4 Chapel Row, Upton, UP1 9ZZ\. In the record: 12 Mill Lane, Upton, UP1 2AB/)
  const form = await worker.get(`/children/${amira}/people/move?told=${contact}`)
  assert.match(form.body, /value="4 Chapel Row"[^]*value="UP1 9ZZ"/)
  const moved = await worker.post(`/children/${amira}/people/move`, {
    ...dayOf('movedOn', '2020-12-01'),
    line: '4 chapel row',
    town: 'Upton',
    postcode: 'up19zz',
  })
  assert.equal(moved.statusCode, 303, moved.body)
  assert.doesNotMatch((await worker.get(at)).body, /The address was told otherwise/)
  assert.equal(
    isSameHome(
      { line: 'Flat 2, 4 Mill Lane', town: '', postcode: '' },
      { line: 'flat 2 4 Mill lane', town: null, postcode: 'UP1 2AB' },
    ),
    true,
  )
  assert.equal(
    isSameHome({ line: '', town: 'Upton', postcode: '' }, { line: '4 Mill Lane', town: 'Upton', postcode: null }),
    false,
  )
})

test('the forms of what follows, the child’s page and what was recorded after it lead there', async () => {
  const worker = await as('socialWorker')
  const link = new RegExp(`href="${at}#told"`)
  assert.match((await worker.get(`/children/${amira}`)).body, link)
  const referral = await recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects: [{ identity: amira }],
    outcome: 'assessment',
    answers: { receivedOn: '2020-12-14', source: 'schools', why: 'Hunger.', decidedOn: '2020-12-14' },
    follows: contact,
  })
  assert.match((await worker.get(`/children/${amira}/record/childAndFamilyAssessment`)).body, link)
  assert.match((await worker.get(`/children/${amira}/entries/${referral}`)).body, link)
})

test('one who may open one of the children only reads that it tells of another', async () => {
  await allocated(amira, 'otherSocialWorker')
  const other = await as('otherSocialWorker')
  const page = await other.get(at)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /It tells of another child too, whose record does not open to you/)
  assert.doesNotMatch(page.body, /Somali|Called/)
})

test('where one of them is restricted, nobody but the keepers learns that there was more', async () => {
  const tom = (
    await database.sql
      .selectFrom('request_link')
      .select('identity')
      .where('request', '=', request)
      .where('position', '=', 2)
      .executeTakeFirstOrThrow()
  ).identity
  await allocated(tom, 'otherSocialWorker')
  const worker = await as('otherSocialWorker')
  assert.match((await worker.get(at)).body, /Somali/, 'who may open both reads it')
  await database.sql.insertInto('restriction').values({ identity: tom, reason: 'Adopted.', started_at: now }).execute()
  const page = await worker.get(at)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /She comes hungry/)
  assert.doesNotMatch(page.body, /id="told"|Somali/)
  assert.doesNotMatch((await worker.get(`/children/${amira}`)).body, /told at the door/, 'nor does anything lead there')
})
