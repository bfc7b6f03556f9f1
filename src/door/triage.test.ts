import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { contextAt } from '../access/context.ts'
import type { Context } from '../access/context.ts'
import type { Role } from '../journey/roles.ts'
import { england, noPolicy } from '../journey/index.ts'
import { createChild } from '../people/index.ts'
import { testDatabase } from '../store/testing.ts'
import { byHousehold, countKept, waitingRequests } from './board.ts'
import { decisionsOf } from './decisions-made.ts'
import { agreeTo, returnProposal } from './proposals.ts'
import { decideRequest } from './decisions.ts'
import { examineNew } from './examine.ts'
import { historyOf } from './history.ts'
import { childrenKnown, othersAboutThem } from './known-of.ts'
import { createFromSent, linkChild, linksOfRequest, unlinkChild } from './links.ts'
import { readRequest } from './open-request.ts'
import type { Notice } from './mailer.ts'
import { messagesOf, writeOut } from './outgoing.ts'
import { sendWaiting } from './send-waiting.ts'
import { usualAgreement } from './outcomes.ts'
import { receive } from './receive.ts'
import { replyWayOf } from './reply-way.ts'
import type { RequestAsSent } from './request.ts'
import { addScreeningNote, claim, handBack, RequestRefused } from './standing.ts'

const database = await testDatabase()
after(() => database.close())
const ledger = { database, rules: { pathway: england, policy: noPolicy } }
const now = '2020-12-14T10:00:00.000Z'

const people: readonly (readonly [string, Role])[] = [
  ['Ada', 'pointOfAccessWorker'],
  ['Ben', 'pointOfAccessWorker'],
  ['Cleo', 'teamManager'],
  ['Dan', 'socialWorker'],
  ['Eve', 'director'],
  ['Fay', 'socialWorker'],
  ['Gus', 'socialWorker'],
]
await database.sql.insertInto('quadrant').values({ quadrant: 'north', name: 'North', position: 1 }).execute()
await database.sql
  .insertInto('district')
  .values({ district: 'upton', name: 'Upton', quadrant: 'north', position: 1, postcodes: ['UP1 2'] })
  .execute()
for (const [index, [given, role]] of people.entries()) {
  await database.sql
    .insertInto('worker')
    .values({ worker: index + 1, given, family: 'Worker', newly_qualified_on: null })
    .execute()
  await database.sql
    .insertInto('post')
    .values({
      worker: index + 1,
      role,
      team: null,
      started_on: '2016-01-01',
      ended_on: null,
      known_from: '2016-01-01T00:00:00.000Z',
    })
    .execute()
}
const who = (worker: number, services: readonly string[] = ['point-of-access']): Context => {
  const [given, role] = people[worker - 1] ?? ['', 'councillor']
  return contextAt({ worker, name: `${given} Worker`, role, teams: [], services }, now)
}
const [ada, ben, cleo, dan] = [who(1), who(2), who(3), who(4, [])]

const sent = (more: Partial<RequestAsSent> = {}): RequestAsSent => ({
  kind: 'support',
  sender: 'parent',
  answers: {
    line: '4 Chapel Row',
    town: 'Upton',
    postcode: 'UP1 2AB',
    happening: 'He does not sleep and I am at the end of my strength.',
    yourGiven: 'Mair',
    yourFamily: 'Newcomer',
    safeWays: ['post'],
    postTo: '4 Chapel Row, Upton',
  },
  children: [
    {
      given: 'Lowri',
      family: 'Newcomer',
      bornOn: '2014-02-01',
      answers: { motherGiven: 'Mair', motherFamily: 'Newcomer' },
    },
    { given: 'Huw', family: 'Newcomer', bornOn: '2017-05-01', answers: { school: 'Upton Primary' } },
  ],
  ...more,
})
const home = { motherGiven: 'Mair', motherFamily: 'Newcomer', line: '4 Chapel Row', town: 'Upton', postcode: 'UP1 2AB' }

const take = async (more: Partial<RequestAsSent> = {}): Promise<number> => {
  const { request } = await receive(database, sent(more), { now })
  return request
}
const saying = (words: RegExp) => (error: unknown) => error instanceof RequestRefused && words.test(error.message)

test('a request is claimed by one, and the other hears who has it', async () => {
  const request = await take()
  await claim(database.sql, ada, request)
  await assert.rejects(claim(database.sql, ben, request), saying(/Ada Worker has taken this request in hand/))
  await handBack(database.sql, ada, request, 'I go home.')
  await claim(database.sql, ben, request)
  await addScreeningNote(database.sql, ben, request, 'The school knows him well.')
  const kinds = (await historyOf(database.sql, request)).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['screened', 'claimed', 'handedBack', 'claimed'])
  await assert.rejects(claim(database.sql, dan, request), saying(/no such request/))
})

