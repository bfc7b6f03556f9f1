import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { EmbeddedServerError } from './embedded-server-error.ts'

/** The operating-system user that PostgreSQL runs as; `undefined` where that is simply who we are. */
export type OperatingUser = { readonly uid: number; readonly gid: number } | undefined

const systemUserName = 'righthelp'

const numberFrom = (command: string, ...parameters: readonly string[]): number | undefined => {
  const { status, stdout } = spawnSync(command, parameters, { encoding: 'utf8' })
  const answer = Number.parseInt(stdout, 10)
  return status === 0 && Number.isInteger(answer) ? answer : undefined
}

const find = (name: string): OperatingUser => {
  const uid = numberFrom('id', '-u', name)
  const gid = numberFrom('id', '-g', name)
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid }
}

const create = (): OperatingUser => {
  const attempts: readonly (readonly [string, ...string[]])[] = [
    [
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
    ],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin'],
  ]
  for (const [command, ...parameters] of attempts) {
    if (spawnSync(command, [...parameters, systemUserName], { stdio: 'ignore' }).status === 0)
      return find(systemUserName)
  }
  return undefined
}

/**
 * PostgreSQL refuses to run as root: for root this is the owner of the data where there is data, otherwise the system
 * user `righthelp` (created where it can be) or `nobody`. Throws where no such user can be had.
 */
export const operatingUser = (dataFolder: string): OperatingUser => {
  if (process.getuid?.() !== 0) return undefined
  const present = statSync(dataFolder, { throwIfNoEntry: false })
  if (present !== undefined && present.uid !== 0) return { uid: present.uid, gid: present.gid }
  const user = find(systemUserName) ?? create() ?? find('nobody')
  if (user !== undefined) return user
  throw new EmbeddedServerError(
    'PostgreSQL refuses to run as root, and no other user could be found or created for it. ' +
      'Run Righthelp as an ordinary user, or name a PostgreSQL server in DATABASE_URL.',
  )
}

/** Whether the user can enter a folder: every folder above it must let them through. */
export const canEnter = (folder: string, user: OperatingUser): boolean =>
  user === undefined || spawnSync('ls', ['-d', `${folder}/.`], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
