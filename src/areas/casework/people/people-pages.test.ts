import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { placeHomesByPostcode, relativesOf } from '../../../people/index.ts'
import { addRelative, endRelative } from './change-relatives.ts'
import { caseworkPages, dayOf } from '../testing-pages.ts'
import { contextOf, makePerson, recordAs, staff } from '../testing.ts'

const { database, as } = await caseworkPages()

const child = await makePerson(database, { given: 'Nia', family: 'Oldname' })
const twin = await makePerson(database, { given: 'Nia', family: 'Oldname' })
for (const identity of [child, twin])
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity }],
    answers: { allocatedOn: '2020-12-01', worker: staff.socialWorker, team: 'protection-north' },
    outcome: 'socialWorker',
  })

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="(\\d+)"`).exec(body)?.[1] ?? ''

test('a fact is corrected with a reason, the old stays readable, and two who change at once are told', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${child}/people/correct`
  const form = await worker.get(address)
  const version = hidden(form.body, 'version')
  const facts = {
    version,
    given: 'Nia',
    family: 'Newname',
    preferred: 'Nini',
    ...dayOf('bornOn', '2013-05-04'),
    language: 'Welsh',
    interpreter: 'yes',
    sex: 'female',
    disabilities: ['AUT', 'HEAR'],
  }
  assert.equal((await worker.post(address, facts)).statusCode, 422, 'without a reason nothing changes')
  const done = await worker.post(address, { ...facts, why: 'The birth certificate says so' })
  assert.equal(done.statusCode, 303, done.body)
  const people = await worker.get(`/children/${child}/people`)
  assert.match(people.body, /Nini Newname/)
  assert.match(people.body, /What was said before[^]*Oldname/)
  assert.match(people.body, /Autism or Asperger syndrome, Hearing/)
  const late = await worker.post(address, { ...facts, preferred: 'Late', why: 'From an older page' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /Somebody changed this while you were writing/)
  assert.match(late.body, /name="preferred"[^>]*value="Nini"/)
  assert.match(late.body, /From an older page/)
  const reason = await database.sql
    .selectFrom('access_log')
    .select('reason')
    .where('act', '=', 'changed facts')
    .execute()
  assert.deepEqual(reason, [{ reason: 'The birth certificate says so' }])
})

test('what is recorded as no is shown as no, as the form has it', async () => {
  const worker = await as('socialWorker')
  const { body } = await worker.get(`/children/${twin}/people`)
  assert.match(body, /Needs an interpreter<\/dt><dd[^>]*>No</)
  assert.match(body, /Came to this country unaccompanied<\/dt><dd[^>]*>No</)
  const form = await worker.get(`/children/${twin}/people/correct`)
  assert.match(form.body, /name="interpreter"[^>]*value="no" checked/)
})

