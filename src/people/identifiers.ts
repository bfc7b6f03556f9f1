import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { accessAnswer } from '../access/visibility.ts'
import type { Context } from '../access/context.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { mustOpen } from './identities.ts'

/** Ten digits, the last a check digit by weights 10 to 2 modulo 11 (NHS Data Dictionary). */
export const isNhsNumber = (value: string): boolean => {
  if (!/^\d{10}$/.test(value)) return false
  const sum = Array.from(value.slice(0, 9)).reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(value[9])
}

/** The letters that can stand as a check, in the order of the remainders 0 to 22. */
const checkLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/**
 * A check letter, then twelve digits, the last of which is a letter where the number is temporary: weights 2 to 13
 * modulo 23 (Department for Education, Unique pupil numbers: guide).
 */
export const isUniquePupilNumber = (value: string): boolean => {
  if (!/^[A-Z]\d{11}[0-9A-Z]$/.test(value)) return false
  const digits = Array.from(value.slice(1), character =>
    /\d/.test(character) ? Number(character) : checkLetters.indexOf(character),
  )
  if (digits.some(digit => digit < 0)) return false
  const sum = digits.reduce((total, digit, index) => total + digit * (index + 2), 0)
  return checkLetters[sum % 23] === value[0]
}

type Scheme = {
  readonly title: string
  readonly holds: (value: string) => boolean
  /** What it looks like, for one who typed something else. */
  readonly form: string
  /** Whether no two people have the same. */
  readonly unique: boolean
}

/** The numbers by which other systems know a person. */
export const schemes = {
  nhsNumber: {
    title: 'NHS number',
    holds: isNhsNumber,
    form: '10 digits, the last of which checks the others',
    unique: true,
  },
  uniquePupilNumber: {
    title: 'Unique pupil number',
    holds: isUniquePupilNumber,
    form: 'a letter and 12 digits, the letter of which checks the others',
    unique: true,
  },
  childIdentifier: {
    title: 'Child identifier in statutory returns',
    holds: value => /^[A-Z0-9]{1,12}$/.test(value),
    form: 'up to 12 letters and digits',
    unique: true,
  },
} as const satisfies Readonly<Record<string, Scheme>>

export type SchemeName = keyof typeof schemes

/** The value as it is kept: without spaces and hyphens, in capitals; or what is wrong with it. */
export const readIdentifier = (
  scheme: SchemeName,
  typed: string,
): { readonly value: string } | { readonly problem: string } => {
  const value = typed.replaceAll(/[\s\p{Pd}]/gu, '').toUpperCase()
  const { title, form, holds }: Scheme = schemes[scheme]
  return holds(value) ? { value } : { problem: `${title} must be ${form}. Check it for a slip` }
}

export type Identifier = { readonly identity: number; readonly scheme: SchemeName; readonly value: string }

/** The value is not one of its scheme, or another person has it. */
export class IdentifierRefused extends Error {
  /** The other person's record, where whoever asks may know of it. */
  readonly other: number | undefined
  constructor(message: string, other?: number) {
    super(message)
    this.name = 'IdentifierRefused'
    this.other = other
  }
}

const believed = (database: Kysely<Tables>) =>
  database.selectFrom('identifier').where('identifier.known_to', '=', 'infinity')

/** The identifiers of these identities, and no others. */
export const identifiersOf = async (
  database: Kysely<Tables>,
  identities: readonly number[],
): Promise<readonly Identifier[]> => {
  if (identities.length === 0) return []
  const rows = await believed(database)
    .select(['identity', 'scheme', 'value'])
    .where('identity', 'in', [...identities])
    .orderBy('scheme')
    .execute()
  return rows.flatMap(row => (isScheme(row.scheme) ? [{ ...row, scheme: row.scheme }] : []))
}

const isScheme = (text: string): text is SchemeName => Object.hasOwn(schemes, text)

/**
 * Writes an identifier that is nobody else's. Those of one scheme are written one at a time: of two who record the same
 * number at once one waits and is told, and nobody has two.
 */
const write = async (
  database: Kysely<Tables>,
  context: Context,
  { identity, scheme, value }: Identifier,
): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext(${`righthelp identifiers ${scheme}`}))`.execute(database)
  const holder = await believed(database)
    .innerJoin('person as holder', 'holder.identity', 'identifier.identity')
    .innerJoin('person as self', join => join.on('self.identity', '=', identity))
    .select(['identifier.identity', accessAnswer(context, 'identifier.identity', 'few').as('answer')])
    .where('scheme', '=', scheme)
    .where('value', '=', value)
    .whereRef('holder.person', '<>', 'self.person')
    .executeTakeFirst()
  if (holder !== undefined)
    throw new IdentifierRefused(
      `This ${schemes[scheme].title} is already recorded for somebody else. Check it, and whether the two are one person.`,
      holder.answer === 'nothing' ? undefined : holder.identity,
    )
  await database
    .updateTable('identifier')
    .set({ known_to: context.now })
    .where('identity', '=', identity)
    .where('scheme', '=', scheme)
    .where('known_to', '=', 'infinity')
    .execute()
  await database.insertInto('identifier').values({ identity, scheme, value, known_from: context.now }).execute()
}

/**
 * Records a person's identifier in a scheme, in place of an earlier one, which stays readable. Throws IdentifierRefused
 * where the value is wrong or is another person's.
 */
export const identify = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
  scheme: SchemeName,
  typed: string,
): Promise<string> => {
  await mustOpen(database, context, identity)
  const reading = readIdentifier(scheme, typed)
  if ('problem' in reading) throw new IdentifierRefused(reading.problem)
  await atOnce(database, queries => write(queries, context, { identity, scheme, value: reading.value }))
  return reading.value
}
