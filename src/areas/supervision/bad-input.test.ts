import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { supervision } from './area.ts'
import { dayOf, people, smallCouncil } from './testing.ts'

const council = await smallCouncil([supervision])
const { database, say, given, as } = council
after(council.close)

const [amira = 0, tom = 0] = await given(['Amira', 'Tom'], 'worker', '2020-10-01')
const recordPage = `/supervision/workers/${people.worker.worker}/record`
const own = { 'own-worker': String(people.worker.worker), 'own-version': '1' }
const whole = { ...dayOf('heldOn', '2020-12-14'), goingWell: 'Much.', worries: '', feelings: '' }

const counted = async (table: string, where = 'true'): Promise<number> => {
  const { rows } = await sql<{ readonly count: number }>`
    select count(*)::int as count from ${sql.table(table)} where ${sql.raw(where)}`.execute(database.sql)
  return rows[0]?.count ?? 0
}
const supervisions = () => counted('entry', "step in ('supervision', 'managementOversight')")
const draftOf = (address: unknown) => /\/supervision\/drafts\/\d+/.exec(String(address))?.[0] ?? ''

test('a supervision about nobody, or on a day to come, is not recorded, says so, and keeps what was typed', async () => {
  const manager = await as('manager')
  const before = await supervisions()
  const sent = await manager.post(recordPage, {
    ...own,
    ...whole,
    ...dayOf('heldOn', '2020-12-15'),
    'own-action': 'complete',
  })
  assert.equal(sent.statusCode, 422, sent.body)
  assert.match(sent.body, /must be today \(14 December 2020\) or in the past/)
  assert.match(sent.body, /Write about at least one child/)
  assert.match(sent.body, /Much\./)
  assert.equal(await supervisions(), before)
})

test('a decision without its words, without its day, or due before the supervision is named by the child’s name', async () => {
  const manager = await as('manager')
  const before = await supervisions()
  const begun = await manager.get(recordPage)
  const address = draftOf(begun.headers.location)
  const form = await manager.get(address)
  const version = /name="own-version" value="(\d+)"/.exec(form.body)?.[1] ?? ''
  const sent = await manager.post(address, {
    ...own,
    ...whole,
    'own-version': version,
    'own-action': 'complete',
    [`about-${amira}`]: 'Well.',
    [`who-${amira}`]: 'The worker',
    [`decision-${tom}`]: 'See him alone',
    ...dayOf(`by-${tom}`, '2020-12-01'),
  })
  assert.equal(sent.statusCode, 422)
  assert.match(sent.body, /Amira Ashdown: say what is decided/)
  assert.match(sent.body, /Tom Ashdown: the day by which it is done cannot be before the supervision/)
  assert.match(sent.body, /<details class="govuk-details sv-decide" open>/)
  assert.equal(await supervisions(), before)
  const again = await manager.post(address, {
    ...own,
    ...whole,
    'own-version': String(Number(version) + 1),
    'own-action': 'complete',
    [`about-${tom}`]: 'Well.',
    [`by-${tom}-day`]: '31',
    [`by-${tom}-month`]: '2',
    [`by-${tom}-year`]: '2021',
  })
  assert.match(again.body, /Tom Ashdown: By when, and when to look again must be a real date/)
})

test('what is typed in two windows is not lost: words are joined, and two answers stand side by side', async () => {
  const manager = await as('manager')
  const address = draftOf((await manager.get(recordPage)).headers.location)
  const version = /name="own-version" value="(\d+)"/.exec((await manager.get(address)).body)?.[1] ?? ''
  const save = (values: Readonly<Record<string, string>>) =>
    manager.post(address, { ...own, ...whole, 'own-version': version, 'own-action': 'save', ...values })
  const kept = { [`about-${amira}`]: 'She is well.', [`about-${tom}`]: 'Well.' }
  assert.equal(
    (await save({ ...kept, [`who-${amira}`]: 'Ada', [`decision-${amira}`]: 'Visit weekly.' })).statusCode,
    303,
  )
  const joined = await save({ ...kept, [`about-${tom}`]: 'From the second window.' })
  assert.equal(joined.statusCode, 303)
  const both = await manager.get(String(joined.headers.location))
  assert.match(both.body, /saved from another window too/)
  assert.match(both.body, /Visit weekly\.[^]*From the second window\./)
  const second = await save({ ...kept, [`who-${amira}`]: 'Bea', [`decision-${amira}`]: 'Visit weekly.' })
  assert.equal(second.statusCode, 409)
  assert.match(second.body, /saved from another window[^]*who does it[^]*Bea[^]*Ada/)
  assert.match((await manager.get(address)).body, /value="Ada"/, 'nothing is overwritten')
})

test('a form that asks for more than it does is refused whole, and so is a stranger’s draft', async () => {
  const manager = await as('manager')
  const address = draftOf((await manager.get(recordPage)).headers.location)
  const sent = await manager.post(address, { ...own, ...whole, 'own-action': 'save', author: '1' })
  assert.equal(sent.statusCode, 422)
  assert.match(sent.body, /something that is not asked: “author”/)
  for (const who of ['serviceManager', 'southManager'] as const)
    assert.equal((await (await as(who)).get(address)).statusCode, 404, who)
})

test('a child who has gone to another team meanwhile is not recorded, and the words about the child are kept', async () => {
  const manager = await as('manager')
  const address = draftOf((await manager.get(recordPage)).headers.location)
  const version = () =>
    manager.get(address).then(({ body }) => /name="own-version" value="(\d+)"/.exec(body)?.[1] ?? '')
  await manager.post(address, {
    ...own,
    ...whole,
    'own-version': await version(),
    'own-action': 'save',
    [`about-${amira}`]: 'Amira is well.',
    [`about-${tom}`]: 'Tom is not to be lost.',
  })
  await say('manager', {
    step: 'transfer',
    subjects: [{ identity: tom }],
    answers: { transferredOn: '2020-12-14', worker: people.southWorker.worker, team: 'south' },
    outcome: 'socialWorker',
  })
  const page = await manager.get(address)
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /What you wrote about 1 child whose record no longer opens to you is kept/)
  const { rows } = await sql<{ readonly answers: Readonly<Record<string, unknown>> }>`
    select answers from draft where step = 'supervision' and completed_at is null`.execute(database.sql)
  assert.equal(rows[0]?.answers[`about-${tom}`], 'Tom is not to be lost.')
})

test('of a worker who left yesterday no new supervision is begun, and what was begun stays', async () => {
  await database.sql
    .updateTable('post')
    .set({ ended_on: '2020-12-13' })
    .where('worker', '=', people.colleague.worker)
    .execute()
  const manager = await as('manager')
  assert.equal((await manager.get(`/supervision/workers/${people.colleague.worker}/record`)).statusCode, 404)
  const drafts = await counted('draft')
  await database.sql
    .updateTable('post')
    .set({ ended_on: '2020-12-13' })
    .where('worker', '=', people.worker.worker)
    .execute()
  const again = await manager.get(recordPage)
  assert.equal(again.statusCode, 404)
  assert.equal(await counted('draft'), drafts)
})
