import type { CivilDate, Instant } from '../../calendar/index.ts'
import { reconcile, still } from './known.ts'
import type { Known, KnowledgeChange, KnownRows } from './known.ts'
import { inOrder, reckon, takeUp } from './reckon.ts'
import { emptyReckoning } from './rows.ts'
import type { Occurrence, Rules } from './rows.ts'

/** One thing that came to be recorded about a child: an entry, its correction or withdrawal, or a date of birth. */
export type Recording =
  | { readonly at: Instant; readonly occurrence: Occurrence }
  | { readonly at: Instant; readonly withdrawn: number }
  | { readonly at: Instant; readonly bornOn: CivilDate | undefined }

/**
 * All that was ever known of a child's episodes and duties, from all that was recorded, in the order of recording. It
 * gives what recording the same things one by one would have stored.
 */
export const replay = (rules: Rules, recordings: readonly Recording[]): KnownRows => {
  const occurrences = new Map<number, Occurrence>()
  const known: KnownRows = { episodes: [], duties: [] }
  let reckoning = emptyReckoning(undefined)
  let last: Occurrence | undefined
  const byRow = new Map<object, Known<unknown>>()

  const again = (at: Instant) => {
    reckoning = reckon(rules, reckoning.bornOn, [...occurrences.values()])
    last = [...occurrences.values()].sort(inOrder).at(-1)
    const changes = reconcile(
      { episodes: known.episodes.filter(isBelieved), duties: known.duties.filter(isBelieved) },
      reckoning,
      at,
    )
    apply(known.episodes, changes.episodes)
    apply(known.duties, changes.duties)
    byRow.clear()
    adopt(known.episodes, reckoning.episodes, row => `${row.openedBy} ${row.kind}`, byRow)
    adopt(known.duties, reckoning.duties, row => `${row.anchor} ${row.rule} ${row.episode ?? ''}`, byRow)
  }

  for (const recording of recordings) {
    if ('bornOn' in recording) {
      if (recording.bornOn === reckoning.bornOn) continue
      reckoning.bornOn = recording.bornOn
      if (occurrences.size > 0) again(recording.at)
      continue
    }
    if ('withdrawn' in recording) {
      occurrences.delete(recording.withdrawn)
      again(recording.at)
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
    for (const row of change.opened) known.episodes.push(begin(row, at, byRow))
    for (const row of change.arisen) known.duties.push(begin(row, at, byRow))
    for (const row of change.closed) settle(row, at, byRow)
    for (const row of change.settled) settle(row, at, byRow)
  }
  return known
}

const isBelieved = (known: Known<unknown>) => known.knownTo === still

const begin = <Row extends object>(row: Row, at: Instant, byRow: Map<object, Known<unknown>>): Known<Row> => {
  const known: Known<Row> = { row, knownFrom: at, settledKnownFrom: null, knownTo: still }
  byRow.set(row, known)
  return known
}

const settle = (row: object, at: Instant, byRow: Map<object, Known<unknown>>) => {
  const known = byRow.get(row)
  if (known !== undefined) known.settledKnownFrom = at
}

/** Writes a change into the rows; a row that has settled stands after the copy it supersedes. */
const apply = <Row>(rows: Known<Row>[], change: KnowledgeChange<Row>) => {
  const ceased = new Map(change.ceases.map(known => [known.row, known]))
  for (const [index, before] of rows.entries()) {
    const after = isBelieved(before) ? ceased.get(before.row) : undefined
    if (after !== undefined) rows[index] = after
  }
  rows.push(...change.begins, ...change.settles)
}

/** Points known rows at the rows of a fresh reckoning, dropping the superseded copies of rows that have since settled. */
const adopt = <Row extends object>(
  rows: Known<Row>[],
  reckoned: readonly Row[],
  key: (row: Row) => string,
  byRow: Map<object, Known<unknown>>,
) => {
  const believed = new Map<string, Known<Row>>()
  const kept: Known<Row>[] = []
  for (const known of rows) {
    if (!isBelieved(known)) kept.push(known)
    else believed.set(key(known.row), known)
  }
  for (const row of reckoned) {
    const known = believed.get(key(row))
    if (known === undefined) continue
    const pointed = { ...known, row }
    kept.push(pointed)
    byRow.set(row, pointed)
  }
  rows.splice(0, rows.length, ...kept)
}
