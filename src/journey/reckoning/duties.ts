import { birthday } from '../../calendar/index.ts'
import type { Rhythm } from '../episode.ts'
import type { Pathway } from '../pathway.ts'
import { applies, expected, isInChain, recurrence } from './due.ts'
import type { Recurring } from './due.ts'
import type { EpisodeChange } from './episodes.ts'
import { redate } from './redate.ts'
import type { Redated } from './redate.ts'
import type { DutyRow, EpisodeRow, Occurrence, Reckoning, Rules } from './rows.ts'

/** The duties that an entry gave rise to, those it settled, met or lapsed, and those now due on another day or no more. */
export type DutyChange = Redated & {
  readonly arisen: readonly DutyRow[]
  readonly settled: readonly DutyRow[]
}

/** The expected work that an entry does: what its own chain led to, else what has waited longest. */
const expectedDutyMetBy = (reckoning: Reckoning, occurrence: Occurrence): DutyRow | undefined => {
  let longest: DutyRow | undefined
  for (const row of reckoning.openDuties) {
    if (row.step !== occurrence.step || row.episode !== null) continue
    // What follows from a plan carries it out, even on a day before the one that was planned.
    if (isInChain(reckoning, occurrence, row.anchor)) return row
    if (row.anchoredOn <= occurrence.completedOn) longest ??= row
  }
  return longest
}

/** The rhythm whose duty an entry does, where it counts. */
const rhythmMetBy = (pathway: Pathway, row: DutyRow, occurrence: Occurrence): [string, string, Rhythm] | undefined => {
  const dot = row.rule.indexOf('.')
  const [kind, name] = [row.rule.slice(0, dot), row.rule.slice(dot + 1)]
  const rhythm = pathway.episodes[kind]?.rhythms?.[name]
  if (rhythm === undefined) return undefined
  if (rhythm.counts?.(occurrence.answers, occurrence.outcome, occurrence.completedOn, row.nth) === false)
    return undefined
  return [kind, name, rhythm]
}

/** The periods in which a step's work is expected; undefined where it is expected in any. */
const periodsOf = ({ steps }: Pathway, step: string): readonly string[] | undefined => {
  const periods = steps[step]?.within
  return typeof periods === 'string' ? [periods] : periods
}

/**
 * Whether a duty belongs to a period that has ended: its own rhythm's, or the one in which the work is expected. That is
 * expected still where the same entry began another of the kind: a care leaver's in another category.
 */
const lapsesWith = (pathway: Pathway, row: DutyRow, episode: EpisodeRow, opened: readonly EpisodeRow[]): boolean => {
  if (row.episode !== null) return row.episode === episode.openedBy && row.rule.startsWith(`${episode.kind}.`)
  const periods = periodsOf(pathway, row.step) ?? []
  return periods.includes(episode.kind) && !opened.some(({ kind }) => periods.includes(kind))
}

/** Open work of a rhythm that rests from now on, and work that comes back, as a period begins in which it rests or not. */
const restOrReturn = (
  rules: Rules,
  reckoning: Reckoning,
  { entry, happenedOn }: Occurrence,
  opened: readonly EpisodeRow[],
): { readonly rest: readonly DutyRow[]; readonly back: readonly DutyRow[] } => {
  const rest: DutyRow[] = []
  const back: DutyRow[] = []
  // What begins now is asked as it begins.
  const standing = opened.length === 0 ? [] : reckoning.openEpisodes.filter(episode => !opened.includes(episode))
  for (const episode of standing)
    for (const [name, rhythm] of Object.entries(rules.pathway.episodes[episode.kind]?.rhythms ?? {})) {
      if (!opened.some(({ kind }) => kind === rhythm.restsIn?.kind)) continue
      const rule = `${episode.kind}.${name}`
      const open = reckoning.openDuties.find(row => row.episode === episode.openedBy && row.rule === rule)
      const at = { nth: 0, anchor: entry, anchoredOn: happenedOn, isBack: true } as const
      const recurring = { episode, name, rhythm }
      if (open === undefined) back.push(...[recurrence(rules, reckoning, recurring, at)].flatMap(row => row ?? []))
      else if (open.metOn === null && !applies(reckoning, recurring, at)) rest.push(open)
    }
  return { rest, back }
}

/** Whether the child is old enough by an entry for what a rhythm asks. */
const isOldEnough = ({ bornOn }: Reckoning, { fromBirthday }: Rhythm, { happenedOn }: Occurrence): boolean =>
  fromBirthday === undefined || (bornOn !== undefined && happenedOn >= birthday(bornOn, fromBirthday))

