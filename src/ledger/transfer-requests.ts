import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Context } from '../access/index.ts'
import { answersTransfer, note, transferStands } from '../access/index.ts'
import { nextMoment } from '../council/clock.ts'
import { inTransaction } from '../store/index.ts'
import { demandOpen, lockSubjects } from './checks.ts'
import { demandInPost, handWithin, holdingsOf } from './handing.ts'
import type { Hand } from './handing.ts'
import type { Ledger, Queries } from './ledger.ts'
import { refuse } from './refusal.ts'

/** A child whose transfer is asked for: like a hand, and it is in somebody's already. */
export type ToAsk = Hand & {
  readonly part: 'socialWorker' | 'personalAdviser' | 'earlyHelpWorker'
  readonly heldBy: number
}

/** How many transfers wait for the answer of whoever asks. */
export const countTransfersToAnswer = async (queries: Queries, context: Context): Promise<number> => {
  const { count } = await queries
    .selectFrom('transfer_request')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('answer', 'is', null)
    .where(answersTransfer(context))
    .where(transferStands())
    .executeTakeFirstOrThrow()
  return count
}

/** Takes away requests that another allocation has overtaken, so that a child may be asked for again. */
const endOvertaken = (queries: Queries, identities: readonly number[], at: string) =>
  queries
    .updateTable('transfer_request')
    .set({ answer: 'overtaken', answered_at: at })
    .where('identity', 'in', [...identities])
    .where('answer', 'is', null)
    .where(sql<boolean>`not ${transferStands()}`)
    .execute()

/**
 * Asks that other workers take over children. Nothing changes until each is accepted. Throws a Refusal where a child is in
 * other hands by now, where its transfer has been asked for already, or where somebody has no post today.
 */
export const askTransfers = (
  { database }: Ledger,
  context: Context,
  wanted: readonly ToAsk[],
  handover: string,
): Promise<readonly number[]> =>
  inTransaction(
    database,
    async queries => {
      if (wanted.length === 0) return refuse('notAnAnswer', 'Choose at least one child.')
      const identities = wanted.map(({ identity }) => identity)
      await lockSubjects(queries, identities)
      await demandOpen(queries, context, identities)
      await demandInPost(queries, context, wanted)
      const at = await nextMoment(queries)
      await endOvertaken(queries, identities, at)
      const holdings = await holdingsOf(queries, identities)
      const asked = await queries
        .selectFrom('transfer_request')
        .select(['identity', 'part'])
        .where('identity', 'in', identities)
        .where('answer', 'is', null)
        .execute()
      const requests: number[] = []
      for (const { identity, part, heldBy, worker, team } of wanted) {
        const held = holdings.find(each => each.identity === identity && each.part === part)
        if (held === undefined)
          return refuse('changedMeanwhile', 'A child that you chose is no longer allocated. Choose again.')
        if (held.heldBy !== heldBy)
          return refuse('changedMeanwhile', `A child that you chose is with ${held.workerName} by now. Choose again.`)
        if (held.worker === worker)
          return refuse('alreadyOpen', `${held.workerName} is the child’s worker already. Choose somebody else.`)
        if (asked.some(each => each.identity === identity && each.part === part))
          return refuse('alreadyOpen', 'A transfer of a child that you chose waits for its answer already.')
        const { request } = await queries
          .insertInto('transfer_request')
          .values({
            identity,
            part,
            held_by: heldBy,
            from_worker: held.worker,
            to_worker: worker,
            to_team: team,
            handover,
            asked_by: context.worker,
            asked_at: at,
            answer: null,
            answered_by: null,
            answered_at: null,
            reason: null,
            entry: null,
          })
          .returning('request')
          .executeTakeFirstOrThrow()
        requests.push(request)
      }
      await note(
        queries,
        context,
        identities.map(identity => ({ act: 'asked for a transfer', answer: 'open', identity })),
      )
      return requests
    },
    { isolation: 'read committed' },
  )

const words = { accepted: 'accepted', declined: 'declined', withdrawn: 'withdrawn', overtaken: 'overtaken' } as const

/** The request under its lock, unanswered; or a refusal that says what became of it. */
const unanswered = async (queries: Queries, request: number) => {
  const row = await queries
    .selectFrom('transfer_request')
    .selectAll()
    .where('request', '=', request)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return refuse('notFound', 'There is no such request.')
  if (row.answer !== null)
    return refuse('alreadyCompleted', `This request has been ${words[row.answer]} already. Nothing was changed.`)
  return row
}

const isTrue = async (queries: Queries, request: number, condition: RawBuilder<boolean>): Promise<boolean> =>
  (await queries
    .selectFrom('transfer_request')
    .select('request')
    .where('request', '=', request)
    .where(condition)
    .executeTakeFirst()) !== undefined

const demandMine = async (queries: Queries, context: Context, request: number): Promise<void> => {
  if (!(await isTrue(queries, request, answersTransfer(context))))
    refuse('notAllowed', 'The receiving worker, or a manager of that worker’s team, answers this request.')
}

const settle = (
  queries: Queries,
  context: Context,
  request: number,
  answer: {
    readonly answer: keyof typeof words
    readonly at: string
    readonly reason?: string
    readonly entry?: number
  },
) =>
  queries
    .updateTable('transfer_request')
    .set({
      answer: answer.answer,
      answered_by: context.worker,
      answered_at: answer.at,
      reason: answer.reason ?? null,
      entry: answer.entry ?? null,
    })
    .where('request', '=', request)
    .execute()

/** Accepts a request: the transfer is recorded in the same transaction. Answers with the entry's number. */
export const acceptTransfer = (ledger: Ledger, context: Context, request: number): Promise<number> =>
  inTransaction(
    ledger.database,
    async queries => {
      const row = await unanswered(queries, request)
      await demandMine(queries, context, request)
      const hand = {
        identity: row.identity,
        part: row.part,
        heldBy: row.held_by,
        worker: row.to_worker,
        team: row.to_team,
      }
      const [entry = 0] = await handWithin(queries, ledger, context, [hand], row.handover)
      await settle(queries, context, request, { answer: 'accepted', at: await nextMoment(queries), entry })
      return entry
    },
    { isolation: 'read committed' },
  )

/** Declines a request, with the reason for whoever asked; the child stays where it was. */
export const declineTransfer = (ledger: Ledger, context: Context, request: number, reason: string): Promise<void> =>
  inTransaction(
    ledger.database,
    async queries => {
      if (reason.trim() === '') return refuse('notAnAnswer', 'Say why, for whoever asked.')
      const row = await unanswered(queries, request)
      await demandMine(queries, context, request)
      await settle(queries, context, request, {
        answer: 'declined',
        at: await nextMoment(queries),
        reason: reason.trim(),
      })
      await note(queries, context, { act: 'declined a transfer', answer: 'allowed', identity: row.identity })
    },
    { isolation: 'read committed' },
  )

/** Takes a request back, by whoever asked. */
export const withdrawTransfer = (ledger: Ledger, context: Context, request: number): Promise<void> =>
  inTransaction(
    ledger.database,
    async queries => {
      const row = await unanswered(queries, request)
      if (row.asked_by !== context.worker) refuse('notAllowed', 'Only whoever asked takes a request back.')
      await settle(queries, context, request, { answer: 'withdrawn', at: await nextMoment(queries) })
      await note(queries, context, { act: 'withdrew a transfer', answer: 'allowed', identity: row.identity })
    },
    { isolation: 'read committed' },
  )
