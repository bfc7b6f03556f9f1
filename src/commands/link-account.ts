import type { Command } from './command.ts'
import { Refusal, UsageError, say } from './command.ts'
import { readOptions } from './options.ts'
import { withRecords } from './with-database.ts'

export const councilLinkAccount: Command = {
  name: 'council link-account',
  summary: 'let the first administrator sign in with the council’s provider',
  usage: [
    'righthelp council link-account EMAIL GIVEN FAMILY [--worker NUMBER]',
    '',
    'Says that the account with this e-mail address, at the provider that RIGHTHELP_OIDC_ISSUER names, is that of the worker',
    'with this name. The first administrator is linked so; the others are linked on the page Staff. docs/signing-in.md has more.',
    '',
    '  --worker NUMBER  which of several workers with the same name',
  ].join('\n'),
  run: async (given, settings) => {
    const { values, positionals } = readOptions(given, { worker: { type: 'string' } }, { words: 3 })
    const [email = '', first = '', family = ''] = positionals
    if (!/^[^\s@]+@[^\s@]+$/.test(email) || family === '')
      throw new UsageError(
        'Name the account and the worker: righthelp council link-account ann@council.example Ann Smith',
      )
    const issuer = settings.provider?.issuer
    if (issuer === undefined)
      throw new Refusal('No provider is connected: set RIGHTHELP_OIDC_ISSUER and the variables beside it first.')
    const [{ linkAccount }, { now, StaffRefusal }] = await Promise.all([
      import('../access/accounts.ts'),
      import('../council/index.ts'),
    ])
    await withRecords(settings, async ({ sql }) => {
      const named = await sql
        .selectFrom('worker')
        .select('worker')
        .where('given', '=', first)
        .where('family', '=', family)
        .execute()
      const found = named.filter(({ worker }) => values.worker === undefined || String(worker) === values.worker)
      const [one] = found
      if (one === undefined && named.length > 0)
        throw new Refusal(
          `The worker with the number ${values.worker ?? ''} is not ${first} ${family}. Who has this name: ${named.map(({ worker }) => worker).join(', ')}.`,
        )
      if (one === undefined) throw new Refusal(`No worker has the name ${first} ${family}.`)
      if (found.length > 1)
        throw new Refusal(
          `Several workers have this name. Say which with --worker: ${found.map(({ worker }) => worker).join(', ')}.`,
        )
      try {
        await linkAccount(sql, { worker: one.worker, issuer, email }, { by: null, at: await now(sql) })
      } catch (error) {
        if (error instanceof StaffRefusal) throw new Refusal(`${error.message}.`)
        throw error
      }
      say(`${first} ${family} can sign in with this account`)
    })
  },
}
