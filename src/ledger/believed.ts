import { sql } from 'kysely'
import { still } from '../journey/index.ts'
import type { DutyRow, EpisodeRow, Known } from '../journey/index.ts'
import type { Queries } from './ledger.ts'

/** A stored row with its number. */
export type Stored<Row> = Known<Row> & { readonly id: number }

/** The episodes and duties of an identity that are believed now, or ever were, oldest knowledge first. */
export const storedRows = async (
  queries: Queries,
  identity: number,
  { pastToo = false }: { readonly pastToo?: boolean } = {},
): Promise<{ readonly episodes: readonly Stored<EpisodeRow>[]; readonly duties: readonly Stored<DutyRow>[] }> => {
  const episodes = await queries
    .selectFrom('episode')
    .selectAll()
    .where('identity', '=', identity)
    .$if(!pastToo, query => query.where('known_to', '=', sql<string>`'infinity'`))
    .orderBy('id')
    .execute()
  const duties = await queries
    .selectFrom('duty')
    .selectAll()
    .where('identity', '=', identity)
    .$if(!pastToo, query => query.where('known_to', '=', sql<string>`'infinity'`))
    .orderBy('id')
    .execute()
  return {
    episodes: episodes.map(row => ({
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
    })),
    duties: duties.map(row => ({
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
        nth: row.nth,
        episode: row.episode,
        metBy: row.met_by,
        metOn: row.met_on,
        lapsedBy: row.lapsed_by,
        lapsedOn: row.lapsed_on,
      },
    })),
  }
}

/** A known episode as the table holds it. */
export const episodeAsStored = (
  identity: number,
  { row, knownFrom, settledKnownFrom, knownTo }: Known<EpisodeRow>,
) => ({
  identity,
  kind: row.kind,
  started_on: row.startedOn,
  ended_on: row.endedOn,
  detail: JSON.stringify(row.detail),
  opened_by: row.openedBy,
  closed_by: row.closedBy,
  known_from: knownFrom,
  settled_known_from: settledKnownFrom,
  known_to: knownTo,
})

/** A known duty as the table holds it. */
export const dutyAsStored = (identity: number, { row, knownFrom, settledKnownFrom, knownTo }: Known<DutyRow>) => ({
  identity,
  rule: row.rule,
  step: row.step,
  anchor: row.anchor,
  anchored_on: row.anchoredOn,
  due_on: row.dueOn,
  due_at: row.dueAt,
  nth: row.nth,
  episode: row.episode,
  met_by: row.metBy,
  met_on: row.metOn,
  lapsed_by: row.lapsedBy,
  lapsed_on: row.lapsedOn,
  known_from: knownFrom,
  settled_known_from: settledKnownFrom,
  known_to: knownTo,
})

export const isBelieved = (known: Known<unknown>): boolean => known.knownTo === still
