import type { DayNumber } from '../../calendar/index.ts'
import { emptyReckoning, inOrder, takeUp } from '../../journey/index.ts'
import type { DutyRow, Occurrence, Reckoning, StepName } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import type { SimulatedFamily } from '../journeys/index.ts'
import type { FamilyPeople } from '../people/index.ts'
import { on } from './act.ts'
import { changeOfMind } from './corrections.ts'
import type { County } from './county.ts'
import type { EntrySubject, EntryVersion } from './entry.ts'
import type { Holder } from './hands.ts'
import { recorder } from './moments.ts'
import { tellingOf } from './telling.ts'
import { paragraphOf } from './phrases.ts'
import { wordsOf } from './words.ts'

/** What is to be written: a step done on a day about children of the family, by their places. */
export type Writing = {
  readonly children: readonly number[]
  readonly day: DayNumber
  readonly completed: DayNumber
  readonly step: StepName
  readonly outcome: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly follows: number | null
  readonly by: Holder
  /** Written down at once, as a decision at the front door is. */
  readonly atOnce: boolean
  /** By those who work on any day of the week. */
  readonly anyDay: boolean
}

export type Register = {
  readonly versions: EntryVersion[]
  readonly subjects: EntrySubject[]
  /** By the child's place: reckoned from the entries as they stand in the end. */
  readonly reckonings: readonly Reckoning[]
  /** By the child's place: whether everything was recorded once, in the order in which it happened. */
  readonly orderly: boolean[]
  /** Writes an entry and answers with its number; each duty that arises from it is told to whoever plans the work. */
  readonly write: (writing: Writing, arises: (child: number, duty: DutyRow) => void) => number
}

/** The register of one family's entries, empty. */
export const openRegister = (county: County, family: SimulatedFamily, people: FamilyPeople): Register => {
  const { seed, rules, recordsFrom, lastDay } = county
  const chance = streamOf(seed, 'corrections', family.id)
  const book = recorder(streamOf(seed, 'recording', family.id), county.limit)
  const telling = tellingOf(family, people, streamOf(seed, 'words', family.id), seed)
  const versions: EntryVersion[] = []
  const subjects: EntrySubject[] = []
  const reckonings = family.children.map(({ bornOn }) => emptyReckoning(bornOn <= lastDay ? on(bornOn) : undefined))
  const orderly = family.children.map(() => true)
  const last: (Occurrence | undefined)[] = []
  const lastRecorded: number[] = family.children.map(() => 0)

  const write: Register['write'] = (writing, arises) => {
    const { children, step, outcome, day, completed, follows, by } = writing
    const isOutline = completed < recordsFrom
    const lineage = county.nextEntry()
    const answers = { ...writing.facts, ...wordsOf(step, outcome, telling(children, day)) }
    const recorded = book.record(completed, { atOnce: writing.atOnce || isOutline, anyDay: writing.anyDay })
    const occurrence: Occurrence = {
      entry: lineage,
      step,
      answers,
      outcome,
      happenedOn: on(day),
      completedOn: on(completed),
      follows,
    }
    const entry: EntryVersion = {
      id: lineage,
      lineage,
      version: 1,
      step,
      answers,
      outcome,
      happenedOn: occurrence.happenedOn,
      completedOn: occurrence.completedOn,
      follows,
      by,
      isOutline,
      recorded,
      superseded: null,
      withdrawn: false,
      reason: null,
    }
    const changed = isOutline ? undefined : changeOfMind(chance, entry, county)
    if (changed === undefined) versions.push(entry)
    else versions.push(...changed)
    const share = children.length > 1 && !isOutline
    for (const child of children) {
      subjects.push({ lineage, child, paragraph: share ? paragraphOf(telling([child], day)) : null })
      const before = last[child]
      const isNext = before === undefined || inOrder(before, occurrence) < 0
      if (changed !== undefined || !isNext || recorded < (lastRecorded[child] ?? 0)) orderly[child] = false
      last[child] = occurrence
      lastRecorded[child] = Math.max(lastRecorded[child] ?? 0, recorded)
      const reckoning = reckonings[child]
      if (reckoning === undefined) continue
      for (const duty of takeUp(rules, reckoning, occurrence).arisen) arises(child, duty)
    }
    return lineage
  }
  return { versions, subjects, reckonings, orderly, write }
}
