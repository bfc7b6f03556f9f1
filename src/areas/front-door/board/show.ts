import { byHousehold, stages, waitingRequests } from '../../../door/board.ts'
import type { Stage, Waiting } from '../../../door/board.ts'
import { examineNew } from '../../../door/examine.ts'
import { priorities } from '../../../door/priorities.ts'
import { requestKinds, senders } from '../../../door/request.ts'
import { page, textOf } from '../../../web/index.ts'
import type { Answer, Asked } from '../../../web/index.ts'
import { filteredBy, filterView } from '../../../web/tables/index.ts'
import { paths } from '../paths.ts'
import { cardsOf, columnsOf, householdName } from './cards.ts'
import { decisionsAtTheDoor } from './decisions.ts'

const householdsPerPage = 20

const filters = [
  { name: 'waits', label: 'Waits for', options: stages },
  { name: 'whose', label: 'In whose hands', options: { mine: 'Mine', nobody: 'Nobody’s', others: 'Somebody else’s' } },
  { name: 'priority', label: 'Priority', options: priorities },
  { name: 'kind', label: 'What it is', options: requestKinds },
  { name: 'from', label: 'From', options: senders },
] as const

type Chosen = Readonly<Record<string, string>>

const isWhose = ({ claimedBy }: Waiting, whose: string, worker: number): boolean =>
  whose === 'mine'
    ? claimedBy === worker
    : whose === 'nobody'
      ? claimedBy === null
      : claimedBy !== null && claimedBy !== worker

const isChosen = (waiting: Waiting, chosen: Chosen, worker: number): boolean =>
  (chosen.waits === undefined || waiting.stage === chosen.waits) &&
  (chosen.priority === undefined || waiting.priority === chosen.priority) &&
  (chosen.kind === undefined || waiting.kind === chosen.kind) &&
  (chosen.from === undefined || waiting.sender === chosen.from) &&
  (chosen.whose === undefined || isWhose(waiting, chosen.whose, worker))

const pageNumber = (asked: Asked): number => {
  const text = textOf(asked.query.page)
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1
}

const pagesOf = (at: number, last: number, chosen: Chosen) => ({
  at,
  last,
  previous: at > 1 ? paths.board({}, { ...chosen, page: at - 1 }) : undefined,
  next: at < last ? paths.board({}, { ...chosen, page: at + 1 }) : undefined,
})

const countsOf = (waiting: readonly Waiting[], now: string) => ({
  total: waiting.length,
  late: waiting.filter(({ stage, decideBy }) => stage !== 'tell' && decideBy < now).length,
  urgent: waiting.filter(({ stage, priority }) => stage !== 'tell' && priority === 'urgent').length,
  byStage: Object.entries(stages).map(([stage, heading]) => ({
    heading,
    count: waiting.filter(each => each.stage === stage).length,
  })),
})

/** The decisions that wait on this page: a column that would be empty takes no room. */
const stagesOf = (waiting: readonly Waiting[]): readonly Stage[] =>
  (Object.keys(stages) as Stage[]).filter(stage => waiting.some(each => each.stage === stage))

const householdsOf = async (asked: Asked, waiting: readonly Waiting[]) => {
  const households = byHousehold(waiting)
  const last = Math.max(1, Math.ceil(households.length / householdsPerPage))
  const at = Math.min(pageNumber(asked), last)
  const shown = households.slice((at - 1) * householdsPerPage, at * householdsPerPage)
  const cards = new Map((await cardsOf(asked, shown.flat())).map(card => [card.href, card]))
  const present = stagesOf(shown.flat())
  return {
    at,
    last,
    total: households.length,
    stages: present.map(stage => stages[stage]),
    rows: shown.flatMap(household => {
      const own = household.flatMap(({ request }) => cards.get(paths.request({ request })) ?? [])
      return own.length === 0 ? [] : [{ name: householdName(own), columns: columnsOf(own, present) }]
    }),
  }
}

const notices: Readonly<Record<string, string>> = {
  passed: 'Passed to a colleague who deals with requests like this. There is nothing more for you to do.',
  taken: 'The call is written down and stands on the board.',
}

/** The board of the point of access: households as rows, the decisions that wait as columns. */
export const showBoard = async (asked: Asked): Promise<Answer> => {
  const { database, context, query } = asked
  await examineNew(database, context.now)
  const all = await waitingRequests(database.sql, context)
  const chosen = filteredBy(query, filters)
  const [households, decisions] = await Promise.all([
    householdsOf(
      asked,
      all.filter(each => isChosen(each, chosen, context.worker)),
    ),
    decisionsAtTheDoor(asked),
  ])
  return page('areas/front-door/board/board.njk', {
    title: 'The front door',
    ...decisions,
    notice: notices[textOf(query.done)],
    counts: countsOf(all, context.now),
    filter: filterView(paths.board(), filters, chosen),
    households,
    pages: pagesOf(households.at, households.last, chosen),
    paths: {
      newChild: paths.newChild(),
      search: paths.search(),
      call: paths.call(),
      organisations: paths.organisations(),
    },
  })
}

/** Requests that are for this worker alone, as the keeper of a child. Nobody else sees or counts them. */
export const showKept = async (asked: Asked): Promise<Answer> => {
  const { database, context } = asked
  await examineNew(database, context.now)
  const waiting = await waitingRequests(database.sql, context, { keptOnly: true })
  return page('areas/front-door/board/kept.njk', {
    title: 'Requests for you alone',
    households: await householdsOf(asked, waiting),
  })
}
