import { join } from 'node:path'
import { makeReachable, whyNotWritable } from '../data-folder.ts'
import type { Settings } from '../settings.ts'
import { EmbeddedServerError } from './embedded-server-error.ts'
import { canEnter } from './operating-user.ts'
import type { OperatingUser } from './operating-user.ts'

/** Which embedded server: where its files are, and whether what it acknowledges must outlive a crash of the machine. */
export interface ServerPlace {
  readonly folder: string
  /** Where a copy of the programs goes when the package's own cannot be reached. */
  readonly stagingFolder: string
  readonly durable: boolean
}

/** The server that holds the records. */
export const recordsPlace = (settings: Pick<Settings, 'dataFolder'>): ServerPlace => ({
  folder: join(settings.dataFolder, 'postgres'),
  stagingFolder: join(settings.dataFolder, 'postgres-programs'),
  durable: true,
})

/** The server that tests make and drop their databases on; it shares nothing with the records but the programs. */
export const testsPlace = (settings: Pick<Settings, 'dataFolder'>): ServerPlace => ({
  folder: join(settings.dataFolder, 'tests', 'postgres'),
  stagingFolder: join(settings.dataFolder, 'postgres-programs'),
  durable: false,
})

export const filesOf = ({ folder }: ServerPlace) => ({
  data: join(folder, 'data'),
  unfinishedData: join(folder, `data.unfinished.${process.pid}`),
  postmaster: join(folder, 'data', 'postmaster.pid'),
  configuration: join(folder, 'postgresql.conf'),
  password: join(folder, 'password'),
  /** The passwords of the access log's own role, and of the role that the running application has. */
  logPassword: join(folder, 'password-log'),
  applicationPassword: join(folder, 'password-application'),
  port: join(folder, 'port'),
  log: join(folder, 'log'),
  lock: join(folder, 'lock'),
  /** One file for each process that uses the server now. */
  users: join(folder, 'users'),
  /** Present where the server stays up when nobody uses it. */
  kept: join(folder, 'kept'),
})

/** Throws, in words, where the folder of the place cannot be written. */
export const checkWritable = ({ folder }: ServerPlace): void => {
  const problem = whyNotWritable(folder)
  if (problem !== undefined) throw new EmbeddedServerError(problem)
}

/** Makes the folders of the place. Throws where we cannot write into them or the user that PostgreSQL runs as cannot enter them. */
export const makeFolders = (place: ServerPlace, user: OperatingUser): void => {
  checkWritable(place)
  makeReachable(filesOf(place).users)
  if (canEnter(place.folder, user)) return
  throw new EmbeddedServerError(
    `PostgreSQL refuses to run as root, and the user it runs as instead cannot enter ${place.folder}. ` +
      'Name a folder in RIGHTHELP_DATA that every user can enter, or leave RIGHTHELP_DATA out.',
  )
}
