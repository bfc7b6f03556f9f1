import type { DayNumber } from '../../calendar/index.ts'
import type { ContactSource } from '../controls/index.ts'
import type { Assessment, Care, CareLeaver, InNeed, JourneyEvent, ProtectionPlan, Referral } from './events.ts'
import type { Child, Draft } from './child.ts'
import { settle } from './state.ts'
import type { CountyState } from './state.ts'

type Kind = JourneyEvent['kind']
type Of<K extends Kind> = Extract<JourneyEvent, { readonly kind: K }>

/**
 * Adds an event to the child's journey and gives it its number; `startedOn` decides whether it belongs to the earlier
 * history. The event itself is taken, not a copy.
 */
export const record = <K extends Kind>(
  state: CountyState,
  child: Child,
  startedOn: DayNumber,
  event: Omit<Of<K>, 'id' | 'outline'> & { readonly kind: K },
): Draft<Of<K>> => {
  const whole = event as unknown as Draft<Of<K>>
  whole.id = state.nextEvent()
  whole.outline = startedOn < state.recordsFrom
  child.events.push(whole)
  return whole
}

type ReferralMade = {
  readonly group: number
  readonly receivedOn: DayNumber
  readonly decidedOn: DayNumber
  readonly source: ContactSource
  readonly isAccepted: boolean
  readonly isRepeat: boolean
}

/** A referral and, where it is accepted, the episode of need and the assessment that it opens. */
export const refer = (state: CountyState, child: Child, made: ReferralMade): void => {
  const { group, receivedOn, decidedOn, source, isAccepted, isRepeat } = made
  const referral: Draft<Referral> = record(state, child, receivedOn, {
    kind: 'referral',
    group,
    contact: null,
    receivedOn,
    decidedOn,
    source,
    outcome: isAccepted ? 'assessment' : 'noFurtherAction',
    isRepeat,
  })
  child.isKnown = true
  child.isDormant = false
  child.lastReferralOn = receivedOn
  child.acceptedOn = decidedOn
  if (isAccepted) {
    child.need = record<'inNeed'>(state, child, receivedOn, {
      kind: 'inNeed',
      group,
      referral: referral.id,
      startedOn: receivedOn,
      endedOn: null,
      endReason: null,
    })
    beginAssessment(state, child, { group, startedOn: receivedOn, isRepeat: false })
    state.newlyInNeed.push(child)
  } else child.closedOn = decidedOn
  settle(state, child)
}

/** Begins an assessment of a child in need. */
export const beginAssessment = (
  state: CountyState,
  child: Child,
  begun: { readonly group: number; readonly startedOn: DayNumber; readonly isRepeat: boolean },
): Draft<Assessment> => {
  const assessment = record<'assessment'>(state, child, begun.startedOn, {
    kind: 'assessment',
    ...begun,
    referral: child.need?.referral ?? 0,
    completedOn: null,
    workingDays: null,
    isLate: null,
    outcome: null,
  })
  child.assessment = assessment
  child.isSlow = false
  settle(state, child)
  return assessment
}

/** Ends the child's protection plan; the siblings whose plans end together share a group elsewhere. */
export const endPlan = (
  state: CountyState,
  child: Child,
  day: DayNumber,
  reason: NonNullable<ProtectionPlan['endReason']>,
): void => {
  if (child.plan === null) return
  child.plan.endedOn = day
  child.plan.endReason = reason
  child.plan = null
  child.plansBefore += 1
  settle(state, child)
}

export const endCare = (
  state: CountyState,
  child: Child,
  day: DayNumber,
  yearEnding: number,
  reason: NonNullable<Care['endReason']>,
): void => {
  if (child.care === null) return
  child.care.endedOn = day
  child.care.endReason = reason
  child.care = null
  child.caresBefore += 1
  child.careEndYear = yearEnding
  settle(state, child)
}

export const endNeed = (
  state: CountyState,
  child: Child,
  day: DayNumber,
  reason: NonNullable<InNeed['endReason']>,
): void => {
  if (child.need === null) return
  child.need.endedOn = day
  child.need.endReason = reason
  child.need = null
  child.closedOn = day
  settle(state, child)
}

export const becomeCareLeaver = (state: CountyState, child: Child, endedOn: DayNumber | null): Draft<CareLeaver> =>
  record<'careLeaver'>(state, child, child.adultOn, {
    kind: 'careLeaver',
    group: state.nextGroup(),
    startedOn: child.adultOn,
    endedOn,
  })