test('what two people change at once in different facts both stands', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${twin}/people/correct`
  const shown = { version: hidden((await worker.get(address)).body, 'version'), given: 'Nia', family: 'Oldname' }
  assert.equal((await worker.post(address, { ...shown, language: 'Polish', why: 'She said so' })).statusCode, 303)
  assert.equal((await worker.post(address, { ...shown, pronouns: 'she/her', why: 'She told me' })).statusCode, 303)
  const people = await worker.get(`/children/${twin}/people`)
  assert.match(people.body, /Polish/)
  assert.match(people.body, /she\/her/)
})

test('a relative, a move and a link that are sent twice at once are there once, and each concerned has the line in the log', async () => {
  const worker = await as('socialWorker')
  const father = { relation: 'father', given: 'Huw', family: 'Twice', kind: 'adult', parental: 'yes' }
  const address = `/children/${twin}/people`
  const sent = await Promise.all([1, 2, 3].map(() => worker.post(`${address}/relative`, father)))
  assert.deepEqual(
    sent.map(({ statusCode }) => statusCode),
    [303, 303, 303],
  )
  const later = await worker.post(`${address}/relative`, father)
  assert.equal(later.statusCode, 303, 'one that comes when the others are done finds whom they made, and is not asked')
  const called = await database.sql
    .selectFrom('identity_version')
    .select('identity')
    .where('family', '=', 'Twice')
    .execute()
  assert.equal(called.length, 1)
  const to = { ...dayOf('movedOn', '2020-12-01'), line: '9 Twice Street', town: 'Sometown' }
  await Promise.all([1, 2, 3].map(() => worker.post(`${address}/move`, to)))
  const homes = await database.sql.selectFrom('residence').select('id').where('identity', '=', twin).execute()
  assert.equal(homes.length, 1)
  await worker.post(`${address}/link`, { other: String(child), decision: 'different', why: 'Two girls' })
  const noted = await database.sql
    .selectFrom('access_log')
    .select('identity')
    .where('act', '=', 'decided different')
    .orderBy('identity')
    .execute()
  assert.deepEqual(noted, [{ identity: child }, { identity: twin }])
})

test('a move says in which district the home is, and so does a page of its own; the record shows it', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${twin}/people`
  const people = async () => (await worker.get(address)).body
  const form = (await worker.get(`${address}/move`)).body
  assert.match(form, /District \(optional\)[^]*Upton[^]*Outside the county[^]*Not known/)
  const moved = { ...dayOf('movedOn', '2020-12-05'), line: '1 Market Place', town: 'Upton' }
  assert.equal((await worker.post(`${address}/move`, { ...moved, district: 'nowhere' })).statusCode, 422)
  assert.equal((await worker.post(`${address}/move`, moved)).statusCode, 303)
  assert.match(await people(), /1 Market Place, Upton: [^]*now; district not known/)
  const said = await worker.get(`${address}/home`)
  assert.match(said.body, /1 Market Place, Upton\. [^]*value="not known" checked/)
  const shown = hidden(said.body, 'household')
  assert.equal((await worker.post(`${address}/home`, { household: shown, district: 'upton' })).statusCode, 303)
  assert.match(await people(), /1 Market Place, Upton: [^]*now; Upton</)
  const quadrant = await database.sql
    .selectFrom('residence')
    .innerJoin('household', 'household.household', 'residence.household')
    .innerJoin('district', 'district.district', 'household.district')
    .select('district.quadrant')
    .where('residence.identity', '=', twin)
    .where('residence.ended_on', 'is', null)
    .where('residence.known_to', '=', 'infinity')
    .execute()
  assert.deepEqual(quadrant, [{ quadrant: 'north' }])
  const beyond = { ...dayOf('movedOn', '2020-12-06'), line: '2 Far Away', district: 'outside the county' }
  assert.equal((await worker.post(`${address}/move`, beyond)).statusCode, 303)
  assert.match(await people(), /2 Far Away: [^]*now; outside the county/)
})

test('where a home is, is said of the house that was shown, and that nobody knows it stays said', async () => {
  const worker = await as('socialWorker')
  await database.sql
    .updateTable('district')
    .set({ postcodes: ['QX1'] })
    .execute()
  const mover = await makePerson(database, { given: 'Mair', family: 'Mover' })
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity: mover }],
    answers: { allocatedOn: '2020-12-01', worker: staff.socialWorker, team: 'protection-north' },
    outcome: 'socialWorker',
  })
  const address = `/children/${mover}/people`
  const moveTo = (line: string, day: string) =>
    worker.post(`${address}/move`, { ...dayOf('movedOn', day), line, postcode: 'QX1 1AA' })
  const districtOf = async (line: string) =>
    (await database.sql.selectFrom('household').select('district').where('line', '=', line).executeTakeFirst())
      ?.district
  assert.equal((await moveTo('1 First House', '2020-12-02')).statusCode, 303)
  assert.equal(await districtOf('1 First House'), 'upton')
  const household = hidden((await worker.get(`${address}/home`)).body, 'household')
  const save = (more: Record<string, string>) => worker.post(`${address}/home`, { household, ...more })
  assert.equal((await save({ district: 'not known' })).statusCode, 303)
  assert.equal(await districtOf('1 First House'), null, 'the postcode does not tell again what nobody knows')
  await placeHomesByPostcode(database.sql, '2020-12-14T10:00:00.000Z')
  assert.equal(await districtOf('1 First House'), null, 'nor when the council changes')
  assert.equal((await save({})).statusCode, 303)
  assert.equal(await districtOf('1 First House'), 'upton', 'where nothing is chosen, the postcode tells')
  assert.equal((await moveTo('2 Second House', '2020-12-05')).statusCode, 303)
  const late = await save({ district: 'outside the county' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /2 Second House, QX1 1AA\.[^]*somebody has recorded a move/)
  assert.match(late.body, /value="outside the county" checked/, 'what was chosen comes back')
  assert.deepEqual([await districtOf('1 First House'), await districtOf('2 Second House')], ['upton', 'upton'])
  const now = { household: hidden(late.body, 'household'), district: 'outside the county' }
  assert.equal((await worker.post(`${address}/home`, now)).statusCode, 303)
  assert.deepEqual([await districtOf('1 First House'), await districtOf('2 Second House')], ['upton', null])
})

