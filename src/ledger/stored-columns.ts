import type { DutyRow, EpisodeRow, Known } from '../journey/index.ts'
import type { CopyColumns, CopyValue } from '../store/index.ts'

/** The columns in which many episodes at once reach the database, in the order of `episodeValues`. */
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

/** The columns in which many duties at once reach the database, in the order of `dutyValues`. */
export const dutyColumns = {
  identity: 'bigint',
  rule: 'text',
  step: 'text',
  anchor: 'bigint',
  anchored_on: 'date',
  due_on: 'date',
  due_at: 'timestamptz',
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

export const episodeValues = (
  identity: number,
  { row, knownFrom, settledKnownFrom, knownTo }: Known<EpisodeRow>,
): readonly CopyValue[] => [
  identity,
  row.kind,
  row.startedOn,
  row.endedOn,
  row.detail,
  row.openedBy,
  row.closedBy,
  knownFrom,
  settledKnownFrom,
  knownTo,
]

export const dutyValues = (
  identity: number,
  { row, knownFrom, settledKnownFrom, knownTo }: Known<DutyRow>,
): readonly CopyValue[] => [
  identity,
  row.rule,
  row.step,
  row.anchor,
  row.anchoredOn,
  row.dueOn,
  row.dueAt,
  row.nth,
  row.episode,
  row.metBy,
  row.metOn,
  row.lapsedBy,
  row.lapsedOn,
  knownFrom,
  settledKnownFrom,
  knownTo,
]
