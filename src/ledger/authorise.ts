import type { Context } from '../access/index.ts'
import { note } from '../access/index.ts'
import { dateAt, inWords } from '../calendar/index.ts'
import type { Instant } from '../calendar/index.ts'
import { nextMoment } from '../council/clock.ts'
import { authorises } from '../journey/index.ts'
import { inTransaction } from '../store/index.ts'
import { isMineToAnswer, isMineToTakeBack, lastRequestOf } from './authorisation-requests.ts'
import type { AuthorisationRequest } from './authorisation-requests.ts'
import { authorisersOf } from './authorisers.ts'
import { lockSubjects } from './checks.ts'
import { readDraft } from './drafts.ts'
import type { Draft } from './drafts.ts'
import type { Ledger, Queries } from './ledger.ts'
import { demandRecordable, recordWithin } from './record.ts'
import type { ToRecord } from './record.ts'
import { refuse } from './refusal.ts'

const readCommitted = { isolation: 'read committed' } as const

/** What is sent: the draft as it was checked, what it will record, and to whom. */
export type ToSend = {
  readonly version: number
  readonly to: number
  readonly entry: ToRecord & { readonly draft: number }
}

/** Which request of a draft is answered; another one means that it was sent again since. */
export type ToAnswer = { readonly draft: number; readonly request: number }

// Whoever records takes the children first, then the moment, which a simulated clock gives to one at a time, then the draft. So
// does everybody here: of two who took them the other way round each would wait for the other.
const lockDraft = async (queries: Queries, context: Context, draft: number): Promise<Draft> => {
  await queries.selectFrom('draft').select('draft').where('draft', '=', draft).forUpdate().execute()
  return (
    (await readDraft(queries, context, draft)) ??
    refuse('notFound', 'There is no such draft. It may have been thrown away.')
  )
}

const noteOf = (queries: Queries, context: Context, { subjects }: Draft, act: string): Promise<void> =>
  note(
    queries,
    context,
    subjects.map(identity => ({ act, answer: 'open' as const, identity })),
  )

/**
 * Sends a draft to a manager to authorise. From now on it stays as it is, until it is authorised, returned or taken back.
 * Sent again as it stands it is sent once. Throws a Refusal where it was changed meanwhile or could not be recorded.
 */
export const sendToAuthorise = (ledger: Ledger, context: Context, { version, to, entry }: ToSend): Promise<number> =>
  inTransaction(
    ledger.database,
    async queries => {
      const at = await nextMoment(queries)
      const draft = await lockDraft(queries, context, entry.draft)
      if (draft.completedAs !== undefined)
        return refuse('alreadyCompleted', 'This has been completed already. What was recorded is in the child’s story.')
      const last = await lastRequestOf(queries, draft.draft)
      if (last?.answer === null) {
        if (last.sentBy === context.worker && last.to === to) return last.request
        return refuse('sentToManager', `${last.sentByName} has sent this to ${last.toName} already. It waits there.`)
      }
      if (draft.version !== version)
        return refuse(
          'changedMeanwhile',
          'Somebody saved this draft while you were checking it. Check it again: this is how it stands now.',
        )
      if (draft.corrects !== undefined) return refuse('notAnAnswer', 'A correction is recorded by whoever makes it.')
      const step = await demandRecordable(queries, ledger, context, entry)
      const manager = (await authorisersOf(queries, context, step, draft.subjects)).find(({ worker }) => worker === to)
      if (manager === undefined)
        return refuse(
          'notAnAnswer',
          'Choose a manager from the list. Nothing was sent, and the draft stands as it was.',
        )
      const { request } = await queries
        .insertInto('authorisation_request')
        .values({
          draft: draft.draft,
          to_worker: to,
          to_role: manager.role,
          to_team: manager.team,
          sent_by: context.worker,
          sent_team: context.teams[0] ?? null,
          sent_at: at,
          answer: null,
          answered_by: null,
          answered_at: null,
          reason: null,
        })
        .returning('request')
        .executeTakeFirstOrThrow()
      await noteOf(queries, context, draft, 'sent to a manager')
      return request
    },
    readCommitted,
  )