test('two of one name are two: unborn twins, and a father of whom more is said', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${twin}/people`
  const called = async (family: string) =>
    (await relativesOf(database.sql, await contextOf(database, 'socialWorker'), twin))
      .filter(({ name }) => name.includes(family))
      .map(({ relation, parentalResponsibility }) => [relation, parentalResponsibility])
  const unborn = { relation: 'sibling', family: 'Smith', kind: 'child', existing: 'new' }
  for (const sent of [unborn, unborn]) assert.equal((await worker.post(`${address}/relative`, sent)).statusCode, 303)
  assert.equal((await called('Smith')).length, 2, 'twins who are not born yet')
  const father = { relation: 'father', given: 'Ifan', family: 'Said', kind: 'adult', existing: 'new' }
  await worker.post(`${address}/relative`, father)
  await worker.post(`${address}/relative`, father)
  assert.deepEqual(await called('Said'), [['father', null]], 'sent twice')
  await worker.post(`${address}/relative`, { ...father, parental: 'yes' })
  assert.deepEqual(await called('Said'), [
    ['father', null],
    ['father', true],
  ])
  const sooner = sql<string>`known_from - interval '20 minutes'`
  await database.sql
    .updateTable('relationship')
    .set({ known_from: sooner })
    .where('other', '=', twin)
    .where('kind', '=', 'father')
    .execute()
  await worker.post(`${address}/relative`, father)
  assert.equal((await called('Said')).length, 3, 'what is said again another time is somebody else’s to judge')
})

test('a date of birth in the future or script in a name are refused or kept as words', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${child}/people/correct`
  const version = hidden((await worker.get(address)).body, 'version')
  const wrong = await worker.post(address, { version, given: 'Nia', ...dayOf('bornOn', '2021-01-01'), why: 'x' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Date of birth must be today/)
  const evil = await worker.post(address, {
    version,
    given: '<script>alert(1)</script>',
    family: 'Newname',
    ...dayOf('bornOn', '2013-05-04'),
    why: 'x',
  })
  assert.equal(evil.statusCode, 303)
  assert.doesNotMatch((await worker.get(`/children/${child}/people`)).body, /<script>alert/)
})

