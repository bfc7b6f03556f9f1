import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, DatabaseError } from 'pg'
import { isMarkAlive, processMark, withLock } from '../lock.mjs'
import { binariesFolder } from './binaries.ts'
import { initialise, readPassword, roleName } from './cluster.ts'
import { EmbeddedServerError } from './embedded-server-error.ts'
import { operatingUser } from './operating-user.ts'
import { checkWritable, filesOf, makeFolders } from './place.ts'
import type { ServerPlace } from './place.ts'
import { findPostmaster, startPostmaster, stopPostmaster, untilPostmasterReady } from './postmaster.ts'

/** The database on the embedded server that holds the records. */
const databaseName = 'righthelp'

export interface RunningServer {
  /** Where the database is, its password included: not for logs. */
  readonly url: string
  readonly startedHere: boolean
}

const urlOf = (place: ServerPlace, port: number, database: string): string =>
  `postgres://${roleName}:${readPassword(place)}@127.0.0.1:${port}/${database}`

const withConnection = async <Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 30_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const invalidCatalogName = '3D000'

/** Answers once the database can be used, and makes it where a first start was cut short before it was there. */
const ensureDatabase = async (place: ServerPlace, port: number): Promise<string> => {
  const url = urlOf(place, port, databaseName)
  try {
    await withConnection(url, client => client.query('select 1'))
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === invalidCatalogName)) throw error
    await withConnection(urlOf(place, port, 'postgres'), client => client.query(`create database ${databaseName}`))
  }
  return url
}

const ownMark = (place: ServerPlace): string => join(filesOf(place).users, String(process.pid))

const isUsed = (place: ServerPlace): boolean => {
  const { users } = filesOf(place)
  const marks = existsSync(users) ? readdirSync(users).map(name => join(users, name)) : []
  return (
    marks.filter(mark => {
      if (isMarkAlive(readFileSync(mark, 'utf8'))) return true
      rmSync(mark, { force: true })
      return false
    }).length > 0
  )
}

/**
 * Answers with the embedded server's database, starting the server and making the database where need be, and counts
 * this process among its users until `leaveServer`. The server is detached: it holds none of our streams.
 * Two processes may call this at once. Throws an Error that says what to do where the machine cannot run it.
 */
export const ensureServer = async (place: ServerPlace, say?: (words: string) => void): Promise<RunningServer> => {
  const user = operatingUser(filesOf(place).data)
  makeFolders(place, user)
  return withLock(filesOf(place).lock, async () => {
    if (findPostmaster(place)?.isReady === false) await untilPostmasterReady(place)
    const startedHere = findPostmaster(place) === undefined
    if (startedHere) {
      rmSync(filesOf(place).kept, { force: true })
      const programs = binariesFolder(place.stagingFolder, user)
      if (!existsSync(filesOf(place).data)) say?.('setting up the embedded PostgreSQL (once)')
      await initialise(place, programs, user)
      await startPostmaster(place, programs, user)
    }
    const running = findPostmaster(place)
    if (running === undefined)
      throw new EmbeddedServerError(`The embedded PostgreSQL ended; its log is ${filesOf(place).log}.`)
    const url = await ensureDatabase(place, running.port)
    writeFileSync(ownMark(place), processMark(process.pid))
    return { url, startedHere }
  })
}

/** Has the server stay up when its last user leaves, until `stopServer`. */
export const keepServer = (place: ServerPlace): void => writeFileSync(filesOf(place).kept, '')

/** Takes this process off the server's users; the last to leave stops it, unless it is to be kept. */
export const leaveServer = async (place: ServerPlace): Promise<void> => {
  if (!existsSync(place.folder)) return
  checkWritable(place)
  await withLock(filesOf(place).lock, async () => {
    rmSync(ownMark(place), { force: true })
    if (!isUsed(place) && !existsSync(filesOf(place).kept)) await stopPostmaster(place)
  })
}

/** Stops the server, whoever uses it. Answers whether one was running. */
export const stopServer = async (place: ServerPlace): Promise<boolean> => {
  if (!existsSync(place.folder)) return false
  checkWritable(place)
  return withLock(filesOf(place).lock, async () => {
    const wasRunning = findPostmaster(place) !== undefined
    await stopPostmaster(place)
    rmSync(filesOf(place).kept, { force: true })
    return wasRunning
  })
}