/** The rhythms of periods that began before which the child has grown into by an entry, and which were not asked for yet. */
const grownInto = (
  { episodes }: Pathway,
  reckoning: Reckoning,
  occurrence: Occurrence,
  opened: readonly EpisodeRow[],
): readonly Recurring[] =>
  reckoning.openEpisodes
    .filter(episode => !opened.includes(episode))
    .flatMap(episode =>
      Object.entries(episodes[episode.kind]?.rhythms ?? {}).flatMap(([name, rhythm]) => {
        if (rhythm.fromBirthday === undefined || !isOldEnough(reckoning, rhythm, occurrence)) return []
        const rule = `${episode.kind}.${name}`
        const wasAsked = reckoning.duties.some(row => row.rule === rule && row.episode === episode.openedBy)
        return wasAsked ? [] : [{ episode, name, rhythm }]
      }),
    )

/** The first occurrence of a rhythm, counted from the start of its period. */
const firstOf = (rules: Rules, reckoning: Reckoning, recurring: Recurring): DutyRow | undefined =>
  recurrence(rules, reckoning, recurring, {
    nth: 0,
    anchor: recurring.episode.openedBy,
    anchoredOn: recurring.episode.startedOn,
  })

/** Writes into the reckoning what is due because of an entry, what the entry met, and what its endings made lapse. */
export const reckonDuties = (
  rules: Rules,
  reckoning: Reckoning,
  occurrence: Occurrence,
  { opened, closed }: EpisodeChange,
): DutyChange => {
  const { pathway } = rules
  const outcome = pathway.steps[occurrence.step]?.outcomes[occurrence.outcome]
  const arisen: DutyRow[] = []
  const settled: DutyRow[] = []
  const meet = (row: DutyRow) => {
    row.metBy = occurrence.entry
    row.metOn = occurrence.completedOn
    settled.push(row)
  }
  const arise = (row: DutyRow | undefined) => {
    if (row !== undefined) arisen.push(row)
  }

  const awaited = expectedDutyMetBy(reckoning, occurrence)
  if (awaited !== undefined) meet(awaited)
  for (const row of reckoning.openDuties) {
    if (row.step !== occurrence.step || row.episode === null || row.anchoredOn > occurrence.completedOn) continue
    const met = rhythmMetBy(pathway, row, occurrence)
    if (met === undefined) continue
    meet(row)
    const [kind, name, rhythm] = met
    const episode = reckoning.openEpisodes.find(each => each.openedBy === row.episode && each.kind === kind)
    if (episode === undefined) continue
    const at = { nth: row.nth + 1, anchor: occurrence.entry, anchoredOn: occurrence.completedOn }
    arise(recurrence(rules, reckoning, { episode, name, rhythm }, at))
  }
  const { rest, back } = restOrReturn(rules, reckoning, occurrence, opened)
  for (const row of reckoning.openDuties) {
    if (row.metOn !== null) continue
    const isTakenBack = row.episode === null && outcome?.noLonger?.includes(row.step) === true
    const ends = isTakenBack || rest.includes(row) || closed.some(each => lapsesWith(pathway, row, each, opened))
    if (!ends) continue
    row.lapsedBy = occurrence.entry
    row.lapsedOn = occurrence.happenedOn
    settled.push(row)
  }
  arisen.push(...back)
  for (const episode of opened)
    for (const [name, rhythm] of Object.entries(pathway.episodes[episode.kind]?.rhythms ?? {}))
      if (isOldEnough(reckoning, rhythm, occurrence)) arise(firstOf(rules, reckoning, { episode, name, rhythm }))
  for (const step of outcome?.next ?? []) {
    const { expectedSince, evenOutside } = pathway.steps[step] ?? {}
    const periods = periodsOf(pathway, step)
    if (expectedSince !== undefined && occurrence.completedOn < expectedSince) continue
    // Work of a period that has ended, or never began, is not expected: a review that ends a plan after the case closed.
    if (
      periods === undefined ||
      evenOutside === true ||
      reckoning.openEpisodes.some(({ kind }) => periods.includes(kind))
    )
      arise(expected(rules, reckoning, occurrence, step))
  }
  // What nothing follows from, like a note, makes nothing due, whenever it is recorded.
  if (arisen.length > 0 || settled.length > 0 || opened.length > 0 || closed.length > 0)
    for (const recurring of grownInto(pathway, reckoning, occurrence, opened))
      arise(firstOf(rules, reckoning, recurring))

  if (settled.length > 0)
    reckoning.openDuties = reckoning.openDuties.filter(row => row.metOn === null && row.lapsedOn === null)
  for (const row of arisen) {
    reckoning.duties.push(row)
    reckoning.openDuties.push(row)
  }
  return { arisen, settled, ...redate(rules, reckoning, occurrence, opened) }
}
