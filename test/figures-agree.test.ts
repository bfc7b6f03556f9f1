import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { whatMoved } from '../src/areas/performance/glance.ts'
import { performance } from '../src/areas/performance/area.ts'
import { measures } from '../src/areas/performance/measures/index.ts'
import { smallCounty } from '../src/county/testing.ts'
import { england, noPolicy } from '../src/journey/index.ts'
import { testDatabase } from '../src/store/testing.ts'
import { area, csv, path, route } from '../src/web/index.ts'
import { buildServer } from '../src/web/server.ts'
import { addTestWorker, testStyles, visitorSignedIn } from '../src/web/testing.ts'

const database = await testDatabase(smallCounty)

/** What moved as it stands in the service at a glance, without the other areas and all of it. */
const glance = area({
  name: 'What moved',
  navigation: [],
  routes: [
    route({
      method: 'GET',
      path: path('/moved'),
      permission: () => true,
      audit: 'what moved',
      answer: async asked => {
        const moved = await whatMoved(asked)
        return csv(
          'moved',
          ['Line'],
          (moved?.lines ?? []).map(({ href, figure, words }) => [`${href} ${figure} ${words}`]),
        )
      },
    }),
  ],
})

const server = await buildServer({
  database,
  rules: { pathway: england, policy: noPolicy },
  areas: [performance, glance],
  council: { name: 'Testshire', colour: '#1d5e4f', simulated: true },
  cacheFolder: testStyles,
})
after(async () => {
  await server.close()
  await database.close()
})

const one = (pattern: RegExp, text: string, what: string): string => {
  const found = pattern.exec(text)?.[1]
  assert.ok(found !== undefined, `${what}: ${text.slice(0, 2000)}`)
  return found.trim()
}

const visitor = await visitorSignedIn(server, database, {
  worker: await addTestWorker(database, 'director'),
  role: 'director',
})
const read = async (address: string): Promise<string> => {
  const { statusCode, body } = await visitor.get(address)
  assert.equal(statusCode, 200, `${address}: ${body.slice(0, 2000)}`)
  return body
}

/** What a figure's own page says of what is usual. */
const usualOn = (page: string, id: string) =>
  one(/<span class="govuk-caption-l">([^<]+)/, page, `${id} is judged on its page`)

test('the list of figures and a figure’s own page say the same of what is usual, of a stock at the end of the month', async () => {
  const list = await read('/figures')
  for (const { id, over } of measures) {
    const row = one(new RegExp(`href="/figures/${id}">([^]*?)</tr>`), list, `${id} is in the list`)
    const latest = one(/rh-nowrap">([\d,.]*|none to count)/, row, `${id} has a latest value`)
    const words = one(/<td class="govuk-table__cell">([^<>]+?) ?(?:<span|<\/td>)/, row, `${id} is judged in the list`)
    const usual = usualOn(await read(`/figures/${id}`), id)
    if (over === 'flow') assert.equal(usual, words, id)
    else assert.match(usual, new RegExp(`^on 30 November 2020, ${latest}[^:]*: ${words}$`), id)
  }
})

test('the service at a glance names what is not usual, and opens the page that says so with the same limits', async () => {
  const moved = await read('/moved')
  const unusual = { higher: 0, lower: 0 }
  for (const { id, over } of measures) {
    // A stock is opened at the last end of a month, whose number the glance tells.
    const address = `/figures/${id}?${over === 'stock' ? 'asAt=2020-11-30&' : ''}asKnown=2020-12-13`
    const page = await read(address)
    const words = one(
      /((?:higher|lower) than is usual|as usual|limit of what is usual|too few figures)/,
      usualOn(page, id),
      id,
    )
    const line = new RegExp(`${address.replace('?', '\\?')} (.*)`).exec(moved)?.[1]
    const isUnusual = /^(?:higher|lower)/.test(words)
    assert.equal(line !== undefined, isUnusual, `${id} is ${words} on its page, in the glance: ${line ?? 'nothing'}`)
    if (line === undefined) continue
    unusual[words.startsWith('higher') ? 'higher' : 'lower'] += 1
    assert.ok(line.toLowerCase().includes(words), `${id}: ${line}`)
    const [, lower, upper] = /Usually between ([\d,.]+%?) and ([\d,.]+%?)\./.exec(line) ?? []
    assert.ok(page.includes(`>Usually above ${lower ?? '?'}<`), `${id}: ${line}`)
    assert.ok(page.includes(`>Usually below ${upper ?? '?'}<`), `${id}: ${line}`)
  }
  // It would say nothing of a county in which nothing moves.
  assert.ok(unusual.higher > 0 && unusual.lower > 0, JSON.stringify(unusual))
})
