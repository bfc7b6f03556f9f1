import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'righthelp-build-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const run = (file: string, ...given: readonly string[]) =>
  spawnSync(process.execPath, [file, ...given], { cwd: folder, encoding: 'utf8' })

test('the libraries are built to plain JavaScript that another program imports by the package’s name', () => {
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(root, name), join(folder, name))
  for (const name of ['src', 'node_modules']) symlinkSync(join(root, name), join(folder, name))
  const built = run(join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json')
  assert.equal(built.status, 0, built.stdout)
  const program = `
    import { cinXmlReader, checkCensus } from 'righthelp/statutory'
    import { addWorkingDays } from 'righthelp/calendar'
    import { england } from 'righthelp/journey'
    const reader = cinXmlReader()
    reader.write('<Message><Header><CollectionDetails><ReferenceDate>2026-03-30</ReferenceDate></CollectionDetails></Header></Message>')
    const { failures } = checkCensus(reader.finish(), '2025-26')
    console.log(failures.map(({ rule }) => rule).join(), addWorkingDays('2020-12-24', 1), Object.keys(england.steps).length > 30)`
  const { stdout, stderr } = run('--input-type=module', '--eval', program)
  assert.equal(stdout.trim(), '100 2020-12-29 true', stderr)
})
