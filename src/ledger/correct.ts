import { sql } from 'kysely'
import type { Context } from '../access/index.ts'
import { inWords, dateAt } from '../calendar/index.ts'
import type { AnyStep, Occurrence, Rules, StoredAnswers } from '../journey/index.ts'
import { inTransaction } from '../store/index.ts'
import { demandDayOfManager, keepAuthorisation } from './authorisations.ts'
import { answersRead, datesOf, demandNamed, demandOpen, lockSubjects, noteRecorded, stepToRecord } from './checks.ts'
import { completeDraft } from './drafts.ts'
import { demandLawfulCorrection } from './lawful.ts'
import type { Ledger, Queries } from './ledger.ts'
import { momentAbout } from './moment.ts'
import { changeParagraphs } from './paragraphs.ts'
import type { Paragraphs } from './paragraphs.ts'
import { reckonAnew } from './reckoning.ts'
import { refuse } from './refusal.ts'
import { recordsRead, runsInto, standingBefore } from './standings.ts'

/** A correction of an entry: which version it corrects, what it should say, and why. The old stays readable. */
export type Correction = {
  readonly entry: number
  /** The version that was in front of the person; a newer one means somebody else was faster. */
  readonly version: number
  readonly answers: StoredAnswers
  readonly outcome: string
  readonly reason: string
  /** What is said of each child alone from now on; without it that stays as it is. */
  readonly paragraphs?: Paragraphs
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

type Version = Awaited<ReturnType<typeof current>>

/** A version of an entry as the reckoning takes it. */
const asOccurrence = (version: Version): Occurrence => ({
  entry: version.lineage,
  step: version.step,
  answers: version.answers,
  outcome: version.outcome,
  happenedOn: version.happened_on,
  completedOn: version.completed_on,
  follows: version.follows,
})

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

/** Refuses where the entry is no longer as it was read, saying what became of it. */
const demandAsRead = (
  before: { readonly version: number; readonly withdrawn: boolean; readonly recorded_at: string },
  version: number,
  isWithdrawal: boolean,
): void => {
  const on = inWords(dateAt(before.recorded_at))
  if (before.withdrawn && isWithdrawal)
    refuse('alreadyCompleted', `This entry was withdrawn already on ${on}, and stays so.`)
  if (before.withdrawn)
    refuse('notAnAnswer', 'This entry was withdrawn and stays so. Record what happened in a new entry.')
  if (before.version !== version)
    refuse(
      'changedMeanwhile',
      isWithdrawal
        ? `Somebody corrected this on ${on} while you were writing. Nothing was withdrawn: read how it stands now, and send your reason again if it still holds.`
        : `Somebody corrected this on ${on} while you were writing. What you typed is kept; read theirs beside it.`,
    )
}

/** Refuses a correction that the law forbids for one of the children, what it said asked of its day and what it says of its own. */
const demandLawfulFor = async (
  queries: Queries,
  rules: Rules,
  step: AnyStep,
  identities: readonly number[],
  { before, after }: { readonly before: Occurrence; readonly after: Occurrence },
): Promise<void> => {
  for (const identity of identities) {
    const records = await recordsRead(queries, identity)
    const askedOf = (said: Occurrence) => {
      const standing = standingBefore(rules, records, said)
      return { said, standing, into: runsInto(rules, records[0], said, standing) }
    }
    demandLawfulCorrection(rules, step, { before: askedOf(before), after: askedOf(after) })
  }
}

const supersede = async (
  { database, rules }: Ledger,
  context: Context,
  { entry, version, reason, draft }: Pick<Correction, 'entry' | 'version' | 'reason' | 'draft'>,
  change:
    | { readonly withdrawn: true }
    | ({ readonly withdrawn: false } & Pick<Correction, 'answers' | 'outcome' | 'paragraphs'>),
): Promise<number> =>
  inTransaction(
    database,
    async queries => {
      if (reason.trim() === '')
        refuse('notAnAnswer', `Say why this is ${change.withdrawn ? 'withdrawn' : 'corrected'}.`)
      const identities = await subjectsOf(queries, entry)
      if (identities.length === 0) refuse('notFound', 'There is no such entry in this record.')
      await lockSubjects(queries, identities)
      await demandOpen(queries, context, identities)
      const before = await current(queries, entry)
      const step = stepToRecord(rules, context, before.step)
      demandAsRead(before, version, change.withdrawn)
      const answers = change.withdrawn
        ? before.answers
        : withRetired(step, before.answers, answersRead(step, change.answers, change.outcome, context))
      const dates = change.withdrawn
        ? { happenedOn: before.happened_on, completedOn: before.completed_on }
        : datesOf(step, answers)
      if (!change.withdrawn) {
        await demandNamed(queries, step, answers, { today: context.today, before: before.answers })
        const days = { before: before.completed_on, after: dates.completedOn }
        await demandDayOfManager(queries, step, context, entry, days)
        const stood = asOccurrence(before)
        const says = { ...stood, ...dates, answers, outcome: change.outcome }
        await demandLawfulFor(queries, rules, step, identities, { before: stood, after: says })
      }
      const at = await momentAbout(queries, identities, before.recorded_at)
      await queries.updateTable('entry').set({ superseded_at: at }).where('id', '=', before.id).execute()
      if (draft !== undefined) await completeDraft(queries, context, draft, entry)
      if (!change.withdrawn && change.paragraphs !== undefined)
        await changeParagraphs(queries, entry, change.paragraphs)
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
      if (!change.withdrawn)
        await keepAuthorisation(queries, step, context, {
          lineage: entry,
          version: version + 1,
          completedOn: dates.completedOn,
          at,
        })
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
  supersede(ledger, context, correction, { withdrawn: false, ...correction })

/** Withdraws an entry that should never have been made, with a reason; it stays readable and counts for nothing. */
export const withdraw = (
  ledger: Ledger,
  context: Context,
  withdrawal: Pick<Correction, 'entry' | 'version' | 'reason'>,
): Promise<number> => supersede(ledger, context, withdrawal, { withdrawn: true })
