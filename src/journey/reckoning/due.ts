import { birthday } from '../../calendar/index.ts'
import type { CivilDate } from '../../calendar/index.ts'
import { gapOf } from '../episode.ts'
import type { Rhythm, RhythmMoment } from '../episode.ts'
import { earlier, endOfSpan, ruleOn, workingDays } from '../law.ts'
import type { Dated, DueMoment, Span } from '../law.ts'
import { visitsAskedByPlan } from '../plans/versions.ts'
import type { Clock } from '../step.ts'
import type { DutyRow, EpisodeRow, Occurrence, Reckoning, Rules } from './rows.ts'

/** The end of a span by law or common practice and by the council's own policy, which never loosens the law. */
const dueBy = ({ policy }: Rules, rule: string, span: Span | undefined, start: string): DueMoment | undefined => {
  const versions = policy[rule]
  const own = versions === undefined ? undefined : ruleOn(versions, start.slice(0, 10))
  if (own === undefined) return span === undefined ? undefined : endOfSpan(span, start)
  const byPolicy = endOfSpan(own.within, start)
  return span === undefined || span.local === true ? byPolicy : earlier(endOfSpan(span, start), byPolicy)
}

const duty = (
  of: Pick<DutyRow, 'rule' | 'step' | 'anchor' | 'anchoredOn' | 'nth' | 'episode'>,
  due: DueMoment | undefined,
  soonerSince: CivilDate | null = null,
): DutyRow => ({
  rule: of.rule,
  step: of.step,
  anchor: of.anchor,
  anchoredOn: of.anchoredOn,
  dueOn: due?.on ?? null,
  dueAt: due?.at ?? null,
  soonerSince,
  nth: of.nth,
  episode: of.episode,
  metBy: null,
  metOn: null,
  lapsedBy: null,
  lapsedOn: null,
})

/** An entry and those that led to it, nearest first. Entries that lead in a ring, which a correction could make, end it. */
const chainOf = function* (reckoning: Reckoning, from: Occurrence): Generator<Occurrence> {
  let at: Occurrence | undefined = from
  for (let left = reckoning.occurrences.size; at !== undefined && left > 0; left -= 1) {
    yield at
    at = at.follows === null ? undefined : reckoning.occurrences.get(at.follows)
  }
}

/** Whether an entry lies on the chain of entries that led to another. */
export const isInChain = (reckoning: Reckoning, occurrence: Occurrence, anchor: number): boolean => {
  for (const at of chainOf(reckoning, occurrence)) if (at.follows === anchor) return true
  return false
}

type DateReference = { readonly step: string; readonly field: string }

const referencesByClock = new WeakMap<readonly Dated<Clock>[], readonly DateReference[]>()

/** The dates by which a step's clock may start, in any version of the rule. */
const referencesOf = (versions: readonly Dated<Clock>[]): readonly DateReference[] => {
  const known = referencesByClock.get(versions)
  if (known !== undefined) return known
  const references = [...new Set(versions.flatMap(version => version.of))].map(reference => {
    const dot = reference.indexOf('.')
    return { step: reference.slice(0, dot), field: reference.slice(dot + 1) }
  })
  referencesByClock.set(versions, references)
  return references
}

/** The date, or date and time, at which a step's clock started, looked up along the chain of entries that led here. */
const clockStart = (reckoning: Reckoning, from: Occurrence, versions: readonly Dated<Clock>[]): string | undefined => {
  const references = referencesOf(versions)
  for (const at of chainOf(reckoning, from))
    for (const { step, field } of references) {
      if (step !== at.step) continue
      const answer = at.answers[field]
      if (typeof answer === 'string') return answer
    }
  return undefined
}

/** The work that an outcome leads to, due by the law in force on the day its clock started. */
export const expected = (rules: Rules, reckoning: Reckoning, from: Occurrence, step: string): DutyRow => {
  const versions = rules.pathway.steps[step]?.due
  const start = (versions === undefined ? undefined : clockStart(reckoning, from, versions)) ?? from.completedOn
  const anchoredOn = start.slice(0, 10)
  const law = versions === undefined ? undefined : ruleOn(versions, anchoredOn)
  return duty(
    { rule: step, step, anchor: from.entry, anchoredOn, nth: 0, episode: null },
    dueBy(rules, step, law?.within, start),
  )
}

const wasDone = (reckoning: Reckoning, step: string, from: CivilDate, to: CivilDate): boolean => {
  for (const occurrence of reckoning.occurrences.values())
    if (occurrence.step === step && from <= occurrence.completedOn && occurrence.completedOn <= to) return true
  return false
}

