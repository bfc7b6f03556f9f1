import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { england } from '../src/journey/england.ts'
import { handbook } from '../src/journey/handbook/handbook.ts'
import { asMarkdown } from '../src/journey/handbook/markdown.ts'

// Writes the handbook of the pathway of England into docs/handbook, and takes away what is no longer part of it.

const folder = join(import.meta.dirname, '../docs/handbook')
const files = asMarkdown(handbook(england))

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name))
for (const [name, text] of files) writeFileSync(join(folder, name), text)
process.stdout.write(`The handbook: ${files.size} files in ${folder}\n`)
