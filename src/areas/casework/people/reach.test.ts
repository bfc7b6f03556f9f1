import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { contactDetailsOf, isTelephone, move, recordContactDetail, relate } from '../../../people/index.ts'
import { latestSaid } from '../../../people/latest-said.ts'
import { telephoneDigits } from '../../../people/telephones.ts'
import { usualAgencies } from '../meetings/agencies.ts'
import { caseworkPages, dayOf } from '../testing-pages.ts'
import { contextOf, makePerson, recordAs, staff } from '../testing.ts'

const { database, as } = await caseworkPages()

const door = await contextOf(database, 'pointOfAccessWorker')
const child = await makePerson(database, { given: 'Nia', family: 'Reached' })
const mother = await makePerson(database, { given: 'Grace', family: 'Reached', bornOn: '1988-02-01', kind: 'adult' })
const father = await makePerson(database, { given: 'Hugh', family: 'Elsewhere', bornOn: '1986-02-01', kind: 'adult' })
const stranger = await makePerson(database, { given: 'Some', family: 'Stranger', bornOn: '1980-02-01', kind: 'adult' })
for (const one of [mother, father])
  await relate(database.sql, door, { one, kind: one === mother ? 'mother' : 'father', other: child })
await move(database.sql, door, [child, mother], { line: '1 Mill Lane', town: 'Upton', postcode: null }, '2019-01-01')
await recordAs(database, 'dutyWorker', {
  step: 'allocation',
  subjects: [{ identity: child }],
  answers: { allocatedOn: '2020-12-01', worker: staff.socialWorker, team: 'protection-north' },
  outcome: 'socialWorker',
})
const at = `/children/${child}/people`
const numbersOf = (identity: number) => contactDetailsOf(database.sql, [identity])

test('telephone numbers are taken as people type them, and what is none is not', () => {
  for (const typed of [
    '01632 960 001',
    '(01632) 960001',
    '+44 7700 900 982',
    '+44 (0)7700-900982',
    '01632.960.001 ext. 12',
    '960001',
  ])
    assert.equal(isTelephone(typed), true, typed)
  for (const typed of [
    '',
    'none',
    '07700 9OO 982',
    '12345',
    '+44+7700900982',
    '1234567890123456',
    '01632 960 001 ask for Jo',
    '07700900982; drop table',
  ])
    assert.equal(isTelephone(typed), false, typed)
})

test('the same number is the same however it is written, and another is not', () => {
  for (const typed of [
    '07700 900982',
    '+44 7700 900982',
    '+44 (0)7700 900982',
    '(+44) 07700-900982',
    '0044 7700 900982',
    '0044 (0) 7700.900982',
    '07700 900982 ext. 12',
    '07700900982x3',
  ])
    assert.equal(telephoneDigits(typed), '07700900982', typed)
  for (const [typed, digits] of [
    ['441234', '441234'],
    ['01234', '01234'],
    ['+33 1 23 45 67 89', '+33123456789'],
    ['00441234 567890', '01234567890'],
  ] as const)
    assert.equal(telephoneDigits(typed), digits, typed)
})

test('a parent’s number is recorded with whether it is safe, stands on the people’s page and on tonight’s, and ends', async () => {
  const worker = await as('socialWorker')
  assert.match(
    (await worker.get(at)).body,
    /No telephone number and no e-mail address that you may see is in the record/,
  )
  const form = await worker.get(`${at}/contact`)
  assert.match(form.body, new RegExp(`value="person-${mother}"[^]*Grace Reached, mother`))
  const sent = {
    whose: `person-${mother}`,
    kind: 'telephone',
    value: ' 07700  900 123 ',
    safe: 'no',
    note: 'He <b>reads</b> it.',
  }
  const saved = await worker.post(`${at}/contact`, sent)
  assert.equal(saved.statusCode, 303, saved.body)
  const people = await worker.get(at)
  assert.match(
    people.body,
    /Grace Reached<\/strong>, mother[^]*07700 900 123, <strong>not safe to use: He &lt;b&gt;reads&lt;\/b&gt; it\./,
  )
  assert.match(
    (await worker.get(`/children/${child}/tonight`)).body,
    /Grace Reached, mother[^]*<strong>07700 900 123: not safe to use/,
  )
  const again = await worker.post(`${at}/contact`, { ...sent, value: '+44 7700 900123', safe: 'yes', note: '' })
  assert.equal(again.statusCode, 303, again.body)
  const [now, ...others] = await numbersOf(mother)
  assert.deepEqual([now?.safe, now?.value, others.length], [true, '+44 7700 900123', 0], 'one number, said anew')
  const rows = await database.sql.selectFrom('contact_detail').select(['safe', 'known_to']).orderBy('id').execute()
  assert.deepEqual(
    rows.map(({ safe, known_to }) => [safe, known_to === 'infinity']),
    [
      [false, false],
      [true, true],
    ],
    'what was said before stays',
  )
  const end = `${at}/contacts/${now?.contact ?? 0}/end`
  assert.match((await worker.get(end)).body, /Grace Reached: Telephone \+44 7700 900123/)
  assert.equal((await worker.post(end, dayOf('endedOn', '2030-01-01'))).statusCode, 422)
  assert.equal((await worker.post(end, dayOf('endedOn', '2020-12-10'))).statusCode, 303)
  assert.equal((await worker.post(end, dayOf('endedOn', '2020-12-10'))).statusCode, 404, 'it has ended already')
  assert.match((await worker.get(at)).body, /Before: Telephone \+44 7700 900123, until 10 December 2020/)
  assert.doesNotMatch((await worker.get(`/children/${child}/tonight`)).body, /900123/)
  const looks = await database.sql
    .selectFrom('access_log')
    .select('act')
    .where('identity', '=', mother)
    .where('act', 'like', '%how to reach')
    .execute()
  assert.deepEqual(
    looks.map(({ act }) => act),
    ['recorded how to reach', 'recorded how to reach', 'ended how to reach'],
  )
})

