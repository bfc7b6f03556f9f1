import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { whyNotWritable } from '../store/data-folder.ts'
import type { Database } from '../store/database.ts'
import type { Settings } from '../store/settings.ts'
import type { Command } from './command.ts'
import { Refusal, say, UsageError } from './command.ts'
import { ensureCouncil } from './first-county.ts'
import { readOptions } from './options.ts'
import { beginServing } from './served.ts'
import { withDatabase } from './with-database.ts'

// pino's own; whoever starts the command should not wait for pino to be loaded.
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const levelOf = (text: string): string => {
  if (!logLevels.includes(text)) throw new UsageError(`--log '${text}' is not one of ${logLevels.join(', ')}.`)
  return text
}

const checkDataFolder = ({ dataFolder }: Settings): void => {
  const problem = whyNotWritable(dataFolder)
  if (problem !== undefined) throw new Refusal(problem)
}

type Place = { readonly port: number; readonly host: string }

/** Why the server cannot listen there, and what to do; undefined for what is no fault of the place. */
const whyNotOpen = (error: unknown, { port, host }: Place): string | undefined => {
  const isOfPlace =
    error instanceof Error && 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo')
  // A file that is not to be written has some of the same codes.
  const code = isOfPlace && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`
    case 'EACCES':
      return `Port ${port} is not for this user to open. Choose one from 1024 on: PORT=3001 npm start`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return `--host ${host} is no address of this machine. Name one that it has, or 0.0.0.0 for all of them.`
    default:
      return undefined
  }
}

const untilStopped = (stopping: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (stopping.aborted) resolve()
    else stopping.addEventListener('abort', () => resolve(), { once: true })
  })

const cacheIn = ({ dataFolder }: Settings): string => join(dataFolder, 'cache')

const build = async (settings: Settings, database: Database, level: string): Promise<FastifyInstance> => {
  const [{ buildApp }, { scanByCommand }, { openIdProvider }] = await Promise.all([
    import('../app.ts'),
    import('../documents/index.ts'),
    import('../access/openid.ts'),
  ])
  const { scan, origin, provider } = settings
  return buildApp({
    database,
    cacheFolder: cacheIn(settings),
    scan: scan === undefined ? undefined : scanByCommand(scan),
    log: { level },
    origin,
    // The server itself speaks plain http: where people reach it over https, something in front of it does that.
    behindProxy: origin?.startsWith('https:') === true,
    provider: provider === undefined || origin === undefined ? undefined : openIdProvider(provider, origin),
  })
}

/** Makes the stylesheet ready: the first page would wait for it otherwise. */
const makeStyles = async (cache: string): Promise<void> => {
  const { stylesheet } = await import('../web/stylesheet/stylesheet.ts')
  try {
    await stylesheet(cache)
  } catch (error) {
    const problem = whyNotWritable(cache)
    throw problem === undefined ? error : new Refusal(problem)
  }
}

/** Serves the pages until told to stop. */
const serve = async (
  settings: Settings,
  database: Database,
  { level, host }: { readonly level: string; readonly host: string },
  stopping: AbortSignal,
): Promise<void> => {
  const app = await build(settings, database, level)
  const { port } = settings
  try {
    await makeStyles(cacheIn(settings))
    const address = await app.listen({ port, host })
    say(
      `the county is open at ${address}\n\n  Open that address in a browser. Ctrl-C stops it; nothing recorded is lost.\n`,
    )
    await untilStopped(stopping)
  } catch (error) {
    const why = whyNotOpen(error, { port, host })
    throw why === undefined ? error : new Refusal(why)
  } finally {
    await app.close()
  }
}

export const start: Command = {
  name: 'start',
  summary: 'set everything up and open the county in a browser’s reach',
  usage: [
    'righthelp start [--host ADDRESS] [--log LEVEL]',
    '',
    'Starts the database where need be, builds the simulated county where there is no council yet, and serves the pages',
    'on PORT (3000) until Ctrl-C. The server listens on 127.0.0.1 alone unless --host names another address.',
    '--log info writes a line for each request to standard output; warn, the default, writes what went wrong.',
    `LEVEL is one of ${logLevels.join(', ')}.`,
  ].join('\n'),
  run: async (given, settings) => {
    const { values } = readOptions(given, {
      host: { type: 'string', default: '127.0.0.1' },
      log: { type: 'string', default: 'warn' },
    })
    const level = levelOf(values.log)
    checkDataFolder(settings)
    await withDatabase(settings, async (database, stopping, log) => {
      await ensureCouncil(database, stopping)
      const served = beginServing(settings, log)
      try {
        await serve(settings, served.database, { level, host: values.host }, stopping)
      } finally {
        await served.end()
      }
    })
  },
}
