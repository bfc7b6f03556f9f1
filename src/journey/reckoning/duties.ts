import type { CivilDate } from '../../calendar/index.ts'
import { gapOf } from '../episode.ts'
import type { Rhythm, RhythmMoment } from '../episode.ts'
import { earlier, endOfSpan, ruleOn } from '../law.ts'
import type { DueMoment, Span } from '../law.ts'
import type { EpisodeChange } from './episodes.ts'
import type { DutyRow, EpisodeRow, Occurrence, Reckoning, Rules } from './rows.ts'

/** The duties that an entry gave rise to and those it settled, met or lapsed. */
export type DutyChange = { readonly arisen: readonly DutyRow[]; readonly settled: readonly DutyRow[] }

/** The end of a span by law or common practice and by the council's own policy, which never loosens the law. */
const dueBy = ({ policy }: Rules, rule: string, span: Span | undefined, start: string): DueMoment | undefined => {
  const own = ruleOn(policy[rule] ?? [], start.slice(0, 10))
  if (span === undefined || (span.local === true && own !== undefined))
    return own === undefined ? undefined : endOfSpan(own.within, start)
  const byLaw = endOfSpan(span, start)
  return own === undefined ? byLaw : earlier(byLaw, endOfSpan(own.within, start))
}

/** An entry and those that led to it, nearest first. Entries that lead in a ring, which a correction could make, end it. */
const chainOf = function* (reckoning: Reckoning, from: Occurrence): Generator<Occurrence> {
  let at: Occurrence | undefined = from
  for (let left = reckoning.occurrences.size; at !== undefined && left > 0; left -= 1) {
    yield at
    at = at.follows === null ? undefined : reckoning.occurrences.get(at.follows)
  }
}

/** The date, or date and time, at which a step's clock started, looked up along the chain of entries that led here. */
const clockStart = (reckoning: Reckoning, from: Occurrence, references: readonly string[]): string | undefined => {
  for (const at of chainOf(reckoning, from))
    for (const reference of references) {
      const dot = reference.indexOf('.')
      if (reference.slice(0, dot) !== at.step) continue
      const answer = at.answers[reference.slice(dot + 1)]
      if (typeof answer === 'string') return answer
    }
  return undefined
}

/** The work that an outcome leads to, due by the law in force on the day its clock started. */
const expected = (rules: Rules, reckoning: Reckoning, from: Occurrence, step: string): DutyRow => {
  const versions = rules.pathway.steps[step]?.due ?? []
  const references = [...new Set(versions.flatMap(version => version.of))]
  const start = clockStart(reckoning, from, references) ?? from.completedOn
  const law = ruleOn(versions, start.slice(0, 10))
  const due = dueBy(rules, step, law?.within, start)
  return duty({ rule: step, step, anchor: from.entry, anchoredOn: start.slice(0, 10), due, nth: 0, episode: null })
}

const duty = ({
  due,
  ...of
}: Pick<DutyRow, 'rule' | 'step' | 'anchor' | 'anchoredOn' | 'nth' | 'episode'> & {
  readonly due: DueMoment | undefined
}): DutyRow => ({
  ...of,
  dueOn: due?.on ?? null,
  dueAt: due?.at ?? null,
  metBy: null,
  metOn: null,
  lapsedBy: null,
  lapsedOn: null,
})

const wasDone = (reckoning: Reckoning, step: string, from: CivilDate, to: CivilDate): boolean => {
  for (const occurrence of reckoning.occurrences.values())
    if (occurrence.step === step && from <= occurrence.completedOn && occurrence.completedOn <= to) return true
  return false
}

/** The next occurrence of a rhythm, or undefined where it does not apply to the child. */
const recurrence = (
  rules: Rules,
  reckoning: Reckoning,
  episode: EpisodeRow,
  name: string,
  rhythm: Rhythm,
  at: { readonly nth: number; readonly anchor: number; readonly anchoredOn: CivilDate },
): DutyRow | undefined => {
  const moment: RhythmMoment = {
    nth: at.nth,
    startedOn: episode.startedOn,
    anchoredOn: at.anchoredOn,
    bornOn: reckoning.bornOn,
    detail: episode.detail,
    during: kind => reckoning.openEpisodes.find(each => each.kind === kind)?.detail,
    done: step => wasDone(reckoning, step, episode.startedOn, at.anchoredOn),
  }
  if (rhythm.appliesTo !== undefined && !rhythm.appliesTo(moment)) return undefined
  const notBefore = rhythm.notBefore?.(moment)
  const start = notBefore !== undefined && notBefore > at.anchoredOn ? notBefore : at.anchoredOn
  const law = ruleOn(rhythm.gaps, start)
  const rule = `${episode.kind}.${name}`
  const due = dueBy(rules, rule, law === undefined ? undefined : gapOf(law, moment), start)
  return duty({ rule, step: rhythm.step, ...at, due, episode: episode.openedBy })
}

