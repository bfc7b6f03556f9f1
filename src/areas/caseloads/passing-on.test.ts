import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { answerFor } from '../../access/visibility.ts'
import { handOver, holdingsOf } from '../../ledger/handing.ts'
import { Refusal } from '../../ledger/refusal.ts'
import { visitorSignedIn } from '../../web/testing.ts'
import { caseloadsOn } from './loads/load.ts'
import { atPresent } from './loads/stock.ts'
import { smallCouncil } from './testing.ts'
import type { Name, SmallCouncil } from './testing.ts'

let council: SmallCouncil
let server: FastifyInstance
before(async () => {
  council = await smallCouncil()
  server = await council.serve()
})
after(async () => {
  await server.close()
  await council.close()
})

const visit = (name: Name) => council.visitorAs(server, name)
const heldBy = async (child: number): Promise<readonly string[]> =>
  (await holdingsOf(council.database.sql, [child])).map(({ part, workerName }) => `${part} ${workerName}`)
const heldToken = async (child: number, part = 'socialWorker') =>
  String((await holdingsOf(council.database.sql, [child])).find(each => each.part === part)?.heldBy ?? '')
const loadOf = async (name: Name) => {
  const { loads } = await caseloadsOn(council.database.sql, atPresent(await council.as('director')))
  return loads.find(({ worker }) => worker === council.worker(name))?.children ?? 0
}
const to = (name: Name, team: string) => `${council.worker(name)}.${team}`
const words = (body: string) => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('allocation', () => {
  it('shows the loads now and after, records each child, and keeps the looks', async () => {
    const [one, two] = [await council.child({ given: 'Amy' }), await council.child({ given: 'Bob' })]
    const manager = await visit('manager')
    const waiting = await manager.get('/caseloads/waiting')
    assert.match(words(waiting.body), /2 children have work due and nobody allocated: 2 for social care/)
    assert.match(words(waiting.body), /Amy Ashdown , 7 Child and family assessment .* 10 weeks since 1 October 2020/)
    const choose = await manager.get(`/caseloads/place/allocate?child=${one}&child=${two}`)
    assert.match(
      words(choose.body),
      /Ada Tester Safeguarding North Children 0 → 2 Weight 0 → 2 Policy allows 4 room for 2/,
    )
    assert.match(words(choose.body), /Cy Tester .* 0 → 2 .* full: works 50% of full time/)
    const check = await manager.get(`/caseloads/place/allocate?child=${one}&child=${two}&to=${to('bea', 'north')}`)
    assert.match(words(check.body), /2 children to Bea Tester , Safeguarding North, as social worker/)
    assert.deepEqual([await heldBy(one), await heldBy(two)], [[], []], 'nothing is done by looking')
    const done = await manager.post('/caseloads/place/allocate', {
      child: [String(one), String(two)],
      part: 'socialWorker',
      to: to('bea', 'north'),
    })
    assert.equal(done.statusCode, 303)
    assert.deepEqual([await heldBy(one), await heldBy(two)], [['socialWorker Bea Tester'], ['socialWorker Bea Tester']])
    assert.equal(await loadOf('bea'), 2)
    const looks = await council.database.sql
      .selectFrom('access_log')
      .select('act')
      .distinct()
      .where('identity', '=', one)
      .where('worker', '=', council.worker('manager'))
      .orderBy('act')
      .execute()
    assert.deepEqual(
      looks.map(({ act }) => act),
      ['chosen to be allocated', 'recorded allocation'],
    )
  })

  it('says why a worker is over, and records all the same', async () => {
    const children = []
    for (const given of ['Cat', 'Dot', 'Eli']) children.push(await council.child({ given }))
    const chosen = children.map(child => `child=${child}`).join('&')
    const manager = await visit('manager')
    const check = await manager.get(`/caseloads/place/allocate?${chosen}&to=${to('cy', 'north')}`)
    assert.match(words(check.body), /0 → 3 .* over by 1: works 50% of full time/)
  })

  it('cannot go to a worker who left yesterday, on the list or in a form that was kept open', async () => {
    const child = await council.child({ given: 'Fay' })
    const manager = await visit('manager')
    const form = { child: String(child), part: 'socialWorker', to: to('eve', 'north') }
    const choose = await manager.get(`/caseloads/place/allocate?child=${child}`)
    assert.doesNotMatch(choose.body, /Eve Tester/)
    for (const answer of [
      await manager.get(`/caseloads/place/allocate?child=${child}&to=${form.to}`),
      await manager.post('/caseloads/place/allocate', form),
    ]) {
      assert.equal(answer.statusCode, 422)
      assert.match(words(answer.body), /Eve Tester left on 13 December 2020 and can be allocated nobody/)
    }
    assert.deepEqual(await heldBy(child), [])
  })

  it('does not take a child whom another manager has allocated meanwhile, nor the other children of the form', async () => {
    const [one, two] = [await council.child({ given: 'Gus' }), await council.child({ given: 'Hob' })]
    const [manager, other] = [await visit('manager'), await visit('serviceManager')]
    const form = { child: [String(one), String(two)], part: 'socialWorker' }
    assert.equal(
      (await other.post('/caseloads/place/allocate', { ...form, child: String(one), to: to('dan', 'south') }))
        .statusCode,
      303,
    )
    const late = await manager.post('/caseloads/place/allocate', { ...form, to: to('ada', 'north') })
    assert.equal(late.statusCode, 403, 'the record is in another team by now')
    assert.deepEqual([await heldBy(one), await heldBy(two)], [['socialWorker Dan Tester'], []])
  })

  it('by two at the same moment is done once, and the other hears with whom the child is', async () => {
    const child = await council.child({ given: 'Ida' })
    const hand = (name: Name, team: string) => ({
      identity: child,
      part: 'socialWorker' as const,
      heldBy: null,
      worker: council.worker(name),
      team,
    })
    const context = await council.as('serviceManager')
    const [first, second] = await Promise.allSettled([
      handOver(council.ledger, context, [hand('ada', 'north')]),
      handOver(council.ledger, context, [hand('dan', 'south')]),
    ])
    const refused = first.status === 'rejected' ? first : second
    assert.ok(refused.status === 'rejected' && refused.reason instanceof Refusal)
    assert.match(refused.reason.message, /Ida Ashdown has been allocated to (Ada|Dan) Tester meanwhile/)
    assert.equal((await heldBy(child)).length, 1)
  })

  it('asks for children, for a worker from the list, and for nothing that is not there', async () => {
    const child = await council.child({ given: 'Jo' })
    const manager = await visit('manager')
    const status = async (values: Record<string, string>) =>
      (await manager.post('/caseloads/place/allocate', { part: 'socialWorker', ...values })).statusCode
    assert.equal(await status({ to: to('ada', 'north') }), 422)
    assert.equal(await status({ child: String(child) }), 422)
    assert.equal(await status({ child: String(child), to: 'nobody' }), 422)
    assert.equal(await status({ child: String(child), to: to('dan', 'south') }), 422, 'not of the manager’s own team')
    assert.equal(await status({ child: String(child), to: to('hal', 'early-help') }), 422, 'not a social worker')
    assert.equal(await status({ child: '987654321', to: to('ada', 'north') }), 404)
    assert.equal((await manager.get('/caseloads/place/give')).statusCode, 404)
    assert.deepEqual(await heldBy(child), [])
  })
})

