import type { DayNumber } from '../../calendar/index.ts'

/** Something that will happen on a day, unless it has been overtaken by then. */
export type Waiting = {
  readonly day: DayNumber
  /** The order within a day. */
  readonly rank: number
  readonly isAlive: () => boolean
  readonly happen: () => void
}

/** What is still to happen in one family's story. What happens may put more on it, on its own day or a later one. */
export type Agenda = {
  readonly wait: (waiting: Waiting) => void
  /** Lets all of it happen, from the first day to the last. */
  readonly run: () => void
}

/** An empty agenda up to a last day: what would happen after it does not. */
export const openAgenda = (lastDay: DayNumber): Agenda => {
  let waiting: Waiting[] = []
  const run = () => {
    // What is settled from the start lies in order; what arises on the way is sought among the few that wait.
    const settled = waiting.sort((one, other) => one.day - other.day || one.rank - other.rank)
    waiting = []
    let at = 0
    for (;;) {
      let next = settled[at]
      let arisen = -1
      waiting.forEach((each, index) => {
        if (next === undefined || each.day < next.day || (each.day === next.day && each.rank < next.rank)) {
          next = each
          arisen = index
        }
      })
      if (next === undefined) break
      if (arisen === -1) at += 1
      else waiting.splice(arisen, 1)
      if (next.isAlive()) next.happen()
    }
  }
  return {
    wait: each => {
      if (each.day <= lastDay) waiting.push(each)
    },
    run,
  }
}
