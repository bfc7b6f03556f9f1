import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseworkPages, dayOf, draftIn, versionIn } from './testing-pages.ts'
import { makePerson, makeSiblings, recordAs, rules, staff } from './testing.ts'

const { database, as, recordByPages } = await caseworkPages()

const child = await makePerson(database, { given: 'Ada' })
const brother = await makePerson(database, { given: 'Ben', bornOn: '2015-01-01' })
const stranger = await makePerson(database, { given: 'Cora', family: 'Elsewhere' })
await makeSiblings(database, child, brother)
for (const identity of [child, brother])
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity }],
    answers: { allocatedOn: '2020-12-01', worker: staff.socialWorker, team: 'protection-north' },
    outcome: 'socialWorker',
  })
await recordAs(database, 'dutyWorker', {
  step: 'allocation',
  subjects: [{ identity: stranger }],
  answers: { allocatedOn: '2020-12-01', worker: staff.otherSocialWorker, team: 'protection-south' },
  outcome: 'socialWorker',
})

const note = {
  ...dayOf('happenedOn', '2020-12-10'),
  heading: 'A call',
  words: 'The school called.',
  outcome: 'recorded',
}
const entries = async () =>
  Number(
    (
      await database.sql
        .selectFrom('entry')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )
const drafts = async () =>
  Number(
    (
      await database.sql
        .selectFrom('draft')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )

const mendedAfter = async (values: Readonly<Record<string, string | readonly string[]>>, step = 'caseNote') => {
  const worker = await as('socialWorker')
  const before = await entries()
  const begun = await worker.post(`/children/${child}/record/${step}`, { 'own-action': 'check', ...values })
  assert.equal(begun.statusCode, 303, begun.body)
  const check = await worker.get(String(begun.headers.location))
  assert.equal(check.statusCode, 303, 'what has errors is not shown to be completed')
  const form = await worker.get(String(check.headers.location))
  assert.equal(form.statusCode, 422)
  assert.match(form.body, /There is a problem/)
  const forced = await worker.post(`/drafts/${draftIn(begun.headers.location)}/complete`, {
    'own-version': versionIn(form.body),
  })
  assert.match(String(forced.headers.location), /mend=1/)
  assert.equal(await entries(), before, 'nothing was recorded')
  return form.body
}

test('dates that do not exist, lie in the future or are words come back with what was typed', async () => {
  const wrong = await mendedAfter({ ...note, 'happenedOn-day': '31', 'happenedOn-month': '2' })
  assert.match(wrong, /must be a real date/)
  assert.match(wrong, /value="31"/)
  assert.match(wrong, /The school called\./)
  assert.match(
    await mendedAfter({ ...note, ...dayOf('happenedOn', '2020-12-15') }),
    /must be today \(14 December 2020\) or in the past/,
  )
  assert.match(await mendedAfter({ ...note, 'happenedOn-day': 'tomorrow' }), /value="tomorrow"/)
  assert.match(await mendedAfter({ ...note, 'happenedOn-year': '99999999999' }), /must be a real date/)
})

test('what is empty or too long is named, and kept', async () => {
  assert.match(await mendedAfter({ ...note, words: '' }), /Enter what happened/)
  const long = 'x'.repeat(201)
  const body = await mendedAfter({ ...note, heading: long })
  assert.match(body, /must be 200 characters or fewer; it has 201/)
  assert.ok(body.includes(long))
})

test('an outcome that the step does not have is refused by the page', async () => {
  assert.match(await mendedAfter({ ...note, outcome: 'plan' }), /Choose an outcome from the list/)
  assert.match(await mendedAfter({ ...note, outcome: '__proto__' }), /Choose an outcome from the list/)
  assert.match(await mendedAfter({ ...note, outcome: ['recorded', 'plan'], heading: '' }), /There is a problem/)
})

test('a character that no record can hold goes, and everything around it is kept', async () => {
  const worker = await as('socialWorker')
  const begun = await worker.post(`/children/${child}/record/caseNote`, {
    ...note,
    heading: 'A\u0000 call',
    words: 'The school\u0000 called.',
    'own-subject': [String(child), String(brother)],
    [`own-paragraph-${brother}`]: 'He was\u0000 there.',
    'own-action': 'check',
  })
  assert.equal(begun.statusCode, 303, begun.body)
  const check = await worker.get(String(begun.headers.location))
  assert.match(check.body, /A call[^]*The school called\./)
  const done = await worker.post(`/drafts/${draftIn(begun.headers.location)}/complete`, {
    'own-version': versionIn(check.body),
  })
  const address = String(done.headers.location).split('?')[0]
  const corrected = await worker.post(`${address}/correct`, {
    ...note,
    'own-reason': 'A slip\u0000',
    'own-action': 'check',
  })
  assert.match((await worker.get(String(corrected.headers.location))).body, /A slip/)
  assert.equal((await worker.post(`${address}/withdraw`, { version: '1', reason: '\u0000' })).statusCode, 422)
  assert.equal((await worker.post(`${address}/withdraw`, { version: '1', reason: 'Not\u0000 so' })).statusCode, 303)
  assert.match((await worker.get(address ?? '')).body, /Not so/)
  assert.match((await worker.post('/search', { words: 'Ad\u0000a' })).body, /Ada Ashdown/)
  const mended = await mendedAfter({ ...note, heading: '\u0000' })
  assert.match(mended, /Enter an answer to: /)
})

test('a worker and a team that there are not stand at their questions, and nothing is recorded', async () => {
  const day = dayOf('transferredOn', '2020-12-10')
  const send = (worker: number, team: string) =>
    mendedAfter({ ...day, worker: String(worker), team, outcome: 'socialWorker' }, 'transfer')
  assert.match(await send(999_999, 'protection-north'), /href="#worker">There is no such worker/)
  assert.match(await send(staff.socialWorker, 'no-such-team'), /href="#team">There is no such team/)
  assert.match(
    await send(staff.socialWorker, 'protection-south'),
    /href="#worker">socialWorker Tester has no post in that team on 10 December 2020/,
  )
})

test('an answer that nobody asked for saves nothing and says so', async () => {
  const worker = await as('socialWorker')
  const before = await drafts()
  const answer = await worker.post(`/children/${child}/record/caseNote`, { ...note, category: 'NEG' })
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /does not ask: “category”\. Nothing was saved/)
  assert.match(answer.body, /The school called\./, 'what was typed is still there')
  assert.equal(await drafts(), before)
})

test('script and SQL in every field are words like any other', async () => {
  const evil = `<script>alert('x')</script>'; drop table entry; --`
  const entry = await recordByPages('socialWorker', child, 'caseNote', {
    ...dayOf('happenedOn', '2020-12-09'),
    heading: evil,
    words: `${evil}\n{{ 7 * 7 }} {% include "web/layout.njk" %}`,
    'own-paragraph-1': evil,
    outcome: 'recorded',
  })
  const worker = await as('socialWorker')
  for (const address of [`/children/${child}`, `/children/${child}/story`, `/children/${child}/entries/${entry}`]) {
    const page = await worker.get(address)
    assert.equal(page.statusCode, 200)
    assert.doesNotMatch(page.body, /<script>alert/)
  }
  const page = await worker.get(`/children/${child}/entries/${entry}`)
  assert.match(page.body, /&lt;script&gt;alert/)
  assert.match(page.body, /\{\{ 7 \* 7 \}\}/)
  const found = await worker.post('/search', { words: evil })
  assert.equal(found.statusCode, 200)
  const story = await worker.post(`/children/${child}/story`, {
    words: evil,
    by: evil,
    family: evil,
    order: evil,
    page: '-1',
    'known-day': evil,
  })
  assert.equal(story.statusCode, 422)
  assert.match(story.body, /must be a real date/)
})

test('a child one may not open cannot be read, recorded about, or added to what is recorded', async () => {
  const worker = await as('socialWorker')
  const known = await worker.get(`/children/${stranger}`)
  assert.match(known.body, /Whom to ask/)
  assert.match(known.body, /otherSocialWorker Tester/)
  for (const address of ['story', 'people', 'tonight', 'plans', 'record/caseNote'])
    assert.doesNotMatch(
      (await worker.get(`/children/${stranger}/${address}`)).body,
      /Nobody is allocated|The story|What happened/,
      address,
    )
  const before = await drafts()
  const answer = await worker.post(`/children/${stranger}/record/caseNote`, note)
  assert.match(answer.body, /Whom to ask/)
  const added = await worker.post(`/children/${child}/record/caseNote`, { ...note, 'own-subject': String(stranger) })
  assert.equal(added.statusCode, 422)
  assert.match(added.body, /Choose children from the list/)
  assert.equal(await drafts(), before)
  const looks = await database.sql
    .selectFrom('access_log')
    .select(['act', 'answer'])
    .where('identity', '=', stranger)
    .where('worker', '=', staff.socialWorker)
    .execute()
  assert.ok(looks.length >= 7 && looks.every(({ answer: given }) => given === 'known'), 'every refused look is kept')
})

test('numbers that do not exist, steps that do not exist and drafts of others answer as if there were none', async () => {
  const worker = await as('socialWorker')
  for (const address of [
    '/children/999999',
    '/children/0',
    '/children/abc',
    '/children/1e9',
    '/children/99999999999999999999',
    `/children/${child}/entries/999999`,
    `/children/${child}/record/nothing`,
    `/children/${child}/record/constructor`,
    '/drafts/999999',
    '/drafts/999999/check',
  ])
    assert.equal((await worker.get(address)).statusCode, 404, address)
  assert.equal((await worker.get(`/children/${child}/record/initialConference`)).statusCode, 403)
  const own = await worker.post(`/children/${child}/record/caseNote`, { ...note, heading: 'Mine' })
  const other = await as('otherSocialWorker')
  assert.equal((await other.get(String(own.headers.location))).statusCode, 404)
})

test('the same form sent twice makes one draft and one entry', async () => {
  const worker = await as('socialWorker')
  const values = { ...note, heading: 'Once only', 'own-action': 'check' }
  const [first, second] = [
    await worker.post(`/children/${child}/record/caseNote`, values),
    await worker.post(`/children/${child}/record/caseNote`, values),
  ]
  assert.equal(draftIn(first.headers.location), draftIn(second.headers.location))
  const check = await worker.get(String(first.headers.location))
  const before = await entries()
  const complete = () =>
    worker.post(`/drafts/${draftIn(first.headers.location)}/complete`, { 'own-version': versionIn(check.body) })
  const answers = await Promise.all([complete(), complete()])
  assert.equal(await entries(), before + 1)
  for (const answer of answers) assert.match(String(answer.headers.location), /\/entries\/\d+/, answer.body)
  assert.match(String((await complete()).headers.location), /\/entries\/\d+/)
})

test('two people complete one draft: one records it, the other hears who was first', async () => {
  const worker = await as('socialWorker')
  const manager = await as('teamManager')
  const begun = await worker.post(`/children/${child}/record/caseNote`, {
    ...note,
    heading: 'Between two',
    'own-action': 'check',
  })
  const address = `/drafts/${draftIn(begun.headers.location)}`
  const version = versionIn((await worker.get(`${address}/check`)).body)
  assert.equal(versionIn((await manager.get(`${address}/check`)).body), version)
  assert.equal((await worker.post(`${address}/complete`, { 'own-version': version })).statusCode, 303)
  const second = await manager.post(`${address}/complete`, { 'own-version': version })
  assert.equal(second.statusCode, 409)
  assert.match(second.body, /completed by socialWorker Tester on 14 December 2020/)
})

test('two people save one draft: the second sees the first’s words beside their own, and loses none', async () => {
  const worker = await as('socialWorker')
  const manager = await as('teamManager')
  const begun = await worker.post(`/children/${child}/record/caseNote`, { ...note, heading: 'Shared' })
  const address = `/drafts/${draftIn(begun.headers.location)}`
  const version = versionIn((await worker.get(address)).body)
  await manager.get(address)
  await worker.post(address, { ...note, heading: 'Shared', words: 'The worker’s words.', 'own-version': version })
  const late = await manager.post(address, {
    ...note,
    heading: 'Shared',
    words: 'The manager’s words.',
    'own-version': version,
  })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /The worker’s words\./)
  assert.match(late.body, /The manager’s words\./)
  const again = await manager.post(address, {
    ...note,
    heading: 'Shared',
    words: 'Both their words.',
    'own-version': versionIn(late.body),
  })
  assert.equal(again.statusCode, 303)
  assert.match((await worker.get(address)).body, /Both their words\./)
})

