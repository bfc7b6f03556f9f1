import { sql } from 'kysely'
import type { Context } from '../../../access/context.ts'
import { addMinutes } from '../../../calendar/index.ts'
import { createAdult, createChild, endRelationship, isRelationshipKind, relate, search } from '../../../people/index.ts'
import type { Facts, Found } from '../../../people/index.ts'
import type { Asked } from '../../../web/index.ts'
import { noteAll, written } from './change.ts'
import type { Problems } from './change.ts'
import type { ForChild } from './form-page.ts'

/** People who may be the one that is being added: the record is looked through before anybody new is made. */
export const likelyMatches = async (
  { database, context }: Asked,
  of: { readonly given: string | undefined; readonly family: string | undefined; readonly bornOn: string | undefined },
): Promise<readonly Found[]> => {
  const words = [of.given, of.family].filter(Boolean).join(' ')
  if (words === '') return []
  const { found } = await search(database.sql, context, { words, perPage: 8 })
  return found
}

export type NewRelative = {
  readonly relation: string
  readonly parental: boolean | undefined
  readonly startedOn: string | undefined
  readonly existing: number | undefined
  readonly kind: 'child' | 'adult'
  readonly facts: Partial<Facts>
}

/** A page that is sent twice comes again within so many minutes. */
const minutesToSendAgain = 10

/**
 * Whether the same was said just now by the same person, in everything: a page that is sent twice makes nobody twice. Without
 * a first name nothing tells one from another, a twin who is not born yet, and both are written.
 */
const isSentAgain = async (
  queries: Asked['database']['sql'],
  { worker, now }: Context,
  child: number,
  { relation, parental, startedOn, kind, facts }: NewRelative,
): Promise<boolean> => {
  const given = (facts.given ?? '').trim()
  if (given === '') return false
  const { rows } = await sql`
    select 1 from person self
      join person same on same.person = self.person
      join relationship bond on bond.other = same.identity
      join identity on identity.identity = bond.one
      join identity_version version on version.identity = bond.one and version.known_to = 'infinity'
    where self.identity = ${child} and bond.kind = ${relation} and bond.known_to = 'infinity' and bond.author = ${worker}
      and bond.known_from > ${addMinutes(now, -minutesToSendAgain)}::timestamptz
      and bond.parental_responsibility is not distinct from ${parental ?? null}::boolean
      and bond.started_on is not distinct from ${startedOn ?? null}::date and bond.ended_on is null
      and identity.kind = ${kind} and trim(version.given) = ${given}
      and trim(coalesce(version.family, '')) = ${(facts.family ?? '').trim()}
      and version.born_on is not distinct from ${facts.bornOn ?? null}::date limit 1`.execute(queries)
  return rows.length > 0
}

/** Whether a relative has just been added by whoever asks, in everything the same: whoever is found is then the one just made. */
export const isJustAdded = (
  { database, context, child }: Pick<ForChild, 'database' | 'context' | 'child'>,
  relative: NewRelative,
): Promise<boolean> => isSentAgain(database.sql, context, child, relative)

/** Relates a child to somebody in the record, or to somebody new, all or nothing. */
export const addRelative = async (
  asked: Pick<ForChild, 'database' | 'context' | 'child'>,
  relative: NewRelative,
): Promise<Problems> => {
  const { child } = asked
  const { relation, existing } = relative
  if (!isRelationshipKind(relation)) return { relation: 'Choose what the relative is to the child from the list' }
  const about = existing === undefined ? [child] : [child, existing]
  return written(asked, { about, question: () => 'relation' }, async (queries, context) => {
    if (existing === undefined && (await isSentAgain(queries, context, child, relative))) return undefined
    const one = existing ?? (await created(queries, context, relative))
    const parental = relative.parental === undefined ? {} : { parentalResponsibility: relative.parental }
    const began = relative.startedOn === undefined ? {} : { startedOn: relative.startedOn }
    const bond = { one, kind: relation, other: child, ...parental, ...began }
    await relate(queries, context, bond, existing === undefined ? { justMade: one } : {})
    await noteAll(queries, context, 'added a relative', about)
    return undefined
  })
}

const created = (queries: Asked['database']['sql'], context: Context, { kind, facts }: NewRelative): Promise<number> =>
  kind === 'child' ? createChild(queries, context, facts) : createAdult(queries, context, facts)

/** Records that a relationship of the child's ended on a day; what was said of it before stays readable. */
export const endRelative = (
  asked: Pick<ForChild, 'database' | 'context' | 'child'>,
  relationship: number,
  endedOn: string,
): Promise<Problems> =>
  written(asked, { about: [asked.child], question: () => 'endedOn' }, async (queries, context) => {
    const ends = await endRelationship(queries, context, relationship, endedOn)
    if (ends === undefined) return { endedOn: 'There is no such relationship any more. Somebody may have changed it' }
    await noteAll(queries, context, 'ended a relationship', ends)
    return undefined
  })
