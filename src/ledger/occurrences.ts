import { sql } from 'kysely'
import type { Occurrence } from '../journey/index.ts'
import type { Queries } from './ledger.ts'

/** The entries about an identity as they stand, corrections taken in and withdrawn entries left out, for the reckoning. */
export const occurrencesAbout = async (queries: Queries, identity: number): Promise<readonly Occurrence[]> => {
  const rows = await queries
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.lineage', 'entry_subject.lineage')
    .select([
      'entry.lineage as entry',
      'entry.step',
      'entry.answers',
      'entry.outcome',
      'entry.happened_on as happenedOn',
      'entry.completed_on as completedOn',
      'entry.follows',
    ])
    .where('entry_subject.identity', '=', identity)
    .where('entry.superseded_at', '=', sql<string>`'infinity'`)
    .where('entry.withdrawn', '=', false)
    .execute()
  return rows
}

/** The date of birth of an identity as it stands, or undefined before birth or where it is not known. */
export const bornOnOf = async (queries: Queries, identity: number): Promise<string | undefined> => {
  const row = await queries
    .selectFrom('identity_version')
    .select('born_on')
    .where('identity', '=', identity)
    .where('known_to', '=', sql<string>`'infinity'`)
    .executeTakeFirst()
  return row?.born_on ?? undefined
}
