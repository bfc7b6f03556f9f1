import type { Command } from './command.ts'
import { Refusal, say } from './command.ts'
import { readOptions } from './options.ts'
import { withDatabase } from './with-database.ts'

const everyMilliseconds = 5000

/** Tells every few seconds how many children are done. */
const teller = () => {
  let toldAt = performance.now()
  return (done: number, of: number): void => {
    const at = performance.now()
    if (at - toldAt < everyMilliseconds) return
    toldAt = at
    say(`${done} of ${of} children compared`)
  }
}

export const rebuild: Command = {
  name: 'rebuild',
  summary: 'reckon every child’s periods and work due again from the entries',
  usage: [
    'righthelp rebuild [--compare] [--json]',
    '',
    'Reckons the episodes and duties of every child again from what was recorded, what was known at each moment',
    'included, and puts right what is stored otherwise. Recording can go on meanwhile. Nothing differs in a sound',
    'database; a difference is worth a look at the log of the server.',
    '',
    '  --compare   change nothing; the exit code is 1 where anything differs',
    '  --json      answer { children, differed, repaired } (counts)',
  ].join('\n'),
  run: async (given, settings) => {
    const { values } = readOptions(given, {
      compare: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    })
    const [{ rebuild: rebuildAll }, { england }, { readCouncil }] = await Promise.all([
      import('../ledger/index.ts'),
      import('../journey/index.ts'),
      import('../council/index.ts'),
    ])
    await withDatabase(settings, async database => {
      const council = await readCouncil(database.sql)
      if (council === undefined)
        throw new Refusal('There is no council in this database, so there is nothing to rebuild.')
      const repair = !values.compare
      const { identities, differed } = await rebuildAll(
        { database, rules: { pathway: england, policy: council.policy } },
        { repair, progress: teller() },
      )
      const answer = { children: identities, differed: differed.length, repaired: repair ? differed.length : 0 }
      if (values.json) process.stdout.write(`${JSON.stringify(answer)}\n`)
      else if (differed.length === 0) say(`${identities} children compared: all are stored as their entries say`)
      else say(`${identities} children compared: ${differed.length} differed, ${answer.repaired} put right`)
      if (values.compare && differed.length > 0) process.exitCode = 1
    })
  },
}
