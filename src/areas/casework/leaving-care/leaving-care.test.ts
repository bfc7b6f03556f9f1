import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { caseworkPages, dayOf } from '../testing-pages.ts'
import { makePerson, recordAs, staff } from '../testing.ts'
import type { Values } from '../testing-pages.ts'

const { database, as } = await caseworkPages()

type Of = {
  readonly bornOn?: string
  readonly inCareUntil?: string | null
  readonly adviser?: number | null
  readonly entitledOn?: string | null
}

/** Somebody who was looked after for two years to the 18th birthday, with an adviser unless said otherwise. */
const careLeaver = async (
  given: string,
  {
    bornOn = '2000-12-20',
    inCareUntil = '2018-12-20',
    adviser = staff.personalAdviser,
    entitledOn = '2018-12-20',
  }: Of = {},
): Promise<number> => {
  const child = await makePerson(database, { given, family: 'Grown', bornOn })
  const subjects = [{ identity: child }]
  await recordAs(database, 'dutyWorker', {
    step: 'becomingLookedAfter',
    subjects,
    answers: {
      startedOn: '2016-10-01',
      legalStatus: 'V2',
      needCode: 'N1',
      unaccompanied: false,
      placementType: 'U6',
      provider: 'PR1',
      where: 'Foster carers',
      outsideCounty: false,
    },
    outcome: 'started',
  })
  if (inCareUntil !== null)
    await recordAs(database, 'dutyWorker', {
      step: 'ceasingToBeLookedAfter',
      subjects,
      answers: { ceasedOn: inCareUntil, reason: 'E5' },
      outcome: inCareUntil >= '2018-12-20' ? 'ceasedAt18' : 'ceased',
    })
  if (adviser !== null)
    await recordAs(database, 'dutyWorker', {
      step: 'allocation',
      subjects,
      answers: { allocatedOn: '2018-12-20', worker: adviser, team: 'leaving-care' },
      outcome: 'personalAdviser',
    })
  if (entitledOn !== null && adviser !== null)
    await recordAs(database, 'personalAdviser', {
      step: 'eligibility',
      subjects,
      answers: { decidedOn: entitledOn, category: 'formerRelevant' },
      outcome: 'entitled',
    })
  return child
}

const contact = (child: number, contactOn: string, more: Readonly<Record<string, unknown>> = {}, outcome = 'inTouch') =>
  recordAs(database, 'personalAdviser', {
    step: 'keepingInTouch',
    subjects: [{ identity: child }],
    answers: {
      contactOn,
      inTouch: 'YES',
      means: 'telephone',
      accommodation: 'U',
      suitable: true,
      activity: 'F2',
      ...more,
    },
    outcome,
  })

const entitlementsOf = async (child: number) =>
  (
    await database.sql
      .selectFrom('entry_subject')
      .innerJoin('entry', 'entry.lineage', 'entry_subject.lineage')
      .select(['entry.outcome', 'entry.answers', 'entry.happened_on'])
      .where('entry_subject.identity', '=', child)
      .where('entry.step', '=', 'entitlement')
      .orderBy('entry.lineage')
      .execute()
  ).map(({ outcome, answers, happened_on }) => `${String(answers.entitlement)} ${outcome} ${happened_on}`)

const settled = await careLeaver('Settled')
await contact(settled, '2020-12-01')
const lost = await careLeaver('Lost')
await contact(lost, '2020-06-01')
await contact(
  lost,
  '2020-11-20',
  { inTouch: 'NO', accommodation: undefined, suitable: undefined, activity: undefined },
  'notInTouch',
)
const homeless = await careLeaver('Homeless', { bornOn: '2000-03-01', inCareUntil: '2018-03-01' })
await contact(homeless, '2020-11-25', { accommodation: 'S', suitable: false, activity: 'G5', means: 'inPerson' })

