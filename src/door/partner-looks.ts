import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { PartnerContext } from './partners.ts'

/** What somebody of another organisation did or tried: `nothing` is a guess at what is not theirs, or is not there. */
export type PartnerLook = {
  readonly act: string
  readonly answer: 'open' | 'nothing' | 'allowed' | 'refused'
  readonly request?: number | undefined
  /** The child whose record it has been decided to be. */
  readonly identity?: number | undefined
}

/** Adds a line to the access log, or several at once. */
export const notePartner = async (
  database: Kysely<Tables>,
  { person, now }: Pick<PartnerContext, 'person' | 'now'>,
  looks: PartnerLook | readonly PartnerLook[],
): Promise<void> => {
  const list = 'act' in looks ? [looks] : looks
  if (list.length === 0) return
  await database
    .insertInto('access_log')
    .values(
      list.map(({ act, answer, request, identity }) => ({
        at: now,
        worker: null,
        partner_person: person,
        role: 'partner',
        act,
        answer,
        request: request ?? null,
        identity: identity ?? null,
        entry: null,
        reason: null,
      })),
    )
    .execute()
}