test('siblings are written once, each with a paragraph of its own', async () => {
  const entry = await recordByPages('socialWorker', child, 'caseNote', {
    ...note,
    heading: 'Both seen',
    'own-subject': String(brother),
    [`own-paragraph-${child}`]: 'Ada laughed.',
    [`own-paragraph-${brother}`]: 'Ben slept.',
  })
  const worker = await as('socialWorker')
  const hers = await worker.get(`/children/${child}/entries/${entry}`)
  assert.match(hers.body, /Ada laughed\./)
  assert.doesNotMatch(hers.body, /Ben slept\./)
  assert.match((await worker.get(`/children/${brother}/entries/${entry}`)).body, /Ben slept\./)
  assert.equal((await worker.get(`/children/${stranger}/entries/${entry}`)).body.includes('Ada laughed'), false)
})

test('a correction of what is about several children names them all and may change what is said of each alone', async () => {
  const about = (heading: string) => ({
    ...note,
    heading,
    'own-subject': String(brother),
    [`own-paragraph-${child}`]: 'Ada laughed.',
    [`own-paragraph-${brother}`]: 'Ben slept.',
  })
  const entry = await recordByPages('socialWorker', child, 'caseNote', about('Seen together'))
  const worker = await as('socialWorker')
  const address = `/children/${child}/entries/${entry}/correct`
  const form = await worker.get(address)
  assert.match(form.body, /This was written for Ada Ashdown and Ben Ashdown\. It is corrected for both\./)
  assert.match(form.body, /About Ben Ashdown alone[^]*Ben slept\./)
  assert.doesNotMatch(form.body, /Who else this is about/)
  const sent = { ...note, heading: 'Seen together', 'own-corrected': '1', 'own-reason': 'It was the other way round' }
  const begun = await worker.post(address, {
    ...sent,
    [`own-paragraph-${child}`]: '',
    [`own-paragraph-${brother}`]: 'Ben laughed.',
    'own-action': 'check',
  })
  const draft = await worker.get(`/drafts/${draftIn(begun.headers.location)}`)
  assert.match(draft.body, /It is corrected for both[^]*Ben laughed\./)
  const check = await worker.get(String(begun.headers.location))
  assert.match(check.body, /It is corrected for both\./)
  assert.match(check.body, /What this does for Ada Ashdown[^]*What this does for Ben Ashdown[^]*Ben laughed\./)
  const done = await worker.post(`/drafts/${draftIn(begun.headers.location)}/complete`, {
    'own-version': versionIn(check.body),
  })
  assert.equal(done.statusCode, 303, done.body)
  const hers = (await worker.get(`/children/${child}/entries/${entry}`)).body
  const [now = '', before = ''] = hers.split('How it stood before')
  assert.doesNotMatch(now, /Ada laughed/)
  assert.match(before, /About Ada Ashdown alone:<\/strong> Ada laughed\./)
  assert.doesNotMatch(hers, /Ben laughed|Ben slept/)
  const [his = '', hisBefore = ''] = (await worker.get(`/children/${brother}/entries/${entry}`)).body.split(
    'How it stood before',
  )
  assert.match(his, /Ben laughed\./)
  assert.match(hisBefore, /Ben slept\./)
  // A form that has no box for a paragraph leaves it as it is.
  const again = await worker.post(address, { ...sent, 'own-corrected': '2', 'own-action': 'check' })
  const second = await worker.get(String(again.headers.location))
  assert.match(second.body, /Ben laughed\./)
  await worker.post(`/drafts/${draftIn(again.headers.location)}/complete`, { 'own-version': versionIn(second.body) })
  const third = (await worker.get(`/children/${brother}/entries/${entry}`)).body
  assert.match(third, /Ben laughed\.[^]*Version 2[^]*Ben laughed\.[^]*Version 1[^]*Ben slept\./)
})

