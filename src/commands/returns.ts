import type { CheckReport, FailureReport } from '../statutory/report.ts'
import type { CollectionYear } from '../statutory/rule.ts'
import type { Command } from './command.ts'
import { Refusal, UsageError } from './command.ts'
import { readOptions } from './options.ts'

const kinds = ['cin-census', 'ssda903'] as const
type Kind = (typeof kinds)[number]

const kindOf = (word: string | undefined): Kind => {
  const kind = kinds.find(each => each === word)
  if (kind !== undefined) return kind
  throw new UsageError(
    word === undefined ? 'Say which return: cin-census or ssda903.' : `There is no return '${word}'.`,
  )
}

const yearOf = async (option: string, text: string | undefined): Promise<CollectionYear> => {
  const { collectionYears, readCollectionYear } = await import('../statutory/years.ts')
  const known = collectionYears.join(' and ')
  if (text === undefined) throw new UsageError(`Say which year: --${option} ${collectionYears[0] ?? ''}`)
  const year = readCollectionYear(text)
  if (year === undefined)
    throw new UsageError(`--${option} '${text}' is no year whose rules are here: they are ${known}.`)
  return year
}

const countsOf = ({ rules }: CheckReport): string => {
  const count = (outcome: string) => rules.filter(each => each.outcome === outcome).length
  return `${rules.length} rules: ${count('passed')} passed, ${count('failed')} failed, ${count('notApplicable')} do not apply, ${count('couldNotRun')} could not be run`
}

const shownOfEach = 3

/** The first of some lines, and how many more there are. */
const firstOf = (lines: readonly string[]): readonly string[] =>
  lines.length <= shownOfEach
    ? lines
    : [...lines.slice(0, shownOfEach), `    … and ${lines.length - shownOfEach} more: --json has them all`]

const failureInWords = ({ child, table, row, why }: FailureReport): string =>
  `    ${table === null ? 'the return as a whole' : `${table} row ${row ?? ''}, child ${child ?? 'without an identifier'}`}: ${why}`

/** A check in words, for a screen: rule by rule, the first places of each. */
const inWords = (report: CheckReport): string =>
  [
    ...[...Map.groupBy(report.failures, ({ rule }) => rule)].flatMap(([rule, failures]) => [
      `${rule} (${failures[0]?.type ?? 'error'}) fails at ${failures.length === 1 ? '1 place' : `${failures.length} places`}`,
      ...firstOf(failures.map(failureInWords)),
    ]),
    ...(report.unreadable.length === 0 ? [] : ['Dates that cannot be read, and are taken as missing']),
    ...firstOf(
      report.unreadable.map(({ table, row, field, written }) => `    ${table} row ${row}, ${field}: '${written}'`),
    ),
    ...report.rules
      .filter(({ outcome }) => outcome === 'couldNotRun')
      .map(({ rule, reason }) => `${rule} COULD NOT BE RUN: ${reason ?? ''}`),
    ...report.notices,
    countsOf(report),
  ].join('\n')

const refusals = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const { FileRefused } = await import('../statutory/reading/refused.ts')
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    process.exitCode = 2
    throw new Refusal(error.message)
  }
}

