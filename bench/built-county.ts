import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { openDatabase } from '../src/store/database.ts'
import { recordsPlace } from '../src/store/embedded/place.ts'
import { ensureServer, leaveServer } from '../src/store/embedded/server.ts'
import type { Settings } from '../src/store/settings.ts'
import type { BuiltCounty } from './bench.ts'

const commandLine = join(import.meta.dirname, '../src/cli.ts')

const build = (settings: Settings, scale: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [commandLine, 'county', 'build', '--scale', String(scale)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DATABASE_URL: 'embedded', RIGHTHELP_DATA: settings.dataFolder },
    })
    child.on('error', reject)
    child.on('close', status => {
      if (status === 0) resolve()
      else reject(new Error(`The county at scale ${scale} could not be built.`))
    })
  })

/** Builds the county at a scale on a server of its own, as the command does, and measures on it; then the server stops. */
export const withBuiltCounty = async <Result>(
  settings: Settings,
  scale: number,
  measure: (county: BuiltCounty) => Promise<Result>,
): Promise<Result> => {
  const own: Settings = {
    ...settings,
    database: { kind: 'embedded', askedForByName: true },
    dataFolder: join(settings.dataFolder, 'bench', `scale-${scale}`),
  }
  const place = recordsPlace(own)
  const { url } = await ensureServer(place)
  try {
    const began = performance.now()
    await build(own, scale)
    const secondsToBuild = (performance.now() - began) / 1000
    const database = openDatabase(url)
    try {
      return await measure({ scale, settings: own, database, secondsToBuild })
    } finally {
      await database.close()
    }
  } finally {
    await leaveServer(place)
  }
}
