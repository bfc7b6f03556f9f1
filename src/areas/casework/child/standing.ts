import { abuseCategories, legalStatuses, placementTypes } from '../../../journey/codes/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Episode } from '../../../ledger/read.ts'

/** The most telling thing that is so of a child, since when, and what it is in detail. */
export type Standing = {
  readonly words: string
  readonly since: CivilDate | undefined
  readonly detail: string
  readonly also: readonly string[]
}

const label = (codes: Readonly<Record<string, string>>, code: unknown): string | undefined =>
  typeof code === 'string' ? (codes[code] ?? code) : undefined

const detailOf = (open: readonly Episode[], kind: string): string => {
  const of = (inner: string) => open.find(each => each.kind === inner)?.detail ?? {}
  const parts =
    kind === 'childProtectionPlan'
      ? [label(abuseCategories, of('categoryOfAbuse').category)]
      : kind === 'lookedAfter'
        ? [label(legalStatuses, of('legalStatus').legalStatus), label(placementTypes, of('placement').placementType)]
        : []
  return parts.filter(part => part !== undefined).join(' · ')
}

/** What stands of a child from the open episodes: the one of highest rank, and the others beside it. */
export const standingOf = ({ pathway }: Rules, episodes: readonly Episode[]): Standing => {
  const open = episodes.filter(each => each.endedOn === null)
  const ranked = open
    .map(each => ({ each, standing: pathway.episodes[each.kind]?.standing }))
    .flatMap(({ each, standing }) => (standing === undefined ? [] : [{ each, standing }]))
    .sort((one, other) => other.standing.rank - one.standing.rank)
  const first = ranked[0]
  if (first === undefined) return { words: 'Not open to children’s services', since: undefined, detail: '', also: [] }
  return {
    words: first.standing.words,
    since: first.each.startedOn,
    detail: detailOf(open, first.each.kind),
    also: [...new Set(ranked.slice(1).map(({ standing }) => standing.words))],
  }
}

/** Every open period of a child, allocations left out, the most telling first. */
export const openInWords = (
  { pathway }: Rules,
  episodes: readonly Episode[],
): readonly { readonly title: string; readonly since: CivilDate; readonly detail: string }[] => {
  const open = episodes.filter(({ endedOn }) => endedOn === null)
  return open
    .filter(({ kind }) => pathway.episodes[kind]?.standing !== undefined)
    .map(({ kind, startedOn }) => ({
      kind,
      title: pathway.episodes[kind]?.title ?? kind,
      since: startedOn,
      detail: detailOf(open, kind),
    }))
    .sort(
      (one, other) =>
        (pathway.episodes[other.kind]?.standing?.rank ?? 0) - (pathway.episodes[one.kind]?.standing?.rank ?? 0),
    )
}