test('a caution stays until somebody lifts it, and what was said before is read on the page', async () => {
  const worker = await as('socialWorker')
  const number = { whose: `person-${father}`, kind: 'telephone', value: '07700 900 456' }
  const save = async (more: Record<string, string>) => {
    const saved = await worker.post(`${at}/contact`, { ...number, ...more })
    assert.equal(saved.statusCode, 303, saved.body)
    const [now, ...others] = await numbersOf(father)
    assert.equal(others.length, 0)
    return [now?.safe, now?.note]
  }
  assert.deepEqual(await save({ safe: 'no', note: 'He reads it' }), [false, 'He reads it'])
  assert.deepEqual(
    await save({ value: '+44 (0)7700 900456' }),
    [false, 'He reads it'],
    'nobody has said that it is safe',
  )
  const caution = /<strong>\+44 \(0\)7700 900456: not safe to use: He reads it/
  assert.match((await worker.get(`/children/${child}/tonight`)).body, caution)
  assert.deepEqual(await save({ safe: 'yes', note: 'His own since June' }), [true, 'His own since June'])
  const { body } = await worker.get(at)
  assert.match(
    body,
    /What was said of these before[^]*Hugh Elsewhere: Telephone \+44 \(0\)7700 900456, not safe to use: He reads it [^]*by socialWorker Tester/,
  )
  const { rows } = await sql<{ at: string }>`select max(known_from) as at from contact_detail`.execute(database.sql)
  assert.equal(await latestSaid(database.sql, [father]), rows[0]?.at, 'whatever is said next is said later')
})

test('what is no number or address, whoever is not near, and words too long come back as they were typed', async () => {
  const worker = await as('socialWorker')
  const sent = { whose: `person-${child}`, kind: 'telephone', value: '01632 960 002' }
  for (const [wrong, words] of [
    [{ value: 'ring her mum' }, /Enter a telephone number[^]*value="ring her mum"/],
    [{ kind: 'email' }, /Enter an e-mail address/],
    [{ kind: 'email', value: 'name@@example.com' }, /Enter an e-mail address/],
    [{ value: '0'.repeat(10_000) }, /must be 150 characters or fewer/],
    [{ note: 'n'.repeat(301) }, /must be 300 characters or fewer/],
    [{ whose: `person-${stranger}` }, /choose one of the answers/],
    [{ whose: 'person-x' }, /choose one of the answers/],
    [dayOf('startedOn', '2031-01-01'), /in the past/],
  ] as const) {
    const answer = await worker.post(`${at}/contact`, { ...sent, ...wrong })
    assert.equal(answer.statusCode, 422, JSON.stringify(wrong))
    assert.match(answer.body, words)
  }
  assert.deepEqual(await numbersOf(child), [])
  const withNul = await worker.post(`${at}/contact`, { ...sent, value: '01632\u0000 960 002', note: 'By\u0000 day' })
  assert.equal(withNul.statusCode, 303, withNul.body)
  assert.deepEqual(
    (await numbersOf(child)).map(({ value, note }) => [value, note]),
    [['01632 960 002', 'By day']],
  )
})