test('an adviser’s list has home, work, contact, birthday and plan, and what needs attention first', async () => {
  const page = await (await as('personalAdviser')).get('/leaving-care')
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /3 young people/)
  assert.match(page.body, /Lost Grown[^]*Homeless Grown[^]*Settled Grown/, 'those who need most first')
  assert.match(page.body, /Not in touch since 1 June 2020/)
  assert.match(page.body, /Home: homeless/)
  assert.match(
    page.body,
    /Settled Grown[^]*Independent living[^]*Full time in other education[^]*last 1 December 2020, by telephone[^]*20th on 20 December 2020[^]*all is answered/,
  )
  assert.match(page.body, /Lost Grown[^]*Pathway plan \d+ days late/)
  assert.match(page.body, /67%<\/p><p[^>]*>in touch, 2 of 3/)
  assert.match(page.body, /href="\/figures\/care-leavers-in-touch">Around the 19th to 21st birthday/)
})

test('the list is filtered by contact, home, work, age and need, and says what would be there where nothing is', async () => {
  const adviser = await as('personalAdviser')
  const names = async (query: string) =>
    [...(await adviser.get(`/leaving-care?${query}`)).body.matchAll(/(\w+) Grown<\/a>/g)].map(([, name]) => name).sort()
  assert.deepEqual(await names('touch=notInTouch'), ['Lost'])
  assert.deepEqual(await names('home=unsuitable'), ['Homeless'])
  assert.deepEqual(await names('work=notInWork'), ['Homeless'])
  assert.deepEqual(await names('need=contact'), ['Lost'])
  assert.deepEqual(
    await names('need=birthday'),
    ['Homeless'],
    'the months around the 21st began after the last contact',
  )
  assert.deepEqual(await names('age=from18'), ['Homeless', 'Lost', 'Settled'])
  assert.deepEqual(await names('age=under18'), [])
  assert.deepEqual(await names('home=palace'), ['Homeless', 'Lost', 'Settled'], 'what is not in the list is not asked')
  assert.match((await adviser.get('/leaving-care?age=from21')).body, /Nobody here has the support of a care leaver/)
})

test('around a birthday the page says what is missing, and keeping in touch answers it', async () => {
  const child = await careLeaver('Birthday')
  const adviser = await as('personalAdviser')
  const before = await adviser.get(`/children/${child}/leaving-care`)
  assert.match(
    before.body,
    /20th, 20 December 2020[^]*Asked now[^]*20 September 2020 to 20 January 2021[^]*whether we are in touch, where they live, what they do/,
  )
  assert.match(
    before.body,
    /19th, 20 December 2019[^]*Over[^]*class="govuk-table__cell rh-late"><span class="rh-cell-label">Still missing: <\/span>whether we are in touch/,
  )
  await contact(child, '2020-12-10', { suitable: undefined })
  assert.match(
    (await adviser.get(`/children/${child}/leaving-care`)).body,
    /20th, 20 December 2020[^]*In touch\. Independent living\. Full time in other education[^]*>whether it is suitable</,
  )
  assert.match(
    (await adviser.get('/leaving-care?need=birthday')).body,
    /Birthday Grown[^]*Around the 20th birthday we still need: whether it is suitable, by 20 January 2021/,
  )
  assert.doesNotMatch(before.body, /18th, 20 December 2018/, 'care ended on that birthday')
})

test('the checklist records an entry for each thing that changed, in one go, and shows where each stands', async () => {
  const adviser = await as('personalAdviser')
  const address = `/children/${settled}/leaving-care`
  const sent: Values = {
    settingUpHome: 'given',
    railCard: 'refused',
    councilTax: '',
    ...dayOf('on', '2020-12-10'),
    details: 'The card costs too much.',
  }
  assert.equal((await adviser.post(`${address}/entitlements`, sent)).statusCode, 303)
  assert.deepEqual(await entitlementsOf(settled), ['settingUpHome given 2020-12-10', 'railCard refused 2020-12-10'])
  const page = await adviser.get(address)
  assert.match(page.body, /Setting up home allowance[^]*Given on 10 December 2020/)
  assert.match(page.body, /Rail card[^]*Refused on 10 December 2020[^]*The card costs too much/)
  assert.match(page.body, /Council tax exemption[^]*Not gone through yet/)
  await adviser.post(`${address}/entitlements`, { railCard: 'given', ...dayOf('on', '2020-12-12') })
  assert.match((await adviser.get(address)).body, /Rail card[^]*Given on 12 December 2020/)
  assert.match((await adviser.get(`/children/${settled}/story`)).body, /Rail card: given\./)
})

