import assert from 'node:assert/strict'
import { after } from 'node:test'
import { testDatabase } from '../../../store/testing.ts'
import { browserTests } from '../../../web/browser-testing.ts'
import { casework } from '../area.ts'
import { makePerson, recordAs, serverOf, sessionAs, smallCouncil, staff } from '../testing.ts'
import type { StaffName } from '../testing.ts'

const database = await testDatabase()
await smallCouncil(database)
const child = await makePerson(database, { given: 'Rosa', family: 'Grown', bornOn: '2001-01-05' })
const subjects = [{ identity: child }]
await recordAs(database, 'dutyWorker', {
  step: 'becomingLookedAfter',
  subjects,
  answers: {
    startedOn: '2016-10-01',
    legalStatus: 'V2',
    needCode: 'N1',
    unaccompanied: false,
    placementType: 'U6',
    provider: 'PR1',
    where: 'Foster carers',
    outsideCounty: false,
  },
  outcome: 'started',
})
await recordAs(database, 'dutyWorker', {
  step: 'ceasingToBeLookedAfter',
  subjects,
  answers: { ceasedOn: '2019-01-05', reason: 'E5' },
  outcome: 'ceasedAt18',
})
await recordAs(database, 'dutyWorker', {
  step: 'allocation',
  subjects,
  answers: { allocatedOn: '2019-01-05', worker: staff.personalAdviser, team: 'leaving-care' },
  outcome: 'personalAdviser',
})
await recordAs(database, 'personalAdviser', {
  step: 'eligibility',
  subjects,
  answers: { decidedOn: '2019-01-05', category: 'formerRelevant' },
  outcome: 'entitled',
})
await recordAs(database, 'personalAdviser', {
  step: 'keepingInTouch',
  subjects,
  answers: {
    contactOn: '2020-12-01',
    inTouch: 'YES',
    means: 'inPerson',
    accommodation: 'V',
    suitable: false,
    activity: 'G5',
  },
  outcome: 'inTouch',
})
after(() => database.close())

const sessionOf = (name: StaffName): Promise<string> => sessionAs(database, name)

const browserTest = browserTests(() => serverOf(database, [casework]))

for (const [name, address, who] of [
  ['the list of an adviser', '/leaving-care', 'personalAdviser'],
  ['the list of the county', '/leaving-care', 'director'],
  ['those whose support ended', '/leaving-care?show=ended', 'personalAdviser'],
  ['a young person', `/children/${child}/leaving-care`, 'personalAdviser'],
  ['a health passport', `/children/${child}/health-passport`, 'personalAdviser'],
] as const)
  browserTest(`${name} passes axe, wide and at 320 pixels`, async ({ lookOver }) => {
    await lookOver(address, { session: await sessionOf(who) })
  })

browserTest(
  'an adviser’s morning by keyboard, without scripts: from the list to what was given',
  async ({ openPage }) => {
    const page = await openPage('/leaving-care', {
      session: await sessionOf('personalAdviser'),
      width: 320,
      scripts: false,
    })
    await page.getByRole('link', { name: 'Rosa Grown' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/leaving-care$/)
    await page.selectOption('#settingUpHome', 'given')
    await page.getByRole('button', { name: 'Record the changes' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Given on 14 December 2020' }).waitFor()
    const entries = await database.sql.selectFrom('entry').select('answers').where('step', '=', 'entitlement').execute()
    assert.deepEqual(
      entries.map(({ answers }) => answers),
      [{ on: '2020-12-14', entitlement: 'settingUpHome' }],
    )
  },
)
