import { isCivilDate } from '../calendar/index.ts'
import type { FigureRead } from '../areas/performance/figures/read.ts'
import type { Command } from './command.ts'
import { say, UsageError } from './command.ts'
import { readOptions } from './options.ts'
import { withRecords } from './with-database.ts'

const table = async (read: readonly FigureRead[]): Promise<string> => {
  const { comesFrom, periodInWords, valueInWords } = await import('../areas/performance/figures/in-words.ts')
  const { allFigures } = await import('../areas/performance/figures/figures.ts')
  const declared = new Map(allFigures.map(figure => [figure.id, figure]))
  const from = (figure: FigureRead) => {
    const { how, measure } = declared.get(figure.id) ?? {}
    return how === undefined || measure === undefined ? '' : comesFrom({ how, measure, unit: figure.unit }, figure)
  }
  const rows = read.map(figure => [
    figure.id,
    valueInWords(figure.value, figure.unit),
    from(figure) ?? '',
    periodInWords(figure),
    figure.title,
  ])
  const widths = [0, 1, 2, 3].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const figures: Command = {
  name: 'figures',
  summary: 'count the report’s figures and the published ones from the records',
  usage: [
    'righthelp figures [--as-at DATE] [--as-known INSTANT] [--json]',
    '',
    'Counts every figure that the report states (F01 to F30) and the published figures (P01 to P21) from the records.',
    'Each figure has periods of its own, which the report names: September 2020, the year to 31 March 2019, 12 November',
    '2020.',
    '',
    '  --as-at DATE        stand on this day: a figure is counted for those of its periods that end on or before it, and',
    '                      left out for the others. Today, by the council’s clock, without it.',
    '  --as-known INSTANT  count by what was known at this moment, and by nothing recorded or corrected since. A date',
    '                      means its end; 2020-10-01T09:00 is England’s time; 2020-10-01T08:00:00Z is universal time.',
    '                      Now, by the council’s clock, without it.',
    '  --json              an array on standard output, one element for each figure and period:',
    '                      { id, title, value, numerator, denominator, unit, from, to, asAt, definition }.',
    '                      Percentages are unrounded numbers from 0 to 100, rates are per 10,000 children, durations are',
    '                      in working days. A stock stands on one day: from, to and asAt are that day; asAt of a period',
    '                      is its last day. Where there is nothing to divide by, value is null. Of a rise, denominator is what it',
    '                      rose from and numerator by how much.',
  ].join('\n'),
  run: async (given, settings) => {
    const { values } = readOptions(given, {
      'as-at': { type: 'string' },
      'as-known': { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const { readInstant } = await import('../areas/performance/figures/as-of.ts')
    const day = values['as-at']
    if (day !== undefined && !isCivilDate(day)) throw new UsageError(`--as-at '${day}' is not a date like 2020-12-14.`)
    const known = values['as-known'] === undefined ? undefined : readInstant(values['as-known'])
    if (values['as-known'] !== undefined && known === undefined)
      throw new UsageError(`--as-known '${values['as-known']}' is not a moment like 2020-12-14 or 2020-12-14T09:00.`)
    await withRecords(settings, async ({ sql }) => {
      const { dateAt } = await import('../calendar/index.ts')
      const { now } = await import('../council/clock.ts')
      const { readFigures } = await import('../areas/performance/figures/read.ts')
      const { allFigures } = await import('../areas/performance/figures/figures.ts')
      const present = await now(sql)
      const read = await readFigures(sql, allFigures, { asAt: day ?? dateAt(present), asKnown: known ?? present })
      if (values.json) process.stdout.write(`${JSON.stringify(read, null, 2)}\n`)
      else if (read.length === 0) say(`there are none: no figure has a period that ended by ${day ?? dateAt(present)}`)
      else process.stdout.write(`${await table(read)}\n`)
    })
  },
}
