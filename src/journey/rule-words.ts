import { daysBetween, inWords, workingDaysBetween } from '../calendar/index.ts'
import type { CivilDate } from '../calendar/index.ts'
import type { Gaps, Rhythm } from './episode.ts'
import { endOfSpan, limitInWords, months, ruleOn, spanInWords, weeks, workingDays } from './law.ts'
import type { Span } from './law.ts'
import type { Rules } from './reckoning/rows.ts'
import type { DutyToTell, DutyToShow } from './duty-to-show.ts'

/** The rule behind a duty: `within 15 working days of the strategy discussion`, and the law or practice that says so. */
export type RuleInWords = { readonly title: string; readonly rule: string; readonly basis: string }

/** A title inside a sentence. Words that are names of laws or people keep their capitals by not standing first. */
const inSentence = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1)

/** A step as what a day is counted from: `the referral`, but `becoming looked after`. */
export const asStart = (title: string): string => {
  const words = inSentence(title).replace(/^an? /, '')
  return /^\w+ing\b/.test(words) ? words : `the ${words}`
}

const spanFromDates = (from: CivilDate, to: CivilDate): Span => ({
  unit: 'days',
  count: Math.max(0, daysBetween(from, to)),
})

/** Spans in which the law and common practice speak where a rule reckons them anew each time, likeliest first. */
const usualSpans = (nth: number): readonly Span[] => [
  ...(nth === 0 ? [workingDays(20)] : []),
  ...[1, 4, 6, 8].map(weeks),
  ...[1, 3, 4, 6, 12].map(months),
]

/** The span that was applied: the declared one where it gives the day, the council's own where that does, else as counted. */
const spanApplied = (
  rules: Rules,
  duty: DutyToTell,
  declared: Span | undefined,
): { span: Span; own: boolean } | undefined => {
  if (duty.dueOn === null) return undefined
  const isOfTheClock = ({ unit }: Span) => unit === 'hours' || unit === 'workingMorning'
  const reaches = (span: Span) => isOfTheClock(span) || endOfSpan(span, duty.anchoredOn).on === duty.dueOn
  const own = ruleOn(rules.policy[duty.rule] ?? [], duty.anchoredOn)
  if (own !== undefined && reaches(own.within)) return { span: own.within, own: true }
  if (declared !== undefined && reaches(declared)) return { span: declared, own: false }
  return { span: usualSpans(duty.nth).find(reaches) ?? spanFromDates(duty.anchoredOn, duty.dueOn), own: false }
}

const ownPractice = 'the council’s own timescale'

/** Whether the child's own plan has made it due, and not what is usual: no span of the law or of the council's gives the day. */
const askedByOwnPlan = (
  rules: Rules,
  duty: DutyToTell,
  { ownPlan }: Pick<Rhythm, 'ownPlan'>,
  declared: Span | undefined,
): boolean => {
  const own = ruleOn(rules.policy[duty.rule] ?? [], duty.anchoredOn)?.within
  const usual = declared === undefined ? usualSpans(duty.nth) : [declared]
  return (
    ownPlan !== undefined &&
    duty.dueOn !== null &&
    [...usual, ...(own === undefined ? [] : [own])].every(span => endOfSpan(span, duty.anchoredOn).on !== duty.dueOn)
  )
}

/** The steps at whose dates a step's clock may start. */
const startsOf = (rules: Rules, duty: DutyToTell): readonly string[] => {
  const law = ruleOn(rules.pathway.steps[duty.step]?.due ?? [], duty.anchoredOn)
  return [...new Set((law?.of ?? []).map(reference => reference.slice(0, reference.indexOf('.'))))]
}

/** The step at which this clock started: what led here where it is one of those, else the only one there is. */
export const startOf = (rules: Rules, duty: DutyToShow): string | undefined => {
  if (duty.rule.includes('.')) return duty.anchorStep ?? undefined
  const starts = startsOf(rules, duty)
  const led = starts.find(name => name === duty.anchorStep)
  if (led !== undefined || starts.length === 0) return led ?? duty.anchorStep ?? undefined
  return starts.length === 1 ? starts[0] : undefined
}

