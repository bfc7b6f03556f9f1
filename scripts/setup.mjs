// Installs what the lock file names, where that has not been done, and says so on standard error alone: commands that
// answer JSON run after this one. Plain JavaScript without dependencies: any Node from 20 runs it on a bare clone.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from '../src/store/lock.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.righthelp-setup')
const packagedNode = join(modules, '.bin', 'node')
const [oldestMajor, oldestMinor] = [22, 18]

const say = words => process.stderr.write(`righthelp: ${words}\n`)

const stop = words => {
  say(words)
  process.exit(1)
}

const readJson = path => JSON.parse(readFileSync(path, 'utf8'))

const wantedStamp = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex')

const isStamped = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp

/** Whether somebody's own `npm install` already put exactly the lock file's packages here. */
const isInstalledByHand = () => {
  const installedFile = join(modules, '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const installed = readJson(installedFile).packages
  const wanted = Object.entries(readJson(join(root, 'package-lock.json')).packages).filter(([path]) => path !== '')
  return wanted.every(([path, { version, integrity, optional }]) => {
    const found = installed[path]
    return found ? found.version === version && found.integrity === integrity : optional === true
  })
}

const install = () => {
  say('installing the packages named in package-lock.json (once; about a minute)')
  const began = performance.now()
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const { status, error } = spawnSync(
    npm[0],
    [...npm.slice(1), 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional'],
    { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' && npm.length === 1 },
  )
  if (error) stop(`npm could not be started: ${error.message}`)
  if (status !== 0) stop('the packages could not be installed: see the messages of npm above, then try again')
  say(`installed in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}

const isThere = path => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** Where the packaged Node cannot run (a system without glibc), it must not stand before the system's own. */
const removeNodeThatCannotRun = () => {
  if (!isThere(packagedNode)) return
  if (spawnSync(packagedNode, ['--version']).status !== 0) rmSync(packagedNode, { force: true })
}

const checkNode = () => {
  if (isThere(packagedNode)) return
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  stop(
    `Node 24 is needed to run Righthelp, this is Node ${process.versions.node}, and none is packaged for ` +
      `${process.platform} ${process.arch}. Install Node 24 (https://nodejs.org) and try again.`,
  )
}

if (!isStamped()) {
  const folder = join(root, '.righthelp')
  mkdirSync(folder, { recursive: true })
  await withLock(
    join(folder, 'setup.lock'),
    () => {
      if (isStamped()) return
      if (!isInstalledByHand()) install()
      removeNodeThatCannotRun()
      writeFileSync(stampFile, wantedStamp)
    },
    holder => say(`another set-up is at work here (process ${holder}); waiting for it`),
  )
}
checkNode()
