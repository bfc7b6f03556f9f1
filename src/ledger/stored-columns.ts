import type { DutyRow, EpisodeRow, Known } from '../journey/index.ts'
import type { CopyColumns, CopyValue } from '../store/index.ts'

/** The columns in which many episodes at once reach the database. */
export const episodeColumns = {
  identity: 'bigint',
  kind: 'text',
  started_on: 'date',
  ended_on: 'date',
  detail: 'jsonb',
  opened_by: 'bigint',
  closed_by: 'bigint',
  known_from: 'timestamptz',
  settled_known_from: 'timestamptz',
  known_to: 'timestamptz',
} as const satisfies CopyColumns

/** The columns in which many duties at once reach the database. */
export const dutyColumns = {
  identity: 'bigint',
  rule: 'text',
  step: 'text',
  anchor: 'bigint',
  anchored_on: 'date',
  due_on: 'date',
  due_at: 'timestamptz',
  sooner_since: 'date',
  nth: 'integer',
  episode: 'bigint',
  met_by: 'bigint',
  met_on: 'date',
  lapsed_by: 'bigint',
  lapsed_on: 'date',
  known_from: 'timestamptz',
  settled_known_from: 'timestamptz',
  known_to: 'timestamptz',
} as const satisfies CopyColumns

const episodeInColumns = (identity: number, { row, knownFrom, settledKnownFrom, knownTo }: Known<EpisodeRow>) => ({
  identity,
  kind: row.kind,
  started_on: row.startedOn,
  ended_on: row.endedOn,
  detail: row.detail,
  opened_by: row.openedBy,
  closed_by: row.closedBy,
  known_from: knownFrom,
  settled_known_from: settledKnownFrom,
  known_to: knownTo,
})

/** A known episode as the table holds it. */
export const episodeAsStored = (identity: number, known: Known<EpisodeRow>) => ({
  ...episodeInColumns(identity, known),
  detail: JSON.stringify(known.row.detail),
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
  sooner_since: row.soonerSince,
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

const episodeNames = Object.keys(episodeColumns) as readonly (keyof typeof episodeColumns)[]
const dutyNames = Object.keys(dutyColumns) as readonly (keyof typeof dutyColumns)[]

/** A known episode as a row of `episodeColumns`. */
export const episodeValues = (identity: number, known: Known<EpisodeRow>): readonly CopyValue[] => {
  const inColumns = episodeInColumns(identity, known)
  return episodeNames.map(name => inColumns[name])
}

/** A known duty as a row of `dutyColumns`. */
export const dutyValues = (identity: number, known: Known<DutyRow>): readonly CopyValue[] => {
  const stored = dutyAsStored(identity, known)
  return dutyNames.map(name => stored[name])
}
