import { globSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

const root = join(import.meta.dirname, '..')

// Each waits for its database or its browser for a good part of its time: one more than there are cores on the
// smallest machine keeps all of them at work.
const filesAtOnce = 3

/** Files that take long, the longest first: begun last, one of them would run alone at the end while the cores idle. */
const long = [
  /county\/whole\./,
  /browser\/entrance\./,
  /browser\/morning\./,
  /test\/browser\//,
  /county\/build\./,
  /returns\.browser\./,
  /writing\.browser\./,
  /\.browser\.test\.ts$/,
  /commands\//,
]

const rank = (file: string): number => {
  const found = long.findIndex(pattern => pattern.test(file.replaceAll('\\', '/')))
  return found === -1 ? long.length : found
}

const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
  .sort()
  .sort((one, other) => rank(one) - rank(other))
process.stdout.write(`righthelp: running ${files.length} files of tests, ${filesAtOnce} at a time\n`)

// The command line of the test runner would sort them by name.
run({ files: files.map(file => join(root, file)), concurrency: filesAtOnce })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(spec)
  .pipe(process.stdout)
