import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { roleMatrix } from '../../../access/role-matrix.ts'
import { england, noPolicy, roles } from '../../../journey/index.ts'
import type { Role } from '../../../journey/index.ts'
import { testDatabase } from '../../../store/testing.ts'
import { collectionYears } from '../../../statutory/years.ts'
import { buildServer } from '../../../web/server.ts'
import { addTestWorker, testStyles, visitorSignedIn } from '../../../web/testing.ts'
import type { Visitor } from '../../../web/testing.ts'
import { returns } from '../area.ts'
import { returnKinds, rulesIn } from '../checking/kinds.ts'
import type { ReturnKind } from '../checking/kinds.ts'
import { paths } from '../paths.ts'
import { censusText, headerCsv } from '../testing.ts'

const database = await testDatabase()
const logged: string[] = []
const log = new Writable({
  write: (line: Buffer, _, done) => {
    logged.push(line.toString())
    done()
  },
})
let server: FastifyInstance
let analyst: Visitor

const visitorAs = async (role: Role): Promise<Visitor> =>
  visitorSignedIn(server, database, { worker: await addTestWorker(database, role), role })

before(async () => {
  server = await buildServer({
    database,
    rules: { pathway: england, policy: noPolicy },
    areas: [returns],
    council: { name: 'Testshire', colour: '#1d5e4f', simulated: true },
    cacheFolder: testStyles,
    log: { level: 'trace', to: log },
  })
  analyst = await visitorAs('analyst')
})
after(async () => {
  await server.close()
  await database.close()
})

const kinds = Object.keys(returnKinds) as readonly ReturnKind[]

describe('who checks returns', () => {
  it('is who the role matrix says, and nobody else', async () => {
    const may = (Object.keys(roles) as Role[]).filter(role => roleMatrix[role].checksReturns)
    assert.deepEqual(may.toSorted(), [
      'administrator',
      'analyst',
      'director',
      'informationGovernance',
      'serviceManager',
    ])
    for (const role of ['director', 'socialWorker', 'councillor'] as const) {
      const visitor = await visitorAs(role)
      for (const address of [paths.check(), paths.rules()]) {
        const { statusCode, body } = await visitor.get(address)
        assert.equal(statusCode, roleMatrix[role].checksReturns ? 200 : 403, `${role} at ${address}`)
        assert.equal(body.includes('href="/returns"'), roleMatrix[role].checksReturns)
      }
    }
  })
})

describe('the page that checks', () => {
  it('loads its module by an address with a hash, and lets workers come from this server alone', async () => {
    const { body, headers } = await analyst.get(paths.check())
    const [, script = ''] = /src="(\/assets\/modules-[0-9a-f]{12}\/areas\/returns\/browser\/page\.ts)"/.exec(body) ?? []
    const { statusCode, body: module } = await analyst.get(script)
    assert.equal(statusCode, 200)
    assert.match(module, /new Worker\(/)
    assert.match(String(headers['content-security-policy']), /worker-src 'self';/)
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe|blob:|data:/)
  })

  it('says without scripts that the files go to this council’s own server and are not kept', async () => {
    const { body } = await analyst.get(paths.check())
    assert.match(body, /enctype="multipart\/form-data"/)
    assert.match(
      body,
      /sent to this council’s own server\. It checks them in memory, shows you the results, and keeps nothing/,
    )
  })
})

const census = (text: string) => [{ field: 'files', name: 'census.xml', text }]
const asked = { return: 'cin-census', year: '2025-26', authority: '' }

