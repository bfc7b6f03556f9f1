import type { Going } from '../episode.ts'
import type { Occurrence, EpisodeRow, Reckoning, Rules } from './rows.ts'

/** The episodes that an entry opened and closed. */
export type EpisodeChange = { readonly opened: readonly EpisodeRow[]; readonly closed: readonly EpisodeRow[] }

const nothing: EpisodeChange = { opened: [], closed: [] }

const sameDetail = (one: EpisodeRow, detail: Readonly<Record<string, unknown>>) =>
  [...Object.keys(detail), ...Object.keys(one.detail)].every(name => one.detail[name] === detail[name])

const goingOf = ({ openEpisodes, openDuties }: Reckoning, { kind, openedBy }: EpisodeRow): Going => ({
  during: other => openEpisodes.find(each => each.kind === other)?.detail,
  owed: rhythm => openDuties.some(row => row.episode === openedBy && row.rule === `${kind}.${rhythm}`),
})

/** Writes into the reckoning what an entry's outcome does to the child's episodes. */
export const reckonEpisodes = ({ pathway }: Rules, reckoning: Reckoning, occurrence: Occurrence): EpisodeChange => {
  const outcome = pathway.steps[occurrence.step]?.outcomes[occurrence.outcome]
  if (outcome === undefined) return nothing
  if (outcome.opens === undefined && outcome.closes === undefined && outcome.changes === undefined) return nothing
  const opened: EpisodeRow[] = []
  const closed: EpisodeRow[] = []

  const detailOf = (kind: string) => {
    const detail: Record<string, unknown> = {}
    for (const name of pathway.episodes[kind]?.detail ?? []) {
      const answer = occurrence.answers[name]
      if (answer !== undefined && answer !== null) detail[name] = answer
    }
    return detail
  }
  const isOpen = (row: EpisodeRow) => row.startedOn <= occurrence.happenedOn
  const close = (row: EpisodeRow) => {
    row.endedOn = occurrence.happenedOn
    row.closedBy = occurrence.entry
    closed.push(row)
    reckoning.openEpisodes = reckoning.openEpisodes.filter(other => other !== row)
    for (const inner of reckoning.openEpisodes) if (pathway.episodes[inner.kind]?.inside === row.kind) close(inner)
  }
  const open = (kind: string) => {
    const row: EpisodeRow = {
      kind,
      startedOn: occurrence.happenedOn,
      endedOn: null,
      detail: detailOf(kind),
      openedBy: occurrence.entry,
      closedBy: null,
    }
    reckoning.episodes.push(row)
    reckoning.openEpisodes.push(row)
    opened.push(row)
  }

  for (const kind of outcome.closes ?? [])
    for (const row of reckoning.openEpisodes.filter(each => each.kind === kind && isOpen(each))) close(row)
  for (const kind of outcome.changes ?? []) {
    const { inside, anewEachTime, goesOn } = pathway.episodes[kind] ?? {}
    // What lies inside another period cannot begin without it: a child who is not looked after has no placement.
    if (inside !== undefined && !reckoning.openEpisodes.some(each => each.kind === inside && isOpen(each))) continue
    const rows = reckoning.openEpisodes.filter(each => each.kind === kind && isOpen(each))
    if (anewEachTime !== true && rows.some(row => sameDetail(row, detailOf(kind)))) continue
    if (rows.some(row => goesOn?.(row.detail, goingOf(reckoning, row)) === true)) continue
    for (const row of rows) close(row)
    open(kind)
  }
  for (const kind of outcome.opens ?? []) {
    const stands = reckoning.openEpisodes.some(each => each.kind === kind)
    if (!(stands && pathway.episodes[kind]?.oneAtATime === true)) open(kind)
  }
  return { opened, closed }
}
