import { dateAt, daysBetween } from '../../../calendar/index.ts'
import type { CivilDate, Instant } from '../../../calendar/index.ts'
import { authorises, whoMayRecord } from '../../../journey/step.ts'
import { requestsSent, requestsToAnswer } from '../../../ledger/authorisation-requests.ts'
import type { ListedRequest } from '../../../ledger/authorisation-requests.ts'
import { counted } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'

/** How long something waits, in words: `since today`, `for 3 days`. */
const waitsInWords = (sentAt: Instant, today: CivilDate): string => {
  const days = daysBetween(dateAt(sentAt), today)
  return days <= 0 ? 'since today' : `for ${counted(days, 'day')}`
}

const lineOf = ({ rules, context }: Pick<Asked, 'rules' | 'context'>, request: ListedRequest) => ({
  href: (request.answer === null ? paths.sentDraft : paths.draft)({ draft: request.draft }),
  title: rules.pathway.steps[request.step]?.title ?? request.step,
  children: request.names.join(', '),
  from: request.sentByName,
  to: request.toName,
  waits: waitsInWords(request.sentAt, context.today),
  by: request.answeredByName,
  at: request.answeredAt,
  reason: request.reason,
})

/** What of a home is about authorising: what waits for this manager, what came back, and what this worker has sent. */
export const homeAuthorising = async (asked: Pick<Asked, 'rules' | 'context' | 'database'>) => {
  const { rules, context, database } = asked
  const steps = Object.entries(rules.pathway.steps).filter(([, { may }]) => may.authorise !== undefined)
  const mine = steps.filter(([, step]) => authorises(step, context.role)).map(([name]) => name)
  const isWriter = steps.some(([, step]) => whoMayRecord(step, context.today).includes(context.role))
  const [toAnswer, sent] = await Promise.all([
    mine.length === 0 ? [] : requestsToAnswer(database.sql, context, mine),
    isWriter ? requestsSent(database.sql, context) : [],
  ])
  if (toAnswer.length === 0 && sent.length === 0) return undefined
  const lines = (requests: readonly ListedRequest[]) => requests.map(request => lineOf(asked, request))
  return {
    toAuthorise: lines(toAnswer),
    returned: lines(sent.filter(({ answer }) => answer === 'returned')),
    sent: lines(sent.filter(({ answer }) => answer === null)),
  }
}
