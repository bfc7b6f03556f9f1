import type { Kysely } from 'kysely'
import { answerFor } from '../access/visibility.ts'
import type { Context } from '../access/context.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import type { Facts } from './facts.ts'
import { identifiersOf } from './identifiers.ts'
import type { Identifier } from './identifiers.ts'
import { versionsOf } from './identities.ts'
import type { Kind, Version } from './identities.ts'
import { recordsOf } from './links.ts'

/** One fact with the record that it is taken from. */
export type Golden<Value> = {
  readonly value: Value
  /** The identity whose record says so; undefined where none says anything. */
  readonly from: number | undefined
  /** Records that say something else. */
  readonly differs: readonly number[]
}

export type GoldenFacts = { readonly [Name in keyof Facts]: Golden<Facts[Name]> }

/** A person: every record of it, and of each fact the best that they say. */
export type Person = {
  readonly person: number
  readonly kind: Kind
  readonly identities: readonly number[]
  readonly facts: GoldenFacts
  readonly identifiers: readonly Identifier[]
}

const says = (value: Facts[keyof Facts]): boolean =>
  value !== null && value !== false && !(Array.isArray(value) && value.length === 0)

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const golden = <Name extends keyof Facts>(name: Name, versions: readonly Version[]): Golden<Facts[Name]> => {
  const saying = versions.filter(({ facts }) => says(facts[name]))
  const best = saying[0] ?? versions[0]
  if (best === undefined) throw new RangeError('A person has at least one record.')
  const value = best.facts[name]
  return {
    value,
    from: saying.length === 0 ? undefined : best.identity,
    differs: saying.filter(({ facts }) => !same(facts[name], value)).map(({ identity }) => identity),
  }
}

/**
 * The best of what several records say of one person: of each fact what the most lately written record that says
 * anything says, our own before those of other systems.
 */
export const goldenFacts = (versions: readonly (Version & { readonly ours: boolean })[]): GoldenFacts => {
  const ordered = versions.toSorted(
    (one, other) =>
      Number(other.ours) - Number(one.ours) ||
      (one.knownFrom < other.knownFrom ? 1 : one.knownFrom > other.knownFrom ? -1 : 0) ||
      one.identity - other.identity,
  )
  return {
    given: golden('given', ordered),
    family: golden('family', ordered),
    preferred: golden('preferred', ordered),
    pronouns: golden('pronouns', ordered),
    saidAs: golden('saidAs', ordered),
    bornOn: golden('bornOn', ordered),
    expectedOn: golden('expectedOn', ordered),
    diedOn: golden('diedOn', ordered),
    sex: golden('sex', ordered),
    ethnicity: golden('ethnicity', ordered),
    disabilities: golden('disabilities', ordered),
    language: golden('language', ordered),
    interpreter: golden('interpreter', ordered),
    unaccompanied: golden('unaccompanied', ordered),
  }
}

/** The person of whom an identity is a record, where it opens to whoever asks; undefined otherwise. */
export const personOf = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
): Promise<Person | undefined> => {
  if ((await answerFor(database, context, identity)) !== 'open') return undefined
  const identities = await recordsOf(database, identity)
  const [versions, identifiers, sources] = await Promise.all([
    versionsOf(database, identities),
    identifiersOf(database, identities),
    database
      .selectFrom('identity')
      .select(['identity', 'source'])
      .where('identity', 'in', [...identities])
      .execute(),
  ])
  const ours = new Set(sources.filter(({ source }) => source === 'righthelp').map(row => row.identity))
  const [first] = versions
  if (first === undefined) return undefined
  return {
    person: identities[0] ?? identity,
    kind: first.kind,
    identities,
    facts: goldenFacts(versions.map(version => ({ ...version, ours: ours.has(version.identity) }))),
    identifiers,
  }
}

/** The date of birth that the reckoning of a record goes by: its own, else that of the person's other records. */
export const bornOn = async (database: Kysely<Tables>, identity: number): Promise<CivilDate | undefined> => {
  const own = await versionsOf(database, [identity])
  const said = own[0]?.facts.bornOn
  if (said != null) return said
  const others = await versionsOf(database, await recordsOf(database, identity))
  return others.find(({ facts }) => facts.bornOn !== null)?.facts.bornOn ?? undefined
}
