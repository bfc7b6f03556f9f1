import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Before anything else is imported: later starts then read compiled code.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/node'))
const { dispatch } = await import('./commands/dispatch.ts')
const { commands } = await import('./commands/index.ts')

// Whoever reads the answer may have enough of it (`help | head`): the command ends as ever, the rest goes nowhere.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const code = await dispatch(commands, process.argv.slice(2))
process.exitCode ??= code
