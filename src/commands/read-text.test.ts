import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Refusal } from './command.ts'
import { readText } from './read-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'righthelp-read-text-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a file that begins with a byte order mark is read without it', async () => {
  const path = join(folder, 'marked.json')
  writeFileSync(path, '\uFEFF{ "name": "A\uFEFFB" }')
  assert.equal(await readText(path), '{ "name": "A\uFEFFB" }')
})

test('a file that is not there is told by its name', async () => {
  await assert.rejects(readText(join(folder, 'nowhere.json')), (error: unknown) => {
    assert.ok(error instanceof Refusal)
    assert.match(error.message, /nowhere\.json cannot be read/)
    return true
  })
})
