import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import { testsPlace } from './embedded/place.ts'
import { ensureServer, leaveServer } from './embedded/server.ts'
import { openDatabase, migrate } from './database.ts'
import type { Database } from './database.ts'
import { isProcessAlive } from './lock.mjs'
import { readSettings } from './settings.ts'

/** The variable by which whoever runs all tests names the server they share. */
export const testServerVariable = 'RIGHTHELP_TEST_SERVER'

/** The variable by which whoever runs all tests, on a server of their own, says that they drop the databases afterwards. */
export const databasesStayVariable = 'RIGHTHELP_TEST_DATABASES_STAY'

const databasesStay = (): boolean => process.env[databasesStayVariable] !== undefined

/** A database ready to be copied: `key` changes whenever what `prepare` would put there changes. */
export interface Preparation {
  readonly name: string
  readonly key: string
  readonly prepare: (database: Database) => Promise<void>
}

const migrationsFolder = join(import.meta.dirname, 'migrations')

const migrationsKey = (): string => {
  const hash = createHash('sha256')
  for (const name of readdirSync(migrationsFolder).sort())
    hash.update(name).update(readFileSync(join(migrationsFolder, name)))
  return hash.digest('hex').slice(0, 12)
}

const databaseAt = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

const asAdministrator = async <Result>(
  serverUrl: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> => {
  const client = new Client({ connectionString: databaseAt(serverUrl, 'postgres'), connectionTimeoutMillis: 30_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const databaseNames = async (client: Client): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>('select datname as name from pg_database')
  return rows.map(row => row.name)
}

const drop = (client: Client, name: string) =>
  client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)

/** What test processes that have ended left. */
const dropOfEnded = async (client: Client): Promise<void> => {
  for (const name of await databaseNames(client)) {
    const owner = /^test_(\d+)_/.exec(name)?.[1]
    if (owner !== undefined && !isProcessAlive(Number(owner))) await drop(client, name)
  }
}

/** What test processes that were killed have left, and templates that older migrations made. */
const dropLeftovers = async (client: Client, template: string, family: string): Promise<void> => {
  if (!databasesStay()) await dropOfEnded(client)
  for (const name of await databaseNames(client))
    if (name.startsWith(`template_${family}_`) && name !== template) await drop(client, name)
}

/** Drops what tests that have ended left on a server. */
export const dropTestDatabases = (serverUrl: string): Promise<void> => asAdministrator(serverUrl, dropOfEnded)

const create = (client: Client, name: string, template: string) =>
  client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}`)

// Test files run side by side: the first makes a template, and the others that want the same wait for it.
const underTemplateLock = async (client: Client, family: string, work: () => Promise<void>): Promise<void> => {
  const lock = [`righthelp test template ${family}`]
  await client.query('select pg_advisory_lock(hashtext($1))', lock)
  try {
    await work()
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', lock)
  }
}

/** Makes the template unless it is there; it has its name only once it is whole. */
const ensureTemplate = async (serverUrl: string, from: string, preparation: Preparation): Promise<string> => {
  const template = `template_${preparation.name}_${preparation.key}`
  const unfinished = `unfinished_${preparation.name}`
  await asAdministrator(serverUrl, client =>
    underTemplateLock(client, preparation.name, async () => {
      if ((await databaseNames(client)).includes(template)) return
      await dropLeftovers(client, template, preparation.name)
      await drop(client, unfinished)
      await create(client, unfinished, from)
      const database = openDatabase(databaseAt(serverUrl, unfinished))
      try {
        await preparation.prepare(database)
      } finally {
        await database.close()
      }
      await client.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(template)}`)
    }),
  )
  return template
}

let databasesOpen = 0

const testServer = async (): Promise<{ readonly url: string; readonly leave: () => Promise<void> }> => {
  const named = process.env[testServerVariable]
  if (named !== undefined) return { url: named, leave: () => Promise.resolve() }
  const place = testsPlace(readSettings())
  databasesOpen += 1
  const { url } = await ensureServer(place)
  const leave = async () => {
    databasesOpen -= 1
    if (databasesOpen === 0) await leaveServer(place)
  }
  return { url, leave }
}

const prepared = async (serverUrl: string, preparation: Preparation | undefined): Promise<string> => {
  const migrated = { name: 'migrated', key: migrationsKey(), prepare: (database: Database) => migrate(database) }
  const empty = await ensureTemplate(serverUrl, 'template0', migrated)
  if (preparation === undefined) return empty
  return ensureTemplate(serverUrl, empty, { ...preparation, key: `${preparation.key}_${migrated.key}` })
}

const smallMegabytes = 64

/**
 * Drops a database that is done with, or where databases stay, only a large one: a file system may look at every file
 * deleted lately before it makes another, and a database is hundreds of files.
 */
const doneWith = async (client: Client, name: string): Promise<void> => {
  if (databasesStay()) {
    const { rows } = await client.query<{ size: string }>('select pg_database_size($1) as size', [name])
    if (Number(rows[0]?.size) < smallMegabytes * 1024 * 1024) return
  }
  await drop(client, name)
}

let made = 0

const copyOf = async (serverUrl: string, preparation: Preparation | undefined): Promise<string> => {
  const template = await prepared(serverUrl, preparation)
  made += 1
  const name = `test_${process.pid}_${made}`
  await asAdministrator(serverUrl, async client => {
    await drop(client, name)
    await create(client, name, template)
  })
  return name
}

/**
 * A fresh database with every table and no row, for one test file; or a copy of what `preparation` made, which is made
 * once for all files that ask for the same name and key. Without a server named in the environment, an embedded one for
 * tests alone starts, and stops when the last database is closed. To close the database is to be done with it.
 */
export const testDatabase = async (preparation?: Preparation): Promise<Database> => {
  const server = await testServer()
  try {
    const name = await copyOf(server.url, preparation)
    // Several files share a process, and several processes a server: whoever rests leaves its place to others.
    const database = openDatabase(databaseAt(server.url, name), { connections: 5, idleSeconds: 5 })
    const close = async () => {
      await database.close()
      await asAdministrator(server.url, client => doneWith(client, name))
      await server.leave()
    }
    return { ...database, close }
  } catch (error) {
    await server.leave()
    throw error
  }
}
