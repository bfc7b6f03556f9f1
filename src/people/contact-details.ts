import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { believeNoMore, endLine } from './dated-lines.ts'
import { lockRecords, mustOpen } from './identities.ts'
import { isTelephone, telephoneDigits, telephoneProblem } from './telephones.ts'
import { tidyWords } from './tidy-words.ts'

/** The ways in which a person is reached. */
export const contactKinds = { telephone: 'Telephone', email: 'E-mail' } as const

export type ContactKind = keyof typeof contactKinds

export const isContactKind = (text: string): text is ContactKind => Object.hasOwn(contactKinds, text)

/** A number or an address by which somebody is reached. */
export type ContactDetail = {
  readonly contact: number
  /** Whose it is, by the number that was asked for. */
  readonly identity: number
  readonly kind: ContactKind
  readonly value: string
  /** Whether it is safe to ring, write or leave a message there; null where nobody has asked. */
  readonly safe: boolean | null
  readonly note: string | null
  readonly startedOn: CivilDate | null
  readonly endedOn: CivilDate | null
}

/** Why it cannot be recorded, for the person who gave it; `field` is the question that it belongs to. */
export class ContactRefused extends Error {
  override readonly name = 'ContactRefused'
  readonly field: 'value' | 'note' | 'startedOn' | 'endedOn'
  constructor(field: ContactRefused['field'], words: string) {
    super(words)
    this.field = field
  }
}

/** How some people are reached, by all the records of each; what still holds first. The records must have been opened. */
export const contactDetailsOf = async (
  database: Kysely<Tables>,
  identities: readonly number[],
): Promise<readonly ContactDetail[]> => {
  if (identities.length === 0) return []
  return database
    .selectFrom('person as self')
    .innerJoin('person as mate', 'mate.person', 'self.person')
    .innerJoin('contact_detail', 'contact_detail.identity', 'mate.identity')
    .select([
      'contact_detail.id as contact',
      'self.identity',
      'contact_detail.kind',
      'contact_detail.value',
      'contact_detail.safe',
      'contact_detail.note',
      'contact_detail.started_on as startedOn',
      'contact_detail.ended_on as endedOn',
    ])
    .where(sql<boolean>`self.identity = any (${[...identities]}::bigint[])`)
    .where('contact_detail.known_to', '=', 'infinity')
    .orderBy(sql`contact_detail.ended_on`, order => order.desc().nullsFirst())
    .orderBy('contact_detail.kind', 'desc')
    .orderBy('contact_detail.id')
    .execute()
}

/** What was said of a number or an address until something else was. */
export type ContactSaidBefore = Pick<ContactDetail, 'identity' | 'kind' | 'value' | 'safe' | 'note'> & {
  readonly author: number | null
  readonly knownFrom: Instant
  readonly knownTo: Instant
}

/** What was said before of how some people are reached, the latest first, where what is said since is other than its end. */
export const contactDetailsBefore = async (
  database: Kysely<Tables>,
  identities: readonly number[],
): Promise<readonly ContactSaidBefore[]> => {
  if (identities.length === 0) return []
  const { rows } = await sql<ContactSaidBefore>`
    select self.identity, said.kind, said.value, said.safe, said.note, said.author,
      said.known_from as "knownFrom", said.known_to as "knownTo"
    from person self join person mate on mate.person = self.person
      join contact_detail said on said.identity = mate.identity
    where self.identity = any (${[...identities]}::bigint[]) and said.known_to <> 'infinity'
      and not exists (
        select 1 from contact_detail later where later.identity = said.identity and later.known_from = said.known_to
          and (later.kind, later.value) = (said.kind, said.value)
          and (later.safe, later.note) is not distinct from (said.safe, said.note))
    order by said.known_to desc, said.id desc`.execute(database)
  return rows
}

export type NewContactDetail = Pick<ContactDetail, 'identity' | 'kind' | 'value' | 'safe' | 'note' | 'startedOn'>

const longestValue = 150
const longestNote = 300
const emailForm = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/

const checked = (detail: NewContactDetail, { today }: Context): NewContactDetail => {
  const value = tidyWords(detail.value) ?? ''
  const note = tidyWords(detail.note)
  if (detail.kind === 'telephone' && (value.length > longestValue || !isTelephone(value)))
    throw new ContactRefused('value', telephoneProblem)
  if (detail.kind === 'email' && (value.length > longestValue || !emailForm.test(value)))
    throw new ContactRefused('value', 'Enter an e-mail address, like name@example.com')
  if (note !== null && note.length > longestNote)
    throw new ContactRefused('note', `What to take care of must be ${longestNote} characters or fewer`)
  if (detail.startedOn !== null && detail.startedOn > today)
    throw new ContactRefused('startedOn', 'The day since when must be today or in the past')
  return { ...detail, value, note }
}

const sameValue = (kind: ContactKind, one: string, other: string): boolean =>
  kind === 'telephone'
    ? telephoneDigits(one) === telephoneDigits(other)
    : one.toLocaleLowerCase('en-GB') === other.toLocaleLowerCase('en-GB')

/** What was said of whether a number is safe: that it is not, where anybody said so. */
const safeAmong = (said: readonly Pick<ContactDetail, 'safe'>[]): boolean | null =>
  said.some(({ safe }) => safe === false) ? false : (said.find(({ safe }) => safe !== null)?.safe ?? null)

/**
 * Records how somebody is reached. The same number or address a second time changes what is said of it, and the earlier
 * words stay readable; what is not said anew stays as it was. Throws ContactRefused, and RecordRefused where the record does not open.
 */
export const recordContactDetail = async (
  database: Kysely<Tables>,
  context: Context,
  given: NewContactDetail,
): Promise<void> => {
  await mustOpen(database, context, given.identity)
  const detail = checked(given, context)
  await atOnce(database, async queries => {
    await lockRecords(queries, [detail.identity])
    const same = (await contactDetailsOf(queries, [detail.identity])).filter(
      ({ kind, value, endedOn }) => endedOn === null && kind === detail.kind && sameValue(kind, value, detail.value),
    )
    await believeNoMore(
      queries,
      context,
      'contact_detail',
      same.map(({ contact }) => contact),
    )
    await queries
      .insertInto('contact_detail')
      .values({
        identity: detail.identity,
        kind: detail.kind,
        value: detail.value,
        // Whoever leaves it open whether a number is safe has not said that it is: a caution stays until somebody lifts it.
        safe: detail.safe ?? safeAmong(same),
        note: detail.note ?? same.find(({ note }) => note !== null)?.note ?? null,
        started_on: detail.startedOn ?? same.find(({ startedOn }) => startedOn !== null)?.startedOn ?? null,
        ended_on: null,
        author: context.worker,
        known_from: context.now,
      })
      .execute()
  })
}

/** Records that somebody is reached so no longer. Answers whose it was, where it still held. Throws as recording does. */
export const endContactDetail = (
  database: Kysely<Tables>,
  context: Context,
  contact: number,
  endedOn: CivilDate,
): Promise<number | undefined> =>
  endLine(database, context, {
    table: 'contact_detail',
    line: contact,
    endedOn,
    refused: words => new ContactRefused('endedOn', words),
  })
