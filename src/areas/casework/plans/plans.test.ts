import assert from 'node:assert/strict'
import { test } from 'node:test'
import { correct } from '../../../ledger/correct.ts'
import { caseworkPages, dayOf, draftIn, versionIn } from '../testing-pages.ts'
import { contextOf, makePerson, recordAs, rules } from '../testing.ts'
import { byName } from './family.ts'
import { makePlanScene } from './testing.ts'

const { database, as, recordByPages } = await caseworkPages()
const { child, brother } = await makePlanScene(database)
const plans = `/children/${child}/plans`
const ofPlan = `${plans}/childProtectionPlan`
const club = `${ofPlan}/goals/food/actions/club`

const hidden = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''

const latestPlan = async (of: number) => {
  const rows = await database.sql
    .selectFrom('entry')
    .innerJoin('entry_subject', 'entry_subject.lineage', 'entry.lineage')
    .select(['entry.lineage', 'entry.step', 'entry.answers'])
    .where('entry_subject.identity', '=', of)
    .orderBy('entry.id', 'desc')
    .execute()
  return rows
}

test('the plan in force is in plain sight: goals, who does what by when, what is late and was put off, both views', async () => {
  const page = await (await as('socialWorker')).get(plans)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(page.body, /1 plan in force/)
  assert.match(page.body, /There is food in the house every day[^]*Breakfast club[^]*School[^]*by 1 December 2020/)
  assert.match(page.body, /13 days late[^]*put off twice/)
  assert.match(page.body, /The flat is warm and dry[^]*43 days late/)
  assert.match(page.body, /Unchanged since 30 November 2020 \(14 days\)\. 0 of 3 actions done\. 2 late\./)
  assert.match(page.body, /What Amira says[^]*dumplings on other days too/)
  assert.match(page.body, /What the family says[^]*The letters frighten us/)
  assert.match(page.body, /At least every 5 working days/)
  assert.match(page.body, /Changed since 20 October 2020[^]*New goal[^]*The flat is warm and dry/)
  assert.match(page.body, /3 versions[^]*30 November 2020, Core group[^]*by socialWorker Tester/)
})

test('any two versions are compared: what was put off, how often on the way, and which goals are new', async () => {
  const worker = await as('socialWorker')
  const last = await worker.get(`${ofPlan}/changes`)
  assert.match(last.body, /Changed from 20 October 2020 to 30 November 2020/)
  const [first] = [...last.body.matchAll(/<option value="(\d+)"/g)].map(([, entry]) => entry)
  const all = await worker.get(`${ofPlan}/changes?from=${first ?? ''}`)
  assert.match(all.body, /Changed from 16 September 2020 to 30 November 2020/)
  assert.match(
    all.body,
    /Put off[^]*Breakfast club[^]*from 1 October 2020 to 1 December 2020; put off twice in this time/,
  )
  assert.match(all.body, /New goal[^]*The flat is warm and dry/)
  const wrong = await worker.get(`${ofPlan}/changes?from=999999&to=x`)
  assert.match(wrong.body, /Changed from 20 October 2020 to 30 November 2020/)
  assert.equal((await worker.get(`${plans}/somethingElse/changes`)).statusCode, 404)
})

test('a core group goes on from the plan: nothing is typed again, another row is added, and the check says what changes', async () => {
  const worker = await as('socialWorker')
  const address = `/children/${child}/record/coreGroup`
  const form = await worker.get(address)
  assert.match(form.body, /There is food in the house every day<\/textarea>/)
  assert.match(form.body, /name="visitEvery"[^>]*value="5"/)
  assert.match(form.body, /The plan in force[^]*Changed since 30 November 2020[^]*Nothing has changed since/)
  const typed = {
    ...dayOf('heldOn', '2020-12-14'),
    progress: 'Heating works.',
    visitEvery: '5',
    'plan-1-key': 'food',
    'plan-1-different': 'There is food in the house every day',
    'plan-1-actions-1-key': 'club',
    'plan-1-actions-1-what': 'Breakfast club',
    'plan-1-actions-1-owner': 'School',
    ...dayOf('plan-1-actions-1-by', '2020-12-01'),
    'plan-1-actions-1-status': 'done',
    'plan-2-key': 'warm',
    'plan-2-different': 'The flat is warm and dry',
    'plan-2-remove': 'yes',
    'plan-count': '3',
  }
  const grown = await worker.post(address, { ...typed, add: 'plan' })
  assert.equal(grown.statusCode, 303, grown.body)
  assert.match(String(grown.headers.location), /\/drafts\/\d+#plan-4$/)
  const draft = draftIn(grown.headers.location)
  const open = await worker.get(`/drafts/${draft}`)
  assert.match(open.body, /id="plan-4"/)
  assert.match(open.body, /name="plan-2-remove" type="checkbox" value="yes" checked/)
  const wrong = await worker.post(`/drafts/${draft}`, {
    ...typed,
    'plan-3-actions-1-what': 'Ring the GP',
    'own-version': versionIn(open.body),
    'own-action': 'check',
  })
  const refused = await worker.get(String((await worker.get(String(wrong.headers.location))).headers.location))
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /href="#plan-3-different">Goal 3: enter what will be different/)
  assert.match(refused.body, /href="#plan-3-actions-1-owner">Goal 3, action 1: enter who does it/)
  assert.match(refused.body, /value="Ring the GP"/, 'what was typed is kept')
  const mended = await worker.post(`/drafts/${draft}`, {
    ...typed,
    'own-version': versionIn(refused.body),
    'own-action': 'check',
  })
  const check = await worker.get(String(mended.headers.location))
  assert.match(check.body, /What this changes in the plan[^]*Goal taken out[^]*The flat is warm and dry/)
  assert.match(check.body, /Done[^]*Breakfast club/)
})

