import type { CollectionYear } from '../../../statutory/rule.ts'
import { collectionYears, readCollectionYear } from '../../../statutory/years.ts'
import { notFound, page } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { readReturnKind, returnKinds, rulesIn } from '../checking/kinds.ts'
import type { ReturnKind, RuleDeclared } from '../checking/kinds.ts'
import { inForceInWords } from '../../../statutory/changes.ts'
import { exampleOf } from '../handbook/examples.ts'
import { paths } from '../paths.ts'

const typeWords = {
  error: 'Error: it must be put right before the return is accepted',
  query: 'Query: it must be put right, or explained',
} as const

/** What a rule needs beside the tables that it judges, as people call it. */
const neededInWords = (name: string): string => {
  if (name === 'providers') return 'Ofsted’s list of providers'
  if (name === 'postcodes') return 'a list of postcodes'
  return name.endsWith('_last') ? `${name.replace('_last', '')} of last year` : name
}

/** All of some, and one of others. */
const neededBy = ({ needs, needsOneOf = [] }: RuleDeclared): string =>
  [...needs.map(neededInWords), ...(needsOneOf.length > 0 ? [needsOneOf.map(neededInWords).join(' or ')] : [])].join(
    ', ',
  )

const about = (rule: RuleDeclared) => {
  const lines: readonly (readonly [string, string])[] = [
    ['Severity', typeWords[rule.type]],
    ['In force', inForceInWords(rule)],
    ['Fields', rule.fields.join(', ')],
    ['Tables', rule.judges.join(', ')],
    ['Needs as well', neededBy(rule)],
    ['How we read it', rule.reading ?? ''],
  ]
  return lines
    .filter(([, words]) => words !== '')
    .map(([title, words]) => ({ key: { text: title }, value: { text: words } }))
}

const otherYears = (kind: ReturnKind, year: CollectionYear, code: string) =>
  collectionYears
    .filter(each => each !== year && rulesIn(kind, each).some(rule => rule.code === code))
    .map(each => ({ year: each, href: paths.rule({ return: kind, year: each, code }) }))

/** One rule in one year: what it says, and a return that passes and one that fails, judged by the rule itself. */
export const showRule = (named: { readonly return: string; readonly year: string; readonly code: string }): Answer => {
  const kind = readReturnKind(named.return)
  const year = readCollectionYear(named.year)
  if (kind === undefined || year === undefined) return notFound()
  const rule = rulesIn(kind, year).find(({ code }) => code === named.code)
  if (rule === undefined) return notFound()
  const { code, message, examples } = rule
  return page('areas/returns/pages/rule.njk', {
    title: `Rule ${code}`,
    rulesHref: paths.rules({}, { return: kind, year }),
    rulesOf: `${returnKinds[kind]}, ${year}`,
    code,
    message,
    about: about(rule),
    otherYears: otherYears(kind, year, code),
    examples: [
      { title: 'A return that passes', example: exampleOf(kind, year, code, examples.passes) },
      { title: 'A return that fails', example: exampleOf(kind, year, code, examples.fails) },
    ],
  })
}