const options = {
  year: { type: 'string' },
  rules: { type: 'string' },
  this: { type: 'string' },
  last: { type: 'string' },
  providers: { type: 'string' },
  postcodes: { type: 'string' },
  authority: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

const check = async (given: readonly string[]): Promise<{ readonly report: CheckReport; readonly json: boolean }> => {
  const { values, positionals } = readOptions(given, options, { words: 2 })
  const [word, file] = positionals
  const kind = kindOf(word)
  const year = await yearOf('year', values.year)
  const rules = values.rules === undefined ? year : await yearOf('rules', values.rules)
  const files = await import('./returns-files.ts')
  if (kind === 'cin-census') {
    if (file === undefined) throw new UsageError('Name the XML file of the census.')
    const { checkCensus } = await import('../statutory/cin-census/check.ts')
    return { report: checkCensus(await refusals(() => files.readCensusFile(file)), rules), json: values.json }
  }
  if (values.this === undefined || file !== undefined)
    throw new UsageError('Name the folder of this year’s return: --this FOLDER')
  const places = {
    thisYear: values.this,
    lastYear: values.last,
    providers: values.providers,
    postcodes: values.postcodes,
    authority: values.authority,
  }
  const { daysOf } = await import('../statutory/years.ts')
  const { checkSsda903 } = await import('../statutory/ssda903/check.ts')
  const { from, to } = daysOf(year)
  const read = await refusals(() => files.readSsda903Folders(places, { start: from, end: to }))
  return { report: checkSsda903(read.given, rules, read.notices), json: values.json }
}

export const returnsCheck: Command = {
  name: 'returns check',
  summary: 'check a statutory return’s files by the published rules of a year',
  usage: [
    'righthelp returns check cin-census --year 2025-26 FILE.xml [--rules YEAR] [--json]',
    'righthelp returns check ssda903 --year 2025-26 --this FOLDER [--last FOLDER] [--rules YEAR] [--json]',
    '                                [--providers FILE.csv] [--postcodes FILE.csv] [--authority CODE]',
    '',
    'Reads the files of a return, made by whatever system, and judges them: the children in need census from its XML, the',
    'looked-after return (SSDA903) from a folder of its CSV files or its XML. Nothing is stored and nothing is sent.',
    '',
    '  --year YEAR       the collection year of the return: 1 April to 31 March',
    '  --rules YEAR      judge by another year’s rules; the dates of the collection stay those of the return',
    '  --this, --last    the folders of this year’s files and last year’s; rules that compare the two need both',
    '  --providers FILE  Ofsted’s list of providers saved as CSV; --postcodes FILE: a directory with postcode, authority,',
    '                    easting, northing; --authority CODE: ours in that directory. Rules that need them say so.',
    '  --json            { rules: [{ rule, type, outcome, reason? }], failures: [{ rule, type, table, row, child, fields,',
    '                    why }], unreadable, notices }. A row counts from 0 in its table, in the order of the file.',
    '',
    'The exit code is 0 where the check ran, 1 where a rule could not be run, 2 where a file could not be read.',
  ].join('\n'),
  run: async given => {
    const { report, json } = await check(given)
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${inWords(report)}\n`)
    const { isWhole } = await import('../statutory/report.ts')
    if (!isWhole(report)) process.exitCode = 1
  },
}

export const returnsCases: Command = {
  name: 'returns cases',
  summary: 'run single rules on worked examples, one JSON line each',
  usage: [
    'righthelp returns cases cin-census|ssda903 --year 2025-26 < CASES',
    '',
    'Reads JSON lines { id, rule, tables, metadata } from standard input: tables by name, each a list of rows by column. Runs',
    'that one rule on each and prints { id, rule, outcome, failures: [{ table, row, fields }] } a line. outcome is passed,',
    'failed, notApplicable or couldNotRun; a return that fails as a whole has failed and no rows. A rule that is not in force',
    'in that year has the outcome notInForce.',
  ].join('\n'),
  run: async given => {
    const { values, positionals } = readOptions(given, { year: { type: 'string' } }, { words: 1 })
    const kind = kindOf(positionals[0])
    const year = await yearOf('year', values.year)
    const { createInterface } = await import('node:readline')
    const { answerCase } = await import('../statutory/cases.ts')
    let line = 0
    for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      line += 1
      if (text.trim() === '') continue
      const answer = answerCase(kind, year, text)
      if (answer === undefined) {
        process.exitCode = 2
        throw new Refusal(`Line ${line} is no JSON object with id, rule and tables.`)
      }
      process.stdout.write(`${JSON.stringify(answer)}\n`)
    }
  },
}