describe('files that are sent without scripts', () => {
  it('are checked by the same rules, and the first five hundred failures shown', async () => {
    const { statusCode, body } = await analyst.postFiles(paths.check(), asked, census(censusText(150)))
    assert.equal(statusCode, 200)
    assert.match(body, /Rules that passed/)
    assert.match(body, /of 109/)
    assert.match(body, /The assessment began on 2 June 2025, before the referral of 12 June 2025\./)
    assert.match(body, /500 rows shown/)
    assert.match(body, /And [\d,]+ rows? more/)
    assert.match(body, /href="\/returns\/rules\/cin-census\/2025-26\/1103"/)
    assert.match(body, /2015-02-31/)
    assert.match(body, /<title>\s*Results of the check – Testshire\s*<\/title>/)
  })

  it('of a looked-after return are compared with last year’s', async () => {
    const { body } = await analyst.postFiles(paths.check(), { ...asked, return: 'ssda903' }, [
      { field: 'files', name: 'header.csv', text: headerCsv('M') },
      { field: 'last-year', name: 'header.csv', text: headerCsv('F') },
    ])
    assert.match(body, /href="\/returns\/rules\/ssda903\/2025-26\/202"/)
  })

  it('are refused whole with the file, the line and what to do, and what was said is kept', async () => {
    const { statusCode, body } = await analyst.postFiles(
      paths.check(),
      { ...asked, year: '2026-27' },
      census(censusText(50).slice(0, 3000)),
    )
    assert.equal(statusCode, 422)
    assert.match(body, /census\.xml: Line \d+: The file ends too soon/)
    assert.match(body, /Nothing was checked or kept/)
    assert.match(body, /<option value="2026-27" selected>/)
    assert.doesNotMatch(body, /Rules that passed/)
  })

  it('are asked for where there are none, and so are the return and the year', async () => {
    const problem = async (values: Readonly<Record<string, string>>, files = census('')) =>
      (await analyst.postFiles(paths.check(), values, files)).body
    assert.match(await problem(asked, []), /No file was given/)
    assert.match(await problem({ ...asked, return: 'another' }), /Choose which return it is/)
    assert.match(await problem({ ...asked, year: '1999-00' }), /Choose the year/)
  })

  it('need the form’s token', async () => {
    const { statusCode } = await analyst.postFiles(paths.check(), { ...asked, _csrf: 'none' }, census(censusText(1)))
    assert.equal(statusCode, 403)
  })

  it('are neither logged nor stored, and that they were checked is noted', async () => {
    await analyst.postFiles(paths.check(), asked, census(censusText(3)))
    assert.ok(logged.length > 0)
    assert.doesNotMatch(logged.join(''), /census\.xml|A3|2025-06-12|LAchildID|cookie|righthelp-session/)
    const { rows } = await sql<{
      act: string
    }>`select distinct act from access_log where act like 'check a return%'`.execute(database.sql)
    assert.deepEqual(rows, [{ act: 'check a return’s files on the server' }])
  })
})

describe('the handbook of rules', () => {
  it('lists the rules of a return and year, with what the year changed', async () => {
    for (const kind of kinds)
      for (const year of collectionYears) {
        const { body } = await analyst.get(paths.rules({}, { return: kind, year }))
        assert.match(body, new RegExp(`What changed in ${year}`))
        for (const { code } of rulesIn(kind, year)) assert.ok(body.includes(`/returns/rules/${kind}/${year}/${code}"`))
      }
    const { body } = await analyst.get(paths.rules({}, { return: 'ssda903', year: '2026-27' }))
    assert.match(/<dt>Added<\/dt>([\s\S]*?)<dt>/.exec(body)?.[1] ?? '', /\/2026-27\/700"/)
  })

  it('is filtered by words and by table, without scripts', async () => {
    const shown = async (query: Readonly<Record<string, string>>) => {
      const { body } = await analyst.get(paths.rules({}, { return: 'cin-census', year: '2025-26', ...query }))
      return /<tbody[\s\S]*<\/tbody>/.exec(body)?.[0] ?? ''
    }
    const some = await shown({ words: 'REFERRAL date' })
    assert.match(some, /assessment start date cannot be before the referral date/)
    assert.doesNotMatch(some, /UPN/)
    const table = await shown({ table: 'Section47' })
    assert.doesNotMatch(table, />1103</)
    assert.match(table, /Section47/)
    const { body } = await analyst.get(paths.rules({}, { words: 'no such words' }))
    assert.match(body, /No rule of this return is like that/)
  })

  it('has a page for every rule, whose examples the rule itself judges', async () => {
    for (const kind of kinds)
      for (const year of collectionYears)
        for (const { code, message, fields } of rulesIn(kind, year)) {
          const { statusCode, body } = await analyst.get(paths.rule({ return: kind, year, code }))
          assert.equal(statusCode, 200, `${kind} ${year} ${code}`)
          assert.match(body, new RegExp(`<h1 class="govuk-heading-l">Rule ${code}</h1>`))
          const text = body.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
          assert.ok(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').includes(message), code)
          for (const field of fields) assert.ok(body.includes(field), `${code} ${field}`)
          const [passes = '', fails = ''] = body.split('>A return that fails<')
          assert.doesNotMatch(passes, /rt-mark"/, code)
          assert.match(fails, /id="why-1"/, `${code} says why`)
        }
  })

  it('has no page of a rule, a year or a return that is none', async () => {
    for (const address of [
      '/returns/rules/cin-census/2025-26/none',
      '/returns/rules/cin-census/2019-20/1103',
      '/returns/rules/another/2025-26/1103',
      '/returns/rules/cin-census/2025-26/RH01',
    ])
      assert.equal((await analyst.get(address)).statusCode, 404, address)
  })
})
