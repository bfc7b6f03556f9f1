import { sql } from 'kysely'
import type { Context } from '../access/index.ts'
import type { StoredAnswers } from '../journey/index.ts'
import { inTransaction } from '../store/index.ts'
import {
  answersRead,
  datesOf,
  demandLawful,
  demandNamed,
  demandOpen,
  lockSubjects,
  noteRecorded,
  standingNow,
  stepToRecord,
} from './checks.ts'
import { completeDraft } from './drafts.ts'
import type { Ledger, Queries } from './ledger.ts'
import { inTheirRecords } from './linked-records.ts'
import { momentAbout } from './moment.ts'
import { reckonAnew } from './reckoning.ts'
import { refuse } from './refusal.ts'

/** A child that an entry is about, with what is said of this child alone. */
export type Subject = { readonly identity: number; readonly paragraph?: string }

/** What is to be recorded: a declared step, its answers already read, and the children it is about. */
export type ToRecord = {
  readonly step: string
  readonly subjects: readonly Subject[]
  readonly answers: StoredAnswers
  readonly outcome: string
  /** The entry that led to this one, by the number of its first version. */
  readonly follows?: number
  /** The draft that this completes. A draft completes once, however often it is sent. */
  readonly draft?: number
}

/**
 * Records a step about one or many children: the entry, and for each child the episodes and duties that follow from it,
 * in one transaction. Answers with the entry's number; throws a Refusal, with nothing written, where it may not be.
 */
export const record = (ledger: Ledger, context: Context, entry: ToRecord): Promise<number> =>
  inTransaction(ledger.database, queries => recordWithin(queries, ledger, context, entry), {
    isolation: 'read committed',
  })

/** An entry's children stand in an index beside it, where there is room for so many and some more. */
const mostSubjects = 200

/**
 * The same inside a transaction that the caller has begun. `opened` says that the caller has locked the children and asked
 * access to them in this transaction already, as for many entries at once.
 */
export const recordWithin = async (
  queries: Queries,
  { rules }: Ledger,
  context: Context,
  { step: name, subjects: asked, answers: given, outcome, follows, draft }: ToRecord,
  { opened = false }: { readonly opened?: boolean } = {},
): Promise<number> => {
  const step = stepToRecord(rules, context, name)
  const answers = answersRead(step, given, outcome, context)
  if (asked.length === 0) refuse('notAnAnswer', 'Choose the child or children that this is about.')
  if (asked.length > mostSubjects)
    refuse('notAnAnswer', `Choose ${mostSubjects} children at most: write about the others in another entry.`)
  const subjects = await inTheirRecords(queries, step, name, asked, { outcome, follows })
  const identities = subjects.map(({ identity }) => identity)
  if (new Set(identities).size < identities.length) refuse('notAnAnswer', 'Each child can be chosen once.')
  // Of a child with several linked records the one it goes into may not be the one that the caller has locked.
  const unlocked = opened ? identities.filter(identity => !asked.some(each => each.identity === identity)) : identities
  if (unlocked.length > 0) {
    await lockSubjects(queries, unlocked)
    await demandOpen(queries, context, unlocked)
  }
  await demandNamed(queries, step, answers, context)
  const { happenedOn, completedOn } = datesOf(step, answers)
  for (const identity of identities)
    demandLawful(rules, step, { answers, outcome, happenedOn }, await standingNow(queries, identity))
  if (follows !== undefined) await demandConnected(queries, follows, identities)

  const at = await momentAbout(queries, identities)
  const inOrder = identities.toSorted((one, other) => one - other)
  const { lineage } = await queries
    .selectNoFrom(sql<number>`nextval(pg_get_serial_sequence('entry', 'id'))`.as('lineage'))
    .executeTakeFirstOrThrow()
  if (draft !== undefined) await completeDraft(queries, context, draft, lineage)
  await queries
    .insertInto('entry')
    .values({
      id: lineage,
      lineage,
      subjects: inOrder,
      step: name,
      answers: JSON.stringify(answers),
      outcome,
      happened_on: happenedOn,
      completed_on: completedOn,
      follows: follows ?? null,
      author: context.worker,
      team: context.teams[0] ?? null,
      recorded_at: at,
      correction_reason: null,
      draft: draft ?? null,
    })
    .execute()
  await queries
    .insertInto('entry_subject')
    .values(subjects.map(({ identity, paragraph }) => ({ lineage, identity, paragraph: paragraph ?? null })))
    .execute()
  for (const identity of inOrder) await reckonAnew(queries, rules, identity, at)
  await noteRecorded(queries, context, `recorded ${name}`, lineage, identities)
  return lineage
}

/** What an entry follows must be about one of the same children. */
const demandConnected = async (queries: Queries, follows: number, identities: readonly number[]): Promise<void> => {
  const found = await queries
    .selectFrom('entry_subject')
    .innerJoin('person as of_entry', 'of_entry.identity', 'entry_subject.identity')
    .innerJoin('person as of_child', 'of_child.person', 'of_entry.person')
    .select('entry_subject.lineage')
    .where('entry_subject.lineage', '=', follows)
    .where('of_child.identity', 'in', [...identities])
    .executeTakeFirst()
  if (found === undefined) refuse('notFound', 'What this follows is not in the record of this child.')
}