describe('a transfer', () => {
  const ask = async (
    child: number,
    who: Name = 'ada',
    receiver: Name = 'dan',
    handover = 'She likes to be called Kit.',
  ) =>
    (await visit(who)).post('/caseloads/place/transfer', {
      child: String(child),
      part: 'socialWorker',
      to: to(receiver, receiver === 'dan' ? 'south' : 'north'),
      [`held-${child}`]: await heldToken(child),
      handover,
    })
  const requestOf = async (child: number) =>
    (
      await council.database.sql
        .selectFrom('transfer_request')
        .select('request')
        .where('identity', '=', child)
        .orderBy('request', 'desc')
        .executeTakeFirstOrThrow()
    ).request

  it('changes nothing until it is accepted, opens the record to whoever answers, and then is recorded with its handover', async () => {
    const child = await council.child({ given: 'Kit', worker: 'ada' })
    assert.equal(await answerFor(council.database.sql, await council.as('dan'), child), 'known')
    assert.equal((await ask(child)).statusCode, 303)
    assert.deepEqual(await heldBy(child), ['socialWorker Ada Tester'])
    assert.equal(await answerFor(council.database.sql, await council.as('dan'), child), 'open')
    assert.equal(await answerFor(council.database.sql, await council.as('southManager'), child), 'open')
    const dan = await visit('dan')
    assert.match(words((await dan.get('/caseloads/transfers')).body), /For you to answer 1 transfer .* Kit Ashdown/)
    const address = `/caseloads/transfers/${await requestOf(child)}`
    const request = await dan.get(address)
    const [ada, theirs] = [await loadOf('ada'), await loadOf('dan')]
    assert.match(words(request.body), /She likes to be called Kit\./)
    assert.match(
      words(request.body),
      new RegExp(`Dan Tester Children ${theirs} → ${theirs + 1} .* Ada Tester Children ${ada} → ${ada - 1}`),
    )
    assert.equal((await dan.post(address, { answer: 'accept' })).statusCode, 303)
    assert.deepEqual(await heldBy(child), ['socialWorker Dan Tester'])
    const entry = await council.database.sql
      .selectFrom('entry')
      .innerJoin('entry_subject', 'entry_subject.lineage', 'entry.lineage')
      .select(['entry.step', 'entry.answers', 'entry.author'])
      .where('entry_subject.identity', '=', child)
      .where('entry.step', '=', 'transfer')
      .execute()
    assert.deepEqual(
      entry.map(({ answers, author }) => [answers.handover, author]),
      [['She likes to be called Kit.', council.worker('dan')]],
    )
    const again = await dan.post(address, { answer: 'accept' })
    assert.equal(again.statusCode, 409)
    assert.match(words(again.body), /has been accepted already/)
  })

  it('that is declined goes back with its reason, and leaves the child where it was', async () => {
    const child = await council.child({ given: 'Lia', worker: 'ada' })
    await ask(child)
    const address = `/caseloads/transfers/${await requestOf(child)}`
    const southManager = await visit('southManager')
    const silent = await southManager.post(address, { answer: 'decline', reason: ' ' })
    assert.equal(silent.statusCode, 422)
    assert.match(words(silent.body), /Say why you decline/)
    assert.equal((await southManager.post(address, { answer: 'decline', reason: 'Dan is full.' })).statusCode, 303)
    assert.deepEqual(await heldBy(child), ['socialWorker Ada Tester'])
    const mine = words((await (await visit('ada')).get('/caseloads/transfers')).body)
    assert.match(mine, /Lia Ashdown .* Declined by SouthManager Tester: Dan is full\./)
    assert.equal(await answerFor(council.database.sql, await council.as('dan'), child), 'known')
    assert.equal((await ask(child)).statusCode, 303, 'it may be asked for again')
  })

  it('is answered, while the manager of the team is away, by whoever covers', async () => {
    const child = await council.child({ given: 'Lou', worker: 'ada' })
    await ask(child)
    const address = `/caseloads/transfers/${await requestOf(child)}`
    const bea = { worker: council.worker('bea'), role: 'teamManager' } as const
    await council.database.sql
      .insertInto('absence')
      .values({
        worker: council.worker('southManager'),
        kind: 'leave',
        started_on: '2020-12-14',
        ended_on: '2020-12-15',
        cover: bea.worker,
        note: null,
        author: bea.worker,
        known_from: '2020-12-01T09:00:00.000Z',
      })
      .execute()
    assert.equal((await (await visit('bea')).get(address)).statusCode, 404, 'not in the own part of a social worker')
    const acting = await visitorSignedIn(server, council.database, bea)
    assert.match(words((await acting.get('/caseloads/transfers')).body), /Lou Ashdown/)
    assert.equal((await acting.post(address, { answer: 'accept' })).statusCode, 303)
    assert.deepEqual(await heldBy(child), ['socialWorker Dan Tester'])
    const waits = await council.child({ given: 'Liz' })
    const form = { child: String(waits), part: 'socialWorker', to: to('dan', 'south') }
    assert.equal((await acting.post('/caseloads/place/allocate', form)).statusCode, 303)
    assert.deepEqual(await heldBy(waits), ['socialWorker Dan Tester'])
  })

  it('is asked for once at a time, by the child’s own worker or a manager, with a handover', async () => {
    const child = await council.child({ given: 'Mo', worker: 'ada' })
    assert.equal((await ask(child, 'bea')).statusCode, 409, 'not the worker’s own child')
    const silent = await ask(child, 'ada', 'dan', '')
    assert.equal(silent.statusCode, 422)
    assert.match(words(silent.body), /Write what the new worker needs to know/)
    assert.equal((await ask(child)).statusCode, 303)
    const twice = await ask(child)
    assert.equal(twice.statusCode, 409)
    assert.match(words(twice.body), /waits for its answer already/)
    assert.match(twice.body, /She likes to be called Kit\.<\/textarea>/, 'what was typed is kept')
    const address = `/caseloads/transfers/${await requestOf(child)}`
    assert.equal((await (await visit('bea')).get(address)).statusCode, 404)
    assert.equal((await (await visit('ada')).post(address, { answer: 'accept' })).statusCode, 409)
    assert.equal((await (await visit('ada')).post(address, { answer: 'withdraw' })).statusCode, 303)
    assert.deepEqual(await heldBy(child), ['socialWorker Ada Tester'])
  })

  it('of a child no longer allocated says so, and so does one that another allocation has overtaken', async () => {
    const child = await council.child({ given: 'Ned', worker: 'ada' })
    await ask(child)
    const token = await heldToken(child)
    await council.allocate(child, 'bea', '2020-12-14')
    const dan = await visit('dan')
    const address = `/caseloads/transfers/${await requestOf(child)}`
    assert.equal(await answerFor(council.database.sql, await council.as('dan'), child), 'known')
    const late = await dan.post(address, { answer: 'accept' })
    assert.equal(late.statusCode, 409)
    assert.match(words(late.body), /Overtaken: the child is in other hands by now/)
    assert.deepEqual(await heldBy(child), ['socialWorker Bea Tester'])
    await council.recordAs('duty', {
      step: 'closure',
      subjects: [{ identity: child }],
      outcome: 'closed',
      answers: { closedOn: '2020-12-14', reason: 'RC7' },
    })
    const gone = await (
      await visit('serviceManager')
    ).post('/caseloads/place/transfer', {
      child: String(child),
      part: 'socialWorker',
      to: to('dan', 'south'),
      [`held-${child}`]: token,
      handover: 'x',
    })
    assert.ok([403, 409].includes(gone.statusCode))
    assert.deepEqual(await heldBy(child), [])
  })
})