test('a checklist with nothing changed, a wrong day or a made-up standing is refused in words, and nothing is written', async () => {
  const child = await careLeaver('Wrong')
  const adviser = await as('personalAdviser')
  const post = (values: Values) => adviser.post(`/children/${child}/leaving-care/entitlements`, values)
  assert.match((await post(dayOf('on', '2020-12-10'))).body, /Choose what has changed/)
  const future = await post({
    councilTax: 'given',
    railCard: 'notYet',
    ...dayOf('on', '2020-12-15'),
    details: 'Kept words',
  })
  assert.equal(future.statusCode, 422)
  assert.match(future.body, /must be today \(14 December 2020\) or in the past/)
  assert.match(future.body, /Kept words/)
  assert.match(future.body, /value="notYet" selected/)
  assert.match(
    (await post({ councilTax: 'perhaps', ...dayOf('on', '2020-12-10') })).body,
    /Choose how it stands from the list/,
  )
  assert.deepEqual(await entitlementsOf(child), [])
})

test('the health passport reads from the record in plain words', async () => {
  const child = await careLeaver('Healthy')
  await recordAs(database, 'dutyWorker', {
    step: 'healthAssessment',
    subjects: [{ identity: child }],
    answers: { assessedOn: '2018-06-01', by: 'nurse', dentist: true, immunised: false, needs: 'Glasses for reading.' },
    outcome: 'completed',
  })
  const adviser = await as('personalAdviser')
  await adviser.post(`/children/${child}/leaving-care/entitlements`, {
    healthPassport: 'given',
    ...dayOf('on', '2020-12-01'),
  })
  const page = await adviser.get(`/children/${child}/health-passport`)
  assert.match(
    page.body,
    /1 June 2018, registered nurse or midwife[^]*Glasses for reading\.[^]*Immunisations up to date: no/,
  )
  assert.match(page.body, /Given to you on 1 December 2020/)
  assert.match(page.body, /<title>Health passport –/)
})

test('whoever asks before 25 has support again; one of 25 has not', async () => {
  const child = await careLeaver('Again', { bornOn: '1999-05-01', inCareUntil: '2017-05-01', entitledOn: null })
  const close = (identity: number) =>
    recordAs(database, 'personalAdviser', {
      step: 'leavingCareClosure',
      subjects: [{ identity }],
      answers: { closedOn: '2020-11-01', reason: 'noLongerWanted' },
      outcome: 'closed',
    })
  await recordAs(database, 'personalAdviser', {
    step: 'eligibility',
    subjects: [{ identity: child }],
    answers: { decidedOn: '2019-01-01', category: 'formerRelevant' },
    outcome: 'entitled',
  })
  await close(child)
  const ended = await (await as('teamManager')).get('/leaving-care')
  assert.equal(ended.statusCode, 403, 'of another service')
  const adviser = await as('personalAdviser')
  assert.match((await adviser.get('/leaving-care?show=ended')).body, /Again Grown[^]*1 November 2020[^]*30 April 2024/)
  await database.sql.updateTable('clock').set({ stands_at: '2024-05-01T09:00:00.000Z' }).execute()
  assert.doesNotMatch(
    (await (await as('personalAdviser')).get('/leaving-care?show=ended')).body,
    /Again Grown/,
    'the 25th birthday',
  )
  await database.sql.updateTable('clock').set({ stands_at: '2020-12-14T09:00:00.000Z' }).execute()
  await adviser.post('/open-with-reason', { child: String(child), reason: 'They rang and ask for help.' })
  const page = await adviser.get(`/children/${child}/leaving-care`)
  assert.match(page.body, /Support ended on 1 November 2020/)
  assert.match(page.body, /They ask for support again/)
  assert.match(
    (await adviser.post(`/children/${child}/leaving-care/again`, { asked: ' ' })).body,
    /Say what they ask for/,
  )
  assert.equal(
    (await adviser.post(`/children/${child}/leaving-care/again`, { asked: 'Help with a flat.' })).statusCode,
    303,
  )
  const after = await adviser.get(`/children/${child}/leaving-care`)
  assert.match(after.body, /Former relevant: 18 to 24/)
  assert.doesNotMatch(after.body, /They ask for support again/)
  assert.match((await adviser.get(`/children/${child}`)).body, /Pathway plan/)
})

