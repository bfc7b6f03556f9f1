import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')

// Each waits for its database or its browser for a good part of its time: one more than there are cores on the
// smallest machine keeps all of them at work.
const atOnce = 3

/** Files that keep a process busy for a minute and more, and have it to themselves. */
const alone = [/county\/whole\./, /access\/(?:routes|planted)\./, /county\/build\./]

/** Browser tests that take longest: each process has its share of them. */
const longInBrowser = [
  /browser\/entrance\./,
  /browser\/morning\./,
  /test\/browser\//,
  /returns\./,
  /writing\./,
  /openid\./,
]

const rankAmong = (patterns: readonly RegExp[], file: string): number => {
  const found = patterns.findIndex(pattern => pattern.test(file))
  return found === -1 ? patterns.length : found
}

const longestFirst = (patterns: readonly RegExp[], files: readonly string[]): readonly string[] =>
  files.toSorted((one, other) => rankAmong(patterns, one) - rankAmong(patterns, other))

/** So many run in one process: to read and compile what they stand on takes longer than most of them. */
const togetherInBrowser = 4

// What a file has run around every test would run around its neighbours' as well.
const runsAroundEach = (file: string): boolean =>
  /^(?:before|after)Each\(/m.test(readFileSync(join(root, file), 'utf8'))

type Groups = readonly (readonly string[])[]

/** Neighbours stand on the same. Each group has its part of those that are left, so that the last to run are short. */
const neighbours = (
  files: readonly string[],
  { part, least }: { readonly part: number; readonly least: number },
): Groups => {
  const groups: (readonly string[])[] = []
  for (let at = 0; at < files.length;) {
    const size = Math.max(least, Math.ceil((files.length - at) * part))
    groups.push(files.slice(at, at + size))
    at += size
  }
  return groups
}

/** Dealt out in turn, so that each group has its share of the first of them. */
const dealt = (files: readonly string[], size: number): Groups => {
  const count = Math.ceil(files.length / size)
  return Array.from({ length: count }, (_, group) => files.filter((__, at) => at % count === group))
}

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
  .map(file => file.replaceAll('\\', '/'))
  .sort()
const isAlone = (file: string): boolean => rankAmong(alone, file) < alone.length || runsAroundEach(file)
const isInBrowser = (file: string): boolean => file.endsWith('.browser.test.ts') || file.startsWith('test/browser/')
const inCompany = files.filter(file => !isAlone(file))

const folder = join(root, 'node_modules/.cache/tests')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/**
 * A file that runs several one after another. None begins before all are read: the runner takes tests that have ended, with
 * none to follow, for all there are, and tidies up once only.
 */
const oneOf = (group: readonly string[], index: number): string => {
  const [only = ''] = group
  if (group.length === 1) return join(root, only)
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

// What takes longest begins first: begun last, it would run by itself at the end while the cores idle.
const [longest = [], ...others] = longestFirst(alone, files.filter(isAlone)).map(file => [file])
const begun = [
  longest,
  ...dealt(longestFirst(longInBrowser, inCompany.filter(isInBrowser)), togetherInBrowser),
  ...others,
  ...neighbours(
    inCompany.filter(file => !isInBrowser(file)),
    { part: 0.2, least: 6 },
  ),
].map(oneOf)
process.stdout.write(
  `righthelp: running ${files.length} files of tests in ${begun.length} processes, ${atOnce} at a time\n`,
)

// What waits for something that never comes has failed, and is told, instead of holding up the rest for ever.
const longestMinutes = 15

// The command line of the test runner would sort them by name.
run({ files: begun, concurrency: atOnce, execArgv: [`--test-timeout=${longestMinutes * 60_000}`] })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(spec)
  .pipe(process.stdout)
