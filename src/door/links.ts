import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import { accessAnswer } from '../access/visibility.ts'
import { note } from '../access/log.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import { createAdult, createChild, move, nameInQuery, relate } from '../people/index.ts'
import type { Sex } from '../people/index.ts'
import type { Tables } from '../store/tables.ts'
import { childrenSent, passToKeepers } from './examine.ts'
import { noteEvent } from './history.ts'
import { nameOrNot } from './probes.ts'
import { lockRequest, RequestRefused } from './standing.ts'

type Queries = Kysely<Tables>

/** Whose record a child of a request is, as decided now. */
export type LinkedChild = {
  readonly position: number
  readonly identity: number
  readonly name: string
  readonly bornOn: CivilDate | null
  readonly expectedOn: CivilDate | null
  readonly decidedBy: string | null
  readonly since: Instant
}

/** The decisions in force about the children of a request. */
export const linksOfRequest = async (queries: Queries, request: number): Promise<readonly LinkedChild[]> => {
  const { rows } = await sql<LinkedChild>`
    select request_link.position, request_link.identity, ${nameInQuery('version')} as name, version.born_on as "bornOn",
      version.expected_on as "expectedOn", worker.given || ' ' || worker.family as "decidedBy",
      request_link.known_from as since
    from request_link
    join identity_version version on version.identity = request_link.identity and version.known_to = 'infinity'
    left join worker on worker.worker = request_link.decided_by
    where request_link.request = ${request} and request_link.known_to = 'infinity'
    order by request_link.position`.execute(queries)
  return rows
}

const mustBeUndecided = async (queries: Queries, request: number, position: number): Promise<void> => {
  const { rows } = await sql<{ by: string }>`
    select worker.given || ' ' || worker.family as by from request_decision
    join worker on worker.worker = coalesce(request_decision.agreed_by, request_decision.proposed_by)
    where request = ${request} and returned_at is null and ${position} = any (children)`.execute(queries)
  const decided = rows[0]
  if (decided !== undefined)
    throw new RequestRefused('meanwhile', `${decided.by} has decided about this child already. Nothing was changed.`)
}

const alreadyLinked = async (queries: Queries, request: number, position: number): Promise<LinkedChild | undefined> =>
  (await linksOfRequest(queries, request)).find(link => link.position === position)

const write = async (
  queries: Queries,
  context: Context,
  link: { readonly request: number; readonly position: number; readonly identity: number; readonly reason: string },
): Promise<void> => {
  await queries
    .insertInto('request_link')
    .values({
      ...link,
      reason: link.reason === '' ? null : link.reason,
      decided_by: context.worker,
      known_from: context.now,
    })
    .execute()
}

/** Where a child of a request may be somebody restricted, the request goes to the keepers, and that is all that is said. */
export type Passed = 'passedOn'

/** Decides that a child of a request is this child of the record. Twice the same is once. */
export const linkChild = async (
  queries: Queries,
  context: Context,
  request: number,
  { position, identity, reason }: { readonly position: number; readonly identity: number; readonly reason: string },
): Promise<void> => {
  await lockRequest(queries, context, request)
  const child = (await childrenSent(queries, request)).find(each => each.position === position)
  if (child === undefined) throw new RequestRefused('notFound', 'There is no such child in this request.')
  const linked = await alreadyLinked(queries, request, position)
  if (linked?.identity === identity) return
  if (linked !== undefined)
    throw new RequestRefused(
      'meanwhile',
      `${linked.decidedBy ?? 'Somebody'} has decided that this is ${linked.name}. Undo that first, if it is not.`,
    )
  const found = await queries
    .selectFrom('identity')
    .select(['kind', accessAnswer(context, 'identity.identity', 'few').as('answer')])
    .where('identity.identity', '=', identity)
    .executeTakeFirst()
  if (found?.answer !== 'open' || found.kind !== 'child')
    throw new RequestRefused('notFound', 'There is no such child in the record, or the record does not open to you.')
  await write(queries, context, { request, position, identity, reason: reason.trim() })
  await note(queries, context, { act: 'link a request', answer: 'open', identity, request })
  await noteEvent(queries, context, request, 'linked', { position, identity })
}