describe('a co-worker', () => {
  it('opens the record and changes neither whose child it is nor any count', async () => {
    const child = await council.child({ given: 'Ola', worker: 'ada' })
    const [ada, dan] = [await loadOf('ada'), await loadOf('dan')]
    const serviceManager = await visit('serviceManager')
    const form = { child: String(child), part: 'socialWorker', to: to('dan', 'south'), [`held-${child}`]: '' }
    const check = await serviceManager.get(`/caseloads/place/co-work?child=${child}&to=${form.to}`)
    assert.match(words(check.body), /The children stay in the caseload where they are/)
    assert.equal((await serviceManager.post('/caseloads/place/co-work', form)).statusCode, 303)
    assert.deepEqual((await heldBy(child)).toSorted(), ['coWorker Dan Tester', 'socialWorker Ada Tester'])
    assert.deepEqual([await loadOf('ada'), await loadOf('dan')], [ada, dan])
    assert.equal(await answerFor(council.database.sql, await council.as('dan'), child), 'open')
    assert.equal(await answerFor(council.database.sql, await council.as('southManager'), child), 'known')
    assert.match(
      words((await (await visit('dan')).get('/caseloads/mine')).body),
      /Co-worked 1 child, in another worker’s caseload Ola Ashdown/,
    )
    const own = await serviceManager.post('/caseloads/place/co-work', {
      ...form,
      to: to('ada', 'north'),
      [`held-${child}`]: await heldToken(child, 'coWorker'),
    })
    assert.equal(own.statusCode, 409, 'a worker is not the co-worker of their own child')
  })
})

