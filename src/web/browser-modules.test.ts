import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import { serveBrowserModules } from './browser-modules.ts'

const serve = async (folders: readonly string[]) => {
  const server = fastify()
  const address = serveBrowserModules(server, folders)
  await server.ready()
  return { server, address, get: (url: string) => server.inject({ url }) }
}

const importsIn = (source: string): readonly string[] =>
  [...source.matchAll(/^(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm)].map(([, name = '']) => name)

test('a module is served as JavaScript without its types, under an address that holds a hash and is kept for ever', async () => {
  const { address, get } = await serve(['calendar'])
  const file = address('calendar/civil-date.ts')
  assert.match(file, /^\/assets\/modules-[0-9a-f]{12}\/calendar\/civil-date\.ts$/)
  const { statusCode, headers, body } = await get(file)
  assert.equal(statusCode, 200)
  assert.equal(headers['content-type'], 'text/javascript; charset=utf-8')
  assert.match(headers['cache-control'] as string, /immutable/)
  assert.doesNotMatch(body, /: CivilDate|export type/)
})

test('whatever a served module imports is served: modules of ours, and packages as ES modules', async () => {
  const { address, get } = await serve(['calendar', 'statutory'])
  const seen = new Set<string>()
  const follow = async (url: string): Promise<void> => {
    if (seen.has(url)) return
    seen.add(url)
    const { statusCode, body } = await get(url)
    assert.equal(statusCode, 200, url)
    for (const name of importsIn(body)) {
      assert.match(name, /^(\.|\/assets\/)/, `${url} imports ${name}`)
      await follow(new URL(name, `http://there${url}`).pathname)
    }
  }
  for (const file of ['statutory/cin-census/read.ts', 'statutory/ssda903/read.ts', 'statutory/ssda903/rules.ts'])
    await follow(address(file))
  assert.ok([...seen].some(url => url.endsWith('/packages/saxes.js')))
  assert.ok([...seen].some(url => url.endsWith('/packages/xmlchars/xml/1.0/ed5.js')))
  assert.ok([...seen].some(url => url.endsWith('/packages/papaparse.js')))
})

test('nothing else is served: no test, nothing outside the folders, nothing that needs what browsers do not have', async () => {
  const { address, get } = await serve(['calendar', 'statutory'])
  const root = address('calendar/index.ts').replace('/calendar/index.ts', '')
  for (const file of [
    'calendar/calendar.test.ts',
    'statutory/cases.ts',
    'web/server.ts',
    'calendar/../web/server.ts',
    'calendar/%2e%2e/web/server.ts',
    'calendar/',
    'packages/zod.js',
    'packages/fastify.js',
  ])
    assert.equal((await get(`${root}/${file}`)).statusCode, 404, file)
  assert.throws(() => address('statutory/cases.ts'), /no module that pages load/)
  assert.throws(() => address('web/server.ts'), /no module that pages load/)
})

test('the address changes with what is served', async () => {
  const one = await serve(['calendar'])
  const other = await serve(['calendar', 'statutory'])
  assert.notEqual(one.address('calendar/index.ts'), other.address('calendar/index.ts'))
  assert.equal((await serve(['calendar'])).address('calendar/index.ts'), one.address('calendar/index.ts'))
})
