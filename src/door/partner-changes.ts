import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { dateAt } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { Said } from '../council/index.ts'
import type { Tables } from '../store/tables.ts'
import { noteOfPartner } from './partner-history.ts'
import { endPartnerSessionsOf } from './partner-sessions.ts'
import { addPartner, addPartnerPerson } from './partners.ts'
import type { PartnerKind } from './partners.ts'

type Queries = Kysely<Tables>

/** Why an organisation or its people cannot be changed so, in words for whoever asked, and the field that they are about. */
export class PartnerRefused extends Error {
  override readonly name = 'PartnerRefused'
  readonly field: string
  constructor(field: string, words: string) {
    super(words)
    this.field = field
  }
}

/** What is said of an organisation. */
export type PartnerDetails = { readonly name: string; readonly kind: PartnerKind; readonly answersEnquiries: boolean }

/** What is said of somebody of an organisation. */
export type PersonDetails = {
  readonly given: string
  readonly family: string
  readonly post: string
  readonly email: string | null
}

/** One change of the organisations at a time, whole or not at all: names are compared under the lock. */
const changing = <Result>(database: Queries, work: (queries: Queries) => Promise<Result>): Promise<Result> =>
  database.transaction().execute(async queries => {
    await sql`select pg_advisory_xact_lock(hashtext('righthelp partners'))`.execute(queries)
    return work(queries)
  })

const partnerRow = async (queries: Queries, partner: number) => {
  const row = await queries.selectFrom('partner').selectAll().where('partner', '=', partner).executeTakeFirst()
  if (row === undefined) throw new PartnerRefused('name', 'There is no such organisation')
  return row
}

const personRow = async (queries: Queries, partner: number, person: number) => {
  const row = await queries
    .selectFrom('partner_person')
    .selectAll()
    .where('partner', '=', partner)
    .where('person', '=', person)
    .executeTakeFirst()
  if (row === undefined) throw new PartnerRefused('given', 'There is no such person')
  return row
}

