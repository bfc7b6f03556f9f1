import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

export type Name = {
  readonly given: string | null
  readonly family: string | null
  readonly preferred: string | null
}

const writtenTogether = /^[\u2e80-\u9fff\uac00-\ud7a3]+$/u

const join = (first: string | null, family: string | null): string => {
  if (first === null || family === null) return first ?? family ?? ''
  // A name in Han, Hangul or kana is written with the family name first, and together.
  return writtenTogether.test(first) && writtenTogether.test(family) ? `${family}${first}` : `${first} ${family}`
}

/** The name somebody goes by: the preferred name, else the given one, with the family name. Empty where there is none. */
export const goesBy = ({ given, family, preferred }: Name): string => join(preferred ?? given, family)

/** What a child without a name is called. */
export const unnamed = (unborn: boolean, mother: string | undefined): string =>
  mother === undefined || mother === ''
    ? unborn
      ? 'Unborn baby'
      : 'Name not known'
    : unborn
      ? `Unborn baby of ${mother}`
      : `Baby of ${mother}`

const expression = (table: string) => {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql<string>`case
    when coalesce(${column('preferred')}, ${column('given')}) ~ '^[⺀-鿿가-힣]+$' and ${column('family')} ~ '^[⺀-鿿가-힣]+$'
      then ${column('family')} || coalesce(${column('preferred')}, ${column('given')})
    else concat_ws(' ', coalesce(${column('preferred')}, ${column('given')}), ${column('family')}) end`
}

/**
 * The name somebody goes by, in a query, from the version of an identity that the table holds (`version` in
 * `... join identity_version as version`): as `goesBy` says it, and for a child without a name by the mother's.
 */
export const nameInQuery = (table = 'identity_version'): RawBuilder<string> => {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql<string>`case when coalesce(${column('given')}, ${column('preferred')}, ${column('family')}) is not null
    then ${expression(table)}
    else name_by_mother(${column('identity')}, ${column('born_on')} is null and ${column('expected_on')} is not null) end`
}
