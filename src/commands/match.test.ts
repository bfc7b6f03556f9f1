import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { makePerson, smallCouncil } from '../areas/casework/testing.ts'
import { testDatabase } from '../store/testing.ts'
import { answersTo } from './match.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let child = 0
before(async () => {
  database = await testDatabase()
  await smallCouncil(database)
  child = await makePerson(database, { given: 'Amira', family: 'Okafor-Byrne', bornOn: '2013-01-02' })
})
after(() => database.close())

const match = (input: string, ...given: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../cli.ts'), 'match', ...given], {
    encoding: 'utf8',
    input,
    env: { PATH: process.env['PATH'], DATABASE_URL: database.url },
  })

const lines = (...people: readonly object[]) => people.map(person => `${JSON.stringify(person)}\n`).join('')

test('people are answered line by line, in order, with the likeliest and why', () => {
  const { stdout, status, stderr } = match(
    lines(
      { given: 'Amirah', family: 'Byrne', dob: '2013-02-01', sex: null },
      { given: 'Nobody', family: 'Known' },
      { given: ['Amira', 'Okafor'], dob: '2013-01-02', nhsNumber: null },
    ),
    '--json',
  )
  assert.equal(status, 0, stderr)
  const answers = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { person: number; probability: number; evidence: { agreement: string }[] }[])
  assert.deepEqual(
    answers.map(found => found.map(({ person }) => person)),
    [[child], [], [child]],
  )
  assert.deepEqual(
    answers[0]?.[0]?.evidence.map(({ agreement }) => agreement),
    ['knownForm', 'inPart', 'swapped'],
  )
  assert.ok((answers[2]?.[0]?.probability ?? 0) > 0.9)
})

test('a line that cannot be read is named, and those before it are answered', () => {
  for (const [bad, why] of [
    ['{ "given": ', /Line 2 cannot be read: it is not JSON/],
    ['["Amira"]', /Line 2 cannot be read: it is not an object/],
    ['{"dob":"2 January"}', /Line 2 cannot be read: dob '2 January' is not a date like/],
    ['{"given":{}}', /Line 2 cannot be read: given must be text/],
  ] as const) {
    const { stdout, stderr, status } = match(`${lines({ given: 'Amira', family: 'Okafor' })}${bad}\n`, '--json')
    assert.equal(status, 1)
    assert.match(stderr, why)
    assert.equal(stdout.trim().split('\n').length, 1)
  }
  assert.equal(match('', '--json').status, 0)
  assert.equal(match('', '--json', '--limit', '0').status, 2)
  assert.equal(match('').status, 2)
})

test('a byte order mark before the first line belongs to no line', async () => {
  const answered: string[] = []
  const input = Readable.from([`\uFEFF${lines({ given: 'Amira' })}`])
  for await (const line of answersTo(input, ({ given }) => Promise.resolve(String(given)))) answered.push(line)
  assert.deepEqual(answered, ['Amira'])
})

test('thousands of lines are answered in their order, a few at a time', async () => {
  let [under, most] = [0, 0]
  const answer = async ({ given }: { readonly given?: string | null }) => {
    under += 1
    most = Math.max(most, under)
    await new Promise(resolve => setImmediate(resolve))
    under -= 1
    return given ?? ''
  }
  const input = Readable.from(Array.from({ length: 3000 }, (_, index) => lines({ given: String(index) })))
  const answered: string[] = []
  for await (const line of answersTo(input, answer)) answered.push(line)
  assert.deepEqual(
    answered,
    Array.from({ length: 3000 }, (_, index) => String(index)),
  )
  assert.ok(most > 1 && most <= 8, String(most))
})
