import { cinRules } from '../../../statutory/cin-census/rules.ts'
import type { CollectionYear, Rule } from '../../../statutory/rule.ts'
import { rulesOf } from '../../../statutory/judge.ts'
import { ssda903Rules } from '../../../statutory/ssda903/rules.ts'

/** The returns that can be checked, as people call them. */
export const returnKinds = {
  'cin-census': 'Children in need census',
  ssda903: 'Looked-after return (SSDA903)',
} as const

export type ReturnKind = keyof typeof returnKinds

/** The return that a text names, where there is one. */
export const readReturnKind = (text: string): ReturnKind | undefined =>
  (Object.keys(returnKinds) as readonly ReturnKind[]).find(kind => kind === text)

/** A rule without the return that it judges: what is told of it. */
export type RuleDeclared = Omit<Rule<never>, 'judge'>

/** Every version of every rule of a return. */
export const versionsOf = (kind: ReturnKind): readonly RuleDeclared[] =>
  kind === 'cin-census' ? cinRules : ssda903Rules

/** The rules of a return in a year. */
export const rulesIn = (kind: ReturnKind, year: CollectionYear): readonly RuleDeclared[] =>
  kind === 'cin-census' ? rulesOf(cinRules, year) : rulesOf(ssda903Rules, year)
