import type { CopyValue } from '../../store/index.ts'

/** The tables that hold families, in the order of their references, with the columns in which rows are given. */
export const loadedTables = {
  identity: ['identity', 'kind', 'source', 'recorded_at'],
  identity_version: [
    'identity',
    'given',
    'family',
    'preferred',
    'said_as',
    'born_on',
    'expected_on',
    'sex',
    'ethnicity',
    'disabilities',
    'language',
    'interpreter',
    'unaccompanied',
    'known_from',
    'known_to',
  ],
  person: ['identity', 'person'],
  identifier: ['identity', 'scheme', 'value', 'known_from'],
  relationship: ['one', 'other', 'kind', 'parental_responsibility', 'started_on', 'known_from'],
  household: ['household', 'line', 'town', 'postcode', 'district'],
  residence: ['identity', 'household', 'started_on', 'ended_on', 'known_from'],
  entry: [
    'id',
    'lineage',
    'subjects',
    'version',
    'step',
    'answers',
    'outcome',
    'happened_on',
    'completed_on',
    'follows',
    'author',
    'team',
    'source',
    'recorded_at',
    'superseded_at',
    'withdrawn',
    'correction_reason',
  ],
  entry_subject: ['lineage', 'identity', 'paragraph'],
  episode: [
    'identity',
    'kind',
    'started_on',
    'ended_on',
    'detail',
    'opened_by',
    'closed_by',
    'known_from',
    'settled_known_from',
    'known_to',
  ],
  duty: [
    'identity',
    'rule',
    'step',
    'anchor',
    'anchored_on',
    'due_on',
    'due_at',
    'nth',
    'episode',
    'met_by',
    'met_on',
    'lapsed_by',
    'lapsed_on',
    'known_from',
    'settled_known_from',
    'known_to',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

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
export const columnsAsLoaded = (table: LoadedTable): readonly string[] =>
  numberedTables.has(table) ? ['id', ...loadedTables[table]] : loadedTables[table]

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
