import { recordsPlace } from '../store/embedded/place.ts'
import { ensureServer, leaveServer } from '../store/embedded/server.ts'
import { isBeingBuilt, undoWhereCutOff } from '../store/bulk/cut-off.ts'
import { migrate, openDatabase } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { embeddedLacks } from '../store/settings.ts'
import type { Settings } from '../store/settings.ts'
import { Refusal, say } from './command.ts'
import { keepLogApart } from './log-apart.ts'
import type { LogApart } from './log-apart.ts'

const graceMilliseconds = 3000

const begin = async (settings: Settings): Promise<{ readonly url: string; readonly leave: () => Promise<void> }> => {
  if (settings.database.kind === 'named') return { url: settings.database.url, leave: () => Promise.resolve() }
  const place = recordsPlace(settings)
  const { url } = await ensureServer(place, say)
  let left: Promise<void> | undefined
  return { url, leave: () => (left ??= leaveServer(place)) }
}

const oldestVersion = 15

const reasonOf = (error: unknown): string => {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error ? first.message : String(first)
}

const serverVersion = async ({ pool }: Database): Promise<number> => {
  try {
    const { rows } = await pool.query<{ version: number }>(
      "select current_setting('server_version_num')::int / 10000 as version",
    )
    return rows[0]?.version ?? 0
  } catch (error) {
    throw new Refusal(
      `The database cannot be used: ${reasonOf(error)}.\n` +
        'If DATABASE_URL is set, check the host, the port, the name and the password in it, and that the server is up.',
    )
  }
}

const checkServer = async (database: Database): Promise<void> => {
  const version = await serverVersion(database)
  if (version >= oldestVersion) return
  throw new Refusal(`The server in DATABASE_URL is PostgreSQL ${version}; version ${oldestVersion} or later is needed.`)
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const signals = Object.keys(exitCodes) as readonly (keyof typeof exitCodes)[]

/** Listens for being told to stop: the work is told, and where it does not end in time the process ends without it. */
const listenForStop = (leave: () => Promise<void>) => {
  const stop = new AbortController()
  let patience: NodeJS.Timeout | undefined
  const onSignal = (signal: keyof typeof exitCodes): void => {
    if (stop.signal.aborted) return
    process.exitCode = exitCodes[signal]
    patience = setTimeout(() => void leave().finally(() => process.exit()), graceMilliseconds)
    stop.abort()
  }
  for (const signal of signals) process.on(signal, onSignal)
  const listenNoMore = () => {
    clearTimeout(patience)
    for (const signal of signals) process.off(signal, onSignal)
  }
  return { stopping: stop.signal, listenNoMore }
}

const adminShutdown = '57P01'

/** The signal's own error, or a connection lost because the server was stopped under work that did not heed the signal. */
const isInterruption = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'AbortError' ||
    ('code' in error && error.code === adminShutdown) ||
    error.message.startsWith('Connection terminated'))

/**
 * Opens the configured database, what was cut off in it undone, its tables brought up to date and its access log apart, does the work, and closes it. The embedded server is
 * started where need be, and stopped again by the last command that used it. On Ctrl-C or SIGTERM `stopping` is
 * aborted: work that heeds it has three seconds to end, by returning or by throwing the signal's own AbortError.
 */
export const withDatabase = async (
  settings: Settings,
  work: (database: Database, stopping: AbortSignal, log: LogApart) => Promise<void>,
): Promise<void> => {
  const { url, leave } = await begin(settings)
  const { stopping, listenNoMore } = listenForStop(leave)
  const database = openDatabase(url)
  try {
    await checkServer(database)
    await undoWhereCutOff(database.sql)
    await migrate(database, undefined, () =>
      say('bringing the database of an older version up to date (once; about a minute)'),
    )
    const log = await keepLogApart(settings, url)
    await work(database, stopping, log)
  } catch (error) {
    if (!(stopping.aborted && isInterruption(error))) throw error
  } finally {
    await database.close()
    await leave()
    listenNoMore()
  }
}

/** The same for what reads the records: refuses while a county is being built, of which nothing is counted yet. */
export const withRecords: typeof withDatabase = (settings, work) =>
  withDatabase(settings, async (database, stopping, log) => {
    if (await isBeingBuilt(database.sql))
      throw new Refusal('The county in this database is still being built. Ask again when it is: a minute or two.')
    await work(database, stopping, log)
  })

/**
 * For what begins a real council's records: refuses the embedded server unless it was asked for by name, by
 * `DATABASE_URL=embedded` or the option `--embedded`, and then says what it lacks.
 */
export const checkDatabaseSuitsCouncil = (settings: Settings, embeddedOption: boolean): void => {
  if (settings.database.kind === 'named') return
  if (!settings.database.askedForByName && !embeddedOption) {
    throw new Refusal(
      `${embeddedLacks}\nFor a real council, name your own PostgreSQL server (version 15 or later) in DATABASE_URL. ` +
        'To use the embedded one all the same, say so with --embedded.',
    )
  }
  say(embeddedLacks)
}