test('a plan with no goal is refused in plain words, and nothing is recorded', async () => {
  const other = await makePerson(database, { given: 'Nogoal' })
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity: other }],
    outcome: 'socialWorker',
    answers: { allocatedOn: '2020-12-01', worker: 3, team: 'protection-north' },
  })
  const worker = await as('socialWorker')
  const begun = await worker.post(`/children/${other}/record/childInNeedPlan`, {
    ...dayOf('agreedOn', '2020-12-10'),
    'plan-1-different': '  ',
    'plan-1-actions-1-status': 'done',
    childsView: 'I want to stay with Nan.',
    outcome: 'agreed',
    'own-action': 'check',
  })
  const back = await worker.get(String(begun.headers.location))
  const page = await worker.get(String(back.headers.location))
  assert.equal(page.statusCode, 422)
  assert.match(page.body, /A plan needs at least one goal: say what will be different/)
  assert.match(page.body, /I want to stay with Nan\./)
  await assert.rejects(
    recordAs(database, 'socialWorker', {
      step: 'childInNeedPlan',
      subjects: [{ identity: other }],
      outcome: 'agreed',
      answers: { agreedOn: '2020-12-10', plan: [] },
    }),
    /A plan needs at least one goal/,
  )
  assert.match((await worker.get(`/children/${other}/plans`)).body, /There is no plan in force/)
})

test('an action is moved, and done, by one entry each, for brothers and sisters who share the plan', async () => {
  const worker = await as('socialWorker')
  const form = await worker.get(club)
  assert.match(form.body, /Breakfast club[^]*School, by 1 December 2020\. It stands as: <strong>moved to a later date/)
  const version = hidden(form.body, 'version')
  const asked = { version, ...dayOf('changedOn', '2020-12-14') }
  const nowhere = await worker.post(club, { ...asked, status: 'moved', ...dayOf('by', '2020-12-01') })
  assert.equal(nowhere.statusCode, 422)
  assert.match(nowhere.body, /Enter the day to which it moves/)
  const early = { ...asked, ...dayOf('changedOn', '2020-11-01'), status: 'done' }
  assert.match(
    (await worker.post(club, early)).body,
    /cannot be before 30 November 2020, when the plan was last changed/,
  )
  const moved = await worker.post(club, {
    ...asked,
    status: 'moved',
    ...dayOf('by', '2021-01-04'),
    why: 'School closed.',
  })
  assert.equal(moved.statusCode, 303, moved.body)
  assert.match((await worker.get(String(moved.headers.location))).body, /by 4 January 2021[^]*put off 3 times/)
  const twice = await worker.post(club, { ...asked, status: 'done', ...dayOf('by', '2020-12-01') })
  assert.equal(twice.statusCode, 409)
  assert.match(twice.body, /Somebody changed this plan while you were writing/)
  const again = await worker.get(club)
  const done = await worker.post(club, {
    version: hidden(again.body, 'version'),
    status: 'done',
    ...dayOf('by', '2021-01-04'),
    ...dayOf('changedOn', '2020-12-14'),
  })
  assert.equal(done.statusCode, 303, done.body)
  for (const each of [child, brother]) {
    const [latest] = await latestPlan(each)
    assert.equal(latest?.step, 'planProgress')
    assert.match(JSON.stringify(latest.answers), /"status":\s*"done"/)
  }
  assert.match((await worker.get(plans)).body, /1 of 3 actions done/)
  assert.match((await worker.get(`/children/${child}/story`)).body, /Progress on the child protection plan/)
  assert.equal((await worker.get(`${ofPlan}/goals/food/actions/nothing`)).statusCode, 404)
})

