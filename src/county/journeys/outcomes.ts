import type { DayNumber } from '../../calendar/index.ts'
import type { Assessment, ChildInNeedPlan, InNeed, JourneyEvent } from './events.ts'
import type { Child } from './child.ts'
import { record } from './record.ts'
import type { CountyState } from './state.ts'

/** A case that closes so soon after an assessment closes because of it, and needs no child in need plan between. */
const closesSoon = 20

/** A period of the child's journey, closed or still open. */
type Span = {
  readonly kind: 'protectionPlan' | 'care'
  readonly startedOn: DayNumber
  readonly endedOn: DayNumber | null
}

const spansOf = (child: Child, need: InNeed): readonly Span[] =>
  child.events
    .filter(event => event.kind === 'protectionPlan' || event.kind === 'care')
    .filter(({ startedOn }) => startedOn >= need.startedOn && startedOn <= (need.endedOn ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a.startedOn - b.startedOn)

/** What an assessment led to, told from what came after it. */
const outcomeOf = (child: Child, need: InNeed, completedOn: DayNumber): NonNullable<Assessment['outcome']> => {
  const spans = spansOf(child, need)
  const leadsTo = (kind: Span['kind'], within: number) =>
    spans.some(
      span =>
        span.kind === kind && span.startedOn <= completedOn + within && (span.endedOn ?? completedOn + 1) > completedOn,
    )
  if (leadsTo('care', 10)) return 'lookedAfter'
  if (leadsTo('protectionPlan', 30)) return 'childProtection'
  if (need.endedOn === null || need.endedOn > completedOn + closesSoon || need.endReason === 'turned18')
    return 'childInNeedPlan'
  return need.endReason === 'steppedDownToEarlyHelp' ? 'earlyHelp' : 'noFurtherAction'
}

/** The times of an episode of need, after its first assessment, with neither a protection plan nor care. */
const freeTimes = (
  child: Child,
  need: InNeed,
  assessedOn: DayNumber,
): readonly { readonly from: DayNumber; readonly to: DayNumber | null; readonly until: Span['kind'] | null }[] => {
  const free: { from: DayNumber; to: DayNumber | null; until: Span['kind'] | null }[] = []
  let from: DayNumber | null = need.startedOn
  for (const span of spansOf(child, need)) {
    if (from !== null && span.startedOn > from) free.push({ from, to: span.startedOn, until: span.kind })
    from = span.endedOn
  }
  if (from !== null) free.push({ from, to: need.endedOn, until: null })
  return free
    .map(time => ({ ...time, from: Math.max(time.from, assessedOn) }))
    .filter(({ from: begun, to }) => to === null || to > begun + closesSoon)
}

const endReasonOf = (need: InNeed, until: Span['kind'] | null): NonNullable<ChildInNeedPlan['endReason']> =>
  until === 'care'
    ? 'lookedAfter'
    : until === 'protectionPlan'
      ? 'protectionPlan'
      : need.endReason === 'turned18'
        ? 'turned18'
        : 'closed'

/** Gives completed assessments their outcomes and writes the child in need plans, from what the journey turned out to be. */
export const writeOutcomes = (state: CountyState): void => {
  for (const { children } of state.families) {
    const groups = new Map<DayNumber, number>()
    for (const child of children) {
      const needs = child.events.filter((event): event is InNeed => event.kind === 'inNeed')
      for (const need of needs) {
        const assessments = child.events.filter(
          (event): event is Assessment =>
            event.kind === 'assessment' && event.referral === need.referral && event.completedOn !== null,
        )
        for (const assessment of assessments)
          (assessment as { outcome: Assessment['outcome'] }).outcome = outcomeOf(
            child,
            need,
            assessment.completedOn ?? 0,
          )
        const assessedOn = assessments.reduce(
          (first, { completedOn }) => Math.min(first, completedOn ?? first),
          Number.POSITIVE_INFINITY,
        )
        if (assessedOn === Number.POSITIVE_INFINITY) continue
        for (const { from, to, until } of freeTimes(child, need, assessedOn)) {
          const group = groups.get(from) ?? state.nextGroup()
          groups.set(from, group)
          record<'childInNeedPlan'>(state, child, from, {
            kind: 'childInNeedPlan',
            group,
            need: need.id,
            startedOn: from,
            endedOn: to,
            endReason: to === null ? null : endReasonOf(need, until),
          })
        }
      }
    }
  }
}

/** The first day of an event. */
export const beginsOn = (event: JourneyEvent): DayNumber =>
  event.kind === 'contact' || event.kind === 'referral'
    ? event.receivedOn
    : event.kind === 'conference'
      ? event.heldOn
      : event.startedOn
