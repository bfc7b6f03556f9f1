import { dayNumber } from '../../calendar/index.ts'
import type { DayNumber } from '../../calendar/index.ts'
import type { StepName } from '../../journey/index.ts'
import type { Stream } from '../chance/random.ts'
import { ranks, workingDayBy, workingDayFrom } from './act.ts'
import type { Hand } from './act.ts'
import type { Standing } from './visited.ts'

/** How the county does a piece of work that is due: how early, how often late, by whom, and whether siblings share it. */
export type Habit = {
  readonly step: StepName
  readonly hand: Hand
  readonly rank: number
  /** At most so many days before it is due. */
  readonly early: number
  readonly lateShare: number
  readonly lateMost: number
  readonly shared: boolean
  /** Whether the day depends on the standing of the child on the day of the report. */
  readonly isVisit?: true
  /** Left out so many days before the episode ends: its ending is the last occurrence. */
  readonly leftOutBefore?: number
}

const visit = { rank: ranks.visit, hand: 'socialWorker', isVisit: true } as const
const meeting = { rank: ranks.meeting } as const

const reviewInCare = {
  ...meeting,
  step: 'lookedAfterReview',
  hand: 'chair',
  early: 8,
  lateShare: 0.06,
  lateMost: 12,
  shared: false,
} as const

/** By the rule of the duty. Work of other rules is settled by the child's journey itself. */
export const habits: Readonly<Record<string, Habit>> = {
  'placement.visit': { ...visit, step: 'lookedAfterVisit', early: 8, lateShare: 0.14, lateMost: 16, shared: false },
  'childProtectionPlan.visit': {
    ...visit,
    step: 'childProtectionVisit',
    early: 3,
    lateShare: 0.16,
    lateMost: 8,
    shared: true,
  },
  'childInNeedPlan.visit': {
    ...visit,
    step: 'childInNeedVisit',
    early: 10,
    lateShare: 0.22,
    lateMost: 20,
    shared: true,
  },
  'childProtectionPlan.coreGroup': {
    ...meeting,
    step: 'coreGroup',
    hand: 'socialWorker',
    early: 5,
    lateShare: 0.15,
    lateMost: 14,
    shared: true,
  },
  'childProtectionPlan.review': {
    ...meeting,
    step: 'reviewConference',
    hand: 'chair',
    early: 9,
    lateShare: 0.04,
    lateMost: 10,
    shared: true,
    leftOutBefore: 21,
  },
  'childInNeedPlan.review': {
    ...meeting,
    step: 'childInNeedReview',
    hand: 'socialWorker',
    early: 12,
    lateShare: 0.2,
    lateMost: 25,
    shared: true,
    leftOutBefore: 30,
  },
  'lookedAfter.review': reviewInCare,
  'placement.adoptionReview': reviewInCare,
  'legalStatus.adoptionReview': reviewInCare,
  'lookedAfter.carePlan': {
    ...meeting,
    step: 'carePlan',
    hand: 'socialWorker',
    early: 5,
    lateShare: 0.1,
    lateMost: 8,
    shared: false,
  },
  'lookedAfter.healthAssessment': {
    ...meeting,
    step: 'healthAssessment',
    hand: 'socialWorker',
    early: 20,
    lateShare: 0.18,
    lateMost: 45,
    shared: false,
  },
  'lookedAfter.personalEducationPlan': {
    ...meeting,
    step: 'personalEducationPlan',
    hand: 'socialWorker',
    early: 14,
    lateShare: 0.15,
    lateMost: 30,
    shared: false,
  },
  'earlyHelp.review': {
    ...meeting,
    step: 'earlyHelpReview',
    hand: 'earlyHelp',
    early: 8,
    lateShare: 0.2,
    lateMost: 25,
    shared: true,
    leftOutBefore: 21,
  },
  'careLeaver.keepingInTouch': {
    ...meeting,
    step: 'keepingInTouch',
    hand: 'adviser',
    early: 12,
    lateShare: 0.16,
    lateMost: 25,
    shared: false,
  },
  'pathwayPlan.review': {
    ...meeting,
    step: 'pathwayPlanReview',
    hand: 'adviser',
    early: 14,
    lateShare: 0.2,
    lateMost: 40,
    shared: false,
  },
  pathwayPlan: {
    ...meeting,
    step: 'pathwayPlan',
    hand: 'adviser',
    early: 25,
    lateShare: 0.2,
    lateMost: 40,
    shared: false,
  },
}

