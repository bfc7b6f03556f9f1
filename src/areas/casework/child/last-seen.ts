import { daysBetween } from '../../../calendar/index.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import type { Entry } from '../../../ledger/read.ts'

/** When the child was last seen, and by which piece of work. */
export type Seen = {
  readonly on: CivilDate
  readonly days: number
  readonly entry: number
  readonly title: string
  readonly virtual: boolean
}

export type LastSeen = { readonly seen: Seen | undefined; readonly alone: Seen | undefined }

/** The day on which an entry says that the child was seen: a visit at which it was, at night too, or a date given for it. */
const seenOn = (entry: Entry): CivilDate | undefined => {
  const { childSeen } = entry.answers
  if (entry.step === 'dutyVisit') return childSeen === 'notSeen' ? undefined : entry.happenedOn
  if (entry.outcome === 'notSeen') return undefined
  if (entry.outcome === 'seen') return entry.happenedOn
  const given = entry.answers.seenOn
  return typeof given === 'string' ? given.slice(0, 10) : undefined
}

/** When a child was last seen, and last seen alone, from the record alone. */
export const lastSeen = (rules: Rules, entries: readonly Entry[], today: CivilDate): LastSeen => {
  const sightings = entries
    .flatMap(entry => {
      const on = seenOn(entry)
      if (on === undefined || on > today) return []
      const title = rules.pathway.steps[entry.step]?.title ?? entry.step
      const virtual = entry.answers.mode === 'virtual'
      const seen: Seen = { on, days: daysBetween(on, today), entry: entry.entry, title, virtual }
      return [{ seen, alone: entry.answers.seenAlone === true || entry.answers.childSeen === 'alone' }]
    })
    .sort((one, other) => (one.seen.on < other.seen.on ? 1 : one.seen.on > other.seen.on ? -1 : 0))
  return { seen: sightings[0]?.seen, alone: sightings.find(each => each.alone)?.seen }
}
