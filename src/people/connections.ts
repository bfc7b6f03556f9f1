import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import type { CivilDate } from '../calendar/index.ts'
import { atOnce } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { believeNoMore, endLine } from './dated-lines.ts'
import { lockRecords, mustOpen } from './identities.ts'
import { isTelephone, telephoneProblem } from './telephones.ts'
import { tidyWords } from './tidy-words.ts'

/** What a child goes to, or who outside the council helps. */
export const connectionKinds = {
  school: 'School or college',
  nursery: 'Nursery or childminder',
  surgery: 'GP surgery',
  healthVisitor: 'Health visitor',
  other: 'Other agency',
} as const

export type ConnectionKind = keyof typeof connectionKinds

export const isConnectionKind = (text: string): text is ConnectionKind => Object.hasOwn(connectionKinds, text)

/** A school, a surgery or another agency of a person. */
export type Connection = {
  readonly connection: number
  /** Whose it is, by the number that was asked for. */
  readonly identity: number
  readonly kind: ConnectionKind
  readonly name: string
  readonly telephone: string | null
  readonly startedOn: CivilDate | null
  readonly endedOn: CivilDate | null
}

/** Why it cannot be recorded, for the person who gave it; `field` is the question that it belongs to. */
export class ConnectionRefused extends Error {
  override readonly name = 'ConnectionRefused'
  readonly field: 'name' | 'telephone' | 'startedOn' | 'endedOn'
  constructor(field: ConnectionRefused['field'], words: string) {
    super(words)
    this.field = field
  }
}

/** The schools, surgeries and agencies of some people, by all the records of each; what still holds first. The records must have been opened. */
export const connectionsOf = async (
  database: Kysely<Tables>,
  identities: readonly number[],
): Promise<readonly Connection[]> => {
  if (identities.length === 0) return []
  return database
    .selectFrom('person as self')
    .innerJoin('person as mate', 'mate.person', 'self.person')
    .innerJoin('connection', 'connection.identity', 'mate.identity')
    .select([
      'connection.id as connection',
      'self.identity',
      'connection.kind',
      'connection.name',
      'connection.telephone',
      'connection.started_on as startedOn',
      'connection.ended_on as endedOn',
    ])
    .where(sql<boolean>`self.identity = any (${[...identities]}::bigint[])`)
    .where('connection.known_to', '=', 'infinity')
    .orderBy(sql`connection.ended_on`, order => order.desc().nullsFirst())
    .orderBy(sql`array_position(${Object.keys(connectionKinds)}::text[], connection.kind)`)
    .orderBy('connection.id')
    .execute()
}

export type NewConnection = Pick<Connection, 'identity' | 'kind' | 'name' | 'telephone' | 'startedOn'>

const longestName = 200

const checked = (connection: NewConnection, { today }: Context): NewConnection => {
  const name = tidyWords(connection.name)
  const telephone = tidyWords(connection.telephone)
  if (name === null) throw new ConnectionRefused('name', 'Enter its name')
  if (name.length > longestName)
    throw new ConnectionRefused('name', `The name must be ${longestName} characters or fewer`)
  if (telephone !== null && !isTelephone(telephone)) throw new ConnectionRefused('telephone', telephoneProblem)
  if (connection.startedOn !== null && connection.startedOn > today)
    throw new ConnectionRefused('startedOn', 'The day since when must be today or in the past')
  return { ...connection, name, telephone }
}

const folded = (name: string): string => name.toLocaleLowerCase('en-GB')

/**
 * Records the school, surgery or agency of a child. The same one a second time changes what is said of it, and the earlier
 * words stay readable. Throws ConnectionRefused, and RecordRefused where the record does not open.
 */
export const recordConnection = async (
  database: Kysely<Tables>,
  context: Context,
  given: NewConnection,
): Promise<void> => {
  await mustOpen(database, context, given.identity)
  const connection = checked(given, context)
  await atOnce(database, async queries => {
    await lockRecords(queries, [connection.identity])
    const same = (await connectionsOf(queries, [connection.identity])).filter(
      ({ kind, name, endedOn }) =>
        endedOn === null && kind === connection.kind && folded(name) === folded(connection.name),
    )
    await believeNoMore(
      queries,
      context,
      'connection',
      same.map(each => each.connection),
    )
    await queries
      .insertInto('connection')
      .values({
        identity: connection.identity,
        kind: connection.kind,
        name: connection.name,
        telephone: connection.telephone ?? same[0]?.telephone ?? null,
        started_on: connection.startedOn ?? same[0]?.startedOn ?? null,
        ended_on: null,
        author: context.worker,
        known_from: context.now,
      })
      .execute()
  })
}

/** Records that a child goes there no longer. Answers whose it was, where it still held. Throws as recording does. */
export const endConnection = (
  database: Kysely<Tables>,
  context: Context,
  connection: number,
  endedOn: CivilDate,
): Promise<number | undefined> =>
  endLine(database, context, {
    table: 'connection',
    line: connection,
    endedOn,
    refused: words => new ConnectionRefused('endedOn', words),
  })
