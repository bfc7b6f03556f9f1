import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../../calendar/index.ts'
import { evidenceOf, fold, formsOf, nothingKnown, score } from '../../matching/index.ts'
import type { Description, Evidence, Folded, Scale, Score } from '../../matching/index.ts'
import type { Tables } from '../../store/tables.ts'
import type { Kind } from '../identities.ts'
import { birthsLike, describe } from './probe.ts'
import type { Probe } from './probe.ts'
import { scaleOf } from './scale.ts'

/** A record that may be of whom somebody looks for. */
export type Candidate = {
  readonly identity: number
  /** The person of whom it is a record. */
  readonly person: number
  readonly kind: Kind
  readonly given: string | null
  readonly family: string | null
  readonly preferred: string | null
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly probability: number
  readonly evidence: readonly Evidence[]
}

type Row = {
  readonly identity: number
  readonly person: number
  readonly kind: Kind
  readonly given: string | null
  readonly family: string | null
  readonly preferred: string | null
  readonly born_on: CivilDate | null
  readonly expected_on: CivilDate | null
  readonly sex: string | null
  readonly lines: readonly (string | null)[] | null
  readonly postcodes: readonly (string | null)[] | null
  readonly nhs_number: string | null
  readonly mothers_given: readonly (string | null)[] | null
  readonly mothers_family: readonly (string | null)[] | null
}

const sexOf = (sex: string | null): Description['sex'] => (sex === 'female' || sex === 'male' ? sex : null)

const described = (row: Row): Description => ({
  ...nothingKnown,
  given: row.given,
  family: row.family,
  alsoGiven: row.preferred === null ? [] : [row.preferred],
  bornOn: row.born_on,
  expectedOn: row.expected_on,
  sex: sexOf(row.sex),
  homes: (row.lines ?? []).map((line, index) => ({ line, postcode: row.postcodes?.[index] ?? null })),
  nhsNumber: row.nhs_number,
  mothers: (row.mothers_given ?? []).map((given, index) => ({ given, family: row.mothers_family?.[index] ?? null })),
})

const keysBetween = (ones: readonly string[], others: readonly string[]) =>
  ones.length === 0 || others.length === 0
    ? sql<readonly number[]>`'{}'::int[]`
    : sql<readonly number[]>`match_keys_between(${[...ones]}::text[], ${[...others]}::text[])`

/** The keys of a name: each given name in every known form with each family name, as records have them. */
const keysOfName = ({ given, family }: Folded['name']) => {
  const firsts = [...new Set(given.flatMap(({ words }) => words))]
  const forms = [...new Set(firsts.flatMap(word => formsOf(word)))]
  if (family.words.length === 0) return keysBetween(firsts, firsts)
  return keysBetween(forms.length === 0 ? family.words : forms, family.words)
}

/** How the words of a name begin in the text that is searched; any name where none was told. */
const beginningsOf = ({ given, family }: Folded['name'], letters: RegExp): readonly string[] => {
  const words = [...given.flatMap(name => name.words), ...family.words]
  const first = words.flatMap(word => formsOf(word)).flatMap(form => letters.exec(form) ?? [])
  return first.length === 0 ? ['%'] : [...new Set(first)].map(letter => `% ${letter}%`)
}
const initial = /^[\p{L}\p{N}]/u
const twoLetters = /^[\p{L}\p{N}]{1,2}/u

const ask = async (
  database: Kysely<Tables>,
  probe: Probe,
): Promise<{ readonly rows: readonly Row[]; readonly folded: Folded }> => {
  const { description, postcode } = describe(probe)
  const folded = fold(description)
  const { name, bornOn, expectedOn, nhsNumber, homes, mothers } = folded
  const given = name.given[0]?.words ?? []
  // As it was told, and with first and last name exchanged.
  const wholeNames = [
    [...given, ...name.family.words],
    [...name.family.words, ...given],
  ].map(words => ` ${words.join(' ')}`)
  const births = birthsLike(bornOn)
  const mother = mothers[0]
  const { rows } = await sql<Row>`
    select * from match_candidates(${keysOfName(name)}, ${wholeNames}::text[], ${[...beginningsOf(name, initial)]}::text[],
      ${[...beginningsOf(name, twoLetters)]}::text[], ${[...births]}::date[], ${bornOn}::date, ${expectedOn}::date, ${nhsNumber}::text, ${postcode}::text,
      ${mother === undefined ? sql`'{}'::int[]` : keysOfName(mother)}, ${homes.length > 0})`.execute(database)
  return { rows, folded }
}

type Scored = { readonly row: Row; readonly score: Score }

const byWeight = (one: Scored, other: Scored): number =>
  other.score.weight - one.score.weight || one.row.identity - other.row.identity

/** Scores rows, the likeliest record of each person alone, the likeliest person first. */
const ranked = (scale: Scale, folded: Folded, rows: readonly Row[]): readonly Scored[] => {
  const best = new Map<number, Scored>()
  for (const row of rows) {
    const scored = { row, score: score(scale, folded, fold(described(row))) }
    const known = best.get(row.person)
    if (known === undefined || byWeight(scored, known) < 0) best.set(row.person, scored)
  }
  return [...best.values()].sort(byWeight)
}

const shown = (scale: Scale, folded: Folded, { row, score: scored }: Scored): Candidate => ({
  identity: row.identity,
  person: row.person,
  kind: row.kind,
  given: row.given,
  family: row.family,
  preferred: row.preferred,
  bornOn: row.born_on,
  expectedOn: row.expected_on,
  probability: scored.probability,
  evidence: evidenceOf(scale, folded, scored),
})

/** Less than this is nobody worth looking at: a name that begins alike, somebody at the same postcode. */
const leastWeight = -10

/**
 * People who may be the one that a probe tells of, the likeliest first, each with what speaks for and against it. Asks
 * nobody’s leave: `matchesFor` is for workers.
 */
export const candidates = async (
  database: Kysely<Tables>,
  probe: Probe,
  { limit = 10 }: { readonly limit?: number } = {},
): Promise<readonly Candidate[]> => {
  const scale = await scaleOf(database)
  const { rows, folded } = await ask(database, probe)
  return ranked(scale, folded, rows)
    .filter(({ score: { weight } }) => weight >= leastWeight)
    .slice(0, limit)
    .map(scored => shown(scale, folded, scored))
}
