import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { testDatabase } from '../src/store/testing.ts'

/**
 * Builds the simulated county from ten seeds, and from every other controls file in test/controls, each in an empty
 * database of its own. A build ends well only when the product's own measures recount every control exactly; then the
 * episodes and duties of every child are rebuilt from the entries and compared with those stored.
 */
const root = join(import.meta.dirname, '..')
const controlsFolder = join(root, 'test/controls')
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

const say = (words: string): void => {
  process.stdout.write(`righthelp: ${words}\n`)
}

const righthelp = (databaseUrl: string, parameters: readonly string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'src/cli.ts'), ...parameters], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DATABASE_URL: databaseUrl },
    })
    child.on('error', reject)
    child.on('close', resolve)
  })

const isExact = async (title: string, options: readonly string[]): Promise<boolean> => {
  const began = performance.now()
  const database = await testDatabase()
  try {
    const exact =
      (await righthelp(database.url, ['county', 'build', ...options])) === 0 &&
      (await righthelp(database.url, ['rebuild', '--compare'])) === 0
    say(`${exact ? 'exact' : 'NOT EXACT'}: ${title} (${((performance.now() - began) / 1000).toFixed(0)} s)`)
    return exact
  } finally {
    await database.close()
  }
}

const otherControls = readdirSync(controlsFolder).map(name => join(controlsFolder, name))
const results: boolean[] = []
for (const seed of seeds) results.push(await isExact(`the default county, seed ${seed}`, ['--seed', String(seed)]))
for (const file of otherControls) results.push(await isExact(basename(file), ['--controls', file]))
const failures = results.filter(exact => !exact).length
say(failures === 0 ? `all ${results.length} builds are exact` : `${failures} OF ${results.length} BUILDS ARE NOT EXACT`)
process.exitCode = failures === 0 ? 0 : 1
