import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const megabyte = 1024 * 1024

// A container may have less than the machine it runs on; no limit is told as 0, or as more than there is.
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)

const atMost = (megabytes: number, shareOfMemory: number): string =>
  `${Math.max(16, Math.min(megabytes, Math.floor((memory * shareOfMemory) / megabyte)))}MB`

// Containers often have only 64 MB of POSIX shared memory, and then a parallel query fails for want of it.
const sharedMemoryType = (): string => {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize >= 512 * megabyte ? 'posix' : 'mmap'
  } catch {
    return process.platform === 'linux' ? 'mmap' : 'posix'
  }
}

// Tests may lose everything when the machine stops; nothing else may.
const durability = (durable: boolean): Readonly<Record<string, string>> =>
  durable
    ? { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
    : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

const settings = (port: number, durable: boolean): Readonly<Record<string, string>> => ({
  listen_addresses: '127.0.0.1',
  port: String(port),
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  // Three processes of tests have eight databases open each.
  max_connections: durable ? '100' : '250',
  ...durability(durable),

  shared_buffers: atMost(2048, 0.25),
  effective_cache_size: atMost(8192, 0.5),
  work_mem: atMost(32, 0.01),
  maintenance_work_mem: atMost(256, 0.1),
  dynamic_shared_memory_type: sharedMemoryType(),
  // Each of many databases of tests would be looked at in its turn.
  ...(durable ? {} : { autovacuum_naptime: '1h' }),
  random_page_cost: '1.1',
  jit: 'off',

  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',

  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'ISO, DMY',
  lc_messages: 'C',
  lc_monetary: 'C',
  lc_numeric: 'C',
  lc_time: 'C',
  default_text_search_config: 'pg_catalog.english',

  // A statement, or the detail of an error, may hold a name or a note: neither goes to the log.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
})

/** The whole configuration file of the embedded server, for a machine of two cores. */
export const configurationFile = (port: number, durable: boolean): string =>
  Object.entries(settings(port, durable))
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('')
