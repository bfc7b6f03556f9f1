import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { CivilDate } from '../calendar/index.ts'
import { sources } from '../journey/codes/index.ts'
import type { Tables } from '../store/tables.ts'
import { isPartnerKind } from './partners.ts'
import type { Partner } from './partners.ts'

/** An organisation as administration lists it. */
export type ListedPartner = Partner & {
  readonly people: number
  readonly startedOn: CivilDate
  readonly endedOn: CivilDate | null
}

export type PartnersAsked = {
  readonly on: CivilDate
  /** Words that the organisation's name and kind, and the names and posts of its people, all contain. */
  readonly words?: string
  readonly which?: 'here' | 'ended'
  readonly page: number
  readonly perPage: number
}

/** `%` and `_` mean themselves in what somebody searches for. */
const containing = (word: string) => `%${word.replaceAll(/[\\%_]/g, mark => `\\${mark}`)}%`

/** Organisations by name, a page at a time, and how many there are in all. */
export const listedPartners = async (
  database: Kysely<Tables>,
  { on, words = '', which = 'here', page, perPage }: PartnersAsked,
): Promise<{ readonly partners: readonly ListedPartner[]; readonly total: number }> => {
  const wanted = words.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean).map(containing)
  const hasEnded = sql`ended_on is not null and ended_on <= ${on}::date`
  const { rows } = await sql<Omit<ListedPartner, 'kind'> & { readonly kind: string; readonly total: number }>`
    with listed as (
      select partner.*,
        (select count(*)::int from partner_person as person where person.partner = partner.partner
          and (person.ended_on is null or person.ended_on > ${on}::date)) as people,
        lower(concat_ws(' ', partner.name, ${JSON.stringify(sources)}::jsonb ->> partner.kind,
          (select string_agg(concat_ws(' ', person.given, person.family, person.post), ' ')
            from partner_person as person where person.partner = partner.partner))) as text
      from partner
    )
    select partner, name, kind, answers_enquiries as "answersEnquiries", people, started_on as "startedOn",
      ended_on as "endedOn", (count(*) over ())::int as total
    from listed
    where ${which === 'ended' ? hasEnded : sql`not (${hasEnded})`} and text like all (${wanted}::text[])
    order by lower(name), partner
    limit ${perPage} offset ${(page - 1) * perPage}`.execute(database)
  return {
    partners: rows.map(row => ({ ...row, kind: isPartnerKind(row.kind) ? row.kind : 'other' })),
    total: rows[0]?.total ?? 0,
  }
}

/** Somebody of an organisation as administration sees them. */
export type KnownPerson = {
  readonly person: number
  readonly given: string
  readonly family: string
  readonly post: string
  readonly email: string | null
  readonly subject: string | null
  readonly startedOn: CivilDate
  readonly endedOn: CivilDate | null
}

/** Everybody who is, was or will be of an organisation, by family name; one of them where `person` is given. */
export const peopleOfPartner = (
  database: Kysely<Tables>,
  partner: number,
  person?: number,
): Promise<readonly KnownPerson[]> => {
  const all = database
    .selectFrom('partner_person')
    .select(['person', 'given', 'family', 'post', 'email', 'subject', 'started_on as startedOn', 'ended_on as endedOn'])
    .where('partner', '=', partner)
    .orderBy('family')
    .orderBy('given')
    .orderBy('person')
  return (person === undefined ? all : all.where('person', '=', person)).execute()
}

/** One organisation, whether it has ended or not, with how many questions to it are open. */
export const knownPartner = async (
  database: Kysely<Tables>,
  partner: number,
): Promise<(Omit<ListedPartner, 'people'> & { readonly openEnquiries: number }) | undefined> => {
  const row = await database
    .selectFrom('partner')
    .select(eb => [
      'partner',
      'name',
      'kind',
      'answers_enquiries as answersEnquiries',
      'started_on as startedOn',
      'ended_on as endedOn',
      eb
        .selectFrom('enquiry')
        .select(of => of.fn.countAll<string>().as('open'))
        .whereRef('enquiry.partner', '=', 'partner.partner')
        .where('enquiry.answered_at', 'is', null)
        .where('enquiry.withdrawn_at', 'is', null)
        .as('openEnquiries'),
    ])
    .where('partner', '=', partner)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { kind, openEnquiries } = row
  return { ...row, kind: isPartnerKind(kind) ? kind : 'other', openEnquiries: Number(openEnquiries ?? 0) }
}
