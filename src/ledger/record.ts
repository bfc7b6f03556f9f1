import { sql } from 'kysely'
import type { Context } from '../access/index.ts'
import type { CivilDate, Instant } from '../calendar/index.ts'
import type { AnyStep, Rules, StoredAnswers } from '../journey/index.ts'
import { inTransaction } from '../store/index.ts'
import { keepAuthorisation } from './authorisations.ts'
import { answersRead, datesOf, demandNamed, demandOpen, lockSubjects, noteRecorded, stepToRecord } from './checks.ts'
import { completeDraft } from './drafts.ts'
import { demandLawful } from './lawful.ts'
import type { Ledger, Queries } from './ledger.ts'
import { inTheirRecords, linkedRecords } from './linked-records.ts'
import { latestKnown, momentAfter } from './moment.ts'
import { bornOnOf, occurrencesAbout } from './occurrences.ts'
import { reckonAnew } from './reckoning.ts'
import { refuse } from './refusal.ts'
import { begunBy, knownSince, runsInto, standingOn } from './standings.ts'
import type { Known, Period, Standing } from './standings.ts'

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
  /** Who wrote it, where whoever records it does so by authorising what another sent. */
  readonly writtenBy?: { readonly worker: number; readonly team: string | null }
  /** The manager of whom its writer says that they authorised it. */
  readonly toldAuthoriser?: number
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

/** An entry whose answers were read, before it is known in which records it goes. */
type Read = ToRecord & { readonly declared: AnyStep; readonly happenedOn: CivilDate; readonly completedOn: CivilDate }

const readEntry = (rules: Rules, context: Context, entry: ToRecord): Read => {
  const declared = stepToRecord(rules, context, entry.step)
  const answers = answersRead(declared, entry.answers, entry.outcome, context)
  if (entry.subjects.length === 0) refuse('notAnAnswer', 'Choose the child or children that this is about.')
  if (entry.subjects.length > mostSubjects)
    refuse('notAnAnswer', `Choose ${mostSubjects} children at most: write about the others in another entry.`)
  return { ...entry, ...datesOf(declared, answers), answers, declared }
}

const identitiesOf = (entries: readonly ToRecord[]): readonly number[] => [
  ...new Set(entries.flatMap(({ subjects }) => subjects.map(({ identity }) => identity))),
]

/** The entries with their children in the records where they belong; no child twice in one. */
const placed = async (queries: Queries, entries: readonly Read[], isLinked: boolean): Promise<readonly Read[]> => {
  const all: Read[] = []
  for (const entry of entries) {
    const subjects = isLinked ? await inTheirRecords(queries, entry.declared, entry) : entry.subjects
    if (identitiesOf([{ ...entry, subjects }]).length < subjects.length)
      refuse('notAnAnswer', 'Each child can be chosen once.')
    all.push({ ...entry, subjects })
  }
  return all
}

/** An entry is reckoned as the last of its day before it has a number. */
const notYetNumbered = Number.MAX_SAFE_INTEGER

/** The later period into which what an entry begins would run; asked of the store only where one of its kind began later. */
const intoLater = async (
  queries: Queries,
  rules: Rules,
  identity: number,
  { declared, step, answers, outcome, happenedOn, completedOn, follows }: Read,
  standing: Standing,
): Promise<Period | undefined> => {
  const begins = begunBy(declared.outcomes[outcome], standing)
  if (!standing.later.some(({ kind }) => begins.includes(kind))) return undefined
  const record = {
    bornOn: await bornOnOf(queries, identity),
    occurrences: await occurrencesAbout(queries, identity),
  }
  const dated = { happenedOn, completedOn, follows: follows ?? null }
  return runsInto(rules, record, { entry: notYetNumbered, step, answers, outcome, ...dated }, standing)
}

const demandLawfulFor = async (
  queries: Queries,
  rules: Rules,
  identity: number,
  entry: Read,
  since: Known | undefined,
): Promise<void> => {
  const standing = standingOn(entry.happenedOn, since ?? { bornOn: undefined, periods: [] })
  const into = await intoLater(queries, rules, identity, entry, standing)
  demandLawful(rules, entry.declared, { said: entry, standing, into })
}

