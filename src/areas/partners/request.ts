import { filesOfRequest } from '../../door/files.ts'
import { referenceIn } from '../../door/references.ts'
import { answersInWords } from '../../door/questions/index.ts'
import { requestKinds } from '../../door/request.ts'
import { becameOf, lookAtSentRequest } from '../../door/sent-requests.ts'
import { notePartner } from '../../door/partner-looks.ts'
import { instantInWords, notFound, textOf } from '../../web/index.ts'
import type { Answer } from '../../web/index.ts'
import { summaryRow } from '../../web/forms/index.ts'
import { clockInWords } from './home.ts'
import { partnerPage, partnerRoute } from './partner-route.ts'
import type { AskedByPartner } from './partner-route.ts'
import { paths } from './paths.ts'

const act = 'own request'

const show = async (asked: AskedByPartner, given: string): Promise<Answer> => {
  const { database, partner, query } = asked
  const reference = referenceIn(given)
  if (reference === undefined) {
    await notePartner(database.sql, partner, { act, answer: 'nothing' })
    return notFound()
  }
  const found = await lookAtSentRequest(database.sql, partner, reference, act)
  if (found === undefined) return notFound()
  const files = found.isOwn ? await filesOfRequest(database.sql, found.request) : []
  return partnerPage(asked, 'home', 'areas/partners/request.njk', {
    title: 'A request that was sent',
    reference: found.reference,
    kind: requestKinds[found.kind],
    isConsultation: found.kind === 'consultation',
    hasJustSent: textOf(query.sent) === 'now' && found.isOwn,
    decideBy: instantInWords(found.decideBy),
    facts: [
      summaryRow('Reference', found.reference),
      summaryRow('What', requestKinds[found.kind]),
      summaryRow(
        'Sent by',
        found.isOwn ? `You, ${instantInWords(found.sentAt)}` : `${found.sentBy}, ${instantInWords(found.sentAt)}`,
      ),
      summaryRow('How it stands', becameOf[found.became]),
      found.decidedAt === null
        ? summaryRow('Decision', clockInWords(found.decideBy, found.isLate))
        : summaryRow('Decision', `Made ${instantInWords(found.decidedAt)}`),
    ],
    isLate: found.isLate,
    isOwn: found.isOwn,
    isDecided: found.decidedAt !== null,
    became: found.became,
    replies: found.replies,
    said: [
      ...(found.said === undefined ? [] : answersInWords(found.said)).map(({ key, heading, lines }) => ({
        key,
        heading,
        rows: lines.map(({ ask, words }) => summaryRow(ask, words)),
      })),
      ...(files.length === 0
        ? []
        : [
            {
              key: 'files',
              heading: 'Files',
              rows: files.map(({ name }, index) => summaryRow(`File ${index + 1}`, name)),
            },
          ]),
    ],
    paths: { home: paths.home() },
  })
}

/** A request that an organisation has sent. */
export const requestRoutes = [
  partnerRoute({
    method: 'GET',
    path: paths.request,
    audit: act,
    noted: 'byAnswer',
    answer: asked => show(asked, asked.params.reference),
  }),
]
