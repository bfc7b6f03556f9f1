import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')

// Each waits for its database or its browser for a good part of its time: one more than there are cores on the
// smallest machine keeps all of them at work.
const atOnce = 3

/** Files that take long, the longest first: begun last, one of them would run alone at the end while the cores idle. */
const long = [
  /county\/whole\./,
  /browser\/entrance\./,
  /browser\/morning\./,
  /access\/(?:routes|planted)\./,
  /test\/browser\//,
  /county\/(?:build|journeys)\b/,
  /returns\.browser\./,
  /writing\.browser\./,
  /openid\.browser\./,
  /commands\//,
]

const rank = (file: string): number => {
  const found = long.findIndex(pattern => pattern.test(file))
  return found === -1 ? long.length : found
}

/** So many neighbours run in one process: to read and compile what they stand on takes longer than most of them. */
const together = { browser: 3, others: 8 }

// What a file has run around every test would run around its neighbours' as well.
const runsAroundEach = (file: string): boolean =>
  /^(?:before|after)Each\(/m.test(readFileSync(join(root, file), 'utf8'))

const inGroups = (files: readonly string[], size: number): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(files.length / size) }, (_, at) => files.slice(at * size, (at + 1) * size))

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
  .map(file => file.replaceAll('\\', '/'))
  .sort()
const alone = files.filter(file => rank(file) < long.length || runsAroundEach(file))
const neighbours = files.filter(file => !alone.includes(file))
const isInBrowser = (file: string): boolean => file.endsWith('.browser.test.ts')
const groups = [
  ...inGroups(neighbours.filter(isInBrowser), together.browser),
  ...inGroups(
    neighbours.filter(file => !isInBrowser(file)),
    together.others,
  ),
]

const folder = join(root, 'node_modules/.cache/tests')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/**
 * A file that runs several one after another. None begins before all are read: the runner takes tests that have ended, with
 * none to follow, for all there are, and tidies up once only.
 */
const oneOf = (group: readonly string[], index: number): string => {
  const path = join(folder, `${String(index + 1).padStart(2, '0')}.mjs`)
  writeFileSync(
    path,
    `import { before } from 'node:test'
const all = Promise.withResolvers()
before(() => all.promise)
try {
${group.map(file => `  await import('${pathToFileURL(join(root, file)).href}')\n`).join('')}} finally {
  all.resolve()
}
`,
  )
  return path
}

const begun = [
  ...alone.toSorted((one, other) => rank(one) - rank(other)).map(file => join(root, file)),
  ...groups.map(oneOf),
]
process.stdout.write(
  `righthelp: running ${files.length} files of tests in ${begun.length} processes, ${atOnce} at a time\n`,
)

// The command line of the test runner would sort them by name.
run({ files: begun, concurrency: atOnce })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(spec)
  .pipe(process.stdout)
