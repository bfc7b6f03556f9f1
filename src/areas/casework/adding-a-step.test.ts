import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { date, england, inForce, pathway, prose, step, within, workingDays } from '../../journey/index.ts'
import { testDatabase } from '../../store/testing.ts'
import { casework } from './area.ts'
import { dayOf, pagesOf } from './testing-pages.ts'
import { makePerson, recordAs, serverOf, smallCouncil, staff } from './testing.ts'

const familyMeeting = step({
  title: 'Family meeting',
  family: 'inNeed',
  basis: 'Local practice of this test',
  about: 'The family meets and makes a plan of its own.',
  fields: { heldOn: date('Date of the meeting'), agreed: prose('What the family agreed') },
  completedOn: 'heldOn',
  due: inForce([
    { from: '2010-01-01', ...within(workingDays(20)).of('familyMeeting.heldOn'), basis: 'Local practice of this test' },
  ]),
  outcomes: {
    again: { label: 'They meet again', next: ['familyMeeting'] },
    done: { label: 'The family goes on by itself' },
  },
  may: { record: ['socialWorker'] },
  likelyIn: ['socialWorkerAllocation'],
  tells: ({ agreed }) => `The family met and agreed: ${agreed}`,
})

const rules = { pathway: pathway({ ...england.steps, familyMeeting }, england.episodes), policy: {} }

const database = await testDatabase()
await smallCouncil(database)
const server = await serverOf(database, [casework], rules)
const { as, recordByPages } = pagesOf(server, database)
after(async () => {
  await server.close()
  await database.close()
})

test('a step that is one file and one line more stands on the page, in the form, the story and the work due', async () => {
  const child = await makePerson(database, { given: 'Added' })
  await recordAs(database, 'dutyWorker', {
    step: 'allocation',
    subjects: [{ identity: child }],
    answers: { allocatedOn: '2020-12-01', worker: staff.socialWorker, team: 'protection-north' },
    outcome: 'socialWorker',
  })
  const worker = await as('socialWorker')
  assert.match((await worker.get(`/children/${child}`)).body, /record\/familyMeeting">Family meeting</)
  await recordByPages('socialWorker', child, 'familyMeeting', {
    ...dayOf('heldOn', '2020-12-10'),
    agreed: 'Sunday dinners.',
    outcome: 'again',
  })
  assert.match((await worker.get(`/children/${child}/story`)).body, /The family met and agreed: Sunday dinners\./)
  const due = await worker.get('/work')
  assert.match(due.body, /Family meeting[^]*within 20 working days of the family meeting/)
  assert.match(due.body, /12 January 2021/)
  assert.doesNotMatch((await (await as('pointOfAccessWorker')).get(`/children/${child}`)).body, /record\/familyMeeting/)
})

test('the story as known on a day holds what was recorded by then, and chosen events make a chronology', async () => {
  const child = await makePerson(database, { given: 'Known' })
  const entry = await recordByPages('dutyWorker', child, 'caseNote', {
    ...dayOf('happenedOn', '2020-11-01'),
    heading: 'An early note',
    words: 'Written late.',
    outcome: 'recorded',
  })
  const worker = await as('dutyWorker')
  const address = `/children/${child}/story`
  assert.match((await worker.get(address)).body, /An early note/)
  const before = await worker.get(`${address}?known-day=13&known-month=12&known-year=2020`)
  assert.doesNotMatch(before.body, /An early note/)
  assert.match(before.body, /as known on 13 December 2020/)
  assert.match((await worker.get(`${address}?known-day=14&known-month=12&known-year=2020`)).body, /An early note/)
  const chronology = await worker.post(`/children/${child}/chronology`, {
    entry: [String(entry), '999999', 'x'],
    heading: 'For court',
  })
  assert.match(chronology.body, /For court[^]*1 event[^]*An early note/)
  assert.match((await worker.post(`/children/${child}/chronology`, {})).body, /No event was chosen/)
})
