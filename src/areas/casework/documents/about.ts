import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { nameInQuery } from '../../../people/index.ts'
import type { Tables } from '../../../store/tables.ts'
import type { Asked } from '../../../web/index.ts'
import { openAmong } from '../child/near.ts'
import type { ChildRecord } from '../child/record.ts'

/** Somebody whom a document is about, or may be about. */
export type Person = { readonly identity: number; readonly name: string }

/** The names of people whose records open to the reader, by number. */
export const namesOfPeople = async (
  database: Kysely<Tables>,
  identities: readonly number[],
): Promise<ReadonlyMap<number, string>> => {
  if (identities.length === 0) return new Map()
  const rows = await database
    .selectFrom('identity_version as version')
    .select(['version.identity', nameInQuery('version').as('name')])
    .where('version.identity', 'in', [...new Set(identities)])
    .where('version.known_to', '=', sql<string>`'infinity'`)
    .execute()
  return new Map(rows.map(({ identity, name }) => [identity, name]))
}

/** The brothers and sisters of a child, and other children of the household, whom a document may be about too. */
export const maybeAbout = async (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  { siblings }: ChildRecord,
): Promise<readonly Person[]> => {
  const open = await openAmong(
    database.sql,
    context,
    siblings.map(({ identity }) => identity),
  )
  return siblings.filter(({ identity }) => open.has(identity)).map(({ identity, name }) => ({ identity, name }))
}
