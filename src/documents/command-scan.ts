import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Scan, Verdict } from './scan.ts'

const longest = 120_000
const longestWords = 300

/** The parts of a command as it stands in a setting: words parted by spaces, those in double quotes together. */
export const partsOfCommand = (command: string): readonly string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

const run = async (program: string, given: readonly string[], document: AsyncIterable<Uint8Array>) => {
  const child = spawn(program, given, { stdio: ['pipe', 'pipe', 'ignore'], signal: AbortSignal.timeout(longest) })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (words: string) => {
    said = (said + words).slice(0, longestWords)
  })
  const closed = once(child, 'close') as Promise<[number | null]>
  // A scan that has seen enough may stop reading: what counts is how it ends.
  const fed = pipeline(Readable.from(document), child.stdin).catch(() => undefined)
  const [[code]] = await Promise.all([closed, fed])
  return { code, said: said.trim() }
}

/**
 * A scan by a program that reads the document from its standard input, as `clamdscan -` does: it ends with 0 where it
 * found nothing and with 1 where it found something; any other end is no answer. What it says of a find is shown.
 */
export const scanByCommand = (command: string): Scan => {
  const [program = '', ...given] = partsOfCommand(command)
  return {
    name: basename(program),
    scan: async (document): Promise<Verdict> => {
      const { code, said } = await run(program, given, document)
      if (code === 0) return { notices: [] }
      if (code === 1) return { refused: said === '' ? 'it found something harmful' : said }
      throw new Error(`${program} ended with ${code ?? 'no code'}.`)
    },
  }
}
