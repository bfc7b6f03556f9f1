import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { changesIn } from './changes.ts'
import { rulesAsMarkdown } from './handbook.ts'
import { ssda903Rules } from './ssda903/rules.ts'

const folder = new URL('../../docs/returns/', import.meta.url)

test('the handbook in docs is what the rules say: `npm run handbook` makes it so', () => {
  const files = rulesAsMarkdown()
  assert.deepEqual(readdirSync(folder).sort(), [...files.keys()].sort())
  for (const [name, text] of files) assert.equal(readFileSync(new URL(name, folder), 'utf8'), text, name)
})

test('what changed in a year is answered from the declarations', () => {
  const { added, changed, deleted } = changesIn(ssda903Rules, '2026-27')
  assert.deepEqual(
    added.map(({ code }) => code),
    ['700', '701', '702', '703', '704', '705', '706', '707', '708', '709', '710'],
  )
  assert.deepEqual([changed, deleted], [[], []])
  assert.ok(changesIn(ssda903Rules, '2025-26').changed.some(({ code }) => code === '146'))
  const versions = [
    { code: '1', inForce: { added: '2022-23', until: '2025-26' } },
    { code: '1', inForce: { added: '2022-23', changed: '2026-27' } },
    { code: '2', inForce: { added: '2022-23', until: '2025-26' } },
  ] as const
  assert.deepEqual(changesIn(versions, '2026-27'), { added: [], changed: [versions[1]], deleted: [versions[2]] })
})
