import { readCouncil } from '../council/council.ts'
import type { Database } from '../store/index.ts'
import { say } from './command.ts'

const stageWords = {
  simulating: 'imagining the families',
  telling: 'writing what was recorded',
  indexing: 'putting it in order',
  analysing: 'measuring the tables',
  recounting: 'counting every figure again',
} as const

const everyMilliseconds = 5000

/** Tells on the screen which stage the build is in and how far, with the time left, every few seconds. */
export const teller = () => {
  let stage = ''
  let began = 0
  let toldAt = 0
  return (now: keyof typeof stageWords, done: number, of: number): void => {
    const at = performance.now()
    if (now !== stage) {
      ;[stage, began, toldAt] = [now, at, at]
      say(`${stageWords[now]} …`)
    } else if (done > 0 && done < of && at - toldAt >= everyMilliseconds) {
      toldAt = at
      const left = Math.ceil(((at - began) * (of - done)) / done / 1000)
      say(`${stageWords[now]}: ${Math.round((100 * done) / of)}%, about ${left} seconds left`)
    }
  }
}

/** Builds the default simulated county where the database holds no council, and says so. */
export const ensureCouncil = async (database: Database, stopping: AbortSignal): Promise<void> => {
  if ((await readCouncil(database.sql)) !== undefined) return
  const [{ buildCounty }, { defaultControls }] = await Promise.all([
    import('../county/build.ts'),
    import('../county/controls/index.ts'),
  ])
  say('no council is in this database: building the simulated county, every person in it invented (once; a minute)')
  const began = performance.now()
  await buildCounty(database, { controls: defaultControls, seed: 1, scale: 1 }, teller(), stopping)
  say(`the county is built, in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}