test('what is about a child who does not open is corrected by nobody who cannot open all', async () => {
  const entry = await recordByPages('socialWorker', child, 'caseNote', {
    ...note,
    heading: 'About both, one closed',
    'own-subject': String(brother),
  })
  await database.sql
    .insertInto('restriction')
    .values({ identity: brother, reason: 'staff family', started_at: '2020-12-01T00:00:00.000Z' })
    .execute()
  const closed = await (await as('socialWorker')).get(`/children/${child}/entries/${entry}/correct`)
  await database.sql.deleteFrom('restriction').where('identity', '=', brother).execute()
  assert.equal(closed.statusCode, 403)
  assert.match(closed.body, /You cannot correct this[^]*Ask your manager/)
  assert.doesNotMatch(
    closed.body,
    /Ben Ashdown|other child|for both/,
    'of whom nobody may know, nobody is told by a number',
  )
})

test('one who may know of a child that does not open is told of it by a number, and whoever opens all corrects', async () => {
  const entry = await recordAs(database, 'dutyWorker', {
    step: 'caseNote',
    subjects: [{ identity: child }, { identity: stranger }],
    answers: { happenedOn: '2020-12-10', heading: 'Two families', words: 'The school called.' },
    outcome: 'recorded',
  })
  const worker = await as('socialWorker')
  const correct = await worker.get(`/children/${child}/entries/${entry}/correct`)
  assert.equal(correct.statusCode, 403)
  assert.match(correct.body, /Ada Ashdown and 1 other child\. It is corrected for both at once/)
  const withdraw = await worker.get(`/children/${child}/entries/${entry}/withdraw`)
  assert.match(withdraw.body, /Ada Ashdown and 1 other child[^]*who may open the records of all of them/)
  assert.doesNotMatch(correct.body + withdraw.body, /Cora/)
})

