import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { addWorker, endPost, postsOf } from '../../council/index.ts'
import { smallCouncil } from './testing.ts'
import type { Name, SmallCouncil } from './testing.ts'

let council: SmallCouncil
let server: FastifyInstance
let hidden = 0
before(async () => {
  council = await smallCouncil()
  server = await council.serve()
  for (const given of ['Ann', 'Ben', 'Cal', 'Dee', 'Eli']) await council.child({ given, worker: 'ada' })
  await council.child({ given: 'Fay', worker: 'ada', plan: true, since: '2020-11-01' })
  await council.child({ given: 'Gus', worker: 'bea' })
  hidden = await council.child({ given: 'Hetty', worker: 'bea' })
  await council.database.sql
    .insertInto('restriction')
    .values({ identity: hidden, reason: 'Known to staff', started_at: '2020-11-01T00:00:00.000Z' })
    .execute()
  await council.database.sql
    .insertInto('absence')
    .values({
      worker: council.worker('bea'),
      kind: 'leave',
      started_on: '2020-12-10',
      ended_on: '2020-12-20',
      cover: council.worker('ada'),
      note: null,
      author: council.worker('manager'),
      known_from: '2020-12-01T00:00:00.000Z',
    })
    .execute()
})
after(async () => {
  await server.close()
  await council.close()
})

const get = async (name: Name, address: string) => (await council.visitorAs(server, name)).get(address)
const words = (body: string) => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the caseloads of the county', () => {
  it('say who holds how much, who stands out, and by service, quadrant, team or worker', async () => {
    const page = words((await get('director', '/caseloads')).body)
    assert.match(page, /On 14 December 2020, 2 workers hold 8 children: 4 each on average\./)
    assert.match(
      page,
      /Ada Tester \(Safeguarding North\) holds 6 children, 2 above the threshold of 4; they weigh 5\.9/,
    )
    assert.match(page, /Family Safeguarding 4 8 2 1 7\.9 13 room for 5\.1/)
    for (const [by, row] of [
      ['quadrant', /North 4 8 /],
      ['team', /Safeguarding North Family Safeguarding 3 8 /],
      [
        'worker',
        /Bea Tester Social worker; newly qualified, 75% of a full load until 1 February 2021 Safeguarding North 2/,
      ],
    ] as const)
      assert.match(words((await get('director', `/caseloads?by=${by}`)).body), row)
  })
  it('begin with a service manager’s own service, and with the teams there', async () => {
    const page = (await get('serviceManager', '/caseloads')).body
    assert.match(page, /<option value="family-safeguarding" selected>/)
    assert.match(words(page), /Family Safeguarding: each dot is a worker, by the children they hold/)
    assert.doesNotMatch(
      (await get('serviceManager', '/caseloads?service=')).body,
      /<option value="family-safeguarding" selected>/,
    )
  })
  it('stand as they did on another day, and refuse what is no day with what was typed kept', async () => {
    assert.match(
      words((await get('director', '/caseloads?on=2020-10-15')).body),
      /On 15 October 2020, 2 workers hold 7 children/,
    )
    assert.match(
      words((await get('director', '/caseloads?known=2020-12-01')).body),
      /as known on 1 December 2020, no workers hold no children/,
    )
    for (const on of ['2020-02-30', '2020-12-15', 'soon']) {
      const page = await get('director', `/caseloads?on=${on}`)
      assert.equal(page.statusCode, 422)
      assert.match(words(page.body), /The day must be (a real date, like 2020-09-30|today or in the past)/)
      assert.match(page.body, new RegExp(`value="${on}"`))
    }
  })
  it('are for managers and those who answer for the service, and nobody else', async () => {
    for (const name of ['ada', 'duty', 'councillor'] as const)
      assert.equal((await get(name, '/caseloads')).statusCode, 403, name)
    assert.equal((await get('councillor', '/caseloads/mine')).statusCode, 403)
    assert.equal((await get('director', '/caseloads/waiting')).statusCode, 403)
  })
})

describe('a team’s caseload', () => {
  it('has its workers as rows, with what is late, who is away, and who stands out', async () => {
    const page = words((await get('manager', '/caseloads/teams/north')).body)
    assert.match(
      page,
      /3 workers hold 8 children\. Together they weigh 7\.9 of the 9 that policy allows: room for 1\.1\./,
    )
    assert.match(page, /Ada Tester 1 5 6 5\.9 of 4 over by 1\.9 [5-9] late/)
    assert.match(page, /Bea Tester away, back 20 December 2020; Ada Tester covers; newly qualified/)
    assert.match(page, /Cy Tester works 50% of full time 0 0 0 0 of 2 room for 2/)
  })
  it('that there is not is no page', async () =>
    assert.equal((await get('manager', '/caseloads/teams/nowhere')).statusCode, 404))
})

describe('a worker’s caseload', () => {
  it('is the worker’s own to see, and a manager’s, with its past month by month', async () => {
    const mine = words((await get('ada', '/caseloads/mine')).body)
    assert.match(mine, /6 children, weighing 5\.9 of the 4 that policy allows: over by 1\.9\./)
    assert.match(mine, /Child in need plan 1, Assessment 5\./)
    assert.match(mine, /30 September 2020 0 0 31 October 2020 5 5 30 November 2020 6 5\.9 14 December 2020 6 5\.9/)
    const other = await get('bea', `/caseloads/workers/${council.worker('ada')}`)
    assert.equal(other.statusCode, 403)
    assert.equal((await get('manager', `/caseloads/workers/${council.worker('ada')}`)).statusCode, 200)
    assert.equal((await get('manager', '/caseloads/workers/99999')).statusCode, 404)
  })
  it('counts every child as the figures do, and names none whom the reader may not know of', async () => {
    const page = words((await get('manager', `/caseloads/workers/${council.worker('bea')}`)).body)
    assert.match(page, /2 children, weighing 2 /)
    assert.match(page, /Gus Ashdown/)
    assert.doesNotMatch(page, /Hetty/)
    assert.equal((await get('manager', `/caseloads/place/transfer?child=${hidden}`)).statusCode, 404)
  })
})

describe('the loads of today', () => {
  it('tell of a post as soon as it begins, and no longer once it never was', async () => {
    const { sql } = council.database
    const isInTheTeam = async () =>
      words((await get('manager', '/caseloads/teams/north')).body).includes('Newby Joiner')
    assert.equal(await isInTheTeam(), false)
    const said = { by: council.worker('manager'), at: '2020-12-14T09:00:00.000Z' }
    const worker = await addWorker(
      sql,
      {
        given: 'Newby',
        family: 'Joiner',
        newlyQualifiedOn: null,
        post: { role: 'socialWorker', team: 'north', from: '2020-12-14' },
      },
      said,
    )
    assert.equal(await isInTheTeam(), true)
    const [begun] = await postsOf(sql, worker)
    await endPost(sql, worker, { post: begun?.post ?? 0, on: '2020-12-13' }, said)
    assert.equal(await isInTheTeam(), false)
  })
})