test('records of brother and sister are begun from what was sent: one mother, one home, nothing typed twice', async () => {
  const request = await take()
  const lowri = await createFromSent(database.sql, ada, request, 1, home)
  const huw = await createFromSent(database.sql, ada, request, 2, home)
  assert.ok(typeof lowri === 'number' && typeof huw === 'number')
  const mothers = await database.sql
    .selectFrom('relationship')
    .select(['one', 'other'])
    .where('other', 'in', [lowri, huw])
    .execute()
  assert.equal(new Set(mothers.map(({ one }) => one)).size, 1)
  const homes = await database.sql
    .selectFrom('residence')
    .select('household')
    .where('identity', 'in', [lowri, huw])
    .execute()
  assert.equal(new Set(homes.map(({ household }) => household)).size, 1)
  const where = await database.sql
    .selectFrom('household')
    .select('district')
    .where('household', '=', homes[0]?.household ?? 0)
    .executeTakeFirst()
  assert.equal(where?.district, 'upton', 'the postcode that was sent tells the district')
  await assert.rejects(
    createFromSent(database.sql, ben, request, 1, home),
    saying(/Ada Worker has decided that this is Lowri/),
  )
  await unlinkChild(database.sql, ada, request, 2)
  assert.deepEqual(
    (await linksOfRequest(database.sql, request)).map(({ position }) => position),
    [1],
  )
  await linkChild(database.sql, ben, request, { position: 2, identity: huw, reason: 'The same school.' })

  const done = await decideRequest(
    ledger,
    ada,
    request,
    { children: [1, 2], outcome: 'earlyHelp', level: 2, rationale: 'Sleep, and a tired mother.' },
    usualAgreement,
  )
  assert.equal(done.proposed, false)
  const entry = await database.sql
    .selectFrom('entry')
    .selectAll()
    .where('lineage', '=', done.entry ?? 0)
    .executeTakeFirstOrThrow()
  assert.equal(entry.outcome, 'earlyHelp')
  assert.deepEqual(entry.answers, {
    receivedOn: '2020-12-14',
    source: 'individual',
    sourceName: 'Mair Newcomer',
    why: 'He does not sleep and I am at the end of my strength.',
    decidedOn: '2020-12-14',
    rationale: 'Sleep, and a tired mother.',
  })
  const about = await database.sql
    .selectFrom('entry_subject')
    .select(['identity', 'paragraph'])
    .where('lineage', '=', entry.lineage)
    .orderBy('identity')
    .execute()
  assert.deepEqual(
    about.map(({ paragraph }) => paragraph),
    [null, 'School, nursery or college: Upton Primary.'],
  )
  const again = await take()
  assert.deepEqual((await othersAboutThem(database.sql, ada, again)).map(each => each.request).includes(request), true)
  const known = await childrenKnown(database.sql, ada, [again])
  assert.ok((known[0]?.otherRequests ?? 0) >= 1)
})

test('of two who decide at once, the second hears who decided what, and nothing is recorded twice', async () => {
  const request = await take()
  await createFromSent(database.sql, ada, request, 1, home)
  await createFromSent(database.sql, ada, request, 2, home)
  const decide = (context: Context, outcome: 'universalHelp' | 'earlyHelp') =>
    decideRequest(
      ledger,
      context,
      request,
      { children: [1, 2], outcome, level: 1, rationale: 'They ask for a club.' },
      usualAgreement,
    )
  const both = await Promise.allSettled([decide(ada, 'universalHelp'), decide(ben, 'earlyHelp')])
  const failed = both.filter(each => each.status === 'rejected')
  assert.equal(failed.length, 1)
  assert.match(
    String(failed[0]?.reason),
    /(Ada|Ben) Worker has decided “(Universal|Early) help” at 10am on 14 December 2020/,
  )
  const standing = (await readRequest(database.sql, ada, request))?.decidedAt
  assert.ok(standing)
})

