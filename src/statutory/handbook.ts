import { censusOfExample } from './cin-census/cases.ts'
import { cinRules } from './cin-census/rules.ts'
import { changesIn, inForceInWords, yearShown } from './changes.ts'
import { judgeRule } from './judge.ts'
import type { CollectionYear, Rule, WrittenTables } from './rule.ts'
import { ssda903Rules } from './ssda903/rules.ts'
import { returnShown } from './ssda903/shown.ts'
import { collectionYears } from './years.ts'

const notice = '<!-- Made by `npm run handbook` from the declarations in src/statutory. Edit those. -->'

const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined && part !== '').join('\n\n')

const cellsInWords = (cells: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(cells)
    .map(([column, cell]) => `${column} \`${typeof cell === 'string' ? cell : cell.join(' ')}\``)
    .join(', ')

const tablesInWords = (tables: WrittenTables): string =>
  Object.entries(tables)
    .flatMap(([table, rows]) => rows.map(cells => `- ${table}: ${cellsInWords(cells)}`))
    .join('\n')

const neededInWords = (all: readonly string[], oneOf: readonly string[]): string => {
  const needed = [...all, ...(oneOf.length > 0 ? [oneOf.join(' or ')] : [])]
  return needed.length > 0 ? `; needs ${needed.join(', ')}` : ''
}

const ruleInMarkdown = <Given extends object>(
  rule: Rule<Given>,
  read: (tables: WrittenTables, year: CollectionYear) => Given,
): string => {
  const { code, type, message, fields, judges, needs, needsOneOf = [], reading, examples } = rule
  const [failure] = judgeRule(rule, read(examples.fails, yearShown(rule))).failures
  return paragraphs(
    `## ${code}`,
    `**${message}**`,
    `${type === 'error' ? 'An error' : 'A query'}. ${inForceInWords(rule)}. Judges ${judges.join(', ')}${neededInWords(needs, needsOneOf)}. Fields: ${fields.join(', ')}.`,
    reading === undefined ? undefined : `How we read it: ${reading}`,
    'Passes:',
    tablesInWords(examples.passes),
    `Fails: ${failure?.why ?? ''}`,
    tablesInWords(examples.fails),
  )
}

const changesInWords = (rules: readonly Rule<never>[]): string =>
  collectionYears
    .map(year => {
      const { added, changed, deleted } = changesIn(rules, year)
      const line = (what: string, rulesChanged: readonly { readonly code: string }[]) =>
        `- ${what}: ${rulesChanged.length === 0 ? 'none' : rulesChanged.map(({ code }) => code).join(', ')}`
      return [
        `### What changed in ${year}\n`,
        line('added', added),
        line('changed', changed),
        line('deleted', deleted),
      ].join('\n')
    })
    .join('\n\n')

const returns = [
  {
    name: 'cin-census.md',
    title: 'Children in need census',
    rules: cinRules,
    text: () => cinRules.map(rule => ruleInMarkdown(rule, censusOfExample)),
  },
  {
    name: 'ssda903.md',
    title: 'Looked-after return (SSDA903)',
    rules: ssda903Rules,
    text: () => ssda903Rules.map(rule => ruleInMarkdown(rule, returnShown)),
  },
] as const

/** The handbook of the rules as Markdown files, by name. */
export const rulesAsMarkdown = (): ReadonlyMap<string, string> =>
  new Map([
    [
      'README.md',
      `${paragraphs(
        notice,
        '# Handbook of the statutory returns’ rules',
        'Each rule with its years, message and fields, an example that passes and one that fails. Messages are the Department for Education’s, under the Open Government Licence v3.0; examples are invented.',
        ...returns.map(({ name, title, rules }) =>
          paragraphs(
            `## [${title}](${name})`,
            `${rules.length} rules.`,
            changesInWords(rules as readonly Rule<never>[]),
          ),
        ),
      )}\n`,
    ],
    ...returns.map(({ name, title, text }) => [name, `${paragraphs(notice, `# ${title}`, ...text())}\n`] as const),
  ])
