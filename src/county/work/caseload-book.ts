import type { AllocationPart } from '../../journey/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { Holder } from './hands.ts'

/** A time in which a worker held a child; still so where `to` is infinite. */
export type Spell = { readonly identity: number; readonly team: string; readonly from: DayNumber; readonly to: number }

/** Who held whom, over all families, in the time from a day on: what supervision is told from. */
export type CaseloadBook = {
  readonly hold: (identity: number, part: AllocationPart, holder: Holder, day: DayNumber) => void
  readonly release: (identity: number, part: AllocationPart, day: DayNumber) => void
  /** The spells of each worker, those that last included. Workers in the order of their numbers. */
  readonly spells: () => readonly (readonly [worker: number, spells: readonly Spell[]])[]
}

const supervised: readonly AllocationPart[] = ['socialWorker', 'personalAdviser', 'earlyHelpWorker']

type Open = { readonly identity: number; readonly holder: Holder; readonly from: DayNumber }

/** An empty book. Spells that ended before `from` are not kept. */
export const openCaseloadBook = (from: DayNumber): CaseloadBook => {
  const open = new Map<string, Open>()
  const kept = new Map<number, Spell[]>()
  const keep = ({ identity, holder, from: began }: Open, to: number) => {
    if (to <= from) return
    const spells = kept.get(holder.worker) ?? []
    if (spells.length === 0) kept.set(holder.worker, spells)
    spells.push({ identity, team: holder.team, from: began, to })
  }
  const release: CaseloadBook['release'] = (identity, part, day) => {
    const key = `${part} ${identity}`
    const last = open.get(key)
    if (last === undefined) return
    open.delete(key)
    keep(last, day)
  }
  return {
    release,
    hold: (identity, part, holder, day) => {
      if (!supervised.includes(part)) return
      release(identity, part, day)
      open.set(`${part} ${identity}`, { identity, holder, from: day })
    },
    spells: () => {
      for (const each of open.values()) keep(each, Infinity)
      open.clear()
      return [...kept].sort(([one], [other]) => one - other)
    },
  }
}
