import assert from 'node:assert/strict'
import { after } from 'node:test'
import { sql } from 'kysely'
import { beginSession } from '../../../access/sessions.ts'
import { now } from '../../../council/clock.ts'
import { england, noPolicy } from '../../../journey/index.ts'
import type { Role } from '../../../journey/index.ts'
import { browserTests } from '../../../web/browser-testing.ts'
import { buildServer } from '../../../web/server.ts'
import { addTestWorker, testStyles } from '../../../web/testing.ts'
import { performance } from '../area.ts'
import { smallRecord } from '../testing.ts'

const record = await smallRecord()
const { database } = record
after(() => record.close())
await sql`insert into clock (kind, stands_at) values ('simulated', '2020-12-14T09:00:00Z')`.execute(database.sql)
await record.teams(['assessment', 'family-safeguarding'])
for (let each = 0; each < 12; each += 1) {
  const one = await record.child('2012-03-04')
  await record.episode('childProtectionPlan', one, `2020-0${1 + (each % 9)}-15`)
  await record.entry('referral', one, `2020-0${1 + (each % 9)}-10`, {
    outcome: 'assessment',
    team: 'assessment-north',
    answers: { source: each % 2 === 0 ? 'police' : 'schools' },
  })
}

const signedIn = async (role: Role) => {
  const worker = await addTestWorker(database, role)
  return (await beginSession(database.sql, { worker, role }, await now(database.sql))) ?? ''
}
const director = await signedIn('director')
const councillor = await signedIn('councillor')

const browserTest = browserTests(() =>
  buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [performance],
    council: { name: 'Testshire County Council', colour: '#1d5e4f', simulated: true },
    cacheFolder: testStyles,
  }),
)

const addresses = ['/figures', '/figures/child-protection-plans', '/figures/referrals?asAt=2020-09-30', '/report']

for (const address of addresses)
  browserTest(`${address} passes axe, wide and at 320 pixels, and fits there`, async ({ lookOver }) => {
    await lookOver(address, { session: director })
  })

browserTest('published figures pass axe', async ({ lookOver }) => {
  await lookOver('/figures/referrals', { session: councillor })
})

browserTest('without scripts a figure is asked for at another day', async ({ openPage }) => {
  const page = await openPage('/figures/child-protection-plans', { session: director, scripts: false })
  await page.getByLabel('As at', { exact: true }).fill('2020-02-20')
  await page.getByRole('button', { name: 'Show' }).click()
  assert.match(await page.locator('h1').innerText(), /4 children/)
})

browserTest('the compendium prints on two sheets', async ({ openPage }) => {
  const page = await openPage('/figures', { session: director, print: true })
  const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)
  assert.ok(sheets !== null && sheets.length <= 2, `it takes ${sheets?.length ?? 0}`)
})