/** Undoes the decision whose record a child of a request is. What was decided stays readable. */
export const unlinkChild = async (
  queries: Queries,
  context: Context,
  request: number,
  position: number,
): Promise<void> => {
  await lockRequest(queries, context, request)
  await mustBeUndecided(queries, request, position)
  const undone = await queries
    .updateTable('request_link')
    .set({ known_to: context.now })
    .where('request', '=', request)
    .where('position', '=', position)
    .where('known_to', '=', 'infinity')
    .returning('identity')
    .executeTakeFirst()
  if (undone !== undefined)
    await noteEvent(queries, context, request, 'unlinked', { position, identity: undone.identity })
}

/** What the request says of the household of its children, for a record that is begun from it. */
export type HouseholdSent = {
  readonly motherGiven: string | null
  readonly motherFamily: string | null
  readonly line: string | null
  readonly town: string | null
  readonly postcode: string | null
}

const sexes: readonly Sex[] = ['female', 'male', 'notStated']

/** The household to which another child of the request, found or begun already, belongs: brothers and sisters stay together. */
const householdOfOthers = async (queries: Queries, request: number): Promise<number | undefined> => {
  const { rows } = await sql<{ household: number }>`
    select residence.household from request_link
    join residence on residence.identity = request_link.identity and residence.known_to = 'infinity'
      and residence.ended_on is null
    where request_link.request = ${request} and request_link.known_to = 'infinity'
    order by request_link.position limit 1`.execute(queries)
  return rows[0]?.household
}

/** The mother whom another child of the request has already: she has one record. */
const motherOfOthers = async (
  queries: Queries,
  request: number,
  mother: HouseholdSent,
): Promise<number | undefined> => {
  const { rows } = await sql<{ identity: number }>`
    select bond.one as identity from request_link
    join relationship bond on bond.other = request_link.identity and bond.kind = 'mother' and bond.known_to = 'infinity'
    join identity_version version on version.identity = bond.one and version.known_to = 'infinity'
    where request_link.request = ${request} and request_link.known_to = 'infinity'
      and folded_words(coalesce(version.given, '')) = folded_words(${mother.motherGiven ?? ''})
      and folded_words(coalesce(version.family, '')) = folded_words(${mother.motherFamily ?? ''})
    limit 1`.execute(queries)
  return rows[0]?.identity
}

/**
 * Begins the record of a child from what was sent: name, birth, mother, address. Nothing is typed again. Where the child may
 * be somebody restricted no record is made: the request goes to the keepers. Throws FactsRefused where too little was sent.
 */
export const createFromSent = async (
  queries: Queries,
  context: Context,
  request: number,
  position: number,
  household: HouseholdSent,
): Promise<number | Passed> => {
  await lockRequest(queries, context, request)
  const child = (await childrenSent(queries, request)).find(each => each.position === position)
  if (child === undefined) throw new RequestRefused('notFound', 'There is no such child in this request.')
  const linked = await alreadyLinked(queries, request, position)
  if (linked !== undefined)
    throw new RequestRefused('meanwhile', `${linked.decidedBy ?? 'Somebody'} has decided that this is ${linked.name}.`)
  if (await passToKeepers(queries, request, context.now)) return 'passedOn'
  const identity = await createChild(
    queries,
    context,
    {
      given: nameOrNot(child.given),
      family: nameOrNot(child.family),
      bornOn: child.bornOn,
      expectedOn: child.expectedOn,
      sex: sexes.find(sex => sex === child.sex) ?? null,
    },
    'door',
  )
  const members = [identity]
  if (household.motherGiven !== null || household.motherFamily !== null) {
    const known = await motherOfOthers(queries, request, household)
    const mother =
      known ??
      (await createAdult(queries, context, { given: household.motherGiven, family: household.motherFamily }, 'door'))
    await relate(
      queries,
      context,
      { one: mother, kind: 'mother', other: identity },
      known === undefined ? { justMade: mother } : {},
    )
    if (known === undefined) members.push(mother)
  }
  const others = await householdOfOthers(queries, request)
  if (others !== undefined) await move(queries, context, members, { household: others }, context.today)
  else if (household.line !== null)
    await move(
      queries,
      context,
      members,
      { line: household.line, town: household.town, postcode: household.postcode },
      context.today,
    )
  await write(queries, context, { request, position, identity, reason: '' })
  await note(queries, context, { act: 'began a record', answer: 'open', identity, request })
  await noteEvent(queries, context, request, 'created', { position, identity })
  return identity
}