/** Refuses what could not be recorded as it stands now, and writes nothing: whoever sends it hears so, and not who reads it. */
export const demandRecordable = async (
  queries: Queries,
  { rules }: Ledger,
  context: Context,
  toRecord: ToRecord,
): Promise<AnyStep> => {
  const entry = readEntry(rules, context, toRecord)
  const identities = identitiesOf([entry])
  await demandOpen(queries, context, identities)
  await demandNamed(queries, entry.declared, entry.answers, context)
  const known = await knownSince(queries, identities, entry.happenedOn)
  for (const identity of identities) await demandLawfulFor(queries, rules, identity, entry, known.get(identity))
  return entry.declared
}

/**
 * Records several entries inside a transaction that the caller has begun, one after the other. `opened` says that the caller
 * has in this transaction locked the children, asked access to them, and asked whether whoever is named may receive them.
 */
export const recordAllWithin = async (
  queries: Queries,
  { rules }: Ledger,
  context: Context,
  toRecord: readonly ToRecord[],
  { opened = false }: { readonly opened?: boolean } = {},
): Promise<readonly number[]> => {
  const asked = toRecord.map(entry => readEntry(rules, context, entry))
  const before = identitiesOf(asked)
  if (!opened) await lockSubjects(queries, before)
  const linked = await linkedRecords(queries, before)
  // Whoever linked two records while this waited for one of them has let go of both.
  if (linked.length > 0) await lockSubjects(queries, linked)
  const isLinked = linked.length > 0
  const entries = await placed(queries, asked, isLinked)
  const identities = identitiesOf(entries)
  // Of a child with several linked records the one it goes into may not be the one to which the caller has asked access.
  const unopened = opened ? identities.filter(identity => !before.includes(identity)) : identities
  if (unopened.length > 0) await demandOpen(queries, context, unopened)
  if (!opened) for (const { declared, answers } of entries) await demandNamed(queries, declared, answers, context)

  const [earliest = context.today] = entries.map(({ happenedOn }) => happenedOn).sort()
  const known = new Map<number, Known>(await knownSince(queries, identities, earliest))
  let latest = await latestKnown(queries, identities)
  const lineages: number[] = []
  for (const entry of entries) {
    const own = identitiesOf([entry])
    for (const identity of own) {
      // What an entry before this one began or ended counts too.
      const since = known.get(identity) ?? (await knownSince(queries, [identity], entry.happenedOn)).get(identity)
      known.delete(identity)
      await demandLawfulFor(queries, rules, identity, entry, since)
    }
    if (entry.follows !== undefined) await demandConnected(queries, entry.follows, own)
    latest = await momentAfter(queries, latest)
    lineages.push(await write(queries, rules, context, { ...entry, at: latest }))
    if (isLinked) known.clear()
  }
  return lineages
}

/** The same for one entry. */
export const recordWithin = async (
  queries: Queries,
  ledger: Ledger,
  context: Context,
  entry: ToRecord,
  given: { readonly opened?: boolean } = {},
): Promise<number> => {
  const [lineage] = await recordAllWithin(queries, ledger, context, [entry], given)
  if (lineage === undefined) throw new Error('An entry was recorded without a number.')
  return lineage
}

type ToWrite = Read & { readonly at: Instant }

/** Writes an entry that nothing speaks against, and all that follows from it. */
const write = async (
  queries: Queries,
  rules: Rules,
  context: Context,
  { declared, happenedOn, completedOn, at, ...said }: ToWrite,
): Promise<number> => {
  const { step, subjects, answers, outcome, follows, draft, writtenBy, toldAuthoriser } = said
  const identities = subjects.map(({ identity }) => identity)
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
      step,
      answers: JSON.stringify(answers),
      outcome,
      happened_on: happenedOn,
      completed_on: completedOn,
      follows: follows ?? null,
      author: writtenBy?.worker ?? context.worker,
      team: writtenBy === undefined ? (context.teams[0] ?? null) : writtenBy.team,
      recorded_at: at,
      correction_reason: null,
      draft: draft ?? null,
    })
    .execute()
  await queries
    .insertInto('entry_subject')
    .values(subjects.map(({ identity, paragraph }) => ({ lineage, identity, paragraph: paragraph ?? null })))
    .execute()
  await keepAuthorisation(queries, declared, context, { lineage, version: 1, completedOn, at, told: toldAuthoriser })
  for (const identity of inOrder) await reckonAnew(queries, rules, identity, at)
  const act = writtenBy === undefined ? 'recorded' : 'authorised'
  await noteRecorded(queries, context, `${act} ${step}`, lineage, identities)
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
