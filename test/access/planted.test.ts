import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { areas } from '../../src/app.ts'
import { makePerson, recordAs, staff } from '../../src/areas/casework/testing.ts'
import type { StaffName } from '../../src/areas/casework/testing.ts'
import { makeScene as makeFamily } from '../../src/areas/casework/testing-scene.ts'
import type { Visitor } from '../../src/web/testing.ts'
import { makeScene, restrict } from './scene.ts'

const { as, children, close, database } = await makeScene()
after(close)

const readers: readonly StaffName[] = [
  'pointOfAccessWorker',
  'dutyWorker',
  'socialWorker',
  'otherSocialWorker',
  'teamManager',
  'serviceManager',
  'conferenceChair',
  'businessSupport',
  'auditor',
  'analyst',
  'informationGovernance',
]

const parts: Readonly<Record<string, string>> = { worker: String(staff.socialWorker), team: 'protection-north' }
const own = areas
  .flatMap(({ routes }) => routes)
  .filter(({ method, open }) => method === 'GET' && !open)
  .map(({ pattern }) => pattern.replaceAll(/:([A-Za-z]+)/g, (whole, name: string) => parts[name] ?? whole))
  .filter(address => !address.includes(':'))

/** Figures of three kinds: of what is open on a day, of what happened, and of what was late. */
const figures = ['open-assessments', 'child-protection-plans', 'referrals', 'drift-no-visit']

/**
 * Pages of numbers. Figures and caseloads count restricted children on purpose (docs/decisions/0008-restricted-children-are-counted.md): a number names nobody,
 * and a load must not look lighter than it is. Of the staff's pages, what somebody leaves behind is such a load; a worker's
 * supervision is due since they hold children. What these pages list, and what they say of that list, stays as it was.
 */
const numbers = /^\/(figures|report|caseloads|supervision|service|staff)\b(?!.*rows\.csv)/

/** Pages about the looks that this test makes itself, and about restrictions, which say nothing of whose they are. */
const ofLooks = /^\/(access-log|restrictions)$/

const addresses = [
  ...own,
  ...['team', 'service', 'waiting', 'conferences'].map(scope => `/work?scope=${scope}`),
  `/work?of=${staff.socialWorker}`,
  ...figures.flatMap(figure => [`/figures/${figure}`, `/figures/${figure}/rows.csv`]),
].filter(address => !ofLooks.test(address))

/** A page without what is drawn anew each time: tokens, nonces, and the keys of forms. */
const lasting = (body: string): string =>
  body.replaceAll(/nonce="\w+"|name="(_csrf|key|own-page|[\w-]+-key)" value="[^"]*"/g, '')

/** Of a page of numbers, whom it lists, and what it says of those whom it does not. */
const listedOn = (body: string): string =>
  [...body.matchAll(/\/children\/\d+\b|\d+ more child\w*[^.]*\bopen\b[^.]*|Some may not be listed[^.]*/g)]
    .map(([found]) => found)
    .join('\n')

const searched = ['Amira', 'Wendy Waitfield', 'Robin']

const read = async (visitor: Visitor): Promise<ReadonlyMap<string, string>> => {
  const pages = new Map<string, string>()
  for (const address of addresses) {
    const { statusCode, body } = await visitor.get(address)
    pages.set(address, `${statusCode} ${numbers.test(address) ? listedOn(body) : lasting(body)}`)
  }
  for (const words of searched) pages.set(`/search ${words}`, lasting((await visitor.post('/search', { words })).body))
  return pages
}

/** A meeting about a child this week, which others have been asked to. */
const meetAbout = async (child: number) => {
  const { meeting } = await database.sql
    .insertInto('meeting')
    .values({
      kind: 'reviewConference',
      starts_at: '2020-12-17T10:00:00.000Z',
      minutes: 90,
      manner: 'video',
      chair: staff.conferenceChair,
      called_at: '2020-12-10T10:00:00.000Z',
    })
    .returning('meeting')
    .executeTakeFirstOrThrow()
  await database.sql.insertInto('meeting_child').values({ meeting, identity: child }).execute()
}

/** Brothers and sisters under a plan and late for much, whom a meeting is about; and one who waits for a worker. */
const plant = async () => {
  const { child, brother } = await makeFamily(database)
  await meetAbout(child)
  const waits = await makePerson(database, { given: 'Wendy', family: 'Waitfield', bornOn: '2013-05-04' })
  await recordAs(database, 'dutyWorker', {
    step: 'referral',
    subjects: [{ identity: waits }],
    outcome: 'assessment',
    answers: { receivedOn: '2020-11-20', source: 'schools', why: 'Hungry.', decidedOn: '2020-11-21' },
  })
  return [child, brother, waits]
}

describe('restricted children who are planted with open work, a plan, a meeting, and nobody for one of them', () => {
  it('change no list, no board, no calendar, no search and no count of what is listed, for anybody but their keeper', async () => {
    const visitors = await Promise.all(readers.map(async name => ({ name, visitor: await as(name) })))
    const pagesOf = async () => {
      const all = new Map<StaffName, ReadonlyMap<string, string>>()
      for (const { name, visitor } of visitors) all.set(name, await read(visitor))
      return all
    }
    const before = await pagesOf()
    const planted = await plant()
    const shown = await visitors.find(({ name }) => name === 'teamManager')?.visitor.get('/work?scope=team')
    assert.match(shown?.body ?? '', /Amira Okafor-Byrne/, 'until they are restricted they stand in lists')
    for (const child of planted) await restrict(database, child, staff.director)
    const now = await pagesOf()
    const differs = readers.flatMap(name =>
      [...(before.get(name) ?? [])]
        .filter(([at, page]) => now.get(name)?.get(at) !== page)
        .map(([at]) => `${name} ${at}`),
    )
    assert.deepEqual(differs, [])
    assert.match(before.get('teamManager')?.get('/work?scope=team') ?? '', new RegExp(`/children/${children.own}\\b`))
    assert.match(before.get('socialWorker')?.get('/figures/open-assessments') ?? '', /Some may not be listed/)
    const keeper = await as('director')
    assert.match((await keeper.get('/figures/child-protection-plans/rows.csv')).body, /Amira/)
  })
})
