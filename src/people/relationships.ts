import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { AccessAnswer, Context } from '../access/context.ts'
import { accessAnswer, mayKnowOf } from '../access/visibility.ts'
import type { CivilDate } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { lockRecords, mustOpen } from './identities.ts'
import type { Kind } from './identities.ts'
import { nameInQuery } from './names.ts'
import { inWordsFrom, isRelationshipKind, relationshipKinds } from './relationship-kinds.ts'
import type { RelationshipKind, RelationshipKindName } from './relationship-kinds.ts'

/** A person in another's family or network, as the other sees them. */
export type Relative = {
  readonly relationship: number
  readonly identity: number
  readonly kind: Kind
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly diedOn: CivilDate | null
  readonly relation: RelationshipKindName
  /** What the relative is to the person: `mother`, `brother or sister`, `child`. */
  readonly isTheir: string
  readonly parentalResponsibility: boolean | null
  readonly startedOn: CivilDate | null
  readonly endedOn: CivilDate | null
  readonly answer: AccessAnswer
}

type RelativeRow = Omit<Relative, 'relation' | 'isTheir'> & {
  readonly relation: string
  readonly end: 'one' | 'other'
}

/**
 * Everybody related to a person, from either end and from any of the person's records, whom whoever asks may know of;
 * the bonds that last first. Past ones too where asked for. The person's own record must have been opened.
 */
export const relativesOf = async (
  database: Kysely<Tables>,
  context: Context,
  identity: number,
  { past = false }: { readonly past?: boolean } = {},
): Promise<readonly Relative[]> => {
  const from = (self: 'one' | 'other', relative: 'one' | 'other') => sql`
    select bond.id, bond.kind, bond.parental_responsibility, bond.started_on, bond.ended_on,
      ${sql.ref(`bond.${relative}`)} as relative, ${sql.lit(relative)} as relative_end
    from relationship bond join records on records.identity = ${sql.ref(`bond.${self}`)}
    where bond.known_to = 'infinity' ${past ? sql`` : sql`and (bond.ended_on is null or bond.ended_on > ${context.today}::date)`}`
  const { rows } = await sql<RelativeRow>`
    with records as (
      select mate.identity from person self join person mate on mate.person = self.person where self.identity = ${identity}
    ), bonds as materialized (${from('other', 'one')} union all ${from('one', 'other')})
    select bonds.id as relationship, bonds.relative as identity, identity.kind, ${nameInQuery('version')} as name,
      version.born_on as "bornOn", version.expected_on as "expectedOn", version.died_on as "diedOn",
      bonds.kind as relation, bonds.relative_end as "end", bonds.parental_responsibility as "parentalResponsibility",
      bonds.started_on as "startedOn", bonds.ended_on as "endedOn",
      ${accessAnswer(context, 'bonds.relative', 'few')} as answer
    from bonds join identity on identity.identity = bonds.relative
      join identity_version version on version.identity = bonds.relative and version.known_to = 'infinity'
    where ${mayKnowOf(context, 'bonds.relative', 'few')}
    order by bonds.ended_on is not null, identity.kind, version.born_on nulls last, bonds.id`.execute(database)
  return rows.flatMap(({ relation, end, ...row }) =>
    isRelationshipKind(relation) ? [{ ...row, relation, isTheir: inWordsFrom(relation, end) }] : [],
  )
}

export type NewRelationship = {
  /** "One is the KIND of other." */
  readonly one: number
  readonly kind: RelationshipKindName
  readonly other: number
  readonly parentalResponsibility?: boolean
  readonly startedOn?: CivilDate
  readonly endedOn?: CivilDate
}

/** Why a relationship cannot be recorded, for the person who gave it. */
export class RelationshipRefused extends Error {
  override readonly name = 'RelationshipRefused'
}

const check = (bond: NewRelationship): void => {
  const kind: RelationshipKind = relationshipKinds[bond.kind]
  if (bond.one === bond.other) throw new RelationshipRefused('A person cannot be related to themselves.')
  if (bond.startedOn !== undefined && bond.endedOn !== undefined && bond.endedOn < bond.startedOn)
    throw new RelationshipRefused('The end must be on or after the start.')
  if (bond.parentalResponsibility === true && kind.mayHoldParentalResponsibility !== true)
    throw new RelationshipRefused(`A ${kind.is} is not recorded as holding parental responsibility.`)
}

/**
 * Records that one person is the mother, sibling ... of another. The same bond between the two is recorded once: a
 * second time changes what is said of it, and the earlier words stay readable. Answers its number. `justMade` is a
 * record made in the same transaction, which no bond opens yet.
 */
export const relate = async (
  database: Kysely<Tables>,
  context: Context,
  bond: NewRelationship,
  { justMade }: { readonly justMade?: number } = {},
): Promise<number> => {
  check(bond)
  if (bond.one !== justMade) await mustOpen(database, context, bond.one)
  if (bond.other !== justMade) await mustOpen(database, context, bond.other)
  const kind: RelationshipKind = relationshipKinds[bond.kind]
  return atOnce(database, async queries => {
    await lockRecords(queries, [bond.one, bond.other])
    await queries
      .updateTable('relationship')
      .set({ known_to: context.now })
      .where('kind', '=', bond.kind)
      .where('known_to', '=', 'infinity')
      .where(eb =>
        eb.or([
          eb.and([eb('one', '=', bond.one), eb('other', '=', bond.other)]),
          ...(kind.mutual === true ? [eb.and([eb('one', '=', bond.other), eb('other', '=', bond.one)])] : []),
        ]),
      )
      .execute()
    const { id } = await queries
      .insertInto('relationship')
      .values({
        one: bond.one,
        other: bond.other,
        kind: bond.kind,
        parental_responsibility: bond.parentalResponsibility ?? null,
        started_on: bond.startedOn ?? null,
        ended_on: bond.endedOn ?? null,
        author: context.worker,
        known_from: context.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** Records that a relationship ended on a day; what was said of it before stays readable. Answers its two ends, where it is there. */
export const endRelationship = async (
  database: Kysely<Tables>,
  context: Context,
  relationship: number,
  endedOn: CivilDate,
): Promise<readonly number[] | undefined> => {
  const row = await database
    .selectFrom('relationship')
    .selectAll()
    .where('id', '=', relationship)
    .where('known_to', '=', 'infinity')
    .executeTakeFirst()
  if (row === undefined || !isRelationshipKind(row.kind)) return undefined
  await relate(database, context, {
    one: row.one,
    other: row.other,
    kind: row.kind,
    ...(row.parental_responsibility === null ? {} : { parentalResponsibility: row.parental_responsibility }),
    ...(row.started_on === null ? {} : { startedOn: row.started_on }),
    endedOn,
  })
  return [row.one, row.other]
}
