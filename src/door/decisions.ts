import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import { inTransaction } from '../store/database.ts'
import type { Tables } from '../store/tables.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { noteEvent } from './history.ts'
import { linksOfRequest } from './links.ts'
import { agreementNeeded, isClosing, outcomeInWords } from './outcomes.ts'
import type { AgreementPolicy, Closing, ContactOutcome, Level } from './outcomes.ts'
import { agreesAtTheDoor } from './sees.ts'
import { RequestRefused, whenInWords } from './standing.ts'
import { decisionsOf } from './decisions-made.ts'
import type { Decision } from './decisions-made.ts'
import { carryOut, openFor } from './carry-out.ts'

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
