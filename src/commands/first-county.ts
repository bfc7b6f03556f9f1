import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readCouncil } from '../council/council.ts'
import type { Database } from '../store/index.ts'
import { Refusal, say } from './command.ts'

const commandLine = fileURLToPath(new URL('../cli.ts', import.meta.url))

/** Runs the command `county build` in a process of its own: what building holds in memory goes with it. */
const buildApart = (stopping: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [commandLine, 'county', 'build'], {
      stdio: ['ignore', 'inherit', 'inherit'],
      signal: stopping,
    })
    // Told to stop, it is waited for: it uses the same server of the database, and undoes what it has built.
    let failure: Error | undefined
    child.on('error', error => {
      failure = error
      if (child.pid === undefined) reject(error)
    })
    child.on('close', code => {
      if (code === 0) resolve()
      else reject(failure ?? new Refusal('The simulated county could not be built: see above.'))
    })
  })

/** Builds the default simulated county where the database holds no council, and says so. */
export const ensureCouncil = async (database: Database, stopping: AbortSignal): Promise<void> => {
  if ((await readCouncil(database.sql)) !== undefined) return
  say('no council is in this database: building the simulated county, every person in it invented (once; a minute)')
  try {
    await buildApart(stopping)
  } catch (error) {
    // Another that was started beside this one may have been quicker: then there is a county to open.
    if (stopping.aborted || (await readCouncil(database.sql)) === undefined) throw error
  }
}
