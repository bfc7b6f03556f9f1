import { recordsPlace } from '../store/embedded/place.ts'
import { ensureServer, keepServer, leaveServer, stopServer } from '../store/embedded/server.ts'
import { embeddedLacks } from '../store/settings.ts'
import type { Settings } from '../store/settings.ts'
import type { Command } from './command.ts'
import { say } from './command.ts'
import { readOptions } from './options.ts'

const urlOf = async (settings: Settings): Promise<string> => {
  if (settings.database.kind === 'named') return settings.database.url
  const place = recordsPlace(settings)
  const { url } = await ensureServer(place, say)
  keepServer(place)
  await leaveServer(place)
  return url
}

export const database: Command = {
  name: 'database',
  summary: 'print the URL of the database, starting the embedded server if need be',
  usage: [
    'righthelp database',
    '',
    'Prints the URL of the configured database, its password included, and nothing else on standard output: the one in',
    'DATABASE_URL, or else the embedded PostgreSQL, which is started and stays up until `righthelp database stop`.',
    'The embedded server listens on the loopback address alone. ' + embeddedLacks,
  ].join('\n'),
  run: async (given, settings) => {
    readOptions(given, {})
    process.stdout.write(`${await urlOf(settings)}\n`)
  },
}

export const databaseStop: Command = {
  name: 'database stop',
  summary: 'stop the embedded database server',
  usage: [
    'righthelp database stop',
    '',
    'Stops the embedded PostgreSQL, ending the sessions of whoever still uses it. What was acknowledged stays.',
    'A server named in DATABASE_URL is left alone.',
  ].join('\n'),
  run: async (given, settings) => {
    readOptions(given, {})
    if (settings.database.kind === 'named') {
      say('DATABASE_URL names another server: it is left as it is')
      return
    }
    say((await stopServer(recordsPlace(settings))) ? 'the embedded database has stopped' : 'it was not running')
  },
}
