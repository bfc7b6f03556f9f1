import { sql } from 'kysely'
import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { note } from '../../../access/log.ts'
import { addMinutes } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/clock.ts'
import { momentAbout } from '../../../ledger/moment.ts'
import { reckonAnew } from '../../../ledger/reckoning.ts'
import {
  changeFacts,
  ConnectionRefused,
  ContactRefused,
  createAdult,
  createChild,
  decide,
  endRelationship,
  FactsRefused,
  historyOf,
  identify,
  IdentifierRefused,
  isRelationshipKind,
  lockRecords,
  move,
  MoveRefused,
  placeHousehold,
  RecordRefused,
  relate,
  RelationshipRefused,
  residencesOf,
  schemes,
  search,
  versionsOf,
} from '../../../people/index.ts'
import type { AddressGiven, Decision, Facts, Found, HomePlace, SchemeName } from '../../../people/index.ts'
import { latestSaid } from '../../../people/latest-said.ts'
import { inTransaction } from '../../../store/index.ts'
import type { Asked } from '../../../web/index.ts'
import { wholeNumber } from '../../../web/path.ts'

type ForChild = Asked & { readonly child: number }

/** What is wrong with a change, question by question; nothing was written. */
export type Problems = Readonly<Record<string, string>>
const noProblems: Problems = {}

/** The moment of a piece of writing, later than every other. */
export const writingContext = async ({ database, context }: Pick<Asked, 'database' | 'context'>): Promise<Context> =>
  contextAt(context, await nextMoment(database.sql))

/** Says in the words of a form what a room below refused; what is not a refusal is thrown on. */
const problemsFrom = (error: unknown, question: string): Problems => {
  if (error instanceof FactsRefused)
    return Object.fromEntries(error.problems.map(({ fact, problem }) => [fact, problem]))
  if (
    error instanceof RecordRefused ||
    error instanceof ContactRefused ||
    error instanceof ConnectionRefused ||
    error instanceof MoveRefused ||
    error instanceof RelationshipRefused ||
    error instanceof IdentifierRefused
  )
    return { [question]: error.message }
  throw error
}

const asFact = (name: keyof Facts, value: unknown): unknown =>
  value === undefined
    ? name === 'disabilities'
      ? []
      : name === 'interpreter' || name === 'unaccompanied'
        ? false
        : null
    : value

/** The facts in which one saying differs from an earlier one, as the later has them. */
export const changesBetween = (before: Facts, after: Readonly<Record<string, unknown>>): Partial<Facts> =>
  Object.fromEntries(
    (Object.keys(before) as (keyof Facts)[])
      .map(name => [name, asFact(name, after[name])] as const)
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  )

/**
 * Writes about people whole or not at all, under their locks: of two who write at once the second sees what the first wrote,
 * and writes at a moment later than what is due and running for these people was last known, and whatever was last said of
 * them: who they are, whose they are and where they live.
 */
export const written = async (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  { about, question }: { readonly about: readonly number[]; readonly question: (error: unknown) => string },
  work: (queries: Asked['database']['sql'], context: Context) => Promise<Problems | undefined>,
): Promise<Problems> => {
  try {
    const problems = await inTransaction(
      database,
      async queries => {
        await lockRecords(queries, about)
        const moment = await momentAbout(queries, about, await latestSaid(queries, about))
        return work(queries, contextAt(context, moment))
      },
      { isolation: 'read committed' },
    )
    return problems ?? noProblems
  } catch (error) {
    return problemsFrom(error, question(error))
  }
}

/** Writes the same line about everybody concerned in the access log. */
export const noteAll = (
  queries: Asked['database']['sql'],
  context: Context,
  act: string,
  identities: readonly number[],
  reason?: string,
): Promise<void> =>
  note(
    queries,
    context,
    identities.map(identity => ({
      act,
      answer: 'open' as const,
      identity,
      ...(reason === undefined ? {} : { reason }),
    })),
  )

/** Changes what is said of a child, with the reason in the access log; what is due by age is reckoned anew. */
export const correctFacts = (
  asked: ForChild,
  changes: Partial<Facts>,
  { seen, why }: { readonly seen: number; readonly why: string },
): Promise<Problems> =>
  written(asked, { about: [asked.child], question: () => 'given' }, async (queries, context) => {
    const changed = await changeFacts(queries, context, asked.child, changes, seen)
    if (changed.birthChanged) await reckonAnew(queries, asked.rules, asked.child, context.now)
    await noteAll(queries, context, 'changed facts', [asked.child], why)
    return undefined
  })

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

/** Records that people moved together. */
export const recordMove = (
  asked: ForChild,
  to: AddressGiven,
  { on, together }: { readonly on: string; readonly together: readonly number[] },
): Promise<Problems> => {
  const about = [asked.child, ...together]
  const question = (error: unknown) => (error instanceof MoveRefused ? error.field : 'line')
  return written(asked, { about, question }, async (queries, context) => {
    await move(queries, context, about, to, on)
    await noteAll(queries, context, 'recorded a move', about)
    return undefined
  })
}

const movedSince =
  'The child’s home is another one by now: somebody has recorded a move since this page was opened. Look at the address above, and save what is right for it'

/** Says in which district the child's home is, where it is still the one that was shown. */
export const placeHome = (
  asked: ForChild,
  household: number | undefined,
  place: HomePlace | undefined,
): Promise<Problems> =>
  written(asked, { about: [asked.child], question: () => 'district' }, async (queries, context) => {
    const [home] = (await residencesOf(queries, asked.child)).filter(({ endedOn }) => endedOn === null)
    if (household === undefined || home?.household !== household) return { district: movedSince }
    await placeHousehold(queries, context, household, place)
    await noteAll(queries, context, 'said where a home is', [asked.child])
    return undefined
  })

/** Decides whether two records are of one person, with the reason. */
export const decideLink = async (
  asked: ForChild,
  { other, decision, why }: { readonly other: string; readonly decision: Decision; readonly why: string },
): Promise<Problems> => {
  const number = wholeNumber.read(other.trim().replace('#', ''))
  if (number === undefined) return { other: 'Number of the other record must be a number, like 1204' }
  if (number === asked.child) return { other: 'This is the number of this record. Enter that of the other one' }
  const about = [asked.child, number]
  return written(asked, { about, question: () => 'other' }, async (queries, context) => {
    await decide(queries, context, { one: asked.child, other: number }, decision, why)
    await noteAll(queries, context, `decided ${decision}`, about, why)
    return undefined
  })
}

/** Records one of a person's numbers. */
export const recordIdentifier = async (asked: ForChild, scheme: string, value: string): Promise<Problems> => {
  if (!Object.hasOwn(schemes, scheme)) return { scheme: 'Choose which number from the list' }
  return written(asked, { about: [asked.child], question: () => 'value' }, async (queries, context) => {
    await identify(queries, context, asked.child, scheme as SchemeName, value)
    await noteAll(queries, context, 'recorded a number', [asked.child])
    return undefined
  })
}

/** What one record says now, with the number of the version that says it. */
export const factsNow = async ({ database, child }: ForChild) => {
  const [version] = await versionsOf(database.sql, [child])
  return version
}

/** What one version of the record said, or undefined where it has no such version. */
export const factsThen = async ({ database, child }: ForChild, version: number): Promise<Facts | undefined> =>
  (await historyOf(database.sql, child)).find(each => each.version === version)?.facts
