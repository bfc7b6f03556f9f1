import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { england } from '../src/journey/england.ts'
import { breaches, manifestOf } from '../src/journey/manifest.ts'
import type { Manifest } from '../src/journey/manifest.ts'

// Releases what the pathway declares: from then on its names stay. Refuses where it breaks with what was released.

const file = join(import.meta.dirname, '../src/journey/manifest.json')
const declared = manifestOf(england)
const released: Manifest = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest)
  : { steps: {}, episodes: {} }
const broken = breaches(released, declared)

if (broken.length > 0) {
  process.stderr.write(`Nothing was released: old records could no longer be read.\n${broken.join('\n')}\n`)
  process.exitCode = 1
} else {
  const options = await resolveConfig(file)
  writeFileSync(file, await format(JSON.stringify(declared), { ...options, parser: 'json' }))
  process.stdout.write(`Released ${Object.keys(declared.steps).length} steps in ${file}\n`)
}
