import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { testsPlace } from '../src/store/embedded/place.ts'
import { ensureServer, leaveServer } from '../src/store/embedded/server.ts'
import { readSettings } from '../src/store/settings.ts'
import { databasesStayVariable, dropTestDatabases, testServerVariable } from '../src/store/testing.ts'
import { findChromium, installChromium } from './chromium.ts'

const root = join(import.meta.dirname, '..')
const program = (name: string): string => join(root, 'node_modules/.bin', name)
const auditSeconds = 60
// Most test files import most of the house: the second reads what the first compiled.
const compileCache = join(root, 'node_modules/.cache/node')

const say = (words: string): void => {
  process.stdout.write(`righthelp: ${words}\n`)
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

interface Ended {
  readonly status: number | null
  readonly output: string
}

/** Runs a program and keeps what it says, for what matters only when it fails. */
const runQuietly = (command: string, parameters: readonly string[], timeout?: number): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    }
    child.on('error', reject)
    child.on('close', status => {
      resolve({ status, output: output.trim() })
    })
  })

const check = async (title: string, command: string, parameters: readonly string[]): Promise<boolean> => {
  const began = performance.now()
  const { status, output } = await runQuietly(program(command), parameters)
  say(`${status === 0 ? 'passed' : 'FAILED'}: ${title} (${seconds(began)})`)
  if (status !== 0) process.stdout.write(`${output}\n`)
  return status === 0
}

const auditAnswered = /found \d+ vulnerabilit|\d+ vulnerabilit|# npm audit report/

/** Known holes in what we depend on are a failure; not being able to ask is not, and is said. */
const audit = async (): Promise<boolean> => {
  const { status, output } = await runQuietly('npm', ['audit', '--omit=dev', '--audit-level=high'], auditSeconds * 1000)
  if (status === 0) say('passed: no known serious hole in the packages that ship')
  else if (auditAnswered.test(output)) say(`FAILED: packages that ship have known serious holes\n${output}`)
  else {
    const why = /npm (?:warn|error|WARN|ERR!) audit (.*)/.exec(output)?.[1] ?? `no answer in ${auditSeconds} s`
    say(`*** NOT CHECKED for known holes: the audit service cannot be reached from here (${why}). Going on. ***`)
  }
  return status === 0 || !auditAnswered.test(output)
}

/** What is declared and written, beside the tests: it takes a minute of one core, and the audit only waits for an answer. */
const checkSource = async (): Promise<boolean> => {
  say('checking types, lint, layout and dependencies')
  const checks = await Promise.all([
    check('types, lint and the floors of the house (oxlint)', 'oxlint', []),
    check('layout (oxfmt)', 'oxfmt', ['--check']),
    audit(),
  ])
  return checks.every(Boolean)
}

const runTests = (environment: Readonly<Record<string, string | undefined>>): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'run-tests.ts')], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    })
    child.on('error', reject)
    child.on('close', status => {
      resolve(status === 0)
    })
  })

type Environment = Readonly<Record<string, string>>

/** Runs on the server that somebody named, whose databases are dropped one by one, or on one for these tests alone. */
const withTestServer = async (work: (environment: Environment) => Promise<boolean>): Promise<boolean> => {
  const named = process.env[testServerVariable]
  if (named !== undefined) return work({ [testServerVariable]: named })
  const place = testsPlace(readSettings())
  say('starting a PostgreSQL server for the tests alone')
  const { url } = await ensureServer(place, say)
  // Told to stop, we wait for the tests, which were told as well, and then stop the server as always.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (process.exitCode = 130))
  try {
    const pass = await work({ [testServerVariable]: url, [databasesStayVariable]: 'yes' })
    await dropTestDatabases(url)
    return pass
  } finally {
    await leaveServer(place)
  }
}

const began = performance.now()
say(`testing with Node ${process.versions.node}`)
const chromium = findChromium() ?? installChromium(say)
say(chromium === undefined ? 'no Chromium: browser tests will be skipped' : `browser tests use ${chromium}`)
const source = checkSource()
const testsPass = await withTestServer(environment =>
  runTests({ ...environment, RIGHTHELP_CHROMIUM: chromium, NODE_COMPILE_CACHE: compileCache }),
)
const sourceHolds = await source

const browserTests = globSync(['{src,test}/**/*.browser.test.ts', 'test/browser/*.test.ts'], { cwd: root }).length
if (chromium === undefined) {
  say(
    `*** SKIPPED: ${browserTests} files of browser tests, for want of a Chromium. Install one, or name it in CHROMIUM. ***`,
  )
}
const failed = [...(sourceHolds ? [] : ['types, lint, layout or dependencies']), ...(testsPass ? [] : ['tests'])]
const passed = failed.length === 0
say(`${passed ? 'everything passed' : `FAILED: ${failed.join('; ')} (see above)`}, in ${seconds(began)}`)
process.exitCode ??= passed ? 0 : 1