test('the family’s sheet has their own words first, people by name, and no word of the office', async () => {
  const page = await (await as('socialWorker')).get(`${ofPlan}/for-the-family`)
  assert.equal(page.statusCode, 200, page.body)
  assert.match(
    page.body,
    /What Amira says[^]*dumplings[^]*What the family says[^]*letters frighten us[^]*What will be different[^]*Who to talk to/,
  )
  assert.match(page.body, /<strong>Grace Byrne \(mother\)<\/strong>: Shop with the voucher each Friday/)
  assert.match(page.body, /socialWorker Tester comes to see Amira at least once a week/)
  assert.match(page.body, /We look at this plan together again by <strong>3 December 2020/)
  const article = /<article[^]*<\/article>/.exec(page.body)?.[0] ?? ''
  assert.doesNotMatch(article, /core group|conference|section 47|threshold|visit|Family safeguarding.*duty/i)
  assert.doesNotMatch(page.body, /<title>[^<]*(Amira|Okafor)/)
  const near = { near: [], allocated: [] }
  assert.equal(byName('Aunt Jo', near), 'Aunt Jo')
})

test('a plan written in words before stays readable, and its words begin the first goal of the next', async () => {
  const old = await makePerson(database, { given: 'Older' })
  await recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects: [{ identity: old }],
    outcome: 'assessment',
    answers: { receivedOn: '2020-06-01', source: 'schools', why: 'Hunger.', decidedOn: '2020-06-01' },
  })
  const entry = await recordAs(database, 'dutyWorker', {
    step: 'childInNeedPlan',
    subjects: [{ identity: old }],
    outcome: 'agreed',
    answers: { agreedOn: '2020-07-01', plan: [{ different: 'Words of before take its place' }] },
  })
  const words = { agreedOn: '2020-07-01', goals: 'Fed and warm.', actions: 'School: breakfast.' }
  await database.sql
    .updateTable('entry')
    .set({ answers: JSON.stringify(words) })
    .where('id', '=', entry)
    .execute()
  const worker = await as('dutyWorker')
  const page = await worker.get(`/children/${old}/plans`)
  assert.match(page.body, /This plan has no goals in the record yet[^]*Fed and warm\.[^]*School: breakfast\./)
  const revision = await worker.get(`/children/${old}/record/childInNeedPlan`)
  assert.match(revision.body, /id="plan-1-different"[^>]*>Fed and warm\.<\/textarea>/)
  assert.match(revision.body, /id="plan-1-actions-1-what"[^>]*value="School: breakfast\."/)
  const correction = await worker.get(`/children/${old}/entries/${entry}/correct`)
  assert.match(correction.body, /id="plan-1-different"[^>]*>Fed and warm\.<\/textarea>/)
})

test('a correction keeps what was answered to questions that are no longer asked', async () => {
  const entry = await recordAs(database, 'socialWorker', {
    step: 'coreGroup',
    subjects: [{ identity: child }],
    outcome: 'held',
    answers: { heldOn: '2020-09-10', progress: 'Begun.' },
  })
  await database.sql
    .updateTable('entry')
    .set({ answers: JSON.stringify({ heldOn: '2020-09-10', progress: 'Begun.', actions: 'School: breakfast.' }) })
    .where('id', '=', entry)
    .execute()
  await correct({ database, rules }, await contextOf(database, 'socialWorker'), {
    entry,
    version: 1,
    answers: { heldOn: '2020-09-11', progress: 'Begun.' },
    outcome: 'held',
    reason: 'The date was wrong.',
  })
  const corrected = (await latestPlan(child)).find(row => row.lineage === entry)
  assert.deepEqual(corrected?.answers, { heldOn: '2020-09-11', progress: 'Begun.', actions: 'School: breakfast.' })
})

test('a review stands beside the plan as it is and what changed since the last one', async () => {
  const chair = await as('conferenceChair')
  await recordByPages('conferenceChair', child, 'reviewConference', {
    ...dayOf('heldOn', '2020-12-14'),
    progress: 'Safer.',
    decision: 'All agreed that it goes on.',
    outcome: 'continues',
    'plan-1-key': 'food',
    'plan-1-different': 'There is food in the house every day',
  })
  const next = await chair.get(`/children/${child}/record/reviewConference`)
  assert.match(next.body, /The plan in force[^]*There is food in the house every day/)
  assert.match(next.body, /The last one[^]*All agreed that it goes on\./)
  assert.match(next.body, /Changed since 14 December 2020[^]*Nothing has changed since/)
})

test('every look is kept, and one who may only know of the child reads no plan', async () => {
  await (await as('socialWorker')).get(`${ofPlan}/for-the-family`)
  const other = await (await as('otherSocialWorker')).get(`${ofPlan}/for-the-family`)
  assert.doesNotMatch(other.body, /There is food in the house/)
  const refusedMark = await (await as('otherSocialWorker')).post(club, { status: 'done' })
  assert.doesNotMatch(refusedMark.body, /Breakfast club/)
  const looks = await database.sql
    .selectFrom('access_log')
    .select(['act', 'answer', 'worker'])
    .where('identity', '=', child)
    .where('act', '=', 'a plan to print')
    .orderBy('id', 'desc')
    .limit(2)
    .execute()
  assert.deepEqual(
    looks.map(({ answer }) => answer),
    ['known', 'open'],
  )
  assert.equal((await (await as('auditor')).get(club)).statusCode, 403, 'an auditor reads and records nothing')
})
