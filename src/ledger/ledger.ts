import type { Kysely } from 'kysely'
import type { Rules } from '../journey/index.ts'
import type { Database, Tables } from '../store/index.ts'

/** What recording needs: an open database, and the rules of the journey that the council goes by. */
export type Ledger = { readonly database: Database; readonly rules: Rules }

/** A query runner: the database itself or a transaction in it. */
export type Queries = Kysely<Tables>
