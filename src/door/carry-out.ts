import type { Kysely } from 'kysely'
import type { Context } from '../access/context.ts'
import { recordWithin } from '../ledger/record.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { childrenSent } from './examine.ts'
import { noteEvent } from './history.ts'
import { linksOfRequest } from './links.ts'
import { readRequest } from './open-request.ts'
import type { OpenRequest } from './open-request.ts'
import { contactFrom } from './contact-from.ts'
import { filesToRecord } from './files-to-record.ts'
import { lockRequest, RequestRefused } from './standing.ts'
import { decisionsOf } from './decisions-made.ts'
import type { Tables } from '../store/tables.ts'

type Queries = Kysely<Tables>

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
export const carryOut = async (
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

/** A request that is open to whoever decides, under its lock. Throws RequestRefused. */
export const openFor = async (queries: Queries, context: Context, request: number): Promise<OpenRequest> => {
  await lockRequest(queries, context, request)
  const found = await readRequest(queries, context, request)
  if (found === undefined) throw new RequestRefused('notFound', 'There is no such request.')
  return found
}
