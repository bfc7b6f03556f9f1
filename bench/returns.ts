import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import fastify from 'fastify'
import { chromium } from 'playwright-core'
import { findChromium } from '../scripts/chromium.ts'
import { returns } from '../src/areas/returns/area.ts'
import { secure } from '../src/web/security.ts'
import { serveBrowserModules } from '../src/web/browser-modules.ts'
import type { Figure, MachineBench } from './bench.ts'
import { percentile } from './bench.ts'
import { generatedCensus, generatedLookedAfterReturn } from './generated-returns.ts'

const commandLine = join(import.meta.dirname, '../src/cli.ts')
const rounds = 3

/** What a process cost: processor and wall in seconds, the most memory that it held in MB. */
interface Cost {
  readonly processor: number
  readonly wall: number
  readonly memory: number
}

/** Writes what the process itself has used, as it ends, to its fourth channel. */
const tellCost = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, JSON.stringify(process.resourceUsage())))",
)}`

const costOf = (parameters: readonly string[]): Promise<Cost> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(process.execPath, ['--import', tellCost, commandLine, 'returns', 'check', ...parameters], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    })
    let told = ''
    ;(child.stdio[3] as Readable).setEncoding('utf8').on('data', (text: string) => (told += text))
    child.on('error', reject)
    child.on('close', status => {
      // 1 says that a rule could not be run, as some cannot without last year's files: the check was made all the same.
      if (status !== 0 && status !== 1) {
        reject(new Error(`returns check ended with ${status ?? 'a signal'}.`))
        return
      }
      const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(told) as NodeJS.ResourceUsage
      resolve({
        processor: (userCPUTime + systemCPUTime) / 1e6,
        wall: (performance.now() - began) / 1000,
        memory: (maxRSS * 1024) / 1e6,
      })
    })
  })

/** The middle one of several rounds, each figure by itself. */
const middleCost = async (parameters: readonly string[], times = rounds): Promise<Cost> => {
  const costs: Cost[] = []
  for (let round = 0; round < times; round += 1) costs.push(await costOf(parameters))
  const middle = (name: keyof Cost) =>
    percentile(
      costs.map(cost => cost[name]),
      0.5,
    )
  return { processor: middle('processor'), wall: middle('wall'), memory: middle('memory') }
}

const figuresOf = (
  title: string,
  { processor, memory }: Cost,
  atMost: { readonly processor: number; readonly memory?: number },
): readonly Figure[] => [
  { title: `${title}: processor`, value: processor, unit: 's', atMost: atMost.processor },
  {
    title: `${title}: memory at most`,
    value: memory,
    unit: 'MB',
    ...(atMost.memory === undefined ? {} : { atMost: atMost.memory }),
  },
]

const writeCensus = async (path: string, children: number): Promise<string> => {
  await pipeline(Readable.from(generatedCensus(children)), createWriteStream(path))
  return path
}

/** Asks a worker for a check of the file that was chosen; the seconds until its results. */
const secondsOfOneCheck = `new Promise((resolve, reject) => {
  const began = performance.now()
  globalThis.checker.onerror = event => reject(new Error(event.message))
  globalThis.checker.onmessage = ({ data }) => {
    if (data.tells === 'checked') resolve((performance.now() - began) / 1000)
    if (data.tells === 'refused') reject(new Error(data.words))
  }
  globalThis.checker.postMessage({
    asks: 'check',
    wanted: { kind: 'cin-census', year: '2025-26', authority: null },
    files: [{ file: document.querySelector('input').files[0], year: 'this' }],
  })
})`

/** The seconds of a check in Chromium as people meet it: the page is there, and a file is chosen for the first time. */
const secondsInChromium = async (executablePath: string, census: string): Promise<number> => {
  const server = fastify()
  await secure(server)
  const address = serveBrowserModules(server, returns.browserFolders ?? [])
  const page = '<!doctype html><title>Bench</title><input type="file">'
  server.get('/', (_, reply) => reply.type('text/html; charset=utf-8').send(page))
  const origin = await server.listen({ port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const seconds: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const opened = await browser.newPage()
      await opened.goto(origin)
      await opened.evaluate(
        `globalThis.checker = new Worker(${JSON.stringify(address('areas/returns/browser/worker.ts'))}, { type: 'module' })`,
      )
      await opened.waitForLoadState('networkidle')
      await opened.locator('input').setInputFiles(census)
      seconds.push(await opened.evaluate<number>(secondsOfOneCheck))
      await opened.close()
    }
    return percentile(seconds, 0.5)
  } finally {
    await browser.close()
    await server.close()
  }
}

const inChromium = async (census: string, command: Cost): Promise<readonly Figure[]> => {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    process.stdout.write('No Chromium is here: the check in a browser is not measured.\n')
    return []
  }
  const seconds = await secondsInChromium(executablePath, census)
  return [
    { title: 'census of 10,000 children: command, from start to end', value: command.wall, unit: 's' },
    { title: 'census of 10,000 children: in Chromium', value: seconds, unit: 's' },
    { title: 'Chromium against the command', value: seconds / command.wall, unit: 'times', atMost: 3 },
  ]
}

const writeLookedAfterReturn = async (folder: string): Promise<string> => {
  await mkdir(folder)
  for (const [name, text] of Object.entries(generatedLookedAfterReturn())) writeFileSync(join(folder, name), text)
  return folder
}

const measure = async (folder: string): Promise<readonly Figure[]> => {
  const ten = await writeCensus(join(folder, 'ten.xml'), 10_000)
  const hundred = await writeCensus(join(folder, 'hundred.xml'), 100_000)
  const lookedAfter = await writeLookedAfterReturn(join(folder, 'ssda903'))
  const census = ['cin-census', '--year', '2025-26', '--json']
  const tenCost = await middleCost([...census, ten])
  return [
    ...figuresOf('census of 10,000 children', tenCost, { processor: 1, memory: 250 }),
    ...figuresOf('census of 100,000 children', await middleCost([...census, hundred], 1), { processor: 10 }),
    ...figuresOf(
      'looked-after return of 8,025 children',
      await middleCost(['ssda903', '--year', '2025-26', '--this', lookedAfter, '--json']),
      { processor: 1, memory: 300 },
    ),
    ...(await inChromium(ten, tenCost)),
  ]
}

/** What checking a statutory return costs, by the command and in a browser. */
export const returnsBench: MachineBench = {
  name: 'returns',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'righthelp-bench-'))
    try {
      return await measure(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
