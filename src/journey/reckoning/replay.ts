import type { CivilDate, Instant } from '../../calendar/index.ts'
import { dutyKey, episodeKey, reconcile, still } from './known.ts'
import type { Known, KnowledgeChange, KnownRows } from './known.ts'
import { inOrder, reckon, takeUp } from './reckon.ts'
import { emptyReckoning } from './rows.ts'
import type { Occurrence, Rules } from './rows.ts'

/** One thing that came to be recorded about a child: an entry, its correction or withdrawal, or a date of birth. */
export type Recording =
  | { readonly at: Instant; readonly occurrence: Occurrence }
  | { readonly at: Instant; readonly withdrawn: number }
  | { readonly at: Instant; readonly bornOn: CivilDate | undefined }

/** Where a believed row stands among the known rows, by the row of the reckoning. */
type Places = Map<object, Known<unknown>>

/**
 * All that was ever known of a child's episodes and duties, from all that was recorded, in the order of recording. It
 * gives what recording the same things one by one would have stored. What comes in the order in which it happened is
 * taken up at its own small cost; anything else is reckoned anew.
 */
export const replay = (rules: Rules, recordings: readonly Recording[]): KnownRows => {
  const occurrences = new Map<number, Occurrence>()
  const places: Places = new Map()
  let known: KnownRows = { episodes: [], duties: [] }
  let reckoning = emptyReckoning(undefined)
  let last: Occurrence | undefined

  const again = (at: Instant) => {
    reckoning = reckon(rules, reckoning.bornOn, [...occurrences.values()])
    last = undefined
    for (const occurrence of occurrences.values())
      if (last === undefined || inOrder(last, occurrence) < 0) last = occurrence
    const believed = { episodes: known.episodes.filter(isBelieved), duties: known.duties.filter(isBelieved) }
    const change = reconcile(believed, reckoning, at)
    places.clear()
    known = {
      episodes: revised(known.episodes, change.episodes, reckoning.episodes, episodeKey, places),
      duties: revised(known.duties, change.duties, reckoning.duties, dutyKey, places),
    }
  }

  for (const recording of recordings) {
    if ('bornOn' in recording) {
      if (recording.bornOn === reckoning.bornOn) continue
      reckoning.bornOn = recording.bornOn
      if (occurrences.size > 0) again(recording.at)
      continue
    }
    if ('withdrawn' in recording) {
      if (occurrences.delete(recording.withdrawn)) again(recording.at)
      continue
    }
    const { at, occurrence } = recording
    const isLatest = !occurrences.has(occurrence.entry) && (last === undefined || inOrder(last, occurrence) < 0)
    occurrences.set(occurrence.entry, occurrence)
    if (!isLatest) {
      again(at)
      continue
    }
    last = occurrence
    const change = takeUp(rules, reckoning, occurrence)
    const isRedated = change.redated.length > 0 || change.dropped.length > 0
    if (!isRedated) {
      for (const row of change.opened) known.episodes.push(begin(row, at, places))
      for (const row of change.arisen) known.duties.push(begin(row, at, places))
    }
    // These rows have ended in place: one who compares them later finds nothing that has changed.
    for (const row of [...change.closed, ...change.settled]) settle(row, at, places)
    if (isRedated) again(at)
  }
  return known
}

const isBelieved = (known: Known<unknown>) => known.knownTo === still

const begin = <Row extends object>(row: Row, at: Instant, places: Places): Known<Row> => {
  const known: Known<Row> = { row, knownFrom: at, settledKnownFrom: null, knownTo: still }
  places.set(row, known)
  return known
}

const settle = (row: object, at: Instant, places: Places) => {
  const known = places.get(row)
  if (known !== undefined) known.settledKnownFrom = at
}

/** Known rows after a change. Those still believed point at the rows of the fresh reckoning, which may yet settle. */
const revised = <Row extends object>(
  rows: readonly Known<Row>[],
  change: KnowledgeChange<Row>,
  reckoned: readonly Row[],
  key: (row: Row) => string,
  places: Places,
): Known<Row>[] => {
  const ceased = new Map(change.ceases.map(known => [known.row, known]))
  const settled = new Map(change.settles.map(({ before, ...known }) => [before, known]))
  const fresh = new Map(reckoned.map(row => [key(row), row]))
  const after = rows.map(known => {
    if (!isBelieved(known)) return known
    const ceasing = ceased.get(known.row)
    if (ceasing !== undefined) return ceasing
    return settled.get(known.row) ?? { ...known, row: fresh.get(key(known.row)) ?? known.row }
  })
  const all = [...after, ...change.begins]
  for (const known of all) if (isBelieved(known)) places.set(known.row, known)
  return all
}
