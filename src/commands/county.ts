import type { Controls } from '../county/controls/index.ts'
import type { Command } from './command.ts'
import { Refusal, UsageError, say } from './command.ts'
import { readOptions } from './options.ts'
import { readText } from './read-text.ts'
import { withDatabase } from './with-database.ts'

const stageWords = {
  simulating: 'imagining the families',
  telling: 'writing what was recorded',
  indexing: 'putting it in order',
  analysing: 'measuring the tables',
  recounting: 'counting every figure again',
} as const

const everyMilliseconds = 5000

/** Tells on the screen which stage the build is in and how far, with the time left, every few seconds. */
const teller = () => {
  let stage = ''
  let began = 0
  let toldAt = 0
  return (now: keyof typeof stageWords, done: number, of: number): void => {
    const at = performance.now()
    if (now !== stage) {
      ;[stage, began, toldAt] = [now, at, at]
      say(`${stageWords[now]} …`)
    } else if (done > 0 && done < of && at - toldAt >= everyMilliseconds) {
      toldAt = at
      const left = Math.ceil(((at - began) * (of - done)) / done / 1000)
      say(`${stageWords[now]}: ${Math.round((100 * done) / of)}%, about ${left} seconds left`)
    }
  }
}

const controlsFrom = async (path: string | undefined): Promise<Controls> => {
  const { defaultControls, readControls } = await import('../county/controls/index.ts')
  return path === undefined ? defaultControls : readControls(await readText(path))
}

const seedOf = (text: string): number => {
  const seed = Number(text)
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--seed '${text}' is not a whole number of at most nine digits.`)
  return seed
}

const scaleOf = (text: string): number => {
  const scale = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || scale < 0.02 || scale > 10)
    throw new UsageError(`--scale '${text}' is not a number from 0.02 to 10.`)
  return scale
}

export const countyControls: Command = {
  name: 'county controls',
  summary: 'print the controls of the default county, a file that documents itself',
  usage: [
    'righthelp county controls',
    '',
    'Prints what the default simulated county must add up to: stocks, flows, ratios and mixes, each with what it means.',
    'Change the numbers and build another county from them: righthelp county build --controls FILE',
  ].join('\n'),
  run: async given => {
    readOptions(given, {})
    const { defaultControls, writeControls } = await import('../county/controls/index.ts')
    process.stdout.write(writeControls(defaultControls))
  },
}

export const countyBuild: Command = {
  name: 'county build',
  summary: 'build the simulated county, every person in it invented',
  usage: [
    'righthelp county build [--controls FILE] [--seed N] [--scale F]',
    '',
    'Builds a simulated county with its records and counts every control again, by the measures of the product. Where a',
    'control cannot be met the build stops, names the series and the month, and leaves the database as it was. A',
    'simulated county that is there is replaced; the records of a council at work never are. Of two builds at once the',
    'later waits, and leaves the county that the other has made. What a build leaves that is killed, the next command undoes.',
    '',
    '  --controls FILE  what the county must add up to (`righthelp county controls` prints the default)',
    '  --seed N         the chance by which it is made: the same seed gives the same county. 1 without it',
    '  --scale F        so many times as large, from 0.02 to 10. 1 without it. Below 0.05 a county may be too small for some',
    '                   seeds: another seed then meets every control. Caseloads are counted from 20 assessment workers on,',
    '                   which the default county has from 0.33 on',
  ].join('\n'),
  run: async (given, settings) => {
    const { values } = readOptions(given, {
      controls: { type: 'string' },
      seed: { type: 'string', default: '1' },
      scale: { type: 'string', default: '1' },
    })
    const [seed, scale] = [seedOf(values.seed), scaleOf(values.scale)]
    const [{ buildCounty }, { ControlCannotBeMet, ControlsNotReadable }, { CouncilExists }] = await Promise.all([
      import('../county/build.ts'),
      import('../county/controls/index.ts'),
      import('../council/index.ts'),
    ])
    const began = performance.now()
    try {
      const controls = await controlsFrom(values.controls)
      await withDatabase(settings, async (database, stopping) => {
        await buildCounty(database, { controls, seed, scale }, teller(), stopping)
        // Said here: a build that was told to stop ends without an error, and has built nothing.
        say(`the county is built and every control is met, in ${((performance.now() - began) / 1000).toFixed(0)} s`)
      })
    } catch (error) {
      if (error instanceof ControlCannotBeMet || error instanceof ControlsNotReadable || error instanceof CouncilExists)
        throw new Refusal(`${error.message}\nNothing has been written.`)
      throw error
    }
  },
}
