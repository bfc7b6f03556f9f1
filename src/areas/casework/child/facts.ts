import type { Kysely } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { ageInWords, inWords } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Tables } from '../../../store/tables.ts'

/** What is said of a person, as it stands. */
export type ChildFacts = {
  readonly name: string
  readonly given: string | null
  readonly family: string | null
  readonly preferred: string | null
  readonly pronouns: string | null
  readonly saidAs: string | null
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly diedOn: CivilDate | null
  readonly sex: 'female' | 'male' | 'notStated' | null
  readonly ethnicity: string | null
  readonly disabilities: readonly string[]
  readonly language: string | null
  readonly interpreter: boolean
  readonly unaccompanied: boolean
  /** The age in words; for a child not yet born, when it is expected. */
  readonly age: string
}

/** A name as people say it: the preferred one first. */
export const nameOf = (of: {
  readonly given: string | null
  readonly family: string | null
  readonly preferred: string | null
}): string => [of.preferred ?? of.given, of.family].filter(Boolean).join(' ') || 'Name not known'

/** An age, or when a child not yet born is expected; empty where neither is known. */
export const ageOf = (
  of: { readonly bornOn: CivilDate | null; readonly expectedOn?: CivilDate | null },
  today: CivilDate,
): string => {
  if (of.bornOn !== null) return ageInWords(of.bornOn, today)
  const expected = of.expectedOn ?? null
  return expected === null ? '' : `not yet born, expected ${inWords(expected)}`
}

const unknown = {
  given: null,
  family: null,
  preferred: null,
  pronouns: null,
  saidAs: null,
  bornOn: null,
  expectedOn: null,
  diedOn: null,
  sex: null,
  ethnicity: null,
  disabilities: [],
  language: null,
  interpreter: false,
  unaccompanied: false,
} as const

/** The facts of one identity as they stand. */
export const factsOf = async (database: Kysely<Tables>, context: Context, identity: number): Promise<ChildFacts> => {
  const row = await database
    .selectFrom('identity_version')
    .select([
      'given',
      'family',
      'preferred',
      'pronouns',
      'said_as as saidAs',
      'born_on as bornOn',
      'expected_on as expectedOn',
      'died_on as diedOn',
      'sex',
      'ethnicity',
      'disabilities',
      'language',
      'interpreter',
      'unaccompanied',
    ])
    .where('identity', '=', identity)
    .where('known_to', '=', 'infinity')
    .executeTakeFirst()
  const facts = row ?? unknown
  return { ...facts, name: nameOf(facts), age: ageOf(facts, context.today) }
}
