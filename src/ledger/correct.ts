import { sql } from 'kysely'
import type { Context } from '../access/index.ts'
import { inWords, dateAt } from '../calendar/index.ts'
import type { AnyStep, StoredAnswers } from '../journey/index.ts'
import { inTransaction } from '../store/index.ts'
import {
  answersRead,
  datesOf,
  demandLawfulCorrection,
  demandOpen,
  lockSubjects,
  noteRecorded,
  stepToRecord,
} from './checks.ts'
import { completeDraft } from './drafts.ts'
import type { Ledger, Queries } from './ledger.ts'
import { momentAbout } from './moment.ts'
import { standingBefore } from './occurrences.ts'
import { reckonAnew } from './reckoning.ts'
import { refuse } from './refusal.ts'

/** A correction of an entry: which version it corrects, what it should say, and why. The old stays readable. */
export type Correction = {
  readonly entry: number
  /** The version that was in front of the person; a newer one means somebody else was faster. */
  readonly version: number
  readonly answers: StoredAnswers
  readonly outcome: string
  readonly reason: string
  readonly draft?: number
}

const current = async (queries: Queries, entry: number) => {
  const row = await queries
    .selectFrom('entry')
    .selectAll()
    .where('lineage', '=', entry)
    .where('superseded_at', '=', sql<string>`'infinity'`)
    .executeTakeFirst()
  return row ?? refuse('notFound', 'There is no such entry in this record.')
}

/**
 * What was answered to questions that are no longer asked stays in a correction, unless its words have moved to a
 * question that is now answered.
 */
const withRetired = (step: AnyStep, before: StoredAnswers, answers: StoredAnswers): StoredAnswers => ({
  ...Object.fromEntries(
    Object.entries(step.fields).flatMap(([name, { retired, replacedBy }]) =>
      retired !== true || before[name] === undefined || (replacedBy !== undefined && answers[replacedBy] !== undefined)
        ? []
        : [[name, before[name]]],
    ),
  ),
  ...answers,
})

const subjectsOf = async (queries: Queries, entry: number): Promise<readonly number[]> => {
  const rows = await queries
    .selectFrom('entry_subject')
    .select('identity')
    .where('lineage', '=', entry)
    .orderBy('identity')
    .execute()
  return rows.map(({ identity }) => identity)
}

const supersede = async (
  { database, rules }: Ledger,
  context: Context,
  { entry, version, reason, draft }: Pick<Correction, 'entry' | 'version' | 'reason' | 'draft'>,
  change:
    | { readonly withdrawn: true }
    | { readonly withdrawn: false; readonly answers: StoredAnswers; readonly outcome: string },
): Promise<number> =>
  inTransaction(
    database,
    async queries => {
      if (reason.trim() === '') refuse('notAnAnswer', 'Say why this is corrected.')
      const identities = await subjectsOf(queries, entry)
      if (identities.length === 0) refuse('notFound', 'There is no such entry in this record.')
      await lockSubjects(queries, identities)
      await demandOpen(queries, context, identities)
      const before = await current(queries, entry)
      const step = stepToRecord(rules, context, before.step)
      if (before.version !== version)
        refuse(
          'changedMeanwhile',
          `Somebody corrected this on ${inWords(dateAt(before.recorded_at))} while you were writing. What you typed is kept; read theirs beside it.`,
        )
      if (before.withdrawn)
        refuse('notAnAnswer', 'This entry was withdrawn and stays so. Record what happened in a new entry.')
      const answers = change.withdrawn
        ? before.answers
        : withRetired(step, before.answers, answersRead(step, change.answers, change.outcome, context))
      const dates = change.withdrawn
        ? { happenedOn: before.happened_on, completedOn: before.completed_on }
        : datesOf(step, answers)
      if (!change.withdrawn) {
        const stood = { answers: before.answers, outcome: before.outcome, happenedOn: before.happened_on }
        const says = { answers, outcome: change.outcome, happenedOn: dates.happenedOn }
        for (const identity of identities) {
          const standing = await standingBefore(queries, rules, identity, { entry, happenedOn: dates.happenedOn })
          demandLawfulCorrection(rules, step, { before: stood, after: says, standing })
        }
      }
      const at = await momentAbout(queries, identities)
      await queries.updateTable('entry').set({ superseded_at: at }).where('id', '=', before.id).execute()
      if (draft !== undefined) await completeDraft(queries, context, draft, entry)
      await queries
        .insertInto('entry')
        .values({
          lineage: entry,
          subjects: before.subjects,
          version: version + 1,
          step: before.step,
          answers: JSON.stringify(answers),
          outcome: change.withdrawn ? before.outcome : change.outcome,
          happened_on: dates.happenedOn,
          completed_on: dates.completedOn,
          follows: before.follows,
          author: context.worker,
          team: context.teams[0] ?? null,
          source: before.source,
          recorded_at: at,
          withdrawn: change.withdrawn,
          correction_reason: reason,
          draft: draft ?? null,
        })
        .execute()
      for (const identity of identities) await reckonAnew(queries, rules, identity, at)
      await noteRecorded(
        queries,
        context,
        `${change.withdrawn ? 'withdrew' : 'corrected'} ${before.step}`,
        entry,
        identities,
      )
      return entry
    },
    { isolation: 'read committed' },
  )

/** Corrects an entry with a reason; the version before stays readable and as-known figures keep what it said. */
export const correct = (ledger: Ledger, context: Context, correction: Correction): Promise<number> =>
  supersede(ledger, context, correction, {
    withdrawn: false,
    answers: correction.answers,
    outcome: correction.outcome,
  })

/** Withdraws an entry that should never have been made, with a reason; it stays readable and counts for nothing. */
export const withdraw = (
  ledger: Ledger,
  context: Context,
  withdrawal: Pick<Correction, 'entry' | 'version' | 'reason'>,
): Promise<number> => supersede(ledger, context, withdrawal, { withdrawn: true })