test('siblings are decided apart, and a manager agrees where policy asks it or returns with words', async () => {
  const request = await take({
    answers: { ...sent().answers, happening: 'He hit her and there was blood.' },
    kind: 'concern',
  })
  const found = await readRequest(database.sql, ada, request)
  assert.ok(found)
  assert.equal(found.priority, 'urgent')
  assert.match(found.priorityWhy, /Words of danger/)
  await createFromSent(database.sql, ada, request, 1, home)
  await createFromSent(database.sql, ada, request, 2, home)
  const first = await decideRequest(
    ledger,
    ada,
    request,
    { children: [1], outcome: 'assessmentService', level: 4, rationale: 'Hurt.' },
    usualAgreement,
  )
  assert.equal(first.proposed, true)
  const low = await decideRequest(
    ledger,
    ada,
    request,
    { children: [2], outcome: 'universalHelp', level: 1, rationale: 'Not there.' },
    usualAgreement,
  )
  assert.equal(low.proposed, true, 'below the Assessment Service although there were words of danger')
  await assert.rejects(agreeTo(ledger, ada, request, first.decision), saying(/A manager/))
  await returnProposal(ledger, cleo, request, { decision: low.decision, why: 'He saw it. He is hurt by that too.' })
  const agreed = await agreeTo(ledger, cleo, request, first.decision)
  assert.ok(agreed.entry)
  await assert.rejects(agreeTo(ledger, cleo, request, first.decision), saying(/Cleo Worker has agreed/))
  assert.equal((await readRequest(database.sql, ada, request))?.decidedAt, null, 'the brother is still to decide')
  await decideRequest(
    ledger,
    cleo,
    request,
    { children: [2], outcome: 'assessmentService', level: 4, rationale: 'Saw it.' },
    usualAgreement,
  )
  assert.ok((await readRequest(database.sql, ada, request))?.decidedAt)
  assert.equal((await decisionsOf(database.sql, request)).length, 3)
})

test('a request about an adult ends without a record', async () => {
  const request = await take({ children: [{ given: 'Old', family: 'Neighbour', bornOn: '1950-01-01', answers: {} }] })
  const { count } = await database.sql
    .selectFrom('identity')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  await decideRequest(
    ledger,
    ada,
    request,
    { children: [], outcome: 'adultServices', rationale: 'He is 70.' },
    usualAgreement,
  )
  const after = await database.sql
    .selectFrom('identity')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(after.count, count)
  const found = await readRequest(database.sql, ada, request)
  assert.ok(found?.decidedAt)
})

test('a request about a restricted child is for its keepers: not on the board of others, nor in their counts', async () => {
  const hidden = await createChild(database.sql, ada, { given: 'Secret', family: 'Child', bornOn: '2012-03-04' })
  await database.sql
    .insertInto('restriction')
    .values({ identity: hidden, reason: 'staff family', started_at: '2020-01-01T00:00:00.000Z' })
    .execute()
  await database.sql
    .insertInto('keeper')
    .values({ identity: hidden, worker: 4, started_at: '2020-01-01T00:00:00.000Z' })
    .execute()
  const before = (await waitingRequests(database.sql, ben)).length
  const request = await take({ children: [{ given: 'Secret', family: 'Child', bornOn: '2012-03-04', answers: {} }] })
  assert.equal(await readRequest(database.sql, ben, request), undefined)
  assert.equal((await waitingRequests(database.sql, ben)).length, before)
  assert.ok((await waitingRequests(database.sql, dan)).some(each => each.request === request))
  assert.equal(await countKept(database.sql, dan), 1, 'its keeper counts it at once, whoever has opened a board since')
  await assert.rejects(claim(database.sql, ben, request), saying(/no such request/))
  await claim(database.sql, dan, request)
})

test('a request that cannot be examined is kept, is seen by nobody, and is examined when the board is opened', async () => {
  await sql`alter table request_standing add constraint nothing_today check (request < 0) not valid`.execute(
    database.sql,
  )
  const request = await take()
  assert.equal(await readRequest(database.sql, ada, request), undefined)
  await assert.rejects(examineNew(database, now), /nothing_today/, 'the board says that something is wrong')
  await sql`alter table request_standing drop constraint nothing_today`.execute(database.sql)
  await examineNew(database, now)
  assert.ok(await readRequest(database.sql, ada, request))
})

test('a child who is restricted later makes no second record: the request passes on without a word of why', async () => {
  const request = await take({ children: [{ given: 'Later', family: 'Hidden', bornOn: '2012-03-05', answers: {} }] })
  const hidden = await createChild(database.sql, ada, { given: 'Later', family: 'Hidden', bornOn: '2012-03-05' })
  await database.sql
    .insertInto('restriction')
    .values({ identity: hidden, reason: 'adoption', started_at: '2020-01-01T00:00:00.000Z' })
    .execute()
  await claim(database.sql, ben, request)
  assert.equal(await createFromSent(database.sql, ben, request, 1, home), 'passedOn')
  assert.equal(await readRequest(database.sql, ben, request), undefined)
  assert.ok(
    await readRequest(database.sql, who(5, []), request),
    'without a keeper it goes to whoever directs the service',
  )
})

