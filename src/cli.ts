import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Before anything else is imported: later starts then read compiled code.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node'))
const { dispatch } = await import('./commands/dispatch.ts')
const { commands } = await import('./commands/index.ts')
const { letReaderGo } = await import('./commands/standard-output.ts')

letReaderGo()
const code = await dispatch(commands, process.argv.slice(2))
process.exitCode ??= code
