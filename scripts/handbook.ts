import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { england } from '../src/journey/england.ts'
import { handbook } from '../src/journey/handbook/handbook.ts'
import { asMarkdown } from '../src/journey/handbook/markdown.ts'
import { rulesAsMarkdown } from '../src/statutory/handbook.ts'

// Writes what is made from declarations: the handbook of the pathway of England into docs/handbook, and that of the
// statutory returns' rules into docs/returns. What is no longer part of them is taken away.

const write = (name: string, files: ReadonlyMap<string, string>): void => {
  const folder = join(import.meta.dirname, '../docs', name)
  mkdirSync(folder, { recursive: true })
  for (const each of readdirSync(folder)) if (!files.has(each)) rmSync(join(folder, each))
  for (const [each, text] of files) writeFileSync(join(folder, each), text)
  process.stdout.write(`docs/${name}: ${files.size} files\n`)
}

write('handbook', asMarkdown(handbook(england)))
write('returns', rulesAsMarkdown())
