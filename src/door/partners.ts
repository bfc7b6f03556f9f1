import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { dateAt } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { sources } from '../journey/codes/index.ts'
import type { Source } from '../journey/codes/index.ts'
import type { Tables } from '../store/tables.ts'

/** What kind of organisation it is, by the codes of the question who told us about the child. */
export type PartnerKind = Source

/** An organisation that works with the county's children. */
export type Partner = {
  readonly partner: number
  readonly name: string
  readonly kind: PartnerKind
  readonly answersEnquiries: boolean
}

/** Somebody of another organisation who is asking, and what time it is. */
export type PartnerContext = Partner & {
  readonly person: number
  readonly given: string
  readonly family: string
  readonly post: string
  readonly now: Instant
  readonly today: CivilDate
}

export const isPartnerKind = (kind: string): kind is PartnerKind => Object.hasOwn(sources, kind)

/** A day on which a row of organisations or people is in force: a leaver is out on the day of leaving. */
const inForceOn = (table: string, on: CivilDate) =>
  sql<boolean>`(${sql.ref(`${table}.started_on`)} <= ${on}::date
    and (${sql.ref(`${table}.ended_on`)} is null or ${sql.ref(`${table}.ended_on`)} > ${on}::date))`

const columns = [
  'partner.partner',
  'partner.name',
  'partner.kind',
  'partner.answers_enquiries as answersEnquiries',
] as const

const kindOf = (kind: string): PartnerKind => (isPartnerKind(kind) ? kind : 'other')

/** Adds an organisation and answers with its number. */
export const addPartner = async (
  database: Kysely<Tables>,
  {
    name,
    kind,
    answersEnquiries = false,
    startedOn,
  }: {
    readonly name: string
    readonly kind: PartnerKind
    readonly answersEnquiries?: boolean
    readonly startedOn: CivilDate
  },
): Promise<number> => {
  const { partner } = await database
    .insertInto('partner')
    .values({ name, kind, answers_enquiries: answersEnquiries, started_on: startedOn, ended_on: null })
    .returning('partner')
    .executeTakeFirstOrThrow()
  return partner
}

/** Adds somebody of an organisation and answers with their number. */
export const addPartnerPerson = async (
  database: Kysely<Tables>,
  {
    partner,
    given,
    family,
    post,
    email = null,
    startedOn,
  }: {
    readonly partner: number
    readonly given: string
    readonly family: string
    readonly post: string
    readonly email?: string | null
    readonly startedOn: CivilDate
  },
): Promise<number> => {
  const { person } = await database
    .insertInto('partner_person')
    .values({ partner, given, family, post, email, started_on: startedOn, ended_on: null })
    .returning('person')
    .executeTakeFirstOrThrow()
  return person
}

/** The organisations there are on a day, by name; those that answer enquiries alone where `answering` is set. */
export const partnersOn = async (
  database: Kysely<Tables>,
  on: CivilDate,
  { answering = false }: { readonly answering?: boolean } = {},
): Promise<readonly Partner[]> => {
  let query = database.selectFrom('partner').select(columns).where(inForceOn('partner', on))
  if (answering) query = query.where('answers_enquiries', '=', true)
  const rows = await query.orderBy('name').execute()
  return rows.map(row => ({ ...row, kind: kindOf(row.kind) }))
}

/** Somebody of an organisation, as a list shows them. */
export type PartnerPerson = {
  readonly person: number
  readonly partner: number
  readonly name: string
  readonly post: string
}

/** Everybody of the organisations on a day, by name; of one organisation where it is given. */
export const partnerPeopleOn = (
  database: Kysely<Tables>,
  on: CivilDate,
  partner?: number,
): Promise<readonly PartnerPerson[]> => {
  let query = database
    .selectFrom('partner_person')
    .innerJoin('partner', 'partner.partner', 'partner_person.partner')
    .select([
      'partner_person.person',
      'partner_person.partner',
      sql<string>`partner_person.given || ' ' || partner_person.family`.as('name'),
      'partner_person.post',
    ])
    .where(inForceOn('partner_person', on))
    .where(inForceOn('partner', on))
  if (partner !== undefined) query = query.where('partner_person.partner', '=', partner)
  return query.orderBy('name').execute()
}

/** The context of somebody at an instant; undefined where they or their organisation have left by that day. */
export const partnerContextOf = async (
  database: Kysely<Tables>,
  person: number,
  now: Instant,
): Promise<PartnerContext | undefined> => {
  const today = dateAt(now)
  const row = await database
    .selectFrom('partner_person')
    .innerJoin('partner', 'partner.partner', 'partner_person.partner')
    .select([
      ...columns,
      'partner_person.person',
      'partner_person.given',
      'partner_person.family',
      'partner_person.post',
    ])
    .where('partner_person.person', '=', person)
    .where(inForceOn('partner_person', today))
    .where(inForceOn('partner', today))
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, kind: kindOf(row.kind), now, today }
}
