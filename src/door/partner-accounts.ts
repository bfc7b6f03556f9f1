import type { Kysely } from 'kysely'
import { dateAt } from '../calendar/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Said } from '../council/index.ts'
import type { Tables } from '../store/tables.ts'
import { noteOfPartner } from './partner-history.ts'
import { endPartnerSessionsOf } from './partner-sessions.ts'

/** The people who are of an organisation on a day, and the organisation is there. */
const thereOn = (database: Kysely<Tables>, on: CivilDate) =>
  database
    .selectFrom('partner_person')
    .innerJoin('partner', 'partner.partner', 'partner_person.partner')
    .select(['partner_person.person', 'partner_person.partner'])
    .where('partner_person.started_on', '<=', on)
    .where('partner.started_on', '<=', on)
    .where(eb => eb.or([eb('partner_person.ended_on', 'is', null), eb('partner_person.ended_on', '>', on)]))
    .where(eb => eb.or([eb('partner.ended_on', 'is', null), eb('partner.ended_on', '>', on)]))

/**
 * Which person of an organisation the provider's claims mean. An e-mail address counts until the first sign-in, and only
 * where one person alone has it: from then on the subject does, so that an address given to somebody else opens nothing.
 */
export const personOfAccount = (
  database: Kysely<Tables>,
  { subject, email }: { readonly subject: string; readonly email: string | undefined },
  at: Instant,
): Promise<number | undefined> =>
  database.transaction().execute(async queries => {
    const there = thereOn(queries, dateAt(at))
    const known = await there.where('partner_person.subject', '=', subject).executeTakeFirst()
    if (known !== undefined || email === undefined) return known?.person
    const named = await there
      .where('partner_person.subject', 'is', null)
      .where(eb => eb(eb.fn<string>('lower', ['partner_person.email']), '=', email))
      .forUpdate('partner_person')
      .execute()
    const [only] = named
    if (only === undefined || named.length > 1) return undefined
    // Whoever left one organisation and works for another is a new person there, with the account they had.
    await queries.updateTable('partner_person').set({ subject: null }).where('subject', '=', subject).execute()
    await queries.updateTable('partner_person').set({ subject }).where('person', '=', only.person).execute()
    await noteOfPartner(queries, { by: null, at }, { ...only, kind: 'accountLinked' })
    return only.person
  })

/** Says that an account is no longer somebody's: they are out at once, and the next sign-in goes by their e-mail address. */
export const unlinkPartnerAccount = (
  database: Kysely<Tables>,
  { partner, person }: { readonly partner: number; readonly person: number },
  said: Said,
): Promise<void> =>
  database.transaction().execute(async queries => {
    const unlinked = await queries
      .updateTable('partner_person')
      .set({ subject: null })
      .where('partner', '=', partner)
      .where('person', '=', person)
      .where('subject', 'is not', null)
      .returning('person')
      .executeTakeFirst()
    if (unlinked === undefined) return
    await endPartnerSessionsOf(queries, person)
    await noteOfPartner(queries, said, { partner, person, kind: 'accountUnlinked' })
  })
