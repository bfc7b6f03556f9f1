import type { CivilDate } from '../../../calendar/index.ts'
import { dayInWords, runningAfter } from '../../../door/days-running.ts'
import { decisionsOf } from '../../../door/decisions-made.ts'
import type { Decision } from '../../../door/decisions-made.ts'
import { enquiriesOf } from '../../../door/enquiries.ts'
import { filesOfRequest } from '../../../door/files.ts'
import { historyOf } from '../../../door/history.ts'
import { childrenKnown, othersAboutThem } from '../../../door/known-of.ts'
import type { ChildKnown } from '../../../door/known-of.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import { messagesOf } from '../../../door/outgoing.ts'
import { partnersOn } from '../../../door/partners.ts'
import { priorities } from '../../../door/priorities.ts'
import { childrenSent } from '../../../door/examine.ts'
import { agreesAtTheDoor } from '../../../door/sees.ts'
import { partsSent } from '../../../door/told.ts'
import { notFound, page, textOf } from '../../../web/index.ts'
import type { Answer } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import { clockOf, fromWhom, kindInWords, priorityOf } from '../words.ts'
import { childOnPage } from './child.ts'
import type { Looked } from './child.ts'
import { openRequest } from './asked.ts'
import type { ForRequest, Wrong } from './asked.ts'
import { decisionOnPage, enquiryOnPage, eventOnPage, messageOnPage, otherOnPage } from './parts.ts'
import { sentName } from '../words.ts'

const standingIn = (decisions: readonly Decision[]): readonly Decision[] =>
  decisions.filter(({ returnedAt }) => returnedAt === null)

/** Whether something of the request can still be decided. */
const isToDecide = (request: OpenRequest, children: readonly ChildKnown[], decisions: readonly Decision[]): boolean => {
  const standing = standingIn(decisions)
  if (request.decidedAt !== null || standing.some(({ children: about }) => about.length === 0)) return false
  return (
    children.length === 0 || children.some(({ position }) => !standing.some(each => each.children.includes(position)))
  )
}

const filesOnPage = (request: number, files: Awaited<ReturnType<typeof filesOfRequest>>) =>
  files.map(({ file, name, size, scannedBy, notices }) => ({
    name,
    href: paths.file({ request, file }),
    size: `${Math.max(1, Math.round(size / 1000))} KB`,
    scanned: scannedBy === null ? 'not scanned for viruses' : `scanned by ${scannedBy}`,
    notices,
  }))

/** Everything that is asked for the page of a request. */
const readAll = async ({ database, context }: ForRequest, { request }: OpenRequest) => {
  const [sent, known, decisions, history, enquiries, files, others, messages, partners] = await Promise.all([
    childrenSent(database.sql, request),
    childrenKnown(database.sql, context, [request]),
    decisionsOf(database.sql, request),
    historyOf(database.sql, request),
    enquiriesOf(database.sql, request, context.now),
    filesOfRequest(database.sql, request),
    othersAboutThem(database.sql, context, request),
    messagesOf(database.sql, request),
    partnersOn(database.sql, context.today, { answering: true }),
  ])
  const running = await runningAfter(
    database.sql,
    context,
    decisions.flatMap(({ entry }) => entry ?? []),
  )
  return { sent, known, decisions, history, enquiries, files, others, messages, partners, running }
}

const pathsOf = (request: number) => ({
  claim: paths.claim({ request }),
  handBack: paths.handBack({ request }),
  screen: paths.screen({ request }),
  prioritise: paths.prioritise({ request }),
  ask: paths.ask({ request }),
  decide: paths.decide({ request }),
  reply: paths.reply({ request }),
  board: paths.board(),
})

const done: Readonly<Record<string, string>> = {
  decided: 'The decision stands, and is in the record of the children.',
  closed: 'The request is closed.',
  proposed: 'Proposed. A manager is asked to agree.',
  returned: 'Returned with your words.',
  replied: 'The answer is written.',
  asked: 'The organisation is asked, and sees the question and who the children are.',
}

/** The days that run after a decision, each said once however many children it is about. */
const daysOf = (
  running: Awaited<ReturnType<typeof readAll>>['running'],
  { entry }: Decision,
  today: CivilDate,
): readonly string[] => [
  ...new Set(running.filter(({ contact }) => contact === entry).map(each => dayInWords(each, today))),
]

/** The page of a request, with what was wrong in a form on it, and the children who were looked for by other words. */
export const showWith = async (
  asked: ForRequest,
  request: OpenRequest,
  {
    wrong,
    looked,
    typed = {},
  }: { readonly wrong?: Wrong; readonly looked?: Looked; readonly typed?: Readonly<Record<string, string>> } = {},
): Promise<Answer> => {
  const { context, query } = asked
  const all = await readAll(asked, request)
  const names = new Map(all.known.map(child => [child.position, child.name ?? sentName(child)]))
  const links = new Map(
    all.known.flatMap(({ position, identity }) => (identity === null ? [] : [[position, identity] as const])),
  )
  const mayAgree = agreesAtTheDoor(context)
  const standing = standingIn(all.decisions)
  return page(
    'areas/front-door/request/request.njk',
    {
      title: 'A request to the front door',
      notice: done[textOf(query.done)],
      errors: wrong === undefined ? [] : [{ text: wrong.words, href: `#${wrong.question}` }],
      wrong,
      typed,
      reference: request.reference,
      kind: kindInWords(request),
      from: fromWhom(request),
      takenBy: request.takenBy,
      receivedAt: request.receivedAt,
      decideBy: request.decideBy,
      isForKeepers: request.isForKeepers,
      alarms: request.alarms,
      clock: clockOf(request, context.now),
      priority: priorityOf(request),
      priorities: Object.entries(priorities).map(([value, text]) => ({
        value,
        text,
        selected: value === request.priority,
      })),
      claimedBy: request.claimedByName,
      isMine: request.claimedBy === context.worker,
      mayHandBack:
        request.claimedBy === context.worker || (request.claimedBy !== null && context.role === 'teamManager'),
      parts: partsSent(request, all.sent),
      files: filesOnPage(request.request, all.files),
      children: await Promise.all(
        all.known.map(child =>
          childOnPage(asked, request, child, {
            decided: standing.some(({ children }) => children.includes(child.position)) || request.decidedAt !== null,
            looked: looked?.position === child.position ? looked : undefined,
          }),
        ),
      ),
      others: all.others.map(otherOnPage),
      decisions: all.decisions.map(decision =>
        decisionOnPage(request, decision, names, links, {
          mayAgree,
          days: daysOf(all.running, decision, context.today),
        }),
      ),
      toDecide: isToDecide(request, all.known, all.decisions),
      toReply: request.decidedAt !== null && request.repliedAt === null && all.messages.length === 0,
      repliedAt: request.repliedAt,
      messages: all.messages.map(message => messageOnPage(request.request, message)),
      enquiries: all.enquiries.map(enquiry => enquiryOnPage(request.request, enquiry, names)),
      askPartners: all.partners.map(({ partner, name }) => ({
        value: partner,
        text: name,
        selected: typed.partner === String(partner),
      })),
      askChildren: [...names].map(([position, name]) => ({ value: position, text: name })),
      history: all.history.map(eventOnPage),
      paths: pathsOf(request.request),
    },
    { status: wrong === undefined ? 200 : 422 },
  )
}

/** The page of a request. */
export const showRequest = async (asked: ForRequest): Promise<Answer> => {
  const request = await openRequest(asked, 'request')
  return request === undefined ? notFound() : showWith(asked, request)
}
