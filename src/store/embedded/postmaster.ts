import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isProcessAlive } from '../lock.mjs'
import { plainEnvironment } from './cluster.ts'
import { configurationFile } from './configuration.ts'
import { EmbeddedServerError } from './embedded-server-error.ts'
import type { OperatingUser } from './operating-user.ts'
import { filesOf } from './place.ts'
import type { ServerPlace } from './place.ts'

const pollMilliseconds = 20
const startAttempts = 20
const stopSeconds = 120
const largestLogBytes = 10_000_000

/** A server's main process, as its own file beside the data describes it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly isReady: boolean
}

const programOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
  } catch {
    const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' })
    return status === 0 ? stdout : ''
  }
}

const isPostgres = (pid: number): boolean => isProcessAlive(pid) && /^postgres/.test(basename(programOf(pid).trim()))

/** The running server of this place. After a crash the file may be left over, and its number another program's by now. */
export const findPostmaster = (place: ServerPlace): Postmaster | undefined => {
  const { postmaster } = filesOf(place)
  if (!existsSync(postmaster)) return undefined
  const lines = readFileSync(postmaster, 'utf8').split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!Number.isInteger(pid) || !isPostgres(pid)) return undefined
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), isReady: lines[7]?.trim() === 'ready' }
}

const freePort = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', error => {
      if (wanted === 0) reject(error)
      else resolve(freePort(0))
    })
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted))
    })
  })

const rememberedPort = (path: string): number => {
  const port = existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : 0
  return port > 0 && port < 65536 ? port : 0
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Waits until the server answers; gives what it said where it ended instead. */
const untilReady = async (
  place: ServerPlace,
  hasEnded: () => boolean,
  said: () => string,
): Promise<string | undefined> => {
  for (;;) {
    if (findPostmaster(place)?.isReady === true) return undefined
    if (hasEnded()) return said()
    await pause(pollMilliseconds)
  }
}

/**
 * A process of the server keeps what memory a question took, so much of it, for the next one. Given back and taken again it comes
 * as empty pages, and on a virtual machine to fill these takes a third of the time of a long question. For the GNU C library;
 * others do not read it.
 */
const keptMemory = String(16 * 1024 * 1024)

const environment = () => ({
  ...plainEnvironment(),
  MALLOC_TRIM_THRESHOLD_: keptMemory,
  MALLOC_MMAP_THRESHOLD_: keptMemory,
})

const launch = async (place: ServerPlace, programs: string, user: OperatingUser, port: number) => {
  const files = filesOf(place)
  writeFileSync(files.configuration, configurationFile(port, place.durable))
  chmodSync(files.configuration, 0o644)
  writeFileSync(files.port, String(port))
  if (sizeOf(files.log) > largestLogBytes) renameSync(files.log, `${files.log}.old`)
  const logStart = sizeOf(files.log)
  const log = openSync(files.log, 'a', 0o600)
  let ended = false
  // Its own session and no stream of ours: it outlives us, no Ctrl-C meant for us reaches it, and nobody waits for it.
  const child = spawn(
    join(programs, 'bin', 'postgres'),
    ['-D', files.data, '-c', `config_file=${files.configuration}`],
    { ...user, cwd: place.folder, env: environment(), detached: true, stdio: ['ignore', log, log] },
  )
  child.on('exit', () => (ended = true))
  child.on('error', () => (ended = true))
  child.unref()
  closeSync(log)
  return untilReady(
    place,
    () => ended,
    () => readFileSync(files.log).subarray(logStart).toString('utf8'),
  )
}

const numberOfNoProcess = 999_999_999

/**
 * PostgreSQL refuses to start while the number in a left-over file is that of a live process, which may by now be any
 * program. The rest of the file stays, because by it PostgreSQL sees that no child of the dead server lives on.
 */
const disownPostmasterFile = (path: string): void => {
  if (!existsSync(path)) return
  const [, ...rest] = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [numberOfNoProcess, ...rest].join('\n'))
}

const isPortTaken = (said: string): boolean => /could not bind|could not create any TCP/.test(said)

// After kill -9 of the main process, its last children need a moment to notice and let go of the memory they share.
const isStillLettingGo = (said: string): boolean => /shared memory block|is still in use/.test(said)

/** Starts the server and waits until it answers. The data must be there, and the caller must hold the place's lock. */
export const startPostmaster = async (place: ServerPlace, programs: string, user: OperatingUser): Promise<void> => {
  const files = filesOf(place)
  disownPostmasterFile(files.postmaster)
  let port = await freePort(rememberedPort(files.port))
  for (let attempt = 1; ; attempt += 1) {
    const said = await launch(place, programs, user, port)
    if (said === undefined) return
    if (attempt < startAttempts && isPortTaken(said)) port = await freePort(0)
    else if (attempt < startAttempts && isStillLettingGo(said)) await pause(500)
    else
      throw new EmbeddedServerError(
        `The embedded PostgreSQL did not start; its log is ${files.log}. It said:\n${said.trim()}`,
      )
  }
}

/** Waits for a server that another process is starting. */
export const untilPostmasterReady = async (place: ServerPlace): Promise<void> => {
  await untilReady(
    place,
    () => findPostmaster(place) === undefined,
    () => '',
  )
}

/** Ends the server's sessions, has it write everything down, and waits until it has gone. */
export const stopPostmaster = async (place: ServerPlace): Promise<void> => {
  const running = findPostmaster(place)
  if (running === undefined) return
  // SIGINT is PostgreSQL's fast shutdown.
  process.kill(running.pid, 'SIGINT')
  for (let waited = 0; isPostgres(running.pid); waited += pollMilliseconds) {
    if (waited > stopSeconds * 1000)
      throw new EmbeddedServerError(`The embedded PostgreSQL (process ${running.pid}) does not stop.`)
    await pause(pollMilliseconds)
  }
}
