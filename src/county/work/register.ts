import type { DayNumber } from '../../calendar/index.ts'
import { emptyReckoning, inOrder, takeUp } from '../../journey/index.ts'
import type { DutyRow, Occurrence, Reckoning, StepName } from '../../journey/index.ts'
import { streamOf } from '../chance/random.ts'
import type { SimulatedFamily } from '../journeys/index.ts'
import type { ToldEntry } from '../load/index.ts'
import type { FamilyPeople } from '../people/index.ts'
import { on } from './act.ts'
import { changeOfMind } from './corrections.ts'
import type { County } from './county.ts'
import type { Holder } from './hands.ts'
import { instantAt, recorder } from './moments.ts'
import type { Minute } from './moments.ts'
import { planBook } from './plans.ts'
import { paragraphOf } from './phrases.ts'
import { tellingOf } from './telling.ts'
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
  readonly entries: ToldEntry[]
  /** By the child's place: reckoned from the entries as they stand in the end. */
  readonly reckonings: readonly Reckoning[]
  /** By the child's place: whether all from which something follows was recorded once, in the order in which it happened. */
  readonly orderly: boolean[]
  /** By the child's place: when the first entry was recorded; never, where there is none. */
  readonly firstRecorded: Minute[]
  /** Writes an entry and answers with its number; each duty that arises from it is told to whoever plans the work. */
  readonly write: (writing: Writing, arises: (child: number, duty: DutyRow) => void) => number
}

/** Whether nothing follows from an entry, whenever it is recorded: it opens, closes, expects and meets nothing. */
const inert = (step: StepName, outcome: string): boolean =>
  step === 'caseNote' ||
  (step === 'managementOversight' && outcome === 'recorded') ||
  (step === 'contact' && outcome === 'informationAndAdvice')

/** The register of one family's entries, empty. Its children's identities are numbered from `identity` on. */
export const openRegister = (
  county: County,
  family: SimulatedFamily,
  people: FamilyPeople,
  identity: number,
): Register => {
  const { seed, rules, recordsFrom, lastDay } = county
  const chance = streamOf(seed, 'corrections', family.id)
  const book = recorder(streamOf(seed, 'recording', family.id), county.limit)
  const telling = tellingOf(family, people, streamOf(seed, 'words', family.id), seed)
  const plans = planBook(family, streamOf(seed, 'plans', family.id), lastDay)
  const entries: ToldEntry[] = []
  const reckonings = family.children.map(({ bornOn }) => emptyReckoning(bornOn <= lastDay ? on(bornOn) : undefined))
  const orderly = family.children.map(() => true)
  const firstRecorded: Minute[] = family.children.map(() => Infinity)
  const last: (Occurrence | undefined)[] = []
  const toldBy = new Map<number, unknown>()
  const lastRecorded: Minute[] = family.children.map(() => 0)

  const write: Register['write'] = (writing, arises) => {
    const { children, step, outcome, day, completed, follows, by } = writing
    const isOutline = completed < recordsFrom
    const lineage = county.nextEntry()
    const told = follows === null ? undefined : toldBy.get(follows)
    const words = telling(children, day)
    const answers: Readonly<Record<string, unknown>> = {
      ...writing.facts,
      ...wordsOf(step, outcome, words),
      ...(step === 'managementOversight' ? writing.facts : {}),
      ...plans(writing, words),
      // What was said at the door is what the referral says: nothing is typed twice.
      ...(step === 'referral' && told !== undefined ? { why: told } : {}),
    }
    if (step === 'contact') toldBy.set(lineage, answers.why)
    if (step === 'multiAgencyEnquiry') toldBy.set(lineage, told)
    const isInert = inert(step, outcome)
    const recorded = book.record(completed, {
      atOnce: writing.atOnce || isOutline,
      anyDay: writing.anyDay,
      lateShare: isInert ? 0.15 : 0.003,
    })
    const happenedOn = on(day)
    const completedOn = day === completed ? happenedOn : on(completed)
    const occurrence: Occurrence = { entry: lineage, step, answers, outcome, happenedOn, completedOn, follows }
    const version = {
      id: lineage,
      answers,
      outcome,
      happenedOn,
      completedOn,
      author: by.worker,
      team: by.team,
      recordedAt: instantAt(recorded),
    }
    const changed = isOutline ? undefined : changeOfMind(chance, { step, recorded, version }, county)
    const share = children.length > 1 && !isOutline
    entries.push({
      step,
      follows,
      source: 'simulated',
      versions: changed?.versions ?? [version],
      subjects: children.map(child => ({
        identity: identity + child,
        paragraph: share ? paragraphOf(step, telling([child], day)) : null,
      })),
    })
    const first = changed?.firstRecorded ?? recorded
    for (const child of children) {
      const before = last[child]
      const isNext = before === undefined || inOrder(before, occurrence) < 0
      if (first < (firstRecorded[child] ?? Infinity)) firstRecorded[child] = first
      if (!isInert) {
        const isLate = recorded < (lastRecorded[child] ?? 0)
        if (changed?.movesDates === true || !isNext || isLate) orderly[child] = false
        lastRecorded[child] = recorded
      }
      last[child] = occurrence
      const reckoning = reckonings[child]
      if (reckoning === undefined) continue
      const { arisen, redated, dropped } = takeUp(rules, reckoning, occurrence)
      // What came to be due by age was not known since the entry from which it is counted.
      const isGrownInto = arisen.some(({ anchor }) => anchor !== lineage)
      if (isGrownInto || redated.length > 0 || dropped.length > 0) orderly[child] = false
      for (const duty of [...arisen, ...redated]) arises(child, duty)
    }
    return lineage
  }
  return { entries, reckonings, orderly, firstRecorded, write }
}
