import { contextAt } from '../../../access/context.ts'
import { look } from '../../../access/log.ts'
import { ageInWords } from '../../../calendar/index.ts'
import { nextMoment } from '../../../council/index.ts'
import { allocationParts } from '../../../journey/allocation-parts.ts'
import { Refusal } from '../../../ledger/refusal.ts'
import { acceptTransfer, declineTransfer, withdrawTransfer } from '../../../ledger/transfer-requests.ts'
import { notFound, page, redirect, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { effectOn } from '../loads/effect.ts'
import type { Effect } from '../loads/effect.ts'
import { atPresent } from '../loads/stock.ts'
import { caseloadsOn } from '../loads/load.ts'
import { paths } from '../paths.ts'
import { chosenChildren, kindOfWork } from '../placing/chosen.ts'
import { transferRequest, transfersAskedBy, transfersToAnswer } from './list.ts'
import type { TransferRequest } from './list.ts'

type ForRequest = Asked & { readonly params: { readonly request: number } }

const became = ({ answer, stands, answeredByName, reason }: TransferRequest): string => {
  if (answer === null) return stands ? 'Waits for an answer' : 'Overtaken: the child is in other hands by now'
  const by = answeredByName === null ? '' : ` by ${answeredByName}`
  if (answer === 'declined') return `Declined${by}: ${reason ?? ''}`
  return answer === 'overtaken'
    ? 'Overtaken: the child came into other hands'
    : `${answer === 'accepted' ? 'Accepted' : 'Taken back'}${by}`
}

const line = (asked: Asked, request: TransferRequest) => ({
  child: request.name,
  age: request.bornOn === null ? '' : ageInWords(request.bornOn, asked.context.today),
  href: paths.transfer({ request: request.request }),
  part: allocationParts[request.part].toLowerCase(),
  from: request.fromName,
  to: request.toName,
  team: request.toTeamName ?? request.toTeam,
  askedBy: request.askedByName,
  askedAt: request.askedAt,
  became: became(request),
})

/** Transfers that wait for whoever asks, and what became of those that they asked for. */
export const showTransfers = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  const [toAnswer, mine] = await Promise.all([
    transfersToAnswer(database.sql, context),
    transfersAskedBy(database.sql, context),
  ])
  return page('areas/caseloads/transfers/transfers.njk', {
    title: 'Transfers',
    hasAsked: textOf(query.asked) === '1',
    toAnswer: toAnswer.map(request => line(asked, request)),
    mine: mine.map(request => line(asked, request)),
  })
}

/** What accepting would do to the loads of both workers; nothing where the request no longer stands. */
const effectsOf = async (asked: Asked, request: TransferRequest): Promise<readonly Effect[]> => {
  const { database, context } = asked
  const [child] = await chosenChildren(asked, [request.identity], 'asked to take over')
  if (child === undefined) return []
  const { loads, policy } = await caseloadsOn(database.sql, atPresent(context))
  const kinds = [kindOfWork(child, request.part)]
  return [
    ...loads.filter(({ worker }) => worker === request.to).map(load => effectOn(policy, load, { comes: kinds })),
    ...loads.filter(({ worker }) => worker === request.from).map(load => effectOn(policy, load, { goes: kinds })),
  ]
}

const show = async (
  asked: ForRequest,
  request: TransferRequest,
  { words, at = '#answer', status = 200, reason = '' }: Showing = {},
): Promise<Answer> => {
  const { context } = asked
  const open = request.answer === null && request.stands
  const mayAnswer = open && request.mine
  return page(
    'areas/caseloads/transfers/transfer.njk',
    {
      title: 'A transfer',
      errors: words === undefined ? [] : [{ text: words, href: at }],
      ...line(asked, request),
      childHref: paths.child({ child: request.identity }),
      handover: request.handover,
      effects: mayAnswer ? await effectsOf(asked, request) : [],
      mayAnswer,
      mayWithdraw: request.answer === null && request.askedBy === context.worker,
      reason,
      reasonProblem: at === '#reason' ? words : undefined,
      action: paths.transfer({ request: request.request }),
      listHref: paths.transfers(),
    },
    { status },
  )
}

type Showing = {
  readonly words?: string
  readonly at?: string
  readonly status?: 200 | 409 | 422
  readonly reason?: string
}

/** One request: who passes on whom to whom, what the new worker needs to know, and what it does to loads. */
export const showTransfer = async (asked: ForRequest): Promise<Answer> => {
  const { database, context, params } = asked
  const request = await transferRequest(database.sql, context, params.request)
  if (request === undefined) return notFound()
  if (request.answer !== null || !request.stands || !request.mine)
    await look(database.sql, context, request.identity, 'transfer')
  return show(asked, request)
}

const longestReason = 2000

const doIt = async (asked: ForRequest, request: TransferRequest): Promise<string> => {
  const { form, database } = asked
  const context = contextAt(asked.context, await nextMoment(database.sql))
  switch (textOf(form.answer)) {
    case 'accept':
      await acceptTransfer(asked, context, request.request)
      return request.to === context.worker ? paths.myCaseload() : paths.worker({ worker: request.to })
    case 'decline':
      await declineTransfer(asked, context, request.request, textOf(form.reason).slice(0, longestReason))
      return paths.transfers()
    case 'withdraw':
      await withdrawTransfer(asked, context, request.request)
      return paths.transfers()
    default:
      throw new Refusal('notAnAnswer', 'Choose whether to accept or to decline.')
  }
}

/** Accepts, declines or takes back a request; where that cannot be, the page says why and keeps the reason typed. */
export const answerTransfer = async (asked: ForRequest): Promise<Answer> => {
  const { database, context, params, form } = asked
  const request = await transferRequest(database.sql, context, params.request)
  if (request === undefined) return notFound()
  const reason = textOf(form.reason)
  if (textOf(form.answer) === 'decline' && reason === '')
    return show(asked, request, { words: 'Say why you decline, for whoever asked', at: '#reason', status: 422 })
  if (reason.length > longestReason)
    return show(asked, request, {
      words: `The reason must be ${longestReason} characters or fewer`,
      at: '#reason',
      status: 422,
      reason,
    })
  try {
    return redirect(await doIt(asked, request))
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'notFound') throw error
    const now = await transferRequest(database.sql, context, params.request)
    return show(asked, now ?? request, {
      words: error.message,
      status: error.kind === 'notAnAnswer' ? 422 : 409,
      reason,
    })
  }
}
