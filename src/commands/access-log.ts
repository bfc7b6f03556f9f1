import { LogTamperedWith, sealNow } from '../access/seals/job.ts'
import { verifyLog } from '../access/seals/verify.ts'
import type { Verdict } from '../access/seals/verify.ts'
import type { Command } from './command.ts'
import { Refusal, say } from './command.ts'
import { sealFile } from './log-apart.ts'
import { readOptions } from './options.ts'
import { withDatabase } from './with-database.ts'

const counted = (count: number, one: string, several: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`

const wholeInWords = ({ seals, sealed, unsealed }: Verdict): string =>
  [
    `the access log is whole: ${counted(sealed, 'look', 'looks')} under ${counted(Math.max(0, seals - 1), 'seal', 'seals')}`,
    ...(unsealed === 0 ? [] : [`${counted(unsealed, 'look has', 'looks have')} no seal yet`]),
  ].join('; ')

export const accessLogVerify: Command = {
  name: 'access-log verify',
  summary: 'go over the access log’s chain of seals, and name the first break',
  usage: [
    'righthelp access-log verify',
    '',
    'Goes over every look and every seal, and over the seals that are kept outside the database (RIGHTHELP_SEALS, or the',
    'file access-log-seals in the data folder). Exits 0 where all agree. Otherwise it names the first look or seal that',
    'was altered, taken out or put in, or where the log was cut, and exits 1.',
  ].join('\n'),
  run: async (given, settings) => {
    readOptions(given, {})
    await withDatabase(settings, async (database, _, { lacks }) => {
      const began = performance.now()
      const verdict = await verifyLog(database.sql, sealFile(settings))
      if (verdict.firstBreak !== undefined) throw new Refusal(`The access log is broken. ${verdict.firstBreak}`)
      const seconds = (performance.now() - began) / 1000
      const rate =
        verdict.sealed < 10_000 ? '' : ` (${Math.round(verdict.sealed / seconds).toLocaleString('en-GB')} a second)`
      process.stdout.write(`${wholeInWords(verdict)}${rate}\n`)
      if (lacks !== undefined) say(lacks)
    })
  },
}

const patienceMilliseconds = 10_000

export const accessLogSeal: Command = {
  name: 'access-log seal',
  summary: 'seal what is in the access log now, as the running server does every minute',
  usage: [
    'righthelp access-log seal',
    '',
    'Seals every look that has no seal yet and keeps the seals outside the database. Where the log and the seals kept',
    'outside disagree, nothing is sealed and the disagreement is named.',
  ].join('\n'),
  run: async (given, settings) => {
    readOptions(given, {})
    await withDatabase(settings, async database => {
      try {
        const sealed = await sealNow(database.sql, sealFile(settings), { patience: patienceMilliseconds })
        if (sealed === undefined)
          throw new Refusal('Somebody has been adding to the log for ten seconds and is not done. Nothing was sealed.')
        process.stdout.write(`${counted(sealed, 'look', 'looks')} sealed\n`)
      } catch (error) {
        if (error instanceof LogTamperedWith) throw new Refusal(`The access log is broken. ${error.message}`)
        throw error
      }
    })
  },
}