test('a correction asks why, keeps the old readable, and two corrections at once are set side by side', async () => {
  const entry = await recordByPages('socialWorker', child, 'caseNote', { ...note, heading: 'Wrong heading' })
  const worker = await as('socialWorker')
  const address = `/children/${child}/entries/${entry}/correct`
  const form = await worker.get(address)
  assert.match(form.body, /value="Wrong heading"/)
  const right = { ...note, heading: 'Right heading', 'own-corrected': '1', 'own-action': 'check' }
  const silent = await worker.post(address, right)
  assert.match(String((await worker.get(String(silent.headers.location))).headers.location), /mend=1/)
  const begun = await worker.post(address, { ...right, 'own-reason': 'A slip of the pen' })
  const check = await worker.get(String(begun.headers.location))
  assert.equal(check.statusCode, 200, check.body)
  const other = await worker.post(address, { ...right, heading: 'Another heading', 'own-reason': 'I know better' })
  const otherCheck = await worker.get(String(other.headers.location))
  const done = await worker.post(`/drafts/${draftIn(begun.headers.location)}/complete`, {
    'own-version': versionIn(check.body),
  })
  assert.equal(done.statusCode, 303, done.body)
  const now = await worker.get(`/children/${child}/entries/${entry}`)
  assert.match(now.body, /Right heading/)
  assert.match(now.body, /A slip of the pen/)
  assert.match(now.body, /Version 1, recorded by/)
  assert.match(now.body, /Wrong heading/)
  const clash = await worker.post(`/drafts/${draftIn(other.headers.location)}/complete`, {
    'own-version': versionIn(otherCheck.body),
  })
  assert.equal(clash.statusCode, 409, clash.body)
  assert.match(clash.body, /Right heading/)
  assert.match(clash.body, /Another heading/)
})