test('a relative is looked for before a new one is made, and is seen from both ends', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${child}/people/relative`
  const asked = { relation: 'mother', given: 'Nia', family: 'Oldname', kind: 'adult', parental: 'yes' }
  const matches = await worker.post(address, asked)
  assert.match(matches.body, /Is it one of these people\?/)
  const mother = { relation: 'mother', given: 'Bronwen', family: 'Newname', kind: 'adult', parental: 'yes' }
  assert.equal((await worker.post(address, mother)).statusCode, 303)
  const people = (await worker.get(`/children/${child}/people`)).body
  assert.match(people, /Bronwen Newname[^]*mother[^]*yes/)
  assert.match(
    people,
    /mother <a[^>]*>This relationship ended<[^]*?<\/td><td[^>]*><span class="rh-cell-label">Parental responsibility: <\/span>yes<\/td>/,
  )
  const row = await database.sql
    .selectFrom('relationship')
    .select('one')
    .where('kind', '=', 'mother')
    .executeTakeFirstOrThrow()
  assert.match((await worker.get(`/children/${row.one}/people`)).body, /child/)
  assert.equal((await worker.post(address, { ...mother, relation: 'friendliest' })).statusCode, 422)
})

test('a relationship ends on a day and stays readable', async () => {
  const worker = await as('socialWorker')
  const page = await worker.get(`/children/${child}/people`)
  const address = /href="([^"]+\/end)"/.exec(page.body)?.[1] ?? ''
  assert.match((await worker.get(address)).body, /Bronwen Newname, mother/)
  const wrong = await worker.post(address, { ...dayOf('endedOn', '2020-12-15') })
  assert.equal(wrong.statusCode, 422)
  assert.equal((await worker.post(address, { ...dayOf('endedOn', '2020-12-01') })).statusCode, 303)
  assert.match(
    (await worker.get(`/children/${child}/people`)).body,
    /Before: Bronwen Newname, mother, until 1 December 2020/,
  )
  assert.equal((await worker.get(`/children/${child}/people/relatives/999999/end`)).statusCode, 404)
})

test('a relationship can have a day on which it began, which is shown and cannot lie in the future', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${child}/people/relative`
  const began = { relation: 'stepParent', given: 'Sion', family: 'Tudor', kind: 'adult' }
  const early = await worker.post(address, { ...began, ...dayOf('startedOn', '2020-12-15') })
  assert.equal(early.statusCode, 422)
  assert.match(early.body, /Date on which the relationship began must be today/)
  assert.match(early.body, /value="Tudor"/)
  assert.equal((await worker.post(address, { ...began, ...dayOf('startedOn', '2018-06-02') })).statusCode, 303)
  const page = await worker.get(`/children/${child}/people`)
  assert.match(page.body, /Sion Tudor[^]*?since 2 June 2018/)
  const end = /href="([^"]+\/end)"[^>]*>This relationship ended<span[^>]*>: Sion Tudor/.exec(page.body)?.[1] ?? ''
  const before = await worker.post(end, dayOf('endedOn', '2018-06-01'))
  assert.match(before.body, /The end must be on or after the start/)
  assert.equal((await worker.post(end, dayOf('endedOn', '2020-12-01'))).statusCode, 303)
  assert.match(
    (await worker.get(`/children/${child}/people`)).body,
    /Sion Tudor, [^,]+, from 2 June 2018 until 1 December 2020/,
  )
})

test('that a relationship ended is not in the log where there is none to end', async () => {
  const asked = { database, context: await contextOf(database, 'socialWorker'), child }
  const lines = () =>
    database.sql.selectFrom('access_log').select('id').where('act', '=', 'ended a relationship').execute()
  const before = (await lines()).length
  assert.match((await endRelative(asked, 999999, '2020-12-01')).endedOn ?? '', /no such relationship any more/)
  assert.equal((await lines()).length, before)
})

test('a move ends the home before it, and those who moved together are chosen', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${child}/people/move`
  assert.equal(
    (await worker.post(address, { ...dayOf('movedOn', '2020-06-01'), line: '1 First Street', town: 'Upton' }))
      .statusCode,
    303,
  )
  assert.equal(
    (await worker.post(address, { ...dayOf('movedOn', '2020-11-01'), line: '2 Second Street', postcode: 'up1 2ab' }))
      .statusCode,
    303,
  )
  const page = await worker.get(`/children/${child}/people`)
  assert.match(
    page.body,
    /2 Second Street, UP1 2AB[^]*1 November 2020 to now[^]*1 First Street[^]*1 June 2020 to 1 November 2020/,
  )
  assert.equal(
    (await worker.post(address, { ...dayOf('movedOn', '2020-12-15'), line: '3 Third Street' })).statusCode,
    422,
  )
  const early = await worker.post(address, { ...dayOf('movedOn', '2020-01-01'), line: '3 Third Street' })
  assert.match(early.body, /href="#movedOn-day"[^>]*>The move must be on or after/)
})

test('records of one person are linked with a reason and unlinked by deciding again', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${child}/people/link`
  assert.equal((await worker.post(address, { other: String(child), decision: 'same', why: 'x' })).statusCode, 422)
  assert.equal((await worker.post(address, { other: '999999', decision: 'same', why: 'x' })).statusCode, 422)
  assert.equal(
    (await worker.post(address, { other: String(twin), decision: 'same', why: 'The same NHS number' })).statusCode,
    303,
  )
  assert.match((await worker.get(`/children/${child}/people`)).body, /2 records are of one person/)
  assert.equal(
    (await worker.post(address, { other: String(twin), decision: 'different', why: 'Twins after all' })).statusCode,
    303,
  )
  assert.doesNotMatch((await worker.get(`/children/${child}/people`)).body, /records are of one person/)
})