test('a request that waits passes to the keepers of a child who is restricted after it came, by what was sent or by what was found', async () => {
  const [bySent, byFound, other] = [
    await take({ children: [{ given: 'Anwen', family: 'Wait', bornOn: '2013-06-07', answers: {} }] }),
    await take({ children: [{ given: 'Another', family: 'Name', answers: {} }] }),
    await take({ children: [{ given: 'Bethan', family: 'Elsewhere', bornOn: '2009-01-02', answers: {} }] }),
  ]
  const anwen = await createChild(database.sql, ada, { given: 'Anwen', family: 'Wait', bornOn: '2013-06-07' })
  await linkChild(database.sql, ada, byFound, { position: 1, identity: anwen, reason: 'The mother says so.' })
  assert.ok(await readRequest(database.sql, ben, bySent))
  await database.sql
    .insertInto('restriction')
    .values({ identity: anwen, reason: 'staff family', started_at: now })
    .execute()
  await database.sql.insertInto('keeper').values({ identity: anwen, worker: 4, started_at: now }).execute()
  await examineNew(database, now)
  for (const request of [bySent, byFound]) {
    assert.equal(await readRequest(database.sql, ben, request), undefined)
    assert.ok(await readRequest(database.sql, dan, request))
  }
  assert.ok(await readRequest(database.sql, ben, other), 'a request about somebody else stays where it was')
})

test('a request about a child whose only keeper has left goes to the director, and so does one that waited for that keeper', async () => {
  const olwen = await createChild(database.sql, ada, { given: 'Olwen', family: 'Kept', bornOn: '2011-08-09' })
  await database.sql
    .insertInto('restriction')
    .values({ identity: olwen, reason: 'staff family', started_at: now })
    .execute()
  await database.sql.insertInto('keeper').values({ identity: olwen, worker: 4, started_at: now }).execute()
  const children = [{ given: 'Olwen', family: 'Kept', bornOn: '2011-08-09', answers: {} }]
  const waited = await take({ children })
  const eve = who(5, [])
  assert.equal(await readRequest(database.sql, eve, waited), undefined)
  const leave = (endedOn: string | null) =>
    database.sql.updateTable('post').set({ ended_on: endedOn }).where('worker', '=', 4).execute()
  await leave('2020-12-14')
  const coming = await take({ children })
  const formerly = await take({ children: [{ given: 'Olwen', family: 'Kept', bornOn: '2012-01-01', answers: {} }] })
  await examineNew(database, now)
  for (const request of [waited, coming, formerly]) {
    assert.ok(await readRequest(database.sql, eve, request))
    assert.equal(await readRequest(database.sql, ben, request), undefined, 'not the whole door')
  }
  await leave(null)
})

test('a request whose keeper is ended passes to whoever keeps the child now, and is the former keeper’s no longer', async () => {
  const mali = await createChild(database.sql, ada, { given: 'Mali', family: 'Handed', bornOn: '2010-10-11' })
  await database.sql
    .insertInto('restriction')
    .values({ identity: mali, reason: 'staff family', started_at: now })
    .execute()
  await database.sql.insertInto('keeper').values({ identity: mali, worker: 4, started_at: now }).execute()
  const request = await take({ children: [{ given: 'Mali', family: 'Handed', bornOn: '2010-10-11', answers: {} }] })
  await claim(database.sql, dan, request)
  const later = '2020-12-14T10:30:00.000Z'
  await database.sql.insertInto('keeper').values({ identity: mali, worker: 6, started_at: later }).execute()
  await examineNew(database, later)
  const fay = who(6, [])
  assert.equal((await readRequest(database.sql, fay, request))?.claimedBy, 4, 'both keep, and one has it in hand')
  await database.sql
    .updateTable('keeper')
    .set({ ended_at: later })
    .where('identity', '=', mali)
    .where('worker', '=', 4)
    .execute()
  await examineNew(database, later)
  assert.equal(await readRequest(database.sql, dan, request), undefined)
  assert.equal((await readRequest(database.sql, fay, request))?.claimedBy, null)
  assert.equal(await countKept(database.sql, fay), 1)
  const passed = (await historyOf(database.sql, request)).filter(({ kind }) => kind === 'passedOn').length
  await examineNew(database, later)
  assert.equal(
    (await historyOf(database.sql, request)).filter(({ kind }) => kind === 'passedOn').length,
    passed,
    'nothing changes while nobody else keeps',
  )
})

