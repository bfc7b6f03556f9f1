import { availableParallelism, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { readSettings } from '../src/store/settings.ts'
import type { BuiltCounty, Figure } from './bench.ts'
import { countyBenches, machineBenches } from './benches.ts'
import { withBuiltCounty } from './built-county.ts'

const usage = `npm run bench -- [NAME...] [--scales 1,4]

Measures and prints figures: all of them, or those of the names given.
Names: ${[...machineBenches, ...countyBenches].map(({ name }) => name).join(', ')}
`

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const titleWidth = 56
const valueWidth = 16

const wholeUnits: readonly Figure['unit'][] = ['rows/s', 'keystrokes', 'clicks', 'pages']

const written = ({ value, unit }: Figure): string => {
  const digits = wholeUnits.includes(unit) || value >= 1000 ? 0 : 1
  return `${value.toFixed(digits)} ${unit}`
}

const judged = (figures: readonly Figure[]): string => {
  const [first] = figures
  if (first?.atLeast !== undefined) {
    const under = figures.some(({ value, atLeast }) => atLeast !== undefined && value < atLeast)
    return `at least ${first.atLeast} ${first.unit}${under ? '  << UNDER' : ''}`
  }
  const over = figures.some(({ value, atMost }) => atMost !== undefined && value > atMost)
  return first?.atMost === undefined ? '' : `at most ${first.atMost} ${first.unit}${over ? '  << OVER' : ''}`
}

/** One line: a title, the figure at each scale side by side, and the limit. */
const line = (figures: readonly Figure[]): string =>
  (figures[0]?.title ?? '').padEnd(titleWidth) +
  figures.map(figure => written(figure).padStart(valueWidth)).join('') +
  `  ${judged(figures)}`

const built = ({ secondsToBuild, scale }: BuiltCounty): Figure => ({
  title: 'the county built',
  value: secondsToBuild,
  unit: 's',
  ...(scale === 1 ? { atMost: 60 } : {}),
})

const measureCounty = async (county: BuiltCounty, names: readonly string[]): Promise<readonly Figure[]> => {
  const figures: Figure[] = [built(county)]
  for (const bench of countyBenches) {
    if (names.length === 0 || names.includes(bench.name)) figures.push(...(await bench.run(county)))
  }
  return figures
}

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { scales: { type: 'string', default: '1,4' }, help: { type: 'boolean', default: false } },
})
const scales = values.scales.split(',').map(Number)
const known = [...machineBenches, ...countyBenches].map(({ name }) => name)
const unknown = names.filter(name => !known.includes(name))

const run = async (): Promise<void> => {
  const settings = readSettings()
  print(`Node ${process.versions.node}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB`)
  for (const bench of machineBenches.filter(({ name }) => names.length === 0 || names.includes(name))) {
    print(`\n${bench.name}`)
    for (const figure of await bench.run(settings)) print(line([figure]))
  }
  if (!countyBenches.some(({ name }) => names.length === 0 || names.includes(name))) return
  const columns: (readonly Figure[])[] = []
  for (const scale of scales) {
    columns.push(await withBuiltCounty(settings, scale, county => measureCounty(county, names)))
  }
  print(`\n${'county, scale'.padEnd(titleWidth)}${scales.map(scale => String(scale).padStart(valueWidth)).join('')}`)
  columns[0]?.forEach((_, row) => {
    print(line(columns.flatMap(figures => figures[row] ?? [])))
  })
}

if (values.help) print(usage)
else if (unknown.length > 0 || scales.some(scale => !(scale > 0))) {
  process.stderr.write(
    `${unknown.length > 0 ? `There is no bench ${unknown.join(', ')}.` : 'A scale is a number above 0.'}\n\n${usage}`,
  )
  process.exitCode = 2
} else await run()
