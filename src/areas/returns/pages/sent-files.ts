import { setImmediate } from 'node:timers/promises'
import { FileRefused } from '../../../statutory/reading/refused.ts'
import { readCollectionYear } from '../../../statutory/years.ts'
import type { ReturnFile } from '../../../statutory/ssda903/read.ts'
import { numberInWords, page, problem, textOf } from '../../../web/index.ts'
import type { Answer, Asked, SentFile } from '../../../web/index.ts'
import { tableView } from '../../../web/tables/index.ts'
import { checkReturn } from '../checking/check.ts'
import type { Checked } from '../checking/check.ts'
import { readReturnKind, returnKinds } from '../checking/kinds.ts'
import { placeInWords, summaryLines, summaryOf } from '../checking/summary.ts'
import { paths } from '../paths.ts'
import { checkPage } from './check.ts'

const failuresShown = 500

async function* returnFiles(files: AsyncIterable<SentFile>, names: string[]): AsyncGenerator<ReturnFile> {
  for await (const { field, name, pieces } of files) {
    names.push(name)
    yield { name, year: field === 'last-year' ? 'last' : 'this', pieces }
  }
}

const resultsPage = ({ kind, year, report }: Checked, names: readonly string[]): Answer => {
  const summary = summaryOf(report)
  const ruleHref = (code: string) => paths.rule({ return: kind, year, code })
  const linked = (rules: readonly string[]) => rules.map(code => ({ code, href: ruleHref(code) }))
  const shown = report.failures.slice(0, failuresShown)
  return page('areas/returns/pages/results.njk', {
    title: 'Results of the check',
    checkHref: paths.check(),
    checked: `${returnKinds[kind]}, by the rules of ${year}: ${names.join(', ')}`,
    summary: summaryLines(summary).map(([title, words]) => ({ key: { text: title }, value: { text: words } })),
    couldNotRun: summary.couldNotRun.map(({ reason, rules }) => ({ reason, rules: linked(rules) })),
    notApplicable: summary.notApplicable.map(({ reason, rules }) => ({ reason, rules: linked(rules) })),
    notices: summary.notices,
    more: report.failures.length - shown.length,
    failures: tableView({
      caption: `Failures, ${numberInWords(report.failures.length)} in all`,
      of: ['row shown', 'rows shown'],
      columns: [
        { name: 'child', heading: 'Child', cell: ({ child }) => child ?? 'No child' },
        { name: 'rule', heading: 'Rule', cell: ({ rule }) => ({ text: rule, link: ruleHref(rule) }) },
        { name: 'severity', heading: 'Severity', cell: ({ type }) => (type === 'error' ? 'Error' : 'Query') },
        { name: 'where', heading: 'Where', cell: placeInWords },
        { name: 'why', heading: 'Why', cell: ({ why }) => why },
      ],
      rows: shown,
      listing: { by: '', descending: false, page: 1 },
      address: () => paths.check(),
      empty: 'No row fails a rule.',
      perPage: failuresShown,
    }),
    unreadable: report.unreadable.slice(0, failuresShown).map(({ table, row, child, field, written }) => ({
      child: child ?? 'No child',
      where: placeInWords({ table, row }),
      field,
      written,
    })),
  })
}

/** A check takes a processor and much memory: one at a time. */
let isChecking = false

/**
 * Checks files that a browser without scripts has sent, with the code that checks them in a browser. They are read as they
 * arrive; nothing of them is stored or logged.
 */
export const checkSentFiles = async ({ form, files }: Asked): Promise<Answer> => {
  const said = { kind: textOf(form.return), year: textOf(form.year), authority: textOf(form.authority) }
  const kind = readReturnKind(said.kind)
  const year = readCollectionYear(said.year)
  if (kind === undefined) return checkPage(said, 'Choose which return it is')
  if (year === undefined) return checkPage(said, 'Choose the year of the return')
  if (isChecking)
    return problem(
      409,
      'Another return is being checked',
      'This server checks one return at a time. Your files were not read.',
      'Wait a minute, go back and send them again.',
    )
  isChecking = true
  const names: string[] = []
  try {
    const wanted = { kind, year, authority: said.authority === '' ? null : said.authority }
    const checked = await checkReturn(wanted, returnFiles(files, names), () => setImmediate())
    return resultsPage(checked, names)
  } catch (error) {
    if (error instanceof FileRefused) return checkPage(said, `${error.message} Nothing was checked or kept.`)
    throw error
  } finally {
    isChecking = false
  }
}
