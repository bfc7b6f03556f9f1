import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Emits JavaScript and declarations of the rooms that compute without input or output, into dist/, so that other programs can
 * use them as a package: righthelp/calendar, righthelp/journey, righthelp/statutory.
 */
const root = join(import.meta.dirname, '..')
rmSync(join(root, 'dist'), { recursive: true, force: true })
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
if (status === 0) process.stderr.write('righthelp: the libraries are in dist/: calendar, journey, statutory\n')
process.exitCode = status ?? 1
