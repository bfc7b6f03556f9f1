import assert from 'node:assert/strict'
import { after } from 'node:test'
import { sql } from 'kysely'
import { england, noPolicy } from '../../../journey/index.ts'
import type { Role } from '../../../journey/index.ts'
import { browserTests } from '../../../web/browser-testing.ts'
import { buildServer } from '../../../web/server.ts'
import { addTestWorker, sessionOfWorker, testStyles } from '../../../web/testing.ts'
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
  return sessionOfWorker(database, { worker, role })
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

browserTest(
  'on a phone the stated figure stands beside the counted one, and nothing lies beside the screen',
  async browsing => {
    const page = await browsing.openPage('/report', { session: director, width: 320 })
    for (const part of ['The report to the select committee', 'National statistics of the county']) {
      const frame = page.getByRole('region', { name: part })
      assert.equal(await frame.getByRole('heading').count(), 0, 'its heading stands before it')
      assert.equal(await page.getByRole('heading', { name: part }).count(), 1)
    }
    assert.deepEqual(
      await page.evaluate<readonly boolean[]>(
        '[...document.querySelectorAll(".rh-table__frame")].map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)',
      ),
      [false, false],
    )
    const row = page.getByRole('row', { name: /Children looked after per 10,000/ })
    const [title, stated, counted, why] = await Promise.all(
      [row.getByRole('rowheader'), ...[0, 1, 2].map(place => row.getByRole('cell').nth(place))].map(async part => {
        const box = await part.boundingBox()
        assert.ok(box)
        return { ...box, words: await part.innerText() }
      }),
    )
    assert.ok(title && stated && counted && why)
    assert.match(stated.words, /^Stated\s+38/)
    assert.match(counted.words, /^Counted/)
    assert.equal(stated.y, counted.y)
    assert.ok(stated.x < counted.x && counted.x + counted.width <= 320)
    assert.ok(stated.y - (title.y + title.height) < 2 && why.y - (stated.y + stated.height) < 2, 'one under the other')
  },
)

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