test('a withdrawn entry leaves the story and stays readable', async () => {
  const entry = await recordByPages('socialWorker', child, 'caseNote', { ...note, heading: 'About another child' })
  const worker = await as('socialWorker')
  assert.equal(
    (await worker.post(`/children/${child}/entries/${entry}/withdraw`, { version: '1', reason: ' ' })).statusCode,
    422,
  )
  const done = await worker.post(`/children/${child}/entries/${entry}/withdraw`, {
    version: '1',
    reason: 'Wrong child',
  })
  assert.equal(done.statusCode, 303, done.body)
  assert.doesNotMatch((await worker.get(`/children/${child}/story`)).body, new RegExp(`/entries/${entry}"`))
  assert.match(
    (await worker.get(`/children/${child}/entries/${entry}`)).body,
    /Withdrawn<\/strong> by socialWorker Tester/,
  )
})

test('who withdraws second is told what happened, and keeps the reason', async () => {
  const entry = await recordByPages('socialWorker', child, 'caseNote', { ...note, heading: 'Twice withdrawn' })
  const address = `/children/${child}/entries/${entry}`
  const worker = await as('socialWorker')
  const corrected = await worker.post(`${address}/correct`, {
    ...note,
    heading: 'Corrected first',
    'own-reason': 'A slip',
    'own-action': 'check',
  })
  const check = await worker.get(String(corrected.headers.location))
  await worker.post(`/drafts/${draftIn(corrected.headers.location)}/complete`, { 'own-version': versionIn(check.body) })
  const late = await worker.post(`${address}/withdraw`, { version: '1', reason: 'On the wrong page' })
  assert.equal(late.statusCode, 409, late.body)
  assert.match(late.body, /Somebody corrected this on 14 December 2020[^]*Nothing was withdrawn/)
  assert.match(late.body, /name="version" value="2"/)
  assert.match(late.body, /On the wrong page<\/textarea>/)
  assert.equal((await worker.post(`${address}/withdraw`, { version: '2', reason: 'Mistaken' })).statusCode, 303)
  for (const version of ['2', '3']) {
    const again = await worker.post(`${address}/withdraw`, { version, reason: 'Me too' })
    assert.equal(again.statusCode, 409, again.body)
    assert.match(again.body, /This entry was withdrawn already on 14 December 2020/)
    assert.match(again.body, /socialWorker Tester withdrew this on [^]*: Mistaken\./)
    assert.match(again.body, /What you wrote was not recorded: Me too/)
    assert.doesNotMatch(again.body, /corrected this|name="reason"/)
  }
  const { version } = await database.sql
    .selectFrom('entry')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('lineage', '=', entry)
    .executeTakeFirstOrThrow()
  assert.equal(version, 3)
  assert.equal((await worker.get(`/children/${brother}/entries/${entry}/withdraw`)).statusCode, 404)
})

