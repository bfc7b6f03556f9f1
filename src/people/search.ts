import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { AccessAnswer, Context } from '../access/context.ts'
import { note } from '../access/log.ts'
import { roleMatrix } from '../access/role-matrix.ts'
import { accessAnswer, mayKnowOf } from '../access/visibility.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { Tables } from '../store/tables.ts'
import { schemes } from './identifiers.ts'
import type { Kind } from './identities.ts'
import { nameInQuery } from './names.ts'
import { understand } from './search-words.ts'
import type { Understood } from './search-words.ts'

export type Found = {
  readonly identity: number
  readonly kind: Kind
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly answer: AccessAnswer
}

export type FoundPage = {
  readonly found: readonly Found[]
  /** How many people there are on all pages. */
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly understood: Understood
}

/** What somebody looks for: words, a date of birth, an NHS number, a pupil number or the number of a record, in any order. */
export type Search = {
  readonly words: string
  readonly bornOn?: CivilDate
  readonly kind?: Kind
  /** From 1. */
  readonly page?: number
  readonly perPage?: number
}

/** Text in which `%`, `_` and the escape itself stand for themselves. */
const literally = (text: RawBuilder<string>) =>
  sql<string>`replace(replace(replace(${text}, '\\', '\\\\'), '%', '\\%'), '_', '\\_')`

const currentVersion = sql`version.known_to = 'infinity'`

/** A word at the beginning of any part of a name. */
const hasWord = (word: string) =>
  sql<boolean>`version.search_name like '% ' || ${literally(sql<string>`nullif(btrim(translate(folded_words(${word}), '''’‘ʼʻ\`´', '')), '')`)} || '%'`

const conditionsOf = (understood: Understood, context: Context, kind: Kind | undefined): RawBuilder<boolean> => {
  const conditions = [sql<boolean>`${currentVersion} and ${mayKnowOf(context, 'version.identity')}`]
  for (const word of understood.words) conditions.push(hasWord(word))
  const isOneOf = (identities: RawBuilder<unknown>) => conditions.push(sql`version.identity in (${identities})`)
  const holding = (value: string) =>
    sql`select identifier.identity from identifier where identifier.scheme in (${sql.join(Object.keys(schemes))})
      and identifier.value = ${value} and identifier.known_to = 'infinity'`
  if (understood.bornOn !== undefined)
    isOneOf(sql`select birth.identity from identity_version birth
        where birth.born_on = ${understood.bornOn} and birth.known_to = 'infinity'
      union select birth.identity from identity_version birth
        where birth.expected_on = ${understood.bornOn} and birth.known_to = 'infinity'`)
  if (understood.identifier !== undefined) isOneOf(holding(understood.identifier))
  if (understood.identity !== undefined)
    isOneOf(sql`select ${understood.identity}::bigint union ${holding(String(understood.identity))}`)
  if (kind !== undefined) conditions.push(sql`identity.kind = ${kind}`)
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

const nothing = (understood: Understood): FoundPage => ({ found: [], total: 0, page: 1, pages: 0, understood })

const query = (
  condition: RawBuilder<boolean>,
  wholeWords: string,
  context: Context,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
) => sql<(Found | { readonly identity: null }) & { readonly total: number }>`
  with hit as materialized (
    select version.identity, person.person, version.born_on,
      version.search_name like '% ' || ${literally(sql<string>`folded_words(${wholeWords})`)} || '%' as in_order,
      version.search_name
    from identity_version version
      join person on person.identity = version.identity
      join identity on identity.identity = version.identity
    where ${condition}
  ), one_each as (
    select distinct on (hit.person) hit.* from hit order by hit.person, hit.in_order desc, hit.identity
  ), shown as materialized (
    select one_each.*, row_number() over (order by one_each.in_order desc, one_each.search_name, one_each.identity) as place
    from one_each order by one_each.in_order desc, one_each.search_name, one_each.identity limit ${perPage} offset ${offset}
  )
  select shown.identity, identity.kind, ${nameInQuery('version')} as name, version.born_on as "bornOn",
    version.expected_on as "expectedOn", ${accessAnswer(context, 'shown.identity', 'few')} as answer,
    counted.total
  from (select count(*) as total from one_each) counted
    -- A page past the end has nobody on it, and is told of how many all the same.
    left join (shown join identity on identity.identity = shown.identity
      join identity_version version on version.identity = shown.identity and ${currentVersion}) on true
  order by shown.place`

/**
 * People by name (words in any order, marks and apostrophes left aside), date of birth, identifier or number of a record,
 * a person once whatever the number of its records. Whoever is nothing to the reader is neither shown nor counted. Each
 * person shown is noted as looked at, and so is a search that a part may not make.
 */
export const search = async (database: Kysely<Tables>, context: Context, asked: Search): Promise<FoundPage> => {
  const { page = 1, perPage = 25, bornOn } = asked
  const read = understand(asked.words)
  const understood = bornOn === undefined ? read : { ...read, bornOn }
  if (!roleMatrix[context.role].searches) {
    await note(database, context, { act: 'search', answer: 'refused' })
    return nothing(understood)
  }
  const asksNothing = understood.words.length === 0 && Object.keys(understood).length === 1
  if (asksNothing) return nothing(understood)
  const offset = (page - 1) * perPage
  const condition = conditionsOf(understood, context, asked.kind)
  const { rows } = await query(condition, understood.words.join(' '), context, { perPage, offset }).execute(database)
  const found = rows.flatMap(row => {
    if (row.identity === null) return []
    const { identity, kind, name, bornOn, expectedOn, answer } = row
    return [{ identity, kind, name, bornOn, expectedOn, answer }]
  })
  const total = rows[0]?.total ?? 0
  await note(
    database,
    context,
    found.length === 0
      ? { act: 'search', answer: 'allowed' }
      : found.map(({ identity, answer }) => ({ act: 'search', answer, identity })),
  )
  return { found, total, page, pages: Math.ceil(total / perPage), understood }
}
