import { addTestIdentity, inTheRecordSince } from '../access/testing.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { Database } from '../store/database.ts'

/** For tests: what is said of somebody who is put into a record without anybody saying it. */
export type TestPerson = {
  readonly given: string
  readonly family?: string
  readonly bornOn?: CivilDate | null
  readonly kind?: 'child' | 'adult'
  /** The identity whose person this one is too. */
  readonly sameAs?: number
  readonly knownFrom?: string
}

/** For tests: a person in the record, a child unless said otherwise; answers with the number. */
export const addTestPerson = async (
  database: Pick<Database, 'sql'>,
  { given, family = 'Ashdown', bornOn = '2013-05-04', knownFrom = inTheRecordSince, ...person }: TestPerson,
): Promise<number> => {
  const identity = await addTestIdentity(database, { ...person, knownFrom })
  await database.sql
    .insertInto('identity_version')
    .values({ identity, given, family, born_on: bornOn, sex: 'notStated', known_from: knownFrom })
    .execute()
  return identity
}