const became = ({ answer, answeredByName, answeredAt, sentByName }: AuthorisationRequest): string => {
  const on = answeredAt === null ? '' : ` on ${inWords(dateAt(answeredAt))}`
  if (answer === 'authorised') return `${answeredByName} authorised this${on}. It has been recorded once.`
  if (answer === 'returned') return `${answeredByName} returned this to ${sentByName}${on}. Nothing was recorded.`
  return `${answeredByName} took this back${on}. Nothing was recorded.`
}

/** The request as it waits, its draft locked, and the moment of answering it; or a refusal that says what became of it. */
const waiting = async (queries: Queries, context: Context, { draft, request }: ToAnswer) => {
  const at = await nextMoment(queries)
  const locked = await lockDraft(queries, context, draft)
  const last = await lastRequestOf(queries, draft)
  if (last === undefined) return refuse('notFound', 'This was not sent to anybody.')
  if (last.answer !== null) return refuse('alreadyCompleted', became(last))
  if (last.request !== request)
    return refuse(
      'changedMeanwhile',
      `${last.sentByName} has sent this again since. Read it again: this is how it stands now.`,
    )
  return { draft: locked, last, at }
}

const settle = async (
  queries: Queries,
  context: Context,
  request: number,
  answer: { readonly answer: 'authorised' | 'returned' | 'takenBack'; readonly at: Instant; readonly reason?: string },
) =>
  queries
    .updateTable('authorisation_request')
    .set({
      answer: answer.answer,
      answered_by: context.worker,
      answered_at: answer.at,
      reason: answer.reason ?? null,
    })
    .where('request', '=', request)
    .execute()

/** Takes back what was sent, by whoever sent or wrote it, or holds a child of it now: it is a draft again, as it was. */
export const takeBack = ({ database }: Ledger, context: Context, which: ToAnswer): Promise<void> =>
  inTransaction(
    database,
    async queries => {
      const { draft, last, at } = await waiting(queries, context, which)
      if (!(await isMineToTakeBack(queries, context, last.request)))
        return refuse('notAllowed', `${last.sentByName} sent this: they, or whoever holds the child now, take it back.`)
      await settle(queries, context, last.request, { answer: 'takenBack', at })
      await noteOf(queries, context, draft, 'took back from a manager')
    },
    readCommitted,
  )

const demandMine = async (queries: Queries, { rules }: Ledger, context: Context, draft: Draft, request: number) => {
  const step = rules.pathway.steps[draft.step]
  if (step === undefined || !authorises(step, context.role) || !(await isMineToAnswer(queries, context, request)))
    refuse(
      'notAllowed',
      'The manager to whom this was sent, or another manager of that team or service, answers it; so does one of the team or service that holds the child now.',
    )
}

/** Returns what was sent to whoever wrote it, with words. */
export const returnToWriter = (ledger: Ledger, context: Context, which: ToAnswer, reason: string): Promise<void> =>
  inTransaction(
    ledger.database,
    async queries => {
      if (reason.trim() === '') return refuse('notAnAnswer', 'Say what is to be done, for whoever wrote it')
      const { draft, last, at } = await waiting(queries, context, which)
      await demandMine(queries, ledger, context, draft, last.request)
      await settle(queries, context, last.request, { answer: 'returned', at, reason: reason.trim() })
      await noteOf(queries, context, draft, 'returned to its writer')
    },
    readCommitted,
  )

/**
 * Authorises what was sent: it is recorded in the same transaction, its author whoever sent it. Answers with the entry's
 * number. The children are locked before the draft, as by whoever completes one.
 */
export const authorise = (ledger: Ledger, context: Context, which: ToAnswer, entry: ToRecord): Promise<number> =>
  inTransaction(
    ledger.database,
    async queries => {
      const identities = entry.subjects.map(({ identity }) => identity)
      await lockSubjects(queries, identities)
      const { draft, last, at } = await waiting(queries, context, which)
      await demandMine(queries, ledger, context, draft, last.request)
      await settle(queries, context, last.request, { answer: 'authorised', at })
      const writtenBy = { worker: last.sentBy, team: last.sentTeam }
      return recordWithin(queries, ledger, context, { ...entry, draft: draft.draft, writtenBy })
    },
    readCommitted,
  )
