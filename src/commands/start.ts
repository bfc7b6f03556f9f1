import { join } from 'node:path'
import type { Command } from './command.ts'
import { Refusal, say } from './command.ts'
import { ensureCouncil } from './first-county.ts'
import { readOptions } from './options.ts'
import { beginServing } from './served.ts'
import { withDatabase } from './with-database.ts'

const isInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

const untilStopped = (stopping: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (stopping.aborted) resolve()
    else stopping.addEventListener('abort', () => resolve(), { once: true })
  })

export const start: Command = {
  name: 'start',
  summary: 'set everything up and open the county in a browser’s reach',
  usage: [
    'righthelp start [--host ADDRESS] [--log LEVEL]',
    '',
    'Starts the database where need be, builds the simulated county where there is no council yet, and serves the pages',
    'on PORT (3000) until Ctrl-C. The server listens on 127.0.0.1 alone unless --host names another address.',
    '--log info writes a line for each request to standard output; warn, the default, writes what went wrong.',
  ].join('\n'),
  run: async (given, settings) => {
    const { values } = readOptions(given, {
      host: { type: 'string', default: '127.0.0.1' },
      log: { type: 'string', default: 'warn' },
    })
    await withDatabase(settings, async (database, stopping, log) => {
      await ensureCouncil(database, stopping)
      const [{ buildApp }, { scanByCommand }, { stylesheet }, { openIdProvider }] = await Promise.all([
        import('../app.ts'),
        import('../documents/index.ts'),
        import('../web/stylesheet/stylesheet.ts'),
        import('../access/openid.ts'),
      ])
      const cacheFolder = join(settings.dataFolder, 'cache')
      const scan = settings.scan === undefined ? undefined : scanByCommand(settings.scan)
      const { origin, provider: named } = settings
      const served = beginServing(settings, log)
      const app = await buildApp({
        database: served.database,
        cacheFolder,
        scan,
        log: { level: values.log },
        origin,
        // The server itself speaks plain http: where people reach it over https, something in front of it does that.
        behindProxy: origin?.startsWith('https:') === true,
        provider: named === undefined || origin === undefined ? undefined : openIdProvider(named, origin),
      })
      try {
        // The first page would wait for it otherwise.
        await stylesheet(cacheFolder)
        const address = await app.listen({ port: settings.port, host: values.host })
        say(
          `the county is open at ${address}\n\n  Open that address in a browser. Ctrl-C stops it; nothing recorded is lost.\n`,
        )
        await untilStopped(stopping)
      } catch (error) {
        if (isInUse(error))
          throw new Refusal(
            `Port ${settings.port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`,
          )
        throw error
      } finally {
        await app.close()
        await served.end()
      }
    })
  },
}
