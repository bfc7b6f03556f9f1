import { censusOfExample } from './cin-census/cases.ts'
import { cinRules } from './cin-census/rules.ts'
import { judgeRule } from './judge.ts'
import type { CollectionYear, InForce, Rule, WrittenTables } from './rule.ts'
import { ssda903Rules } from './ssda903/rules.ts'
import { returnShown } from './ssda903/shown.ts'
import { collectionYears } from './years.ts'

const notice = '<!-- Made by `node scripts/handbook.ts` from the declarations in src/statutory. Edit those. -->'

const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined && part !== '').join('\n\n')

/** Since and until when a version of a rule is in force, in words. */
export const inForceInWords = ({ added, changed, until }: InForce): string => {
  const since = changed === undefined ? `since ${added}` : `since ${added}, in this form since ${changed}`
  return until === undefined ? since : `${since}, until ${until}`
}

/** The year whose rules an example is read by: the first of those here in which the version stands. */
export const yearShown = ({ inForce: { added, changed } }: { readonly inForce: InForce }): CollectionYear => {
  const from = changed ?? added
  return collectionYears.find(year => year >= from) ?? from
}

const cellsInWords = (cells: Readonly<Record<string, string | readonly string[]>>): string =>
  Object.entries(cells)
    .map(([column, cell]) => `${column} \`${typeof cell === 'string' ? cell : cell.join(' ')}\``)
    .join(', ')

const tablesInWords = (tables: WrittenTables): string =>
  Object.entries(tables)
    .flatMap(([table, rows]) => rows.map(cells => `- ${table}: ${cellsInWords(cells)}`))
    .join('\n')

const ruleInMarkdown = <Given extends object>(
  rule: Rule<Given>,
  read: (tables: WrittenTables, year: CollectionYear) => Given,
): string => {
  const { code, type, message, fields, judges, needs, reading, examples, inForce } = rule
  const [failure] = judgeRule(rule, read(examples.fails, yearShown(rule))).failures
  return paragraphs(
    `## ${code}`,
    `**${message}**`,
    `${type === 'error' ? 'An error' : 'A query'}, ${inForceInWords(inForce)}. Judges ${judges.join(', ')}${needs.length > 0 ? `; needs ${needs.join(', ')}` : ''}. Fields: ${fields.join(', ')}.`,
    reading === undefined ? undefined : `How we read it: ${reading}`,
    'Passes:',
    tablesInWords(examples.passes),
    `Fails: ${failure?.why ?? ''}`,
    tablesInWords(examples.fails),
  )
}

/** What a year brought: the codes added, changed and deleted with it. */
export const changesIn = (
  rules: readonly { readonly code: string; readonly inForce: InForce }[],
  year: CollectionYear,
): { readonly added: readonly string[]; readonly changed: readonly string[]; readonly deleted: readonly string[] } => {
  const from = ({ inForce: { added, changed } }: { readonly inForce: InForce }) => changed ?? added
  const stands = new Set(
    rules.filter(rule => from(rule) <= year && (rule.inForce.until ?? year) >= year).map(({ code }) => code),
  )
  const previous = `${Number(year.slice(0, 4)) - 1}-${year.slice(2, 4)}`
  return {
    added: rules.filter(({ inForce }) => inForce.added === year).map(({ code }) => code),
    changed: rules.filter(({ inForce }) => inForce.changed === year).map(({ code }) => code),
    deleted: rules
      .filter(({ code, inForce }) => inForce.until === previous && !stands.has(code))
      .map(({ code }) => code),
  }
}

const changesInWords = (rules: readonly Rule<never>[]): string =>
  collectionYears
    .map(year => {
      const { added, changed, deleted } = changesIn(rules, year)
      const line = (what: string, codes: readonly string[]) =>
        `- ${what}: ${codes.length === 0 ? 'none' : codes.join(', ')}`
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