test('a number of somebody who is known and whose record does not open is shown nowhere and cannot be ended', async () => {
  const grandmother = await makePerson(database, {
    given: 'Olwen',
    family: 'Closed',
    bornOn: '1950-02-01',
    kind: 'adult',
  })
  await relate(database.sql, door, { one: grandmother, kind: 'grandparent', other: child })
  const said = { kind: 'telephone', safe: null, note: 'Olwen’s own', startedOn: null } as const
  for (const [identity, value] of [
    [stranger, '01632 960 009'],
    [grandmother, '01632 960 010'],
    [grandmother, '01632 960 011'],
  ] as const)
    await recordContactDetail(database.sql, door, { ...said, identity, value })
  await recordContactDetail(database.sql, door, { ...said, identity: grandmother, value: '01632 960 011', safe: true })
  const worker = await as('socialWorker')
  const people = (await worker.get(at)).body
  assert.match(people, /Olwen Closed/, 'she is known of')
  for (const page of [people, (await worker.get(`/children/${child}/tonight`)).body])
    assert.doesNotMatch(page, /960 01[01]|Olwen’s own/)
  assert.doesNotMatch((await worker.get(`${at}/contact`)).body, new RegExp(`person-${grandmother}"|960 01`))
  const sent = { whose: `person-${grandmother}`, kind: 'telephone', value: '01632 960 012' }
  assert.equal((await worker.post(`${at}/contact`, sent)).statusCode, 422)
  const [own] = await numbersOf(stranger)
  const hers = await numbersOf(grandmother)
  assert.equal(hers.length, 2)
  for (const number of [own, ...hers]) {
    const end = `${at}/contacts/${number?.contact ?? 0}/end`
    assert.equal((await worker.get(end)).statusCode, 404)
    assert.equal((await worker.post(end, dayOf('endedOn', '2020-12-10'))).statusCode, 404)
  }
  assert.equal((await (await as('auditor')).get(`${at}/contact`)).statusCode, 403)
})

test('the school stands above every page of the child, and with surgery and health visitor where they are looked for', async () => {
  const worker = await as('socialWorker')
  const add = (kind: string, name: string, telephone = '') => worker.post(`${at}/connection`, { kind, name, telephone })
  assert.equal((await add('school', 'Upton Primary School', '01632 960 003')).statusCode, 303)
  assert.equal((await add('surgery', 'Hill Surgery')).statusCode, 303)
  assert.equal((await add('healthVisitor', 'Hedy Visitor')).statusCode, 303)
  assert.equal((await add('school', 'n'.repeat(201))).statusCode, 422)
  assert.match(
    (await add('school', 'Some School', 'no number')).body,
    /Enter a telephone number[^]*value="Some School"/,
  )
  assert.equal((await add('prison', 'Nowhere')).statusCode, 422)
  assert.match((await worker.get(`/children/${child}`)).body, /Goes to Upton Primary School \(01632 960 003\)/)
  const people = await worker.get(at)
  assert.match(people.body, /School or college: <strong>Upton Primary School[^]*GP surgery: <strong>Hill Surgery/)
  assert.match((await worker.get(`/children/${child}/tonight`)).body, /Upton Primary School, 01632 960 003/)
  const plan = await worker.get(`/children/${child}/meetings/plan/initialConference`)
  assert.equal(plan.statusCode, 200)
  assert.match(plan.body, /value="Upton Primary School"[^]*value="Hill Surgery"/)
  assert.doesNotMatch(plan.body, /value="GP surgery"|value="School"/)
  const end = /href="([^"]+connections\/\d+\/end)"/.exec(people.body)?.[1] ?? ''
  assert.equal((await worker.post(end, dayOf('endedOn', '2020-12-10'))).statusCode, 303)
  assert.doesNotMatch((await worker.get(`/children/${child}`)).body, /Goes to/)
  assert.match((await worker.get(at)).body, /Before: School or college, Upton Primary School until 10 December 2020/)
})

test('a meeting offers what the record names, once, and what they are where it names none', () => {
  const school = {
    connection: 1,
    identity: 1,
    kind: 'school',
    name: 'Upton Primary School',
    telephone: null,
    startedOn: null,
    endedOn: null,
  } as const
  const agencies = (connections: Parameters<typeof usualAgencies>[1]) =>
    usualAgencies(['2013-05-04', '2019-05-04'], connections, '2020-12-14').map(({ name, agency }) => name ?? agency)
  assert.deepEqual(agencies([]), ['Health visiting', 'School', 'School nursing', 'GP surgery'])
  assert.deepEqual(agencies([school, { ...school, identity: 2 }, { ...school, name: 'Old', endedOn: '2019-01-01' }]), [
    'Health visiting',
    'Upton Primary School',
    'School nursing',
    'GP surgery',
  ])
})
