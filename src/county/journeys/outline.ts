import { addWorkingDaysTo, workingDaysBetweenDays } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import { chooseWeighted } from '../chance/random.ts'
import type { Stream } from '../chance/random.ts'
import type { Child } from './child.ts'
import { length, workingDayBefore } from './days.ts'
import { endNeed, endPlan, record, refer } from './record.ts'
import { settle } from './state.ts'
import type { CountyState } from './state.ts'

/** An accepted referral in the past, with its assessment completed unless it is to stay open. */
export const openedOn = (
  state: CountyState,
  child: Child,
  day: DayNumber,
  today: DayNumber,
  isAssessed: boolean,
): void => {
  const chance = state.chance('opening: referral')
  const source = chooseWeighted(chance, state.controls.referralSources.usual)
  const on = workingDayBefore(day)
  const group = state.nextGroup()
  refer(state, child, { group, receivedOn: on, decidedOn: on, source, isAccepted: true, isRepeat: false })
  if (isAssessed)
    completeInOutline(child, Math.min(addWorkingDaysTo(on, chance.whole(10, 44)), workingDayBefore(today)))
  settle(state, child)
}

/** In the earlier history assessments are in time: the controls say nothing of it. */
const completeInOutline = (child: Child, on: DayNumber): void => {
  if (child.assessment === null) return
  child.assessment.completedOn = Math.max(on, child.assessment.startedOn)
  child.assessment.workingDays = workingDaysBetweenDays(child.assessment.startedOn, child.assessment.completedOn)
  child.assessment.isLate = false
  child.lastAssessedOn = on
  child.assessment = null
}

/** A plan in the past; it stands until it is ended. */
export const planInOutline = (state: CountyState, child: Child, from: DayNumber): void => {
  child.plan = record<'protectionPlan'>(state, child, from, {
    kind: 'protectionPlan',
    group: state.nextGroup(),
    conference: null,
    category: chooseWeighted(state.chance('opening: category'), state.controls.hazards.abuseCategories),
    isSecondOrSubsequent: child.plansBefore > 0,
    startedOn: from,
    endedOn: null,
    endReason: null,
  })
  settle(state, child)
}

/** A period of being looked after that began in the past; it stands until it is ended. */
export const careInOutline = (state: CountyState, child: Child, from: DayNumber): void => {
  child.care = record<'care'>(state, child, from, {
    kind: 'care',
    group: state.nextGroup(),
    need: child.need?.id ?? 0,
    startedOn: from,
    legalStatus: child.isUasc || state.chance('opening: care').happens(0.45) ? 'section20' : 'interimCareOrder',
    isUasc: child.isUasc,
    isReturn: false,
    endedOn: null,
    endReason: null,
  })
  settle(state, child)
}

/** A whole episode in the past, with a plan in it. */
export const earlierPlan = (state: CountyState, child: Child, around: DayNumber, chance: Stream): void => {
  const from = workingDayBefore(around)
  openedOn(state, child, from - chance.whole(20, 60), from, true)
  planInOutline(state, child, from)
  const ended = workingDayBefore(from + chance.whole(80, 300))
  endPlan(state, child, ended, 'riskReduced')
  endNeed(state, child, workingDayBefore(ended + chance.whole(1, 60)), 'needsMet')
}

/** A whole episode in the past. */
export const openAndClose = (
  state: CountyState,
  child: Child,
  from: DayNumber,
  today: DayNumber,
  chance: Stream,
): void => {
  openedOn(state, child, Math.max(from, child.bornOn), today, true)
  const closed = workingDayBefore(Math.min(from + length(chance, 120, 30, 360), today - 1))
  endNeed(state, child, Math.max(closed, child.lastAssessedOn), 'needsMet')
}