/**
 * When the child's own plan asks for it: counted from the last time it was done, or from the day on which the plan came to
 * ask where that is later.
 */
const dueByOwnPlan = (
  { askingVisits, openEpisodes }: Reckoning,
  { ownPlan }: Rhythm,
  start: CivilDate,
): DueMoment | undefined => {
  if (ownPlan === undefined || askingVisits.length === 0) return undefined
  const asked = visitsAskedByPlan(askingVisits, openEpisodes, ownPlan)
  return asked === undefined
    ? undefined
    : endOfSpan(workingDays(asked.everyWorkingDays), asked.since > start ? asked.since : start)
}

/** When what has begun since it was last done asks for it: a care order on a child who lives with a parent. */
const dueByWhatBegan = (
  { openEpisodes }: Reckoning,
  { episode, rhythm: { soonerWith } }: Recurring,
  anchoredOn: CivilDate,
): { readonly due: DueMoment; readonly since: CivilDate } | undefined => {
  const span = soonerWith?.span(episode)
  if (soonerWith === undefined || span === undefined) return undefined
  const begun = openEpisodes.find(({ kind, startedOn }) => kind === soonerWith.kind && startedOn > anchoredOn)
  return begun === undefined ? undefined : { due: endOfSpan(span, begun.startedOn), since: begun.startedOn }
}

/** Whether it would fall due only when nobody of that age is owed it any more. */
const isTooOld = ({ bornOn }: Reckoning, { untilBirthday }: Rhythm, { on }: DueMoment): boolean =>
  untilBirthday !== undefined && bornOn !== undefined && on >= birthday(bornOn, untilBirthday.age)

/** A rhythm of an episode that a child is in. */
export type Recurring = { readonly episode: EpisodeRow; readonly name: string; readonly rhythm: Rhythm }

type At = { readonly nth: number; readonly anchor: number; readonly anchoredOn: CivilDate; readonly isBack?: true }

const momentOf = (reckoning: Reckoning, { episode }: Recurring, { nth, anchoredOn }: At): RhythmMoment => ({
  nth,
  startedOn: episode.startedOn,
  anchoredOn,
  bornOn: reckoning.bornOn,
  detail: episode.detail,
  during: kind => reckoning.openEpisodes.find(each => each.kind === kind)?.detail,
  before: () => reckoning.episodes.filter(each => each.kind === episode.kind && each !== episode),
  done: step => wasDone(reckoning, step, episode.startedOn, anchoredOn),
})

/** Whether a rhythm applies to the child as it stands now. */
export const applies = (reckoning: Reckoning, recurring: Recurring, at: At): boolean =>
  recurring.rhythm.appliesTo?.(momentOf(reckoning, recurring, at)) !== false

/** The next occurrence of a rhythm, or undefined where it does not apply to the child. */
export const recurrence = (rules: Rules, reckoning: Reckoning, recurring: Recurring, at: At): DutyRow | undefined => {
  const { episode, name, rhythm } = recurring
  if (rhythm.once === true && at.nth > 0) return undefined
  const moment = momentOf(reckoning, recurring, at)
  if (rhythm.appliesTo?.(moment) === false) return undefined
  const notBefore = rhythm.notBefore?.(moment)
  const start = notBefore !== undefined && notBefore > at.anchoredOn ? notBefore : at.anchoredOn
  const law = ruleOn(rhythm.gaps, start)
  const rule = `${episode.kind}.${name}`
  const gap = at.isBack === true ? rhythm.restsIn?.back : law === undefined ? undefined : gapOf(law, moment)
  const byRule = dueBy(rules, rule, gap, start)
  const byPlan = dueByOwnPlan(reckoning, rhythm, start)
  const usual = byRule === undefined || byPlan === undefined ? (byRule ?? byPlan) : earlier(byRule, byPlan)
  const begun = dueByWhatBegan(reckoning, recurring, at.anchoredOn)
  const isSooner = begun !== undefined && (usual === undefined || begun.due.on < usual.on)
  const due = isSooner ? begun.due : usual
  if (due !== undefined && isTooOld(reckoning, rhythm, due)) return undefined
  return duty(
    { rule, step: rhythm.step, anchor: at.anchor, anchoredOn: at.anchoredOn, nth: at.nth, episode: episode.openedBy },
    due,
    isSooner ? begun.since : null,
  )
}
