import type { FailureReport } from '../../../statutory/report.ts'
import type { RuleType } from '../../../statutory/rule.ts'

/** Which failures are wanted; what is empty asks for nothing. */
export interface Filter {
  readonly rule: string
  readonly child: string
  readonly type: RuleType | ''
  readonly words: string
}

export const noFilter: Filter = { rule: '', child: '', type: '', words: '' }

/** How many failures stand on one page. */
export const perPage = 50

/** The failures of one rule. */
export interface RuleCount {
  readonly rule: string
  readonly type: RuleType
  readonly count: number
}

const holds = (text: string | null, part: string): boolean => text?.toLowerCase().includes(part) === true

/** The places in the list of the failures that a filter asks for. */
export const matching = (failures: readonly FailureReport[], filter: Filter): readonly number[] => {
  const rule = filter.rule.trim().toLowerCase()
  const child = filter.child.trim().toLowerCase()
  const words = filter.words.trim().toLowerCase()
  const found: number[] = []
  for (const [index, failure] of failures.entries()) {
    if (rule !== '' && failure.rule.toLowerCase() !== rule) continue
    if (filter.type !== '' && failure.type !== filter.type) continue
    if (child !== '' && !holds(failure.child, child)) continue
    if (words !== '' && ![failure.why, failure.table, ...failure.fields].some(text => holds(text, words))) continue
    found.push(index)
  }
  return found
}

/** How many failures each rule has, in the order in which the rules were judged. */
export const countsByRule = (failures: readonly FailureReport[]): readonly RuleCount[] => {
  const counts = new Map<string, { readonly type: RuleType; count: number }>()
  for (const { rule, type } of failures) {
    const known = counts.get(rule)
    if (known === undefined) counts.set(rule, { type, count: 1 })
    else known.count += 1
  }
  return [...counts].map(([rule, { type, count }]) => ({ rule, type, count }))
}

/** The rows that one failure concerns: a rule that looks at several rows fails them together, with the same words. */
export const failingTogether = (failures: readonly FailureReport[], index: number): readonly FailureReport[] => {
  const chosen = failures[index]
  if (chosen === undefined) return []
  const isSame = (other: FailureReport | undefined) =>
    other !== undefined && other.rule === chosen.rule && other.why === chosen.why
  let first = index
  while (isSame(failures[first - 1])) first -= 1
  let last = index
  while (isSame(failures[last + 1])) last += 1
  const together = failures.slice(first, last + 1)
  // Two children may fail with the same words one after the other.
  return together.filter(({ child }) => child === chosen.child)
}
