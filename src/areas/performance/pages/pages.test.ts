import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { england, noPolicy } from '../../../journey/index.ts'
import type { Role } from '../../../journey/index.ts'
import { buildServer } from '../../../web/server.ts'
import { addTestWorker, testStyles, visitorSignedIn } from '../../../web/testing.ts'
import { performance } from '../area.ts'
import { measures } from '../measures/index.ts'
import { smallRecord } from '../testing.ts'
import type { SmallRecord } from '../testing.ts'
import { contextAt } from '../../../access/context.ts'
import { wantedIn } from './asking.ts'
import { rowFile } from './measure-rows.ts'

let record: SmallRecord
const target = {
  measure: 'child-protection-plans',
  limit: 'atMost',
  value: 12,
  from: '2020-07-01',
  basis: 'Our plan',
}
let server: FastifyInstance
const children: number[] = []

before(async () => {
  record = await smallRecord()
  const db = record.database.sql
  await sql`insert into council (name, brand, simulated, settings) values ('Testshire', '{}', true, ${JSON.stringify({ targets: [target] })})`.execute(
    db,
  )
  await sql`insert into clock (kind, stands_at) values ('simulated', '2020-12-14T09:00:00Z')`.execute(db)
  await record.teams(['assessment', 'family-safeguarding'])
  for (let each = 0; each < 20; each += 1) {
    const one = await record.child('2012-03-04')
    children.push(one)
    await record.episode('childProtectionPlan', one, `2020-0${1 + (each % 9)}-15`)
    await record.episode('socialWorkerAllocation', one, '2020-01-01', null, {
      detail: { worker: 1, team: each < 17 ? 'family-safeguarding-north' : 'family-safeguarding-south' },
    })
    await record.entry('referral', one, '2020-08-10', {
      outcome: 'assessment',
      team: 'assessment-north',
      answers: { source: 'police' },
    })
  }
  await sql`update identity_version set given = 'Unmistakable', family = '<b>Name</b>' where identity = ${children[0] ?? 0}`.execute(
    db,
  )
  // Learnt after the quarter was published.
  const [late] = children.splice(19, 1)
  await sql`update episode set known_from = '2020-11-20' where identity = ${late ?? 0} and kind = 'childProtectionPlan'`.execute(
    db,
  )
  server = await buildServer({
    database: record.database,
    rules: { pathway: england, policy: noPolicy },
    areas: [performance],
    council: { name: 'Testshire', colour: '#1d5e4f', simulated: true },
    cacheFolder: testStyles,
  })
})
after(async () => {
  await server.close()
  await record.close()
})

const as = async (role: Role) =>
  visitorSignedIn(server, record.database, { worker: await addTestWorker(record.database, role), role })

