import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import { inTransaction } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import { recordWithin } from '../ledger/record.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { childrenSent } from './examine.ts'
import { noteEvent } from './history.ts'
import { linksOfRequest } from './links.ts'
import { readRequest } from './open-request.ts'
import type { OpenRequest } from './open-request.ts'
import { agreementNeeded, isClosing, outcomeInWords } from './outcomes.ts'
import type { AgreementPolicy, Closing, ContactOutcome, Level } from './outcomes.ts'
import { contactFrom } from './contact-from.ts'
import { filesToRecord } from './files-to-record.ts'
import { agreesAtTheDoor } from './sees.ts'
import { lockRequest, RequestRefused, whenInWords } from './standing.ts'
import { decisionsOf } from './decisions-made.ts'
import type { Decision } from './decisions-made.ts'

type Queries = Kysely<Tables>

/** What is decided about some children of a request, or about the whole of one that needs no child's record. */
export type ToDecide = {
  readonly children: readonly number[]
  readonly outcome: ContactOutcome | Closing
  readonly level?: Level
  readonly rationale: string
}

/** What came of deciding: it stands, or a manager is asked to agree. */
export type Decided = { readonly decision: number; readonly entry: number | undefined; readonly proposed: boolean }

const longestRationale = 10_000

const checked = ({ rationale, outcome, level }: ToDecide): string => {
  const tidy = rationale.trim()
  if (tidy === '') throw new RequestRefused('notAnAnswer', 'Say why this is the right help', 'rationale')
  if (tidy.length > longestRationale)
    throw new RequestRefused('notAnAnswer', `The reason must be ${longestRationale} characters or fewer`, 'rationale')
  if (!isClosing(outcome) && level === undefined)
    throw new RequestRefused('notAnAnswer', 'Choose the level of need', 'level')
  return tidy
}

/** Nobody decides what stands decided: the second to try hears who decided what, and when. */
const demandUndecided = (made: readonly Decision[], children: readonly number[]): void => {
  const standing = made.find(
    ({ returnedAt, children: about }) =>
      returnedAt === null &&
      (about.length === 0 || children.length === 0 || about.some(each => children.includes(each))),
  )
  if (standing === undefined) return
  const [by, at] =
    standing.agreedBy === null ? [standing.proposedBy, standing.proposedAt] : [standing.agreedBy, standing.agreedAt]
  throw new RequestRefused(
    'meanwhile',
    `${by} has ${standing.waits ? 'proposed' : 'decided'} “${outcomeInWords(standing.outcome)}” at ${whenInWords(at ?? standing.proposedAt)}. What you chose was not recorded.`,
  )
}

const demandLinked = async (
  queries: Queries,
  request: number,
  { children, outcome }: ToDecide,
): Promise<readonly number[]> => {
  if (isClosing(outcome)) {
    if (children.length > 0)
      throw new RequestRefused('notAnAnswer', 'This ends the whole request, for every child in it.', 'outcome')
    return []
  }
  if (children.length === 0)
    throw new RequestRefused('notAnAnswer', 'Choose the child or children whom you decide about', 'children')
  const links = await linksOfRequest(queries, request)
  return children.map(position => {
    const link = links.find(each => each.position === position)
    if (link === undefined)
      throw new RequestRefused('notAnAnswer', 'Say first whose record each child is, or begin a new one', 'children')
    return link.identity
  })
}

/** Marks a request as decided once nothing of it is left to decide. */
const settle = async (queries: Queries, context: Context, request: number): Promise<void> => {
  const [children, made] = await Promise.all([childrenSent(queries, request), decisionsOf(queries, request)])
  const standing = made.filter(({ returnedAt, waits }) => returnedAt === null && !waits)
  const isWhole = standing.some(({ children: about }) => about.length === 0)
  const isDone =
    isWhole ||
    (children.length > 0 &&
      children.every(({ position }) => standing.some(({ children: about }) => about.includes(position))))
  if (isDone)
    await queries
      .updateTable('request_standing')
      .set({ decided_at: context.now })
      .where('request', '=', request)
      .where('decided_at', 'is', null)
      .execute()
}

/** What a decision does once it stands: the contact in the record, the files with it, and the request's own end. */
const carryOut = async (
  queries: Queries,
  ledger: Ledger,
  context: Context,
  request: OpenRequest,
  decision: {
    readonly number: number
    readonly children: readonly number[]
    readonly outcome: string
    readonly rationale: string
  },
): Promise<number | undefined> => {
  const links = await linksOfRequest(queries, request.request)
  const about = links.filter(({ position }) => decision.children.includes(position))
  let entry: number | undefined
  if (decision.children.length > 0) {
    const sent = await childrenSent(queries, request.request)
    entry = await recordWithin(queries, ledger, context, contactFrom(request, sent, about, decision, context.today))
    await queries.updateTable('request_decision').set({ entry }).where('decision', '=', decision.number).execute()
    await filesToRecord(queries, context, request.request, { entry, about: about.map(({ identity }) => identity) })
  }
  await noteEvent(queries, context, request.request, 'decided', {
    decision: decision.number,
    outcome: decision.outcome,
    children: decision.children,
  })
  await settle(queries, context, request.request)
  return entry
}

