import { dutyColumns, episodeColumns } from '../../ledger/index.ts'
import type { CopyColumns, CopyValue } from '../../store/index.ts'

/** The tables that hold families, in the order of their references, with the columns in which rows are given. */
export const loadedTables = {
  identity: { identity: 'bigint', kind: 'text', source: 'text', recorded_at: 'timestamptz' },
  identity_version: {
    identity: 'bigint',
    given: 'text',
    family: 'text',
    preferred: 'text',
    said_as: 'text',
    born_on: 'date',
    expected_on: 'date',
    sex: 'text',
    ethnicity: 'text',
    disabilities: 'text[]',
    language: 'text',
    interpreter: 'boolean',
    unaccompanied: 'boolean',
    known_from: 'timestamptz',
    known_to: 'timestamptz',
  },
  person: { identity: 'bigint', person: 'bigint' },
  identifier: { identity: 'bigint', scheme: 'text', value: 'text', known_from: 'timestamptz' },
  relationship: {
    one: 'bigint',
    other: 'bigint',
    kind: 'text',
    parental_responsibility: 'boolean',
    started_on: 'date',
    known_from: 'timestamptz',
  },
  household: {
    household: 'bigint',
    line: 'text',
    town: 'text',
    postcode: 'text',
    district: 'text',
    outside_county: 'boolean',
  },
  residence: {
    identity: 'bigint',
    household: 'bigint',
    started_on: 'date',
    ended_on: 'date',
    known_from: 'timestamptz',
  },
  entry: {
    id: 'bigint',
    lineage: 'bigint',
    subjects: 'bigint[]',
    version: 'integer',
    step: 'text',
    answers: 'jsonb',
    outcome: 'text',
    happened_on: 'date',
    completed_on: 'date',
    follows: 'bigint',
    author: 'bigint',
    team: 'text',
    source: 'text',
    recorded_at: 'timestamptz',
    superseded_at: 'timestamptz',
    withdrawn: 'boolean',
    correction_reason: 'text',
  },
  entry_subject: { lineage: 'bigint', identity: 'bigint', paragraph: 'text' },
  episode: episodeColumns,
  duty: dutyColumns,
} as const satisfies Readonly<Record<string, CopyColumns>>

export type LoadedTable = keyof typeof loadedTables

export const loadedTableNames = Object.keys(loadedTables) as readonly LoadedTable[]

/** Tables whose rows are numbered as they come, so that no sequence has to be asked for each of them. */
export const numberedTables: ReadonlySet<LoadedTable> = new Set([
  'identity_version',
  'identifier',
  'relationship',
  'residence',
  'episode',
  'duty',
])

/** The columns in which a table's rows reach the database. */
export const columnsAsLoaded = (table: LoadedTable): readonly string[] => [
  ...(numberedTables.has(table) ? ['id'] : []),
  ...Object.keys(loadedTables[table]),
]

/** Rows gathered for each table. */
export type Rows = Readonly<Record<LoadedTable, (readonly CopyValue[])[]>>

export const noRows = (): Rows => ({
  identity: [],
  identity_version: [],
  person: [],
  identifier: [],
  relationship: [],
  household: [],
  residence: [],
  entry: [],
  entry_subject: [],
  episode: [],
  duty: [],
})