test('a decision about another record is told of as that record is: its reason where it opens, nothing where it is restricted', async () => {
  const [theirs, restricted] = [
    await makePerson(database, { given: 'Nia', family: 'Elsewhere' }),
    await makePerson(database, { given: 'Nia', family: 'Secret' }),
  ]
  await database.sql
    .insertInto('link')
    .values(
      [theirs, restricted].map(other => ({
        one: child,
        other,
        decision: 'different',
        reason: `Not the girl of record ${other} in Hidden Road`,
        author: staff.teamManager,
        known_from: '2020-12-01T00:00:00.000Z',
      })),
    )
    .execute()
  await database.sql
    .insertInto('restriction')
    .values({ identity: restricted, reason: 'staff family', started_at: '2020-01-01T00:00:00.000Z' })
    .execute()
  const { body } = await (await as('socialWorker')).get(`/children/${child}/people`)
  assert.match(body, new RegExp(`href="/children/${theirs}/people">${theirs}</a>: different`))
  assert.match(body, /Twins after all/)
  assert.doesNotMatch(body, /Hidden Road/)
  assert.doesNotMatch(body, new RegExp(`children/${restricted}/people`))
})

test('a number is checked by its check digit', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${child}/people/identifier`
  assert.equal((await worker.post(address, { scheme: 'nhsNumber', value: '943 476 5918' })).statusCode, 422)
  assert.equal((await worker.post(address, { scheme: 'nhsNumber', value: '943 476 5919' })).statusCode, 303)
  assert.match((await worker.get(`/children/${child}/people`)).body, /9434765919/)
})

test('a number or a link without its line in the access log is not written', async () => {
  const worker = await as('socialWorker')
  await sql`alter table access_log add constraint nothing_today
    check (act not in ('recorded a number', 'decided undecided')) not valid`.execute(database.sql)
  const number = await worker.post(`/children/${twin}/people/identifier`, {
    scheme: 'nhsNumber',
    value: '987 654 4330',
  })
  const link = await worker.post(`/children/${child}/people/link`, {
    other: String(twin),
    decision: 'undecided',
    why: 'Perhaps not',
  })
  assert.deepEqual([number.statusCode, link.statusCode], [500, 500])
  const written = await database.sql.selectFrom('identifier').select('value').where('identity', '=', twin).execute()
  assert.deepEqual(written, [])
  const undecided = await database.sql.selectFrom('link').select('id').where('decision', '=', 'undecided').execute()
  assert.deepEqual(undecided, [])
  await sql`alter table access_log drop constraint nothing_today`.execute(database.sql)
})

test('who has looked is read by those who may, and by nobody else', async () => {
  assert.equal((await (await as('socialWorker')).get(`/children/${child}/looks`)).statusCode, 403)
  const manager = await as('teamManager')
  const looks = await manager.get(`/children/${child}/looks`)
  assert.match(looks.body, /socialWorker Tester/)
  const earlier = await manager.get(`/children/${child}/looks?page=2`)
  assert.match(looks.body + earlier.body, /The birth certificate says so/)
  assert.equal((await (await as('auditor')).get(`/children/${child}/people/correct`)).statusCode, 403)
})

test('what is said anew of a relationship is later than what was said before, even where another server’s clock was ahead', async () => {
  const asked = { database, context: await contextOf(database, 'socialWorker'), child }
  const standsAt = (change: string) =>
    sql`update clock set stands_at = stands_at + ${change}::interval`.execute(database.sql)
  const { identity: one } = await database.sql
    .selectFrom('identity_version')
    .select('identity')
    .where('given', '=', 'Sion')
    .executeTakeFirstOrThrow()
  const relative = { relation: 'friend', parental: undefined, startedOn: undefined, kind: 'adult', facts: {} } as const
  await standsAt('2 seconds')
  assert.deepEqual(await addRelative(asked, { ...relative, existing: one }), {})
  await standsAt('-2 seconds')
  const { id } = await database.sql
    .selectFrom('relationship')
    .select('id')
    .where('kind', '=', 'friend')
    .executeTakeFirstOrThrow()
  assert.deepEqual(await endRelative(asked, id, '2020-12-01'), {})
  const [first, second] = await database.sql
    .selectFrom('relationship')
    .select(['known_from', 'known_to'])
    .where('kind', '=', 'friend')
    .orderBy('id')
    .execute()
  assert.ok(first !== undefined && first.known_from < first.known_to)
  assert.equal(second?.known_from, first.known_to)
})
