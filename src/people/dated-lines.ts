import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { CivilDate } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { mustOpen } from './identities.ts'

/** What is said of a person for a time, a line for each saying: the columns that stay when a line is said to have ended. */
const kept = {
  contact_detail: ['identity', 'kind', 'value', 'safe', 'note', 'started_on'],
  connection: ['identity', 'kind', 'name', 'telephone', 'started_on'],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>

type DatedLines = keyof typeof kept

/** Lines that are believed no more from this moment on: what is said instead follows. */
export const believeNoMore = (
  queries: Kysely<Tables>,
  { now }: Context,
  table: DatedLines,
  lines: readonly number[],
): Promise<unknown> =>
  sql`update ${sql.table(table)} set known_to = ${now} where id = any (${[...lines]}::bigint[])`.execute(queries)

export type Ending = {
  readonly table: DatedLines
  readonly line: number
  readonly endedOn: CivilDate
  /** What is thrown where the day cannot be, with the words for whoever gave it. */
  readonly refused: (words: string) => Error
}

/** Says that a line ended on a day. Answers whose it was, where it still held. Throws RecordRefused where the record does not open. */
export const endLine = (
  database: Kysely<Tables>,
  context: Context,
  { table, line, endedOn, refused }: Ending,
): Promise<number | undefined> =>
  atOnce(database, async queries => {
    const { rows } = await sql<{ readonly identity: number; readonly startedOn: CivilDate | null }>`
      select identity, started_on as "startedOn" from ${sql.table(table)}
      where id = ${line} and known_to = 'infinity' and ended_on is null for update`.execute(queries)
    const [row] = rows
    if (row === undefined) return undefined
    await mustOpen(queries, context, row.identity)
    if (endedOn > context.today || (row.startedOn !== null && endedOn < row.startedOn))
      throw refused('The end must be on or after the day it began, and not after today')
    await believeNoMore(queries, context, table, [line])
    const columns = sql.join(kept[table].map(column => sql.ref(column)))
    await sql`
      insert into ${sql.table(table)} (${columns}, ended_on, author, known_from)
      select ${columns}, ${endedOn}::date, ${context.worker}::bigint, ${context.now}::timestamptz
      from ${sql.table(table)} where id = ${line}`.execute(queries)
    return row.identity
  })