test('a manager sees the same by adviser; others see no list, and nobody sees one they may not know of', async () => {
  await database.sql
    .updateTable('post')
    .set({ team: 'leaving-care' })
    .where('worker', 'in', [staff.serviceManager, staff.teamManager])
    .execute()
  const manager = await as('serviceManager')
  const page = await manager.get('/leaving-care')
  assert.match(page.body, /By personal adviser[^]*personalAdviser Tester[^]*In touch/)
  assert.match(
    (await manager.get(`/leaving-care?adviser=${staff.personalAdviser}`)).body,
    /Care leavers: personalAdviser Tester/,
  )
  assert.match((await (await as('teamManager')).get('/leaving-care')).body, /Lost Grown/)
  await database.sql
    .insertInto('restriction')
    .values({ identity: lost, reason: 'Safety', started_at: '2020-12-01T00:00:00.000Z' })
    .execute()
  for (const name of ['serviceManager', 'personalAdviser', 'director'] as const)
    assert.doesNotMatch((await (await as(name)).get('/leaving-care')).body, /Lost Grown/, name)
  assert.equal((await (await as('personalAdviser')).get(`/children/${lost}/leaving-care`)).statusCode, 404)
  for (const name of ['councillor', 'administrator', 'earlyHelpWorker', 'socialWorker'] as const)
    assert.equal((await (await as(name)).get('/leaving-care')).statusCode, 403, name)
  const analyst = await (await as('analyst')).get('/leaving-care')
  assert.match(analyst.body, /Settled Grown/)
  assert.doesNotMatch(analyst.body, /href="\/children\//)
})

test('those in our care at 16 or 17 with no decision are found; a reader of the record changes nothing', async () => {
  const soon = await careLeaver('Soon', { bornOn: '2004-02-01', inCareUntil: null, adviser: null })
  const director = await as('director')
  assert.match((await director.get('/leaving-care?show=soon')).body, /Soon Grown[^]*1 October 2016/)
  const page = await director.get(`/children/${soon}/leaving-care`)
  assert.match(
    page.body,
    /No decision yet[^]*By the dates in the record: Eligible: 16 or 17 and looked after\. In our care for \d+ weeks between 14 and 18/,
  )
  assert.doesNotMatch(page.body, /Record the changes/)
  assert.equal(
    (
      await director.post(`/children/${soon}/leaving-care/entitlements`, {
        railCard: 'given',
        ...dayOf('on', '2020-12-01'),
      })
    ).statusCode,
    403,
  )
  assert.match((await director.get(`/children/${soon}`)).body, /Leaving care<\/a>/)
  const looks = await database.sql
    .selectFrom('access_log')
    .select(['act', 'answer'])
    .where('identity', '=', soon)
    .where('worker', '=', staff.director)
    .execute()
  assert.ok(looks.some(({ act, answer }) => act === 'leaving care' && answer === 'open'))
})

test('nobody is entitled a second time by what is recorded late, beside the entitlement that stands from a later day', async () => {
  const child = await careLeaver('Late', { entitledOn: '2020-06-01' })
  const entitled = (decidedOn: string) =>
    recordAs(database, 'personalAdviser', {
      step: 'eligibility',
      subjects: [{ identity: child }],
      answers: { decidedOn, category: 'formerRelevant' },
      outcome: 'entitled',
    })
  await assert.rejects(
    entitled('2020-03-02'),
    /another beginning, on 1 June 2020.*Record first how the earlier one ended/,
  )
  const { rows } = await sql`
    select from duty where identity = ${child} and rule = 'pathwayPlan' and known_to = 'infinity'`.execute(database.sql)
  assert.equal(rows.length, 1)
})
