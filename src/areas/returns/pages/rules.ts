import type { CollectionYear } from '../../../statutory/rule.ts'
import { collectionYears, readCollectionYear } from '../../../statutory/years.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { tableView } from '../../../web/tables/index.ts'
import { readReturnKind, returnKinds, rulesIn, versionsOf } from '../checking/kinds.ts'
import type { ReturnKind, RuleDeclared } from '../checking/kinds.ts'
import { changesIn, inForceInWords } from '../../../statutory/changes.ts'
import { paths } from '../paths.ts'
import { tabs } from './tabs.ts'

const [firstYear = '2025-26'] = collectionYears

const tablesOf = ({ judges, needs }: RuleDeclared): readonly string[] => [...judges, ...needs]

const says = ({ code, message, fields, judges }: RuleDeclared, words: string): boolean =>
  [code, message, ...fields, ...judges].join(' ').toLowerCase().includes(words)

const chosen = (value: string, text: string, wanted: string) => ({ value, text, selected: value === wanted })

const changesView = (kind: ReturnKind, year: CollectionYear) => {
  const { added, changed, deleted } = changesIn(versionsOf(kind), year)
  const links = (rules: readonly RuleDeclared[]) =>
    rules.map(({ code, message }) => ({ code, message, href: paths.rule({ return: kind, year, code }) }))
  return [
    { title: 'Added', rules: links(added) },
    { title: 'Changed', rules: links(changed) },
    { title: 'Deleted', rules: deleted.map(({ code, message }) => ({ code, message })) },
  ]
}

/** The rules of a return in a year, those that an address asks for, and what the year changed. */
export const showRules = ({ query }: Asked): Answer => {
  const kind = readReturnKind(textOf(query.return)) ?? 'cin-census'
  const year = readCollectionYear(textOf(query.year)) ?? firstYear
  const words = textOf(query.words).slice(0, 100)
  const rules = rulesIn(kind, year)
  const tables = [...new Set(rules.flatMap(tablesOf))].sort()
  const table = tables.find(name => name === textOf(query.table)) ?? ''
  const wanted = rules.filter(
    rule => (table === '' || tablesOf(rule).includes(table)) && says(rule, words.toLowerCase()),
  )
  return page('areas/returns/pages/rules.njk', {
    title: 'The rules of the returns',
    tabs: tabs('rules'),
    action: paths.rules(),
    showAll: words === '' && table === '' ? undefined : paths.rules({}, { return: kind, year }),
    words,
    kinds: Object.entries(returnKinds).map(([value, text]) => chosen(value, text, kind)),
    years: collectionYears.map(each => chosen(each, each, year)),
    tables: [chosen('', 'All', table), ...tables.map(name => chosen(name, name, table))],
    heading: `${returnKinds[kind]}, ${year}`,
    year,
    changes: changesView(kind, year),
    rules: tableView({
      caption: `Rules of ${year}`,
      of: ['rule', 'rules'],
      columns: [
        {
          name: 'code',
          heading: 'Rule',
          cell: ({ code }) => ({ text: code, link: paths.rule({ return: kind, year, code }) }),
        },
        { name: 'type', heading: 'Severity', cell: ({ type }) => (type === 'error' ? 'Error' : 'Query') },
        { name: 'message', heading: 'Message', cell: ({ message }) => message },
        { name: 'tables', heading: 'Tables', cell: ({ judges }) => judges.join(', ') },
        { name: 'since', heading: 'In force', cell: inForceInWords },
      ],
      rows: wanted,
      listing: { by: '', descending: false, page: 1 },
      address: () => paths.rules(),
      empty: 'No rule of this return is like that. Try fewer words, or another table.',
      perPage: 1000,
    }),
  })
}
