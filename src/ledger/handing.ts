import { sql } from 'kysely'
import type { Context } from '../access/index.ts'
import { workingParts } from '../journey/index.ts'
import type { AllocationPart } from '../journey/index.ts'
import { nameInQuery } from '../people/index.ts'
import { inTransaction } from '../store/index.ts'
import { demandOpen, lockSubjects } from './checks.ts'
import type { Ledger, Queries } from './ledger.ts'
import { whyNotInPost, workersWithPosts } from './named.ts'
import { recordAllWithin } from './record.ts'
import { refuse } from './refusal.ts'

/** The parts in which somebody is responsible for a child or works beside whoever is, with the period that says so. */
export const heldPeriods = {
  socialWorker: 'socialWorkerAllocation',
  personalAdviser: 'personalAdviserAllocation',
  earlyHelpWorker: 'earlyHelpAllocation',
  reviewingOfficer: 'reviewingOfficerAllocation',
  coWorker: 'coWorkerAllocation',
} as const satisfies Readonly<Record<AllocationPart | 'coWorker', string>>

export type HeldPart = keyof typeof heldPeriods

/** A child to be put into somebody's hands, and in whose hands the child was when that was decided. */
export type Hand = {
  readonly identity: number
  readonly part: HeldPart
  /** The entry that began the allocation as it was seen then; null where nobody was allocated. */
  readonly heldBy: number | null
  readonly worker: number
  readonly team: string
}

/** In whose hands a child is in one part. */
export type Holding = {
  readonly identity: number
  readonly part: HeldPart
  readonly heldBy: number
  readonly worker: number
  readonly workerName: string
  readonly team: string
  readonly since: string
}

const partOfPeriod = sql<HeldPart>`case episode.kind ${sql.join(
  Object.entries(heldPeriods).map(([part, kind]) => sql`when ${sql.lit(kind)} then ${sql.lit(part)}`),
  sql` `,
)} end`

/** In whose hands children are now, in every part, whichever of a child's records says so. */
export const holdingsOf = async (queries: Queries, identities: readonly number[]): Promise<readonly Holding[]> => {
  const { rows } = await sql<Holding>`
    select child.identity, ${partOfPeriod} as part, episode.opened_by as "heldBy", episode.worker,
      worker.given || ' ' || worker.family as "workerName", episode.detail ->> 'team' as team, episode.started_on as since
    from person child join person each on each.person = child.person
    join episode on episode.identity = each.identity
    join worker on worker.worker = episode.worker
    where child.identity = any (${[...identities]}::bigint[])
      and episode.kind in (${sql.join(Object.values(heldPeriods).map(kind => sql.lit(kind)))})
      and episode.ended_on is null and episode.known_to = 'infinity'
    order by child.identity, episode.started_on`.execute(queries)
  return rows
}

/** The names of children whose records are open to whoever asks. */
const namesOf = async (queries: Queries, identities: readonly number[]): Promise<ReadonlyMap<number, string>> => {
  const rows = await queries
    .selectFrom('identity_version')
    .select(['identity', nameInQuery().as('name')])
    .where('identity', 'in', [...identities])
    .where('known_to', '=', sql<string>`'infinity'`)
    .execute()
  return new Map(rows.map(({ identity, name }) => [identity, name]))
}

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** Refuses where a child is no longer in the hands in which it was when this was decided, saying in whose it is. */
const demandHeld = async (queries: Queries, hands: readonly Hand[]): Promise<void> => {
  const identities = hands.map(({ identity }) => identity)
  const [holdings, names] = await Promise.all([holdingsOf(queries, identities), namesOf(queries, identities)])
  const changed = hands.flatMap(({ identity, part, heldBy }) => {
    const now = holdings.find(each => each.identity === identity && each.part === part)
    if ((now?.heldBy ?? null) === heldBy) return []
    const name = names.get(identity) ?? 'A child'
    const as = inSentence(workingParts[part])
    return now === undefined
      ? [`${name} no longer has a ${as}: the work with the child in that part has ended`]
      : [`${name} has been allocated to ${now.workerName} meanwhile, as ${as}`]
  })
  if (changed.length > 0) refuse('changedMeanwhile', `${changed.join('. ')}.`)
  const same = hands.flatMap(({ identity, part, worker }) => {
    const now = holdings.find(
      each => each.identity === identity && each.worker === worker && (each.part === part || part === 'coWorker'),
    )
    return now === undefined ? [] : [`${now.workerName} works with ${names.get(identity) ?? 'the child'} already`]
  })
  if (same.length > 0) refuse('alreadyOpen', `${same.join('. ')}. Choose somebody else.`)
}

/** Refuses where somebody who is to receive a child has not that post today, saying since when. */
export const demandInPost = async (
  queries: Queries,
  { today }: Pick<Context, 'today'>,
  receivers: readonly Pick<Hand, 'worker' | 'team'>[],
): Promise<void> => {
  const found = await workersWithPosts(
    queries,
    receivers.map(({ worker }) => worker),
  )
  for (const { worker, team } of receivers) {
    const receiver = found.get(worker)
    if (receiver === undefined) return refuse('notFound', 'There is no such worker. Choose somebody from the list.')
    const wrong = whyNotInPost(receiver, { team, on: today, today })
    if (wrong !== undefined) refuse('notAllowed', wrong)
  }
}

/** What is recorded of one child's coming into other hands: an allocation where nobody was allocated, else a transfer. */
const entryOf = ({ identity, part, heldBy, worker, team }: Hand, { today }: Context, handover: string) => {
  const isTransfer = heldBy !== null && part !== 'coWorker'
  return {
    step: isTransfer ? 'transfer' : 'allocation',
    subjects: [{ identity }],
    outcome: part,
    answers: isTransfer
      ? { transferredOn: today, worker, team, ...(handover === '' ? {} : { handover }) }
      : { allocatedOn: today, worker, team },
  }
}

/** The same inside a transaction that the caller has begun. */
export const handWithin = async (
  queries: Queries,
  ledger: Ledger,
  context: Context,
  hands: readonly Hand[],
  handover = '',
): Promise<readonly number[]> => {
  if (hands.length === 0) return refuse('notAnAnswer', 'Choose at least one child.')
  const identities = hands.map(({ identity }) => identity)
  await lockSubjects(queries, identities)
  await demandOpen(queries, context, identities)
  await demandInPost(queries, context, hands)
  await demandHeld(queries, hands)
  const inOrder = hands.toSorted((one, other) => one.identity - other.identity)
  const entries = inOrder.map(hand => entryOf(hand, context, handover))
  return recordAllWithin(queries, ledger, context, entries, { opened: true })
}

/**
 * Puts children into other hands, an entry for each child, all of them or none: whoever gets in the way of one of them
 * leaves the rest as they were. Throws a Refusal that says who has changed, or who cannot receive a child.
 */
export const handOver = (
  ledger: Ledger,
  context: Context,
  hands: readonly Hand[],
  handover = '',
): Promise<readonly number[]> =>
  inTransaction(ledger.database, queries => handWithin(queries, ledger, context, hands, handover), {
    isolation: 'read committed',
  })
