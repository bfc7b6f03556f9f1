import type { Database } from '../store/database.ts'

/** For tests: since when somebody is in the record where a test does not say. */
export const inTheRecordSince = '2019-01-01T00:00:00.000Z'

/** For tests: an identity of whom nothing is said, alone in a cluster or in that of another; answers with the number. */
export const addTestIdentity = async (
  { sql }: Pick<Database, 'sql'>,
  {
    kind = 'child',
    sameAs,
    knownFrom = inTheRecordSince,
  }: { readonly kind?: 'child' | 'adult'; readonly sameAs?: number; readonly knownFrom?: string } = {},
): Promise<number> => {
  const { identity } = await sql
    .insertInto('identity')
    .values({ kind, recorded_at: knownFrom })
    .returning('identity')
    .executeTakeFirstOrThrow()
  await sql
    .insertInto('person')
    .values({ identity, person: sameAs ?? identity })
    .execute()
  return identity
}
