import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { areas } from '../../src/app.ts'
import { staff } from '../../src/areas/casework/testing.ts'
import type { StaffName } from '../../src/areas/casework/testing.ts'
import { hiddenName, makeScene } from './scene.ts'

const { as, children, close, server } = await makeScene()
after(close)

const parts: Readonly<Record<string, string>> = { worker: String(staff.socialWorker), team: 'protection-north' }

/** Every page that is not of one child, request, meeting or draft: the lists, boards, searches and figures. */
const lists = areas
  .flatMap(({ routes }) => routes)
  .filter(({ method, open }) => method === 'GET' && !open)
  .map(({ pattern }) => pattern.replaceAll(/:([A-Za-z]+)/g, (whole, name: string) => parts[name] ?? whole))
  .filter(address => !address.includes(':'))

const readers: readonly StaffName[] = [
  'pointOfAccessWorker',
  'dutyWorker',
  'socialWorker',
  'teamManager',
  'serviceManager',
  'auditor',
  'analyst',
  'informationGovernance',
]

/** Those in whose lists the child beside stands. */
const seesLists: readonly StaffName[] = ['socialWorker', 'teamManager', 'serviceManager', 'auditor', 'analyst']

describe('a restricted child with an allocation, an assessment under way and work that is late', () => {
  for (const name of readers)
    it(`is on no page for the ${name}, as the child beside may be`, async () => {
      const reader = await as(name)
      let found = ''
      for (const address of lists) {
        const { body } = await reader.get(address)
        assert.ok(!body.includes(hiddenName), address)
        found += body.includes('Ownfield') ? address : ''
      }
      if (seesLists.includes(name)) assert.notEqual(found, '', 'the test sees lists that hold children')
    })
  it('is found by no search and matched with nothing', async () => {
    for (const name of ['pointOfAccessWorker', 'socialWorker', 'informationGovernance'] as const) {
      const { body } = await (await as(name)).post('/search', { words: hiddenName })
      assert.doesNotMatch(body.replaceAll(`value="${hiddenName}"`, ''), new RegExp(`Robin ${hiddenName}`))
    }
    const matches = await (
      await as('pointOfAccessWorker')
    ).post('/front-door/new-child/matches', {
      given: 'Robin',
      family: hiddenName,
    })
    assert.doesNotMatch(matches.body, new RegExp(`/children/${children.restricted}\\b`))
  })
  it('is the same page as a number that was never given', async () => {
    const reader = await as('socialWorker')
    const pageOf = async (child: number) => {
      const { statusCode, body } = await reader.get(`/children/${child}`)
      return [statusCode, body.replaceAll(/[\w-]{20,}|\b[0-9a-f]{32}\b/g, '').replaceAll(`/children/${child}`, '')]
    }
    assert.deepEqual(await pageOf(children.restricted), await pageOf(999_999))
  })
  it('is there for the keeper', async () =>
    assert.match((await (await as('director')).get(`/children/${children.restricted}`)).body, new RegExp(hiddenName)))
  it('is asked of a server that is assembled whole', () => assert.ok(server.hasRoute({ method: 'GET', url: '/' })))
})
