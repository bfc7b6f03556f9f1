import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** How many looks one seal covers at most. */
export const looksPerSeal = 1000

/** Each look in a seal's digests: eight bytes of its number, and sixteen of the SHA-256 over what it says. */
export const bytesPerLook = 24

/**
 * What a look says, as text in which no two looks are alike: the same in every version of PostgreSQL and under every
 * setting. It is here and not in the database, where whoever may change a look could change a function too.
 */
const canonical = sql`row(look.id, extract(epoch from look.at), look.worker, look.partner_person, look.request,
  look.role, look.act, look.answer, look.identity, look.entry, look.reason)::text`

/** The digests of looks that stand under the name `look`, by their numbers: an aggregate. */
export const digestsOf: RawBuilder<Buffer> = sql<Buffer>`coalesce(
  string_agg(int8send(look.id) || substr(sha256(convert_to(${canonical}, 'UTF8')), 1, 16), ''::bytea order by look.id),
  ''::bytea)`

/** The hash of a seal, over the former seal's, its range and its digests. */
export const hashOf = (of: {
  readonly former: RawBuilder<unknown>
  readonly after: RawBuilder<unknown>
  readonly through: RawBuilder<unknown>
  readonly digests: RawBuilder<unknown>
}): RawBuilder<Buffer> =>
  sql<Buffer>`sha256(${of.former} || int8send(${of.after}) || int8send(${of.through}) || ${of.digests})`
