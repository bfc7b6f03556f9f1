import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { answerFor } from '../access/visibility.ts'
import type { Context } from '../access/context.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { FactsRefused, noFacts, problemsOf, tidied } from './facts.ts'
import type { Facts } from './facts.ts'

export type Kind = 'child' | 'adult'

/** One version of what a record says of a person. */
export type Version = {
  readonly version: number
  readonly identity: number
  readonly kind: Kind
  readonly facts: Facts
  readonly author: number | null
  readonly knownFrom: Instant
  readonly knownTo: Instant
}

/** The record does not open to whoever asks, or somebody has changed it since it was read. Nothing has been written. */
export class RecordRefused extends Error {
  readonly because: 'notOpen' | 'changedMeanwhile'
  constructor(because: 'notOpen' | 'changedMeanwhile') {
    super(
      because === 'notOpen'
        ? 'There is no such record, or it does not open to you.'
        : 'Somebody has changed this record since you opened it. Read what they wrote, then make your change again.',
    )
    this.name = 'RecordRefused'
    this.because = because
  }
}

/** Throws RecordRefused unless the record opens to whoever asks. */
export const mustOpen = async (database: Kysely<Tables>, context: Context, identity: number): Promise<void> => {
  if ((await answerFor(database, context, identity)) !== 'open') throw new RecordRefused('notOpen')
}

/** Takes the locks of records, the lowest first: whoever writes about the same people at once waits. */
export const lockRecords = async (database: Kysely<Tables>, identities: readonly number[]): Promise<void> => {
  await sql`select 1 from identity where identity = any (${[...identities]}::bigint[]) order by identity for update`.execute(
    database,
  )
}

const rowOf = (facts: Facts) => ({
  given: facts.given,
  family: facts.family,
  preferred: facts.preferred,
  pronouns: facts.pronouns,
  said_as: facts.saidAs,
  born_on: facts.bornOn,
  expected_on: facts.expectedOn,
  died_on: facts.diedOn,
  sex: facts.sex,
  ethnicity: facts.ethnicity,
  disabilities: [...facts.disabilities],
  language: facts.language,
  interpreter: facts.interpreter,
  unaccompanied: facts.unaccompanied,
})

const create = async (
  database: Kysely<Tables>,
  context: Context,
  kind: Kind,
  given: Partial<Facts>,
  source: string,
): Promise<number> => {
  const facts = tidied({ ...noFacts, ...given })
  const problems = problemsOf(kind, facts, context.today)
  if (problems.length > 0) throw new FactsRefused(problems)
  return atOnce(database, async queries => {
    const { identity } = await queries
      .insertInto('identity')
      .values({ kind, source, recorded_at: context.now })
      .returning('identity')
      .executeTakeFirstOrThrow()
    await queries.insertInto('person').values({ identity, person: identity }).execute()
    await queries
      .insertInto('identity_version')
      .values({ identity, ...rowOf(facts), author: context.worker, known_from: context.now })
      .execute()
    return identity
  })
}

/** Records a child, born or expected, and answers its identity. Throws FactsRefused with what is wrong, fact by fact. */
export const createChild = (
  database: Kysely<Tables>,
  context: Context,
  facts: Partial<Facts>,
  source = 'righthelp',
): Promise<number> => create(database, context, 'child', facts, source)

/** Records an adult and answers the identity. Throws FactsRefused with what is wrong, fact by fact. */
export const createAdult = (
  database: Kysely<Tables>,
  context: Context,
  facts: Partial<Facts>,
  source = 'righthelp',
): Promise<number> => create(database, context, 'adult', facts, source)

const versions = (database: Kysely<Tables>) =>
  database
    .selectFrom('identity_version')
    .innerJoin('identity', 'identity.identity', 'identity_version.identity')
    .select([
      'identity_version.id as version',
      'identity_version.identity',
      'identity.kind',
      'identity_version.given',
      'identity_version.family',
      'identity_version.preferred',
      'identity_version.pronouns',
      'identity_version.said_as',
      'identity_version.born_on',
      'identity_version.expected_on',
      'identity_version.died_on',
      'identity_version.sex',
      'identity_version.ethnicity',
      'identity_version.disabilities',
      'identity_version.language',
      'identity_version.interpreter',
      'identity_version.unaccompanied',
      'identity_version.author',
      'identity_version.known_from',
      'identity_version.known_to',
    ])

type VersionRow = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number]

const versionOf = (row: VersionRow): Version => ({
  version: row.version,
  identity: row.identity,
  kind: row.kind,
  author: row.author,
  knownFrom: row.known_from,
  knownTo: row.known_to,
  facts: {
    given: row.given,
    family: row.family,
    preferred: row.preferred,
    pronouns: row.pronouns,
    saidAs: row.said_as,
    bornOn: row.born_on,
    expectedOn: row.expected_on,
    diedOn: row.died_on,
    sex: row.sex,
    ethnicity: row.ethnicity,
    disabilities: row.disabilities,
    language: row.language,
    interpreter: row.interpreter,
    unaccompanied: row.unaccompanied,
  },
})

/** The versions of these identities that are believed now, or were at an instant, by identity. */
export const versionsOf = async (
  database: Kysely<Tables>,
  identities: readonly number[],
  knownAt?: Instant,
): Promise<readonly Version[]> => {
  if (identities.length === 0) return []
  const query = versions(database).where('identity_version.identity', 'in', [...identities])
  const rows = await (
    knownAt === undefined
      ? query.where('identity_version.known_to', '=', 'infinity')
      : query.where('identity_version.known_from', '<=', knownAt).where('identity_version.known_to', '>', knownAt)
  )
    .orderBy('identity_version.identity')
    .execute()
  return rows.map(versionOf)
}

/** Everything a record ever said of a person, newest first. */
export const historyOf = async (database: Kysely<Tables>, identity: number): Promise<readonly Version[]> => {
  const rows = await versions(database)
    .where('identity_version.identity', '=', identity)
    .orderBy('identity_version.id', 'desc')
    .execute()
  return rows.map(versionOf)
}

export type FactsChanged = {
  readonly version: number
  /** Whether the date of birth is another, so that everything due by age must be reckoned again. */
  readonly birthChanged: boolean
  readonly bornOn: CivilDate | null
}

/**
 * Corrects or completes what a record says: the old version stays readable as what was known until now. `seen` is the
 * version that the change was made on; where there is another by now, RecordRefused says so. Throws FactsRefused too.
 */
export const changeFacts = (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
  changes: Partial<Facts>,
  seen?: number,
): Promise<FactsChanged> =>
  atOnce(database, async queries => {
    await mustOpen(queries, context, identity)
    await lockRecords(queries, [identity])
    const [before] = await versionsOf(queries, [identity])
    if (before === undefined) throw new RecordRefused('notOpen')
    if (seen !== undefined && before.version !== seen) throw new RecordRefused('changedMeanwhile')
    const facts = tidied({ ...before.facts, ...changes })
    const problems = problemsOf(before.kind, facts, context.today)
    if (problems.length > 0) throw new FactsRefused(problems)
    await queries
      .updateTable('identity_version')
      .set({ known_to: context.now })
      .where('id', '=', before.version)
      .execute()
    const { id } = await queries
      .insertInto('identity_version')
      .values({ identity, ...rowOf(facts), author: context.worker, known_from: context.now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { version: id, birthChanged: facts.bornOn !== before.facts.bornOn, bornOn: facts.bornOn }
  })
