import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyInto } from '../src/store/copy/index.ts'
import { migrate, openDatabase, withClient } from '../src/store/database.ts'
import { recordsPlace } from '../src/store/embedded/place.ts'
import { ensureServer, leaveServer } from '../src/store/embedded/server.ts'
import { millisecondsOf, percentile, rounds } from './bench.ts'
import type { Figure, MachineBench } from './bench.ts'

const rowsLoaded = 500_000

const loadingRate = async (url: string): Promise<number> => {
  const database = openDatabase(url)
  try {
    await migrate(database)
    await database.pool.query('create table measured (id bigint, words text, day date, detail jsonb)')
    const rows = function* () {
      for (let id = 0; id < rowsLoaded; id += 1)
        yield [id, 'a short plain note', '2020-12-14', { outcome: 'assessment', id }]
    }
    const took = await millisecondsOf(() =>
      withClient(database, client =>
        copyInto(client, 'measured', { id: 'bigint', words: 'text', day: 'date', detail: 'jsonb' }, rows()),
      ),
    )
    return rowsLoaded / (took / 1000)
  } finally {
    await database.close()
  }
}

const measure = async (dataFolder: string): Promise<readonly Figure[]> => {
  const place = recordsPlace({ dataFolder })
  let url = ''
  const first = await millisecondsOf(async () => ({ url } = await ensureServer(place)))
  const rate = await loadingRate(url)
  await leaveServer(place)
  const later = await rounds(
    5,
    async () => {
      await ensureServer(place)
    },
    { warmUp: 0 },
  )
  await leaveServer(place)
  return [
    { title: 'embedded server: set up and started', value: first, unit: 'ms' },
    { title: 'embedded server: started again', value: later[0] ?? 0, unit: 'ms' },
    { title: 'embedded server: found running (median)', value: percentile(later.slice(1), 0.5), unit: 'ms' },
    { title: 'bulk loading', value: rate, unit: 'rows/s' },
  ]
}

/** The embedded server's starts, and how fast rows are loaded. */
export const storeBench: MachineBench = {
  name: 'store',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'righthelp-bench-'))
    chmodSync(folder, 0o755)
    try {
      return await measure(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
