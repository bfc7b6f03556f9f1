import type { CollectionYear, InForce } from './rule.ts'
import { collectionYears } from './years.ts'

/** A version of a rule, as far as its years go. */
interface Version {
  readonly code: string
  readonly inForce: InForce
}

/** What a year changed in the rules of a return. */
export interface Changes<V> {
  readonly added: readonly V[]
  readonly changed: readonly V[]
  /** Rules that stood until the year before and stand no more. */
  readonly deleted: readonly V[]
}

const firstYearOf = ({ inForce: { added, changed } }: Version): CollectionYear => changed ?? added

const yearBefore = (year: CollectionYear): CollectionYear =>
  `${Number(year.slice(0, 4)) - 1}-${year.slice(2, 4)}` as CollectionYear

/** What a year changed, by what each version says of since when and until when it is in force. */
export const changesIn = <V extends Version>(versions: readonly V[], year: CollectionYear): Changes<V> => {
  const stands = new Set(
    versions
      .filter(version => firstYearOf(version) <= year && (version.inForce.until ?? year) >= year)
      .map(({ code }) => code),
  )
  return {
    added: versions.filter(({ inForce }) => inForce.added === year),
    changed: versions.filter(({ inForce }) => inForce.changed === year && inForce.added !== year),
    deleted: versions.filter(({ code, inForce }) => inForce.until === yearBefore(year) && !stands.has(code)),
  }
}

/** The first year of which it is known which rules stood: a rule of that year may well be older. */
const firstKnown = '2022-23'

/** Since when a rule stands as it is, and until when, in words. */
export const inForceInWords = ({ inForce: { added, changed, until } }: Pick<Version, 'inForce'>): string =>
  [
    added === firstKnown ? `By ${added}` : `Since ${added}`,
    ...(changed === undefined ? [] : [`changed in ${changed}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ].join(', ')

/** The year whose rules a rule's examples are read by: the first of those here in which it stands. */
export const yearShown = (version: Version): CollectionYear => {
  const from = firstYearOf(version)
  return collectionYears.find(year => year >= from) ?? from
}
