import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Tables } from '../../store/tables.ts'
import { isPast, keepSealsOutside, markLog, sealThrough } from './seal.ts'
import type { Mark } from './seal.ts'
import { disagreement } from './verify.ts'

/** The log or its seals are not as they were kept outside the database: nothing is sealed over that. */
export class LogTamperedWith extends Error {
  override readonly name = 'LogTamperedWith'
}

const sealAndKeep = async (database: Kysely<Tables>, file: string, mark: Mark): Promise<number> => {
  const words = await disagreement(database, file)
  if (words !== undefined) throw new LogTamperedWith(words)
  const sealed = await sealThrough(database, mark)
  await keepSealsOutside(database, file)
  return sealed
}

const pollMilliseconds = 20

/**
 * Seals what is in the log now and answers how many looks that were, once all who were adding to it are done; undefined
 * where they were not within the patience given, in milliseconds.
 */
export const sealNow = async (
  database: Kysely<Tables>,
  file: string,
  { patience }: { readonly patience: number },
): Promise<number | undefined> => {
  const mark = await markLog(database)
  for (let waited = 0; !(await isPast(database, mark)); waited += pollMilliseconds) {
    if (waited >= patience) return undefined
    await pause(pollMilliseconds)
  }
  return sealAndKeep(database, file, mark)
}

/** How the sealing of a running server goes on. */
export type Sealing = { readonly stop: () => Promise<void> }

/**
 * Seals the log every so often for as long as the server runs. Of several servers on one database one seals, and each
 * keeps every seal in its own file. Every look is sealed in two rounds at the latest, unless a transaction lasts longer.
 */
export const keepSealing = (
  database: Kysely<Tables>,
  file: string,
  { every, onTrouble }: { readonly every: number; readonly onTrouble: (error: unknown) => void },
): Sealing => {
  let mark: Mark | undefined
  let round: Promise<void> = Promise.resolve()
  const seal = async () => {
    if (mark !== undefined && !(await isPast(database, mark))) return
    if (mark !== undefined) await sealAndKeep(database, file, mark)
    mark = await markLog(database)
  }
  const timer = setInterval(() => {
    round = round.then(seal).catch(onTrouble)
  }, every)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await round
    },
  }
}
