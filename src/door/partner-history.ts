import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Instant } from '../calendar/index.ts'
import type { Said } from '../council/index.ts'
import type { Tables } from '../store/tables.ts'

/** What is kept in the history of an organisation. */
export type PartnerEvent =
  | 'added'
  | 'changed'
  | 'ended'
  | 'endTakenBack'
  | 'personAdded'
  | 'personChanged'
  | 'personEnded'
  | 'personEndTakenBack'
  | 'accountLinked'
  | 'accountUnlinked'

/** Adds a line to the history of an organisation. */
export const noteOfPartner = async (
  database: Kysely<Tables>,
  { by, at }: Said,
  {
    partner,
    person = null,
    kind,
    ...detail
  }: { readonly partner: number; readonly person?: number | null; readonly kind: PartnerEvent } & Readonly<
    Record<string, unknown>
  >,
): Promise<void> => {
  await database
    .insertInto('partner_event')
    .values({ partner, person, at, kind, author: by, detail: JSON.stringify(detail) })
    .execute()
}

/** A line of the history of an organisation. */
export type PartnerHistoryLine = {
  readonly at: Instant
  readonly kind: string
  readonly personName: string | null
  readonly authorName: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** What was done about an organisation and its people, the newest first. */
export const historyOfPartner = (database: Kysely<Tables>, partner: number): Promise<readonly PartnerHistoryLine[]> =>
  database
    .selectFrom('partner_event')
    .leftJoin('worker as author', 'author.worker', 'partner_event.author')
    .leftJoin('partner_person as person', 'person.person', 'partner_event.person')
    .select([
      'partner_event.at',
      'partner_event.kind',
      sql<string | null>`person.given || ' ' || person.family`.as('personName'),
      sql<string | null>`author.given || ' ' || author.family`.as('authorName'),
      'partner_event.detail',
    ])
    .where('partner_event.partner', '=', partner)
    .orderBy('partner_event.id', 'desc')
    .limit(200)
    .execute()