test('a keeper’s request that is decided and not answered still waits: for the keeper, and for whoever comes after', async () => {
  const nest = await createChild(database.sql, ada, { given: 'Nest', family: 'Unanswered', bornOn: '2010-10-12' })
  await database.sql.insertInto('restriction').values({ identity: nest, reason: 'adoption', started_at: now }).execute()
  await database.sql.insertInto('keeper').values({ identity: nest, worker: 7, started_at: now }).execute()
  const request = await take({ children: [{ given: 'Nest', family: 'Unanswered', bornOn: '2010-10-12', answers: {} }] })
  const gus = who(7, [])
  assert.equal(await countKept(database.sql, gus), 1)
  await decideRequest(
    ledger,
    gus,
    request,
    { children: [], outcome: 'nobodyNamed', rationale: 'Nobody of that name.' },
    usualAgreement,
  )
  const open = await readRequest(database.sql, gus, request)
  assert.ok(open?.decidedAt)
  assert.equal(await countKept(database.sql, gus), 1, 'the answer is owed')
  await database.sql.updateTable('post').set({ ended_on: '2020-12-14' }).where('worker', '=', 7).execute()
  await examineNew(database, now)
  const eve = who(5, [])
  assert.ok(await readRequest(database.sql, eve, request))
  await writeOut(database.sql, eve, request, {
    to: replyWayOf(open),
    subject: 'Your request',
    body: 'We have decided.',
  })
  assert.equal(await countKept(database.sql, gus), 0)
})

test('requests of one home stand together, the most urgent first', async () => {
  const households = byHousehold(await waitingRequests(database.sql, ada))
  assert.ok(households.length > 0)
  const keys = households.map(each => each[0]?.household)
  assert.equal(new Set(keys).size, keys.length)
})

test('an answer goes out once; a notice by e-mail says nothing of it, and what went wrong is kept', async () => {
  const request = await take({ answers: { ...sent().answers, safeWays: ['email'], email: 'mair@example.org' } })
  const open = await readRequest(database.sql, ada, request)
  assert.ok(open)
  const to = replyWayOf(open)
  assert.equal(to.way, 'email')
  const out = { to, subject: 'Your request', body: 'We have decided.' }
  await assert.rejects(writeOut(database.sql, ada, request, out), saying(/Nothing has been decided/))
  await decideRequest(
    ledger,
    ada,
    request,
    { children: [], outcome: 'nobodyNamed', rationale: 'Nobody of that name.' },
    usualAgreement,
  )
  await assert.rejects(
    writeOut(database.sql, ada, request, { ...out, body: 'x [What we suggest]' }),
    saying(/brackets/),
  )
  await writeOut(database.sql, ada, request, out)
  await assert.rejects(writeOut(database.sql, ben, request, out), saying(/Ada Worker has answered/))
  const failing = () => Promise.reject(new Error('No way out.'))
  assert.equal(await sendWaiting(database, failing, now, 'Ring us.'), 0)
  assert.deepEqual(
    (await messagesOf(database.sql, request)).map(({ tries, lastProblem }) => [tries, lastProblem]),
    [[1, 'No way out.']],
  )
  const notices: string[] = []
  const tries = async () => (await messagesOf(database.sql, request)).map(each => each.tries)
  const takes = async ({ words }: Notice) => {
    assert.deepEqual(await tries(), [2], 'that it is tried is on disk before it goes')
    assert.equal(await sendWaiting(database, failing, now, 'Ring us.'), 0, 'no other server is at it meanwhile')
    notices.push(words)
  }
  await sql`alter table request_event add constraint nothing_today check (kind <> 'sent') not valid`.execute(
    database.sql,
  )
  await assert.rejects(sendWaiting(database, takes, now, 'Ring us.'), /nothing_today/)
  const [afterwards] = await messagesOf(database.sql, request)
  assert.deepEqual(
    [afterwards?.tries, afterwards?.sentAt, /whether it went is not known/.test(afterwards?.lastProblem ?? '')],
    [2, null, true],
  )
  await sql`alter table request_event drop constraint nothing_today`.execute(database.sql)
  assert.equal(
    await sendWaiting(database, ({ words }) => Promise.resolve(void notices.push(words)), now, 'Ring us.'),
    1,
  )
  assert.deepEqual([notices.length, await tries()], [2, [3]])
  assert.doesNotMatch(notices[0] ?? '', /We have decided\./)
  assert.ok((await readRequest(database.sql, ada, request))?.repliedAt)
})