const checkName = async (queries: Queries, name: string, own?: number): Promise<void> => {
  const same = await queries
    .selectFrom('partner')
    .select(['partner', 'ended_on'])
    .where(eb => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .executeTakeFirst()
  if (same === undefined || same.partner === own) return
  throw new PartnerRefused(
    'name',
    same.ended_on === null
      ? 'There is an organisation of this name already'
      : 'There was an organisation of this name, and it ended: open it to let it work with you again',
  )
}

const checkPerson = async (queries: Queries, partner: number, details: PersonDetails, own?: number): Promise<void> => {
  const same = await queries
    .selectFrom('partner_person')
    .select('person')
    .where('partner', '=', partner)
    .where('ended_on', 'is', null)
    .where(eb => eb(eb.fn<string>('lower', ['given']), '=', details.given.toLowerCase()))
    .where(eb => eb(eb.fn<string>('lower', ['family']), '=', details.family.toLowerCase()))
    .where(eb => eb(eb.fn<string>('lower', ['post']), '=', details.post.toLowerCase()))
    .execute()
  if (same.some(({ person }) => person !== own))
    throw new PartnerRefused('given', 'Somebody of this name and post is in the organisation already')
}

/** Adds an organisation that works with the county from today, and answers with its number. Throws PartnerRefused. */
export const takeUpPartner = (database: Queries, details: PartnerDetails, said: Said): Promise<number> =>
  changing(database, async queries => {
    await checkName(queries, details.name)
    const partner = await addPartner(queries, { ...details, startedOn: dateAt(said.at) })
    await noteOfPartner(queries, said, { partner, kind: 'added' })
    return partner
  })

/** Changes what is said of an organisation. Throws PartnerRefused. */
export const changePartner = (
  database: Queries,
  partner: number,
  { name, kind, answersEnquiries }: PartnerDetails,
  said: Said,
): Promise<void> =>
  changing(database, async queries => {
    const before = await partnerRow(queries, partner)
    if (before.name === name && before.kind === kind && before.answers_enquiries === answersEnquiries) return
    await checkName(queries, name, partner)
    await queries
      .updateTable('partner')
      .set({ name, kind, answers_enquiries: answersEnquiries })
      .where('partner', '=', partner)
      .execute()
    const was = { name: before.name, kind: before.kind, answersEnquiries: before.answers_enquiries }
    await noteOfPartner(queries, said, { partner, kind: 'changed', was })
  })

/** Adds somebody to an organisation from today, and answers with their number. Throws PartnerRefused. */
export const takeOnPerson = (database: Queries, partner: number, details: PersonDetails, said: Said): Promise<number> =>
  changing(database, async queries => {
    const today = dateAt(said.at)
    const { ended_on: endedOn } = await partnerRow(queries, partner)
    if (endedOn !== null && endedOn <= today)
      throw new PartnerRefused('given', 'This organisation has ended, so nobody can be added to it')
    await checkPerson(queries, partner, details)
    const person = await addPartnerPerson(queries, { partner, ...details, startedOn: today })
    await noteOfPartner(queries, said, { partner, person, kind: 'personAdded' })
    return person
  })

/** Changes what is said of somebody of an organisation. Throws PartnerRefused. */
export const changePerson = (
  database: Queries,
  { partner, person }: { readonly partner: number; readonly person: number },
  details: PersonDetails,
  said: Said,
): Promise<void> =>
  changing(database, async queries => {
    const { given, family, post, email } = await personRow(queries, partner, person)
    const was = { given, family, post, email }
    if (Object.entries(was).every(([name, value]) => details[name as keyof PersonDetails] === value)) return
    await checkPerson(queries, partner, details, person)
    await queries.updateTable('partner_person').set(details).where('person', '=', person).execute()
    await noteOfPartner(queries, said, { partner, person, kind: 'personChanged', was })
  })

const checkEnd = (
  row: { readonly started_on: CivilDate; readonly ended_on: CivilDate | null },
  on: CivilDate,
): void => {
  if (row.ended_on !== null) throw new PartnerRefused('on', 'A colleague of yours has ended it already')
  if (on < row.started_on) throw new PartnerRefused('on', 'The day must not be before the day on which it began')
}

/** An organisation works with the county no longer from a day on; where it has come, its people are out at once. Throws PartnerRefused. */
export const endPartner = (database: Queries, partner: number, on: CivilDate, said: Said): Promise<void> =>
  changing(database, async queries => {
    checkEnd(await partnerRow(queries, partner), on)
    await queries.updateTable('partner').set({ ended_on: on }).where('partner', '=', partner).execute()
    await noteOfPartner(queries, said, { partner, kind: 'ended', on })
    if (on > dateAt(said.at)) return
    const people = await queries.selectFrom('partner_person').select('person').where('partner', '=', partner).execute()
    for (const { person } of people) await endPartnerSessionsOf(queries, person)
  })

/** Somebody leaves an organisation on a day; where it has come, they are out at once. Throws PartnerRefused. */
export const endPerson = (
  database: Queries,
  { partner, person }: { readonly partner: number; readonly person: number },
  on: CivilDate,
  said: Said,
): Promise<void> =>
  changing(database, async queries => {
    checkEnd(await personRow(queries, partner, person), on)
    await queries.updateTable('partner_person').set({ ended_on: on }).where('person', '=', person).execute()
    await noteOfPartner(queries, said, { partner, person, kind: 'personEnded', on })
    if (on <= dateAt(said.at)) await endPartnerSessionsOf(queries, person)
  })

/** An ending is taken back: the organisation works with the county again, or has never ceased to. Throws PartnerRefused. */
export const takeBackEnd = (
  database: Queries,
  { partner, person }: { readonly partner: number; readonly person?: number },
  said: Said,
): Promise<void> =>
  changing(database, async queries => {
    const row = person === undefined ? await partnerRow(queries, partner) : await personRow(queries, partner, person)
    if (row.ended_on === null) return
    if (person === undefined)
      await queries.updateTable('partner').set({ ended_on: null }).where('partner', '=', partner).execute()
    else await queries.updateTable('partner_person').set({ ended_on: null }).where('person', '=', person).execute()
    await noteOfPartner(queries, said, {
      partner,
      ...(person === undefined ? { kind: 'endTakenBack' } : { person, kind: 'personEndTakenBack' }),
      was: { endedOn: row.ended_on },
    })
  })
