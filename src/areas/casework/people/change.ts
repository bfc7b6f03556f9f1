import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { note } from '../../../access/log.ts'
import { nextMoment } from '../../../council/clock.ts'
import { momentAbout } from '../../../ledger/moment.ts'
import { reckonAnew } from '../../../ledger/reckoning.ts'
import {
  changeFacts,
  ConnectionRefused,
  ContactRefused,
  decide,
  FactsRefused,
  historyOf,
  identify,
  IdentifierRefused,
  lockRecords,
  move,
  MoveRefused,
  placeHousehold,
  RecordRefused,
  RelationshipRefused,
  residencesOf,
  schemes,
  versionsOf,
} from '../../../people/index.ts'
import type { AddressGiven, Decision, Facts, HomePlace, SchemeName } from '../../../people/index.ts'
import { latestSaid } from '../../../people/latest-said.ts'
import { inTransaction } from '../../../store/index.ts'
import type { Asked } from '../../../web/index.ts'
import { wholeNumber } from '../../../web/path.ts'
import type { ForChild } from './form-page.ts'

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