const openFor = async (queries: Queries, context: Context, request: number): Promise<OpenRequest> => {
  await lockRequest(queries, context, request)
  const found = await readRequest(queries, context, request)
  if (found === undefined) throw new RequestRefused('notFound', 'There is no such request.')
  return found
}

/**
 * Decides about a request, or proposes it to a manager where policy asks for agreement. What stands becomes a contact in the
 * record of the children, in the same transaction; of two who decide at once the second hears what the first decided.
 */
export const decideRequest = (
  ledger: Ledger,
  context: Context,
  request: number,
  wanted: ToDecide,
  policy: AgreementPolicy,
): Promise<Decided> =>
  inTransaction(
    ledger.database,
    async queries => {
      const sent = await openFor(queries, context, request)
      const rationale = checked(wanted)
      demandUndecided(await decisionsOf(queries, request), wanted.children)
      await demandLinked(queries, request, wanted)
      const because =
        agreesAtTheDoor(context) || sent.isForKeepers
          ? undefined
          : agreementNeeded(policy, { ...sent, outcome: wanted.outcome })
      const { decision } = await queries
        .insertInto('request_decision')
        .values({
          request,
          children: [...wanted.children],
          outcome: wanted.outcome,
          level: wanted.level ?? null,
          rationale,
          proposed_by: context.worker,
          proposed_at: context.now,
          agreement_because: because ?? null,
          agreed_by: null,
          agreed_at: null,
          returned_by: null,
          returned_at: null,
          returned_why: null,
          entry: null,
        })
        .returning('decision')
        .executeTakeFirstOrThrow()
      if (because !== undefined) {
        await noteEvent(queries, context, request, 'proposed', { decision, outcome: wanted.outcome, words: because })
        return { decision, entry: undefined, proposed: true }
      }
      const entry = await carryOut(queries, ledger, context, sent, { ...wanted, number: decision, rationale })
      return { decision, entry, proposed: false }
    },
    { isolation: 'read committed' },
  )

const proposalFor = async (queries: Queries, request: number, decision: number): Promise<Decision> => {
  const found = (await decisionsOf(queries, request)).find(each => each.decision === decision)
  if (found === undefined) throw new RequestRefused('notFound', 'There is no such proposal.')
  if (!found.waits)
    throw new RequestRefused(
      'meanwhile',
      found.returnedAt === null
        ? `${found.agreedBy ?? found.proposedBy} has agreed to this already.`
        : `${found.returnedBy ?? 'Somebody'} has returned this already.`,
    )
  return found
}

const demandManager = (context: Context): void => {
  if (!agreesAtTheDoor(context))
    throw new RequestRefused('notAllowed', 'A manager of the point of access agrees to what is proposed.')
}

/** Agrees to what a worker proposed: from now on it stands, and is in the record. */
export const agreeTo = (ledger: Ledger, context: Context, request: number, decision: number): Promise<Decided> =>
  inTransaction(
    ledger.database,
    async queries => {
      demandManager(context)
      const sent = await openFor(queries, context, request)
      const proposal = await proposalFor(queries, request, decision)
      await queries
        .updateTable('request_decision')
        .set({ agreed_by: context.worker, agreed_at: context.now })
        .where('decision', '=', decision)
        .execute()
      await noteEvent(queries, context, request, 'agreed', { decision, outcome: proposal.outcome })
      const entry = await carryOut(queries, ledger, context, sent, { ...proposal, number: decision })
      return { decision, entry, proposed: false }
    },
    { isolation: 'read committed' },
  )

/** Returns a proposal with words: it is to be decided again. */
export const returnProposal = (
  ledger: Pick<Ledger, 'database'>,
  context: Context,
  request: number,
  { decision, why }: { readonly decision: number; readonly why: string },
): Promise<void> =>
  inTransaction(
    ledger.database,
    async queries => {
      demandManager(context)
      const tidy = why.trim()
      if (tidy === '') throw new RequestRefused('notAnAnswer', 'Say what should be thought of again', 'why')
      if (tidy.length > 2000)
        throw new RequestRefused('notAnAnswer', 'What you say must be 2,000 characters or fewer', 'why')
      await lockRequest(queries, context, request)
      await proposalFor(queries, request, decision)
      await queries
        .updateTable('request_decision')
        .set({ returned_by: context.worker, returned_at: context.now, returned_why: tidy })
        .where('decision', '=', decision)
        .where(sql<boolean>`agreed_at is null`)
        .execute()
      await noteEvent(queries, context, request, 'returned', { decision, words: tidy })
    },
    { isolation: 'read committed' },
  )
