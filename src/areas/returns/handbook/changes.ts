import type { CollectionYear } from '../../../statutory/rule.ts'
import { rulesIn, versionsOf } from '../checking/kinds.ts'
import type { ReturnKind, RuleDeclared } from '../checking/kinds.ts'

/** What a year changed in the rules of a return. */
export interface Changes {
  readonly added: readonly RuleDeclared[]
  readonly changed: readonly RuleDeclared[]
  /** Rules that stood until the year before and stand no more. */
  readonly deleted: readonly RuleDeclared[]
}

const yearBefore = (year: CollectionYear): CollectionYear => {
  const first = Number(year.slice(0, 4)) - 1
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}` as CollectionYear
}

/** What a year changed, by what each rule says of since when and until when it is in force. */
export const changesIn = (kind: ReturnKind, year: CollectionYear): Changes => {
  const now = rulesIn(kind, year)
  const codes = new Set(now.map(({ code }) => code))
  return {
    added: now.filter(({ inForce }) => inForce.added === year),
    changed: now.filter(({ inForce }) => inForce.changed === year && inForce.added !== year),
    deleted: versionsOf(kind).filter(({ code, inForce }) => inForce.until === yearBefore(year) && !codes.has(code)),
  }
}

/** The first year of which it is known which rules stood: a rule of that year may well be older. */
const firstKnown = '2022-23'

/** Since when a rule stands as it is, and until when, in words. */
export const inForceInWords = ({ inForce: { added, changed, until } }: RuleDeclared): string =>
  [
    added === firstKnown ? `By ${added}` : `Since ${added}`,
    ...(changed === undefined ? [] : [`changed in ${changed}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ].join(', ')
