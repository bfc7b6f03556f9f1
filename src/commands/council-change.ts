import type { CouncilChanged } from '../council/index.ts'
import type { Command } from './command.ts'
import { Refusal, UsageError, say } from './command.ts'
import { readOptions } from './options.ts'
import { readText } from './read-text.ts'
import { withDatabase } from './with-database.ts'

const homesInWords = (homes: number): string =>
  `${homes} ${homes === 1 ? 'home has its' : 'homes have their'} district by postcode`

const tell = ({ name, changes, leftOut }: CouncilChanged, homes: number, check: boolean): void => {
  const lead =
    changes.length === 0
      ? `${name} is as the file says: nothing changes.`
      : check
        ? `What would change of ${name}; nothing has changed yet:`
        : `${name} has changed:`
  const stays =
    leftOut.length === 0 ? [] : ['Not in the file, and it stays as it is:', ...leftOut.map(each => `  ${each}`)]
  const homeLine = homes === 0 ? [] : [`  ${homesInWords(homes)}`]
  say([lead, ...changes.map(words => `  ${words}`), ...homeLine, ...stays].join('\n'))
  if (!check && changes.length > 0) say('A server that is running goes by this within some seconds.')
}

export const councilChange: Command = {
  name: 'council change',
  summary: 'change a council at work by its file: teams, timescales, targets, population, brand',
  usage: [
    'righthelp council change FILE [--check] [--json]',
    '',
    'Compares the file that makes a council (docs/council-file.md) with the council in the database and changes what it says',
    'otherwise: new services and teams, a team that ends or has another name or place from a day on, timescales, caseloads and',
    'targets from a day on, estimates of the population, the postcodes of districts, brand, help lines. All or nothing, and every',
    'change is said in words. What has been in force stays as it was, and what the file leaves out stays too. People and their',
    'posts are changed on the page Staff: those of the file are not looked at.',
    '',
    '  --check     say what would change, and change nothing',
    '  --json      answer { name, changes, leftOut, homes, changed }: words, words, homes placed by postcode, whether it was done',
  ].join('\n'),
  run: async (given, settings) => {
    const { values, positionals } = readOptions(
      given,
      { check: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
      { words: 1 },
    )
    const path = positionals[0]
    if (path === undefined) throw new UsageError('Name the file: righthelp council change FILE')
    const { changeCouncil, CouncilFileRefused, nextMoment, NoCouncil, readCouncilFile } =
      await import('../council/index.ts')
    const { measures } = await import('../areas/performance/measures/index.ts')
    const { inTransaction } = await import('../store/index.ts')
    const { placeHomesByPostcode } = await import('../people/index.ts')
    try {
      const text = await readText(path)
      const file = readCouncilFile(text, { measures: measures.map(({ id }) => id) })
      await withDatabase(settings, async database => {
        const { check } = values
        const by = { file, typed: JSON.parse(text) as unknown }
        const isolation = 'read committed'
        const changed = await inTransaction(database, queries => changeCouncil(queries, by, { check }), { isolation })
        // Every home of which nobody knows the district is gone over when recording goes on: it waits for no council. Where
        // that was broken off, the same file goes over them again.
        const homes = check
          ? 0
          : await inTransaction(database, async queries => placeHomesByPostcode(queries, await nextMoment(queries)), {
              isolation,
            })
        const { at, name, changes, leftOut } = changed
        const answer = { name, changes, leftOut, homes, changed: at !== undefined }
        if (values.json) process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
        else tell(changed, homes, check)
      })
    } catch (error) {
      if (error instanceof CouncilFileRefused)
        throw new Refusal(`${path} has been left aside; nothing has changed.\n${error.faults.join('\n')}`)
      if (error instanceof NoCouncil) throw new Refusal(error.message)
      throw error
    }
  },
}