export type Due = {
  readonly rule: string
  readonly due: DayNumber
  readonly anchor: DayNumber
  /** The last day of the episode the work belongs to, where the journey says so. */
  readonly end: DayNumber
  /** Whether the work from which the clock runs was a virtual visit. */
  readonly anchoredOnVirtual: boolean
  readonly standing: Standing | undefined
}

export type Plan = { readonly day: DayNumber; readonly mode: 'faceToFace' | 'virtual' }

const lockdown = dayNumber('2020-03-23')
const softened = dayNumber('2020-04-24')
const reopened = dayNumber('2020-08-01')

/** How likely a visit on a day is made by video or telephone. */
const virtualShare = (rule: string, day: DayNumber): number => {
  const inCare = rule === 'placement.visit'
  if (day < (inCare ? softened : lockdown)) return 0
  if (day < reopened) return rule === 'childProtectionPlan.visit' ? 0.3 : 0.55
  return rule === 'childProtectionPlan.visit' ? 0.11 : 0.18
}

/** How long a virtual visit before the day of the report stays the last one: as long as the longest usual gap. */
const reach: Readonly<Record<string, number>> = {
  'placement.visit': 100,
  'childProtectionPlan.visit': 16,
  'childInNeedPlan.visit': 46,
}

const usual = (stream: Stream, habit: Habit, { due, anchor }: Due): DayNumber => {
  if (stream.happens(habit.lateShare)) return workingDayFrom(due + stream.whole(1, habit.lateMost))
  const early = Math.min(habit.early, Math.max(0, due - anchor - 1))
  const day = workingDayBy(due - stream.whole(0, early))
  return day > anchor ? day : Math.min(workingDayFrom(anchor + 1), Math.max(due, anchor))
}

/** A day before the report between the anchor and it, a working day where there is one. */
const justBefore = (stream: Stream, anchor: DayNumber, reportDay: DayNumber): DayNumber => {
  const day = workingDayBy(reportDay - stream.whole(1, 8))
  if (day > anchor) return day
  const last = workingDayBy(reportDay - 1)
  return last > anchor ? last : Math.min(anchor + 1, reportDay)
}

/** Bends a visit so that the child stands on the day of the report as settled. */
const forReport = (stream: Stream, of: Due, plan: Plan, reportDay: DayNumber): Plan => {
  const { due, anchor, standing, anchoredOnVirtual, rule } = of
  if (standing === undefined || anchor >= reportDay) return plan
  const { day } = plan
  if (standing === 'inTime') {
    if (day >= reportDay && (due < reportDay || anchoredOnVirtual))
      return { day: justBefore(stream, anchor, Math.min(reportDay, due + 1)), mode: 'faceToFace' }
    return day <= reportDay && day >= reportDay - 200 ? { day, mode: 'faceToFace' } : plan
  }
  if (day < reportDay) {
    if (standing === 'late' && due < reportDay && due >= reportDay - 25)
      return { day: workingDayFrom(reportDay + stream.whole(1, 14)), mode: 'faceToFace' }
    return standing === 'virtual' && day >= reportDay - (reach[rule] ?? 0) ? { day, mode: 'virtual' } : plan
  }
  // Overdue on that day, or last seen virtually: not face to face in time. Otherwise a virtual visit comes between.
  if (due < reportDay || anchoredOnVirtual)
    return day === reportDay ? { ...plan, day: workingDayFrom(reportDay + 1) } : plan
  return { day: justBefore(stream, anchor, reportDay), mode: 'virtual' }
}

/** When and how work that is due will be done; undefined where it is left to the end of its episode. */
export const planFor = (
  stream: Stream,
  habit: Habit,
  of: Due,
  { reportDay, recordsFrom }: { readonly reportDay: DayNumber; readonly recordsFrom: DayNumber },
): Plan | undefined => {
  // What fell due before the records begin was done last shortly before.
  const brought = of.due < recordsFrom
  const gap = Math.max(1, Math.min(of.due - of.anchor, 180))
  const day = brought ? Math.max(of.anchor + 1, recordsFrom - stream.whole(1, gap)) : usual(stream, habit, of)
  if (habit.leftOutBefore !== undefined && day > of.end - habit.leftOutBefore) return undefined
  if (habit.isVisit !== true) return day > of.end ? undefined : { day, mode: 'faceToFace' }
  const drawn: Plan = { day, mode: stream.happens(virtualShare(of.rule, day)) ? 'virtual' : 'faceToFace' }
  const plan = forReport(stream, of, drawn, reportDay)
  return plan.day > of.end ? undefined : plan
}
