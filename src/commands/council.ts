import type { Command } from './command.ts'
import { Refusal, UsageError, say } from './command.ts'
import { readOptions } from './options.ts'
import { readText } from './read-text.ts'
import { checkDatabaseSuitsCouncil, withDatabase } from './with-database.ts'

export const councilNew: Command = {
  name: 'council new',
  summary: 'make an empty council, ready for work, from a file',
  usage: [
    'righthelp council new FILE [--replace] [--embedded] [--json]',
    '',
    'Makes a council, empty of children, from one JSON file: name, brand, districts, quadrants, services, teams, workers',
    'and their roles, policies, population. docs/council-file.md says what each name means; examples/council.json is a',
    'whole one. A file that cannot be taken whole changes nothing, and what is wrong in it is named by its place: first what',
    'has not the form of the file, and once all has, what points nowhere or overlaps.',
    '',
    '  --replace   take the place of a simulated county, or of a council in which nobody has worked yet',
    '  --embedded  use the embedded PostgreSQL all the same, for a council that is not simulated',
    '  --json      answer { name, simulated, quadrants, districts, services, teams, workers, policies } (counts)',
  ].join('\n'),
  run: async (given, settings) => {
    const { values, positionals } = readOptions(
      given,
      {
        replace: { type: 'boolean', default: false },
        embedded: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
      { words: 1 },
    )
    const path = positionals[0]
    if (path === undefined) throw new UsageError('Name the file: righthelp council new FILE')
    const { CouncilExists, CouncilFileRefused, createCouncil, readCouncilFile } = await import('../council/index.ts')
    const { measures } = await import('../areas/performance/measures/index.ts')
    try {
      const file = readCouncilFile(await readText(path), { measures: measures.map(({ id }) => id) })
      if (file.simulated === undefined) checkDatabaseSuitsCouncil(settings, values.embedded)
      await withDatabase(settings, async ({ sql }) => {
        await createCouncil(sql, file, { replace: values.replace })
      })
      const made = {
        name: file.name,
        simulated: file.simulated !== undefined,
        quadrants: file.quadrants.length,
        districts: file.districts.length,
        services: file.services.length,
        teams: new Set(file.teams.map(team => team.key)).size,
        workers: file.workers.length,
        policies: Object.keys(file.policies).length,
      }
      if (values.json) process.stdout.write(`${JSON.stringify(made, null, 2)}\n`)
      else say(`${made.name} is ready for work: ${made.teams} teams, ${made.workers} workers, no children yet`)
    } catch (error) {
      if (error instanceof CouncilFileRefused)
        throw new Refusal(`${path} has been left aside; nothing has changed.\n${error.faults.join('\n')}`)
      if (error instanceof CouncilExists) throw new Refusal(error.message)
      throw error
    }
  },
}
