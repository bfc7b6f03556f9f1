import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'oxfmt'
import type { FormatConfig } from 'oxfmt'
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
  const layout = JSON.parse(readFileSync(join(import.meta.dirname, '../.oxfmtrc.json'), 'utf8')) as FormatConfig
  const { code } = await format('manifest.json', JSON.stringify(declared), layout)
  writeFileSync(file, code)
  process.stdout.write(`Released ${Object.keys(declared.steps).length} steps in ${file}\n`)
}
