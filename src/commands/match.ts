import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Probe } from '../people/matching/index.ts'
import type { Command } from './command.ts'
import { Refusal, UsageError } from './command.ts'
import { readOptions } from './options.ts'
import { withoutMark } from './read-text.ts'
import { withRecords } from './with-database.ts'

/** More people than this are never looked for at once: their answers wait in memory until they stand in order. */
const atOnce = 8
const longestLine = 100_000

const texts = ['given', 'family', 'postcode', 'address', 'nhsNumber'] as const
const sexes: Readonly<Record<string, 'female' | 'male'>> = { female: 'female', f: 'female', male: 'male', m: 'male' }

const textIn = (line: Readonly<Record<string, unknown>>, name: string): string | null => {
  const value = line[name]
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) return value.join(' ')
  throw new RangeError(`${name} must be text`)
}

/** The person that a line tells of. Throws a RangeError with what is wrong. */
const readPerson = async (line: string): Promise<Probe> => {
  const { isCivilDate } = await import('../calendar/index.ts')
  if (line.length > longestLine) throw new RangeError(`it is longer than ${longestLine} characters`)
  let told: unknown
  try {
    told = JSON.parse(line)
  } catch {
    throw new RangeError('it is not JSON')
  }
  if (typeof told !== 'object' || told === null || Array.isArray(told)) throw new RangeError('it is not an object')
  const known = told as Readonly<Record<string, unknown>>
  const dob = textIn(known, 'dob')
  if (dob !== null && dob !== '' && !isCivilDate(dob))
    throw new RangeError(`dob '${dob}' is not a date like 2014-03-05`)
  const sex = textIn(known, 'sex')?.toLowerCase() ?? ''
  return {
    ...Object.fromEntries(texts.map(name => [name, textIn(known, name)])),
    bornOn: dob === '' ? null : dob,
    sex: sexes[sex] ?? null,
  }
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

/** Reads lines from a stream and answers each in its turn. Throws a Refusal that names the first line it cannot read. */
export async function* answersTo(input: Readable, answer: (probe: Probe) => Promise<string>): AsyncGenerator<string> {
  const waiting: Promise<string>[] = []
  let number = 0
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number += 1
      if (line.trim() === '') continue
      let probe: Probe
      try {
        probe = await readPerson(number === 1 ? withoutMark(line) : line)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        yield* await Promise.all(waiting.splice(0))
        throw new Refusal(`Line ${number} cannot be read: ${error.message}. The lines before it are answered.`)
      }
      waiting.push(answer(probe))
      const first = waiting.length >= atOnce ? waiting.shift() : undefined
      if (first !== undefined) yield await first
    }
    yield* await Promise.all(waiting.splice(0))
  } finally {
    await Promise.allSettled(waiting)
  }
}

export const match: Command = {
  name: 'match',
  summary: 'find who in the records each of many people may be',
  usage: [
    'righthelp match --json [--limit N] [--with-restricted] < people.jsonl',
    '',
    'Reads people from standard input, one JSON object a line, and answers each on a line of its own, in the same order.',
    '',
    '  { "given", "family", "dob", "sex", "postcode", "address", "nhsNumber" }',
    '',
    'Any of them may be missing or null. Names are text, or a list of texts; given alone may hold a whole name. dob is a date',
    'like 2014-03-05. sex is female or male; anything else is not compared.',
    '',
    'Each answer is an array, the likeliest first, empty where nobody comes near:',
    '  [{ "person", "probability", "evidence": [{ "field", "agreement", "inWords", "weight" }] }]',
    'person is the number under which the records know the person, and probability that it is the one told of. Each field that',
    'both know has its level of agreement, which inWords says for people, and its weight: how many times likelier it makes it,',
    'as a power of 2, that this is the person rather than another one of the kind that it would most likely be of (a stranger,',
    'a brother or sister, a twin).',
    '',
    '  --json             is asked for, so that another form may be added',
    '  --limit N          at most so many candidates a person: 10 without it',
    '  --with-restricted  restricted people are among the answers too: for a register that is theirs as well',
    '',
    'Lines that are empty are passed over. At a line that cannot be read it stops: the lines before it are answered, the error',
    'names the line, and the exit code is 1. Nothing is written to the access log: whoever runs this owns the database.',
  ].join('\n'),
  run: async (given, settings) => {
    const { values } = readOptions(given, {
      json: { type: 'boolean', default: false },
      limit: { type: 'string', default: '10' },
      'with-restricted': { type: 'boolean', default: false },
    })
    if (!values.json) throw new UsageError('Say --json: the answers are JSON.')
    const limit = Number(values.limit)
    if (!Number.isInteger(limit) || limit < 1 || limit > 100)
      throw new UsageError(`--limit '${values.limit}' is not a number from 1 to 100.`)
    await withRecords(settings, async ({ sql }, stopping) => {
      const { candidates, unrestricted } = await import('../people/matching/index.ts')
      const { now } = await import('../council/clock.ts')
      const at = await now(sql)
      const answer = async (probe: Probe): Promise<string> => {
        const found = await (values['with-restricted']
          ? candidates(sql, probe, { limit })
          : unrestricted(sql, probe, at, { limit }))
        return JSON.stringify(
          found.map(({ person, probability, evidence }) => ({ person, probability: rounded(probability), evidence })),
        )
      }
      for await (const line of answersTo(process.stdin, answer)) {
        stopping.throwIfAborted()
        if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
      }
    })
  },
}
