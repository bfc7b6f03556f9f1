import type { Context } from '../../../access/context.ts'
import type { Waiting } from '../../../door/board.ts'
import { stages } from '../../../door/board.ts'
import type { Stage } from '../../../door/board.ts'
import { toldIn } from '../../../door/contact-from.ts'
import { childrenKnown } from '../../../door/known-of.ts'
import type { ChildKnown } from '../../../door/known-of.ts'
import { likelyKnown } from '../../../door/likely-known.ts'
import { readRequests } from '../../../door/open-request.ts'
import type { OpenRequest } from '../../../door/open-request.ts'
import { counted } from '../../../web/index.ts'
import type { Asked } from '../../../web/index.ts'
import { paths } from '../paths.ts'
import {
  ageOrExpected,
  clockOf,
  fromWhom,
  inBrief,
  kindInWords,
  priorityOf,
  receivedInWords,
  sentName,
} from '../words.ts'

const childOf = (child: ChildKnown, likely: ReadonlySet<string>, context: Context) => ({
  name: child.name ?? sentName(child),
  age: ageOrExpected({ bornOn: child.recordBornOn ?? child.bornOn, expectedOn: child.expectedOn }, context.today),
  isKnown: child.identity !== null,
  isLikely: child.identity === null && likely.has(`${child.request}-${child.position}`),
})

const most = (children: readonly ChildKnown[], count: (child: ChildKnown) => number): number =>
  children.reduce((highest, child) => Math.max(highest, count(child)), 0)

/** What is known beside what was sent, a few words each: matches, earlier contacts, open work. */
const besides = (children: readonly ChildKnown[], likely: ReadonlySet<string>): readonly string[] => {
  const found = children.filter(({ identity }) => identity !== null).length
  const maybe = children.filter(
    child => child.identity === null && likely.has(`${child.request}-${child.position}`),
  ).length
  const earlier = most(children, ({ earlierContacts }) => earlierContacts)
  const others = most(children, ({ otherRequests }) => otherRequests)
  const work = most(children, ({ openWork }) => openWork)
  const held = [...new Set(children.flatMap(({ heldBy }) => heldBy ?? []))]
  return [
    found > 0 ? `${found === children.length ? 'Found' : `${found} of ${children.length} found`} in the record` : '',
    maybe > 0 ? `${counted(maybe, 'match', 'matches')} likely` : '',
    earlier > 0 ? `${counted(earlier, 'earlier contact')} in a year` : '',
    others > 0 ? `${counted(others, 'other request')} in a year` : '',
    held.length > 0 ? `With ${held.join(', ')}` : '',
    work > 0 ? `${counted(work, 'piece of work', 'pieces of work')} open` : '',
  ].filter(words => words !== '')
}

type Details = {
  readonly requests: ReadonlyMap<number, OpenRequest>
  readonly children: ReadonlyMap<number, readonly ChildKnown[]>
  readonly likely: ReadonlySet<string>
}

/** The first line of the address and the town, as they were sent. */
const homeIn = ({ line, town }: OpenRequest['answers']): string =>
  [line, town].filter(part => typeof part === 'string' && part !== '').join(', ')

const cardOf = (waiting: Waiting, details: Details, context: Context) => {
  const request = details.requests.get(waiting.request)
  if (request === undefined) return []
  const children = details.children.get(waiting.request) ?? []
  const words = toldIn(request.answers)
  return [
    {
      href: paths.request({ request: waiting.request }),
      stage: waiting.stage,
      kind: kindInWords(request),
      from: fromWhom(request),
      children: children.map(child => childOf(child, details.likely, context)),
      home: homeIn(request.answers),
      words: inBrief(words, 150),
      priority: priorityOf(request),
      clock: clockOf(request, context.now),
      showsClock: waiting.stage !== 'tell',
      received: receivedInWords(request.receivedAt, context.today),
      besides: besides(children, details.likely),
      claimedBy: request.claimedBy === context.worker ? 'you' : request.claimedByName,
      claim:
        request.claimedBy === null && waiting.stage === 'decide'
          ? paths.claim({ request: waiting.request })
          : undefined,
    },
  ]
}

export type Card = ReturnType<typeof cardOf>[number]

/** Cards of requests that wait, with what is known beside each. */
export const cardsOf = async (
  { database, context }: Pick<Asked, 'database' | 'context'>,
  waiting: readonly Waiting[],
): Promise<readonly Card[]> => {
  const wanted = waiting.map(({ request }) => request)
  const [requests, children, likely] = await Promise.all([
    readRequests(database.sql, context, wanted),
    childrenKnown(database.sql, context, wanted),
    likelyKnown(database.sql, context, wanted),
  ])
  const details: Details = {
    requests: new Map(requests.map(request => [request.request, request])),
    children: Map.groupBy(children, ({ request }) => request),
    likely,
  }
  return waiting.flatMap(each => cardOf(each, details, context))
}

/** What a household is called on the board: where it lives, or the children, each once. */
export const householdName = (cards: readonly Card[]): string => {
  const home = cards.find(({ home }) => home !== '')?.home
  if (home !== undefined) return home
  const names = [...new Set(cards.flatMap(({ children }) => children.map(({ name }) => name)))]
  if (names.length === 0) return 'No child named'
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}

/** The cards of a household by the decision that each waits for. */
export const columnsOf = (cards: readonly Card[], present: readonly Stage[]) =>
  present.map(stage => ({ heading: stages[stage], cards: cards.filter(card => card.stage === stage) }))
