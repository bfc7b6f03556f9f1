import type { Context } from '../../access/context.ts'
import { textOf } from '../../web/index.ts'
import type { QueryValues, Sent } from '../../web/index.ts'
import type { Filter } from '../../web/tables/filters.ts'
import type { SupervisedWorker } from './workers.ts'

/** Whose children a list is asked for: of one team, of one worker, or of all. */
export type Chosen = {
  readonly has: (worker: number) => boolean
  readonly query: QueryValues
}

/** Reads `?team=north-1&worker=5`; what is not among one's own counts as not asked. */
export const chosenIn = (query: Sent, workers: readonly SupervisedWorker[]): Chosen => {
  const team = workers.find(each => each.team === textOf(query.team))?.team
  const worker = workers.find(each => String(each.worker) === textOf(query.worker))?.worker
  const numbers = new Set(
    workers
      .filter(each => (team === undefined || each.team === team) && (worker === undefined || each.worker === worker))
      .map(each => each.worker),
  )
  return { has: each => numbers.has(each), query: { team, worker } }
}

/** The filters by team and worker, for a manager of that many. */
export const scopeFilters = (
  workers: readonly SupervisedWorker[],
  { role }: Pick<Context, 'role'>,
): readonly Filter[] => [
  ...(role === 'teamManager'
    ? []
    : [
        {
          name: 'team',
          label: 'Team',
          options: Object.fromEntries(workers.map(({ team, teamName }) => [team, teamName])),
        },
      ]),
  {
    name: 'worker',
    label: 'Worker',
    options: Object.fromEntries(workers.map(({ worker, name }) => [String(worker), name])),
  },
]
