import { contextAt } from '../../../access/context.ts'
import { nextMoment } from '../../../council/clock.ts'
import { isMineToTakeBack } from '../../../ledger/authorisation-requests.ts'
import { authorise, returnToWriter, sendToAuthorise, takeBack } from '../../../ledger/authorise.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { notFound, problem, redirect, refused, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { readForm } from '../../../web/forms/index.ts'
import { wholeNumber } from '../../../web/path.ts'
import { paths } from '../paths.ts'
import { showCheck } from '../recording/check.ts'
import { toRecordOf } from '../recording/complete.ts'
import { problemsOf } from '../recording/drafts.ts'
import { isOwn } from '../recording/own.ts'
import { isSent, openDraft, stepToRecord } from '../recording/state.ts'
import type { OpenDraft } from '../recording/state.ts'
import { authorisedOn } from './offered.ts'
import { showSent, whereItStands } from './sent.ts'
import type { ForDraft } from './sent.ts'

const longestReason = 2000

const writing = async ({ database, context }: ForDraft) => contextAt(context, await nextMoment(database.sql))

/** What a draft records if it is authorised today. */
const recordedToday = (asked: ForDraft, open: OpenDraft) => {
  const dated = authorisedOn(open, asked.context.today)
  return toRecordOf(dated, readForm(open.step, dated.draft.typed, asked.context, isOwn))
}

const waitingFor = (open: OpenDraft, { form }: ForDraft) => ({
  draft: open.draft.draft,
  request: wholeNumber.read(textOf(form.request)) ?? 0,
})

/** Why it could not be done: on the page as it stands now, or what became of it where it waits no longer. */
const onRefusal = async (asked: ForDraft, error: unknown, reason = ''): Promise<Answer> => {
  if (!(error instanceof Refusal) || error.kind === 'notFound') throw error
  const again = await openDraft(asked, asked.params.draft)
  if (again === undefined) return notFound()
  if (isSent(again))
    return showSent(asked, again, {
      words: error.message,
      status: error.kind === 'againstTheLaw' || error.kind === 'notAnAnswer' ? 422 : 409,
      reason,
      ...(reason === '' && error.kind === 'notAnAnswer' ? { at: '#reason' } : {}),
    })
  // Sent twice by the same person, it was done the first time; words for its writer were not, and stay on the page.
  if (reason === '' && again.request?.answeredBy === asked.context.worker && again.request.answer === 'authorised')
    return redirect(whereItStands(again))
  return problem(
    409,
    'This waits no longer',
    error.message,
    ...(reason === '' ? [] : [`What you wrote was not sent: ${reason}`]),
  )
}

/** Sends what was checked to the manager who was chosen. */
export const send = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined) return notFound()
  const { draft, name, step } = open
  if (draft.completedAs !== undefined) return redirect(whereItStands(open))
  if (step.may.authorise === undefined || stepToRecord(asked.rules, asked.context, name) === undefined) return refused()
  const dated = authorisedOn(open, asked.context.today)
  if (Object.keys(await problemsOf(asked, dated)).length > 0)
    return redirect(paths.draft({ draft: draft.draft }, { mend: 1 }))
  const version = wholeNumber.read(textOf(asked.form['own-version'])) ?? 0
  const to = wholeNumber.read(textOf(asked.form.to)) ?? 0
  try {
    await sendToAuthorise(asked, await writing(asked), { version, to, entry: recordedToday(asked, open) })
    return redirect(paths.sentDraft({ draft: draft.draft }))
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'notFound') throw error
    const again = await openDraft(asked, draft.draft)
    if (again === undefined) return notFound()
    if (isSent(again)) return showSent(asked, again, { words: error.message, status: 409 })
    if (again.draft.completedAs !== undefined) return redirect(whereItStands(again))
    const status = error.kind === 'againstTheLaw' || error.kind === 'notAnAnswer' ? 422 : 409
    return showCheck(asked, again, { words: error.message, status })
  }
}

/** Takes back what was sent: it is a draft again. */
export const takesBack = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined || open.request === undefined) return notFound()
  const { request } = open
  if (!(await isMineToTakeBack(asked.database.sql, asked.context, request.request))) return refused()
  if (request.answer === 'takenBack') return redirect(whereItStands(open))
  try {
    await takeBack(asked, await writing(asked), waitingFor(open, asked))
    return redirect(paths.draft({ draft: open.draft.draft }))
  } catch (error) {
    return onRefusal(asked, error)
  }
}

/** Returns what was sent, with words for whoever sent it. */
export const returns = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined || open.request === undefined) return notFound()
  if (open.step.may.authorise?.includes(asked.context.role) !== true) return refused()
  const reason = textOf(asked.form.reason).trim()
  if (reason.length > longestReason && isSent(open))
    return showSent(asked, open, {
      words: `What is to be done must be ${longestReason} characters or fewer; it has ${reason.length}`,
      status: 422,
      at: '#reason',
      reason,
    })
  const { answer, answeredBy, reason: before } = open.request
  if (answer === 'returned' && answeredBy === asked.context.worker && before === reason) return redirect(paths.home())
  try {
    await returnToWriter(asked, await writing(asked), waitingFor(open, asked), reason)
    return redirect(paths.home())
  } catch (error) {
    return onRefusal(asked, error, reason)
  }
}

/** Authorises what was sent: it is recorded now, once, however often this is sent. */
export const authorisesIt = async (asked: ForDraft): Promise<Answer> => {
  const open = await openDraft(asked, asked.params.draft)
  if (open === undefined || open.request === undefined) return notFound()
  const { context } = asked
  if (open.step.may.authorise?.includes(context.role) !== true) return refused()
  try {
    const at = await writing(asked)
    const entry = await authorise(asked, at, waitingFor(open, asked), recordedToday(asked, open))
    return redirect(paths.entry({ child: open.child, entry }, { recorded: 1 }))
  } catch (error) {
    return onRefusal(asked, error)
  }
}
