import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { censusOfExample } from '../src/statutory/cin-census/cases.ts'
import { isInForce, judgeRule } from '../src/statutory/judge.ts'
import type { Judgement } from '../src/statutory/judge.ts'
import type { Rule } from '../src/statutory/rule.ts'
import { returnOfExample } from '../src/statutory/ssda903/cases.ts'

const usage = `npx node bench/rule-examples.ts cin-census|ssda903 FILE [--year 2025-26] [CODE...]

Holds the rules against a file of worked examples with the rows that should fail, and prints where they disagree.
`

interface Example {
  readonly rule: string
  readonly call?: number
  readonly currentRuleset: boolean | readonly string[]
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly rowIndex?: Readonly<Record<string, readonly unknown[]>>
  readonly returnLevelFailure?: boolean
  readonly expectedFailures:
    | readonly { readonly table: string; readonly row?: number; readonly rows?: readonly number[] }[]
    | Readonly<Record<string, readonly unknown[]>>
}

const expectedOf = ({ expectedFailures, rowIndex }: Example): ReadonlySet<string> => {
  const places = new Set<string>()
  if (Array.isArray(expectedFailures)) {
    for (const { table, row, rows } of expectedFailures as readonly {
      table: string
      row?: number
      rows?: readonly number[] | null
    }[])
      for (const each of row === undefined ? (rows ?? []) : [row]) places.add(`${table} ${each}`)
    return places
  }
  for (const [table, rows] of Object.entries(expectedFailures as Readonly<Record<string, readonly unknown[]>>))
    for (const each of rows) {
      const labels = rowIndex?.[table]
      places.add(`${table} ${labels === undefined ? String(each) : labels.indexOf(each)}`)
    }
  return places
}

const foundIn = ({ failures }: Judgement<never>): ReadonlySet<string> =>
  new Set(failures.flatMap(({ places }) => places.map(({ table, row }) => `${table} ${row}`)))

const minus = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...one].filter(each => !other.has(each))

/** Every rule in the folder of rules, whether the list of rules names its file yet or not. */
const rulesIn = async (folder: string): Promise<readonly Rule<object>[]> => {
  const rules: Rule<object>[] = []
  for (const name of readdirSync(folder).filter(each => each.endsWith('.ts') && !each.endsWith('.test.ts')))
    for (const exported of Object.values((await import(pathToFileURL(join(folder, name)).href)) as object))
      if (Array.isArray(exported)) rules.push(...(exported as Rule<object>[]).filter(each => 'judge' in each))
  return rules
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { year: { type: 'string', default: '2025-26' } },
})
const [kind, path, ...codes] = positionals
if ((kind !== 'cin-census' && kind !== 'ssda903') || path === undefined) {
  process.stderr.write(usage)
  process.exit(2)
}
const year = values.year as `${number}-${number}`
const rules = await rulesIn(join(import.meta.dirname, '../src/statutory', kind, 'rules'))
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Example[] }
const days = { start: `${year.slice(0, 4)}-04-01`, end: `20${year.slice(5)}-03-31` }
let [agreed, wrong, without] = [0, 0, 0]
for (const example of cases) {
  if (codes.length > 0 && !codes.includes(example.rule)) continue
  const current = example.currentRuleset
  if (Array.isArray(current) && !current.some(name => String(name).endsWith(year.replace('-', '_')))) continue
  const rule = rules.find(each => each.code === example.rule && isInForce(each as Rule<never>, year))
  if (rule === undefined) {
    without += 1
    if (codes.length > 0) process.stdout.write(`${example.rule}: there is no such rule yet\n`)
    continue
  }
  const given =
    kind === 'cin-census'
      ? censusOfExample(example.tables)
      : returnOfExample(example.tables, example.metadata ?? {}, days)
  const judgement = judgeRule(rule as Rule<typeof given>, given)
  const [expected, found] = [expectedOf(example), foundIn(judgement)]
  const [missed, extra] = [minus(expected, found), minus(found, expected)]
  const whole = (example.returnLevelFailure ?? false) === judgement.failures.some(({ places }) => places.length === 0)
  if (missed.length + extra.length === 0 && whole && judgement.outcome !== 'couldNotRun') agreed += 1
  else {
    wrong += 1
    process.stdout.write(
      `${example.rule} (call ${example.call ?? 0}): ${judgement.outcome} ${judgement.reason ?? ''} missed [${missed.join(', ')}] extra [${extra.join(', ')}]\n`,
    )
  }
}
process.stdout.write(`${agreed} agree, ${wrong} disagree, ${without} without a rule here\n`)
