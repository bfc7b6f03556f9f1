import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { DutyRow, EpisodeRow, Known } from '../journey/index.ts'
import type { DutyTable, EpisodeTable } from '../store/index.ts'
import type { Queries } from './ledger.ts'

/** A stored row with its number. */
export type Stored<Row> = Known<Row> & { readonly id: number }

/** The stored episodes and duties of one identity. */
export type StoredRows = {
  readonly episodes: readonly Stored<EpisodeRow>[]
  readonly duties: readonly Stored<DutyRow>[]
}

/** The episodes and duties of an identity that are believed now, oldest first. */
export const believedRows = async (queries: Queries, identity: number): Promise<StoredRows> => {
  const stillBelieved = sql<string>`'infinity'`
  const episodes = await queries
    .selectFrom('episode')
    .selectAll()
    .where('identity', '=', identity)
    .where('known_to', '=', stillBelieved)
    .orderBy('id')
    .execute()
  const duties = await queries
    .selectFrom('duty')
    .selectAll()
    .where('identity', '=', identity)
    .where('known_to', '=', stillBelieved)
    .orderBy('id')
    .execute()
  return { episodes: episodes.map(readEpisode), duties: duties.map(readDuty) }
}

const readEpisode = (row: Selectable<EpisodeTable>): Stored<EpisodeRow> => ({
  id: row.id,
  knownFrom: row.known_from,
  settledKnownFrom: row.settled_known_from,
  knownTo: row.known_to,
  row: {
    kind: row.kind,
    startedOn: row.started_on,
    endedOn: row.ended_on,
    detail: row.detail,
    openedBy: row.opened_by,
    closedBy: row.closed_by,
  },
})

const readDuty = (row: Selectable<DutyTable>): Stored<DutyRow> => ({
  id: row.id,
  knownFrom: row.known_from,
  settledKnownFrom: row.settled_known_from,
  knownTo: row.known_to,
  row: {
    rule: row.rule,
    step: row.step,
    anchor: row.anchor,
    anchoredOn: row.anchored_on,
    dueOn: row.due_on,
    dueAt: row.due_at,
    soonerSince: row.sooner_since,
    nth: row.nth,
    episode: row.episode,
    metBy: row.met_by,
    metOn: row.met_on,
    lapsedBy: row.lapsed_by,
    lapsedOn: row.lapsed_on,
  },
})