describe('reallocation when somebody leaves', () => {
  const children: number[] = []
  before(async () => {
    for (const given of ['Pia', 'Quin', 'Ray', 'Sol']) children.push(await council.child({ given, worker: 'eve' }))
  })
  const formFor = async (receiver: string, of: readonly number[]) =>
    Object.fromEntries(
      (
        await Promise.all(
          of.map(async child => [
            [`to-${child}-socialWorker`, receiver],
            [`held-${child}-socialWorker`, await heldToken(child)],
          ]),
        )
      ).flat() as [string, string][],
    )

  it('shares children out by room and shows what it does to each worker', async () => {
    const manager = await visit('manager')
    const address = `/caseloads/workers/${council.worker('eve')}/reallocate`
    const shown = await manager.get(`${address}?share=1&receiver=${to('cy', 'north')}&receiver=${to('bea', 'north')}`)
    assert.match(words(shown.body), /Eve Tester left on 13 December 2020/)
    const chosen = [...shown.body.matchAll(/<option value="([^"]+)" selected>/g)].map(([, value]) => value)
    assert.equal(chosen.length, 4)
    assert.ok(chosen.includes(to('cy', 'north')))
    assert.match(words(shown.body), /Eve Tester Children 4 → 0/)
  })

  it('moves every child or none', async () => {
    const manager = await visit('manager')
    const address = `/caseloads/workers/${council.worker('eve')}/reallocate`
    const form = await formFor(to('ada', 'north'), children)
    const [first = 0] = children
    await council.allocate(first, 'bea', '2020-12-14')
    const late = await manager.post(address, form)
    assert.equal(late.statusCode, 409)
    assert.match(words(late.body), /Pia Ashdown has been allocated to Bea Tester meanwhile/)
    for (const child of children.slice(1)) assert.deepEqual(await heldBy(child), ['socialWorker Eve Tester'])
    const rest = await formFor(to('ada', 'north'), children.slice(1))
    const done = await manager.post(address, { ...rest, handover: 'Eve has left.' })
    assert.equal(done.statusCode, 303)
    assert.match(words((await manager.get(String(done.headers.location))).body), /Recorded: 3 children reallocated\./)
    for (const child of children.slice(1)) assert.deepEqual(await heldBy(child), ['socialWorker Ada Tester'])
  })

  it('goes to workers of one’s own teams, and needs a choice', async () => {
    const manager = await visit('manager')
    const child = await council.child({ given: 'Tam', worker: 'ada' })
    const address = `/caseloads/workers/${council.worker('ada')}/reallocate`
    assert.equal((await manager.post(address, {})).statusCode, 422)
    assert.equal((await manager.get(`${address}?action=check`)).statusCode, 422)
    const away = await manager.post(address, await formFor(to('dan', 'south'), [child]))
    assert.equal(away.statusCode, 409)
    assert.match(words(away.body), /Ask for a transfer to another team/)
    assert.deepEqual(await heldBy(child), ['socialWorker Ada Tester'])
    assert.equal((await (await visit('ada')).get(address)).statusCode, 403)
  })
})