describe('the page of a measure', () => {
  it('says its value as a sentence, with its definition, its past and its places', async () => {
    const { statusCode, body } = await (await as('director')).get('/figures/child-protection-plans')
    assert.equal(statusCode, 200, body)
    assert.match(body, /Children on a child protection plan: 20 children/)
    assert.match(body, /had started by the day and had not ended by it/)
    assert.match(body, /By quadrant[^]*north[^]*17[^]*south[^]*3/)
    assert.match(body, /<svg/)
    assert.match(body, /The same as a table/)
  })
  it('says what the council wants of it, and how it stands to that, in words and as a line', async () => {
    const visitor = await as('director')
    const { body } = await visitor.get('/figures/child-protection-plans')
    assert.match(body, /Target: at most 12 children, not met\.[^]*Since 1 July 2020: Our plan/)
    assert.match(body, /rh-chart__name[^>]*>Target</)
    assert.match((await visitor.get('/figures')).body, /Target: at most 12 children, not met/)
    assert.doesNotMatch((await visitor.get('/figures/child-protection-plans?asAt=2020-06-30')).body, /Target: at most/)
    assert.doesNotMatch((await visitor.get('/figures/referrals')).body, /Target: /)
    const published = (await (await as('councillor')).get('/figures/child-protection-plans')).body
    assert.match(published, /Target: at most 12 children, not met/)
  })
  it('opens to the children it counts, their names as text', async () => {
    const visitor = await as('director')
    const { body } = await visitor.get('/figures/child-protection-plans?quadrant=north&sort=name&order=up')
    assert.match(body, new RegExp(`href="/children/${children[1] ?? 0}"`))
    assert.match(body, /17 rows/)
    assert.doesNotMatch(body, /<b>Name/)
  })
  it('lists them in any order', async () => {
    const visitor = await as('director')
    for (const order of ['name', 'age', 'day', 'value', 'counted', 'team', 'nothing'])
      assert.match(
        (await visitor.get(`/figures/re-referrals?asAt=2020-08-31&sort=${order}&order=down`)).body,
        /20 rows/,
        order,
      )
  })
  it('lists to an analyst by name and age, and opens no record', async () => {
    const { body } = await (await as('analyst')).get('/figures/child-protection-plans')
    assert.match(body, /Unmistakable/)
    assert.doesNotMatch(body, /href="\/children\//)
  })
  it('counts for a social worker what it does not list', async () => {
    const { body } = await (await as('socialWorker')).get('/figures/child-protection-plans')
    assert.match(body, /Children on a child protection plan: 20 children/)
    assert.match(body, /The figure counts every row\. Some may not be listed/)
    assert.doesNotMatch(body, /[0-9] rows/)
    assert.doesNotMatch(body, /Unmistakable/)
  })
  it('says of every list in the same words that some may not be listed, and no number that tells of a restricted child', async () => {
    const visitor = await as('director')
    const listOf = (body: string) => body.slice(body.indexOf('id="rows"')).replace(/<tbody[^]*<\/tbody>/, '')
    const before = (await visitor.get('/figures/child-protection-plans')).body
    assert.match(before, /Some may not be listed/)
    await record.database.sql
      .insertInto('restriction')
      .values({ identity: children[2] ?? 0, reason: 'Safety', started_at: '2020-12-01T00:00:00.000Z' })
      .execute()
    const { body } = await visitor.get('/figures/child-protection-plans')
    assert.doesNotMatch(body, new RegExp(`/children/${children[2] ?? 0}"`))
    assert.match(body, /20 rows/)
    assert.doesNotMatch(body, /\b(19|1) rows?/)
    assert.equal(listOf(body), listOf(before))
    await record.database.sql.deleteFrom('restriction').execute()
  })
  it('stands at another day, and by what was known on another', async () => {
    const visitor = await as('director')
    assert.match((await visitor.get('/figures/child-protection-plans?asAt=2020-02-15')).body, /: 6 children/)
    const { body } = await visitor.get('/figures/child-protection-plans?asAt=2020-11-30&asKnown=2020-11-19')
    assert.match(body, /Restated since: 19 children as known on 19 November 2020, 20 children as known now/)
  })
  it('says which date cannot be read, and goes on with today', async () => {
    const { statusCode, body } = await (
      await as('director')
    ).get('/figures/child-protection-plans?asAt=2020-02-31&asKnown=%3Cscript%3E')
    assert.equal(statusCode, 200)
    assert.match(body, /&#39;2020-02-31&#39; is not a date/)
    assert.doesNotMatch(body, /<script>/)
    assert.match(body, /: 20 children/)
  })
  it('gives its months and its rows as files', async () => {
    const visitor = await as('director')
    const months = await visitor.get('/figures/referrals/series.csv')
    assert.match(String(months.headers['content-type']), /text\/csv/)
    assert.match(months.body, /August 2020,2020-08-01,2020-08-31,20,20,/)
    const rows = await visitor.get('/figures/referrals/rows.csv?asAt=2020-08-31')
    assert.equal(rows.body.trim().split('\r\n').length, 21)
  })
  it('stands by each of its own categories: the largest on the chart and all others together, every one in a table and a file', async () => {
    const partners = ['police', 'health', 'schools', 'educationServices', 'localAuthority', 'individual', 'housing']
    for (const [place, source] of partners.entries())
      for (let each = place; each < partners.length; each += 1)
        await record.entry('contact', await record.child(), '2020-11-10', {
          answers: { source },
          team: 'assessment-north',
        })
    await sql`update service set name = 'Assessment Service' where service = 'assessment'`.execute(record.database.sql)
    const visitor = await as('director')
    const { body } = await visitor.get('/figures/contacts')
    assert.match(body, /rh-chart__name[^>]*>All others</)
    assert.doesNotMatch(body, /rh-chart__name[^>]*>Housing</)
    const table = /By who made it<\/caption>([^]*?)<\/table>/.exec(body)?.[1] ?? ''
    assert.match(table, />Who made it<[^]*Police<[^]*?>7<[^]*Health services<[^]*?>6<[^]*Housing<[^]*?>1</)
    const months = await visitor.get('/figures/contacts/series.csv')
    assert.match(months.body, /Denominator,Police,Health services,School,[^\r]*,Housing\r/)
    assert.match(months.body, /November 2020,2020-11-01,2020-11-30,28,28,,7,6,5,4,3,2,1\r/)
    const rows = await visitor.get('/figures/contacts/rows.csv')
    assert.match(rows.body, /Family member, friend or neighbour",Assessment Service,north,assessment north/)
    assert.doesNotMatch(rows.body, /individual|assessment-north/)
  })
  it('says in the last line of a file of rows that there are more than it takes', async () => {
    const measure = measures.find(({ id }) => id === 'referrals')
    assert.ok(measure)
    const context = contextAt(
      { worker: 1, name: 'Ada King', role: 'director', teams: [], services: [] },
      '2020-12-14T09:00:00.000Z',
    )
    const asking = { database: record.database, context, query: {} }
    const wanted = wantedIn({ asAt: '2020-08-31' }, context, measure)
    const few = await rowFile(asking, measure, wanted, 3)
    assert.equal(few.rows.length, 4)
    assert.match(String(few.rows.at(-1)?.[0]), /Only the first 3 of 20 rows are in this file/)
    assert.equal((await rowFile(asking, measure, wanted)).rows.length, 20)
  })
  it('does not exist for an id that no measure has', async () => {
    const visitor = await as('director')
    for (const address of ['/figures/nothing', '/figures/nothing/series.csv', '/figures/nothing/rows.csv'])
      assert.equal((await visitor.get(address)).statusCode, 404)
  })
  it('is there for every measure, with records and without', async () => {
    const visitor = await as('director')
    for (const { id } of measures) {
      const { statusCode, body } = await visitor.get(`/figures/${id}`)
      assert.equal(statusCode, 200, `${id}: ${body.slice(0, 2000)}`)
    }
  })
})

describe('one who sees published figures', () => {
  it('gets quarters as they were published, small numbers withheld, and no child', async () => {
    const { statusCode, body } = await (
      await as('councillor')
    ).get('/figures/child-protection-plans?asAt=2020-11-30&quadrant=north')
    assert.equal(statusCode, 200, body)
    assert.match(body, /Children on a child protection plan: 19 children/)
    assert.match(body, /On 30 September 2020/)
    assert.match(body, /By quadrant[^]*north[^]*withheld[^]*south[^]*withheld/)
    assert.match(body, /Five or fewer are withheld, and others so that they cannot be found by subtraction/)
    assert.doesNotMatch(body, /Unmistakable|\/children\/|By team|rows\.csv/)
  })
  it('reads withheld of a quarter in the table of the chart, as in the file', async () => {
    for (let each = 0; each < 3; each += 1)
      await record.entry('closure', await record.child(), '2020-08-10', { outcome: 'stepDown' })
    const visitor = await as('councillor')
    const { body } = await visitor.get('/figures/steps-down')
    assert.match(body, /quarter to 30 September 2020<[^]*?>withheld</)
    assert.doesNotMatch(body, /no figure/)
    assert.match((await visitor.get('/figures/steps-down/series.csv')).body, /2020-07-01,2020-09-30,withheld/)
  })
  it('is refused the rows', async () => {
    const visitor = await as('councillor')
    assert.equal((await visitor.get('/figures/referrals/rows.csv')).statusCode, 403)
    assert.match((await visitor.get('/figures/referrals/series.csv')).body, /2020-07-01,2020-09-30,20/)
  })
  it('sees every page that there is of figures', async () => {
    const visitor = await as('councillor')
    for (const address of ['/figures', '/report', ...measures.map(({ id }) => `/figures/${id}`)])
      assert.equal((await visitor.get(address)).statusCode, 200, address)
  })
})

describe('the compendium', () => {
  it('has a line for each measure, in words too, and follows what is recorded', async () => {
    const visitor = await as('serviceManager')
    const { statusCode, body } = await visitor.get('/figures')
    assert.equal(statusCode, 200, body)
    for (const { id } of measures) assert.ok(body.includes(`href="/figures/${id}"`), id)
    assert.match(body, /November 2020/)
    const before = /Children on a child protection plan<\/a>[^]*?numeric rh-nowrap">(\d+)/.exec(body)?.[1]
    assert.equal(before, '20')
    await record.episode('childProtectionPlan', await record.child(), '2020-11-01')
    const after = await visitor.get('/figures')
    assert.match(after.body, /Children on a child protection plan<\/a>[^]*?numeric rh-nowrap">21/)
  })
})

describe('the report’s figures', () => {
  it('stand beside the counted ones, with the difference and why', async () => {
    const { statusCode, body } = await (await as('director')).get('/report')
    assert.equal(statusCode, 200, body)
    assert.match(
      body,
      /Children on a child protection plan in September 2020[^]*?770[^]*?Paragraph 11\.4[^]*?20 children[^]*?Differs: 750 children less/,
    )
    assert.match(body, /National statistics/)
  })
  it('are named by their numbers in the report, and in words that people know', async () => {
    for (const role of ['director', 'councillor'] as const) {
      const { body } = await (await as(role)).get('/report')
      assert.match(body, /Children on a child protection plan in February 2020[^]*?>F29, 29 February 2020</)
      assert.match(body, /Referrals from the police[^]*?>P17</)
      assert.doesNotMatch(body, /[FP][0-9]{2}\.|MAP team/)
    }
  })
  it('that differ by what was known before the report are said to lack what was recorded later', async () => {
    const visitor = await as('director')
    const before = (await visitor.get('/report?asKnown=2020-10-31')).body
    assert.match(before, /by 31 October 2020: what was recorded later was not yet in it/)
    assert.doesNotMatch(before, /Paragraph(?:(?!<tr)[^])*?Not explained/)
    assert.match((await visitor.get('/report')).body, /Paragraph(?:(?!<tr)[^])*?Not explained/)
  })
  it('are left open for periods that had not ended', async () => {
    const { body } = await (await as('director')).get('/report?asAt=2020-09-29')
    assert.match(body, /The period had not ended by this day/)
  })
})
