import type { CivilDate } from '../../../calendar/index.ts'
import { planKindOf } from '../../../journey/plans/index.ts'
import type { PlanKind } from '../../../journey/plans/index.ts'
import type { ChildRecord } from '../child/record.ts'
import { paths } from '../paths.ts'

/** Words of somebody, when they were said, and where. */
export type SaidView = { readonly words: string; readonly on: CivilDate; readonly href: string }

/** The last words of somebody about a plan, from any work on it since it began. */
export const saidOf = (
  { child, entries }: Pick<ChildRecord, 'child' | 'entries'>,
  kind: PlanKind,
  since: CivilDate,
  questions: readonly string[],
): SaidView | undefined => {
  for (const entry of entries) {
    if (entry.happenedOn < since || planKindOf(entry.step, entry.answers) !== kind) continue
    const words = questions.map(name => entry.answers[name]).find(answer => typeof answer === 'string')
    if (typeof words === 'string')
      return { words, on: entry.happenedOn, href: paths.entry({ child, entry: entry.entry }) }
  }
  return undefined
}

/** Where the child or young person says what they think of a plan, and where the family does. */
export const childsQuestions = ['childsView', 'youngPersonsView'] as const

export const familysQuestions = ['familysView'] as const
