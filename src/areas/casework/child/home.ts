import { inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Entry, Episode } from '../../../ledger/read.ts'
import type { Residence } from '../../../people/index.ts'
import { ageOf } from './facts.ts'
import type { Near } from './near.ts'

/** Names as a sentence lists them. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

const inWordsOf = ({ name, kind, bornOn, isTheir, isSibling }: Near, today: CivilDate): string => {
  const age = kind === 'child' ? ageOf({ bornOn }, today) : ''
  const named = age === '' ? name : `${name} (${age})`
  return isTheir === undefined || isSibling ? named : `${isTheir} ${named}`
}

/** The placement that lasts, from the entry that began it: who cares for the child is what its author wrote. */
const placementInWords = (entries: readonly Entry[], episodes: readonly Episode[]): string | undefined => {
  const placement = episodes.find(each => each.kind === 'placement' && each.endedOn === null)
  if (placement === undefined) return undefined
  const where = entries.find(entry => entry.entry === placement.openedBy)?.answers.where
  return `Placed ${typeof where === 'string' && where !== '' ? `with ${where}` : 'in our care'} since ${inWords(placement.startedOn)}`
}

/** Where a child lives and with whom, in a sentence. */
export const homeInWords = (
  home: { readonly residences: readonly Residence[]; readonly near: readonly Near[] },
  entries: readonly Entry[],
  episodes: readonly Episode[],
  today: CivilDate,
): string => {
  const placed = placementInWords(entries, episodes)
  if (placed !== undefined) return placed
  const present = home.residences.find(({ endedOn }) => endedOn === null)
  if (present === undefined) return 'Where the child lives is not in the record'
  const adultsFirst = home.near.filter(({ here }) => here).toSorted((one, other) => one.kind.localeCompare(other.kind))
  const whom = listed(adultsFirst.map(member => inWordsOf(member, today)))
  const where = [present.line, present.town, present.postcode].filter(Boolean).join(', ')
  return `Lives ${whom === '' ? '' : `with ${whom} `}at ${where}`
}
