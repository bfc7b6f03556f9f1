import type { Context } from '../../../access/context.ts'
import type { CivilDate } from '../../../calendar/index.ts'
import type { Rules } from '../../../journey/reckoning/rows.ts'
import { whoMayRecord } from '../../../journey/step.ts'
import type { Episode } from '../../../ledger/read.ts'

/**
 * The groups of children who are visited, by the period they are in: the rule by which a visit is due, and the step that
 * records it. Whoever is in our care or has a protection plan is visited by that, and not by a child in need plan.
 */
export const visitGroups = {
  lookedAfter: {
    title: 'Children in our care',
    one: 'In our care',
    rule: 'placement.visit',
    step: 'lookedAfterVisit',
    planned: 'lookedAfter',
  },
  childProtectionPlan: {
    title: 'Child protection plans',
    one: 'Child protection plan',
    rule: 'childProtectionPlan.visit',
    step: 'childProtectionVisit',
    planned: 'protection',
  },
  childInNeedPlan: {
    title: 'Child in need plans',
    one: 'Child in need plan',
    rule: 'childInNeedPlan.visit',
    step: 'childInNeedVisit',
    planned: 'inNeed',
  },
  shortBreaks: {
    title: 'Short breaks',
    one: 'Short breaks',
    rule: 'shortBreaks.visit',
    step: 'lookedAfterVisit',
    planned: 'lookedAfter',
  },
} as const

export type VisitGroup = keyof typeof visitGroups
export type VisitStep = (typeof visitGroups)[VisitGroup]['step']

export const visitGroupNames = Object.keys(visitGroups) as readonly VisitGroup[]

/** The steps that record a visit. */
export const visitSteps: readonly VisitStep[] = [...new Set(visitGroupNames.map(group => visitGroups[group].step))]

export const isVisitStep = (step: string): step is VisitStep => visitSteps.some(each => each === step)

/** What a planned visit of a step's kind is called in its own step. */
export const plannedAs = (step: VisitStep): string =>
  visitGroupNames.map(group => visitGroups[group]).find(each => each.step === step)?.planned ?? 'inNeed'

const ranOn = (episodes: readonly Episode[], kind: string, on: CivilDate): boolean =>
  episodes.some(each => each.kind === kind && each.startedOn <= on && (each.endedOn === null || each.endedOn >= on))

/** The groups by which a child is visited and not by a child in need plan as well. */
export const insteadOfInNeed: readonly VisitGroup[] = ['lookedAfter', 'childProtectionPlan']

/**
 * As what a child is visited on a day: one step, or two where a child in our care has a protection plan as well, or one who
 * has short breaks any plan. Where nothing was open on that day it is a visit to a child in need, which is recorded and
 * meets nothing that is due.
 */
export const visitedAs = (episodes: readonly Episode[], on: CivilDate): readonly VisitStep[] => {
  const open = visitGroupNames.filter(group => ranOn(episodes, group, on))
  const instead = open.some(group => insteadOfInNeed.includes(group))
  const groups = open.filter(group => !(instead && group === 'childInNeedPlan'))
  return groups.length > 0 ? [...new Set(groups.map(group => visitGroups[group].step))] : ['childInNeedVisit']
}

/** Whether anything is open on a day that asks for visits. */
export const isVisited = (episodes: readonly Episode[], on: CivilDate): boolean =>
  [...visitGroupNames, 'inNeed'].some(kind => ranOn(episodes, kind, on))

/** Those of the steps that this person may record. */
export const mayRecordOf = <Name extends string>(
  { pathway }: Rules,
  context: Context,
  steps: readonly Name[],
): readonly Name[] =>
  steps.filter(name => {
    const step = pathway.steps[name]
    return step !== undefined && whoMayRecord(step, context.today).includes(context.role)
  })
