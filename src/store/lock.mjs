// Plain JavaScript, because the set-up script needs it before a Node that strips types is installed.
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'

const pollMilliseconds = 50
const takeoverGivenUpAfterMilliseconds = 10_000

const codeOf = error => (error instanceof Error && 'code' in error ? error.code : undefined)

const readOr = (path, otherwise) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}

// The fields of a process after its name: its state first, the instant it started (in ticks since boot) as the 20th.
const statOf = pid => {
  const stat = readOr(`/proc/${String(pid)}/stat`, '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

// The start time tells a process from a later one that was given the same number, as containers often do.
export const processMark = pid => `${String(pid)} ${statOf(pid)[19] ?? ''}`.trim()

export const isProcessAlive = pid => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false
  }
  // What has ended but was never collected by its parent still answers signals.
  return !['Z', 'X'].includes(statOf(pid)[0])
}

export const isMarkAlive = mark => {
  const pid = Number.parseInt(mark, 10)
  return Number.isInteger(pid) && pid > 0 && isProcessAlive(pid) && processMark(pid) === mark.trim()
}

// A link appears at once with its content, so nobody ever reads a half-written lock.
const claim = path => {
  const own = `${path}.${String(process.pid)}.${Math.random().toString(36).slice(2)}`
  writeFileSync(own, processMark(process.pid))
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(own)
  }
}

const isOlderThan = (path, milliseconds) => {
  try {
    return performance.timeOrigin + performance.now() - statSync(path).mtimeMs > milliseconds
  } catch {
    return false
  }
}

// Only one process at a time may remove a dead holder's lock, or one could remove the lock that another has just won.
const clearIfHolderDied = path => {
  const takeover = `${path}.takeover`
  if (!claim(takeover)) {
    if (isOlderThan(takeover, takeoverGivenUpAfterMilliseconds)) rmSync(takeover, { force: true })
    return
  }
  try {
    const holder = readOr(path, undefined)
    if (holder !== undefined && !isMarkAlive(holder)) rmSync(path, { force: true })
  } finally {
    rmSync(takeover, { force: true })
  }
}

export const withLock = async (path, work, onWait) => {
  for (let waited = false; !claim(path); waited = true) {
    const holder = readOr(path, undefined)
    if (holder !== undefined && !isMarkAlive(holder)) clearIfHolderDied(path)
    else {
      if (!waited) onWait?.(Number.parseInt(holder ?? '', 10))
      await new Promise(resolve => setTimeout(resolve, pollMilliseconds))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}