const isInChain = (reckoning: Reckoning, occurrence: Occurrence, anchor: number): boolean => {
  for (const at of chainOf(reckoning, occurrence)) if (at.follows === anchor) return true
  return false
}

/** The expected work that an entry does: what its own chain led to, else what has waited longest. */
const expectedDutyMetBy = (reckoning: Reckoning, occurrence: Occurrence): DutyRow | undefined => {
  const waiting = reckoning.openDuties.filter(
    each => each.episode === null && each.step === occurrence.step && each.anchoredOn <= occurrence.completedOn,
  )
  return waiting.find(each => isInChain(reckoning, occurrence, each.anchor)) ?? waiting[0]
}

/** Writes into the reckoning what is due because of an entry, what the entry met, and what its endings made lapse. */
export const reckonDuties = (
  rules: Rules,
  reckoning: Reckoning,
  occurrence: Occurrence,
  { opened, closed }: EpisodeChange,
): DutyChange => {
  const { pathway } = rules
  const arisen: DutyRow[] = []
  const settled: DutyRow[] = []
  const arise = (row: DutyRow | undefined) => {
    if (row === undefined) return
    reckoning.duties.push(row)
    reckoning.openDuties.push(row)
    arisen.push(row)
  }
  const meet = (row: DutyRow) => {
    row.metBy = occurrence.entry
    row.metOn = occurrence.completedOn
    settled.push(row)
  }

  const awaited = expectedDutyMetBy(reckoning, occurrence)
  if (awaited !== undefined) meet(awaited)
  for (const row of [...reckoning.openDuties]) {
    if (row.episode === null || row.step !== occurrence.step || row.anchoredOn > occurrence.completedOn) continue
    const name = row.rule.slice(row.rule.indexOf('.') + 1)
    const kind = row.rule.slice(0, row.rule.indexOf('.'))
    const rhythm = pathway.episodes[kind]?.rhythms?.[name]
    if (rhythm === undefined) continue
    if (rhythm.counts?.(occurrence.answers, occurrence.outcome, occurrence.completedOn) === false) continue
    meet(row)
    const episode = reckoning.openEpisodes.find(each => each.openedBy === row.episode && each.kind === kind)
    if (episode !== undefined)
      arise(
        recurrence(rules, reckoning, episode, name, rhythm, {
          nth: row.nth + 1,
          anchor: occurrence.entry,
          anchoredOn: occurrence.completedOn,
        }),
      )
  }
  for (const episode of closed)
    for (const row of reckoning.openDuties) {
      if (row.metOn !== null || row.lapsedOn !== null) continue
      const belongs =
        row.episode === null
          ? pathway.steps[row.step]?.within === episode.kind
          : row.episode === episode.openedBy && row.rule.startsWith(`${episode.kind}.`)
      if (!belongs) continue
      row.lapsedBy = occurrence.entry
      row.lapsedOn = occurrence.happenedOn
      settled.push(row)
    }
  for (const episode of opened)
    for (const [name, rhythm] of Object.entries(pathway.episodes[episode.kind]?.rhythms ?? {}))
      arise(
        recurrence(rules, reckoning, episode, name, rhythm, {
          nth: 0,
          anchor: occurrence.entry,
          anchoredOn: episode.startedOn,
        }),
      )
  for (const step of pathway.steps[occurrence.step]?.outcomes[occurrence.outcome]?.next ?? [])
    arise(expected(rules, reckoning, occurrence, step))
  if (settled.length > 0)
    reckoning.openDuties = reckoning.openDuties.filter(row => row.metOn === null && row.lapsedOn === null)
  return { arisen, settled }
}