test('a withdrawal names every child whom it is withdrawn for, and counts nobody of whom one may not know', async () => {
  const entry = await recordByPages('socialWorker', child, 'caseNote', {
    ...note,
    heading: 'About both',
    'own-subject': [String(brother)],
  })
  const worker = await as('socialWorker')
  const page = await worker.get(`/children/${child}/entries/${entry}/withdraw`)
  assert.match(page.body, /This was written for Ada Ashdown and Ben Ashdown\. It is withdrawn for both\./)
  assert.doesNotMatch(page.body, /about another child/)
  assert.match(
    (await worker.get(`/children/${brother}/entries/${entry}/withdraw`)).body,
    /This was written for Ben Ashdown and Ada Ashdown/,
  )
  await database.sql
    .insertInto('restriction')
    .values({ identity: brother, reason: 'staff family', started_at: '2020-12-01T00:00:00.000Z' })
    .execute()
  const closed = await worker.get(`/children/${child}/entries/${entry}/withdraw`)
  const sent = await worker.post(`/children/${child}/entries/${entry}/withdraw`, { version: '1', reason: 'Mistaken' })
  await database.sql.deleteFrom('restriction').where('identity', '=', brother).execute()
  assert.match(closed.body, /You cannot withdraw this: somebody else has to\. Ask your manager/)
  assert.doesNotMatch(closed.body, /Ben Ashdown|name="reason"|other child|for both|all of them/)
  assert.doesNotMatch(sent.body, /other child|for both|all of them|no such child/)
  assert.equal(sent.statusCode, 409)
  assert.match(sent.body, /What you wrote was not recorded: Mistaken/)
  const alone = await recordByPages('socialWorker', child, 'caseNote', { ...note, heading: 'Alone' })
  assert.doesNotMatch((await worker.get(`/children/${child}/entries/${alone}/withdraw`)).body, /This was written for/)
})

test('every step that a role may record has a form, and every form refuses an empty one in words', async () => {
  for (const [name, step] of Object.entries(rules.pathway.steps)) {
    const who = (
      ['socialWorker', 'conferenceChair', 'teamManager', 'serviceManager', 'dutyWorker', 'pointOfAccessWorker'] as const
    ).find(role => step.may.record.includes(role))
    if (who === undefined || who === 'conferenceChair') continue
    const visitor = await as(who)
    const form = await visitor.get(`/children/${child}/record/${name}`)
    assert.equal(form.statusCode, 200, `${name} as ${who}`)
    const begun = await visitor.post(`/children/${child}/record/${name}`, { 'own-action': 'check' })
    const check = await visitor.get(String(begun.headers.location))
    const mend = await visitor.get(String(check.headers.location))
    assert.equal(mend.statusCode, 422, name)
    assert.match(mend.body, /There is a problem/)
  }
})