const ofStep = (rules: Rules, duty: DutyToShow): RuleInWords => {
  const step = rules.pathway.steps[duty.step]
  const title = step?.title ?? duty.step
  const law = ruleOn(step?.due ?? [], duty.anchoredOn)
  const applied = spanApplied(rules, duty, law?.within)
  const start = startOf(rules, duty)
  const starts = (start === undefined ? startsOf(rules, duty) : [start])
    .map(name => asStart(rules.pathway.steps[name]?.title ?? name))
    .join(' or ')
  if (applied === undefined) return { title, rule: 'no number of days is set', basis: law?.basis ?? step?.basis ?? '' }
  if (applied.span.count === 0)
    return { title, rule: `on the day of ${starts === '' ? 'the decision' : starts}`, basis: law?.basis ?? '' }
  return {
    title,
    rule: limitInWords(applied.span, starts === '' ? 'the decision' : starts),
    basis: applied.own ? ownPractice : (law?.basis ?? step?.basis ?? ''),
  }
}

const rhythmOf = ({ pathway }: Rules, { rule }: Pick<DutyToTell, 'rule'>) => {
  const dot = rule.indexOf('.')
  const episode = pathway.episodes[rule.slice(0, dot)]
  return { episode, rhythm: episode?.rhythms?.[rule.slice(dot + 1)] }
}

/** What began since it was last done and has made it due sooner: what it is called, and on which day it began. */
export const whatBegan = (rules: Rules, duty: DutyToTell) => {
  const { soonerWith } = rhythmOf(rules, duty).rhythm ?? {}
  const since = duty.soonerSince ?? undefined
  return soonerWith === undefined || since === undefined ? undefined : { ...soonerWith, since }
}

/** The gap of an occurrence as the law names it; undefined where it is reckoned anew each time. */
const declaredGap = (law: Gaps, { nth, anchoredOn, dueOn }: DutyToTell): Span | undefined => {
  if (typeof law.spans !== 'function') return law.spans[nth] ?? law.spans.at(-1)
  const lengths = nth === 0 && 'lengths' in law ? law.lengths : undefined
  return lengths?.find(length => endOfSpan(length, anchoredOn).on === dueOn)
}

/** What is asked for at an age is not counted from where its period began: how it is counted, in the law's words. */
export const countedByAge = (rules: Rules, duty: DutyToTell): string | undefined => {
  const { rhythm } = rhythmOf(rules, duty)
  if (rhythm?.fromBirthday === undefined) return undefined
  const law = ruleOn(rhythm.gaps, duty.anchoredOn)
  return law !== undefined && 'words' in law ? law.words : undefined
}

const ofRhythm = (rules: Rules, duty: DutyToTell): RuleInWords => {
  const { episode, rhythm } = rhythmOf(rules, duty)
  const title = rhythm?.title ?? rules.pathway.steps[duty.step]?.title ?? duty.step
  const law = ruleOn(rhythm?.gaps ?? [], duty.anchoredOn)
  const lengths = law !== undefined && 'lengths' in law ? law.lengths : undefined
  const declared = law === undefined ? undefined : declaredGap(law, duty)
  const applied = spanApplied(rules, duty, declared)
  if (applied === undefined) return { title, rule: 'no number of days is set', basis: law?.basis ?? '' }
  const began = whatBegan(rules, duty)
  if (began !== undefined && duty.dueOn !== null) {
    const span = spanFromDates(began.since, duty.dueOn)
    return { title, rule: `within ${spanInWords(span)} of ${began.called}`, basis: began.basis }
  }
  // A period that should have ended before it was recorded again: no length of time is left to tell. And where all are
  // counted from the start of the period, what is left of one is no length that the law names.
  const isRest = lengths !== undefined && declared === undefined && !applied.own
  if (duty.dueOn !== null && (duty.dueOn <= duty.anchoredOn || isRest))
    return { title, rule: `by ${inWords(duty.dueOn)}`, basis: law?.basis ?? '' }
  const period = episode === undefined ? '' : ` of ${episode.called ?? `the ${inSentence(episode.title)}`}`
  const { restsIn } = rhythm ?? {}
  const isBack = restsIn !== undefined && endOfSpan(restsIn.back, duty.anchoredOn).on === duty.dueOn
  const first = isBack ? restsIn.called : `the start${period}`
  const since = duty.nth === 0 ? first : 'the one before'
  if (rhythm !== undefined && duty.dueOn !== null && askedByOwnPlan(rules, duty, rhythm, declared)) {
    const days = workingDays(workingDaysBetween(duty.anchoredOn, duty.dueOn))
    return { title, rule: `within ${spanInWords(days)} of ${since}`, basis: 'the child’s own plan' }
  }
  return {
    title,
    rule: `within ${spanInWords(applied.span)} of ${since}`,
    basis: applied.own ? ownPractice : (law?.basis ?? ''),
  }
}

/** What a duty is and by which rule it is due, in words. */
export const ruleInWords = (rules: Rules, duty: DutyToShow): RuleInWords =>
  duty.rule.includes('.') ? ofRhythm(rules, duty) : ofStep(rules, duty)
