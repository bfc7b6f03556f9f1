import { contextAt } from '../../../access/context.ts'
import type { Context } from '../../../access/context.ts'
import { note } from '../../../access/log.ts'
import { nextMoment } from '../../../council/clock.ts'
import { reckonAnew } from '../../../ledger/reckoning.ts'
import {
  changeFacts,
  createAdult,
  createChild,
  decide,
  endRelationship,
  FactsRefused,
  identify,
  IdentifierRefused,
  isRelationshipKind,
  move,
  MoveRefused,
  RecordRefused,
  relate,
  RelationshipRefused,
  schemes,
  search,
  versionsOf,
} from '../../../people/index.ts'
import type { Decision, Facts, Found, SchemeName } from '../../../people/index.ts'
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

/** The facts that a form changed, against those that stood on it. */
export const changedFacts = (before: Facts, values: Readonly<Record<string, unknown>>): Partial<Facts> =>
  Object.fromEntries(
    (Object.keys(before) as (keyof Facts)[])
      .map(name => [name, asFact(name, values[name])] as const)
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  )

/** Changes what is said of a child, with the reason in the access log; what is due by age is reckoned anew. */
export const correctFacts = async (
  asked: ForChild,
  changes: Partial<Facts>,
  { seen, why }: { readonly seen: number; readonly why: string },
): Promise<Problems> => {
  const { database, rules, child } = asked
  const context = await writingContext(asked)
  try {
    await inTransaction(
      database,
      async queries => {
        const changed = await changeFacts(queries, context, child, changes, seen)
        if (changed.birthChanged) await reckonAnew(queries, rules, child, context.now)
        await note(queries, context, { act: 'changed facts', answer: 'open', identity: child, reason: why })
      },
      { isolation: 'read committed' },
    )
    return noProblems
  } catch (error) {
    return problemsFrom(error, 'given')
  }
}

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
  readonly existing: number | undefined
  readonly kind: 'child' | 'adult'
  readonly facts: Partial<Facts>
}

/** Relates a child to somebody in the record, or to somebody new, all or nothing. */
export const addRelative = async (asked: ForChild, relative: NewRelative): Promise<Problems> => {
  const { database, child } = asked
  const { relation } = relative
  if (!isRelationshipKind(relation)) return { relation: 'Choose what the relative is to the child from the list' }
  const context = await writingContext(asked)
  try {
    await database.sql.transaction().execute(async queries => {
      const one = relative.existing ?? (await created(queries, context, relative))
      await relate(
        queries,
        context,
        {
          one,
          kind: relation,
          other: child,
          ...(relative.parental === undefined ? {} : { parentalResponsibility: relative.parental }),
        },
        relative.existing === undefined ? { justMade: one } : {},
      )
      await note(queries, context, { act: 'added a relative', answer: 'open', identity: child })
    })
    return noProblems
  } catch (error) {
    return problemsFrom(error, 'relation')
  }
}

const created = (queries: Asked['database']['sql'], context: Context, { kind, facts }: NewRelative): Promise<number> =>
  kind === 'child' ? createChild(queries, context, facts) : createAdult(queries, context, facts)

/** Records that a relationship of the child's ended on a day; what was said of it before stays readable. */
export const endRelative = async (
  asked: Pick<ForChild, 'database' | 'context' | 'child'>,
  relationship: number,
  endedOn: string,
): Promise<Problems> => {
  const { database, child } = asked
  const context = await writingContext(asked)
  try {
    const ended = await database.sql.transaction().execute(async queries => {
      const there = await endRelationship(queries, context, relationship, endedOn)
      if (there) await note(queries, context, { act: 'ended a relationship', answer: 'open', identity: child })
      return there
    })
    return ended ? noProblems : { endedOn: 'There is no such relationship any more. Somebody may have changed it' }
  } catch (error) {
    return problemsFrom(error, 'endedOn')
  }
}

/** Records that people moved together. */
export const recordMove = async (
  asked: ForChild,
  to: { readonly line: string; readonly town: string | null; readonly postcode: string | null },
  { on, together }: { readonly on: string; readonly together: readonly number[] },
): Promise<Problems> => {
  const { database, child } = asked
  const context = await writingContext(asked)
  try {
    await database.sql.transaction().execute(async queries => {
      await move(queries, context, [child, ...together], { ...to, district: null }, on)
      await note(queries, context, { act: 'recorded a move', answer: 'open', identity: child })
    })
    return noProblems
  } catch (error) {
    return problemsFrom(error, error instanceof MoveRefused ? error.field : 'line')
  }
}

/** Decides whether two records are of one person, with the reason. */
export const decideLink = async (
  asked: ForChild,
  { other, decision, why }: { readonly other: string; readonly decision: Decision; readonly why: string },
): Promise<Problems> => {
  const { database, child } = asked
  const number = wholeNumber.read(other.trim().replace('#', ''))
  if (number === undefined) return { other: 'Number of the other record must be a number, like 1204' }
  if (number === child) return { other: 'This is the number of this record. Enter that of the other one' }
  const context = await writingContext(asked)
  try {
    await database.sql.transaction().execute(async queries => {
      await decide(queries, context, { one: child, other: number }, decision, why)
      await note(queries, context, { act: `decided ${decision}`, answer: 'open', identity: child, reason: why })
    })
    return noProblems
  } catch (error) {
    return problemsFrom(error, 'other')
  }
}

/** Records one of a person's numbers. */
export const recordIdentifier = async (asked: ForChild, scheme: string, value: string): Promise<Problems> => {
  if (!Object.hasOwn(schemes, scheme)) return { scheme: 'Choose which number from the list' }
  const context = await writingContext(asked)
  try {
    await asked.database.sql.transaction().execute(async queries => {
      await identify(queries, context, asked.child, scheme as SchemeName, value)
      await note(queries, context, { act: 'recorded a number', answer: 'open', identity: asked.child })
    })
    return noProblems
  } catch (error) {
    return problemsFrom(error, 'value')
  }
}

/** What one record says now, with the number of the version that says it. */
export const factsNow = async ({ database, child }: ForChild) => {
  const [version] = await versionsOf(database.sql, [child])
  return version
}
