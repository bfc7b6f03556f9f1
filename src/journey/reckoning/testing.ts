import type { CivilDate } from '../../calendar/index.ts'
import type { AnyStep } from '../step.ts'
import type { StoredAnswers } from '../field.ts'
import { england } from '../england.ts'
import { reckon } from './reckon.ts'
import type { DutyRow, Occurrence, Reckoning, Rules } from './rows.ts'

/** For tests: an occurrence of a step of England's pathway, its dates taken from its answers. */
export const occurrenceOf = (
  entry: number,
  name: keyof typeof england.steps,
  outcome: string,
  answers: StoredAnswers,
  follows: number | null = null,
): Occurrence => {
  const step: AnyStep = england.steps[name]
  const dayOf = (field: string): CivilDate => {
    const answer = answers[field]
    if (typeof answer !== 'string') throw new Error(`${name} ${entry} has no ${field}.`)
    return answer.slice(0, 10)
  }
  return {
    entry,
    step: name,
    answers,
    outcome,
    happenedOn: dayOf(step.happenedOn ?? step.completedOn),
    completedOn: dayOf(step.completedOn),
    follows,
  }
}

/** For tests: the rules of England, with no council's policy unless given. */
export const rulesOfEngland = (policy: Rules['policy'] = {}): Rules => ({ pathway: england, policy })

/** For tests: a child's reckoning by the rules of England. */
export const reckonIn = (
  occurrences: readonly Occurrence[],
  { bornOn, policy, pathway }: { readonly bornOn?: CivilDate } & Partial<Rules> = {},
): Reckoning => reckon({ pathway: pathway ?? england, policy: policy ?? {} }, bornOn, occurrences)

/** For tests: the open duty by a rule. */
export const openDuty = (reckoning: Reckoning, rule: string): DutyRow | undefined =>
  reckoning.openDuties.find(row => row.rule === rule)

/** For tests: the days on which the duties by a rule fell due, in the order in which they arose. */
export const dueDays = (reckoning: Reckoning, rule: string): readonly (CivilDate | null)[] =>
  reckoning.duties.filter(row => row.rule === rule).map(row => row.dueOn)
