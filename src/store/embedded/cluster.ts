import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { EmbeddedServerError } from './embedded-server-error.ts'
import type { OperatingUser } from './operating-user.ts'
import { filesOf } from './place.ts'
import type { ServerPlace } from './place.ts'

/** The database role that owns everything on the embedded server. */
export const roleName = 'righthelp'

/** What PostgreSQL's programs are given of our environment: nothing that could change what they do. */
export const plainEnvironment = (): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
})

const giveTo = (user: OperatingUser, path: string): void => {
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}

const makePassword = (path: string, user: OperatingUser): void => {
  writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600 })
  chmodSync(path, 0o600)
  giveTo(user, path)
}

const run = (program: string, parameters: readonly string[], user: OperatingUser, cwd: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...user,
      cwd,
      env: plainEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    child.on('error', reject)
    child.on('close', status => {
      if (status === 0) resolve()
      else reject(new EmbeddedServerError(`The embedded PostgreSQL could not be set up: ${complaint.trim()}`))
    })
  })

const isUnfinished = (name: string): boolean => name.startsWith('data.unfinished.')

/**
 * Makes the folder of a new server's data, where there is none. It appears under its name only when it is whole, so
 * that work cut short is begun again.
 */
export const initialise = async (place: ServerPlace, programs: string, user: OperatingUser): Promise<void> => {
  const files = filesOf(place)
  if (existsSync(files.data)) return
  for (const name of readdirSync(place.folder).filter(isUnfinished)) {
    rmSync(join(place.folder, name), { recursive: true, force: true })
  }
  mkdirSync(files.unfinishedData, { mode: 0o700 })
  giveTo(user, files.unfinishedData)
  makePassword(files.password, user)
  await run(
    join(programs, 'bin', 'initdb'),
    [
      ...[`--pgdata=${files.unfinishedData}`, `--username=${roleName}`, `--pwfile=${files.password}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions'],
      // The same order and the same upper case on every machine, whatever its system's locales are.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(place.durable ? [] : ['--no-sync']),
    ],
    user,
    place.folder,
  )
  renameSync(files.unfinishedData, files.data)
}

export const readPassword = (place: ServerPlace): string => readFileSync(filesOf(place).password, 'utf8').trim()
