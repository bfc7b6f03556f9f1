import { sql } from 'kysely'
import { mayKnowOf } from '../../access/visibility.ts'
import { nameInQuery } from '../../people/names.ts'
import type { Asked } from '../../web/index.ts'

/** The names of those of these people whom whoever asks may know of. */
export const namesKnown = async (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  identities: readonly number[],
): Promise<ReadonlyMap<number, string>> => {
  if (identities.length === 0) return new Map()
  const rows = await database.sql
    .selectFrom('identity_version as version')
    .select(['version.identity', nameInQuery('version').as('name')])
    .where('version.identity', 'in', [...new Set(identities)])
    .where('version.known_to', '=', sql<string>`'infinity'`)
    .where(mayKnowOf(context, 'version.identity', 'few'))
    .execute()
  return new Map(rows.map(row => [row.identity, row.name]))
}
