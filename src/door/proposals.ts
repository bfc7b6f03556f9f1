import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import { inTransaction } from '../store/database.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { noteEvent } from './history.ts'
import { agreesAtTheDoor } from './sees.ts'
import { lockRequest, RequestRefused } from './standing.ts'
import { decisionsOf } from './decisions-made.ts'
import type { Decision } from './decisions-made.ts'
import type { Decided } from './decisions.ts'
import { carryOut, openFor } from './carry-out.ts'
import type { Tables } from '../store/tables.ts'

type Queries = Kysely<Tables>

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
